// What goes wrong on the way: no network, a lost answer, a server that lies, a worker that dies.
import { Caseworker, Citizen } from '../support/people.mjs';
import { expect, test } from '../support/test.mjs';

test('the network goes off half way: nothing is lost and nothing sent twice', async ({ browser, portal }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const citizen = new Citizen(page, portal);
  await citizen.fill({ subject: 'Im Funkloch', text: 'Geht das trotzdem?' });
  await citizen.check();
  // The request arrives, its answer does not.
  let arrived = 0;
  await page.route('**/api/v1/conversations', async (route) => {
    arrived += 1;
    if (arrived === 1) {
      await route.fetch();
      await context.setOffline(true);
      return route.abort();
    }
    return route.continue();
  });
  await citizen.button('send').click();
  await expect.poll(() => arrived).toBe(1);
  await expect(page.getByRole('main')).toContainText(/Verbindung|Internet/, { timeout: 60_000, useInnerText: true });
  await context.setOffline(false);
  const again = page.getByRole('button', { name: 'Noch einmal versuchen' });
  await expect(citizen.button('kept').or(again)).toBeVisible({ timeout: 60_000 });
  if (await again.isVisible()) await again.click();
  await citizen.receives();
  await context.close();

  const inside = await browser.newPage();
  const caseworker = new Caseworker(inside, portal);
  await caseworker.signsIn();
  await expect(caseworker.row('Im Funkloch')).toHaveCount(1);
  await inside.close();
});

test('a message that a server altered, dropped or moved is named, and the rest stays readable', async ({ browser, portal }) => {
  const [outside, inside] = [await browser.newPage(), await browser.newPage()];
  const [citizen, caseworker] = [new Citizen(outside, portal), new Caseworker(inside, portal)];
  await citizen.writes({ subject: 'Wird verfälscht', text: 'Erste Nachricht' });
  await citizen.returns();
  await citizen.reads('Erste Nachricht');
  await citizen.replies('Zweite Nachricht');
  await citizen.replies('Dritte Nachricht');
  await citizen.replies('Vierte Nachricht');
  await caseworker.signsIn();
  const lies = {
    'lässt sich nicht öffnen': (messages) => {
      const { sealed } = messages[1];
      const at = sealed.length - 40;
      messages[1].sealed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
    },
    'fehlt eine andere': (messages) => messages.splice(1, 1),
    'steht nicht an ihrem Platz': (messages) => {
      const [first, second, third, fourth] = messages.splice(0);
      const [earlier, later] = [second.position, third.position];
      messages.push(first, { ...third, position: earlier }, { ...second, position: later }, fourth);
    },
  };
  for (const [words, lie] of Object.entries(lies)) {
    await inside.route('**/api/v1/conversations/*', async (route) => {
      const answer = await route.fetch();
      const view = await answer.json();
      lie(view.messages.messages);
      await route.fulfill({ response: answer, json: view });
    });
    await caseworker.opens('Wird verfälscht');
    await expect(inside.locator('.message--failed').filter({ hasText: words }).first()).toBeVisible();
    await caseworker.reads('Erste Nachricht');
    await caseworker.reads('Vierte Nachricht');
    await inside.unroute('**/api/v1/conversations/*');
    await caseworker.opens('Wohngeld, obwohl ich Teilzeit arbeite?');
  }
  await outside.close();
  await inside.close();
});

test('a department key that the authority did not certify stops the page before anything is sent', async ({ page, portal }) => {
  const directory = await (await page.request.get(`${portal.origin}/api/v1/authorities/musterstadt`)).json();
  const other = directory.departments.find(({ slug }) => slug === 'ordnungsamt');
  const foreign = await (await page.request.get(`${portal.origin}/api/v1/departments/${other.id}/key`)).json();
  await page.route('**/api/v1/departments/*/key', async (route) => {
    const answer = await route.fetch();
    const key = await answer.json();
    await route.fulfill({ response: answer, json: { ...key, chain: foreign.chain } });
  });
  let sent = 0;
  page.on('request', (request) => (sent += request.url().endsWith('/api/v1/conversations') ? 1 : 0));
  const citizen = new Citizen(page, portal);
  await citizen.fill({ subject: 'Vorsicht', text: 'Streng vertraulich' });
  await citizen.check();
  await citizen.button('send').click();
  await expect(page.getByRole('main')).toContainText('nicht von der Behörde beglaubigt', { useInnerText: true });
  await expect(page.locator('#unsent')).toContainText(/Telefon: 0999 \d/);
  expect(sent).toBe(0);
});

test('a vault that dies is told, and what was written is still there', async ({ page, portal }) => {
  // The worker's program is cut short: it starts, and ends with an error at the first request.
  await page.route('**/assets/vault_citizen_boot*', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'postMessage({ ready: true }); onmessage = () => { throw new Error("gone"); };',
    }),
  );
  const citizen = new Citizen(page, portal);
  await citizen.fill({ subject: 'Bleibt stehen', text: 'Das darf nicht verloren gehen' });
  await citizen.check();
  await citizen.button('send').click();
  await expect(page.getByRole('main')).toContainText('abgestürzt', { useInnerText: true });
  await page.unroute('**/assets/vault_citizen_boot*');
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await citizen.receives();
});
