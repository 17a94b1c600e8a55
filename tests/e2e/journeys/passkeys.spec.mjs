// Signing in with passkeys: alone where they open the keys, else as the second factor of a password.
import { accessible, Citizen } from '../support/people.mjs';
import { Member, SecurityKey } from '../support/passkeys.mjs';
import { expect, LOCALES, ownPortal, test as base, WIDTHS } from '../support/test.mjs';

/** Each test has the demo's people to itself: what they add stays. */
const test = base.extend({
  town: ownPortal(),
});

async function opened(browser, options) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log('page error:', error.message));
  return page;
}

async function member(browser, portal, { locale = 'de', viewport, account, look } = {}) {
  const page = await opened(browser, { viewport });
  return new Member(page, portal, locale, look?.(page), account);
}

const administrator = (portal) => portal.demo.accounts.find(({ role }) => role === 'administrator');

for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`a passkey alone signs in and opens a conversation in ${locale} on a ${device}`, async ({ browser, town }) => {
      test.setTimeout(180_000);
      const outside = await opened(browser, { viewport });
      const citizen = new Citizen(outside, town, locale);
      await citizen.writes({ subject: 'Ummeldung', text: 'Was brauche ich dafür?' });

      const look = (page) => accessible(page, `${locale} ${device}`);
      const clara = await member(browser, town, { locale, viewport, look });
      const key = await SecurityKey.pluggedInto(clara.page, { prf: true });
      await clara.goesTo('/account');
      await clara.look('sign-in with passkeys');
      await clara.typesPassword();
      await clara.button('add').click();
      await expect(clara.page.locator('#passkey-mistakes')).toBeFocused();
      await clara.look('a passkey without a name');
      await clara.adds('Blauer Schlüssel');
      await expect(clara.passkey('Blauer Schlüssel')).toContainText(clara.words.alone);
      await clara.look('a passkey that unlocks');
      expect(await key.passkeys()).toHaveLength(1);
      await clara.signsOut();

      await clara.goesTo('');
      await clara.showsPasskey();
      await clara.isInside();
      await clara.opens('Ummeldung');
      await clara.answers('Ihren Ausweis, bitte.');
      // A reload drops the keys; the passkey opens them again.
      await clara.page.reload();
      await clara.showsPasskey();
      await clara.reads('Ihren Ausweis, bitte.');

      // What the passkey evaluates went to the vault and nowhere else.
      const answers = clara.told.filter((body) => body.includes('"credential"')).map((body) => JSON.parse(body));
      expect(answers).toHaveLength(3);
      for (const { credential } of answers) expect(credential.clientExtensionResults).toEqual({});
      for (const page of [outside, clara.page]) await page.context().close();
    });
  }
}

test("a colleague's passkey does not unlock, and nothing that was begun is lost", async ({ browser, town }) => {
  test.setTimeout(120_000);
  const outside = await opened(browser);
  const citizen = new Citizen(outside, town);
  await citizen.writes({ subject: 'Ummeldung', text: 'Was brauche ich dafür?' });
  // Both sit at one computer, with one key between them that holds the passkey of one.
  const clara = await member(browser, town);
  const { page } = clara;
  const ada = new Member(page, town, 'de', undefined, administrator(town));
  await SecurityKey.pluggedInto(page, { prf: true });
  await ada.goesTo('/account');
  await ada.typesPassword();
  await ada.adds('Schlüssel');
  await ada.signsOut();

  await clara.goesTo('');
  await clara.typesPassword();
  await clara.isInside();
  await clara.opens('Ummeldung');
  await page.locator('#reply').fill('Halb fertig');
  const begun = await page.url();
  await page.getByRole('button', { name: 'Sperren', exact: true }).click();
  const sessions = [];
  page.on('request', (request) => request.url().endsWith('/staff/sessions/passkey') && sessions.push(request));
  await clara.showsPasskey();
  await clara.isRefused(clara.words.foreign);
  expect(sessions).toEqual([]);
  await page.locator('#password').fill(clara.account.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('#reply')).toHaveValue('Halb fertig', { timeout: 30_000 });
  expect(page.url()).toBe(begun);
  for (const one of [outside, page]) await one.context().close();
});

test('a passkey that was kept although the answer was lost is shown', async ({ browser, town }) => {
  const clara = await member(browser, town);
  await SecurityKey.pluggedInto(clara.page, { prf: true });
  await clara.goesTo('/account');
  await clara.typesPassword();
  await expect(clara.page.locator('#passkey-name')).toBeVisible({ timeout: 30_000 });
  await clara.page.route('**/staff/passkeys', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fetch();
    return route.abort();
  });
  await clara.page.locator('#passkey-name').fill('Blauer Schlüssel');
  await clara.button('add').click();
  await expect(clara.page.locator('#passkey-mistakes')).toBeFocused({ timeout: 30_000 });
  await expect(clara.passkey('Blauer Schlüssel')).toBeVisible();
  await clara.page.context().close();
});

test('a passkey that cannot evaluate is the second factor of the password', async ({ browser, town }) => {
  test.setTimeout(120_000);
  const clara = await member(browser, town, { look: (page) => accessible(page, 'second factor') });
  const key = await SecurityKey.pluggedInto(clara.page, { prf: false });
  await clara.goesTo('/account');
  await clara.typesPassword();
  await clara.adds('Grauer Schlüssel');
  await expect(clara.passkey('Grauer Schlüssel')).toContainText(clara.words.factor);
  await clara.look('listed');
  await clara.signsOut();

  // Alone it opens nothing.
  await clara.goesTo('');
  await clara.showsPasskey();
  await clara.isRefused(clara.words.cannotOpen);
  await clara.look('refused alone');
  // Nor does the password alone, whoever knows it.
  await key.knowsUser(false);
  await clara.typesPassword();
  await clara.isRefused(clara.words.declined);
  const { request } = clara.page;
  expect((await request.get(`${town.origin}/api/v1/inbox`)).status()).toBe(403);
  expect((await request.get(`${town.origin}/api/v1/staff/session`)).status()).toBe(403);
  await key.knowsUser(true);
  await clara.typesPassword();
  await clara.isInside();
  expect((await request.get(`${town.origin}/api/v1/inbox`)).status()).toBe(200);
  await clara.page.context().close();
});

test('a passkey of another account is refused in its own words', async ({ browser, town }) => {
  test.setTimeout(120_000);
  const [first, second] = town.demo.accounts;
  const clara = await member(browser, town, { account: first });
  const claras = await SecurityKey.pluggedInto(clara.page, { prf: false });
  await clara.goesTo('/account');
  await clara.typesPassword();
  await clara.adds('Schlüssel von Clara');
  await clara.signsOut();
  const [foreign] = await claras.passkeys();
  await claras.unplug();

  // A colleague has a passkey of their own, and only hers in the computer.
  const bert = new Member(clara.page, town, 'de', undefined, second);
  const own = await SecurityKey.pluggedInto(bert.page, { prf: false });
  await bert.goesTo('/account');
  await bert.typesPassword();
  await bert.adds('Schlüssel von Bert');
  await bert.signsOut();
  await own.unplug();
  const found = await SecurityKey.pluggedInto(bert.page, { prf: false });
  await found.session.send('WebAuthn.addCredential', { authenticatorId: found.id, credential: foreign });
  // The server asks for passkeys of the account only; a page that leaves that out is answered all the same.
  await bert.page.route('**/logins/second-factor', async (route) => {
    const response = await route.fetch();
    const started = await response.json();
    started.options.allowCredentials = [];
    await route.fulfill({ response, json: started });
  });
  await bert.goesTo('');
  await bert.typesPassword();
  await bert.isRefused(bert.words.foreign);
  expect((await bert.page.request.get(`${town.origin}/api/v1/inbox`)).status()).toBe(403);
  await bert.page.context().close();
});

test('an authority demands a passkey of everybody', async ({ browser, town }) => {
  test.setTimeout(180_000);
  const look = (page) => accessible(page, 'demanded');
  const ada = await member(browser, town, { account: administrator(town), look });
  await SecurityKey.pluggedInto(ada.page, { prf: true });
  await ada.goesTo('/administration');
  await ada.typesPassword();
  await ada.button('demand').click();
  await expect(ada.page.locator('#policy-mistakes')).toContainText(ada.words.first);
  await ada.look('not by somebody without one');
  await ada.page.getByRole('link', { name: ada.words.account }).click();
  await ada.adds('Schlüssel der Leitung');
  await ada.goesTo('/administration');
  await ada.showsPasskey();
  await ada.button('demand').click();
  await expect(ada.page.locator('.form__step').filter({ hasText: ada.words.demanded })).toBeVisible();
  await ada.look('by somebody with one');

  const clara = await member(browser, town, { look, viewport: WIDTHS.phone });
  await SecurityKey.pluggedInto(clara.page, { prf: true });
  await clara.goesTo('');
  await clara.typesPassword();
  // The desk leads to the account, whose vault asks for the password once more.
  await clara.page.waitForURL('**/desk/account?lang=de**', { timeout: 30_000 });
  await expect(clara.page.locator('.gate [role=status]').first()).toContainText(clara.words.enrol);
  await expect(clara.page.locator('#passkey')).toHaveCount(0);
  await clara.look('why once more');
  await clara.typesPassword();
  await expect(clara.page.getByRole('heading', { level: 1 })).toHaveText(clara.words.enrol);
  await clara.look('a first passkey');
  expect((await clara.page.request.get(`${town.origin}/api/v1/inbox`)).status()).toBe(403);
  await clara.adds('Mein Telefon');
  await expect(clara.page.getByRole('heading', { level: 1 })).toHaveText(clara.words.account);
  await expect(clara.passkey('Mein Telefon')).toContainText(clara.words.alone);
  await clara.goesTo('');
  await clara.showsPasskey();
  await clara.isInside();
  for (const { page } of [ada, clara]) await page.context().close();
});

test('a passkey that is removed signs nobody in, and asks for a fresh proof first', async ({ browser, town }) => {
  test.setTimeout(120_000);
  const clara = await member(browser, town, { look: (page) => accessible(page, 'removing') });
  const { page, words } = clara;
  await SecurityKey.pluggedInto(page, { prf: true });
  await clara.goesTo('/account');
  await clara.typesPassword();
  await clara.adds('Verlorener Schlüssel');
  const ask = page.getByRole('button', { name: words.removeOf('Verlorener Schlüssel') });
  await ask.click();
  await expect(page.locator('.confirm__title')).toBeFocused();
  await clara.look('the question');
  await page.keyboard.press('Escape');
  await expect(ask).toBeFocused();

  // The proof has become too old meanwhile.
  const outdated = { code: 'proof_outdated', message: 'Zu lange her.' };
  await page.route('**/staff/passkeys/*', (route) => route.fulfill({ status: 403, json: outdated }), { times: 1 });
  await page.keyboard.press('Enter');
  await page.locator('.confirm').getByRole('button', { name: words.remove, exact: true }).click();
  await expect(page.locator('#proof')).toBeFocused();
  await clara.look('a fresh proof');
  await page.locator('#proof').fill(clara.account.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('#proof')).toHaveCount(0, { timeout: 30_000 });
  await page.locator('.confirm').getByRole('button', { name: words.remove, exact: true }).click();
  await expect(page.locator('.form__step').filter({ hasText: words.removed })).toBeVisible();
  await expect(page.locator('#passkeys-title')).toBeFocused();
  await expect(clara.passkey('Verlorener Schlüssel')).toHaveCount(0);
  await clara.signsOut();

  await clara.goesTo('');
  await clara.showsPasskey();
  await expect(page.locator('.gate [role=alert]')).toContainText('nicht angenommen', { timeout: 30_000 });
  await clara.typesPassword();
  await clara.isInside();
  await page.context().close();
});

test('of two passkeys one is removed, and the last one only where none is demanded', async ({ browser, town }) => {
  test.setTimeout(180_000);
  const clara = await member(browser, town, { viewport: WIDTHS.phone, look: (page) => accessible(page, 'two passkeys') });
  const { page } = clara;
  const old = await SecurityKey.pluggedInto(page, { prf: false });
  await clara.goesTo('/account');
  await clara.typesPassword();
  await clara.adds('Alter Schlüssel');
  await old.isTouched(false);
  const fresh = await SecurityKey.pluggedInto(page, { prf: false });
  await clara.adds('Neuer Schlüssel');
  await clara.removes('Alter Schlüssel');
  await expect(clara.passkey('Alter Schlüssel')).toHaveCount(0);
  await expect(clara.passkey('Neuer Schlüssel')).toBeVisible();
  await clara.signsOut();

  // The other one is asked for still, and the removed one does not stand in for it.
  await fresh.isTouched(false);
  await old.isTouched(true);
  await clara.goesTo('');
  await clara.typesPassword();
  await clara.isRefused(clara.words.declined);
  expect((await page.request.get(`${town.origin}/api/v1/inbox`)).status()).toBe(403);
  await old.isTouched(false);
  await fresh.isTouched(true);
  await clara.typesPassword();
  await clara.isInside();

  const ada = await member(browser, town, { account: administrator(town) });
  await SecurityKey.pluggedInto(ada.page, { prf: true });
  await ada.goesTo('/account');
  await ada.typesPassword();
  await ada.adds('Schlüssel der Leitung');
  await ada.goesTo('/administration');
  await ada.showsPasskey();
  await ada.button('demand').click();
  await expect(ada.button('release')).toBeVisible();
  await clara.goesTo('/account');
  await clara.typesPassword();
  await clara.removes('Neuer Schlüssel');
  const section = page.locator('section[aria-labelledby=passkeys-title]');
  await expect(section.locator('.notice--error')).toBeVisible();
  await expect(clara.passkey('Neuer Schlüssel')).toBeVisible();
  await clara.look('the last one is kept');

  await ada.button('release').click();
  await expect(ada.button('demand')).toBeVisible();
  await page.locator('.confirm').getByRole('button', { name: clara.words.remove, exact: true }).click();
  await expect(clara.passkey('Neuer Schlüssel')).toHaveCount(0);
  await clara.signsOut();
  await clara.goesTo('');
  await clara.typesPassword();
  await clara.isInside();
  for (const one of [ada.page, page]) await one.context().close();
});
