// What every journey uses: a portal that they share, an axe check, and the two widths at which pages are judged.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';
import { Portal } from './portal.mjs';

export { expect };

/** A portal for each journey that names it; `options` are those of its start. */
export const ownPortal = (options) => async ({}, use) => {
  const portal = await Portal.start(options);
  await use(portal);
  await portal.stop();
};

/** A portal for those journeys that name the same one. */
export const sharedPortal = () => [ownPortal(), { scope: 'worker', timeout: 120_000 }];

export const test = base.extend({ portal: sharedPortal() });

export const WIDTHS = { phone: { width: 360, height: 740 }, desk: { width: 1440, height: 900 } };
export const LOCALES = ['de', 'en'];

/** A page in a browser of its own, whose errors are told. */
export async function opened(browser, viewport) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log('page error:', error.message));
  return page;
}

/** A clock that can be wound. Its timers get numbers that a program keeps in 32 bits, as browsers' own do. */
export async function wound(page) {
  await page.clock.install();
  await page.addInitScript(() => {
    for (const [set, clear] of [['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval']]) {
      const [begin, end, handles] = [window[set], window[clear], [undefined]];
      window[set] = (...what) => handles.push(begin(...what)) - 1;
      window[clear] = (number) => end(handles[number]);
    }
  });
}

/** Finds nothing: WCAG 2.2 A and AA, and axe's own best practices; and no page scrolls sideways. */
export async function expectAccessible(page, name) {
  // A colour that is half way to another one is nobody's choice.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < Infinity);
    return Promise.allSettled(ending.map((animation) => animation.finished));
  });
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // A document without frames is looked at by itself; only what is found in several has to be put together, on a further page.
    .setLegacyMode(page.frames().length === 1)
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found, name).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}
