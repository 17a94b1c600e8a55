// The portal on a council's own website: another site, under a strict policy, with third-party cookies blocked.
import { button, framed, opened, test } from '../support/council.mjs';
import { Host } from '../support/host.mjs';
import { administrator } from '../support/office.mjs';
import { Caseworker, Citizen } from '../support/people.mjs';
import { expect, expectAccessible, LOCALES, WIDTHS, wound } from '../support/test.mjs';

const WORDS = {
  de: {
    write: 'Verschlüsselt schreiben',
    close: 'Schließen',
    beside: 'In neuem Fenster öffnen',
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

for (const locale of LOCALES) {
  test(`an administrator lists the website and copies the element in ${locale}`, async ({ browser, portal, host }) => {
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
    test(`a whole conversation on the council's site in ${locale} on a ${device}`, async ({ browser, portal, host }) => {
      test.setTimeout(120_000);
      const words = WORDS[locale];
      const page = await opened(browser, { viewport });
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(host.show(`/${locale}`, {}, { lang: locale }));
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
      await citizen.writesHere({ subject, text: 'Geht das auch hier?' });

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
  test(`colour, place, language and department of the button are seen before it is copied, and a plain link leads there, in ${locale}`, async ({ browser, portal, host }) => {
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

test('an answer that comes while the panel is closed is announced', async ({ browser, portal, host }) => {
  test.setTimeout(120_000);
  const page = await opened(browser, { viewport: WIDTHS.desk });
  const heard = [];
  await page.exposeFunction('heard', (what) => heard.push(what));
  await page.addInitScript(() => {
    for (const kind of ['open', 'close', 'unread'])
      addEventListener(`siegelpost:${kind}`, ({ detail }) => window.heard?.(`${kind} ${detail ?? ''}`.trim()));
  });
  await wound(page);
  await page.goto(host.show('/unread', { department: 'buergerbuero' }));
  await page.evaluate(() => window.Siegelpost[0].open());
  const frame = await framed(page);
  const citizen = new Citizen(frame, portal);
  await citizen.writesHere({ subject: 'Bitte melden', text: 'Ich warte.' });
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

/** Presses Tab, or the other way, until the keyboard is there. */
async function reaches(page, locator, key = 'Tab') {
  for (let at = 0; at < 80; at += 1) {
    if (await locator.evaluate((element) => document.hasFocus() && element.matches(':focus'))) return;
    await page.keyboard.press(key);
  }
  throw new Error('the keyboard does not get there');
}

for (const locale of LOCALES) {
  test(`by the keyboard alone on a phone, from the page's button through the frame and back, in ${locale}`, async ({ browser, portal, host }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const page = await opened(browser, { viewport: WIDTHS.phone });
    await page.goto(host.show(`/keys-${locale}`, { department: 'buergerbuero' }, { lang: locale }));
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

/** A second authority, founded for who asks first. */
let neighbour;

for (const [device, viewport] of Object.entries(WIDTHS)) {
  const locale = device === 'phone' ? 'de' : 'en';
  const history = device === 'phone';
  const what = history ? 'with what was written before' : 'with what is written now alone';
  test(`on the council's site a conversation goes to another authority ${what}`, async ({ browser, portal, host }) => {
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
    await page.goto(host.show(`/handover-${device}`, { department: 'buergerbuero', pin, lang: locale }));
    await button(page).click();
    const frame = await framed(page);
    const citizen = new Citizen(frame, portal, locale, (name) => expectAccessible(page, `frame ${name} ${device}`));
    const subject = `Auf der Website übergeben ${device}`;
    await citizen.writesHere({ subject, text: 'Wem gehört der Hund?' });

    const first = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
    const erika = new Caseworker(first, portal, locale);
    await erika.signsIn();
    await erika.opens(subject);
    const there = { department: words.there, authority: 'Kreis Beispielland' };
    const proposes = async () => {
      await erika.chooses(there);
      await erika.proposes(there);
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

test('a pin of another authority stops before anything is sealed, and goes along wherever the frame leads', async ({ browser, portal, host }) => {
  const page = await opened(browser, { viewport: WIDTHS.phone });
  let sent = 0;
  page.on('request', (request) => (sent += request.url().endsWith('/api/v1/conversations') ? 1 : 0));
  await page.goto(host.show('/pinned', { pin: '0000-1111-2222-3333-4444-5555-6666-7777' }));
  await button(page).click();
  const frame = await framed(page);
  // A jump within the page, another department, another language: it stays pinned.
  await frame.locator('.skip').focus();
  await page.keyboard.press('Enter');
  await frame.getByRole('link', { name: WORDS.de.department }).click();
  await frame.locator('.languages').getByRole('link', { name: 'English' }).click();
  await expect(frame.locator('html')).toHaveAttribute('lang', 'en');
  const citizen = new Citizen(frame, portal, 'en');
  await citizen.fillHere({ subject: 'Pinned', text: 'Top secret' });
  await citizen.check();
  await citizen.button('send').click();
  await expect(frame.locator('main')).toContainText(WORDS.en.other, { useInnerText: true });
  expect(sent).toBe(0);
  await page.context().close();
});

// For whoever does not know how the administration is cut: in the frame, and beside it on a site that is not listed.
for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`the department for a concern is found in the frame in ${locale} on a ${device}`, async ({ browser, portal, host }) => {
      const words = WORDS[locale];
      const page = await opened(browser, { viewport });
      let sent = 0;
      page.on('request', (request) => (sent += request.url().endsWith('/api/v1/conversations') ? 1 : 0));
      await page.goto(host.show(`/concern-${locale}-${device}`, { lang: locale, pin: '0000-1111-2222-3333-4444-5555-6666-7777' }));
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
      await citizen.fillHere({ subject: 'Pinned', text: 'Top secret' });
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
    await citizen.fillHere({ subject: 'Angeheftet', text: 'Streng vertraulich' });
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
