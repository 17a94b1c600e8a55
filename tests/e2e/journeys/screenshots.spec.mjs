// The README's pictures. They are written into the repository only when SIEGELPOST_SCREENSHOTS is set, so that a test
// run leaves the work tree as it was.
import { join } from 'node:path';
import { Administrator } from '../support/office.mjs';
import { Caseworker, Citizen } from '../support/people.mjs';
import { expect, sharedPortal, test as base, WIDTHS } from '../support/test.mjs';

/** A portal in which nobody else has written: what is pictured is the demo's, and on the inbox's first page. */
const test = base.extend({ portal: sharedPortal() });

const folder = join(import.meta.dirname, '..', process.env.SIEGELPOST_SCREENSHOTS ? 'screenshots' : 'results/screenshots');

for (const [device, viewport] of Object.entries(WIDTHS)) {
  test(`the main pages on a ${device}`, async ({ browser, portal }) => {
    const page = await browser.newPage({ viewport, colorScheme: 'light', reducedMotion: 'reduce' });
    const picture = (name) => page.screenshot({ path: join(folder, `${name}-${device}.png`) });
    await page.goto(`${portal.origin}/de`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await picture('start');
    const citizen = new Citizen(page, portal);
    await citizen.fill({ subject: 'Meldebescheinigung nach dem Umzug', text: 'Guten Tag,\n\nich bin am Ersten umgezogen …' });
    // From its top: filling a field scrolls to it.
    await page.evaluate(() => scrollTo(0, 0));
    await picture('compose');
    await page.locator('#subject').fill('');
    await page.locator('#text').fill('');
    await citizen.returns(portal.demo.receipts[0].code);
    await citizen.reads('Bitte schreiben Sie uns hier');
    await picture('thread');
    const caseworker = new Caseworker(page, portal);
    await caseworker.signsIn();
    await expect(caseworker.row('Wohngeld, obwohl')).toBeVisible();
    if (device === 'desk') await caseworker.opens('Wohngeld, obwohl ich Teilzeit arbeite?');
    await picture('inbox');
    const { email, password } = portal.demo.accounts.at(-1);
    const administrator = new Administrator(page, portal);
    await administrator.signsIn(email, password);
    await administrator.link('people').click();
    await expect(administrator.entry('Erika Sommer')).toBeVisible();
    await picture('members');
    await page.close();
  });
}
