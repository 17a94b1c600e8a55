// Somebody with a security key, and what they do with it at their desk and on the page of their account.
import { expect } from '@playwright/test';
import { Caseworker } from './people.mjs';

const WORDS = {
  de: {
    usePasskey: 'Passkey verwenden',
    add: 'Passkey hinzufügen',
    remove: 'Entfernen',
    cancel: 'Abbrechen',
    signOut: 'Abmelden',
    demand: 'Von allen einen Passkey verlangen',
    release: 'Passwort wieder genügen lassen',
    removeOf: (name) => `${name} entfernen`,
    alone: 'Meldet allein an',
    factor: 'Zweiter Faktor neben dem Passwort',
    added: 'Hinzugefügt:',
    removed: 'Entfernt:',
    cannotOpen: 'kann Ihre Schlüssel in diesem Browser nicht öffnen',
    declined: 'kein Passkey vorgezeigt',
    foreign: 'gehört zu einem anderen Konto',
    first: 'mindestens einen Passkey',
    enrol: 'Ihre Behörde verlangt einen Passkey',
    demanded: 'Ab jetzt brauchen alle einen Passkey.',
    account: 'Mein Konto',
  },
  en: {
    usePasskey: 'Use a passkey',
    add: 'Add passkey',
    remove: 'Remove',
    cancel: 'Cancel',
    signOut: 'Sign out',
    demand: 'Demand a passkey of everybody',
    release: 'Let a password be enough',
    removeOf: (name) => `Remove ${name}`,
    alone: 'Signs in alone',
    factor: 'Second factor beside the password',
    added: 'Added:',
    removed: 'Removed:',
    cannotOpen: 'cannot open your keys in this browser',
    declined: 'No passkey was shown',
    foreign: 'belongs to another account',
    first: 'at least one passkey',
    enrol: 'Your authority demands a passkey',
    demanded: 'Everybody needs a passkey from now on.',
    account: 'My account',
  },
};

/** Chromium's virtual authenticator: verifies its user, keeps passkeys, and evaluates (PRF) or does not. */
export class SecurityKey {
  static async pluggedInto(page, { prf }) {
    const key = new SecurityKey();
    key.session = await page.context().newCDPSession(page);
    await key.session.send('WebAuthn.enable', { enableUI: false });
    const { authenticatorId } = await key.session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'usb',
        hasResidentKey: true,
        hasUserVerification: true,
        hasPrf: prf,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    key.id = authenticatorId;
    return key;
  }

  /** From now on whoever holds it knows its number, or does not. */
  async knowsUser(isUserVerified) {
    await this.session.send('WebAuthn.setUserVerified', { authenticatorId: this.id, isUserVerified });
  }

  /** From now on somebody touches it when it is asked for, or nobody does. */
  async isTouched(enabled) {
    await this.session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.id, enabled });
  }

  async unplug() {
    await this.session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.id });
  }

  async passkeys() {
    const { credentials } = await this.session.send('WebAuthn.getCredentials', { authenticatorId: this.id });
    return credentials;
  }
}

export class Member extends Caseworker {
  constructor(...rest) {
    super(...rest);
    this.words = { ...this.words, ...WORDS[this.locale] };
    /** What the page has told the server, as text. */
    this.told = [];
    this.page.on('request', (request) => this.told.push(request.postData() ?? ''));
  }

  async goesTo(place) {
    await this.page.goto(`${this.portal.origin}/desk${place}?lang=${this.locale}`);
  }

  /** Types address and password where they are asked for. */
  async typesPassword() {
    await this.page.locator('#email').fill(this.account.email);
    await this.page.locator('#password').fill(this.account.password);
    await this.page.locator('.gate__form button[type=submit]').click();
  }

  async showsPasskey() {
    await this.button('usePasskey').click();
  }

  async signsOut() {
    await this.button('signOut').click();
    await expect(this.page.locator('#password')).toBeVisible();
  }

  async isRefused(words) {
    await expect(this.page.locator('.gate [role=alert]')).toContainText(words, { timeout: 30_000 });
  }

  async isInside() {
    await expect(this.page.locator('.inbox')).toBeVisible({ timeout: 30_000 });
  }

  /** Adds a passkey on the page of the account. */
  async adds(name) {
    await this.page.locator('#passkey-name').fill(name);
    await this.button('add').click();
    await expect(this.page.locator('.form__step').filter({ hasText: `${this.words.added} ${name}` })).toBeVisible({
      timeout: 30_000,
    });
  }

  /** Asks to remove a passkey, and answers the question. */
  async removes(name) {
    await this.page.getByRole('button', { name: this.words.removeOf(name) }).click();
    await this.page.locator('.confirm').getByRole('button', { name: this.words.remove, exact: true }).click();
  }

  passkey(name) {
    const section = this.page.locator('section[aria-labelledby=passkeys-title]');
    return section.locator('.entry').filter({ hasText: name });
  }
}
