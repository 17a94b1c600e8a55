// A council's own website: another origin and another site than the portal's, under a policy as strict as policies get.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';

const site = join(process.env.SIEGELPOST_TARGET ?? resolve(import.meta.dirname, '../../../target'), 'site');

export class Host {
  /** `pages` are bodies by path; each may be an object with `html`, `policy`, `lang`, `dir` and further `headers`. */
  static async start(portal, pages = {}) {
    const host = new Host();
    const names = JSON.parse(await readFile(join(site, 'manifest.json'), 'utf8'));
    const bytes = await readFile(join(site, names['embed.js']));
    host.script = `${portal.origin}/assets/${names['embed.js']}`;
    host.integrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
    host.portal = portal;
    host.pages = pages;
    host.requests = [];
    host.server = createServer((request, response) => host.answer(request, response));
    await new Promise((done) => host.server.listen(0, '127.0.0.1', done));
    // Another site than `localhost`, and on this machine without any entry anywhere.
    host.origin = `http://council.localhost:${host.server.address().port}`;
    return host;
  }

  /** What the documentation tells a host to allow. */
  get policy() {
    const { origin } = this.portal;
    return `default-src 'none'; script-src ${origin}; frame-src ${origin}; base-uri 'none'; form-action 'none'`;
  }

  /** The element that the administration makes. */
  snippet(data) {
    const attributes = Object.entries({ authority: 'musterstadt', ...data }).map(
      ([name, value]) => ` data-${name}="${String(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
    );
    return `<script src="${this.script}" integrity="${this.integrity}" crossorigin="anonymous" defer${attributes.join('')}></script>`;
  }

  /** Puts a page with that element here, and answers its address. */
  show(path, data, more = {}) {
    const { before = '', after = '', ...page } = more;
    this.pages[path] = {
      html: `<main><h1>Rathaus</h1><p>Willkommen</p>${before}</main>${this.snippet(data)}${after}`,
      ...page,
    };
    return `${this.origin}${path}`;
  }

  answer(request, response) {
    this.requests.push(request.url);
    const found = this.pages[request.url];
    if (found === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { html, policy = this.policy, lang = 'de', dir = 'ltr', headers = {} } = found.html ? found : { html: found };
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, ...headers });
    response.end(`<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Stadt Musterstadt</title></head>
<body>${html}</body></html>`);
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
