// The main job: a person writes, keeps the code, a caseworker answers, the person comes back.
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { strangersCode } from '../support/receipt.mjs';
import { expect, LOCALES, test, WIDTHS } from '../support/test.mjs';

const LETTER = {
  de: { subject: 'Umzug in die Gartenstraße', text: 'Guten Tag,\nwas muss ich mitbringen?', name: 'Mira Albrecht' },
  en: { subject: 'Moving to Garden Street', text: 'Hello,\nwhat do I have to bring?', name: 'Mira Albrecht' },
};

for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`a conversation in ${locale} on a ${device}, accessible at every step`, async ({ browser, portal }) => {
      const open = async () => (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage();
      const [outside, inside] = [await open(), await open()];
      const citizen = new Citizen(outside, portal, locale, accessible(outside, `${locale} ${device}`));
      const caseworker = new Caseworker(inside, portal, locale, accessible(inside, `${locale} ${device}`));
      const letter = { ...LETTER[locale], subject: `${LETTER[locale].subject} ${device}` };
      const contact = '0999 555 01 20';

      await caseworker.signsIn();
      await expect(caseworker.row('Wohngeld, obwohl')).toBeVisible();
      await caseworker.look('inbox');

      await citizen.writes({ ...letter, contact });
      await citizen.provesIt();
      expect(outside.url(), 'no code in an address').not.toContain(citizen.receipt.slice(0, 4));
      await citizen.button('goOn').click();
      await citizen.reads(letter.text.split('\n')[1]);
      await citizen.look('thread');

      // It appears without reloading, with what the citizen gave.
      await expect(caseworker.row(letter.subject)).toBeVisible();
      await expect(caseworker.row(letter.subject)).toContainText(letter.name);
      await caseworker.opens(letter.subject);
      await expect(inside.locator('.conversation')).toContainText(contact);
      await caseworker.look('conversation');
      const answer = locale === 'de' ? 'Bitte bringen Sie Ihren Ausweis mit.' : 'Please bring your identity card.';
      await caseworker.answers(answer);
      await caseworker.look('answered');

      const back = await open();
      const returning = new Citizen(back, portal, locale, accessible(back, `${locale} ${device}`));
      await returning.returns(citizen.receipt.toLowerCase().replaceAll('-', ' '));
      await returning.reads(answer);
      await expect(back.locator('.message').filter({ hasText: answer })).toContainText(returning.words.newest);
      await expect(back.locator('.message').filter({ hasText: answer })).toContainText('Erika Sommer');
      await expect(back.locator('.case')).toContainText(citizen.caseNumber);
      await returning.look('answer');
      await returning.replies('Danke!');
      await caseworker.reads('Danke!');
      await returning.button('leave').click();
      await expect(back.locator('#code')).toBeVisible();
      await expect(back.locator('body')).not.toContainText(answer);
      await returning.look('signed out');
      for (const page of [outside, inside, back]) await page.context().close();
    });
  }
}

test('a conversation is closed, seen as closed, and opened again by writing', async ({ browser, portal }) => {
  const [outside, inside] = [await browser.newPage(), await browser.newPage()];
  const [citizen, caseworker] = [new Citizen(outside, portal), new Caseworker(inside, portal)];
  await citizen.writes({ subject: 'Wird geschlossen', text: 'Eine Frage' });
  await caseworker.signsIn();
  await caseworker.opens('Wird geschlossen');
  await caseworker.button('close').click();
  await inside.locator('.confirm').getByRole('button', { name: caseworker.words.close }).click();
  await expect(caseworker.button('reopen')).toBeVisible();

  await citizen.returns();
  await expect(outside.locator('.case .status')).toHaveText('Geschlossen');
  await citizen.replies('Noch eine Frage');
  await expect(outside.locator('.case .status')).toHaveText('Offen');
  await caseworker.reads('Noch eine Frage');
  await expect(caseworker.button('close')).toBeVisible();
  await inside.close();
  await outside.close();
});

test('notices are sent without content, and stop when they are switched off', async ({ browser, portal }) => {
  const [outside, inside] = [await browser.newPage(), await browser.newPage()];
  const [citizen, caseworker] = [new Citizen(outside, portal), new Caseworker(inside, portal)];
  await citizen.writes({ subject: 'Mit Hinweis', text: 'Bitte Bescheid sagen' });
  await citizen.returns();
  await citizen.reads('Bitte Bescheid sagen');
  await outside.locator('#notice-email').fill('mira@post.example');
  await citizen.button('noticesOn').click();
  await expect(outside.getByText(citizen.words.noticesAreOn)).toBeVisible();

  await caseworker.signsIn();
  await caseworker.opens('Mit Hinweis');
  await caseworker.answers('Kommen Sie gern am Dienstag.');
  const isNotice = (mail) => mail.includes('mira@post.example');
  await expect.poll(async () => (await portal.mails()).filter(isNotice).length).toBe(1);
  const [notice] = (await portal.mails()).filter(isNotice);
  for (const secret of ['Dienstag', 'Bescheid sagen', citizen.caseNumber, citizen.receipt]) expect(notice).not.toContain(secret);

  await citizen.button('noticesOff').click();
  await expect(outside.getByText(citizen.words.noticesAreOff)).toBeVisible();
  await caseworker.answers('Oder am Mittwoch.');
  // Notices leave in the order of what they are about: once this one is there, no earlier one is still to come.
  const later = new Citizen(await browser.newPage(), portal);
  await later.writes({ subject: 'Danach', text: 'Auch eine Frage', notice: 'ole@post.example' });
  await caseworker.opens('Danach');
  await caseworker.answers('Gern.');
  await expect.poll(async () => (await portal.mails()).some((mail) => mail.includes('ole@post.example'))).toBe(true);
  expect((await portal.mails()).filter(isNotice).length).toBe(1);
  await later.page.close();
  await inside.close();
  await outside.close();
});

test('a file travels sealed and arrives as it was', async ({ browser, portal }) => {
  const [outside, inside] = [await browser.newPage(), await browser.newPage()];
  const [citizen, caseworker] = [new Citizen(outside, portal), new Caseworker(inside, portal)];
  const buffer = Buffer.alloc(5_000_000, 'Siegelpost ');
  const files = [{ name: 'Bescheid.pdf', mimeType: 'application/pdf', buffer }];
  await citizen.writes({ subject: 'Mit Anlage', text: 'Siehe Datei', files });
  await expect(outside.getByText('Auch Ihre Datei ist angekommen.')).toBeVisible({ timeout: 60_000 });
  await caseworker.signsIn();
  await caseworker.opens('Mit Anlage');
  const arrives = inside.waitForEvent('download');
  await inside.locator('.received').getByRole('button').first().click();
  const download = await arrives;
  expect(download.suggestedFilename()).toBe('Bescheid.pdf');
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(buffer)).toBe(true);
  await inside.close();
  await outside.close();
});

test('a mistyped code is told before any request, an unknown one by the server', async ({ page, portal }) => {
  const citizen = new Citizen(page, portal);
  await citizen.returns('1Z3G');
  await expect(page.locator('.error-summary')).toBeVisible();
  const asked = [];
  page.on('request', (request) => request.url().includes('/api/') && asked.push(request.url()));
  const code = portal.demo.receipts[0].code;
  const swapped = code.slice(0, 5) + code[6] + code[5] + code.slice(7);
  await page.locator('#code').fill(swapped === code ? code.replace(/.$/, (last) => (last === '0' ? '1' : '0')) : swapped);
  await citizen.button('open').click();
  await expect(page.locator('.error-summary')).toContainText('Tippfehler');
  expect(asked).toEqual([]);
  // Errors lead to their field.
  await page.locator('.error-summary a').first().click();
  await expect(page.locator('#code')).toBeFocused();

  await page.locator('#code').fill(strangersCode());
  await citizen.button('open').click();
  await expect(page.locator('.error-summary')).toContainText('Zu diesem Code gibt es keinen Brief');
  expect(asked.some((url) => url.endsWith('/citizen/sessions'))).toBe(true);
});

test('a wrong password is told in words and the field is empty again', async ({ page, portal }) => {
  const caseworker = new Caseworker(page, portal);
  await caseworker.signsIn('nicht-das-Passwort');
  await expect(page.locator('[role=alert]').filter({ hasText: 'passen nicht' })).toBeVisible();
  await expect(page.locator('#password')).toHaveValue('');
});

test('signing out drops everything and going back shows nothing', async ({ page, portal }) => {
  const caseworker = new Caseworker(page, portal);
  await caseworker.signsIn();
  await caseworker.opens('Wohngeld, obwohl ich Teilzeit arbeite?');
  await caseworker.button('leave').click();
  await expect(page.locator('#password')).toBeVisible();
  await page.goBack();
  await expect(page.locator('body')).not.toContainText('Kinderzuschlag');
  const answer = await page.request.get(`${portal.origin}/api/v1/inbox`);
  expect(answer.status()).toBe(401);
});
