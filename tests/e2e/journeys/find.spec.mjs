// Finding the department: without scripting as plain pages, and with suggestions that keyboard and screen reader can use.
import { expect, expectAccessible, LOCALES, test, WIDTHS } from '../support/test.mjs';

const WORDS = {
  de: {
    box: 'Ort und Anliegen',
    find: 'Finden',
    found: 'Zuständig ist',
    write: /Nachricht schreiben.*Bürgerbüro/,
    nothing: 'Dazu haben wir nichts gefunden',
    list: 'Alle Behörden auf diesem Portal',
    concern: 'Worum geht es?',
    count: /^\d+ Vorschl/,
    none: 'Keine Vorschläge',
    elsewhere: 'Wohngeld Bremerhaven',
    where: 'Wo brauchen Sie „Wohngeld“?',
    unknown: /„Bremerhaven“ kennt dieses Portal nicht/,
  },
  en: {
    box: 'Place and concern',
    find: 'Find',
    found: 'In charge is',
    write: /Write a message.*Citizens' office/,
    nothing: 'We found nothing about that',
    list: 'All authorities on this portal',
    concern: 'What is it about?',
    count: /^\d+ suggestion/,
    none: 'No suggestions',
    elsewhere: 'housing benefit Bremerhaven',
    where: 'Where do you need “Housing benefit”?',
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
    await expect(page.getByRole('heading', { name: words.where })).toBeVisible();
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
