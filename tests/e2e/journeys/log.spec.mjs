// What staff do stands in the authority's log: signed, verified by whoever reads it, and named where it was changed.
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Administrator, INVITATION_CODE, Newcomer } from '../support/office.mjs';
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { expect, LOCALES, test, WIDTHS } from '../support/test.mjs';

const run = promisify(execFile);
const server = join(process.env.SIEGELPOST_TARGET ?? resolve(import.meta.dirname, '../../../target'), 'debug/server');

const WORDS = {
  de: {
    log: 'Protokoll',
    toLog: 'Zum Protokoll',
    whole: /Geprüft: \d+ Einträge, vollständig und unverändert\./,
    invited: 'Einladung',
    opened: 'Vorgang geöffnet',
    signed: 'unterschrieben',
    altered: 'Eintrag 4 wurde verändert.',
    missing: 'Die Einträge 6 bis 7 fehlen.',
    moved: ['Eintrag 5 steht an der Stelle 4.', 'Eintrag 4 steht an der Stelle 5.'],
    forgotten: /Dieses Gerät kennt einen anderen Eintrag/,
  },
  en: {
    log: 'Audit log',
    toLog: 'To the audit log',
    whole: /Verified: \d+ entries, complete and unaltered\./,
    invited: 'Invitation',
    opened: 'Conversation opened',
    signed: 'signed',
    altered: 'Entry 4 was altered.',
    missing: 'Entries 6 to 7 are missing.',
    moved: ['Entry 5 stands in the place of 4.', 'Entry 4 stands in the place of 5.'],
    forgotten: /This device knows another entry/,
  },
};

async function opened(browser, viewport) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  return context.newPage();
}

/** Has the server hand out another log from now on. */
async function tamper(page, change) {
  await page.unroute('**/api/v1/audit*');
  await page.route('**/api/v1/audit*', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    await route.fulfill({ response: answer, json: change(body) });
  });
}

for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`an auditor reads and verifies the log in ${locale} on a ${device}`, async ({ browser, portal }) => {
      test.setTimeout(240_000);
      const words = WORDS[locale];
      const look = (page) => accessible(page, `${locale} ${device}`);
      const auditor = {
        name: `Anna Prüfer ${locale} ${device}`,
        email: `anna-${locale}-${device}@musterstadt.example`,
        role: 'auditor',
        password: 'Tanne-Brücke-Nebel-9',
      };

      // Something happens: a conversation is opened by a clerk.
      const outside = await opened(browser, viewport);
      const citizen = new Citizen(outside, portal, locale);
      const subject = `Protokollprobe ${locale} ${device}`;
      await citizen.writes({ subject, text: 'Wer liest das?' });
      const desk = await opened(browser, viewport);
      const clerk = new Caseworker(desk, portal, locale);
      await clerk.signsIn();
      await clerk.opens(subject);
      await outside.context().close();
      await desk.context().close();

      // The administrator sees the log, and invites an auditor.
      const inside = await opened(browser, viewport);
      const administrator = new Administrator(inside, portal, locale);
      const { email, password } = portal.demo.accounts.find(({ role }) => role === 'administrator');
      await administrator.signsIn(email, password);
      await inside.getByRole('link', { name: words.log, exact: true }).click();
      await expect(inside.locator('#verdict')).toContainText(words.whole, { timeout: 60_000 });
      const opening = inside.locator('.entry').filter({ hasText: words.opened }).first();
      await expect(opening).toContainText(words.signed);
      await expect(inside.locator('.entries')).not.toContainText(citizen.caseNumber);
      await look(inside)('log');
      await administrator.invites({ ...auditor });
      await expect(administrator.entry(auditor.name)).toBeVisible();
      const page = await opened(browser, viewport);
      const newcomer = new Newcomer(page, portal, locale);
      await newcomer.arrives(await portal.mailed(auditor.email, INVITATION_CODE));
      const fingerprint = await newcomer.joins(auditor.password);
      await inside.reload();
      await administrator.signsIn(email, password);
      await administrator.confirms(auditor.name, fingerprint);
      await inside.context().close();

      // The auditor is led from the desk to the log.
      const anna = new Caseworker(page, portal, locale, look(page), auditor);
      await anna.signsIn();
      await expect(page.getByRole('link', { name: words.toLog, exact: true })).toBeVisible({ timeout: 30_000 });
      await anna.look('auditor at the desk');
      await page.getByRole('link', { name: words.toLog, exact: true }).click();
      await page.locator('#email').fill(auditor.email);
      await page.locator('#password').fill(auditor.password);
      await page.locator('.gate__form button[type=submit]').click();
      await expect(page.locator('#verdict')).toContainText(words.whole, { timeout: 60_000 });
      const invitation = page.locator('.entry').filter({ hasText: auditor.name }).filter({ hasText: words.invited });
      await expect(invitation.first()).toContainText(words.signed);
      await anna.look('log of an auditor');

      // A log that was altered, or lost entries, or its end.
      const again = async () => {
        await page.reload();
        await page.locator('#password').fill(auditor.password);
        await page.locator('.gate__form button[type=submit]').click();
        await expect(page.locator('#verdict[role=alert]')).toBeVisible({ timeout: 60_000 });
      };
      await tamper(page, (log) => {
        for (const entry of log.entries) if (entry.number === 4) entry.outcome = 'forbidden';
        return { ...log, entries: log.entries.filter(({ number }) => number !== 6 && number !== 7) };
      });
      await again();
      await expect(page.locator('#verdict')).toContainText(words.altered);
      await expect(page.locator('#verdict')).toContainText(words.missing);
      await anna.look('log with faults');
      // Two entries that changed places.
      await tamper(page, (log) => {
        const places = { 4: 5, 5: 4 };
        const moved = log.entries.map((entry) => ({ ...entry, number: places[entry.number] ?? entry.number }));
        return { ...log, entries: moved.sort((one, other) => one.number - other.number) };
      });
      await again();
      for (const found of words.moved) await expect(page.locator('#verdict')).toContainText(found);
      await expect(page.locator('#verdict')).not.toContainText(words.altered);
      await tamper(page, (log) => {
        const entries = log.entries.slice(0, 10);
        const { number, hash } = entries.at(-1);
        return { ...log, entries, newest: { number, hash } };
      });
      await again();
      await expect(page.locator('#verdict')).toContainText(words.forgotten);
      await page.context().close();
    });
  }
}

test('the doctor verifies what the journeys have left in the log', async ({ portal }) => {
  const { stdout } = await run(server, ['doctor'], { env: portal.environment });
  expect(stdout).toMatch(/ok {6}audit logs: [1-9]\d* entries/);
});
