// Signs in at the desk in Chromium and shows an inbox; times every step of the vault and of the server on the way.
// Usage: node desk.mjs ORIGIN EMAIL PASSWORD ROWS; prints one JSON object, medians in milliseconds.
import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import config from '../playwright.config.mjs';

/** Seconds; the whole takes thirty on two quiet cores. */
const DEADLINE = 240;
const ROUNDS = 5;

const [origin, email, password, rows] = process.argv.slice(2);
const modules = join(import.meta.dirname, '../node_modules');

setTimeout(() => {
  console.error(`nothing was measured within ${DEADLINE} seconds`);
  process.exit(1);
}, DEADLINE * 1000).unref();

const browser = await chromium.launch(config.use.launchOptions);
const rounds = [];
for (let round = 0; round < ROUNDS; round++) rounds.push(await signIn());
const stock = await measureStock();
await browser.close();
const medians = Object.keys(rounds[0]).map((name) => [name, median(rounds.map((round) => round[name]))]);
console.log(JSON.stringify({ ...Object.fromEntries(medians), stock }));

/** One sign-in in a browser that has never been here. */
async function signIn() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(timeTheVault);
  await page.goto(`${origin}/desk`);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(password);
  const times = await page.evaluate(signInAndShow, Number(rows));
  await context.close();
  return times;
}

/** Runs before the page's own programs: notes how long the vault takes for each request. */
function timeTheVault() {
  const Native = Worker;
  window.vaultTimes = [];
  window.Worker = class extends Native {
    constructor(...given) {
      super(...given);
      this.asked = new Map();
      this.addEventListener('message', ({ data }) => {
        const asked = 'answer' in data && this.asked.get(data.id);
        if (asked) window.vaultTimes.push({ kind: asked.kind, took: performance.now() - asked.at });
      });
    }

    postMessage(message, ...more) {
      // {"both": request} or {"own": request}; a request without content is its name alone.
      const [request] = Object.values(message.request ? JSON.parse(message.request) : {});
      const kind = typeof request === 'string' ? request : Object.keys(request ?? {})[0];
      this.asked.set(message.id, { kind, at: performance.now() });
      super.postMessage(message, ...more);
    }
  };
}

/** Runs in the page. */
async function signInAndShow(rows) {
  const subjects = () => document.querySelectorAll('.inbox__rows .row__subject').length;
  const began = performance.now();
  document.querySelector('form button[type=submit]').click();
  await until(() => subjects() > 0);
  const first = performance.now() - began;
  while (subjects() < rows) {
    const before = subjects();
    document.querySelector('.inbox__more button').click();
    await until(() => subjects() > before);
  }
  const shown = performance.now() - began;
  const took = (kind) => {
    const times = window.vaultTimes.filter((time) => time.kind === kind);
    if (times.length === 0) throw new Error(`the vault was never asked to ${kind}`);
    return times.reduce((sum, time) => sum + time.took, 0);
  };
  const answers = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('/staff/logins') || name.endsWith('/staff/sessions'));
  return {
    begin: took('start_login'),
    stretch: took('finish_login'),
    unlock: took('unlock'),
    server: answers.reduce((sum, answer) => sum + answer.duration, 0),
    first,
    summaries: took('summarise'),
    shown,
  };

  /** Looks again with every picture that is drawn. */
  async function until(condition) {
    while (!condition()) await new Promise(requestAnimationFrame);
  }
}

/** Stock libraries in a page of their own. */
async function measureStock() {
  const page = await browser.newPage();
  const imports = {
    'age-encryption': '/bench/age-encryption/dist/index.js',
    '@noble/': '/bench/@noble/',
    '@scure/base': '/bench/@scure/base/index.js',
  };
  const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  await page.route('**/bench/**', async (route) => {
    const path = new URL(route.request().url()).pathname.slice('/bench/'.length);
    if (path === '') return route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>bench</title>${map}` });
    const file = join(modules, normalize(path));
    return route.fulfill({ contentType: 'text/javascript', body: await readFile(file) });
  });
  await page.goto(`${origin}/bench/`);
  return page.evaluate(stockInPage, { password, rows: Number(rows) });
}

/** Runs in the page. */
async function stockInPage({ password, rows }) {
  const { argon2id } = await import('@noble/hashes/argon2.js');
  const cost = { t: 3, m: 64 * 1024, p: 1, dkLen: 64 };
  const times = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    argon2id(new TextEncoder().encode(password), new Uint8Array(16), cost);
    times.push(performance.now() - began);
  }
  const age = await import('age-encryption');
  const identity = await age.generateHybridIdentity();
  const encrypter = new age.Encrypter();
  encrypter.addRecipient(await age.identityToRecipient(identity));
  const sealed = await encrypter.encrypt(new Uint8Array(1024));
  const began = performance.now();
  for (let file = 0; file < 2 * rows; file++) {
    const decrypter = new age.Decrypter();
    decrypter.addIdentity(identity);
    await decrypter.decrypt(sealed);
  }
  const open = performance.now() - began;
  return { argon2: times.toSorted((a, b) => a - b)[1], open };
}

function median(list) {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
}
