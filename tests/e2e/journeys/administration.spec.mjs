// The pages of the administration in daily use: they are locked and opened again, somebody else changes the same, and what has
// ended is told.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { administering, INVITATION_CODE, Newcomer } from '../support/office.mjs';
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { expect, LOCALES, opened, ownPortal, test as base, WIDTHS } from '../support/test.mjs';

const run = promisify(execFile);

const WORDS = {
  de: { lock: 'Sperren', locked: 'gesperrt', kept: 'steht wieder da', ended: 'beendet', account: 'Mein Konto', rotate: 'Neuen Schlüssel machen', reject: 'Zugang zurückziehen', overtaken: 'Inzwischen hat jemand anderes etwas geändert', left: 'Ausgeschieden', expired: 'Die Einladung ist abgelaufen', again: 'Einladung noch einmal schicken', onItsWay: 'noch einmal unterwegs', rename: 'Namen der Behörde ändern', save: 'Speichern', saved: 'Gespeichert.', renamed: 'Namen der Behörde geändert', check: 'Datei prüfen', restore: 'Link zum Wiederherstellen schicken', waiting: 'hat noch kein neues Passwort gesetzt', over: 'Der Link ist abgelaufen', sendAgain: 'Link noch einmal schicken' },
  en: { lock: 'Lock', locked: 'locked', kept: 'will be there again', ended: 'has ended', account: 'My account', rotate: 'Make a new key', reject: 'Withdraw account', overtaken: 'Somebody else has changed something', left: 'Left', expired: 'The invitation has expired', again: 'Send invitation again', onItsWay: 'on its way again', rename: 'Change the name of the authority', save: 'Save', saved: 'Saved.', renamed: 'Name of the authority changed', check: 'Check the file', restore: 'Send a link to restore', waiting: 'has not set a new password yet', over: 'The link has expired', sendAgain: 'Send the link again' },
};
const NORA = { name: 'Nora Lindner', email: 'n.lindner@musterstadt.example', password: 'Ahorn-Brunnen-Takt-4' };

/** Each test changes the demo's people, so each has a demo of its own. */
const test = base.extend({
  town: ownPortal(),
});

const account = (portal) => portal.demo.accounts.find(({ role }) => role === 'administrator');

/** Changes the database as time would. */
async function passes(portal, statement) {
  const script = `import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=10)
database.execute(sys.argv[2])
database.commit()`;
  await run('python3', ['-c', script, join(portal.folder, 'siegelpost.db'), statement], { timeout: 20_000 });
}

/** How many links somebody was mailed: the invitation to the demo is the first. */
const linksTo = async (portal, mailbox) => (await portal.mails()).filter((mail) => mail.includes(mailbox) && INVITATION_CODE.test(mail)).length;

const heading = (page) => page.locator('#page-heading');

for (const [locale, device] of [['de', 'phone'], ['en', 'desk']]) {
  test(`the administration is locked, and opens with what was typed, in ${locale} on a ${device}`, async ({ browser, town }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const administrator = await administering(browser, town, locale, WIDTHS[device]);
    const { page } = administrator;
    await expect(heading(page)).toBeFocused();
    const notice = page.locator('.gate .notice');
    const locks = async () => {
      await page.getByRole('button', { name: words.lock, exact: true }).click();
      await expect(page.locator('#password')).toBeFocused();
      await expect(notice).toContainText(words.locked);
      await expect(notice).not.toContainText(words.ended);
    };
    const unlocks = async () => {
      await page.locator('#password').fill(account(town).password);
      await page.keyboard.press('Enter');
      await expect(heading(page)).toBeFocused({ timeout: 30_000 });
    };

    // Nothing was typed, and nothing is promised.
    await locks();
    await expect(notice).not.toContainText(words.kept);
    await unlocks();
    await expect(administrator.entry('Erika Sommer')).toBeVisible();

    await administrator.link('invite').click();
    await administrator.fill({ name: NORA.name, email: NORA.email });
    await page.locator('input[name=role]').nth(3).check();
    const address = page.url();
    await locks();
    await expect(notice).toContainText(words.kept);
    await administrator.look('locked');
    const left = await page.evaluate(() => [document.documentElement.outerHTML, ...[...document.querySelectorAll('input')].map((field) => field.value)].join());
    expect(left).not.toContain(NORA.email);
    await unlocks();
    expect(page.url()).toBe(address);
    await expect(page.locator('#name')).toHaveValue(NORA.name);
    await expect(page.locator('#email')).toHaveValue(NORA.email);
    await expect(page.locator('input[name=role]').nth(3)).toBeChecked();

    await page.goto(`${town.origin}/desk/administration/directory/contact?lang=${locale}`);
    await unlocks();
    await page.locator('#telephone').fill('0999 77-0');
    await locks();
    await unlocks();
    await expect(page.locator('#telephone')).toHaveValue('0999 77-0');

    // A name is kept; a password is not.
    await page.getByRole('link', { name: words.account, exact: true }).click();
    await expect(heading(page)).toBeFocused();
    await page.locator('#new-password').fill('Herbst-am-Marktplatz-1871');
    await locks();
    await expect(notice).not.toContainText(words.kept);
    await unlocks();
    await expect(page.locator('#new-password')).toHaveValue('');
    await page.locator('#passkey-name').fill('Blauer Schlüssel');
    await locks();
    await unlocks();
    await expect(page.locator('#passkey-name')).toHaveValue('Blauer Schlüssel');
    // Whoever signs out keeps nothing.
    await administrator.button('signOut').click();
    await expect(notice).not.toContainText(words.kept);
    await page.context().close();
  });
}

for (const [locale, device] of [['de', 'phone'], ['en', 'desk']]) {
  test(`an authority gets another name in ${locale} on a ${device}`, async ({ browser, town }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const administrator = await administering(browser, town, locale, WIDTHS[device]);
    const { page } = administrator;
    await page.locator('.areas a[href*="/directory"]').click();
    await page.getByRole('link', { name: 'Stadt Musterstadt', exact: true }).click();
    await page.getByRole('link', { name: words.rename, exact: true }).click();
    await expect(heading(page)).toHaveText(words.rename);
    const name = page.locator('#name');
    await expect(name).toHaveValue('Stadt Musterstadt');
    const save = page.getByRole('button', { name: words.save, exact: true });
    await name.fill(' ');
    await save.click();
    await expect(page.locator('.error-summary a')).toHaveAttribute('href', '#name');
    await administrator.look('name');
    await name.fill('Stadt Neuburg an der Linde');
    await save.press('Enter');
    await expect(heading(page)).toContainText('Stadt Neuburg an der Linde');
    await expect(page.locator('.bar__authority')).toHaveText('Stadt Neuburg an der Linde');
    await expect(page.locator('.notice--success')).toContainText(words.saved);
    await administrator.look('renamed');

    // Citizens see it at once, under the address that there was, and search for it.
    const citizen = await opened(browser, WIDTHS[device]);
    await citizen.goto(`${town.origin}/${locale}/a/musterstadt`);
    await expect(citizen.getByRole('heading', { level: 1 })).toHaveText('Stadt Neuburg an der Linde');
    await accessible(citizen, locale)('authority');
    const found = await citizen.request.get(`${town.origin}/api/v1/authorities?q=neuburg`);
    expect((await found.json()).map(({ slug }) => slug)).toEqual(['musterstadt']);

    // The departments have other names in a file.
    await page.locator('.back').click();
    const downloading = page.waitForEvent('download');
    await page.locator('a[href$="/directory.json"]').click();
    const json = await readFile(await (await downloading).path(), 'utf8');
    const check = async (text) => {
      await page.locator('#directory-file').setInputFiles({ name: 'directory.json', mimeType: 'application/json', buffer: Buffer.from(text, 'utf8') });
      await page.getByRole('button', { name: words.check, exact: true }).click();
      await expect(page.locator('#check-title')).toBeFocused();
    };
    const named = json.replaceAll('"de":"Bürgerbüro"', '"de":"Bürgeramt"');
    await check(named.replace('"key":"16999002"', '"key":"6999002"'));
    await expect(page.getByRole('cell', { name: /areas\[\d+\]\.key/ })).toBeVisible();
    await administrator.look('faults');
    await check(named);
    await expect(page.getByRole('cell', { name: /\(name_de\)/ })).toBeVisible();
    await administrator.look('changes');
    await page.locator('#publish').click();
    await expect(page.locator('.notice--success')).toBeVisible();
    await citizen.goto(`${town.origin}/de/a/musterstadt`);
    await expect(citizen.getByRole('link', { name: 'Bürgeramt' })).toBeVisible();
    if (locale === 'de') await expect(page.getByRole('link', { name: 'Bürgeramt', exact: true })).toBeVisible();

    await page.goto(`${town.origin}/desk/administration/log?lang=${locale}`);
    await page.locator('#password').fill(account(town).password);
    await page.keyboard.press('Enter');
    await expect(page.getByText(words.renamed).first()).toBeVisible({ timeout: 30_000 });
    for (const one of [page, citizen]) await one.context().close();
  });
}

for (const locale of LOCALES) {
  test(`two who administer at the same time are told of each other in ${locale}`, async ({ browser, town }) => {
    test.setTimeout(180_000);
    const words = WORDS[locale];
    const [one, two] = [await administering(browser, town, locale), await administering(browser, town, locale)];
    const departments = { name: 'Bürgerbüro' };
    for (const each of [one, two]) {
      await each.link('departments').click();
      await each.entry(locale === 'de' ? departments.name : 'Citizens').getByRole('link').first().click();
    }
    const rotate = ({ page }) => page.getByRole('button', { name: words.rotate, exact: true }).click();
    const overtaken = ({ page }) => page.locator('#overtaken');
    const key = ({ page }) => page.locator('section[aria-labelledby=key-title]');
    await rotate(one);
    await expect(key(one)).toContainText(/(Nr\.|No\.) 2/);
    await rotate(two);
    await expect(overtaken(two)).toContainText(words.overtaken);
    await expect(overtaken(two)).toBeFocused();
    await expect(key(two)).toContainText(/(Nr\.|No\.) 2/);
    await two.look('overtaken');
    await rotate(two);
    await expect(key(two)).toContainText(/(Nr\.|No\.) 3/);
    await expect(overtaken(two)).toHaveCount(0);

    // Lists are up to date when one comes to them; what was typed, and the focus, stay.
    await two.link('people').click();
    await two.link('invite').click();
    await two.page.locator('#name').fill('Halb geschrieben');
    await one.creates({ name: 'Standesamt', slug: 'standesamt' });
    await expect(two.page.getByLabel('Standesamt')).toHaveCount(0);
    await two.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect(two.page.getByLabel('Standesamt')).toBeVisible();
    await expect(two.page.locator('#name')).toHaveValue('Halb geschrieben');
    await expect(two.page.locator('#name')).toBeFocused();

    await one.invites({ ...NORA, role: 'auditor' });
    await expect(one.entry(NORA.name)).toBeVisible();
    await two.link('people').click();
    await expect(two.entry(NORA.name)).toBeVisible();
    const joining = await opened(browser);
    const newcomer = new Newcomer(joining, town, locale);
    await newcomer.arrives(await town.mailed(NORA.email, INVITATION_CODE));
    await newcomer.joins(NORA.password);
    for (const each of [one, two]) {
      await each.link('departments').click();
      await each.link('people').click();
      await each.opens(NORA.name);
      await expect(each.page.locator('#compared')).toBeVisible();
    }
    // A number that was compared stays compared while somebody else changes something else.
    await two.page.locator('#compared').check();
    await one.page.locator('#ask').click();
    await one.page.locator('.confirm').getByRole('button', { name: words.reject, exact: true }).click();
    await expect(one.entry(NORA.name)).toContainText(words.left);
    await two.button('confirm').click();
    await expect(overtaken(two)).toContainText(words.overtaken);
    await expect(two.page.locator('main')).toContainText(words.left);
    await expect(two.page.locator('#compared')).toHaveCount(0);
    for (const page of [one.page, two.page, joining]) await page.context().close();
  });
}

for (const locale of LOCALES) {
  test(`links that have expired are told and sent once more in ${locale}`, async ({ browser, town }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const administrator = await administering(browser, town, locale, WIDTHS.phone);
    const { page } = administrator;
    const button = (name) => page.getByRole('button', { name, exact: true });
    await administrator.invites({ ...NORA, role: 'auditor' });
    const code = await town.mailed(NORA.email, INVITATION_CODE);
    await passes(town, 'UPDATE invitations SET expires_at = 1');
    await administrator.link('departments').click();
    await administrator.link('people').click();
    await expect(administrator.entry(NORA.name)).toContainText(words.expired);
    await administrator.look('expired');
    await administrator.opens(NORA.name);
    await expect(page.locator('main')).toContainText(words.expired);
    await button(words.again).click();
    await expect(page.locator('main')).toContainText(words.onItsWay);
    await expect(page.locator('main')).not.toContainText(words.expired);
    await town.mailed(NORA.email, INVITATION_CODE, [code]);

    await administrator.link('people').click();
    await administrator.opens('Erika Sommer');
    await button(words.restore).click();
    await expect(page.locator('main')).toContainText(words.waiting);
    // The mail has gone out, and its week is over.
    await expect.poll(() => linksTo(town, 'e.sommer')).toBe(2);
    await passes(town, 'UPDATE restorations SET expires_at = 1');
    await administrator.link('people').click();
    await administrator.opens('Erika Sommer');
    await expect(page.locator('main')).toContainText(words.over);
    await administrator.look('restoration expired');
    await button(words.sendAgain).click();
    await expect(page.locator('main')).toContainText(words.waiting);
    await expect(page.locator('main')).not.toContainText(words.over);
    await expect.poll(() => linksTo(town, 'e.sommer')).toBe(3);
    await page.context().close();
  });
}

test('a desk that stays open reads and answers on while keys change', async ({ browser, town }) => {
  test.setTimeout(120_000);
  const administrator = await administering(browser, town, 'de');
  await administrator.link('departments').click();
  await administrator.entry('Bürgerbüro').getByRole('link').first().click();
  const rotates = async (number) => {
    await administrator.page.getByRole('button', { name: WORDS.de.rotate, exact: true }).click();
    await expect(administrator.page.locator('section[aria-labelledby=key-title]')).toContainText(`Nr. ${number}`);
  };
  const shown = await administrator.page.locator('section[aria-labelledby=key-title]').innerText();
  const first = Number(shown.match(/Nr\. (\d+)/)[1]);
  const citizen = new Citizen(await opened(browser), town);
  await citizen.writes({ subject: 'Bleibt offen', text: 'Unter dem ersten Schlüssel' });
  const caseworker = new Caseworker(await opened(browser), town);
  await caseworker.signsIn();
  await caseworker.opens('Bleibt offen');

  // Whoever of the two writes first begins what the other one goes on with; the page is neither loaded nor unlocked again.
  await rotates(first + 1);
  await caseworker.answers('Die erste Antwort');
  await caseworker.answers('Gleich noch eine');
  await citizen.returns();
  await citizen.reads('Gleich noch eine');
  await rotates(first + 2);
  await citizen.replies('Unter dem dritten Schlüssel');
  await caseworker.reads('Unter dem dritten Schlüssel');
  await caseworker.answers('Gelesen');
  await rotates(first + 3);
  await caseworker.answers('Unter dem vierten');
  await citizen.returns();
  await citizen.reads('Unter dem vierten');

  const texts = ['Unter dem ersten Schlüssel', 'Die erste Antwort', 'Gleich noch eine', 'Unter dem dritten Schlüssel', 'Gelesen', 'Unter dem vierten'];
  for (const { page } of [citizen, caseworker]) {
    await expect(page.locator('.message__text')).toHaveText(texts);
    await page.context().close();
  }
  await administrator.page.context().close();
});
