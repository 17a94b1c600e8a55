// What another authority is in charge of goes there once the citizen wants so, with what was written before or without it.
import { Administrator, Founder, INVITATION_CODE, Newcomer } from '../support/office.mjs';
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { Portal } from '../support/portal.mjs';
import { expect, LOCALES, test as base, WIDTHS } from '../support/test.mjs';

const PASSWORD = 'Linde-Kranich-Ufer-7';
const PASSPHRASE = 'Vier Eichen am Marktplatz';
const COUNTY = {
  name: 'Kreis Lindenau',
  slug: 'kreis-lindenau',
  domain: 'kreis-lindenau.example',
  founder: 'Amira Yilmaz',
  email: 'a.yilmaz@kreis-lindenau.example',
};
const IDA = { name: 'Ida Kramer', email: 'i.kramer@kreis-lindenau.example', password: 'Ahorn-Brunnen-Takt-4' };
const WOODS = 'Forstamt';
const THERE = { department: WOODS, authority: COUNTY.name };

const WORDS = {
  de: {
    search: 'Suchen',
    found: '1 Behörde gefunden',
    none: 'Keine Behörde gefunden, der Sie hier schreiben können.',
    missing: 'Suchen Sie eine Behörde und wählen Sie eine Abteilung',
    withdraw: 'Vorschlag zurückziehen',
    withdrawn: 'Erika Sommer hat den Vorschlag zurückgezogen.',
    told: `Vorschlag: Ihr Vorgang soll gehen an ${WOODS}, ${COUNTY.name}. Sie entscheiden.`,
    choose: 'Wählen Sie, was die andere Behörde lesen soll',
    all: 'Alles bisher Geschriebene',
    only: 'Nur, was Sie jetzt schreiben',
    send: 'Versiegeln und übergeben',
    decline: 'Nicht übergeben',
    declined: 'Die Übergabe an eine andere Behörde wurde abgelehnt.',
    stays: 'Ihr Vorgang bleibt, wo er ist.',
    call: 'Telefon: 0999 123-100',
    over: 'Der Vorschlag ist nicht mehr offen',
    done: 'Ihr Vorgang ist jetzt bei der anderen Behörde.',
    gone: 'Diesen Vorgang gibt es nicht, oder eine andere Abteilung ist zuständig.',
    look: 'Nach neuen Nachrichten sehen',
    came: ['Von einer anderen Behörde übergeben, ohne den bisherigen Verlauf', 'Von einer anderen Behörde übergeben, mit dem bisherigen Verlauf'],
    log: 'Protokoll',
    gave: `von außen · Bürgerbüro · an ${WOODS}, ${COUNTY.name}`,
    got: `von außen · ${WOODS} · von Bürgerbüro, Stadt Musterstadt`,
    words: 'Dafür ist der Kreis zuständig.',
    uncertified: 'nicht von der Behörde beglaubigt',
  },
  en: {
    search: 'Search',
    found: '1 authority found',
    none: 'No authority found that can be written to here.',
    missing: 'Search for an authority and choose a department',
    withdraw: 'Withdraw proposal',
    withdrawn: 'Erika Sommer withdrew the proposal.',
    told: `Proposal: your case should go to ${WOODS}, ${COUNTY.name}. You decide.`,
    choose: 'Choose what the other authority should read',
    all: 'Everything written so far',
    only: 'Only what you write now',
    send: 'Seal and hand over',
    decline: 'Do not hand over',
    declined: 'The handover to another authority was declined.',
    stays: 'Your case stays where it is.',
    call: 'Telephone: 0999 123-100',
    over: 'The proposal is not open any more',
    done: 'Your case is now with the other authority.',
    gone: 'There is no such conversation, or another department is in charge.',
    look: 'Look for new messages',
    came: ['Handed over by another authority, without what was written before', 'Handed over by another authority, with what was written before'],
    log: 'Audit log',
    gave: `from outside · Citizens' office · to ${WOODS}, ${COUNTY.name}`,
    got: `from outside · ${WOODS} · from Citizens' office, Stadt Musterstadt`,
    words: 'The county is in charge of that.',
    uncertified: 'not certified by the authority',
  },
};

/** A portal of its own with a second authority: others look at a portal with one. */
const test = base.extend({
  land: [
    async ({ browser }, use) => {
      const portal = await Portal.start();
      await county(browser, portal);
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

const account = (portal, mailbox) => portal.demo.accounts.find(({ email }) => email.startsWith(mailbox));

/** A second authority on the same portal, with a department and somebody who works there. */
async function county(browser, portal) {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => (window.print = () => {}));
  portal.link = await portal.invitesFounder();
  const founder = new Founder(page, portal);
  await founder.arrives(COUNTY);
  await founder.choosesPasswords({ password: PASSWORD, passphrase: PASSPHRASE });
  await founder.keeps();
  await founder.provesShare();
  await founder.founds();
  await founder.button('toAdministration').click();
  await expect(page.locator('.areas')).toBeVisible();
  const administrator = new Administrator(page, portal);
  await administrator.creates({ name: WOODS, slug: 'forstamt' });
  await administrator.invites({ ...IDA, departments: [WOODS] });
  await expect(administrator.entry(IDA.name)).toBeVisible();
  const joining = await (await browser.newContext()).newPage();
  const newcomer = new Newcomer(joining, portal);
  await newcomer.arrives(await portal.mailed(IDA.email, INVITATION_CODE));
  const fingerprint = await newcomer.joins(IDA.password);
  await page.reload();
  await administrator.signsIn(COUNTY.email, PASSWORD);
  await administrator.confirms(IDA.name, fingerprint);
  for (const one of [page, joining]) await one.context().close();
}

/** What came of a decision has the focus and is in sight, and nothing older is said beside it. */
async function tells(page, text) {
  const done = page.locator('#handover-done');
  await expect(done).toContainText(text);
  await expect(done).toBeFocused();
  await expect(done).toBeInViewport();
  await expect(page.locator('#case-said')).toBeEmpty();
}

/** An administrator finds this in their log. */
async function logs(browser, portal, locale, { email, password }, text) {
  const page = await (await browser.newContext()).newPage();
  await new Administrator(page, portal, locale).signsIn(email, password);
  await page.getByRole('link', { name: WORDS[locale].log, exact: true }).click();
  await expect(page.locator('.entry__line').filter({ hasText: text }).first()).toBeVisible();
  await page.context().close();
}

/** What was typed is not lost without a question. */
async function keeps(page) {
  const asked = page.waitForEvent('dialog');
  const reloading = page.reload({ timeout: 5_000 }).catch(() => {});
  await (await asked).dismiss();
  await reloading;
  await expect(page.locator('#handover-text')).not.toHaveValue('');
}

for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`a conversation goes to another authority in ${locale} on a ${device}`, async ({ browser, land: portal }) => {
      test.setTimeout(240_000);
      const history = device === 'phone';
      const words = WORDS[locale];
      const open = async () => (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage();
      const [outside, first, second] = [await open(), await open(), await open()];
      const citizen = new Citizen(outside, portal, locale, accessible(outside, `${locale} ${device}`));
      const look = accessible(first, `${locale} ${device}`);
      const erika = new Caseworker(first, portal, locale, look, account(portal, 'e.sommer'));
      const ida = new Caseworker(second, portal, locale, accessible(second, `${locale} ${device}`), IDA);
      const subject = `Baum umgestürzt ${locale} ${device}`;
      await citizen.writes({ subject, text: 'Er liegt quer über dem Weg.' });
      await citizen.returns();
      await citizen.reads('quer über dem Weg');
      await erika.signsIn();
      await ida.signsIn();
      await erika.opens(subject);

      // Asked, not without a department, and what there is not is not found.
      await first.locator('#propose').click();
      await first.locator('form.confirm button[type=submit]').click();
      await expect(first.getByText(words.missing)).toBeVisible();
      await expect(first.locator('#elsewhere-search')).toBeFocused();
      await first.locator('#elsewhere-search').fill('Nirgendwo');
      await first.getByRole('button', { name: words.search, exact: true }).click();
      await expect(first.getByText(words.none)).toBeVisible();
      await look('nothing found');
      await first.keyboard.press('Escape');
      await expect(first.locator('#propose')).toBeFocused();

      // Proposed, withdrawn, and proposed again.
      await erika.chooses(THERE);
      await expect(first.getByText(words.found)).toBeVisible();
      await look('chosen');
      await erika.proposes(THERE);
      await look('proposed');
      await first.getByRole('button', { name: words.withdraw }).click();
      await expect(first.getByText(words.withdrawn)).toBeVisible();
      await erika.chooses(THERE);
      await first.locator('#pass-on-words').fill(words.words);
      await erika.proposes(THERE);

      // The citizen declines once; it is proposed once more, and now they want it.
      await outside.getByRole('button', { name: words.look }).click();
      await expect(outside.getByText(words.told).last()).toBeVisible();
      await citizen.reads(words.words);
      await outside.getByRole('button', { name: words.decline }).click();
      await expect(outside.locator('#handover')).toBeHidden();
      await tells(outside, words.stays);
      await expect(first.getByText(words.declined)).toBeVisible();
      await erika.chooses(THERE);
      await erika.proposes(THERE);
      await outside.getByRole('button', { name: words.look }).click();
      await expect(outside.locator('#handover-to')).toHaveText(`${WOODS}, ${COUNTY.name}`);
      await outside.getByRole('button', { name: words.send }).press('Enter');
      await expect(outside.getByText(words.choose).first()).toBeVisible();
      await citizen.look('nothing chosen');
      await outside.getByLabel(history ? words.all : words.only).check();
      if (!history) {
        await expect(outside.locator('#handover-subject')).toHaveValue(subject);
        await expect(outside.locator('#handover-text')).toHaveValue('');
        await outside.locator('#handover-text').fill('Ein Baum liegt auf dem Weg.');
      }
      await citizen.look('to be handed over');
      if (!history) await keeps(outside);
      // Where it is refused the authority can be called; then it works.
      const number = await outside.locator('#case-number').textContent();
      const handovers = '**/api/v1/citizen/conversation/handovers';
      await outside.route(handovers, (route) => route.fulfill({ status: 403, json: { code: 'forbidden', message: 'Nein.' } }));
      await outside.getByRole('button', { name: words.send }).press('Enter');
      await expect(outside.locator('#handover-failed')).toBeVisible();
      await expect(outside.locator('#handover-failed')).toContainText(words.call);
      await citizen.look('not handed over');
      await outside.unroute(handovers);
      await outside.getByRole('button', { name: words.send }).press('Enter');
      await tells(outside, words.done);
      await expect(outside.locator('#case-number')).not.toHaveText(number);
      await tells(outside, await outside.locator('#case-number').textContent());
      await expect(outside.locator('.case')).toContainText(`${WOODS}, ${COUNTY.name}`);
      await expect(outside.locator('#handover')).toBeHidden();
      await citizen.look('handed over');

      // It is gone here, and there it is read as far as the citizen wanted.
      await expect(erika.row(subject)).toHaveCount(0);
      await expect(first.getByText(words.gone)).toBeVisible();
      await expect(ida.row(subject)).toBeVisible();
      await ida.opens(subject);
      await expect(second.getByText(words.came[Number(history)])).toBeVisible();
      await expect(second.getByText('quer über dem Weg')).toHaveCount(history ? 1 : 0);
      await ida.look('received');
      await ida.answers('Wir räumen ihn weg.');
      await citizen.returns();
      await citizen.reads('Wir räumen ihn weg.');
      await citizen.reads('quer über dem Weg');
      await citizen.replies('Danke!');
      await ida.reads('Danke!');

      // To a page that is not told of the handover the answer comes from an authority that it never wrote to.
      await outside.route('**/api/v1/citizen/conversation', async (route) => {
        const response = await route.fetch();
        const view = await response.json();
        const { messages } = view.messages;
        view.messages.messages = [messages[0], messages.at(-2)];
        await route.fulfill({ response, json: view });
      });
      await outside.goto('about:blank');
      await citizen.returns();
      await citizen.reads('quer über dem Weg');
      await expect(outside.locator('.message--failed')).toContainText(words.uncertified);
      await expect(outside.getByRole('main')).not.toContainText('Wir räumen ihn weg.');
      for (const page of [outside, first, second]) await page.context().close();

      // Each log names the other authority, and which way it went.
      const own = portal.demo.accounts.find(({ role }) => role === 'administrator');
      await logs(browser, portal, locale, own, words.gave);
      await logs(browser, portal, locale, { email: COUNTY.email, password: PASSWORD }, words.got);
    });
  }
}

test('what is written meanwhile is read before a conversation is handed over, and only one window decides', async ({ browser, land: portal }) => {
  test.setTimeout(120_000);
  const words = WORDS.de;
  const open = async () => (await browser.newContext({ viewport: WIDTHS.phone, reducedMotion: 'reduce' })).newPage();
  const [outside, twin, first, second] = [await open(), await open(), await open(), await open()];
  const [citizen, other] = [new Citizen(outside, portal), new Citizen(twin, portal)];
  const erika = new Caseworker(first, portal, 'de', undefined, account(portal, 'e.sommer'));
  const ida = new Caseworker(second, portal, 'de', undefined, IDA);
  const subject = 'Ast auf dem Gehweg';
  await citizen.writes({ subject, text: 'Er ist dick.' });
  await citizen.returns();
  await other.returns(citizen.receipt);
  await erika.signsIn();
  await erika.opens(subject);
  await erika.chooses(THERE);
  await erika.proposes(THERE);
  for (const page of [outside, twin]) {
    await page.getByRole('button', { name: words.look }).click();
    await page.getByLabel(words.all).check();
  }

  await erika.answers('Wie dick?');
  const send = (page) => page.getByRole('button', { name: words.send }).click();
  await send(outside);
  await expect(outside.locator('#handover-failed')).toBeVisible();
  await expect(outside.locator('#handover-failed')).toContainText(words.call);
  await citizen.reads('Wie dick?');
  await expect(outside.getByLabel(words.all)).toBeChecked();
  await send(outside);
  await tells(outside, words.done);
  await send(twin);
  await tells(twin, words.over);
  await expect(twin.locator('#handover')).toBeHidden();
  await expect(twin.locator('.case')).toContainText(`${WOODS}, ${COUNTY.name}`);

  await ida.signsIn();
  await expect(ida.row(subject)).toHaveCount(1);
  await ida.opens(subject);
  await ida.reads('Wie dick?');
  for (const page of [outside, twin, first, second]) await page.context().close();
});
