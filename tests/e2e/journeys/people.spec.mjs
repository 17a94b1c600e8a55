// An authority runs itself: it is founded from the link of `server init`, people join it, and it answers.
import { readFile } from 'node:fs/promises';
import { Administrator, Founder, FOUNDING_CODE, INVITATION_CODE, LINDENAU, Newcomer } from '../support/office.mjs';
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { expect, LOCALES, ownPortal, test as base, WIDTHS } from '../support/test.mjs';

const PASSWORD = 'Linde-Kranich-Ufer-7';
const PASSPHRASE = 'Vier Eichen am Marktplatz';
const ERIKA = { name: 'Erika Sommer', email: 'e.sommer@lindenau.example', password: 'Ahorn-Brunnen-Takt-4' };

/** What two programs could read differently, or what only looks like an address. */
const NOT_PLAIN = [
  'e.sommer@andere.example@lindenau.example',
  '"e.sommer@andere.example"@lindenau.example',
  'e.sommer%andere.example@lindenau.example',
  'e.sommer(Amt)@lindenau.example',
  'Erika <e.sommer@lindenau.example>',
  'amt:e.sommer@lindenau.example;',
  'e.sommer@lindenau.example.',
  'e.sommer@[127.0.0.1]',
  'e.sommer\u200b@lindenau.example',
  '\u0435.sommer@lindenau.example',
  '=?utf-8?q?e.sommer?=@lindenau.example',
  `${'e'.repeat(65)}@lindenau.example`,
];

/** Each test has an empty portal. */
const test = base.extend({
  empty: ownPortal({ demo: false }),
});

async function opened(browser, viewport) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log('page error:', error.message));
  // Printing stands still until somebody answers.
  await page.addInitScript(() => (window.print = () => {}));
  return page;
}

async function founded(page, portal, locale, look) {
  const founder = new Founder(page, portal, locale, look);
  await founder.arrives(LINDENAU);
  await founder.choosesPasswords({ password: PASSWORD, passphrase: PASSPHRASE });
  await founder.keeps();
  await founder.provesShare();
  await founder.founds();
  await founder.button('toAdministration').click();
  await expect(page.locator('.areas')).toBeVisible();
  await expect(page.locator('#page-heading')).toBeFocused();
  return founder;
}

/** Invites somebody, has them join, and confirms them. */
async function staffed(browser, viewport, administrator, person, departments, look = () => async () => {}) {
  const { portal, locale } = administrator;
  await administrator.invites({ ...person, departments });
  await expect(administrator.entry(person.name)).toBeVisible();
  const page = await opened(browser, viewport);
  const newcomer = new Newcomer(page, portal, locale, look(page));
  const code = await portal.mailed(person.email, INVITATION_CODE);
  await newcomer.arrives(code);
  const fingerprint = await newcomer.joins(person.password);
  await administrator.page.reload();
  await administrator.signsIn(LINDENAU.email, PASSWORD);
  return { page, fingerprint, code };
}

for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`an authority is founded, staffed and answers in ${locale} on a ${device}`, async ({ browser, empty }) => {
      test.setTimeout(240_000);
      const look = (page) => accessible(page, `${locale} ${device}`);
      const inside = await opened(browser, viewport);
      const founder = await founded(inside, empty, locale, look(inside));
      const root = await readFile(founder.rootFile, 'utf8');
      expect(root).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);

      const administrator = new Administrator(inside, empty, locale, look(inside));
      await administrator.creates({ name: 'Bürgerbüro', slug: 'buergerbuero' });
      const { page, fingerprint } = await staffed(browser, viewport, administrator, ERIKA, ['Bürgerbüro'], look);

      // Before the confirmation there is only the number.
      const erika = new Caseworker(page, empty, locale, look(page), ERIKA);
      await erika.signsIn();
      const newcomer = new Newcomer(page, empty, locale);
      await expect(page.locator('.unconfirmed')).toBeVisible();
      expect(await newcomer.fingerprint()).toBe(fingerprint);
      await expect(page.locator('.inbox')).toHaveCount(0);
      await erika.look('unconfirmed');
      await newcomer.button('lookAgain').click();
      await expect(page.locator('.unconfirmed')).toContainText(locale === 'de' ? 'Noch nicht bestätigt' : 'Not confirmed yet');

      await administrator.confirms(ERIKA.name, fingerprint);
      await newcomer.button('lookAgain').click();
      await expect(page.locator('.inbox')).toBeVisible();

      const outside = await opened(browser, viewport);
      const citizen = new Citizen(outside, empty, locale);
      await citizen.writes({ subject: 'Ummeldung', text: 'Was brauche ich dafür?' }, 'buergerbuero', LINDENAU.slug);
      await expect(erika.row('Ummeldung')).toBeVisible();
      await erika.opens('Ummeldung');
      await erika.answers('Ihren Ausweis, bitte.');
      await citizen.returns();
      await citizen.reads('Ihren Ausweis, bitte.');
      for (const page of [inside, outside, erika.page]) await page.context().close();
    });
  }
}

test('a mistyped share does not let the founding go on, nor does another one', async ({ browser, empty }) => {
  const page = await opened(browser);
  const founder = new Founder(page, empty);
  await founder.arrives(LINDENAU);
  await founder.choosesPasswords({ password: PASSWORD, passphrase: PASSPHRASE });
  // Not before the root file was saved.
  await founder.button('toCheck').click();
  await expect(page.locator('.error-summary')).toContainText('Wurzeldatei');
  await founder.keeps();
  await founder.button('toCheck').click();
  const number = await founder.asked();
  const right = founder.shares[number - 1];
  const at = right.length - 3;
  const wrong = right.slice(0, at) + (right[at] === '7' ? '8' : '7') + right.slice(at + 1);
  for (const [typed, said] of [
    ['', 'Tippen Sie den Teil ab'],
    [wrong, 'Tippfehler'],
    [right.slice(0, -2), 'Es fehlen Zeichen'],
    [founder.shares[number % 3], `Gebraucht wird Teil ${number}`],
  ]) {
    await page.locator('#typed').fill(typed);
    await founder.button('check').click();
    await expect(page.locator('.error-summary')).toContainText(said);
    await expect(page.locator('.error-summary')).toBeFocused();
  }
  await page.locator('.error-summary a').click();
  await expect(page.locator('#typed')).toBeFocused();
  await page.locator('#typed').fill(right);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(founder.button('found')).toBeVisible();
  // A wrong code founds nothing, the right one does.
  await page.locator('#code').fill('0000-0000');
  await founder.button('found').click();
  await expect(page.locator('.error-summary')).toContainText('Code stimmt nicht');
  await founder.founds();
  await page.context().close();
});

test('an invitation works once, and addresses of other domains get none', async ({ browser, empty }) => {
  test.setTimeout(120_000);
  const page = await opened(browser);
  await founded(page, empty);
  const administrator = new Administrator(page, empty);
  await administrator.creates({ name: 'Bürgerbüro', slug: 'buergerbuero' });
  for (const email of ['e.sommer@andere.example', 'e.sommer@amt.lindenau.example']) {
    await administrator.invites({ ...ERIKA, email });
    await expect(page.locator('.error-summary')).toContainText('gehört nicht zu Ihrer Behörde');
  }
  for (const email of NOT_PLAIN) {
    await administrator.invites({ ...ERIKA, email });
    await expect(page.locator('.error-summary'), email).toContainText('Geben Sie eine E-Mail-Adresse');
    await expect(page.locator('.error-summary')).toBeFocused();
  }
  expect((await empty.mails()).filter((mail) => mail.includes('e.sommer'))).toEqual([]);
  const { page: other, code } = await staffed(browser, undefined, administrator, ERIKA, []);
  const late = new Newcomer(other, empty);
  await late.arrives(code);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Diese Einladung gilt nicht mehr');
  // Where a colleague is signed in, whoever has joined signs in as themselves.
  const benno = { name: 'Benno Krug', email: `b.krug@${LINDENAU.domain}`, password: ERIKA.password };
  await administrator.invites(benno);
  const beside = await page.context().newPage();
  const second = new Newcomer(beside, empty);
  await second.arrives(await empty.mailed(benno.email, INVITATION_CODE));
  await second.joins(benno.password);
  await beside.locator('.form__actions a').click();
  await expect(beside.locator('#email')).toHaveValue('');
  await new Caseworker(beside, empty, 'de', undefined, benno).signsIn();
  await expect(beside.locator('.unconfirmed')).toBeVisible();
  await page.context().close();
  await other.context().close();
});

test('a founding that was interrupted is finished with the root file', async ({ browser, empty }) => {
  test.setTimeout(120_000);
  const page = await opened(browser);
  const founder = new Founder(page, empty);
  await founder.arrives(LINDENAU);
  await founder.choosesPasswords({ password: PASSWORD, passphrase: PASSPHRASE });
  await founder.keeps();
  await founder.provesShare();
  // The authority is founded and the account made, but the certificate does not arrive.
  await page.route('**/certificate', (route) => route.abort());
  const code = await empty.mailed(LINDENAU.email, FOUNDING_CODE);
  await page.locator('#code').fill(code);
  await founder.button('found').click();
  await expect(page.getByRole('button', { name: 'Weiter einrichten' })).toBeVisible({ timeout: 60_000 });
  const root = await readFile(founder.rootFile);
  await page.context().close();

  const again = await opened(browser);
  const administrator = new Administrator(again, empty);
  await again.goto(`${empty.origin}/desk/administration`);
  await administrator.fill({ email: LINDENAU.email, password: PASSWORD });
  await administrator.button('signIn').click();
  await expect(again.locator('.unconfirmed')).toBeVisible({ timeout: 30_000 });
  await again.locator('#root-file').setInputFiles({ name: 'root.age', mimeType: 'text/plain', buffer: root });
  await again.locator('#passphrase').fill('nicht die Passphrase');
  await administrator.button('certifyMyself').click();
  await expect(again.locator('.error-summary')).toContainText('öffnet die Datei nicht', { timeout: 30_000 });
  await again.locator('#passphrase').fill(PASSPHRASE);
  await administrator.button('certifyMyself').click();
  await expect(again.locator('.areas')).toBeVisible({ timeout: 30_000 });
  await expect(again.locator('.entry')).toContainText(LINDENAU.founder);
  await again.context().close();
});

/** Lets the request arrive and loses its answer, once. */
async function loseAnswer(page, method, path) {
  let isLost = false;
  await page.route(path, async (route) => {
    if (isLost || route.request().method() !== method) return route.fallback();
    isLost = true;
    await route.fetch();
    await route.abort('connectionreset');
  });
}

/** Everything up to the last step of a founding. */
async function almostFounded(page, portal) {
  const founder = new Founder(page, portal);
  await founder.arrives(LINDENAU);
  await founder.choosesPasswords({ password: PASSWORD, passphrase: PASSPHRASE });
  await founder.keeps();
  await founder.provesShare();
  await page.locator('#code').fill(await portal.mailed(LINDENAU.email, FOUNDING_CODE));
  return founder;
}

test('a founding goes on when the answer about the own account was lost', async ({ browser, empty }) => {
  test.setTimeout(120_000);
  const page = await opened(browser);
  const founder = await almostFounded(page, empty);
  await loseAnswer(page, 'PUT', '**/api/v1/enrolments');
  await founder.button('found').click();
  await page.getByRole('button', { name: 'Weiter einrichten' }).click({ timeout: 60_000 });
  await expect(founder.button('toAdministration')).toBeVisible({ timeout: 60_000 });
  await page.context().close();
});

test('a founding whose answer was lost says how it goes on, and its name is taken from then on', async ({ browser, empty }) => {
  test.setTimeout(120_000);
  const page = await opened(browser);
  const founder = await almostFounded(page, empty);
  await loseAnswer(page, 'POST', '**/api/v1/authorities');
  await founder.button('found').click();
  await expect(page.getByRole('alert')).toBeVisible({ timeout: 60_000 });
  await founder.button('found').click();
  await expect(page.getByRole('alert')).toContainText(`Einladung an ${LINDENAU.email}`, { timeout: 60_000 });
  await page.context().close();

  empty.link = await empty.invitesFounder();
  const other = await opened(browser);
  await new Founder(other, empty).says(LINDENAU);
  await expect(other.locator('.error-summary')).toContainText('schon eine andere Behörde');
  await other.context().close();
});

/** What a caseworker seals with a clock that is ahead, and the server never gets. */
async function sealedAhead(caseworker, text) {
  const { page } = caseworker;
  const sealed = new Promise((done) =>
    page.route('**/api/v1/conversations/*/messages', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      done(route.request().postDataJSON());
      return route.abort();
    }),
  );
  // More than the five minutes that are tolerated, and less than the ten after which the desk locks itself.
  await page.clock.setFixedTime(Date.now() + 520_000);
  await page.locator('#reply').fill(text);
  await caseworker.button('sendAnswer').click();
  return sealed;
}

/** A citizen's page whose server slips a message of the department in. */
async function deceived(browser, portal, receipt, { id, sealed }) {
  const citizen = new Citizen(await opened(browser), portal);
  await citizen.page.route('**/api/v1/citizen/conversation', async (route) => {
    const answer = await route.fetch();
    const view = await answer.json();
    const [own] = view.messages.messages;
    view.messages.messages.push({ ...own, id, sealed, author: 'department', position: own.position + 1 });
    return route.fulfill({ response: answer, json: view });
  });
  await citizen.returns(receipt);
  return citizen;
}

test('somebody who leaves is signed out at once, and a colleague hands keys to the next', async ({ browser, empty }) => {
  test.setTimeout(240_000);
  const page = await opened(browser);
  await founded(page, empty);
  const administrator = new Administrator(page, empty);
  await administrator.creates({ name: 'Bürgerbüro', slug: 'buergerbuero' });
  const people = [ERIKA, { name: 'Jonas Petersen', email: 'j.petersen@lindenau.example', password: 'Wolke-Fahrrad-Mond-9' }];
  const desks = [];
  for (const person of people) {
    const { page: desk, fingerprint } = await staffed(browser, undefined, administrator, person, ['Bürgerbüro']);
    await administrator.confirms(person.name, fingerprint);
    const caseworker = new Caseworker(desk, empty, 'de', undefined, person);
    await caseworker.signsIn();
    desks.push(caseworker);
  }
  const [erika, jonas] = desks;
  // The administrator signed in again since the first key was made, and has it no more: a colleague hands it over.
  const handOver = erika.page.getByRole('button', { name: 'Schlüssel übergeben' });
  await erika.page.reload();
  await erika.signsIn();
  await handOver.press('Enter');
  await expect(handOver).toHaveCount(0);
  await expect(erika.page.locator('#inbox-heading')).toBeFocused();

  const outside = await opened(browser);
  const citizen = new Citizen(outside, empty, 'de');
  await citizen.writes({ subject: 'Vorher', text: 'Geschrieben, bevor jemand ging' }, 'buergerbuero', LINDENAU.slug);
  await expect(jonas.row('Vorher')).toBeVisible();
  const open = new Citizen(await opened(browser), empty, 'de');
  const { receipt } = citizen;
  await open.returns(receipt);
  await open.reads('Geschrieben, bevor jemand ging');
  await erika.opens('Vorher');
  const later = await sealedAhead(erika, 'Ich bin noch da.');
  const believing = await deceived(browser, empty, receipt, later);
  await believing.reads('Ich bin noch da.');

  await administrator.link('people').click();
  await administrator.opens(ERIKA.name);
  await administrator.button('leave').click();
  await expect(page.locator('.confirm')).toContainText('lässt sich nicht zurücknehmen');
  await administrator.look('leave');
  await administrator.button('leaveNow').click();
  await expect(administrator.entry(ERIKA.name)).toContainText('Ausgeschieden');
  const inbox = await erika.page.request.get(`${empty.origin}/api/v1/inbox`);
  expect(inbox.status()).toBe(401);
  await erika.signsIn();
  await expect(erika.page.locator('[role=alert]').filter({ hasText: 'passen nicht' })).toBeVisible();

  // Her key is withdrawn: what it claims to have signed later is not shown, whatever the server says.
  const warned = await deceived(browser, empty, receipt, later);
  await expect(warned.page.locator('.message--failed')).toContainText('hatte zu dieser Zeit keinen Zugang mehr');
  await expect(warned.page.locator('.message--failed')).toContainText('Telefon: ');
  await expect(warned.page.getByRole('main')).not.toContainText('Ich bin noch da.');
  await accessible(warned.page, 'withdrawn')('message');

  // The department goes on with a new key, and the old conversation opens still.
  await citizen.writes({ subject: 'Nachher', text: 'Geschrieben, nachdem jemand ging' }, 'buergerbuero', LINDENAU.slug);
  await expect(jonas.row('Nachher')).toBeVisible();
  await jonas.opens('Nachher');
  await jonas.answers('Gern.');
  await jonas.opens('Vorher');
  await jonas.reads('Geschrieben, bevor jemand ging');
  // So does a page that was open all the time, and knew the old key only.
  await open.replies('Noch eine Frage');
  await jonas.reads('Noch eine Frage');
  await jonas.answers('Noch eine Antwort.');
  await open.page.reload();
  await open.returns(receipt);
  await open.reads('Noch eine Antwort.');
  for (const page of [outside, open.page, erika.page, jonas.page, administrator.page, believing.page, warned.page]) await page.context().close();
});
