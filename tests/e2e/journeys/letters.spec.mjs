// A department writes to one of another authority, is answered, begins a new key in between, and reads on.
import { accessible, Caseworker } from '../support/people.mjs';
import { expect, LOCALES, test, WIDTHS } from '../support/test.mjs';

const WORDS = {
  de: {
    write: 'An eine Behörde schreiben',
    lock: 'Sperren',
    send: 'Versiegeln und senden',
    missing: 'Suchen Sie eine Behörde und wählen Sie eine Abteilung',
    noSubject: 'Geben Sie einen Betreff ein',
    noText: 'Schreiben Sie etwas',
    search: 'Suchen',
    here: 'Bürgerbüro',
    there: 'Veterinäramt',
    to: 'An: Veterinäramt, Kreis Beispielland',
    from: 'Von: Bürgerbüro, Stadt Musterstadt',
    sent: 'Gesendet',
    answered: 'Beantwortet',
    check: 'Behörde prüfen',
    signed: 'Unterschrift geprüft: Bürgerbüro, Stadt Musterstadt',
    outside: 'Von außen',
    nameless: 'Ohne Namen',
    back: 'Zurück zum Posteingang',
  },
  en: {
    write: 'Write to an authority',
    lock: 'Lock',
    send: 'Seal and send',
    missing: 'Search for an authority and choose a department',
    noSubject: 'Enter a subject',
    noText: 'Write something',
    search: 'Search',
    here: "Citizens' office",
    there: 'Veterinary office',
    to: 'To: Veterinary office, Kreis Beispielland',
    from: "From: Citizens' office, Stadt Musterstadt",
    sent: 'Sent',
    answered: 'Answered',
    check: 'Check the authority',
    signed: "Signature verified: Citizens' office, Stadt Musterstadt",
    outside: 'From outside',
    nameless: 'No name given',
    back: 'Back to the inbox',
  },
};

let neighbour;

test.beforeAll(async ({ portal }) => {
  neighbour = await portal.neighbour();
});

for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`a department writes to another authority in ${locale} on a ${device}`, async ({ browser, portal }) => {
      const open = async () => (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage();
      const [here, there] = [await open(), await open()];
      const words = WORDS[locale];
      const look = accessible(here, `${locale} ${device}`);
      const erika = new Caseworker(here, portal, locale, look);
      const mara = new Caseworker(there, portal, locale, accessible(there, `${locale} ${device}`), neighbour);
      const subject = `Hund ohne Halter ${locale} ${device}`;
      await erika.signsIn();
      await mara.signsIn();

      // By the keyboard, and not without anything that is missing.
      const link = here.getByRole('link', { name: words.write });
      await link.focus();
      await here.keyboard.press('Enter');
      await expect(here.locator('#conversation-heading')).toBeFocused();
      await expect(here).toHaveURL(/\/desk\/letter/);
      await look('empty letter');
      const form = here.locator('form.reply');
      const send = form.getByRole('button', { name: words.send });
      await send.press('Enter');
      await expect(form.getByText(words.missing)).toBeVisible();
      await expect(form.getByText(words.noSubject)).toBeVisible();
      await expect(form.getByText(words.noText)).toBeVisible();
      await expect(here.locator('#elsewhere-search')).toBeFocused();
      await look('missing');
      // What was begun outlives a look elsewhere, and a desk that is locked.
      const [title, text] = [here.locator('#letter-subject'), here.locator('#letter-text')];
      await title.fill(subject);
      await text.fill('Wem gehört der Hund am Marktplatz?');
      await here.goBack();
      await expect(form).toHaveCount(0);
      await here.goForward();
      await expect(title).toHaveValue(subject);
      await here.getByRole('button', { name: words.lock, exact: true }).click();
      await expect(text).toHaveCount(0);
      await here.locator('#password').fill(erika.account.password);
      await here.keyboard.press('Enter');
      await expect(text).toHaveValue('Wem gehört der Hund am Marktplatz?', { timeout: 30_000 });
      await expect(title).toHaveValue(subject);
      await here.locator('#letter-from').selectOption({ label: words.here });
      await here.locator('#elsewhere-search').fill('beispielnad');
      await here.keyboard.press('Enter');
      await here.locator('#elsewhere-choice').selectOption({ label: words.there });
      await expect(form.locator('.fingerprint .code')).toBeVisible();
      const pinned = (await form.locator('.fingerprint .code').innerText()).replace(/\s+/g, ' ').trim();
      await look('letter');
      await send.press('Enter');

      // It opens here, and arrives there without reloading.
      await expect(here.locator('#conversation-heading')).toHaveText(subject);
      await erika.reads('Wem gehört der Hund');
      await here.getByText(words.check).click();
      const root = here.locator('.facts-root .code');
      expect((await root.innerText()).replace(/\s+/g, ' ').trim()).toBe(pinned);
      await expect(here.locator('#pass-on, #change-status')).toHaveCount(0);
      await look('sent');
      if (device === 'phone') await here.locator('.conversation__back').click();
      await expect(erika.row(subject)).toContainText(words.to);
      await expect(erika.row(subject)).toContainText(words.sent);
      await expect(mara.row(subject)).toContainText(words.from);
      await mara.look('arrived');
      await mara.opens(subject);
      await mara.reads('Wem gehört der Hund');
      await expect(there.getByText(words.signed)).toBeVisible();
      await expect(there.locator('.message--own')).toHaveCount(0);
      for (const wrong of [words.outside, words.nameless]) await expect(there.getByText(wrong)).toHaveCount(0);
      await mara.look('letter read');
      await mara.answers('Er ist gechippt, wir rufen an.');

      await expect(erika.row(subject)).toContainText(words.answered);
      await erika.opens(subject);
      await erika.reads('Er ist gechippt');
      await expect(here.locator('.message--own')).toHaveCount(1);
      await erika.look('answered');
      await erika.answers('Vielen Dank.');
      await mara.reads('Vielen Dank.');

      // It is closed there, and opened again by who wrote it.
      await there.locator('#change-status').click();
      await there.locator('.confirm button').first().click();
      await expect(there.locator('.reply__closed')).toBeVisible();
      await expect(here.locator('.thread__event')).toHaveCount(1);
      await erika.answers('Eine Frage noch.');
      await mara.reads('Eine Frage noch.');
      await expect(there.locator('#reply')).toBeVisible();
      for (const page of [here, there]) await page.context().close();
    });
  }
}

test('a letter arrives once although its answer is lost on the line, and not where a department is closed', async ({ browser, portal }) => {
  const words = WORDS.de;
  const open = async () => (await browser.newContext({ viewport: WIDTHS.phone, reducedMotion: 'reduce' })).newPage();
  const [here, there] = [await open(), await open()];
  const erika = new Caseworker(here, portal);
  const mara = new Caseworker(there, portal, 'de', undefined, neighbour);
  await mara.signsIn();
  await erika.signsIn();
  const send = here.locator('form.reply').getByRole('button', { name: words.send });
  const fills = async (subject) => {
    await here.getByRole('link', { name: words.write }).click();
    await here.locator('#letter-from').selectOption({ label: words.here });
    await here.locator('#elsewhere-search').fill('beispielland');
    await here.locator('#elsewhere-search').press('Enter');
    await here.locator('#elsewhere-choice').selectOption({ label: words.there });
    await here.locator('#letter-subject').fill(subject);
    await here.locator('#letter-text').fill('Bitte um Antwort.');
  };
  await fills('Einmal');
  let sent = 0;
  await here.route('**/api/v1/letters', async (route) => {
    sent += 1;
    if (sent > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await send.dblclick();
  await expect(here.locator('.conversation__subject')).toHaveText('Einmal');
  expect(sent).toBeGreaterThan(1);
  await expect(mara.row('Einmal')).toHaveCount(1);
  await here.unroute('**/api/v1/letters');
  await here.getByRole('link', { name: words.back }).click();

  // It arrived, but every answer is lost; whoever looks at the inbox and comes back sends the same letter.
  await fills('Noch einmal');
  let reached = 0;
  await here.route('**/api/v1/letters', async (route) => {
    reached += 1;
    await route.fetch();
    return route.abort();
  });
  await send.click();
  await expect(here.getByRole('alert')).toContainText(/\S/, { timeout: 60_000 });
  await expect(mara.row('Noch einmal')).toHaveCount(1);
  expect(reached).toBeGreaterThan(0);
  await here.unroute('**/api/v1/letters');
  await here.goBack();
  await expect(here.locator('form.reply')).toHaveCount(0);
  await here.goForward();
  await expect(here.locator('form.reply')).toContainText('Veterinäramt');
  await send.click();
  await expect(here.locator('.conversation__subject')).toHaveText('Noch einmal');
  await expect(erika.row('Noch einmal')).toHaveCount(1);
  await expect(mara.row('Noch einmal')).toHaveCount(1);
  await here.getByRole('link', { name: words.back }).click();

  // As where it was closed while somebody wrote.
  await fills('Geschlossen');
  const tickets = '**/api/v1/letters/tickets';
  await here.route(tickets, (route) => route.fulfill({ status: 409, json: { code: 'department_closed', message: 'Sie ist geschlossen.' } }));
  await send.click();
  await expect(here.getByRole('alert')).toContainText('Sie ist geschlossen.');
  await expect(here.locator('#letter-text')).toHaveValue('Bitte um Antwort.');
  await here.unroute(tickets);
  await send.click();
  await expect(mara.row('Geschlossen')).toHaveCount(1);
  for (const page of [here, there]) await page.context().close();
});
