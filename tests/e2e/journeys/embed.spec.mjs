// The portal on a council's own website: another site, under a strict policy, with third-party cookies blocked.
import config from '../playwright.config.mjs';
import { Host } from '../support/host.mjs';
import { Administrator } from '../support/office.mjs';
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { expect, expectAccessible, LOCALES, test, WIDTHS } from '../support/test.mjs';

const WORDS = {
  de: {
    write: 'Verschlüsselt schreiben',
    close: 'Schließen',
    beside: 'In neuem Fenster öffnen',
    refused: 'Hier lässt es sich nicht zeigen.',
    one: 'Eine neue Antwort',
    website: 'Website',
    save: 'Websites speichern',
    saved: 'Gespeichert.',
    path: 'ohne Schrägstrich',
    other: 'anderen Fingerabdruck',
    log: 'Protokoll',
    changed: 'Websites geändert, die das Portal zeigen dürfen',
    department: 'Bürgerbüro',
    waste: 'Ordnungsamt',
    fallback: 'Für dieses Anliegen ist hier keine eigene Abteilung eingetragen',
    read: 'Antwort lesen',
    there: 'Veterinäramt',
    propose: 'Vorschlagen',
    proposed: 'Übergabe vorgeschlagen an: Veterinäramt, Kreis Beispielland.',
    look: 'Nach neuen Nachrichten sehen',
    declines: 'Nicht übergeben',
    declined: 'Die Übergabe an eine andere Behörde wurde abgelehnt.',
    all: 'Alles bisher Geschriebene',
    only: 'Nur, was Sie jetzt schreiben',
    handOver: 'Versiegeln und übergeben',
    handedOver: 'Ihr Vorgang ist jetzt bei der anderen Behörde.',
    order: 'Ordnungsamt',
    copyElement: 'Kopieren: Element',
    copyLink: 'Kopieren: Link',
    copied: 'Kopiert.',
  },
  en: {
    write: 'Write encrypted',
    close: 'Close',
    beside: 'Open in a new window',
    refused: 'It cannot be shown here.',
    one: 'One new answer',
    website: 'Website',
    save: 'Save websites',
    saved: 'Saved.',
    path: 'without a slash',
    other: 'another fingerprint',
    log: 'Audit log',
    changed: 'Changed websites that may show the portal',
    department: "Citizens' office",
    waste: 'Public order office',
    fallback: 'No department of its own is listed here for this concern',
    read: 'Read an answer',
    there: 'Veterinary office',
    propose: 'Propose',
    proposed: 'Proposed to hand over to: Veterinary office, Kreis Beispielland.',
    look: 'Look for new messages',
    declines: 'Do not hand over',
    declined: 'The handover to another authority was declined.',
    all: 'Everything written so far',
    only: 'Only what you write now',
    handOver: 'Seal and hand over',
    handedOver: 'Your case is now with the other authority.',
    order: 'Public order office',
    copyElement: 'Copy: Element',
    copyLink: 'Copy: Link',
    copied: 'Copied.',
  },
};

const { launchOptions } = config.use;
test.use({
  launchOptions: { ...launchOptions, args: [...launchOptions.args, '--test-third-party-cookie-phaseout'] },
});

let host;

test.beforeAll(async ({ browser, portal }) => {
  host = await Host.start(portal);
  const page = await (await browser.newContext()).newPage();
  const account = portal.demo.accounts.find(({ role }) => role === 'administrator');
  await new Administrator(page, portal).signsIn(account.email, account.password);
  await page.getByRole('link', { name: WORDS.de.website, exact: true }).click();
  await page.locator('#origins').fill(host.origin);
  await page.getByRole('button', { name: WORDS.de.save }).click();
  await expect(page.locator('.form__step').filter({ hasText: WORDS.de.saved })).toBeVisible();
  await page.context().close();
});

test.afterAll(async () => host.stop());

/** A page whose closed shadow roots can be looked into, as no page's own scripts can. */
async function opened(browser, options) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  await context.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      return attach.call(this, { ...init, mode: 'open' });
    };
  });
  return context.newPage();
}

function button(page, at = 0) {
  return page.locator('siegelpost-button').nth(at).locator('> button');
}

/** A clock that can be wound. Its timers get numbers that a program keeps in 32 bits, as browsers' own do. */
async function wound(page) {
  await page.clock.install();
  await page.addInitScript(() => {
    for (const [set, clear] of [['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval']]) {
      const [begin, end, handles] = [window[set], window[clear], [undefined]];
      window[set] = (...what) => handles.push(begin(...what)) - 1;
      window[clear] = (number) => end(handles[number]);
    }
  });
}

/** What stands in the frame, once it is there. */
async function framed(page) {
  await expect(page.locator('dialog iframe')).toBeVisible();
  await expect.poll(() => page.frames().some((frame) => frame.url().includes('/embed/'))).toBe(true);
  return page.frames().find((frame) => frame.url().includes('/embed/'));
}

/** Puts a page with this element on the council's site. */
function show(path, data, more = {}) {
  const { before = '', after = '', ...page } = more;
  host.pages[path] = {
    html: `<main><h1>Rathaus</h1><p>Willkommen</p>${before}</main>${host.snippet(data)}${after}`,
    ...page,
  };
  return `${host.origin}${path}`;
}

async function administrator(page, portal, locale) {
  const account = portal.demo.accounts.find(({ role }) => role === 'administrator');
  const ada = new Administrator(page, portal, locale, accessible(page, locale));
  await ada.signsIn(account.email, account.password);
  return ada;
}

test('without a network the button says so, and shows the frame once there is one again', async ({ browser }) => {
  const page = await opened(browser);
  await page.goto(show('/offline', { department: 'buergerbuero' }));
  await expect(button(page)).toBeVisible();
  await page.context().setOffline(true);
  await button(page).click();
  await expect(page.locator('dialog [role=status]')).toContainText('Keine Verbindung');
  await expect(page.locator('dialog iframe')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(button(page)).toBeFocused();
  await page.context().setOffline(false);
  await button(page).click();
  await expect((await framed(page)).locator('#subject')).toBeVisible();
  expect(page.context().pages()).toHaveLength(1);
  await page.context().close();
});

for (const policy of ['require-corp', 'credentialless']) {
  test(`a site that isolates itself with ${policy} shows the frame, and a message is sealed in it`, async ({ browser, portal }) => {
    const page = await opened(browser);
    const headers = { 'cross-origin-embedder-policy': policy, 'cross-origin-opener-policy': 'same-origin' };
    await page.goto(show(`/isolated-${policy}`, { department: 'buergerbuero' }, { headers }));
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await button(page).click();
    const citizen = new Citizen(await framed(page), portal);
    await citizen.page.locator('#subject').fill('Abgeschirmt');
    await citizen.page.locator('#text').fill('Kommt es an?');
    await citizen.check();
    await citizen.send();
    await page.context().close();
  });
}

test('on a site that is not listed the portal opens beside it', async ({ browser, portal }) => {
  const words = WORDS.de;
  const stranger = await Host.start(portal);
  stranger.pages['/'] = `<main><h1>Verein</h1></main>${stranger.snippet({ department: 'buergerbuero', pin: 'ABCD' })}`;
  const page = await opened(browser, { viewport: WIDTHS.desk });
  await page.goto(`${stranger.origin}/`);
  const beside = page.waitForEvent('popup');
  await button(page).click();
  const popup = await beside;
  await popup.waitForURL(`${portal.origin}/de/a/musterstadt/buergerbuero#pin=ABCD`);
  expect(await popup.evaluate(() => window.opener)).toBe(null);
  await expect(page.locator('dialog')).toBeHidden();
  // From then on it does so at once, with the click, which no blocker minds.
  const again = page.waitForEvent('popup');
  await button(page).click();
  await (await again).waitForURL(/\/de\/a\/musterstadt\/buergerbuero/);
  await page.context().close();

  // Where a blocker does mind there is a link.
  const blocked = await opened(browser, { viewport: WIDTHS.phone });
  await blocked.addInitScript(() => (window.open = () => null));
  await blocked.goto(`${stranger.origin}/`);
  await button(blocked).click();
  await expect(blocked.locator('dialog [role=status]')).toContainText(words.refused);
  const link = blocked.getByRole('link', { name: words.beside });
  await expect(link).toHaveAttribute('href', `${portal.origin}/de/a/musterstadt/buergerbuero#pin=ABCD`);
  await expectAccessible(blocked, 'refused');
  await blocked.context().close();
  await stranger.stop();
});

for (const locale of LOCALES) {
  test(`an administrator lists the website and copies the element in ${locale}`, async ({ browser, portal }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: WIDTHS[locale === 'de' ? 'desk' : 'phone'] });
    const page = await context.newPage();
    const ada = await administrator(page, portal, locale);
    await page.getByRole('link', { name: words.website, exact: true }).click();
    await expect(page.locator('#place')).toBeVisible();
    await ada.look('website');

    await page.locator('#origins').fill('https://www.musterstadt.example/kontakt');
    await page.getByRole('button', { name: words.save }).click();
    await expect(page.locator('#embedding-mistakes')).toContainText(words.path);
    await expect(page.locator('#embedding-mistakes')).toBeFocused();
    await ada.look('wrong origin');
    const origins = `${host.origin}\nhttps://www.musterstadt.example`;
    await page.locator('#origins').fill(origins);
    await page.getByRole('button', { name: words.save }).click();
    await expect(page.locator('.form__step').filter({ hasText: words.saved })).toBeVisible();
    await ada.link('departments').click();
    await page.getByRole('link', { name: words.website, exact: true }).click();
    await expect(page.locator('#origins')).toHaveValue(origins);

    // A look at another place takes nothing of what was typed.
    await page.locator('#origins').fill(`${origins}\nhttps://neu.musterstadt.example`);
    await page.locator('#place').selectOption({ index: 1 });
    await expect(page.locator('#origins')).not.toHaveValue(/neu/);
    await page.locator('#place').selectOption('');
    await expect(page.locator('#origins')).toHaveValue(/https:\/\/neu/);
    await page.locator('#origins').fill(origins);
    await page.locator('#place').selectOption({ index: 1 });
    await page.locator('#label').fill('Fragen? "Hier" & jetzt');
    await page.locator('#color').fill('#ffee00');
    const element = await page.locator('#snippet').inputValue();
    expect(element).toContain(`src="${host.script}" integrity="${host.integrity}" crossorigin="anonymous" defer`);
    expect(element).toMatch(/ data-department="[a-z-]+" data-pin="([0-9A-Z]{4}-){7}[0-9A-Z]{4}" data-color="#ffee00"/);
    expect(element).toContain('data-label="Fragen? &quot;Hier&quot; &amp; jetzt"');
    await expect(page.locator('#policy')).toHaveValue(`script-src ${portal.origin}; frame-src ${portal.origin}`);
    await expect(page.locator('#preview siegelpost-button')).toHaveCount(1);
    await ada.look('element');

    // What was copied works as it is.
    host.pages['/copied'] = `<main><h1>Kontakt</h1></main>${element}`;
    const council = await opened(browser, { viewport: WIDTHS.phone });
    await council.goto(`${host.origin}/copied`);
    await expect(button(council)).toHaveText('Fragen? "Hier" & jetzt');
    await button(council).click();
    await expect((await framed(council)).locator('#subject')).toBeVisible();
    await council.context().close();

    await page.getByRole('link', { name: words.log, exact: true }).click();
    await expect(page.locator('.entry').filter({ hasText: words.changed }).first()).toBeVisible();
    await context.close();
  });

  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`a whole conversation on the council's site in ${locale} on a ${device}`, async ({ browser, portal }) => {
      test.setTimeout(120_000);
      const words = WORDS[locale];
      const page = await opened(browser, { viewport });
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(show(`/${locale}`, {}, { lang: locale }));
      await expect(button(page)).toHaveText(words.write);
      // Nothing but the script before it is pressed.
      expect(asked.filter((address) => !address.startsWith(host.origin))).toEqual([host.script]);
      expect(page.frames().length).toBe(1);
      await expectAccessible(page, `host ${locale} ${device}`);

      // By the keyboard alone.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const frame = await framed(page);
      await expect.poll(() => frame.evaluate(() => document.hasFocus())).toBe(true);
      const panel = await page.locator('dialog').boundingBox();
      if (device === 'phone') expect(panel).toEqual({ x: 0, y: 0, ...viewport });
      await expectAccessible(page, `panel ${locale} ${device}`);
      const look = (name) => expectAccessible(page, `frame ${name} ${locale} ${device}`);
      await frame.getByRole('link', { name: words.department }).click();
      const citizen = new Citizen(frame, portal, locale, look);
      const subject = `Auf der Website ${locale} ${device}`;
      await frame.locator('#subject').fill(subject);
      await frame.locator('#text').fill('Geht das auch hier?');
      await citizen.check();
      await citizen.send();
      await citizen.provesIt();
      await citizen.button('goOn').click();
      await citizen.reads('Geht das auch hier?');

      // Escape closes from inside, and the focus is back on the button.
      await page.keyboard.press('Escape');
      await expect(page.locator('dialog')).toBeHidden();
      await expect.poll(() => page.evaluate(() => document.activeElement.tagName)).toBe('SIEGELPOST-BUTTON');

      const inside = await (await browser.newContext()).newPage();
      const caseworker = new Caseworker(inside, portal, locale);
      await caseworker.signsIn();
      await caseworker.opens(subject);
      await caseworker.answers('Ja, auch hier.');
      await inside.context().close();

      // Still there when it is opened again; and with the code alone in another visit.
      await page.keyboard.press('Enter');
      await expect(frame.locator('#opened')).toBeVisible();
      await page.keyboard.press('Escape');
      await page.goto('about:blank');
      await page.goto(`${host.origin}/${locale}`);
      await button(page).click();
      const back = await framed(page);
      await back.getByRole('link', { name: words.read, exact: true }).click();
      await back.locator('#code').fill(citizen.receipt);
      await new Citizen(back, portal, locale).button('open').click();
      await new Citizen(back, portal, locale).reads('Ja, auch hier.');
      await look('answer');
      await page.getByRole('button', { name: words.close, exact: true }).click();
      await expect(page.locator('dialog')).toBeHidden();

      expect(await page.context().cookies()).toEqual([]);
      expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
      await page.context().close();
    });
  }
}

for (const locale of LOCALES) {
  test(`colour, place, language and department of the button are seen before it is copied, and a plain link leads there, in ${locale}`, async ({ browser, portal }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const page = await opened(browser, { viewport: WIDTHS.desk, permissions: ['clipboard-read', 'clipboard-write'] });
    const ada = await administrator(page, portal, locale);
    await page.getByRole('link', { name: words.website, exact: true }).click();
    const preview = page.locator('#preview siegelpost-button > button');
    await expect(preview).toHaveText(words.write);
    await page.locator('#place').selectOption({ label: words.order });
    await page.locator('input[name=position]').nth(1).check();
    await page.locator('input[name=button-language]').nth(2).check();
    await page.locator('#color').fill('#7a1fa2');
    await expect(preview).toHaveText(WORDS.en.write);
    await expect(preview).toHaveCSS('background-color', 'rgb(122, 31, 162)');
    await expect(preview).toHaveCSS('color', 'rgb(255, 255, 255)');
    await ada.look('chosen');
    const copy = async (name) => {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.locator('.form__step').filter({ hasText: words.copied })).toBeVisible();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const element = await copy(words.copyElement);
    expect(element).toBe(await page.locator('#snippet').inputValue());
    const [, pin] = element.match(/ data-department="ordnungsamt" data-pin="([^"]+)" data-lang="en" data-color="#7a1fa2" data-position="start"><\/script>$/);
    // A label of one's own stands on the button and in the link.
    await page.locator('#label').fill('Lärm & Müll');
    await expect(preview).toHaveText('Lärm & Müll');
    const link = await copy(words.copyLink);
    expect(link).toBe(`<a href="${portal.origin}/en/a/musterstadt/ordnungsamt#pin=${pin}">Lärm &amp; Müll</a>`);
    await page.context().close();

    host.pages[`/chosen-${locale}`] = `<main><h1>Rathaus</h1></main>${element}`;
    const council = await opened(browser, { viewport: WIDTHS.desk });
    await council.goto(`${host.origin}/chosen-${locale}`);
    await expect(button(council)).toHaveText(WORDS.en.write);
    await expect(button(council)).toHaveCSS('background-color', 'rgb(122, 31, 162)');
    expect((await button(council).boundingBox()).x).toBe(16);
    await button(council).click();
    const frame = await framed(council);
    expect(frame.url()).toBe(`${portal.origin}/en/embed/musterstadt/only/ordnungsamt#pin=${pin}`);
    await expect(frame.locator('h1')).toContainText(WORDS.en.order);
    await council.context().close();

    // Without any scripting a link is all that is needed, and the pin goes along.
    host.pages[`/plain-${locale}`] = `<main><h1>Rathaus</h1><p>${link}</p></main>`;
    const plain = await (await browser.newContext({ javaScriptEnabled: false, viewport: WIDTHS.phone })).newPage();
    await plain.goto(`${host.origin}/plain-${locale}`);
    await plain.getByRole('link', { name: 'Lärm & Müll', exact: true }).click();
    await expect(plain.getByRole('heading', { level: 1 })).toContainText(WORDS.en.order);
    await expect(plain).toHaveURL(`${portal.origin}/en/a/musterstadt/ordnungsamt#pin=${pin}`);
    await plain.context().close();
  });
}

test('an answer that comes while the panel is closed is announced', async ({ browser, portal }) => {
  test.setTimeout(120_000);
  const page = await opened(browser, { viewport: WIDTHS.desk });
  const heard = [];
  await page.exposeFunction('heard', (what) => heard.push(what));
  await page.addInitScript(() => {
    for (const kind of ['open', 'close', 'unread'])
      addEventListener(`siegelpost:${kind}`, ({ detail }) => window.heard?.(`${kind} ${detail ?? ''}`.trim()));
  });
  await wound(page);
  await page.goto(show('/unread', { department: 'buergerbuero' }));
  await page.evaluate(() => window.Siegelpost[0].open());
  const frame = await framed(page);
  const citizen = new Citizen(frame, portal);
  await frame.locator('#subject').fill('Bitte melden');
  await frame.locator('#text').fill('Ich warte.');
  await citizen.check();
  await citizen.send();
  await citizen.provesIt();
  await citizen.button('goOn').click();
  await citizen.reads('Ich warte.');
  await page.evaluate(() => window.Siegelpost[0].close());
  await expect(page.locator('dialog')).toBeHidden();

  const inside = await (await browser.newContext()).newPage();
  const caseworker = new Caseworker(inside, portal);
  await caseworker.signsIn();
  await caseworker.opens('Bitte melden');
  await caseworker.answers('Hier ist die Antwort.');
  await inside.context().close();

  const badge = page.locator('siegelpost-button > p, siegelpost-button p[role=status]').first();
  await page.clock.fastForward('01:05');
  await expect(badge).toHaveText(WORDS.de.one);
  await expectAccessible(page, 'unread');
  await button(page).click();
  await expect(badge).toHaveText('');
  await citizen.reads('Hier ist die Antwort.');
  await expect.poll(() => heard).toContain('unread 1');
  expect(heard).toContain('open');
  expect(heard).toContain('close');
  await page.context().close();
});

test("the page's own scripts choose the language, with the panel closed and open, and the pin stays", async ({ browser, portal }) => {
  const page = await opened(browser, { viewport: WIDTHS.desk });
  await page.goto(show('/language', { department: 'buergerbuero', pin: 'ABCD' }));
  const speaks = (tag) => page.evaluate((tag) => window.Siegelpost[0].language(tag), tag);
  const is = async (locale) => {
    const words = WORDS[locale];
    await expect(button(page)).toHaveText(words.write);
    await expect(page.locator('siegelpost-button')).toHaveAttribute('lang', locale);
    await expect(page.locator('dialog')).toHaveAttribute('aria-label', words.write);
    await expect(page.locator('dialog button')).toHaveText(words.close);
    const beside = page.locator('dialog a');
    await expect(beside).toHaveText(words.beside);
    await expect(beside).toHaveAttribute('href', `${portal.origin}/${locale}/a/musterstadt/buergerbuero#pin=ABCD`);
  };
  const frameIs = async (locale) => {
    await expect.poll(() => page.frames().at(-1).url()).toBe(`${portal.origin}/${locale}/embed/musterstadt/only/buergerbuero#pin=ABCD`);
    await expect(page.frames().at(-1).locator('html')).toHaveAttribute('lang', locale);
    await expect(page.locator('dialog iframe')).toHaveAttribute('title', WORDS[locale].write);
    // It has said that it is there: only then is it told anything.
    await expect.poll(() => page.frames().at(-1).evaluate(() => document.hasFocus())).toBe(true);
  };
  await is('de');
  await speaks('en');
  await is('en');
  for (const tag of ['fr', '__proto__', '', null, 7]) await speaks(tag);
  await is('en');
  await button(page).click();
  await framed(page);
  await frameIs('en');
  await speaks('de');
  await is('de');
  await frameIs('de');

  // Closed again, the frame that is there follows as well.
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog')).toBeHidden();
  await speaks('en');
  await button(page).click();
  await frameIs('en');

  // What somebody has begun to write is not thrown away by it.
  const frame = await framed(page);
  await expect(frame.locator('.not-started')).toHaveCount(0);
  await frame.locator('#subject').click();
  await page.keyboard.type('Half written');
  const asked = page.waitForEvent('dialog');
  await speaks('de');
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await expect(frame.locator('#subject')).toHaveValue('Half written');
  await expect(frame.locator('html')).toHaveAttribute('lang', 'en');
  await page.context().close();

  // Said before the frame that was just asked for can listen.
  const hasty = await opened(browser, { viewport: WIDTHS.desk });
  await hasty.goto(show('/hasty', { department: 'buergerbuero' }));
  await hasty.evaluate(() => {
    window.Siegelpost[0].open();
    window.Siegelpost[0].language('en');
  });
  await expect(button(hasty)).toHaveText(WORDS.en.write);
  await expect.poll(() => hasty.frames().at(-1).url()).toBe(`${portal.origin}/en/embed/musterstadt/only/buergerbuero`);
  await expect(hasty.frames().at(-1).locator('html')).toHaveAttribute('lang', 'en');
  await hasty.context().close();
});

test('the page around hears of opening, closing and answers, from the button itself', async ({ browser, portal }) => {
  test.setTimeout(120_000);
  const page = await opened(browser, { viewport: WIDTHS.desk });
  await wound(page);
  const after = host.snippet({ department: 'ordnungsamt' });
  await page.goto(show('/events', { department: 'buergerbuero' }, { after }));
  await page.evaluate(() => {
    window.heard = [];
    const buttons = [...document.querySelectorAll('siegelpost-button')];
    // They bubble as far as the page lets them.
    for (const what of ['open', 'close', 'unread'])
      document.body.addEventListener(`siegelpost:${what}`, ({ target, detail }) => window.heard.push([buttons.indexOf(target), what, detail]));
  });
  const heard = () => page.evaluate(() => window.heard.splice(0));
  await button(page).click();
  const frame = await framed(page);
  const citizen = new Citizen(frame, portal);
  await frame.locator('#subject').fill('Zweimal geantwortet');
  await frame.locator('#text').fill('Ich warte.');
  await citizen.check();
  await citizen.send();
  await citizen.provesIt();
  await citizen.button('goOn').click();
  await citizen.reads('Ich warte.');
  await page.evaluate(() => window.Siegelpost[0].close());
  await expect(page.locator('dialog').first()).toBeHidden();
  const first = await heard();
  expect(first.filter(([, what]) => what !== 'unread')).toEqual([[0, 'open', null], [0, 'close', null]]);
  expect(first.filter(([, what, detail]) => what === 'unread' && detail !== 0)).toEqual([]);

  const inside = await (await browser.newContext()).newPage();
  const caseworker = new Caseworker(inside, portal);
  await caseworker.signsIn();
  await caseworker.opens('Zweimal geantwortet');
  const counted = async () => (await heard()).filter(([, what]) => what === 'unread').at(-1);
  await caseworker.answers('Die erste Antwort.');
  await page.clock.fastForward('01:05');
  await expect.poll(counted).toEqual([0, 'unread', 1]);
  await caseworker.answers('Und die zweite.');
  await page.clock.fastForward('01:05');
  await expect.poll(counted).toEqual([0, 'unread', 2]);
  await expect(page.locator('siegelpost-button p[role=status]').first()).toHaveText('2 neue Antworten');
  await inside.context().close();

  // The other button has nothing to do with it, until it is pressed itself.
  await button(page, 1).click();
  await expect.poll(heard).toEqual(expect.arrayContaining([[1, 'open', null]]));
  await page.keyboard.press('Escape');
  await button(page).click();
  await citizen.reads('Und die zweite.');
  const last = await heard();
  expect(last.filter(([, what]) => what !== 'unread')).toEqual([[1, 'close', null], [0, 'open', null]]);
  expect(last.filter(([at, what]) => at === 0 && what === 'unread').at(-1)).toEqual([0, 'unread', 0]);
  await page.context().close();
});

/** Presses Tab, or the other way, until the keyboard is there. */
async function reaches(page, locator, key = 'Tab') {
  for (let at = 0; at < 80; at += 1) {
    if (await locator.evaluate((element) => document.hasFocus() && element.matches(':focus'))) return;
    await page.keyboard.press(key);
  }
  throw new Error('the keyboard does not get there');
}

for (const locale of LOCALES) {
  test(`by the keyboard alone on a phone, from the page's button through the frame and back, in ${locale}`, async ({ browser, portal }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const page = await opened(browser, { viewport: WIDTHS.phone });
    await page.goto(show(`/keys-${locale}`, { department: 'buergerbuero' }, { lang: locale }));
    await reaches(page, button(page));
    await page.keyboard.press('Space');
    const frame = await framed(page);
    await expect.poll(() => frame.evaluate(() => document.hasFocus())).toBe(true);
    const bar = page.locator('dialog > div');

    // Out of the frame into the bar above it, and in again.
    await reaches(page, bar.getByRole('button', { name: words.close }), 'Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await expect(bar.getByRole('link', { name: words.beside })).toBeFocused();
    await reaches(page, frame.locator('#subject'));

    const citizen = new Citizen(frame, portal, locale);
    await page.keyboard.type(`Ohne Maus ${locale}`);
    await reaches(page, frame.locator('#text'));
    await page.keyboard.type('Geht das auch so?');
    await reaches(page, citizen.button('toCheck'));
    await page.keyboard.press('Enter');
    await expect(citizen.button('send')).toBeVisible();
    await reaches(page, citizen.button('send'));
    await page.keyboard.press('Enter');
    await citizen.receives();
    await reaches(page, citizen.button('kept'));
    await page.keyboard.press('Enter');
    const number = Number((await frame.locator('label[for=proof]').innerText()).match(citizen.words.group)[1]);
    await reaches(page, frame.locator('#proof'));
    await page.keyboard.type(citizen.receipt.split('-')[number - 1]);
    await page.keyboard.press('Enter');
    await expect(citizen.button('goOn')).toBeVisible();
    await reaches(page, citizen.button('goOn'));
    await page.keyboard.press('Enter');
    await citizen.reads('Geht das auch so?');

    await reaches(page, bar.getByRole('button', { name: words.close }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator('dialog')).toBeHidden();
    await expect(button(page)).toBeFocused();
    await page.context().close();
  });
}

test("the page's own elements look the same before the script, after it and while the panel is open", async ({ browser }) => {
  const page = await opened(browser, { viewport: WIDTHS.desk });
  const before = '<button id="own">Suchen</button><p id="text">Öffnungszeiten</p><dialog id="notice" open>Heute geschlossen</dialog><a id="way" href="/">Start</a><iframe id="map" title="Karte"></iframe>';
  host.pages['/bare'] = `<main><h1>Rathaus</h1><p>Willkommen</p>${before}</main>`;
  const looks = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('html, body, h1, #own, #text, #notice, #way, #map')].map((element) => {
        const style = getComputedStyle(element);
        return [element.id || element.tagName, ...[...style].map((name) => `${name}: ${style.getPropertyValue(name)}`)];
      }),
    );
  await page.goto(`${host.origin}/bare`);
  const bare = await looks();
  expect(bare).toHaveLength(8);
  await page.goto(show('/dressed', { department: 'buergerbuero' }, { before }));
  await expect(button(page)).toBeVisible();
  expect(await looks()).toEqual(bare);
  await button(page).click();
  await expect((await framed(page)).locator('#subject')).toBeVisible();
  expect(await looks()).toEqual(bare);
  await page.keyboard.press('Escape');
  await expect(page.locator('siegelpost-button dialog')).toBeHidden();
  expect(await looks()).toEqual(bare);
  expect(await page.evaluate(() => [document.adoptedStyleSheets.length, document.styleSheets.length])).toEqual([0, 0]);
  await page.context().close();
});

test('of two buttons on a page the second shows its own department after the first was closed', async ({ browser, portal }) => {
  const page = await opened(browser, { viewport: WIDTHS.phone });
  const after = host.snippet({ department: 'ordnungsamt', label: 'Lärm melden' });
  await page.goto(show('/two', { department: 'buergerbuero' }, { after }));
  const panel = (at) => page.locator('siegelpost-button').nth(at).locator('dialog');
  const shown = async (at, department) => {
    await button(page, at).click();
    await expect(panel(at)).toBeVisible();
    await expect(panel(1 - at)).toBeHidden();
    const address = `${portal.origin}/de/embed/musterstadt/only/${department}`;
    await expect.poll(() => page.frames().some((frame) => frame.url() === address)).toBe(true);
    const frame = page.frames().find((frame) => frame.url() === address);
    await expect.poll(() => frame.evaluate(() => document.hasFocus())).toBe(true);
    return frame;
  };
  const first = await shown(0, 'buergerbuero');
  await first.locator('#subject').fill('Bleibt in der ersten');
  await page.keyboard.press('Escape');
  await expect(panel(0)).toBeHidden();
  await expect(button(page, 0)).toBeFocused();

  const second = await shown(1, 'ordnungsamt');
  await expect(second.locator('h1')).toContainText('Ordnungsamt');
  await expect(second.locator('#subject')).toHaveValue('');
  await expect(panel(1)).toHaveAttribute('aria-label', 'Lärm melden');
  await page.keyboard.press('Escape');
  await expect(panel(1)).toBeHidden();
  await expect(button(page, 1)).toBeFocused();

  // And the first one is as it was left.
  await shown(0, 'buergerbuero');
  await expect(first.locator('#subject')).toHaveValue('Bleibt in der ersten');
  await page.context().close();
});

/** A second authority, founded for who asks first. */
let neighbour;

for (const [device, viewport] of Object.entries(WIDTHS)) {
  const locale = device === 'phone' ? 'de' : 'en';
  const history = device === 'phone';
  const what = history ? 'with what was written before' : 'with what is written now alone';
  test(`on the council's site a conversation goes to another authority ${what}`, async ({ browser, portal }) => {
    test.setTimeout(120_000);
    neighbour ??= await portal.neighbour();
    const words = WORDS[locale];
    // The button pins the first authority's root; where the conversation goes is signed for by it.
    const inside = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
    const ada = await administrator(inside, portal, locale);
    await inside.getByRole('link', { name: words.website, exact: true }).click();
    const pin = (await inside.locator('#snippet').inputValue()).match(/data-pin="([^"]+)"/)[1];
    await ada.page.context().close();
    const page = await opened(browser, { viewport });
    await page.goto(show(`/handover-${device}`, { department: 'buergerbuero', pin, lang: locale }));
    await button(page).click();
    const frame = await framed(page);
    const citizen = new Citizen(frame, portal, locale, (name) => expectAccessible(page, `frame ${name} ${device}`));
    const subject = `Auf der Website übergeben ${device}`;
    await frame.locator('#subject').fill(subject);
    await frame.locator('#text').fill('Wem gehört der Hund?');
    await citizen.check();
    await citizen.send();
    await citizen.provesIt();
    await citizen.button('goOn').click();
    await citizen.reads('Wem gehört der Hund?');

    const first = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
    const erika = new Caseworker(first, portal, locale);
    await erika.signsIn();
    await erika.opens(subject);
    const proposes = async () => {
      await first.locator('#propose').click();
      await first.locator('#elsewhere-search').fill('beispielland');
      await first.locator('#elsewhere-search').press('Enter');
      await first.locator('#elsewhere-choice').selectOption({ label: words.there });
      await first.getByRole('button', { name: words.propose, exact: true }).click();
      await expect(first.getByText(words.proposed)).toBeVisible();
      await frame.getByRole('button', { name: words.look }).click();
      await expect(frame.locator('#handover')).toBeVisible();
    };
    await proposes();
    await citizen.look('asked');
    await frame.getByRole('button', { name: words.declines }).press('Enter');
    await expect(frame.locator('#handover')).toBeHidden();
    await expect(first.getByText(words.declined)).toBeVisible();
    await proposes();
    await frame.getByLabel(history ? words.all : words.only).check();
    if (!history) await frame.locator('#handover-text').fill('Ein Hund ohne Halter.');
    await frame.getByRole('button', { name: words.handOver }).press('Enter');
    await expect(frame.getByText(words.handedOver)).toBeVisible();
    await expect(frame.locator('.case')).toContainText(`${words.there}, Kreis Beispielland`);
    await citizen.look('handed over');
    await expect(erika.row(subject)).toHaveCount(0);
    await first.context().close();

    // Who is in charge now reads as much as was wanted, and is read in the same frame and in a later one.
    const second = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
    const mara = new Caseworker(second, portal, locale, undefined, neighbour);
    await mara.signsIn();
    await mara.opens(subject);
    if (!history) await mara.reads('Ein Hund ohne Halter.');
    await expect(second.getByText('Wem gehört der Hund?')).toHaveCount(history ? 1 : 0);
    await mara.answers('Er ist bei uns gemeldet.');
    await frame.getByRole('button', { name: words.look }).click();
    await citizen.reads('Er ist bei uns gemeldet.');
    await page.goto('about:blank');
    await page.goto(`${host.origin}/handover-${device}`);
    await button(page).click();
    const later = await framed(page);
    await later.getByRole('link', { name: words.read, exact: true }).click();
    await later.locator('#code').fill(citizen.receipt);
    const again = new Citizen(later, portal, locale);
    await again.button('open').click();
    await again.reads('Wem gehört der Hund?');
    await again.replies('Vielen Dank.');
    await mara.reads('Vielen Dank.');
    for (const one of [page, second]) await one.context().close();
  });
}

test('a pin of another authority stops before anything is sealed, and goes along wherever the frame leads', async ({ browser, portal }) => {
  const page = await opened(browser, { viewport: WIDTHS.phone });
  let sent = 0;
  page.on('request', (request) => (sent += request.url().endsWith('/api/v1/conversations') ? 1 : 0));
  await page.goto(show('/pinned', { pin: '0000-1111-2222-3333-4444-5555-6666-7777' }));
  await button(page).click();
  const frame = await framed(page);
  // A jump within the page, another department, another language: it stays pinned.
  await frame.locator('.skip').focus();
  await page.keyboard.press('Enter');
  await frame.getByRole('link', { name: WORDS.de.department }).click();
  await frame.locator('.languages').getByRole('link', { name: 'English' }).click();
  await expect(frame.locator('html')).toHaveAttribute('lang', 'en');
  const citizen = new Citizen(frame, portal, 'en');
  await frame.locator('#subject').fill('Pinned');
  await frame.locator('#text').fill('Top secret');
  await citizen.check();
  await citizen.button('send').click();
  await expect(frame.locator('main')).toContainText(WORDS.en.other, { useInnerText: true });
  expect(sent).toBe(0);
  await page.context().close();
});

// For whoever does not know how the administration is cut: in the frame, and beside it on a site that is not listed.
for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`the department for a concern is found in the frame in ${locale} on a ${device}`, async ({ browser, portal }) => {
      const words = WORDS[locale];
      const page = await opened(browser, { viewport });
      let sent = 0;
      page.on('request', (request) => (sent += request.url().endsWith('/api/v1/conversations') ? 1 : 0));
      await page.goto(show(`/concern-${locale}-${device}`, { lang: locale, pin: '0000-1111-2222-3333-4444-5555-6666-7777' }));
      await button(page).click();
      const frame = await framed(page);
      await expectAccessible(page, `${locale} ${device} departments`);
      await frame.getByRole('searchbox').fill('sperrmul');
      await page.keyboard.press('Enter');
      await expect(frame.locator('.found')).toContainText(words.waste);
      await expectAccessible(page, `${locale} ${device} found`);
      expect(frame.url()).toContain(`/${locale}/embed/musterstadt?q=sperrmul#pin=`);
      await frame.getByRole('searchbox').fill('Raumfahrtgenehmigung');
      await frame.getByRole('search').getByRole('button').click();
      await expect(frame.locator('.found')).toContainText(words.fallback);
      const other = locale === 'de' ? 'en' : 'de';
      await frame.locator(`.languages [lang=${other}]`).click();
      await expect(frame.locator('html')).toHaveAttribute('lang', other);
      await expect(frame.locator('.found')).toContainText(WORDS[other].fallback);
      await frame.locator('.found .button').first().click();
      const citizen = new Citizen(frame, portal, other);
      await frame.locator('#subject').fill('Pinned');
      await frame.locator('#text').fill('Top secret');
      await citizen.check();
      await citizen.button('send').click();
      await expect(frame.locator('main')).toContainText(WORDS[other].other, { useInnerText: true });
      expect(sent, 'the pin went along').toBe(0);
      await page.context().close();
    });
  }
}

test('a whole authority stays pinned in a window of its own, whatever is pressed there', async ({ browser, portal }) => {
  const pin = '0000-1111-2222-3333-4444-5555-6666-7777';
  const stranger = await Host.start(portal);
  stranger.pages['/'] = `<main><h1>Verein</h1></main>${stranger.snippet({ pin })}`;
  const page = await opened(browser, { viewport: WIDTHS.desk });
  await page.goto(`${stranger.origin}/`);
  const beside = page.waitForEvent('popup');
  await button(page).click();
  const popup = await beside;
  await popup.waitForURL(`${portal.origin}/de/a/musterstadt#pin=${pin}`);
  let sent = 0;
  popup.context().on('request', (request) => (sent += request.url().endsWith('/api/v1/conversations') ? 1 : 0));
  const refused = async (there) => {
    const citizen = new Citizen(there, portal);
    await there.locator('#subject').fill('Angeheftet');
    await there.locator('#text').fill('Streng vertraulich');
    await citizen.check();
    await citizen.button('send').click();
    await expect(there.locator('main')).toContainText(WORDS.de.other, { useInnerText: true });
    expect(sent).toBe(0);
  };
  // Another language and back, and the department in a tab of its own.
  await popup.locator('.languages [lang=en]').click();
  await popup.locator('.languages [lang=de]').click();
  const opening = popup.context().waitForEvent('page');
  await popup.getByRole('link', { name: WORDS.de.department }).click({ button: 'middle' });
  await refused(await opening);
  // By the search, and from a department back to all of them.
  await popup.getByRole('link', { name: WORDS.de.department }).click();
  await popup.locator('.trail__link').click();
  await popup.getByRole('searchbox').fill('Sperrmüll');
  await popup.keyboard.press('Enter');
  await popup.locator('.found .button').first().click();
  await refused(popup);
  await page.context().close();
  await stranger.stop();
});

test('a hostile page learns nothing and changes nothing in the frame', async ({ browser, portal }) => {
  const page = await opened(browser, { viewport: WIDTHS.desk });
  await page.goto(show('/hostile', { department: 'buergerbuero' }));
  await page.evaluate(() => {
    window.received = [];
    addEventListener('message', ({ data }) => window.received.push(data));
  });
  await button(page).click();
  const frame = await framed(page);
  await frame.locator('#subject').fill('Unbehelligt');
  await frame.locator('#text').fill('Bleibt stehen');
  await page.evaluate((origin) => {
    const inner = document.querySelector('siegelpost-button').shadowRoot.querySelector('iframe').contentWindow;
    for (const data of [
      null,
      'hello',
      { siegelpost: 2, do: 'hello' },
      { siegelpost: 1, do: 'language', language: '<b>' },
      { siegelpost: 1, do: 'fill', subject: 'Gekapert' },
      { siegelpost: 1, is: 'ready' },
      { siegelpost: 1, do: 'hello', language: { toString: null } },
    ]) inner.postMessage(data, origin);
    for (const kind of ['siegelpost:open', 'siegelpost:close', 'siegelpost:unread'])
      document.querySelector('siegelpost-button').dispatchEvent(new CustomEvent(kind, { bubbles: true, detail: 99 }));
    window.postMessage({ siegelpost: 1, is: 'close' }, '*');
    window.postMessage({ siegelpost: 1, is: 'unread', count: 1e9 }, '*');
  }, portal.origin);
  const reached = await page.evaluate(() => {
    try {
      return document.querySelector('siegelpost-button').shadowRoot.querySelector('iframe').contentWindow.document.title;
    } catch (error) {
      return error.name;
    }
  });
  expect(reached).toBe('SecurityError');
  const citizen = new Citizen(frame, portal);
  await citizen.check();
  await citizen.send();
  await expect(page.locator('dialog')).toBeVisible();
  await expect(page.locator('siegelpost-button p[role=status]').first()).toHaveText('');
  // Whether it is there, wants to be closed, and a number: nothing else ever came.
  const received = await page.evaluate(() => window.received.filter(({ siegelpost, is }) => siegelpost === 1 && is));
  for (const message of received) {
    expect(['ready', 'close', 'unread']).toContain(message.is);
    expect(Object.keys(message).every((key) => ['siegelpost', 'is', 'language', 'count'].includes(key))).toBe(true);
  }
  expect(JSON.stringify(received)).not.toContain('Unbehelligt');
  await page.context().close();
});

test('a frame of somebody else cannot speak for ours, and a page in between shows nothing', async ({ browser, portal }) => {
  const page = await opened(browser, { viewport: WIDTHS.desk });
  const evil = await Host.start(portal);
  evil.pages['/'] = { html: '<p>evil</p>', policy: "default-src 'none'" };
  const policy = host.policy.replace('frame-src', `frame-src ${evil.origin}`);
  await page.goto(show('/beside', { department: 'buergerbuero' }, { policy, before: `<iframe title="Werbung" src="${evil.origin}/"></iframe>` }));
  await button(page).click();
  await framed(page);
  const other = page.frames().find((frame) => frame.url().startsWith(evil.origin));
  await other.evaluate(() => {
    top.postMessage({ siegelpost: 1, is: 'close' }, '*');
    top.postMessage({ siegelpost: 1, is: 'unread', count: 7 }, '*');
    for (let at = 0; at < top.frames.length; at += 1) top.frames[at].postMessage({ siegelpost: 1, do: 'language', language: 'en' }, '*');
  });
  const frame = await framed(page);
  await frame.locator('#subject').fill('Noch da');
  await expect(frame.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('dialog')).toBeVisible();
  await expect(page.locator('siegelpost-button p[role=status]').first()).toHaveText('');
  await page.context().close();

  // Every page around a frame has to be in the list, not only the nearest one.
  const outer = await opened(browser, { viewport: WIDTHS.desk });
  evil.pages['/around'] = { html: `<iframe title="Rathaus" src="${host.origin}/beside"></iframe>`, policy: `frame-src ${host.origin}` };
  await outer.goto(`${evil.origin}/around`);
  await outer.addInitScript(() => (window.open = () => null));
  const inner = outer.frameLocator('iframe[title=Rathaus]');
  await inner.locator('siegelpost-button > button').click();
  await expect(inner.locator('dialog [role=status]')).toContainText(/nicht zeigen/);
  await evil.stop();
  await outer.context().close();
});

test('hostile and mistaken attributes become a plain button or none', async ({ browser, portal }) => {
  const page = await opened(browser, { viewport: WIDTHS.desk });
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(show('/attributes', {
    department: 'buergerbuero',
    color: 'red;background:url(https://evil.example)',
    position: 'end;top:0',
    lang: '__proto__',
    label: `<img src=x onerror=alert(1)>${'x'.repeat(100)}`,
    pin: '"><script>&do=1#',
  }));
  await expect(button(page)).toHaveText(/^<img src=x onerror=alert\(1\)>x+$/);
  expect((await button(page).innerText()).length).toBe(60);
  expect(await button(page).evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(0, 86, 94)');
  await button(page).click();
  expect((await framed(page)).url()).toBe(`${portal.origin}/de/embed/musterstadt/only/buergerbuero#pin=scriptdo1`);
  for (const [color, ink] of [['#FFFF00', 'rgb(0, 0, 0)'], ['#777777', 'rgb(0, 0, 0)'], ['#000080', 'rgb(255, 255, 255)']]) {
    await page.goto(show('/color', { color }));
    expect(await button(page).evaluate((element) => getComputedStyle(element).color), color).toBe(ink);
    await expectAccessible(page, color);
  }
  for (const data of [{ authority: '../x' }, { authority: '' }, { department: 'a/b' }, { authority: 'musterstadt"onload=alert(1)' }]) {
    await page.goto(show('/none', data));
    await expect(page.locator('siegelpost-button')).toHaveCount(0);
  }
  expect(errors.length).toBe(4);
  await page.context().close();
});

test('several buttons on a page from right to left do not stand on each other, and no style leaks', async ({ browser }) => {
  const page = await opened(browser, { viewport: WIDTHS.phone });
  const more = host.snippet({ department: 'buergerbuero', label: 'اكتب إلينا' }) + host.snippet({ position: 'start' });
  await page.goto(show('/rtl', {}, { dir: 'rtl', lang: 'ar', before: host.snippet({ position: 'inline' }), after: more }));
  await expect(page.locator('siegelpost-button')).toHaveCount(4);
  const boxes = [];
  for (let at = 0; at < 4; at += 1) boxes.push(await button(page, at).boundingBox());
  for (const [at, a] of boxes.entries()) {
    expect(a.height).toBeGreaterThanOrEqual(44);
    for (const b of boxes.slice(at + 1)) {
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(apart, JSON.stringify([a, b])).toBe(true);
    }
  }
  // Where lines end is on the left.
  expect(boxes[1].x).toBe(16);
  await expectAccessible(page, 'rtl');
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { display: none !important; color: red !important; position: static !important } button, dialog { background: red !important }');
    document.adoptedStyleSheets = [sheet];
    document.documentElement.style.setProperty('display', 'block', 'important');
    document.body.style.setProperty('display', 'block', 'important');
  });
  await expect(button(page, 1)).toBeVisible();
  expect(await button(page, 1).evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(0, 86, 94)');
  expect((await button(page, 1).boundingBox()).x).toBe(16);
  await page.context().close();
});

test("TYPO3's and WordPress's markup carry the button", async ({ browser }) => {
  const page = await opened(browser, { viewport: WIDTHS.desk });
  const inline = host.snippet({ position: 'inline', department: 'buergerbuero' });
  const pages = {
    // Content element "Plain HTML" of fluid_styled_content.
    '/typo3-element': `<main><div id="c42" class="frame frame-default frame-type-html frame-layout-0">${inline}</div></main>`,
    // page.footerData.
    '/typo3-footer': `<main><h1>Rathaus</h1></main>\n${host.snippet({})}\n`,
    // Block "Custom HTML".
    '/wordpress-block': `<main class="entry-content wp-block-post-content is-layout-constrained">\n<p>Kontakt</p>\n\n\n\n${inline}\n</main>`,
    // Classic editor, through wpautop.
    '/wordpress-classic': `<div class="entry-content"><p>Kontakt</p>\n<p>${inline}</p>\n</div>`,
  };
  for (const [path, html] of Object.entries(pages)) {
    host.pages[path] = html;
    await page.goto(`${host.origin}${path}`);
    await button(page).click();
    await expect((await framed(page)).locator('h1')).toBeVisible();
  }
  await page.context().close();
});

test('the button is out of reach of the page, and altered bytes do not run', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(show('/closed', {}));
  await expect(page.locator('siegelpost-button')).toHaveCount(1);
  expect(await page.evaluate(() => document.querySelector('siegelpost-button').shadowRoot)).toBe(null);
  await page.route(host.script, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()} ` });
  });
  await page.reload();
  await page.waitForLoadState('load');
  await expect(page.locator('siegelpost-button')).toHaveCount(0);
  await page.context().close();
});
