// Seals and opens 1 KB and 10 MB in Chromium: the citizens' vault and npm `age-encryption`, in one page, in turns.
// Usage: node sealing.mjs ORIGIN AUTHORITY VAULT_URL; prints one JSON object, medians in milliseconds.
import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import config from '../playwright.config.mjs';

/** Seconds; the whole takes ten on two quiet cores. */
const DEADLINE = 180;

const [origin, authority, vaultUrl] = process.argv.slice(2);
const modules = join(import.meta.dirname, '../node_modules');
const importMap = {
  imports: {
    'age-encryption': '/bench/age-encryption/dist/index.js',
    '@noble/': '/bench/@noble/',
    '@scure/base': '/bench/@scure/base/index.js',
  },
};
const html = `<!doctype html><title>bench</title><script type="importmap">${JSON.stringify(importMap)}</script>`;

// Neither a page nor a worker has to answer, and nothing else would end the wait for them.
setTimeout(() => {
  console.error(`nothing was measured within ${DEADLINE} seconds`);
  process.exit(1);
}, DEADLINE * 1000).unref();

const browser = await chromium.launch(config.use.launchOptions);
const page = await browser.newPage();
await page.route('**/bench/**', async (route) => {
  const path = new URL(route.request().url()).pathname.slice('/bench/'.length);
  if (path === '') return route.fulfill({ contentType: 'text/html', body: html });
  const file = join(modules, normalize(path));
  return route.fulfill({ contentType: 'text/javascript', body: await readFile(file) });
});
await page.goto(`${origin}/bench/`);
const measured = await page.evaluate(measure, { origin, authority, vaultUrl });
await browser.close();
console.log(JSON.stringify(measured));

/** Runs in the page. */
async function measure({ origin, authority, vaultUrl }) {
  const age = await import('age-encryption');
  const { ask, ready } = startVault();
  await ready;
  const identity = await age.generateHybridIdentity();
  const recipient = await age.identityToRecipient(identity);
  const directory = await get(`/authorities/${authority}`);
  const department = directory.departments[0].id;
  const key = await get(`/departments/${department}/key`);
  const now = Math.floor(Date.now() / 1000);

  const results = {};
  for (const [name, size, rounds] of [['1 KB', 1024, 30], ['10 MB', 10 * 1024 * 1024, 7]]) {
    const plain = random(size);
    const times = { vault: { seal: [], open: [] }, age: { seal: [], open: [] } };
    for (let round = 0; round < rounds + 2; round++) {
      // The first two rounds warm both up.
      const keep = (list, time) => round >= 2 && list.push(time);
      const own = await vaultRound(plain);
      keep(times.vault.seal, own.seal);
      keep(times.vault.open, own.open);
      const stock = await ageRound(plain);
      keep(times.age.seal, stock.seal);
      keep(times.age.open, stock.open);
    }
    results[name] = {
      vault: { seal: median(times.vault.seal), open: median(times.vault.open) },
      age: { seal: median(times.age.seal), open: median(times.age.open) },
    };
  }
  return results;

  async function vaultRound(plain) {
    const buffer = plain.slice().buffer;
    const [attachment, seal] = await timed(() =>
      ask({ seal_attachment: { name: 'a.bin', media_type: 'application/octet-stream' } }, buffer),
    );
    const ticket = await post('/tickets', { department });
    const { answer } = await ask({ open: {
      conversation: ticket.conversation,
      ticket: ticket.ticket,
      authority: directory.id,
      root: directory.root,
      department: key,
      subject: 's',
      text: 't',
      name: null,
      contact: null,
      notice: null,
      locale: 'de',
      now,
    } });
    const { conversation, citizen, grants, message } = answer.opening.request;
    const view = {
      id: conversation,
      case_number: '0000-0000',
      authority: directory.id,
      department,
      status: 'open',
      opened_at: now,
      citizen: citizen.sign,
      grants: grants.filter(({ grantee }) => grantee.kind === 'citizen'),
      messages: {
        messages: [
          {
            id: message.id,
            position: 1,
            author: 'citizen',
            received_at: now,
            sealed: message.sealed,
            attachments: message.attachments.map((file) => ({ ...file, parts: [0] })),
          },
        ],
      },
      read: 0,
      notice: false,
    };
    await ask({ read: { view, now } });
    // As it comes back from the portal: in one piece.
    const sealed = await new Blob(attachment.bytes).arrayBuffer();
    const [opened, open] = await timed(() =>
      ask({ open_attachment: { id: attachment.answer.attachment.id } }, sealed),
    );
    if (opened.bytes[0].byteLength !== plain.length) throw new Error('the vault opened something else');
    await ask('forget');
    return { seal, open };
  }

  async function ageRound(plain) {
    const encrypter = new age.Encrypter();
    encrypter.addRecipient(recipient);
    const [sealed, seal] = await timed(() => encrypter.encrypt(plain));
    const decrypter = new age.Decrypter();
    decrypter.addIdentity(identity);
    const [opened, open] = await timed(() => decrypter.decrypt(sealed));
    if (opened.length !== plain.length) throw new Error('age-encryption opened something else');
    return { seal, open };
  }

  function startVault() {
    const worker = new Worker(vaultUrl, { type: 'module' });
    const waiting = new Map();
    let number = 0;
    const ready = new Promise((done, refuse) => {
      worker.addEventListener('error', (event) => {
        const error = new Error(`the vault crashed: ${event.message}`);
        refuse(error);
        for (const { fail } of waiting.values()) fail(error);
      });
      worker.addEventListener('message', ({ data }) => {
        if (data.ready) return done();
        if ('answer' in data) {
          const answer = JSON.parse(data.answer);
          waiting.get(data.id).done({ answer, bytes: data.bytes });
          waiting.delete(data.id);
        }
      });
    });
    const ask = async (request, bytes) => {
      const id = ++number;
      const answered = new Promise((done, fail) => waiting.set(id, { done, fail }));
      worker.postMessage({ id, request: JSON.stringify(request), bytes }, bytes ? [bytes] : []);
      const result = await answered;
      if (result.answer.refused) throw new Error(JSON.stringify(result.answer));
      return result;
    };
    return { ask, ready };
  }

  async function get(path) {
    return answered(await fetch(`${origin}/api/v1${path}`));
  }

  async function post(path, body) {
    const headers = { 'Content-Type': 'application/json' };
    return answered(
      await fetch(`${origin}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
    );
  }

  /** A refusal is one here too: a server with everyday limits gives fewer tickets a minute than this needs. */
  async function answered(response) {
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }

  async function timed(work) {
    const started = performance.now();
    const result = await work();
    return [result, performance.now() - started];
  }

  function random(size) {
    const bytes = new Uint8Array(size);
    for (let from = 0; from < size; from += 65536) crypto.getRandomValues(bytes.subarray(from, from + 65536));
    return bytes;
  }

  function median(list) {
    return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
  }
}
