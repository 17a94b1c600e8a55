// The button on other sites' pages: what those can have of it, what it leaves alone, and what hostile ones get out of it.
import { button, framed, opened, test } from '../support/council.mjs';
import { Host } from '../support/host.mjs';
import { Caseworker, Citizen } from '../support/people.mjs';
import { expect, expectAccessible, WIDTHS, wound } from '../support/test.mjs';

const WORDS = {
  de: {
    write: 'Verschlüsselt schreiben',
    close: 'Schließen',
    beside: 'In neuem Fenster öffnen',
    refused: 'Hier lässt es sich nicht zeigen.',
  },
  en: {
    write: 'Write encrypted',
    close: 'Close',
    beside: 'Open in a new window',
    refused: 'It cannot be shown here.',
  },
};

test('without a network the button says so, and shows the frame once there is one again', async ({ browser, host }) => {
  const page = await opened(browser);
  await page.goto(host.show('/offline', { department: 'buergerbuero' }));
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
  test(`a site that isolates itself with ${policy} shows the frame, and a message is sealed in it`, async ({ browser, portal, host }) => {
    const page = await opened(browser);
    const headers = { 'cross-origin-embedder-policy': policy, 'cross-origin-opener-policy': 'same-origin' };
    await page.goto(host.show(`/isolated-${policy}`, { department: 'buergerbuero' }, { headers }));
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await button(page).click();
    const citizen = new Citizen(await framed(page), portal);
    await citizen.fillHere({ subject: 'Abgeschirmt', text: 'Kommt es an?' });
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

test("the page's own scripts choose the language, with the panel closed and open, and the pin stays", async ({ browser, portal, host }) => {
  const page = await opened(browser, { viewport: WIDTHS.desk });
  await page.goto(host.show('/language', { department: 'buergerbuero', pin: 'ABCD' }));
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
  await hasty.goto(host.show('/hasty', { department: 'buergerbuero' }));
  await hasty.evaluate(() => {
    window.Siegelpost[0].open();
    window.Siegelpost[0].language('en');
  });
  await expect(button(hasty)).toHaveText(WORDS.en.write);
  await expect.poll(() => hasty.frames().at(-1).url()).toBe(`${portal.origin}/en/embed/musterstadt/only/buergerbuero`);
  await expect(hasty.frames().at(-1).locator('html')).toHaveAttribute('lang', 'en');
  await hasty.context().close();
});

test('the page around hears of opening, closing and answers, from the button itself', async ({ browser, portal, host }) => {
  test.setTimeout(120_000);
  const page = await opened(browser, { viewport: WIDTHS.desk });
  await wound(page);
  const after = host.snippet({ department: 'ordnungsamt' });
  await page.goto(host.show('/events', { department: 'buergerbuero' }, { after }));
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
  await citizen.writesHere({ subject: 'Zweimal geantwortet', text: 'Ich warte.' });
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

test("the page's own elements look the same before the script, after it and while the panel is open", async ({ browser, host }) => {
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
  await page.goto(host.show('/dressed', { department: 'buergerbuero' }, { before }));
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

test('of two buttons on a page the second shows its own department after the first was closed', async ({ browser, portal, host }) => {
  const page = await opened(browser, { viewport: WIDTHS.phone });
  const after = host.snippet({ department: 'ordnungsamt', label: 'Lärm melden' });
  await page.goto(host.show('/two', { department: 'buergerbuero' }, { after }));
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

test('a hostile page learns nothing and changes nothing in the frame', async ({ browser, portal, host }) => {
  const page = await opened(browser, { viewport: WIDTHS.desk });
  await page.goto(host.show('/hostile', { department: 'buergerbuero' }));
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

test('a frame of somebody else cannot speak for ours, and a page in between shows nothing', async ({ browser, portal, host }) => {
  const page = await opened(browser, { viewport: WIDTHS.desk });
  const evil = await Host.start(portal);
  evil.pages['/'] = { html: '<p>evil</p>', policy: "default-src 'none'" };
  const policy = host.policy.replace('frame-src', `frame-src ${evil.origin}`);
  await page.goto(host.show('/beside', { department: 'buergerbuero' }, { policy, before: `<iframe title="Werbung" src="${evil.origin}/"></iframe>` }));
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

test('hostile and mistaken attributes become a plain button or none', async ({ browser, portal, host }) => {
  const page = await opened(browser, { viewport: WIDTHS.desk });
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(host.show('/attributes', {
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
    await page.goto(host.show('/color', { color }));
    expect(await button(page).evaluate((element) => getComputedStyle(element).color), color).toBe(ink);
    await expectAccessible(page, color);
  }
  for (const data of [{ authority: '../x' }, { authority: '' }, { department: 'a/b' }, { authority: 'musterstadt"onload=alert(1)' }]) {
    await page.goto(host.show('/none', data));
    await expect(page.locator('siegelpost-button')).toHaveCount(0);
  }
  expect(errors.length).toBe(4);
  await page.context().close();
});

test('several buttons on a page from right to left do not stand on each other, and no style leaks', async ({ browser, host }) => {
  const page = await opened(browser, { viewport: WIDTHS.phone });
  const more = host.snippet({ department: 'buergerbuero', label: 'اكتب إلينا' }) + host.snippet({ position: 'start' });
  await page.goto(host.show('/rtl', {}, { dir: 'rtl', lang: 'ar', before: host.snippet({ position: 'inline' }), after: more }));
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

test("TYPO3's and WordPress's markup carry the button", async ({ browser, host }) => {
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

test('the button is out of reach of the page, and altered bytes do not run', async ({ browser, host }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(host.show('/closed', {}));
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
