// What caseworkers write to each other about a conversation: seen by colleagues at once, by nobody else ever, and given along
// or not when the conversation is passed on.
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { expect, LOCALES, test, WIDTHS } from '../support/test.mjs';

const WORDS = {
  de: {
    note: 'Interne Notiz',
    answer: 'Antwort',
    label: 'Interne Notiz – nach außen unsichtbar',
    keep: 'Notiz versiegeln und ablegen',
    kept: 'Ihre Notiz ist abgelegt.',
    send: 'Versiegeln und senden',
    missing: 'Schreiben Sie eine Notiz',
    news: 'Neue interne Notiz',
    along: 'Interne Notizen mitgeben (sonst bleiben sie hier zurück)',
    passOn: 'Weitergeben',
    there: 'Ordnungsamt',
    look: 'Nach neuen Nachrichten sehen',
    nothing: 'Es gibt nichts Neues.',
    closed: 'Der Vorgang ist geschlossen. Öffnen Sie ihn wieder, um zu antworten.',
    closing: 'Vorgang schließen',
  },
  en: {
    note: 'Internal note',
    answer: 'Answer',
    label: 'Internal note – not visible outside',
    keep: 'Seal and keep note',
    kept: 'Your note has been kept.',
    send: 'Seal and send',
    missing: 'Write a note',
    news: 'New internal note',
    along: 'Pass internal notes along (otherwise they stay behind)',
    passOn: 'Pass on',
    there: 'Public order office',
    look: 'Look for new messages',
    nothing: 'There is nothing new.',
    closed: 'The conversation is closed. Open it again to answer.',
    closing: 'Close conversation',
  },
};

const account = (portal, mailbox) => portal.demo.accounts.find(({ email }) => email.startsWith(mailbox));

/** The desk of one caseworker, as far as notes go. */
class Notes {
  constructor(page, locale) {
    Object.assign(this, { page, words: WORDS[locale] });
    this.choice = page.getByRole('radio', { name: this.words.note, exact: true });
    this.answer = page.getByRole('radio', { name: this.words.answer, exact: true });
    this.button = page.getByRole('button', { name: this.words.keep, exact: true });
  }

  shown(text) {
    return this.page.locator('.message--note').filter({ hasText: text });
  }

  async writes(text) {
    await this.choice.check();
    await this.page.locator('#reply').fill(text);
    await this.button.click();
    await expect(this.shown(text)).toBeVisible();
  }
}

for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`colleagues note something down in ${locale} on a ${device}, with the keyboard`, async ({ browser, portal }) => {
      const colorScheme = device === 'phone' ? 'dark' : 'light';
      const open = async () => (await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })).newPage();
      const [outside, first, beside, second] = [await open(), await open(), await open(), await open()];
      const words = WORDS[locale];
      const citizen = new Citizen(outside, portal, locale);
      const look = accessible(first, `${locale} ${device}`);
      const erika = new Caseworker(first, portal, locale, look, account(portal, 'e.sommer'));
      const colleague = new Caseworker(beside, portal, locale, undefined, account(portal, 'e.sommer'));
      const jonas = new Caseworker(second, portal, locale, undefined, account(portal, 'j.petersen'));
      const subject = `Ruhestörung ${locale} ${device}`;
      await citizen.writes({ subject, text: 'Jede Nacht bis drei.' });
      await citizen.returns();
      await citizen.reads('Jede Nacht');
      const told = async () => outside.locator('.thread').innerText();
      const before = await told();
      await erika.signsIn();
      await colleague.signsIn();
      await erika.opens(subject);
      await colleague.opens(subject);
      const [hers, theirs] = [new Notes(first, locale), new Notes(beside, locale)];

      // An answer is begun; the choice is one stop of the tab key, changed with the arrows, and the answer stays one.
      await first.locator('#reply').fill('Guten Tag, wir');
      await hers.answer.focus();
      await first.keyboard.press('ArrowRight');
      await expect(hers.choice).toBeChecked();
      await expect(hers.choice).toBeFocused();
      await expect(first.locator('#reply')).toHaveValue('');
      await expect(first.getByRole('button', { name: words.send, exact: true })).toHaveCount(0);
      await expect(first.locator('#attach')).toHaveCount(0);
      await look('note form');
      await hers.button.press('Enter');
      await expect(first.getByText(words.missing)).toBeVisible();
      await expect(first.locator('#reply')).toBeFocused();
      await first.keyboard.type('Ruft immer mittags an.');
      await hers.button.press('Enter');
      await expect(first.getByText(words.kept)).toBeVisible();
      await expect(hers.shown('mittags')).toContainText(words.label);
      await look('note');
      await hers.choice.focus();
      await first.keyboard.press('ArrowLeft');
      await expect(first.locator('#reply')).toHaveValue('Guten Tag, wir');

      // A colleague sees it without doing anything, and answers it.
      await expect(theirs.shown('mittags')).toBeVisible();
      await expect(beside.getByText(words.news)).toHaveCount(0);
      await theirs.writes('Vorgang 4711 beachten.');
      await expect(hers.shown('4711')).toBeVisible();

      // The citizen's page is as it was, whether it looks again or is opened anew.
      await outside.getByRole('button', { name: words.look }).click();
      await expect(outside.getByText(words.nothing)).toBeVisible();
      expect(await told()).toBe(before);
      await citizen.returns();
      await citizen.reads('Jede Nacht');
      expect(await told()).toBe(before);

      // Notes and messages stand in the order in which they came.
      await hers.answer.check();
      await first.locator('#reply').fill('Wir kümmern uns.');
      await first.getByRole('button', { name: words.send, exact: true }).click();
      await expect(first.locator('.message__text').filter({ hasText: 'Wir kümmern uns.' })).toBeVisible();
      const texts = await first.locator('.message .message__text').allInnerTexts();
      expect(texts).toEqual(['Jede Nacht bis drei.', 'Ruft immer mittags an.', 'Vorgang 4711 beachten.', 'Wir kümmern uns.']);
      await expect(first.locator('.message--note')).toHaveCount(2);

      // Passed on with the notes: asked for, and off unless it is asked for.
      await first.locator('#pass-on').focus();
      await first.keyboard.press('Enter');
      await expect(first.locator('#pass-on-heading')).toBeFocused();
      const along = first.getByRole('checkbox', { name: words.along });
      await expect(along).not.toBeChecked();
      await along.focus();
      await first.keyboard.press('Space');
      await expect(along).toBeChecked();
      await look('passing on');
      await first.locator('#pass-on-to').selectOption({ label: words.there });
      await first.locator('form.confirm').getByRole('button', { name: words.passOn, exact: true }).press('Enter');
      await expect(erika.row(subject)).toHaveCount(0);
      await jonas.signsIn();
      await jonas.opens(subject);
      const elsewhere = new Notes(second, locale);
      await expect(elsewhere.shown('mittags')).toBeVisible();
      await expect(elsewhere.shown('4711')).toBeVisible();
      await elsewhere.writes('Streife war vor Ort.');
      await citizen.returns();
      await citizen.reads('Wir kümmern uns.');
      await expect(outside.getByText('Streife')).toHaveCount(0);
      for (const page of [outside, first, beside, second]) await page.context().close();
    });
  }
}

test('notes stay behind unless they are given along, and can be written where it is closed', async ({ browser, portal }) => {
  const [outside, inside, beyond] = [await browser.newPage(), await browser.newPage(), await browser.newPage()];
  const citizen = new Citizen(outside, portal);
  const erika = new Caseworker(inside, portal, 'de', undefined, account(portal, 'e.sommer'));
  const jonas = new Caseworker(beyond, portal, 'de', undefined, account(portal, 'j.petersen'));
  await citizen.writes({ subject: 'Fundsache Regenschirm', text: 'Schwarz mit Holzgriff.' });
  await erika.signsIn();
  await erika.opens('Fundsache Regenschirm');
  const [hers, his] = [new Notes(inside, 'de'), new Notes(beyond, 'de')];
  await hers.writes('Liegt in Fach 12.');
  await inside.locator('#pass-on').click();
  await inside.locator('#pass-on-to').selectOption({ label: WORDS.de.there });
  await inside.locator('form.confirm').getByRole('button', { name: WORDS.de.passOn, exact: true }).click();
  await expect(erika.row('Fundsache Regenschirm')).toHaveCount(0);

  await jonas.signsIn();
  await jonas.opens('Fundsache Regenschirm');
  await jonas.reads('Schwarz mit Holzgriff.');
  await expect(beyond.locator('.message--note')).toHaveCount(0);
  await beyond.locator('#pass-on').click();
  await expect(beyond.locator('#pass-on-heading')).toBeFocused();
  await expect(beyond.getByRole('checkbox', { name: WORDS.de.along })).toHaveCount(0);
  await beyond.locator('#pass-on-to').press('Escape');
  await beyond.getByRole('button', { name: WORDS.de.closing, exact: true }).click();
  await beyond.locator('section.confirm').getByRole('button', { name: WORDS.de.closing, exact: true }).click();
  await expect(beyond.getByText(WORDS.de.closed)).toBeVisible();
  await his.writes('Abgeholt.');
  await expect(his.shown('Abgeholt.')).toBeVisible();
  for (const page of [outside, inside, beyond]) await page.close();
});

test('a note that was begun outlives the lock and is not sent as an answer', async ({ browser, portal }) => {
  const [outside, inside] = [await browser.newPage(), await browser.newPage()];
  const citizen = new Citizen(outside, portal);
  const erika = new Caseworker(inside, portal, 'de', undefined, account(portal, 'e.sommer'));
  await citizen.writes({ subject: 'Halb fertig', text: 'Eine Frage' });
  await erika.signsIn();
  await erika.opens('Halb fertig');
  const notes = new Notes(inside, 'de');
  await notes.choice.check();
  await inside.locator('#reply').fill('Noch nicht ganz sicher');
  // A look elsewhere, and back: what was begun is what is shown.
  await inside.locator('.conversation__back').click();
  await erika.opens('Halb fertig');
  await expect(notes.choice).toBeChecked();
  await expect(inside.locator('#reply')).toHaveValue('Noch nicht ganz sicher');
  await inside.getByRole('button', { name: 'Sperren' }).click();
  await expect(inside.locator('#password')).toBeVisible();
  await expect(inside.getByText('Noch nicht ganz sicher')).toHaveCount(0);
  await inside.locator('#password').fill(erika.account.password);
  await inside.locator('.gate__form button[type=submit]').click();
  await expect(inside.locator('.conversation__subject')).toHaveText('Halb fertig');
  await expect(notes.choice).toBeChecked();
  await expect(inside.locator('#reply')).toHaveValue('Noch nicht ganz sicher');
  await notes.answer.check();
  await expect(inside.locator('#reply')).toHaveValue('');
  await notes.choice.check();
  await notes.button.click();
  await expect(notes.shown('Noch nicht ganz sicher')).toBeVisible();
  for (const page of [outside, inside]) await page.close();
});
