// Clocks of devices go wrong: up to five minutes nobody notices, and what is further off is told to whoever can mend it.
import { Administrator, INVITATION_CODE, Newcomer } from '../support/office.mjs';
import { Caseworker, Citizen } from '../support/people.mjs';
import { Portal } from '../support/portal.mjs';
import { expect, test } from '../support/test.mjs';

const NORA = { name: 'Nora Lindner', email: 'n.lindner@musterstadt.example', password: 'Ahorn-Brunnen-Takt-4' };
const DEPARTMENT = 'Bürgerbüro';

/** A page on a device whose clock is off by this many minutes. */
async function opened(browser, minutes = 0) {
  const page = await (await browser.newContext()).newPage();
  if (minutes) await page.clock.setFixedTime(Date.now() + minutes * 60_000);
  return page;
}

for (const minutes of [-4, 4]) {
  test(`whose clock is ${Math.abs(minutes)} minutes ${minutes < 0 ? 'behind' : 'ahead'} answers, confirms and makes keys that others believe`, async ({ browser }) => {
    test.setTimeout(180_000);
    const portal = await Portal.start();
    const citizen = new Citizen(await opened(browser), portal);
    await citizen.writes({ subject: 'Wie spät ist es?', text: 'Meine Uhr geht richtig.' });
    const erika = new Caseworker(await opened(browser, minutes), portal);
    await erika.signsIn();
    await erika.opens('Wie spät ist es?');
    await erika.answers('Meine nicht ganz.');
    await citizen.returns();
    await citizen.reads('Meine nicht ganz.');

    const { email, password } = portal.demo.accounts.find(({ role }) => role === 'administrator');
    const page = await opened(browser, minutes);
    const administrator = new Administrator(page, portal);
    await administrator.signsIn(email, password);
    await administrator.invites({ ...NORA, departments: [DEPARTMENT] });
    await expect(administrator.entry(NORA.name)).toBeVisible();
    const newcomer = new Newcomer(await opened(browser), portal);
    await newcomer.arrives(await portal.mailed(NORA.email, INVITATION_CODE));
    const fingerprint = await newcomer.joins(NORA.password);
    await page.reload();
    await administrator.signsIn(email, password);
    await administrator.confirms(NORA.name, fingerprint);
    // A role that is taken away takes nothing else along.
    for (const role of ['lead', 'caseworker']) {
      await administrator.changes(NORA.name, { role });
      await administrator.hasSaved();
    }
    await administrator.looksAt(DEPARTMENT);
    await page.getByRole('button', { name: 'Neuen Schlüssel machen', exact: true }).click();
    await expect(page.locator('section[aria-labelledby=key-title]')).toContainText('Nr. 2');

    // Who joined works with the right time, and so does the citizen.
    await citizen.writes({ subject: 'Nach dem neuen Schlüssel', text: 'Wer liest das?' });
    const nora = new Caseworker(newcomer.page, portal, 'de', undefined, NORA);
    await nora.signsIn();
    await nora.opens('Nach dem neuen Schlüssel');
    await nora.reads('Wer liest das?');
    await nora.answers('Ich, Nora Lindner.');
    await erika.opens('Nach dem neuen Schlüssel');
    await erika.reads('Ich, Nora Lindner.');
    await erika.answers('Und ich.');
    await citizen.returns();
    await citizen.reads('Ich, Nora Lindner.');
    await citizen.reads('Und ich.');
    for (const one of [citizen.page, erika.page, page, nora.page]) await one.context().close();
    await portal.stop();
  });
}

for (const [locale, minutes, said] of [['de', 10, 'prüfen Sie die Uhr Ihres Geräts'], ['en', -10, "check your device's clock"]]) {
  test(`whose clock is ten minutes ${minutes < 0 ? 'behind' : 'ahead'} is told so when they sign in, in ${locale}`, async ({ browser, portal }) => {
    const erika = new Caseworker(await opened(browser, minutes), portal, locale);
    await erika.signsIn();
    await expect(erika.page.locator('.gate [role=alert]')).toContainText(said, { timeout: 30_000 });
    // Once it is right again, all is well.
    await erika.page.clock.setFixedTime(Date.now());
    await erika.signsIn();
    await expect(erika.page.locator('.inbox')).toBeVisible({ timeout: 30_000 });
    await erika.page.context().close();
  });
}
