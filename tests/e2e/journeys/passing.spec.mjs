// What went to the wrong department is passed on, read on there, and passed back; the citizen sees who has it.
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { expect, LOCALES, test, WIDTHS } from '../support/test.mjs';

const WORDS = {
  de: {
    passOn: 'Weitergeben',
    cancel: 'Abbrechen',
    missing: 'Wählen Sie eine Abteilung',
    here: 'Bürgerbüro',
    there: 'Ordnungsamt',
    nowThere: 'Der Vorgang ist jetzt bei: Ordnungsamt.',
    passed: 'Ihr Vorgang wurde weitergegeben: von Bürgerbüro an Ordnungsamt.',
    back: 'Ihr Vorgang wurde weitergegeben: von Ordnungsamt an Bürgerbüro.',
    event: 'Erika Sommer (Bürgerbüro) hat den Vorgang an Ordnungsamt weitergegeben.',
    gone: 'Diesen Vorgang gibt es nicht, oder eine andere Abteilung ist zuständig.',
    look: 'Nach neuen Nachrichten sehen',
    waiting: 'Noch keine Antwort.',
    words: 'Zuständig ist das Ordnungsamt.',
  },
  en: {
    passOn: 'Pass on',
    cancel: 'Cancel',
    missing: 'Choose a department',
    here: "Citizens' office",
    there: 'Public order office',
    nowThere: 'The conversation is now with: Public order office.',
    passed: "Your case was passed on from Citizens' office to Public order office.",
    back: "Your case was passed on from Public order office to Citizens' office.",
    event: "Erika Sommer (Citizens' office) passed the conversation on to Public order office.",
    gone: 'There is no such conversation, or another department is in charge.',
    look: 'Look for new messages',
    waiting: 'No answer yet.',
    words: 'The public order office is in charge.',
  },
};

const account = (portal, mailbox) => portal.demo.accounts.find(({ email }) => email.startsWith(mailbox));

for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`a misdirected conversation is passed on in ${locale} on a ${device}, with the keyboard`, async ({ browser, portal }) => {
      const open = async () => (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage();
      const [outside, first, second] = [await open(), await open(), await open()];
      const words = WORDS[locale];
      const citizen = new Citizen(outside, portal, locale, accessible(outside, `${locale} ${device}`));
      const look = accessible(first, `${locale} ${device}`);
      const erika = new Caseworker(first, portal, locale, look, account(portal, 'e.sommer'));
      const jonas = new Caseworker(second, portal, locale, accessible(second, `${locale} ${device}`), account(portal, 'j.petersen'));
      const subject = `Falschparker ${locale} ${device}`;
      await citizen.writes({ subject, text: 'Jeden Morgen steht da einer.' });
      await citizen.returns();
      await citizen.reads('Jeden Morgen');
      await erika.signsIn();
      await jonas.signsIn();
      await erika.opens(subject);
      await expect(jonas.row(subject)).toHaveCount(0);

      // Asked, left with Escape, asked again, and not without a department.
      const button = first.locator('#pass-on');
      await button.focus();
      await first.keyboard.press('Enter');
      await expect(first.locator('#pass-on-heading')).toBeFocused();
      await look('question');
      await first.keyboard.press('Escape');
      await expect(button).toBeFocused();
      await first.keyboard.press('Enter');
      const question = first.locator('form.confirm');
      await question.getByRole('button', { name: words.passOn, exact: true }).press('Enter');
      await expect(question.getByText(words.missing)).toBeVisible();
      await expect(first.locator('#pass-on-to')).toBeFocused();
      await look('missing');
      const offered = await first.locator('#pass-on-to option').allInnerTexts();
      expect(offered).not.toContain(words.here);
      await first.locator('#pass-on-to').selectOption({ label: words.there });
      await first.locator('#pass-on-words').fill(words.words);
      await question.getByRole('button', { name: words.passOn, exact: true }).press('Enter');
      await expect(first.locator('#conversation-heading')).toHaveText(words.nowThere);
      await expect(first.locator('#conversation-heading')).toBeFocused();
      await expect(erika.row(subject)).toHaveCount(0);
      await look('passed on');
      await first.reload();
      await first.locator('#password').fill(erika.account.password);
      await first.locator('.gate__form button[type=submit]').click();
      await expect(first.getByText(words.gone)).toBeVisible();

      // The open page of the citizen follows; nobody has answered yet.
      await outside.getByRole('button', { name: words.look }).click();
      await expect(outside.getByText(words.passed)).toBeVisible();
      await citizen.reads(words.words);
      await expect(outside.locator('.case')).toContainText(words.there);
      await expect(outside.locator('.case')).not.toContainText(words.here);
      await expect(outside.getByText(words.waiting)).toBeVisible();
      await citizen.look('passed on');
      await citizen.replies('Gern auch telefonisch.');

      // The other one has it without reloading, reads everything and answers.
      await expect(jonas.row(subject)).toBeVisible();
      await jonas.opens(subject);
      await jonas.reads('Jeden Morgen');
      await jonas.reads('Gern auch telefonisch.');
      await expect(second.getByText(words.event)).toBeVisible();
      await jonas.look('received');
      await jonas.answers('Wir kümmern uns.');
      await citizen.returns();
      await citizen.reads('Wir kümmern uns.');

      // And passes it back.
      await second.locator('#pass-on').click();
      await second.locator('#pass-on-to').selectOption({ label: words.here });
      await second.locator('form.confirm').getByRole('button', { name: words.passOn, exact: true }).click();
      await expect(jonas.row(subject)).toHaveCount(0);
      await first.goto(`${portal.origin}/desk?lang=${locale}`);
      await first.locator('#password').fill(erika.account.password);
      await first.locator('.gate__form button[type=submit]').click();
      await erika.opens(subject);
      await erika.reads('Wir kümmern uns.');
      await erika.answers('Danke für die Geduld.');
      await citizen.returns();
      await citizen.reads('Danke für die Geduld.');
      await expect(outside.getByText(words.back)).toBeVisible();
      for (const page of [outside, first, second]) await page.context().close();
    });
  }
}

test('whoever reads a conversation that a colleague passes on is told, and a question outlasts a new message', async ({ browser, portal }) => {
  const [outside, inside, beside] = [await browser.newPage(), await browser.newPage(), await browser.newPage()];
  const citizen = new Citizen(outside, portal);
  const erika = new Caseworker(inside, portal, 'de', undefined, account(portal, 'e.sommer'));
  const colleague = new Caseworker(beside, portal, 'de', undefined, account(portal, 'e.sommer'));
  await citizen.writes({ subject: 'Zwei zugleich', text: 'Eine Frage' });
  await citizen.returns();
  await citizen.reads('Eine Frage');
  await erika.signsIn();
  await colleague.signsIn();
  await erika.opens('Zwei zugleich');
  await colleague.opens('Zwei zugleich');

  // What the citizen writes while the question stands there appears above it, and the question stays.
  await inside.locator('#pass-on').click();
  await inside.locator('#pass-on-to').selectOption({ label: 'Ordnungsamt' });
  await citizen.replies('Noch etwas');
  await erika.reads('Noch etwas');
  await expect(inside.locator('#pass-on-to')).not.toHaveValue('');
  await inside.locator('form.confirm').getByRole('button', { name: 'Weitergeben', exact: true }).click();
  await expect(inside.locator('#conversation-heading')).toHaveText('Der Vorgang ist jetzt bei: Ordnungsamt.');
  await expect(beside.getByText(WORDS.de.gone)).toBeVisible();
  for (const page of [outside, inside, beside]) await page.close();
});
