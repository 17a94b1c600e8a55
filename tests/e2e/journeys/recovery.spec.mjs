// What people do with the ways in which they unlock their account, and what is left when one is lost: each time the
// whole history stays readable.
import { Administrator, Founder, INVITATION_CODE, LINDENAU, Newcomer } from '../support/office.mjs';
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { expect, LOCALES, ownPortal, test as base, WIDTHS } from '../support/test.mjs';

const NEW = 'Herbst-am-Marktplatz-1871';
const NEWER = 'Winter-hinter-der-Mauer-1903';
const BEFORE = { subject: 'Vorher', text: 'Geschrieben, bevor etwas verloren ging' };

const WORDS = {
  de: {
    account: 'Mein Konto',
    change: 'Passwort ändern',
    changed: 'Das Passwort ist geändert.',
    unlock: 'Schlüssel öffnen',
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
    unlock: 'Open keys',
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
  town: ownPortal(),
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

const ERIKA = { name: 'Erika Sommer', email: 'e.sommer@lindenau.example', password: 'Ahorn-Brunnen-Takt-4' };
const FOUNDER_PASSWORD = 'Linde-Kranich-Ufer-7';

const RESTORE = {
  de: {
    begin: 'Link zum Wiederherstellen schicken',
    waiting: 'hat noch kein neues Passwort gesetzt',
    again: 'Noch einmal nachsehen',
    setUp: 'Passwort setzen',
    restore: 'Zugang wiederherstellen',
    restored: 'ist wiederhergestellt',
    typo: 'Darin ist ein Tippfehler',
    other: 'gehört zu einer anderen Behörde',
    twice: 'derselbe Teil noch einmal',
    alone: 'Sie administrieren diese Behörde allein',
  },
  en: {
    begin: 'Send a link to restore',
    waiting: 'has not set a new password yet',
    again: 'Look again',
    setUp: 'Set password',
    restore: 'Restore access',
    restored: 'is restored',
    typo: 'There is a typing error in it',
    other: 'belongs to another authority',
    twice: 'the same share again',
    alone: 'You administer this authority alone',
    over: 'There is nothing to restore any more',
  },
};

/** A whole share of another authority. */
const FOREIGN = '11HB-WA00-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-018E';

const fresh = base.extend({
  empty: ownPortal({ demo: false }),
});

for (const [locale, device] of [
  ['de', 'phone'],
  ['en', 'desk'],
]) {
  fresh(`somebody who has lost everything gets back in with two shares in ${locale} on a ${device}`, async ({
    browser,
    empty,
  }) => {
    fresh.setTimeout(240_000);
    const viewport = WIDTHS[device];
    const words = RESTORE[locale];
    const inside = await opened(browser, viewport);
    const look = accessible(inside, `${locale} ${device}`);
    const founder = new Founder(inside, empty, locale);
    await founder.arrives(LINDENAU);
    await founder.choosesPasswords({ password: FOUNDER_PASSWORD, passphrase: 'Vier Eichen am Marktplatz' });
    await founder.keeps();
    await founder.provesShare();
    await founder.founds();
    await founder.button('toAdministration').click();
    await expect(inside.locator('.areas')).toBeVisible();
    const administrator = new Administrator(inside, empty, locale, look);
    const onPage = (name) => inside.getByRole('button', { name, exact: true });
    await administrator.link('people').click();
    await administrator.opens(LINDENAU.founder);
    await expect(inside.locator('main')).toContainText(words.alone);
    await administrator.look('alone');
    await administrator.link('departments').click();
    await administrator.creates({ name: 'Bürgerbüro', slug: 'buergerbuero' });
    await administrator.invites({ ...ERIKA, departments: ['Bürgerbüro'] });
    await expect(administrator.entry(ERIKA.name)).toBeVisible();
    const first = await opened(browser);
    const newcomer = new Newcomer(first, empty, locale);
    const invitation = await empty.mailed(ERIKA.email, INVITATION_CODE);
    await newcomer.arrives(invitation);
    const fingerprint = await newcomer.joins(ERIKA.password);
    await first.context().close();
    await inside.reload();
    await administrator.signsIn(LINDENAU.email, FOUNDER_PASSWORD);
    await administrator.confirms(ERIKA.name, fingerprint);
    const outside = await opened(browser);
    await new Citizen(outside, empty, locale).writes(BEFORE, 'buergerbuero', LINDENAU.slug);

    // Password, code, device: everything is gone.
    await administrator.opens(ERIKA.name);
    await onPage(words.begin).click();
    await expect(inside.locator('main')).toContainText(words.waiting);
    await administrator.look('waiting');
    const code = await empty.mailed(ERIKA.email, INVITATION_CODE, [invitation]);
    const page = await opened(browser, viewport);
    const lost = new Newcomer(page, empty, locale, accessible(page, `${locale} ${device}`));
    await page.goto(`${empty.origin}/desk/restore?lang=${locale}#${code}`);
    await expect(page.locator('#new-password')).toBeVisible({ timeout: 30_000 });
    expect(page.url(), 'no code in the address bar').not.toContain('#');
    await lost.look('restore');
    await lost.fill({ 'new-password': NEW, 'repeat-password': NEW });
    await page.getByRole('button', { name: words.setUp, exact: true }).click();
    await expect(page.locator('.fingerprint')).toBeVisible({ timeout: 60_000 });
    await lost.look('number');
    const number = await lost.fingerprint();

    await onPage(words.again).click();
    await expect(inside.locator('#share-one')).toBeVisible();
    const section = inside.locator('section[aria-labelledby=restoration-title]');
    expect((await section.locator('.fingerprint .code').innerText()).replace(/\s+/g, ' ').trim()).toBe(number);
    const [one, two] = founder.shares;
    await inside.locator('#share-one').fill(mistyped(one));
    await expect(section).toContainText(words.typo);
    await inside.locator('#share-two').fill(FOREIGN);
    await expect(section).toContainText(words.other);
    await administrator.look('wrong shares');
    await inside.locator('#share-one').fill(one);
    await inside.locator('#share-two').fill(one);
    await onPage(words.restore).click();
    await expect(inside.locator('.error-summary a')).toHaveAttribute('href', '#restoration-compared');
    await inside.locator('#restoration-compared').check();
    await onPage(words.restore).click();
    await expect(inside.locator('.error-summary')).toContainText(words.twice);
    await inside.locator('#share-two').fill(two.toLowerCase());
    if (locale === 'en') {
      // It is done, and the answer is lost on the way.
      const lost = new Promise((done) =>
        inside.route('**/restoration', async (route) => {
          if (route.request().method() !== 'PUT') return route.fallback();
          await route.fetch();
          await route.abort();
          return done();
        }, { times: 1 }),
      );
      await onPage(words.restore).click();
      await lost;
      await expect(section.locator('[role=alert]')).toBeVisible();
      await onPage(words.restore).click();
      await expect(section.locator('[role=alert]')).toContainText(words.over, { timeout: 30_000 });
      await expect(inside.locator('#share-one')).toHaveCount(0);
      expect(await inside.content()).not.toContain(one);
      await administrator.look('restored already');
    } else {
      await onPage(words.restore).click();
      await expect(inside.locator('.office__news')).toContainText(words.restored, { timeout: 30_000 });
    }

    const late = new Caseworker(page, empty, locale, undefined, ERIKA);
    await late.signsIn();
    await expect(page.locator('[role=alert] .notice--error')).toBeVisible({ timeout: 30_000 });
    await reads(browser, empty, locale, ERIKA, NEW);
    for (const each of [inside, outside, page]) await each.context().close();
  });
}
