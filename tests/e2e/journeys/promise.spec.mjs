// Within how many days a department answers: said where somebody looks for it, once there are figures for it.
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { Portal, until } from '../support/portal.mjs';
import { expect, LOCALES, test, WIDTHS } from '../support/test.mjs';

const PROMISE = { de: 'meist innerhalb eines Tages', en: 'usually within a day' };

/** Where people meet the department before they write to it, with and without a council's page around. */
const PLACES = ['find?q=buergerbuero', 'a/musterstadt', 'a/musterstadt/buergerbuero', 'embed/musterstadt', 'embed/musterstadt/only/buergerbuero'];

/** A portal of its own, because it starts again: figures are made anew then, and once a day. */
test('a department promises an answer from its twentieth conversation on', async ({ browser }) => {
  test.setTimeout(180_000);
  const portal = await Portal.start();
  const open = async (options) => (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage();
  const [outside, inside] = [await open({ viewport: WIDTHS.phone }), await open()];
  const citizen = new Citizen(outside, portal);
  const erika = new Caseworker(inside, portal);
  const seen = accessible(outside, 'promise');
  const told = async (count) => {
    await portal.interrupt();
    portal.log = '';
    await portal.serve();
    await until(() => portal.log.includes('renewed what departments promise'));
    for (const locale of LOCALES) {
      for (const place of PLACES) {
        await outside.goto(`${portal.origin}/${locale}/${place}`);
        await expect(outside.locator('main')).toBeVisible();
        await expect(outside.getByText(PROMISE[locale]), `${locale} ${place}`).toHaveCount(count);
        if (count) await seen(place);
      }
    }
  };
  const writes = (subject) => citizen.writes({ subject, text: 'Wann kann ich kommen?' });
  const answers = async (subject) => {
    await erika.opens(subject);
    await erika.answers('Jederzeit.');
    // It goes to the top of the list; while it does, other rows move from under the pointer.
    await expect(inside.locator('.row').first()).toContainText(subject);
  };
  // The demo has two, both of them answered.
  const subjects = Array.from({ length: 17 }, (_, number) => `Termin ${number + 3}.`);
  for (const subject of subjects) await writes(subject);
  await erika.signsIn();
  for (const subject of subjects) await answers(subject);
  await told(0);

  // What nobody has answered yet counts, too.
  await writes('Termin 20.');
  await told(1);
  await outside.goto(`${portal.origin}/de/a/musterstadt/ordnungsamt`);
  await expect(outside.getByText(PROMISE.de)).toHaveCount(0);
  for (const page of [outside, inside]) await page.context().close();
  await portal.stop();
});
