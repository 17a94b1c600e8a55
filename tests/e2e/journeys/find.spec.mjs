// Finding the department: without scripting as plain pages, and with suggestions that keyboard and screen reader can use.
import { Administrator } from '../support/office.mjs';
import { Portal } from '../support/portal.mjs';
import { expect, expectAccessible, LOCALES, test, WIDTHS } from '../support/test.mjs';

const WORDS = {
  de: {
    box: 'Ort und Anliegen',
    find: 'Finden',
    found: 'Zuständig ist',
    write: /Nachricht schreiben.*Bürgerbüro/,
    writes: /Nachricht schreiben/,
    where: 'Wo brauchen Sie „Wohngeld“?',
    which: 'Welchen Ort meinen Sie?',
    nothing: 'Dazu haben wir nichts gefunden',
    list: 'Alle Behörden auf diesem Portal',
    concern: 'Worum geht es?',
    count: /^\d+ Vorschl/,
    none: 'Keine Vorschläge',
    elsewhere: 'Wohngeld Bremerhaven',
    needed: 'Wo brauchen Sie „Wohngeld“?',
    unknown: /„Bremerhaven“ kennt dieses Portal nicht/,
  },
  en: {
    box: 'Place and concern',
    find: 'Find',
    found: 'In charge is',
    write: /Write a message.*Citizens' office/,
    writes: /Write a message/,
    where: 'Where do you need “Wohngeld”?',
    which: 'Which place do you mean?',
    nothing: 'We found nothing about that',
    list: 'All authorities on this portal',
    concern: 'What is it about?',
    count: /^\d+ suggestion/,
    none: 'No suggestions',
    elsewhere: 'housing benefit Bremerhaven',
    needed: 'Where do you need “Housing benefit”?',
    unknown: /This portal does not know “Bremerhaven”/,
  },
};

for (const locale of LOCALES) {
  const words = WORDS[locale];

  test(`without scripting in ${locale}, a place and a concern with typing errors lead to the department`, async ({ browser, portal }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${portal.origin}/${locale}`);
    await page.getByRole('searchbox', { name: words.box }).fill('buergerbuero musterstdat');
    await page.getByRole('button', { name: words.find, exact: true }).click();
    await expect(page.getByRole('heading', { name: words.found })).toBeVisible();
    await expect(page.getByRole('searchbox', { name: words.box })).toHaveValue('buergerbuero musterstdat');
    await page.getByRole('link', { name: words.write }).click();
    await expect(page).toHaveURL(`${portal.origin}/${locale}/a/musterstadt/buergerbuero`);
    await page.close();
  });

  test(`without scripting in ${locale}, a place that nobody knows is not passed over`, async ({ browser, portal }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${portal.origin}/${locale}`);
    await page.getByRole('searchbox', { name: words.box }).fill(words.elsewhere);
    await page.getByRole('button', { name: words.find, exact: true }).click();
    await expect(page.getByRole('heading', { name: words.needed })).toBeVisible();
    await expect(page.getByText(words.unknown)).toBeVisible();
    await expect(page.getByRole('link', { name: '115', exact: true })).toHaveAttribute('href', 'tel:115');
    await page.getByRole('link', { name: 'Stadt Musterstadt' }).click();
    await expect(page.getByRole('heading', { name: words.found })).toBeVisible();
    await page.close();
  });

  test(`in ${locale}, suggestions are reached, chosen and closed with the keyboard`, async ({ page, portal }) => {
    await page.goto(`${portal.origin}/${locale}`);
    const box = page.getByLabel(words.box);
    await box.focus();
    await expect(box).toHaveRole('combobox');
    await box.pressSequentially('ordnngsamt');
    const options = page.getByRole('option');
    await expect(options.first()).toBeVisible();
    await expect(page.getByRole('status')).toHaveText(words.count);
    await expect(box).toHaveAttribute('aria-expanded', 'true');
    await expectAccessible(page, `suggestions in ${locale}`);

    await page.keyboard.press('Escape');
    await expect(options.first()).toBeHidden();
    await expect(box).toHaveAttribute('aria-expanded', 'false');
    await expect(box).toHaveValue('ordnngsamt');

    await page.keyboard.press('ArrowDown');
    const first = await options.first().getAttribute('id');
    await expect(box).toHaveAttribute('aria-activedescendant', first);
    await expect(options.first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowUp');
    await expect(box).not.toHaveAttribute('aria-activedescendant');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: words.found })).toBeVisible();

    await page.getByLabel(words.box).fill('xyzzyxyzzy');
    await expect(page.getByRole('status')).toHaveText(words.none);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: words.nothing })).toBeVisible();
    await page.getByRole('link', { name: words.list }).click();
    await page.getByRole('link', { name: 'Stadt Musterstadt' }).click();
    await expect(page).toHaveURL(`${portal.origin}/${locale}/a/musterstadt`);
  });
}

test('what is found is accessible at both widths and in both colours', async ({ browser, portal }) => {
  const paths = ['q=buergerbuero', 'q=amt', 'q=musterstadt', 'q=raumfahrt%20musterstadt', 'q=wohngeld%20bremerhaven', 'q=nirgends', ''];
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      for (const query of paths) {
        await page.goto(`${portal.origin}/de/find?${query}`);
        await expectAccessible(page, `${query} ${device} ${colorScheme}`);
        const name = query.replaceAll(/\W+/g, '-') || 'empty';
        await page.screenshot({ path: `results/find/${name}-${device}-${colorScheme}.png`, fullPage: true });
      }
      await page.goto(`${portal.origin}/de`);
      await page.getByLabel('Ort und Anliegen').pressSequentially('amt');
      await expect(page.getByRole('option').first()).toBeVisible();
      await page.screenshot({ path: `results/find/start-${device}-${colorScheme}.png`, fullPage: true });
      await context.close();
    }
  }
});

test('a suggestion can be pressed', async ({ page, portal }) => {
  await page.goto(`${portal.origin}/de`);
  await page.getByLabel('Ort und Anliegen').pressSequentially('bürgerb');
  await page.getByRole('option', { name: 'Bürgerbüro' }).click();
  await expect(page.getByRole('heading', { name: 'Zuständig ist' })).toBeVisible();
});

test('the program of the box is loaded when somebody turns to it, and not before', async ({ page, portal }) => {
  const loaded = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${portal.origin}/de`);
  await page.getByRole('link', { name: 'Zum Inhalt springen' }).focus();
  expect(loaded.filter((path) => path.endsWith('.wasm'))).toEqual([]);
  await page.getByLabel('Ort und Anliegen').focus();
  await expect(page.getByLabel('Ort und Anliegen')).toHaveRole('combobox');
  expect(loaded.filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
});

test('while somebody types on, only the last text is asked for, and a late answer is not shown', async ({ page, portal }) => {
  const asked = [];
  await page.route('**/api/v1/search?*', async (route) => {
    const text = new URL(route.request().url()).searchParams.get('q');
    asked.push(text);
    // The first answer never comes; what is typed next takes its place.
    if (asked.length > 1) await route.continue();
  });
  await page.goto(`${portal.origin}/de`);
  const box = page.getByLabel('Ort und Anliegen');
  await box.focus();
  await expect(box).toHaveRole('combobox');
  await box.fill('ordnungs');
  await expect.poll(() => asked).toEqual(['ordnungs']);
  const cancelled = page.waitForEvent('requestfailed', (request) => request.url().includes('q=ordnungs'));
  await box.fill('bürger');
  await cancelled;
  await expect(page.getByRole('option', { name: 'Bürgerbüro' })).toBeVisible();
  await expect(page.getByRole('option', { name: 'Ordnungsamt' })).toHaveCount(0);
  expect(asked).toEqual(['ordnungs', 'bürger']);
});

test('without an answer the box stays a form that can be sent', async ({ page, portal }) => {
  await page.route('**/api/v1/search?*', (route) => route.abort());
  await page.goto(`${portal.origin}/de`);
  const box = page.getByLabel('Ort und Anliegen');
  await box.focus();
  await expect(box).toHaveRole('combobox');
  const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('/search?'));
  await box.fill('bürgerbüro');
  await failed;
  await expect(page.getByRole('option')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Zuständig ist' })).toBeVisible();
});

test('what is searched for stands in no log of the server', async ({ page, portal }) => {
  await page.goto(`${portal.origin}/de`);
  const box = page.getByLabel('Ort und Anliegen');
  await box.pressSequentially('scheidungsberatung');
  await expect(page.getByRole('status')).toHaveText('Keine Vorschläge');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Dazu haben wir nichts gefunden' })).toBeVisible();
  expect(portal.log).toContain('/api/v1/search');
  expect(portal.log.toLowerCase()).not.toContain('scheidung');
});

/**
 * Districts with their real keys, and the name of their Neuenkirchen; which municipality of its district it is, is invented.
 * Two lie in one district and are told apart by what is near.
 */
const NEUENKIRCHEN = [
  ['01051901', 'Kreis Dithmarschen'],
  ['03251901', 'Landkreis Diepholz'],
  ['03352901', 'Landkreis Cuxhaven'],
  ['03358901', 'Heidekreis'],
  ['03359901', 'Landkreis Stade'],
  ['03459901', 'Landkreis Osnabrück'],
  ['05566901', 'Kreis Steinfurt'],
  ['13071901', 'Landkreis Mecklenburgische Seenplatte'],
  ['13073901', 'Landkreis Vorpommern-Rügen'],
  ['13075901', 'Landkreis Vorpommern-Greifswald, bei Anklam'],
  ['13075902', 'Landkreis Vorpommern-Greifswald, am Ryck'],
];

/** A portal of its own, whose authority serves them all: in Steinfurt another department is in charge than elsewhere. */
const eleven = test.extend({
  land: [
    async ({ browser }, use) => {
      const portal = await Portal.start();
      const page = await (await browser.newContext()).newPage();
      const { email, password } = portal.demo.accounts.find(({ role }) => role === 'administrator');
      await new Administrator(page, portal).signsIn(email, password);
      await page.locator('.areas').getByRole('link', { name: 'Verzeichnis' }).click();
      const rows = NEUENKIRCHEN.flatMap(([area, district]) => [
        ['area', '', area, '', 'Neuenkirchen', district],
        ['route', 'wohngeld', area, area.startsWith('05') ? 'buergerbuero' : 'soziales-und-wohnen', '', ''],
      ]);
      const lines = [
        ['kind', 'service', 'area', 'department', 'name_de', 'district'],
        ['service', 'wohngeld', '', '', 'Wohngeld', ''],
        ...rows,
      ].map((values) => values.map((value) => `"${value}"`).join(','));
      const buffer = Buffer.from(lines.join('\r\n'), 'utf8');
      await page.locator('#directory-file').setInputFiles({ name: 'neuenkirchen.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('button', { name: 'Datei prüfen', exact: true }).click();
      for (const [area, district] of NEUENKIRCHEN) {
        await expect(page.getByRole('cell', { name: `Gebiet Neuenkirchen, ${district} (${area})` })).toBeVisible();
      }
      await page.getByRole('button', { name: 'Signieren und veröffentlichen' }).click();
      await expect(page.locator('.notice--success')).toContainText('Das Verzeichnis ist veröffentlicht.');
      await page.context().close();
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const SOCIAL = { de: 'Amt für Soziales und Wohnen', en: 'Social services and housing' };
const OFFICE = { de: 'Bürgerbüro', en: "Citizens' office" };

for (const locale of LOCALES) {
  const words = WORDS[locale];

  eleven(`without scripting in ${locale}, eleven places of one name are told apart by their districts`, async ({ browser, land }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    const choices = page.locator('.choices__link');
    for (const [at, [area, district]] of NEUENKIRCHEN.entries()) {
      await page.goto(`${land.origin}/${locale}`);
      await page.getByRole('searchbox', { name: words.box }).fill('Wohngeld Neuenkirchen');
      await page.getByRole('button', { name: words.find, exact: true }).click();
      await expect(page.getByRole('heading', { name: words.where })).toBeVisible();
      await expect(choices).toHaveText(NEUENKIRCHEN.map(([, name]) => `Neuenkirchen${name}`));
      await choices.nth(at).click();
      await expect(page.getByRole('heading', { name: words.found })).toBeVisible();
      await expect(page.locator('.found .eyebrow')).toContainText(`Neuenkirchen (${district})`);
      const department = area.startsWith('05') ? OFFICE : SOCIAL;
      await expect(page.locator('.target__name')).toHaveText([department[locale]]);
      // The address alone says it all.
      await page.goto(page.url());
      await expect(page.locator('.target__name')).toHaveText([department[locale]]);
    }
    // Who says the district as well is not asked.
    await page.goto(`${land.origin}/${locale}/find?q=${encodeURIComponent('wohngeld neuenkirchen steinfurt')}`);
    await expect(page.locator('.found .eyebrow')).toContainText('Neuenkirchen (Kreis Steinfurt)');
    await expect(page.locator('.target__name')).toHaveText([OFFICE[locale]]);
    // Who says nothing but the place is asked which one, and then what it is about.
    await page.goto(`${land.origin}/${locale}/find?q=Neuenkirchen`);
    await expect(page.getByRole('heading', { name: words.which })).toBeVisible();
    await choices.filter({ hasText: 'Heidekreis' }).click();
    await page.getByRole('searchbox', { name: words.concern }).fill('Wohngeld');
    await page.getByRole('button', { name: words.find, exact: true }).click();
    await expect(page.locator('.found .eyebrow')).toContainText('Neuenkirchen (Heidekreis)');
    await expect(page.locator('.target__name')).toHaveText([SOCIAL[locale]]);
    await page.close();
  });

  for (const [device, viewport] of Object.entries(WIDTHS)) {
    eleven(`by the keyboard alone in ${locale} on a ${device}, one of eleven places is chosen`, async ({ browser, land }) => {
      const page = await (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage();
      const seen = (name) => expectAccessible(page, `${name} ${locale} ${device}`);
      const tabTo = async (locator) => {
        for (let at = 0; at < 60; at += 1) {
          if (await locator.evaluate((element) => element === document.activeElement)) return;
          await page.keyboard.press('Tab');
        }
        throw new Error('the keyboard does not get there');
      };
      await page.goto(`${land.origin}/${locale}`);
      const box = page.getByLabel(words.box);
      await tabTo(box);
      await expect(box).toHaveRole('combobox');

      // Suggestions say the district as well, and one that is typed comes first.
      await page.keyboard.type('neuenkirchen wohngeld');
      const options = page.getByRole('option');
      await expect(options.filter({ hasText: 'Heidekreis' })).toBeVisible();
      await seen('suggested places');
      await page.keyboard.type(' steinfurt');
      await expect(options.first()).toContainText('Neuenkirchen (Kreis Steinfurt)');
      await page.keyboard.press('ArrowDown');
      await expect(options.first()).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: words.found })).toBeVisible();
      await expect(page.locator('.target__name')).toHaveText([OFFICE[locale]]);
      await seen('the chosen place');

      // Without a suggestion the page asks, and what it offers is reached and chosen as well.
      await page.goBack();
      await tabTo(page.getByLabel(words.box));
      await page.getByLabel(words.box).press('ControlOrMeta+a');
      await page.keyboard.type('neuenkirchen wohngeld');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: words.where })).toBeVisible();
      await expect(page.locator('.choices__link')).toHaveCount(11);
      await seen('which place');
      await tabTo(page.locator('.choices__link').filter({ hasText: 'am Ryck' }));
      await page.keyboard.press('Enter');
      await expect(page.locator('.found .eyebrow')).toContainText('Neuenkirchen (Landkreis Vorpommern-Greifswald, am Ryck)');
      await tabTo(page.getByRole('link', { name: words.writes }));
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(`${land.origin}/${locale}/a/musterstadt/soziales-und-wohnen`);
      await page.context().close();
    });
  }
}
