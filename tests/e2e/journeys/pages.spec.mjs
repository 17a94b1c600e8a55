// Every public page in both languages at both widths: accessible, without script where nothing acts, and of one piece.
import { expect, expectAccessible, LOCALES, test, WIDTHS } from '../support/test.mjs';

const STATIC = ['/a/musterstadt', '/about', '/accessibility'];
const WITH_ISLANDS = ['', '/find', '/find?q=nirgends', '/a/musterstadt/buergerbuero', '/return'];

for (const locale of LOCALES) {
  for (const [name, viewport] of Object.entries(WIDTHS)) {
    for (const colorScheme of ['light', 'dark']) {
      test(`pages in ${locale} on a ${name} in ${colorScheme} colours are accessible`, async ({ browser, portal }) => {
        const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
        const page = await context.newPage();
        for (const path of [...STATIC, ...WITH_ISLANDS, '/nothing-here']) {
          await page.goto(`${portal.origin}/${locale}${path}`);
          await expect(page.locator('html')).toHaveAttribute('lang', locale);
          await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
          await expectAccessible(page, `${locale}${path} ${name} ${colorScheme}`);
        }
        await context.close();
      });
    }
  }

  test(`static pages in ${locale} ship no program, and their links lead somewhere`, async ({ page, portal }) => {
    const requested = [];
    page.on('request', (request) => requested.push(request));
    const links = new Set();
    for (const path of STATIC) {
      await page.goto(`${portal.origin}/${locale}${path}`);
      // An authority's own page keeps a pin on the way to its departments.
      await expect(page.locator('script')).toHaveCount(path.startsWith('/a/') ? 1 : 0);
      for (const link of await page.locator('a[href^="/"]').evaluateAll((all) => all.map((a) => a.href))) {
        links.add(link);
      }
    }
    const scripts = requested.filter((request) => request.resourceType() === 'script').map((request) => request.url());
    expect(scripts.filter((script) => !/\/assets\/pin\.[0-9a-f]+\.js$/.test(script))).toEqual([]);
    const foreign = requested.map((request) => new URL(request.url()).origin).filter((from) => from !== portal.origin);
    expect(foreign, 'nothing is loaded from anywhere else').toEqual([]);
    for (const link of links) expect((await page.request.get(link)).status(), link).toBe(200);
  });
}

test('the start page answers in the language the browser asks for', async ({ portal, request }) => {
  for (const [asked, expected] of [['en-GB,en;q=0.9', '/en'], ['de', '/de'], ['fr', '/de']]) {
    const answer = await request.get(portal.origin, { headers: { 'Accept-Language': asked }, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toBe(expected);
  }
});

test('the language switch stays on the page', async ({ page, portal }) => {
  await page.goto(`${portal.origin}/de/a/musterstadt/buergerbuero`);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(`${portal.origin}/en/a/musterstadt/buergerbuero`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the first stop of the keyboard is the way past the navigation', async ({ page, portal }) => {
  await page.goto(`${portal.origin}/de`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Zum Inhalt springen' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inMain = await page.evaluate(() => document.activeElement.closest('main') !== null);
  expect(inMain).toBe(true);
});

test('a text twice and four times as large stays readable without scrolling sideways', async ({ browser, portal }) => {
  // A window of 320 CSS pixels is 1280 pixels at 400 % (WCAG 2.2, success criterion 1.4.10).
  const context = await browser.newContext({ viewport: { width: 320, height: 256 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  for (const path of [...STATIC, ...WITH_ISLANDS]) {
    await page.goto(`${portal.origin}/de${path}`);
    await expectAccessible(page, `${path} at 400 %`);
  }
  await context.close();
});

test('without scripting the compose page says what to do and sends nothing', async ({ browser, portal }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${portal.origin}/de/a/musterstadt/buergerbuero`);
  await expect(page.locator('noscript .notice')).toBeVisible();
  await expect(page.locator('noscript .notice')).toContainText('rufen Sie uns an');
  await page.locator('#subject').fill('Vertraulich');
  await page.locator('#text').fill('Das darf niemand sehen');
  const requested = [];
  page.on('request', (request) => requested.push(request));
  await page.locator('#subject').press('Enter');
  const button = page.locator('form button').last();
  if (await button.isEnabled()) await button.click();
  // Whatever the form would have sent was sent before this.
  await page.goto(`${portal.origin}/de/about`);
  const documents = requested.filter((request) => request.isNavigationRequest()).map((request) => request.url());
  expect(documents).toEqual([`${portal.origin}/de/about`]);
  await page.close();
});
