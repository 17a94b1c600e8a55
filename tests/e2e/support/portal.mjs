// Starts a portal as an operator would: `server init`, `server serve`, and the demo's data through the API.
import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const target = process.env.SIEGELPOST_TARGET ?? resolve(import.meta.dirname, '../../../target');
const serverProgram = join(target, 'debug/server');
const xtaskProgram = join(target, 'debug/xtask');

/** A running portal: its address, the demo's credentials, and all that it leaves behind. */
export class Portal {
  /** With `demo` false the portal is empty, and `link` founds an authority. */
  static async start({ demo = true } = {}) {
    const portal = new Portal();
    portal.folder = await mkdtemp(join(tmpdir(), 'siegelpost-'));
    portal.port = await freePort();
    portal.origin = `http://localhost:${portal.port}`;
    portal.mail = join(portal.folder, 'mail');
    portal.environment = {
      ...process.env,
      SIEGELPOST_DATA__FOLDER: portal.folder,
      SIEGELPOST_HTTP__LISTEN: `127.0.0.1:${portal.port}`,
      SIEGELPOST_HTTP__ORIGIN: portal.origin,
      SIEGELPOST_HTTP__ASSETS: join(target, 'site'),
      SIEGELPOST_MAIL__FOLDER: portal.mail,
      SIEGELPOST_LOG__LEVEL: 'debug',
      // Journeys all come from one address and sign in again and again.
      SIEGELPOST_LIMITS__REQUESTS_PER_MINUTE: '100000',
      SIEGELPOST_LIMITS__TICKETS_PER_MINUTE: '1000',
      SIEGELPOST_LIMITS__CITIZEN_LOGINS_PER_MINUTE: '1000',
      SIEGELPOST_LIMITS__STAFF_LOGINS_PER_MINUTE: '1000',
      SIEGELPOST_LIMITS__ACCOUNT_LOGINS_PER_MINUTE: '1000',
    };
    const made = process.env.SIEGELPOST_DEMO;
    if (demo && made) {
      await cp(join(made, 'data'), portal.folder, { recursive: true });
      portal.demo = JSON.parse(await readFile(join(made, 'demo.json'), 'utf8'));
      await portal.serve();
      return portal;
    }
    const { stdout } = await run(serverProgram, ['init', '--json'], { env: portal.environment });
    const { token, link } = JSON.parse(stdout);
    portal.link = link;
    await portal.serve();
    if (demo) portal.demo = await portal.makes('demo', token);
    return portal;
  }

  /** What xtask makes through the API with a token that founds an authority. */
  async makes(what, token) {
    const { stdout } = await run(
      xtaskProgram,
      [what, '--origin', this.origin, '--token', token, '--mail', this.mail],
      { env: this.environment },
    );
    return JSON.parse(stdout);
  }

  /** Founds a second authority and answers the account of its caseworker. */
  async neighbour() {
    const { stdout } = await run(serverProgram, ['init', '--new-token', '--json'], { env: this.environment });
    return this.makes('neighbour', JSON.parse(stdout).token);
  }

  /** A link with which a further authority is founded. */
  async invitesFounder() {
    const { stdout } = await run(serverProgram, ['init', '--json', '--new-token'], { env: this.environment });
    return JSON.parse(stdout).link;
  }

  /** Starts the server program; its log is kept. */
  async serve() {
    this.log ??= '';
    this.process = spawn(serverProgram, ['serve'], { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (bytes) => (this.log += bytes));
    }
    const exited = new Promise((_, refuse) =>
      this.process.once('exit', (code) => refuse(new Error(`the server ended with ${code}:\n${this.log}`))),
    );
    exited.catch(() => {});
    await Promise.race([until(() => ready(this.origin)), exited]);
  }

  /** Stops the server program as an operator would, and waits for its end. */
  async interrupt() {
    const ended = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    return ended;
  }

  async stop() {
    await this.interrupt();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Waits for a mail to an address in which `pattern` finds something that is not among `known`, and answers it. */
  async mailed(address, pattern, known = []) {
    return until(async () =>
      (await this.mails())
        .filter((mail) => mail.includes(address))
        .map((mail) => mail.match(pattern)?.[0])
        .find((found) => found && !known.includes(found)),
    );
  }

  /** Mails that were sent so far, as text. */
  async mails() {
    const names = (await readdir(this.mail).catch(() => [])).filter((name) => name.endsWith('.eml'));
    return Promise.all(names.sort().map((name) => readFile(join(this.mail, name), 'utf8')));
  }
}

/** Asks again until the answer is true; the test's own time limit ends it. */
export async function until(question) {
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    await new Promise((again) => setTimeout(again, 50));
  }
}

async function ready(origin) {
  try {
    return (await fetch(`${origin}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** Where this worker's next portal may listen: each worker has a thousand ports of its own, and each run begins elsewhere in them. */
let nextPort = 12_000 + 1_000 * Number(process.env.TEST_PARALLEL_INDEX ?? 0) + (process.pid % 800);

/**
 * A port below those that systems give to connections and to whoever does not ask for a certain one (from 32,768 on Linux): one of
 * theirs may be taken by a connection of the browser before the portal listens.
 */
async function freePort() {
  for (;;) {
    const port = nextPort++;
    if (await isFree(port)) return port;
  }
}

function isFree(port) {
  return new Promise((done) => {
    const server = createServer()
      .once('error', () => done(false))
      .listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
