// A council's page with the button and without, and the time from the press to the frame. Usage: node embed.mjs ORIGIN
// AUTHORITY DEPARTMENT SCRIPT; prints one JSON object, medians in milliseconds.
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import config from '../playwright.config.mjs';

/** Seconds; the whole takes ten on two quiet cores. */
const DEADLINE = 120;
const ROUNDS = 9;
/** The demo lets this site show the portal; it is served from here. */
const HOST = 'http://council.localhost:8080/';

const [origin, authority, department, script] = process.argv.slice(2);

setTimeout(() => {
  console.error(`nothing was measured within ${DEADLINE} seconds`);
  process.exit(1);
}, DEADLINE * 1000).unref();

const text = '<p>Rathaus, Öffnungszeiten, Aktuelles</p>'.repeat(200);
const element = `<script src="${origin}/assets/${script}" crossorigin="anonymous" defer data-authority="${authority}" data-department="${department}"></script>`;
const pages = { without: text, with: text + element };

const council = createServer(({ url }, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><title>Rathaus</title>${pages[url.slice(1)] ?? ''}`);
});
await new Promise((done) => council.listen(8080, '127.0.0.1', done));
const browser = await chromium.launch(config.use.launchOptions);
const rounds = [];
// The first round warms up and counts for nothing.
for (let round = 0; round <= ROUNDS; round += 1) {
  const without = await busy('without');
  const { busy: withButton, ready } = await busy('with');
  if (round > 0) rounds.push({ without: without.busy, with: withButton, ready });
}
await browser.close();
council.close();
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
console.log(
  JSON.stringify(Object.fromEntries(['without', 'with', 'ready'].map((name) => [name, median(rounds.map((round) => round[name]))]))),
);

/** How long the page's main thread worked until it was loaded and idle; and with the button, how soon it says `ready`. */
async function busy(kind) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(HOST + kind, { waitUntil: 'load' });
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  const { metrics } = await session.send('Performance.getMetrics');
  const milliseconds = 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
  const ready = kind === 'with' ? await page.evaluate(press) : undefined;
  await context.close();
  return { busy: milliseconds, ready };
}

/** Runs in the page: presses, and waits for the frame's first word. */
function press() {
  return new Promise((done) => {
    const pressed = performance.now();
    addEventListener('message', ({ data }) => data?.is === 'ready' && done(performance.now() - pressed));
    window.Siegelpost[0].open();
  });
}
