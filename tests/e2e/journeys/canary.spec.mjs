// What a citizen and a caseworker type is nowhere but in their browsers: not in the database, the logs, the mails, the
// traffic or the browser's storage, plain or encoded.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Caseworker, Citizen } from '../support/people.mjs';
import { expect, test } from '../support/test.mjs';

const SENTENCE = 'Quittenmus am Leuchtturm von Zwiesel-Ostende';
const FILE_NAME = 'Heuschnupfenkalender-7731.pdf';
const NAME = 'Walpurga Wintergrün-Xaver';
const ANSWER = 'Zitronenfalter im Rathauskeller, Raum 3b';
const NOTE = 'Siebenschläfer im Aktenschrank, Tür klemmt';
const PASSING = 'Kastanienallee nur mit Gummistiefeln, Ursula';

/** The ways in which a text could have been written down. */
function disguises(text) {
  const bytes = Buffer.from(text);
  const found = new Set([text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), bytes.toString('hex')]);
  for (let offset = 0; offset < 3; offset++) {
    // In base64 a text looks different at each of three places; its ends depend on its neighbours and are left out.
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const middle = shifted.slice(offset === 0 ? 0 : 4, shifted.length - 4).replace(/=+$/, '');
    found.add(middle);
    found.add(middle.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return [...found].map((disguise) => Buffer.from(disguise)).concat(Buffer.from(text, 'utf16le'));
}

async function files(folder) {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => [path, await readFile(path)]));
}

test('the disguises are recognised', () => {
  const everything = Buffer.from(`x${Buffer.from(`ab${SENTENCE}cd`).toString('base64url')}y`);
  expect(disguises(SENTENCE).some((disguise) => everything.includes(disguise))).toBe(true);
});

test('no canary leaves a browser', async ({ browser, portal }) => {
  const traffic = [];
  const record = async (page) => {
    page.on('request', (request) => traffic.push([request.url(), request.postDataBuffer() ?? Buffer.alloc(0)]));
    page.on('request', (request) => traffic.push([`${request.url()} headers`, Buffer.from(JSON.stringify(request.headers()))]));
    page.on('response', async (response) => {
      const body = await response.body().catch(() => Buffer.alloc(0));
      if (response.url().includes('/api/')) traffic.push([`answer of ${response.url()}`, body]);
    });
    page.on('console', (message) => traffic.push(['console', Buffer.from(message.text())]));
    return page;
  };
  const [outside, inside] = [await record(await browser.newPage()), await record(await browser.newPage())];
  const [citizen, caseworker] = [new Citizen(outside, portal), new Caseworker(inside, portal)];
  await citizen.writes({
    subject: SENTENCE,
    text: `Guten Tag, ${SENTENCE}.`,
    name: NAME,
    notice: 'walpurga@post.example',
    files: [{ name: FILE_NAME, mimeType: 'application/pdf', buffer: Buffer.from(SENTENCE.repeat(50)) }],
  });
  await citizen.provesIt();
  await caseworker.signsIn();
  await caseworker.opens(SENTENCE);
  await caseworker.answers(ANSWER);
  await inside.locator('#kind-note').check();
  await inside.locator('#reply').fill(NOTE);
  await inside.locator('.reply button[type=submit]').click();
  await caseworker.reads(NOTE);
  // To a department that she works in, too.
  await inside.locator('#pass-on').click();
  await inside.locator('#pass-on-to').selectOption({ label: 'Amt für Soziales und Wohnen' });
  await inside.locator('#pass-on-words').fill(PASSING);
  await inside.locator('form.confirm button[type=submit]').click();
  await caseworker.reads(PASSING);
  await citizen.returns();
  await citizen.reads(ANSWER);
  await citizen.reads(PASSING);
  await expect.poll(async () => (await portal.mails()).some((mail) => mail.includes('walpurga@'))).toBe(true);

  const storage = await outside.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  const places = [
    ...traffic,
    ['log', Buffer.from(portal.log)],
    ['storage', Buffer.from(storage)],
    ['address', Buffer.from(outside.url() + inside.url())],
    ...(await files(portal.folder)),
  ];
  expect(places.length).toBeGreaterThan(50);
  const receipt = citizen.receipt;
  const canaries = [SENTENCE, FILE_NAME, NAME, ANSWER, NOTE, PASSING, receipt, receipt.replaceAll('-', ''), receipt.replaceAll('-', ' '), caseworker.account.password];
  for (const canary of canaries) {
    for (const disguise of disguises(canary)) {
      const found = places.filter(([, bytes]) => bytes.includes(disguise)).map(([place]) => place);
      expect(found, `${canary} was found`).toEqual([]);
    }
  }
  await inside.close();
  await outside.close();
});
