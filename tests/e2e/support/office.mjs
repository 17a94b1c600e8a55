// What people do to found, join and run an authority, in the words of the page.
import { expect } from '@playwright/test';
import { accessible } from './people.mjs';
import { opened } from './test.mjs';

/** A founder's code, and the code of an invitation, each alone on its line. */
export const FOUNDING_CODE = /^[0-9A-Z]{4}-[0-9A-Z]{4}(?=\r?$)/m;
export const INVITATION_CODE = /^[A-Za-z0-9_-]{43}(?=\r?$)/m;

/** An authority that is founded by hand. */
export const LINDENAU = {
  name: 'Gemeinde Lindenau',
  slug: 'lindenau',
  domain: 'lindenau.example',
  founder: 'Amira Yilmaz',
  email: 'a.yilmaz@lindenau.example',
};

const WORDS = {
  de: {
    sendCode: 'Code schicken und weiter',
    makeKeys: 'Schlüssel erzeugen',
    saveRoot: 'Wurzeldatei speichern',
    printAll: 'Alle drei drucken, jeden auf ein Blatt',
    toCheck: 'Weiter: einen Teil prüfen',
    share: /Teil (\d)/,
    check: 'Prüfen',
    newCode: 'Neuen Code schicken',
    found: 'Behörde gründen',
    toAdministration: 'Zur Administration',
    newDepartment: 'Abteilung anlegen',
    invite: 'Einladen',
    sendInvitation: 'Einladung schicken',
    join: 'Konto einrichten',
    signIn: 'Anmelden',
    signOut: 'Abmelden',
    confirm: 'Bestätigen und Schlüssel übergeben',
    change: 'Neu beglaubigen',
    people: 'Menschen',
    departments: 'Abteilungen',
    leave: 'Zugang beenden …',
    leaveNow: 'Zugang endgültig beenden',
    lookAgain: 'Noch einmal nachsehen',
    certifyMyself: 'Mich selbst beglaubigen',
    save: 'Speichern',
    saved: 'Gespeichert.',
  },
  en: {
    sendCode: 'Send code and continue',
    makeKeys: 'Make keys',
    saveRoot: 'Save root file',
    printAll: 'Print all three, each on a sheet',
    toCheck: 'Continue: check a share',
    share: /Share (\d)/,
    check: 'Check',
    newCode: 'Send a new code',
    found: 'Found the authority',
    toAdministration: 'To the administration',
    newDepartment: 'Create department',
    invite: 'Invite',
    sendInvitation: 'Send invitation',
    join: 'Set up account',
    signIn: 'Sign in',
    signOut: 'Sign out',
    confirm: 'Confirm and hand over keys',
    change: 'Certify anew',
    people: 'People',
    departments: 'Departments',
    leave: 'End account …',
    leaveNow: 'End the account for good',
    lookAgain: 'Look again',
    certifyMyself: 'Certify myself',
    save: 'Save',
    saved: 'Saved.',
  },
};

class Person {
  /** `look` is called with a name at every step that a person sees. */
  constructor(page, portal, locale = 'de', look = async () => {}) {
    Object.assign(this, { page, portal, locale, look, words: WORDS[locale] });
  }

  button(name) {
    return this.page.getByRole('button', { name: this.words[name], exact: true });
  }

  link(name) {
    return this.page.getByRole('link', { name: this.words[name], exact: true });
  }

  async fill(fields) {
    for (const [id, value] of Object.entries(fields)) await this.page.locator(`#${id}`).fill(value);
  }

  /** The number that two people compare. */
  async fingerprint() {
    const number = (await this.page.locator('.fingerprint .code').innerText()).replace(/\s+/g, ' ').trim();
    expect(number).toMatch(/^(\d{5} ){4}\d{5}$/);
    return number;
  }
}

export class Founder extends Person {
  /** Opens the link of `server init` and says who founds what. */
  async arrives(authority) {
    await this.says(authority);
    await expect(this.page.locator('#new-password')).toBeVisible();
  }

  async says(authority) {
    this.authority = authority;
    const link = this.portal.link.replace('#', `?lang=${this.locale}#`);
    await this.page.goto(link);
    await expect(this.page.locator('#name')).toBeVisible({ timeout: 30_000 });
    expect(this.page.url(), 'no token in the address bar').not.toContain('#');
    await this.look('authority');
    await this.fill({
      name: authority.name,
      slug: authority.slug,
      domains: authority.domain,
      telephone: '0999 123-0',
      'own-name': authority.founder,
      'own-email': authority.email,
    });
    await this.button('sendCode').click();
  }

  async choosesPasswords({ password, passphrase }) {
    await this.look('passwords');
    await this.fill({
      'new-password': password,
      'repeat-password': password,
      'new-passphrase': passphrase,
      'repeat-passphrase': passphrase,
    });
    await this.button('makeKeys').click();
    await expect(this.button('saveRoot')).toBeVisible({ timeout: 60_000 });
  }

  /** Saves the root file and copies the shares. */
  async keeps() {
    const { page } = this;
    await this.look('keep');
    const arrives = page.waitForEvent('download');
    await this.button('saveRoot').click();
    const download = await arrives;
    this.rootFile = await download.path();
    expect(download.suggestedFilename()).toMatch(/\.age$/);
    const codes = await page.locator('.share .code').all();
    this.shares = await Promise.all(codes.map(async (code) => (await code.innerText()).replace(/\s+/g, '-').replace(/-$/, '')));
    expect(this.shares.length).toBe(3);
    expect(new Set(this.shares).size).toBe(3);
  }

  /** Which share the page asks for, counted from 1. */
  async asked() {
    const label = await this.page.locator('label[for=typed]').innerText();
    return Number(label.match(this.words.share)[1]);
  }

  async provesShare() {
    await this.button('toCheck').click();
    const number = await this.asked();
    await this.look('check');
    await this.page.locator('#typed').fill(this.shares[number - 1].toLowerCase().replaceAll('-', ' '));
    await this.button('check').click();
    await expect(this.button('found')).toBeVisible();
  }

  async founds() {
    await this.look('found');
    const code = await this.portal.mailed(this.authority.email, FOUNDING_CODE);
    await this.page.locator('#code').fill(code.toLowerCase());
    await this.button('found').click();
    await expect(this.button('toAdministration')).toBeVisible({ timeout: 60_000 });
    await this.look('done');
  }
}

export class Administrator extends Person {
  async signsIn(email, password) {
    await this.page.goto(`${this.portal.origin}/desk/administration?lang=${this.locale}`);
    await this.fill({ email, password });
    await this.look('sign-in');
    await this.page.locator('.gate__form button[type=submit]').click();
    await expect(this.page.locator('.areas')).toBeVisible({ timeout: 30_000 });
  }

  async creates({ name, slug, notice }) {
    await this.link('departments').click();
    await this.link('newDepartment').click();
    await this.page.locator('#name').fill(name);
    await expect(this.page.locator('#slug')).toHaveValue(slug);
    if (notice) await this.page.locator('#notice').fill(notice);
    await this.look('new department');
    await this.button('newDepartment').click();
    await expect(this.entry(name)).toBeVisible();
    await this.look('departments');
  }

  /** Fills in the form and sends it. */
  async invites({ name, email, role = 'caseworker', departments = [] }) {
    await this.link('people').click();
    await this.link('invite').click();
    await this.fill({ name, email });
    await this.page.locator(`input[name=role]`).nth(ROLES.indexOf(role)).check();
    for (const department of departments) await this.page.getByLabel(department, { exact: true }).check();
    await this.look('invite');
    await this.button('sendInvitation').click();
  }

  entry(name) {
    return this.page.locator('.entry').filter({ hasText: name });
  }

  async opens(name) {
    await this.entry(name).getByRole('link').click();
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(name);
  }

  /** Certifies somebody anew: in another role, or with departments of which each is theirs or not. */
  async changes(name, { role, departments = {} }) {
    await this.link('people').click();
    await this.opens(name);
    if (role) await this.page.locator(`input[name=role]`).nth(ROLES.indexOf(role)).check();
    for (const [department, isTheirs] of Object.entries(departments)) {
      await this.page.getByLabel(department, { exact: true }).setChecked(isTheirs);
    }
    await this.look('change');
    await this.button('change').click();
  }

  async hasSaved() {
    await expect(this.page.locator('.form__step').filter({ hasText: this.words.saved })).toBeVisible({ timeout: 30_000 });
  }

  /** Opens the page of a department. */
  async looksAt(department) {
    await this.link('departments').click();
    await this.opens(department);
  }

  async confirms(name, fingerprint) {
    await this.opens(name);
    expect(await this.fingerprint()).toBe(fingerprint);
    await this.look('confirm');
    await this.page.locator('#compared').check();
    await this.button('confirm').click();
    await expect(this.page.locator('.office__news .notice--success')).toBeVisible({ timeout: 30_000 });
    await this.look('members');
  }
}

/** The demo's administrator, signed in. */
export async function administrator(page, portal, locale) {
  const person = new Administrator(page, portal, locale, accessible(page, locale));
  const { email, password } = portal.demo.accounts.find(({ role }) => role === 'administrator');
  await person.signsIn(email, password);
  return person;
}

/** The same in a browser of their own. */
export async function administering(browser, portal, locale, viewport) {
  return administrator(await opened(browser, viewport), portal, locale);
}

const ROLES = ['caseworker', 'lead', 'administrator', 'auditor'];

export class Newcomer extends Person {
  /** Opens the link of the invitation. */
  async arrives(code) {
    await this.page.goto(`${this.portal.origin}/desk/join?lang=${this.locale}#${code}`);
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 });
    expect(this.page.url(), 'no code in the address bar').not.toContain('#');
  }

  /** Sets a password; the fingerprint is theirs to tell. */
  async joins(password) {
    await expect(this.page.locator('#new-password')).toBeVisible({ timeout: 30_000 });
    await this.look('join');
    await this.fill({ 'new-password': password, 'repeat-password': password });
    await this.button('join').click();
    await expect(this.page.locator('.fingerprint')).toBeVisible({ timeout: 60_000 });
    await this.look('joined');
    return this.fingerprint();
  }
}
