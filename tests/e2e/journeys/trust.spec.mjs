// What a citizen's page believes, how that can be seen, and where it stops.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Administrator, INVITATION_CODE, Newcomer } from '../support/office.mjs';
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { Portal } from '../support/portal.mjs';
import { expect, LOCALES, test, WIDTHS } from '../support/test.mjs';

const run = promisify(execFile);

const WORDS = {
  de: { who: 'Wer hat das unterschrieben?', role: 'Sachbearbeitung', other: 'anderen Fingerabdruck', expired: 'abgelaufen', uncertified: 'nicht von der Behörde beglaubigt', call: 'Telefon:', rotate: 'Neuen Schlüssel machen', swapped: 'Schlüssel einer anderen Behörde', look: 'Nach neuen Nachrichten sehen', headline: 'Bürgerbüro, Stadt Musterstadt · Erika Sommer', withdrawn: 'das Recht dazu vorher entzogen', office: 'Bürgerbüro', notThen: 'war zu dieser Zeit nicht von der Behörde beglaubigt', there: 'Veterinäramt', all: 'Alles bisher Geschriebene', handOver: 'Versiegeln und übergeben', handedOver: 'Ihr Vorgang ist jetzt bei der anderen Behörde.', foreign: 'Wer sie unterschrieben hat, ist nicht von der Behörde beglaubigt' },
  en: { who: 'Who signed this?', role: 'casework', other: 'another fingerprint', expired: 'has expired', uncertified: 'not certified by the authority', call: 'Telephone:', rotate: 'Make a new key', swapped: 'It came with another authority', look: 'Look for new messages', headline: "Citizens' office, Stadt Musterstadt · Erika Sommer", withdrawn: 'had withdrawn the right to do', office: "Citizens' office", notThen: 'was not certified by the authority at that time', there: 'Veterinary office', all: 'Everything written so far', handOver: 'Seal and hand over', handedOver: 'Your case is now with the other authority.', foreign: 'Whoever signed it is not certified by the authority' },
};
const FINGERPRINT = /^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/;
const YEAR = 365 * 86_400_000;

/** A page in a context of its own, as axe wants it. */
async function opened(browser, options) {
  return (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage();
}

/** A conversation with an answer: the citizen's page. */
async function answered(browser, portal, locale, viewport) {
  const outside = await opened(browser, { viewport });
  const citizen = new Citizen(outside, portal, locale, accessible(outside, `${locale} ${viewport.width}`));
  const subject = `Unterschrift ${locale} ${viewport.width}`;
  await citizen.writes({ subject, text: 'Wer schreibt mir?' });
  const inside = await opened(browser);
  const caseworker = new Caseworker(inside, portal, locale);
  await caseworker.signsIn();
  await caseworker.opens(subject);
  await caseworker.answers('Ich schreibe Ihnen.');
  await inside.context().close();
  return citizen;
}

/** What stands beside a label. */
async function fact(details, at) {
  return (await details.locator('dd').nth(at).innerText()).trim();
}

for (const locale of LOCALES) {
  for (const viewport of Object.values(WIDTHS)) {
    test(`an answer shows who signed it in ${locale} at ${viewport.width} pixels`, async ({ browser, portal }) => {
      const words = WORDS[locale];
      const citizen = await answered(browser, portal, locale, viewport);
      const { page } = citizen;
      await citizen.returns();
      await citizen.reads('Ich schreibe Ihnen.');
      const own = page.locator('.message--own');
      await expect(own.locator('.message__signature')).toHaveCount(0);
      await expect(page.locator('.message:not(.message--own) .message__author')).toHaveText(words.headline);
      const details = page.locator('.message:not(.message--own) .message__signature');
      await expect(details.locator('dl')).toBeHidden();
      await details.locator('summary').focus();
      await page.keyboard.press('Enter');
      await expect(details.locator('summary')).toHaveText(words.who);
      expect(await fact(details, 0)).toBe('Erika Sommer');
      expect(await fact(details, 1)).toBe(words.role);
      expect(await fact(details, 3)).toBe('Stadt Musterstadt');
      expect(await fact(details, 4)).toMatch(/^\d+$/);
      expect(await fact(details, 5)).toMatch(/20\d\d/);
      expect(await fact(details, 6)).toMatch(FINGERPRINT);
      const root = await fact(details, 7);
      expect(root).toMatch(FINGERPRINT);
      await citizen.look('signature');

      // A link that pins this root seals; one with another root stops before anything is sent.
      const pinned = async (pin) => {
        await page.goto('about:blank');
        await page.goto(`${portal.origin}/${locale}/a/musterstadt/buergerbuero#pin=${pin}`);
        await page.locator('#subject').fill('Mit Fingerabdruck');
        await page.locator('#text').fill('Streng vertraulich');
        await citizen.check();
      };
      let sent = 0;
      page.on('request', (request) => (sent += request.url().endsWith('/api/v1/conversations') ? 1 : 0));
      const wrong = root.replace(/^..../, root.startsWith('0000') ? '1111' : '0000');
      await pinned(wrong);
      await citizen.button('send').click();
      await expect(page.getByRole('main')).toContainText(words.other, { useInnerText: true });
      await expect(page.locator('#unsent')).toContainText(/: 0999 \d/);
      await citizen.look('other root');
      expect(sent).toBe(0);
      await pinned(root.toLowerCase());
      await citizen.send();
      expect(sent).toBe(1);
      await page.context().close();
    });
  }
}

for (const locale of LOCALES) {
  test(`an expired certificate stops the page in ${locale}, and five minutes of wrong clock do not`, async ({ browser, portal }) => {
    const words = WORDS[locale];
    const page = await opened(browser);
    let sent = 0;
    page.on('request', (request) => (sent += request.url().endsWith('/api/v1/conversations') ? 1 : 0));
    const citizen = new Citizen(page, portal, locale, accessible(page, locale));
    const letter = { subject: 'Zu spät', text: 'Streng vertraulich' };
    // The department's certificate is for 180 days.
    await page.clock.setFixedTime(Date.now() + YEAR);
    await citizen.fill(letter);
    await citizen.check();
    await citizen.button('send').click();
    await expect(page.getByRole('main')).toContainText(words.expired, { useInnerText: true });
    await expect(page.locator('#unsent')).toContainText(/: 0999 \d/);
    await citizen.look('expired');
    expect(sent).toBe(0);
    for (const minutes of [-4, 4]) {
      await page.clock.setFixedTime(Date.now() + minutes * 60_000);
      await page.goto('about:blank');
      await citizen.writes({ ...letter, subject: `Fast pünktlich ${minutes}` });
    }
    await page.context().close();
  });

  test(`answers under another root are not shown, and the telephone is, in ${locale}`, async ({ browser, portal }) => {
    const words = WORDS[locale];
    const page = await opened(browser);
    const citizen = new Citizen(page, portal, locale, accessible(page, locale));
    // The directory shows another authority's root while the letter is sealed: the department's key does not end in it.
    await page.route(`**/${locale}/a/musterstadt/buergerbuero`, async (route) => {
      const answer = await route.fetch();
      const body = await answer.text();
      const root = body.match(/&quot;root&quot;:&quot;([^&]+)&quot;|"root":"([^"]+)"/);
      const own = root[1] ?? root[2];
      const other = own.startsWith('AAAA') ? own.replace(/^..../, 'BBBB') : own.replace(/^..../, 'AAAA');
      await route.fulfill({ response: answer, body: body.replaceAll(own, other) });
    });
    await citizen.fill({ subject: 'Andere Wurzel', text: 'Streng vertraulich' });
    await citizen.check();
    await citizen.button('send').click();
    await expect(page.locator('#unsent')).toBeVisible();
    await expect(page.locator('#unsent')).toContainText(words.uncertified, { useInnerText: true });
    await page.unroute(`**/${locale}/a/musterstadt/buergerbuero`);
    await page.context().close();

    const returning = await answered(browser, portal, locale, { width: 800, height: 900 });
    await returning.page.route('**/api/v1/citizen/conversation', async (route) => {
      const answer = await route.fetch();
      const view = await answer.json();
      const [, reply] = view.messages.messages;
      const at = reply.sealed.length - 40;
      reply.sealed = reply.sealed.slice(0, at) + (reply.sealed[at] === 'A' ? 'B' : 'A') + reply.sealed.slice(at + 1);
      await route.fulfill({ response: answer, json: view });
    });
    await returning.returns();
    await expect(returning.page.locator('.message--failed')).toContainText(words.call);
    await returning.look('failed');
    // Nor is a message of one's own sent without a word on whom to call instead.
    const messages = '**/api/v1/citizen/conversation/messages';
    await returning.page.route(messages, (route) => route.fulfill({ status: 403, json: { code: 'forbidden', message: 'Nein.' } }));
    await returning.page.locator('#reply').fill('Streng vertraulich');
    await returning.button('reply').click();
    await expect(returning.page.locator('#reply-unsent')).toBeVisible();
    await expect(returning.page.locator('#reply-unsent')).toContainText(words.call);
    await returning.look('unsent');
    await returning.page.context().close();
  });
}

/** The key that a department's messages are sealed to at the moment, as the portal hands it out. */
async function keyOf({ request }, portal, slug) {
  const authorities = await (await request.get(`${portal.origin}/api/v1/authorities`)).json();
  const { departments } = authorities.find((authority) => authority.slug === 'musterstadt');
  const { id } = departments.find((department) => department.slug === slug);
  return (await request.get(`${portal.origin}/api/v1/departments/${id}/key`)).json();
}

/** An administrator gives the department its next key. */
async function rotated(browser, portal, locale) {
  const page = await opened(browser);
  const administrator = new Administrator(page, portal, locale);
  const { email, password } = portal.demo.accounts.find(({ role }) => role === 'administrator');
  await administrator.signsIn(email, password);
  await administrator.link('departments').click();
  await administrator.entry(/Bürgerbüro|Citizens' office/).getByRole('link').click();
  const made = page.waitForResponse((response) => response.url().endsWith('/epochs'));
  await page.getByRole('button', { name: WORDS[locale].rotate, exact: true }).click();
  expect((await made).ok()).toBe(true);
  await page.context().close();
}

/** A certificate in which one byte of the key is another one. */
function altered([certificate, ...signers]) {
  const at = Math.floor(certificate.length / 3);
  return [certificate.slice(0, at) + (certificate[at] === 'A' ? 'B' : 'A') + certificate.slice(at + 1), ...signers];
}

for (const [locale, device] of [['de', 'phone'], ['en', 'desk']]) {
  test(`a swapped key stops what is written on a conversation's page, in ${locale} on a ${device}`, async ({ browser, portal }) => {
    test.setTimeout(120_000);
    const page = await opened(browser, { viewport: WIDTHS[device] });
    const citizen = new Citizen(page, portal, locale, accessible(page, `${locale} ${device}`));
    const subject = `Vertauscht ${locale}`;
    await citizen.writes({ subject, text: 'Am Anfang' });
    // What is written next begins the next seed, for the key that the page is given now.
    await rotated(browser, portal, locale);
    const other = await keyOf(page, portal, 'ordnungsamt');
    let sent = 0;
    page.on('request', (request) => (sent += request.method() === 'POST' && request.url().endsWith('/citizen/conversation/messages') ? 1 : 0));
    const swaps = {
      'another department': () => other,
      'another department under this one’s name': (key) => ({ ...key, chain: other.chain }),
      'an altered key': (key) => ({ ...key, chain: altered(key.chain) }),
      'a key that nobody signed for': (key) => ({ ...key, chain: key.chain.slice(0, 1) }),
    };
    for (const [name, swap] of Object.entries(swaps)) {
      await page.route('**/api/v1/citizen/conversation', async (route) => {
        const answer = await route.fetch();
        const view = await answer.json();
        view.messages.rekey = swap(view.messages.rekey);
        await route.fulfill({ response: answer, json: view });
      });
      await page.goto('about:blank');
      await citizen.returns();
      await citizen.reads('Am Anfang');
      await page.locator('#reply').fill('Streng vertraulich');
      await citizen.button('reply').click();
      const unsent = page.getByRole('alert').filter({ hasText: WORDS[locale].uncertified });
      await expect(unsent, name).toBeVisible();
      await expect(page.locator('#reply'), name).toHaveValue('Streng vertraulich');
      expect(sent, name).toBe(0);
      await page.unroute('**/api/v1/citizen/conversation');
    }
    await citizen.look('swapped key');

    // The portal's own answer is believed, and what was written stands there once.
    await page.goto('about:blank');
    await citizen.returns();
    await citizen.reads('Am Anfang');
    await citizen.replies('Streng vertraulich');
    expect(sent).toBe(1);
    const inside = await opened(browser);
    const caseworker = new Caseworker(inside, portal, locale);
    await caseworker.signsIn();
    await caseworker.opens(subject);
    await caseworker.reads('Streng vertraulich');
    for (const one of [page, inside]) await one.context().close();
  });
}

const NORA = { name: 'Nora Lindner', email: 'n.lindner@musterstadt.example', password: 'Ahorn-Brunnen-Takt-4' };
/** More than the five minutes that clocks may differ by, and less than the ten after which pages of the staff lock themselves. */
const AHEAD = 520_000;

/** Invites a second administrator; the first one's page and hers. */
async function secondAdministrator(browser, portal, locale) {
  const { email, password } = portal.demo.accounts.find(({ role }) => role === 'administrator');
  const first = new Administrator(await opened(browser), portal, locale);
  await first.signsIn(email, password);
  await first.invites({ ...NORA, role: 'administrator' });
  await expect(first.entry(NORA.name)).toBeVisible();
  const page = await opened(browser);
  const newcomer = new Newcomer(page, portal, locale);
  await newcomer.arrives(await portal.mailed(NORA.email, INVITATION_CODE));
  const fingerprint = await newcomer.joins(NORA.password);
  await first.page.reload();
  await first.signsIn(email, password);
  await first.confirms(NORA.name, fingerprint);
  const second = new Administrator(page, portal, locale);
  await second.signsIn(NORA.email, NORA.password);
  return { first, second };
}

/** The key that an administrator makes with a clock that is ahead, and the server never gets. */
async function keyAhead(administrator, department) {
  const { page } = administrator;
  const made = new Promise((done) =>
    page.route('**/api/v1/departments/*/epochs', (route) => {
      done(route.request().postDataJSON());
      return route.abort();
    }),
  );
  await administrator.looksAt(department);
  await page.clock.setFixedTime(Date.now() + AHEAD);
  await page.getByRole('button', { name: WORDS[administrator.locale].rotate, exact: true }).click();
  return made;
}

for (const [locale, device] of [['de', 'phone'], ['en', 'desk']]) {
  test(`a key that was certified by somebody who had left stops the page, in ${locale} on a ${device}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const portal = await Portal.start();
    const { first, second } = await secondAdministrator(browser, portal, locale);
    const { epoch, chain } = await keyAhead(second, words.office);
    await first.opens(NORA.name);
    await first.button('leave').click();
    await first.button('leaveNow').click();
    await expect(first.page.locator('.office__news .notice--success')).toContainText(NORA.name);

    const page = await opened(browser, { viewport: WIDTHS[device] });
    const citizen = new Citizen(page, portal, locale, accessible(page, `${locale} ${device}`));
    let sent = 0;
    await page.route('**/api/v1/conversations', (route) => {
      sent += 1;
      return route.abort();
    });
    const writes = async (more) => {
      await page.unroute('**/api/v1/departments/*/key');
      await page.route('**/api/v1/departments/*/key', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: { ...(await answer.json()), epoch, chain, ...more } });
      });
      await page.goto('about:blank');
      await page.clock.setFixedTime(Date.now() + AHEAD);
      await citizen.fill({ subject: 'Nachgemacht', text: 'Streng vertraulich' });
      await citizen.check();
      await citizen.button('send').click();
    };
    await writes();
    const unsent = page.locator('#unsent');
    await expect(unsent).toContainText(words.withdrawn, { useInnerText: true });
    await expect(unsent).toContainText(/: 0999 \d/);
    await citizen.look('revoked');
    expect(sent).toBe(0);
    // It is what the authority has withdrawn that stops it: otherwise the key is as good as any.
    await writes({ revoked: [] });
    await expect.poll(() => sent).toBeGreaterThan(0);
    for (const one of [page, first.page, second.page]) await one.context().close();
    await portal.stop();
  });
}

/** A desk whose clock can be put ahead at the moment of sending. */
async function desk(browser, portal, locale) {
  const page = await opened(browser);
  await page.addInitScript(() => {
    const now = Date.now;
    window.ahead = 0;
    Date.now = () => now() + window.ahead;
    addEventListener('submit', () => (window.ahead = window.next ?? 0), true);
  });
  const caseworker = new Caseworker(page, portal, locale);
  await caseworker.signsIn();
  return caseworker;
}

/** What a caseworker seals at their desk under a clock that is this much ahead, and the server never gets. */
async function sealedAhead(browser, portal, locale, { subject, text, ahead }) {
  const caseworker = await desk(browser, portal, locale);
  const { page } = caseworker;
  const sealed = new Promise((done) =>
    page.route('**/api/v1/conversations/*/messages', (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      done(route.request().postDataJSON());
      return route.abort();
    }),
  );
  await caseworker.opens(subject);
  await page.locator('#reply').fill(text);
  await page.evaluate((ahead) => (window.next = ahead), ahead);
  await caseworker.button('sendAnswer').click();
  const message = await sealed;
  await page.context().close();
  return message;
}

for (const locale of LOCALES) {
  test(`an answer that was signed after the certificate had ended is not shown, in ${locale}`, async ({ browser, portal }) => {
    const words = WORDS[locale];
    const page = await opened(browser);
    const citizen = new Citizen(page, portal, locale, accessible(page, locale));
    const subject = `Aus der Zukunft ${locale}`;
    await citizen.writes({ subject, text: 'Wer schreibt mir?' });
    const shown = async ({ id, sealed }) => {
      await page.route('**/api/v1/citizen/conversation', async (route) => {
        const answer = await route.fetch();
        const view = await answer.json();
        const [own] = view.messages.messages;
        view.messages.messages.push({ ...own, id, sealed, author: 'department', position: own.position + 1 });
        return route.fulfill({ response: answer, json: view });
      });
      await page.goto('about:blank');
      await citizen.returns();
      await citizen.reads('Wer schreibt mir?');
      await page.unroute('**/api/v1/citizen/conversation');
    };
    const seals = (text, ahead) => sealedAhead(browser, portal, locale, { subject, text, ahead });
    await shown(await seals('Ich schreibe Ihnen.', 4 * 60_000));
    await citizen.reads('Ich schreibe Ihnen.');
    // Members' certificates are for two years.
    await shown(await seals('Ich schreibe Ihnen noch immer.', 2 * YEAR + 86_400_000));
    const failed = page.locator('.message--failed');
    await expect(failed).toContainText(words.notThen);
    await expect(failed).toContainText(words.call);
    await expect(page.getByRole('main')).not.toContainText('Ich schreibe Ihnen noch immer.');
    await citizen.look('signed too late');
    await page.context().close();
  });
}

for (const [locale, device] of [['de', 'phone'], ['en', 'desk']]) {
  test(`an answer of another authority is shown where the citizen went there, and nowhere else, in ${locale} on a ${device}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const portal = await Portal.start();
    const neighbour = await portal.neighbour();
    const page = await opened(browser, { viewport: WIDTHS[device] });
    const citizen = new Citizen(page, portal, locale, accessible(page, `${locale} ${device}`));
    const subject = 'Ein Hund ohne Halter';
    await citizen.writes({ subject, text: 'Wem gehört er?' });
    await citizen.returns();
    await citizen.reads('Wem gehört er?');
    const [first, second] = [await opened(browser), await opened(browser)];
    const erika = new Caseworker(first, portal, locale);
    await erika.signsIn();
    await erika.opens(subject);
    const there = { department: words.there, authority: 'Kreis Beispielland' };
    await erika.chooses(there);
    await erika.proposes(there);
    await page.getByRole('button', { name: words.look }).click();
    await page.locator('#handover').getByLabel(words.all).check();
    await page.getByRole('button', { name: words.handOver }).click();
    await expect(page.getByText(words.handedOver)).toBeVisible();
    const mara = new Caseworker(second, portal, locale, undefined, neighbour);
    await mara.signsIn();
    await mara.opens(subject);
    await mara.answers('Er ist bei uns gemeldet.');
    await page.goto('about:blank');
    await citizen.returns();
    await citizen.reads('Er ist bei uns gemeldet.');
    await expect(page.locator('.message__author').last()).toHaveText(`${words.there}, Kreis Beispielland · Mara Keller`);

    // A server that shows the same answer without the citizen's own decision to go there: it is under a root that they know nothing of.
    await page.route('**/api/v1/citizen/conversation', async (route) => {
      const answer = await route.fetch();
      const view = await answer.json();
      view.messages.messages = view.messages.messages.filter(({ author }, at) => at === 0 || author === 'department');
      await route.fulfill({ response: answer, json: view });
    });
    await page.goto('about:blank');
    await citizen.returns();
    await citizen.reads('Wem gehört er?');
    await expect(page.locator('.message--failed')).toContainText(words.foreign);
    await expect(page.locator('.message--failed')).toHaveCount(1);
    for (const hidden of ['Er ist bei uns gemeldet.', 'Mara Keller', 'Kreis Beispielland · ']) {
      await expect(page.locator('.message--failed')).not.toContainText(hidden);
    }
    await citizen.look('another root');
    for (const one of [page, first, second]) await one.context().close();
    await portal.stop();
  });
}

/** Whoever runs the server puts another authority's root in the place of Musterstadt's. */
async function swapRoots(portal) {
  const script = `import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=10)
database.execute("UPDATE authorities SET root = (SELECT root FROM authorities WHERE slug <> 'musterstadt') WHERE slug = 'musterstadt'")
database.commit()`;
  await run('python3', ['-c', script, join(portal.folder, 'siegelpost.db')], { timeout: 20_000 });
}

for (const [locale, device] of [['de', 'desk'], ['en', 'phone']]) {
  test(`another root in the database is believed by nobody, in ${locale} on a ${device}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const portal = await Portal.start();
    await portal.neighbour();
    const viewport = WIDTHS[device];
    const [outside, inside, late, fresh] = await Promise.all(Array.from({ length: 4 }, () => opened(browser, { viewport })));
    const citizen = new Citizen(outside, portal, locale);
    const subject = 'Vor dem Tausch';
    await citizen.writes({ subject, text: 'Am Anfang' });
    await citizen.returns();
    await citizen.reads('Am Anfang');
    const erika = new Caseworker(inside, portal, locale);
    await erika.signsIn();
    await erika.opens(subject);
    await swapRoots(portal);

    // Those who know the right root go on with it, whatever the server shows.
    await erika.answers('Nach dem Tausch');
    await outside.getByRole('button', { name: words.look }).click();
    await citizen.reads('Nach dem Tausch');
    await citizen.replies('Danke');
    await erika.reads('Danke');

    // Who comes now finds a department whose key does not end in what is shown, and seals nothing.
    let sent = 0;
    late.on('request', (request) => (sent += request.url().endsWith('/api/v1/conversations') ? 1 : 0));
    const newcomer = new Citizen(late, portal, locale, accessible(late, `${locale} ${device}`));
    await newcomer.fill({ subject: 'Nach dem Tausch', text: 'Streng vertraulich' });
    await newcomer.check();
    await newcomer.button('send').click();
    await expect(late.locator('#unsent')).toContainText(words.uncertified, { useInnerText: true });
    await newcomer.look('swapped root');
    expect(sent).toBe(0);
    const again = new Caseworker(fresh, portal, locale, accessible(fresh, `${locale} ${device}`));
    await again.signsIn();
    await expect(fresh.locator('.gate [role=alert]')).toContainText(words.swapped, { timeout: 30_000 });
    await again.look('refused keys');
    for (const page of [outside, inside, late, fresh]) await page.context().close();
    await portal.stop();
  });
}
