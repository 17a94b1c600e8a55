// A council's website that shows the portal, and a browser that looks at it with third-party cookies blocked.
import config from '../playwright.config.mjs';
import { Host } from './host.mjs';
import { administering } from './office.mjs';
import { expect, test as base } from './test.mjs';

const { launchOptions } = config.use;

/** `host` is a site that an administrator has listed. */
export const test = base.extend({
  launchOptions: [
    { ...launchOptions, args: [...launchOptions.args, '--test-third-party-cookie-phaseout'] },
    { scope: 'worker' },
  ],
  host: [
    async ({ browser, portal }, use) => {
      const host = await Host.start(portal);
      const { page } = await administering(browser, portal, 'de');
      await page.getByRole('link', { name: 'Website', exact: true }).click();
      await page.locator('#origins').fill(host.origin);
      await page.getByRole('button', { name: 'Websites speichern' }).click();
      await expect(page.locator('.form__step').filter({ hasText: 'Gespeichert.' })).toBeVisible();
      await page.context().close();
      await use(host);
      await host.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** A page whose closed shadow roots can be looked into, as no page's own scripts can. */
export async function opened(browser, options) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  await context.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      return attach.call(this, { ...init, mode: 'open' });
    };
  });
  return context.newPage();
}

export function button(page, at = 0) {
  return page.locator('siegelpost-button').nth(at).locator('> button');
}

/** What stands in the frame, once it is there. */
export async function framed(page) {
  await expect(page.locator('dialog iframe')).toBeVisible();
  await expect.poll(() => page.frames().some((frame) => frame.url().includes('/embed/'))).toBe(true);
  return page.frames().find((frame) => frame.url().includes('/embed/'));
}
