// Keys and certificates that are due are renewed by the administrators' browsers, and everybody hears of it in time.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Administrator, Founder, LINDENAU } from '../support/office.mjs';
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { Portal } from '../support/portal.mjs';
import { expect, LOCALES, test, WIDTHS } from '../support/test.mjs';

const run = promisify(execFile);
const DAY = 86_400;
const PASSWORD = 'Linde-Kranich-Ufer-7';
const PASSPHRASE = 'Vier Eichen am Marktplatz';
const FINGERPRINT = /^([0-9A-Z]{4} ?){8}$/;
const WORDS = {
  de: { keptUp: 'Von selbst erneuert: die Schlüssel', trust: 'Vertrauen', copy: 'Fingerabdruck kopieren', copied: 'Kopiert', soon: '20 Tagen', renew: 'Zertifikat erneuern', renewNow: 'Jetzt erneuern', renewed: 'Ihr Zertifikat ist erneuert', wrong: 'Passphrase', otherFile: 'nicht die Wurzeldatei dieser Behörde', one: 'Von selbst erneuert: ein Zertifikat.', notKeptUp: 'Für „Jonas Petersen“ konnte nichts erneuert werden' },
  en: { keptUp: 'Renewed by themselves: the keys', trust: 'Trust', copy: 'Copy the fingerprint', copied: 'Copied', soon: '20 days', renew: 'Renew the certificate', renewNow: 'Renew it now', renewed: 'Your certificate is renewed', wrong: 'passphrase', otherFile: 'not the root file of this authority', one: 'Renewed by themselves: one certificate.', notKeptUp: 'Nothing could be renewed for “Jonas Petersen”' },
};

async function opened(browser, viewport, colorScheme = 'light') {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  return context.newPage();
}

/** Has every department's key begun this many days ago, as the server knows it. */
async function aged(portal, days) {
  const script = `import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=10)
database.execute("UPDATE department_epochs SET created_at = created_at - ?", (int(sys.argv[2]),))
database.commit()`;
  await run('python3', ['-c', script, join(portal.folder, 'siegelpost.db'), String(days * DAY)], { timeout: 20_000 });
}

/** Lets the page believe that the member's certificates end in this many days; the rest of the answer is the server's. */
async function endsIn(page, days) {
  await page.route('**/api/v1/staff/session*', async (route) => {
    const response = await route.fetch();
    const session = await response.json().catch(() => null);
    if (!session?.keys) return route.fulfill({ response });
    session.certified_until = Math.floor(Date.now() / 1000) + days * DAY - 60;
    return route.fulfill({ response, json: session });
  });
}

for (const [locale, size, scheme] of [['de', 'phone', 'dark'], ['en', 'desk', 'light']]) {
  test(`keys that are due are made by themselves, and old conversations open, in ${locale}`, async ({ browser }) => {
    const words = WORDS[locale];
    const portal = await Portal.start();
    const citizen = new Citizen(await opened(browser), portal, locale);
    await citizen.writes({ subject: 'Vor der Erneuerung', text: 'Alter Wortlaut' });
    await aged(portal, 91);

    const account = portal.demo.accounts.find(({ role }) => role === 'administrator');
    const page = await opened(browser, WIDTHS[size], scheme);
    const administrator = new Administrator(page, portal, locale);
    await administrator.signsIn(account.email, account.password);
    await expect(page.locator('.office__upkeep [role=status]')).toContainText(words.keptUp, { timeout: 30_000 });
    await accessible(page, locale)('upkeep');
    // It is not done twice.
    await administrator.link('departments').click();
    await expect(page.locator('.entry').first()).toBeVisible();
    await expect(page.locator('.entry').filter({ hasText: /(Nr\.|No\.) 2/ })).not.toHaveCount(0);
    await page.reload();
    await administrator.signsIn(account.email, account.password);
    await expect(page.locator('.entry').first()).toBeVisible();
    await expect(page.locator('.office__upkeep')).toHaveText('');

    await citizen.returns();
    await citizen.replies('Nach der Erneuerung');
    const caseworker = new Caseworker(await opened(browser), portal, locale);
    await caseworker.signsIn();
    await caseworker.opens('Vor der Erneuerung');
    await caseworker.reads('Alter Wortlaut');
    await caseworker.reads('Nach der Erneuerung');
    await caseworker.answers('Beides gelesen');
    for (const one of [citizen.page, page, caseworker.page]) await one.context().close();
    await portal.stop();
  });
}

/** Lets the page believe that these members' certificates end soon: each certificate that is made lasts two years. */
async function dueAre(page, portal, names) {
  const path = '**/api/v1/administration/upkeep';
  await page.unroute(path);
  await page.route(path, async (route) => {
    const response = await route.fetch();
    const members = await (await page.request.get(`${portal.origin}/api/v1/members`)).json();
    const certificates = members.filter(({ member }) => names.includes(member.name)).map(({ member }) => member.id);
    expect(certificates).toHaveLength(names.length);
    return route.fulfill({ response, json: { ...(await response.json()), certificates } });
  });
}

for (const [locale, size, scheme] of [['de', 'desk', 'light'], ['en', 'phone', 'dark']]) {
  test(`members' certificates that are due are renewed by themselves, and what cannot be renewed is named, in ${locale}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const portal = await Portal.start();
    const citizen = new Citizen(await opened(browser), portal, locale);
    await citizen.writes({ subject: 'Vor der Erneuerung', text: 'Wer antwortet mir?' });
    const erika = new Caseworker(await opened(browser), portal, locale);
    await erika.signsIn();
    await erika.opens('Vor der Erneuerung');

    const account = portal.demo.accounts.find(({ role }) => role === 'administrator');
    const page = await opened(browser, WIDTHS[size], scheme);
    const administrator = new Administrator(page, portal, locale);
    const kept = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/certificate')) kept.push(response.status());
    });
    // The second of two is lost on the way.
    let isLost = false;
    await page.route('**/api/v1/members/*/certificate', (route) => {
      if (kept.length === 0 || isLost) return route.continue();
      isLost = true;
      return route.fulfill({ status: 503, json: { code: 'unavailable', message: 'Gerade nicht.' } });
    });
    await dueAre(page, portal, ['Erika Sommer', 'Jonas Petersen']);
    await administrator.signsIn(account.email, account.password);
    await expect(page.locator('.office__upkeep [role=status]')).toContainText(words.one, { timeout: 30_000 });
    await expect(page.locator('.office__upkeep [role=alert]')).toContainText(words.notKeptUp);
    expect(kept).toEqual([204, 503]);
    await accessible(page, locale)('upkeep of members');

    // It is tried again at the next visit, and then nothing is left to do.
    await dueAre(page, portal, ['Jonas Petersen']);
    await page.reload();
    await administrator.signsIn(account.email, account.password);
    await expect(page.locator('.office__upkeep [role=status]')).toContainText(words.one, { timeout: 30_000 });
    await expect(page.locator('.office__upkeep [role=alert]')).toHaveText('');
    expect(kept).toEqual([204, 503, 204]);
    await page.unroute('**/api/v1/administration/upkeep');
    await page.reload();
    await administrator.signsIn(account.email, account.password);
    await expect(page.locator('.entry').first()).toBeVisible();
    await expect(page.locator('.office__upkeep')).toHaveText('');

    // Nobody's work has stopped: not on the page that was open, and not after signing in anew.
    await erika.answers('Noch ich.');
    await erika.page.reload();
    await erika.signsIn();
    await erika.opens('Vor der Erneuerung');
    await erika.answers('Und wieder ich.');
    await citizen.returns();
    await citizen.reads('Noch ich.');
    await citizen.reads('Und wieder ich.');
    for (const one of [citizen.page, erika.page, page]) await one.context().close();
    await portal.stop();
  });
}

for (const [locale, size, scheme] of [['de', 'desk', 'light'], ['en', 'phone', 'dark']]) {
  test(`an administrator renews their certificate with the root file, and shows the fingerprint, in ${locale}`, async ({ browser }) => {
    const words = WORDS[locale];
    const portal = await Portal.start({ demo: false });
    const page = await opened(browser, WIDTHS[size], scheme);
    await page.addInitScript(() => (window.print = () => {}));
    const founder = new Founder(page, portal, locale);
    await founder.arrives(LINDENAU);
    await founder.choosesPasswords({ password: PASSWORD, passphrase: PASSPHRASE });
    await founder.keeps();
    await founder.provesShare();
    await founder.founds();
    await endsIn(page, 20);
    const administrator = new Administrator(page, portal, locale);
    await administrator.signsIn(LINDENAU.email, PASSWORD);
    await expect(page.locator('.office__upkeep')).toContainText(words.soon);
    await page.getByRole('link', { name: words.renewNow }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.trust);
    const number = (await page.locator('.fingerprint .code').innerText()).replace(/\s+/g, ' ').trim();
    expect(number).toMatch(FINGERPRINT);
    await accessible(page, locale)('trust');

    const other = { name: 'root.age', mimeType: 'text/plain', buffer: Buffer.from('Eine andere Datei') };
    await page.locator('#root-file').setInputFiles(other);
    await page.locator('#passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: words.renew }).click();
    await expect(page.locator('#root-file-error')).toContainText(words.otherFile);
    await page.locator('#root-file').setInputFiles(founder.rootFile);
    await page.locator('#passphrase').fill('not this one');
    await page.getByRole('button', { name: words.renew }).click();
    await expect(page.locator('#passphrase-error')).toContainText(words.wrong, { ignoreCase: true });
    // From here on the server's own answer counts.
    await page.unroute('**/api/v1/staff/session*');
    const kept = page.waitForResponse((response) => response.url().endsWith('/certificate'));
    await page.locator('#passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: words.renew }).click();
    expect((await kept).status()).toBe(204);
    await expect(page.locator('main')).toContainText(words.renewed, { timeout: 30_000 });
    await expect(page.locator('#root-file')).toHaveCount(0);
    // What they certify from now on is believed.
    await administrator.creates({ name: 'Bürgerbüro', slug: 'buergerbuero' });
    await page.context().close();
    await portal.stop();
  });
}

for (const locale of LOCALES) {
  test(`whose certificate ends soon reads it at the desk in ${locale}`, async ({ browser, portal }) => {
    const page = await opened(browser, WIDTHS.phone);
    await endsIn(page, 20);
    const caseworker = new Caseworker(page, portal, locale);
    await caseworker.signsIn();
    await expect(page.locator('.notice--warning')).toContainText(WORDS[locale].soon, { timeout: 30_000 });
    await accessible(page, locale)('certificate ends');
    await page.context().close();
  });
}
