// What people do with the ways in which they unlock their account, and what is left when one is lost: each time the
// whole history stays readable.
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { Portal } from '../support/portal.mjs';
import { expect, LOCALES, test as base, WIDTHS } from '../support/test.mjs';

const NEW = 'Herbst-am-Marktplatz-1871';
const NEWER = 'Winter-hinter-der-Mauer-1903';
const BEFORE = { subject: 'Vorher', text: 'Geschrieben, bevor etwas verloren ging' };

const WORDS = {
  de: {
    account: 'Mein Konto',
    change: 'Passwort ändern',
    changed: 'Das Passwort ist geändert.',
    unlock: 'Entsperren',
    make: 'Wiederherstellungscode erstellen',
    keep: 'Prüfen und in Kraft setzen',
    kept: 'Der neue Code gilt.',
    since: 'Ihr Code gilt seit dem',
    forgotten: 'Passwort vergessen?',
    recover: 'Neues Passwort setzen',
    recovered: 'Sie sind wieder da',
    none: 'Sie haben keinen Wiederherstellungscode.',
    remove: 'Code löschen …',
    removeNow: 'Code löschen',
    removed: 'Der Code ist gelöscht.',
    mistyped: 'In dem Code ist ein Tippfehler.',
    receipt: 'Belegcode',
    refused: 'passen nicht zusammen',
    mail: 'Ihre Anmeldung wurde ge',
  },
  en: {
    account: 'My account',
    change: 'Change password',
    changed: 'The password is changed.',
    unlock: 'Unlock',
    make: 'Make a recovery code',
    keep: 'Check and put in force',
    kept: 'The new code is in force.',
    since: 'Your code has been in force since',
    forgotten: 'Password forgotten?',
    recover: 'Set new password',
    recovered: 'You are back',
    none: 'You have no recovery code.',
    remove: 'Remove code …',
    removeNow: 'Remove code',
    removed: 'The code is removed.',
    mistyped: 'There is a typing error in the code.',
    receipt: 'receipt code',
    refused: 'do not match',
    mail: 'How you sign in has changed',
  },
};

/** Each test changes the demo's accounts, so each has a demo of its own. */
const test = base.extend({
  town: async ({}, use) => {
    const portal = await Portal.start();
    await use(portal);
    await portal.stop();
  },
});

async function opened(browser, viewport) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log('page error:', error.message));
  // Printing stands still until somebody answers.
  await page.addInitScript(() => (window.print = () => {}));
  return page;
}

/** A member on the page of their own account. */
class Owner {
  constructor(page, portal, locale, look = async () => {}, account = portal.demo.accounts[0]) {
    Object.assign(this, { page, portal, locale, look, account, words: WORDS[locale] });
  }

  button(name) {
    return this.page.getByRole('button', { name: this.words[name], exact: true });
  }

  section(id) {
    return this.page.locator(`section[aria-labelledby=${id}-title]`);
  }

  async comes(password = this.account.password) {
    await this.page.goto(`${this.portal.origin}/desk/account?lang=${this.locale}`);
    await this.page.locator('#email').fill(this.account.email);
    await this.page.locator('#password').fill(password);
    await this.page.locator('.gate__form button[type=submit]').click();
    await expect(this.page.getByRole('heading', { level: 1, name: this.words.account })).toBeVisible({
      timeout: 30_000,
    });
  }

  async changes(password) {
    await this.page.locator('#new-password').fill(password);
    await this.page.locator('#repeat-password').fill(password);
    await this.button('change').click();
  }

  /** Makes a recovery code, types it back and answers it. */
  async makesCode() {
    await this.button('make').click();
    const code = this.section('recovery-code').locator('.code');
    await expect(code).toBeVisible();
    await this.look('recovery code');
    const text = (await code.innerText()).replace(/\s+/g, '-').replace(/-$/, '');
    expect(text).toMatch(/^R[0-9A-Z]{3}(-[0-9A-Z]{4}){6}$/);
    return text;
  }

  async keepsCode(code) {
    await this.page.locator('#typed-back').fill(code);
    await this.button('keep').click();
  }

  /** Comes back with a code. */
  async recovers(code, password, email = this.account.email) {
    await this.page.locator('#email').fill(email);
    await this.page.locator('#recovery-code').fill(code);
    await this.page.locator('#new-password').fill(password);
    await this.page.locator('#repeat-password').fill(password);
    await this.button('recover').click();
  }
}

/** Signs in at the desk and reads what was written before. */
async function reads(browser, portal, locale, account, password) {
  const page = await opened(browser);
  const caseworker = new Caseworker(page, portal, locale, undefined, { ...account, password });
  await caseworker.signsIn();
  await caseworker.opens(BEFORE.subject);
  await caseworker.reads(BEFORE.text);
  await page.context().close();
}

function mistyped(code) {
  return code.slice(0, -1) + (code.endsWith('7') ? '8' : '7');
}

for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`a password is changed, forgotten and set anew with the recovery code in ${locale} on a ${device}`, async ({
      browser,
      town,
    }) => {
      test.setTimeout(240_000);
      const outside = await opened(browser);
      const citizen = new Citizen(outside, town, locale);
      await citizen.writes(BEFORE);
      const page = await opened(browser, viewport);
      const owner = new Owner(page, town, locale, accessible(page, `${locale} ${device}`));
      await owner.comes();
      await owner.look('account');

      await owner.changes('zu kurz');
      await expect(page.locator('.error-summary')).toBeFocused();
      await owner.look('short password');
      await owner.changes(NEW);
      await expect(owner.section('password')).toContainText(owner.words.changed, { timeout: 30_000 });
      await reads(browser, town, locale, owner.account, NEW);

      const code = await owner.makesCode();
      await owner.keepsCode(mistyped(code));
      await expect(page.locator('.error-summary')).toContainText(owner.words.mistyped);
      await owner.look('mistyped code');
      await owner.keepsCode(code.toLowerCase());
      await expect(owner.section('recovery-code')).toContainText(owner.words.kept);
      await expect(owner.section('recovery-code')).toContainText(owner.words.since);
      await expect(page.locator('body')).not.toContainText(code.slice(0, 9));
      await page.context().close();

      // Another browser, and nothing but the sheet.
      const elsewhere = await opened(browser, viewport);
      const back = new Owner(elsewhere, town, locale, accessible(elsewhere, `${locale} ${device}`));
      await elsewhere.goto(`${town.origin}/desk?lang=${locale}`);
      await elsewhere.getByRole('link', { name: back.words.forgotten }).click();
      await expect(elsewhere.locator('#recovery-code')).toBeVisible({ timeout: 30_000 });
      await back.look('recover');
      await back.recovers(mistyped(code), NEWER);
      await expect(elsewhere.locator('.error-summary')).toContainText(back.words.mistyped);
      await back.recovers(citizen.receipt, NEWER);
      await expect(elsewhere.locator('.error-summary')).toContainText(back.words.receipt);
      await back.recovers(code, NEWER, 'nobody@musterstadt.example');
      await expect(elsewhere.locator('.error-summary')).toContainText(back.words.refused);
      await back.look('refused');
      await back.recovers(code, NEWER);
      await expect(elsewhere.locator('.office__news')).toContainText(back.words.recovered, { timeout: 60_000 });
      await expect(back.section('recovery-code')).toContainText(back.words.none);
      await back.look('recovered');
      await reads(browser, town, locale, owner.account, NEWER);

      // The code works once.
      const late = await opened(browser);
      const again = new Owner(late, town, locale);
      await late.goto(`${town.origin}/desk/recover?lang=${locale}`);
      await again.recovers(code, NEW);
      await expect(late.locator('.error-summary')).toContainText(again.words.refused, { timeout: 30_000 });
      const mails = (await town.mails()).filter((mail) => mail.includes(owner.account.email) && mail.includes('/desk/account'));
      expect(mails.length, 'every change is told').toBeGreaterThan(0);
      for (const page of [outside, elsewhere, late]) await page.context().close();
    });
  }
}

test('ways to sign in are changed only shortly after signing in', async ({ browser, town }) => {
  test.setTimeout(120_000);
  const page = await opened(browser);
  const owner = new Owner(page, town, 'de');
  await owner.comes();
  // As the server answers when the proof is older than ten minutes.
  let isOutdated = true;
  await page.route('**/api/v1/staff/password', (route) =>
    isOutdated
      ? route.fulfill({
          status: 403,
          contentType: 'application/json',
          body: JSON.stringify({ code: 'proof_outdated', message: 'x' }),
        })
      : route.continue(),
  );
  await owner.changes(NEW);
  await expect(page.locator('#proof')).toBeFocused({ timeout: 30_000 });
  isOutdated = false;
  await page.locator('#proof').fill(owner.account.password);
  await owner.button('unlock').click();
  await expect(page.locator('#proof')).toHaveCount(0, { timeout: 30_000 });
  await owner.button('change').click();
  await expect(owner.section('password')).toContainText(owner.words.changed, { timeout: 30_000 });
  await page.context().close();
});

test('a recovery code is removed', async ({ browser, town }) => {
  test.setTimeout(120_000);
  const page = await opened(browser);
  const owner = new Owner(page, town, 'de');
  await owner.comes();
  const code = await owner.makesCode();
  await owner.keepsCode(code);
  await expect(owner.section('recovery-code')).toContainText(owner.words.kept);
  await owner.button('remove').click();
  await owner.button('removeNow').click();
  await expect(owner.section('recovery-code')).toContainText(owner.words.removed);
  await expect(owner.section('recovery-code')).toContainText(owner.words.none);
  await page.goto(`${town.origin}/desk/recover`);
  await owner.recovers(code, NEW);
  await expect(page.locator('.error-summary')).toContainText(owner.words.refused, { timeout: 30_000 });
  await page.context().close();
});
