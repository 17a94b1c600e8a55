// People look after their own account: where they are signed in, and that nobody reads what they left open.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { expect, LOCALES, test, WIDTHS, wound } from '../support/test.mjs';

const run = promisify(execFile);

const WORDS = {
  de: { account: 'Mein Konto', here: 'dieses Gerät', end: /abmelden$/, everywhere: 'Überall abmelden', lock: 'Sperren', unlock: 'Schlüssel öffnen', signOut: 'Abmelden', soon: 'in einer Minute', locked: 'gesperrt', note: 'Interne Notiz', answer: 'Antwort', offline: 'Der Server antwortet nicht', started: (then, now) => `Angemeldet am ${then}, zuletzt benutzt am ${now}` },
  en: { account: 'My account', here: 'this device', end: /sign out$/, everywhere: 'Sign out everywhere', lock: 'Lock', unlock: 'Open keys', signOut: 'Sign out', soon: 'in a minute', locked: 'locked', note: 'Internal note', answer: 'Answer', offline: 'The server does not answer', started: (then, now) => `Signed in on ${then}, last used on ${now}` },
};

async function opened(browser, viewport, colorScheme = 'light') {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  return context.newPage();
}

/** Has the newest session have begun a day and an hour before, as the server knows it; when that was and when it was used last. */
async function begunYesterday(portal) {
  const script = `import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=10)
newest, = database.execute("SELECT session FROM staff_sessions ORDER BY started_at DESC, used_at DESC LIMIT 1").fetchone()
database.execute("UPDATE staff_sessions SET started_at = started_at - 90000 WHERE session = ?", (newest,))
database.commit()
print(*database.execute("SELECT started_at, used_at FROM staff_sessions WHERE session = ?", (newest,)).fetchone())`;
  const { stdout } = await run('python3', ['-c', script, join(portal.folder, 'siegelpost.db')], { timeout: 20_000 });
  return stdout.trim().split(' ').map((seconds) => new Date(Number(seconds) * 1000));
}

/** Day and time as they are written in a language. */
function moment(date, locale) {
  const tag = { de: 'de-DE', en: 'en-GB' }[locale];
  const day = date.toLocaleString(tag, { day: 'numeric', month: 'long', year: 'numeric' });
  return `${day}, ${date.toLocaleString(tag, { hour: '2-digit', minute: '2-digit' })}`;
}

/** Signs in on the account's page. */
async function accountOf(page, portal, locale, account) {
  await page.goto(`${portal.origin}/desk/account?lang=${locale}`);
  await page.locator('#email').fill(account.email);
  await page.locator('#password').fill(account.password);
  await page.locator('.gate__form button[type=submit]').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS[locale].account, { timeout: 30_000 });
}

for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`a lost device is signed out from another one in ${locale} on a ${device}`, async ({ browser, portal }) => {
      const words = WORDS[locale];
      const [account] = portal.demo.accounts;
      const lost = new Caseworker(await opened(browser), portal, locale);
      await lost.signsIn();
      await expect(lost.page.locator('.inbox')).toBeVisible();
      await expect(lost.page.locator('#inbox-heading')).toBeFocused();
      const [then, used] = await begunYesterday(portal);

      const page = await opened(browser, viewport, device === 'phone' ? 'dark' : 'light');
      await accountOf(page, portal, locale, account);
      await expect(page.locator('#page-heading')).toBeFocused();
      const sessions = page.locator('.entry');
      await expect(sessions.filter({ hasText: words.here })).toHaveCount(1);
      await expect(sessions.filter({ hasText: 'Chrome, Linux' }).first()).toBeVisible();
      // When it began is how somebody knows it again.
      const told = words.started(moment(then, locale), moment(used, locale));
      await expect(sessions.filter({ hasText: told })).toHaveCount(1);
      await expect(sessions.filter({ hasText: told })).not.toContainText(words.here);
      await accessible(page, `${locale} ${device}`)('account');

      // With the keyboard.
      const count = await sessions.count();
      const other = sessions.filter({ hasText: 'Chrome, Linux' }).getByRole('button', { name: words.end });
      await expect(other).toHaveCount(1);
      await other.focus();
      await page.keyboard.press('Enter');
      await expect(sessions).toHaveCount(count - 1);
      await expect(page.locator('#sessions-title')).toBeFocused();
      await expect(page.locator('.form__step').filter({ hasText: 'Chrome, Linux' })).toBeVisible();
      // The desk that was open there has nothing any more.
      await expect(lost.page.locator('.gate__form')).toBeVisible();
      await expect(lost.page.locator('.inbox')).toHaveCount(0);

      await page.getByRole('button', { name: words.everywhere }).click();
      await expect(page.locator('.gate__form')).toBeVisible();
      expect((await page.request.get(`${portal.origin}/api/v1/staff/session`)).status()).toBe(401);
      for (const one of [lost.page, page]) await one.context().close();
    });
  }
}

for (const locale of LOCALES) {
  test(`a desk that nobody uses locks itself and brings the half-written answer back in ${locale}`, async ({ browser, portal }) => {
    const words = WORDS[locale];
    const outside = new Citizen(await opened(browser), portal, locale);
    const subject = `Geheimer Betreff ${locale}`;
    await outside.writes({ subject, text: 'Geheimer Wortlaut' });

    const page = await opened(browser, WIDTHS.phone);
    await wound(page);
    const clara = new Caseworker(page, portal, locale, accessible(page, locale));
    await clara.signsIn();
    await clara.opens(subject);
    await clara.reads('Geheimer Wortlaut');
    const kind = (name) => page.getByRole('radio', { name: words[name], exact: true });
    await kind('note').check();
    await page.locator('#reply').fill('Halb fertige Notiz');
    await kind('answer').check();
    await page.locator('#reply').fill('Halb fertige Antwort');
    const address = page.url();

    await page.clock.fastForward('09:05');
    await expect(page.locator('.strip')).toContainText(words.soon);
    await clara.look('locks soon');
    await page.keyboard.press('Shift');
    await page.clock.fastForward('00:20');
    await expect(page.locator('.strip')).toHaveCount(0);

    await page.clock.fastForward('10:05');
    await expect(page.locator('.gate__form')).toBeVisible();
    await expect(page.locator('.notice')).toContainText(words.locked);
    await clara.look('locked');
    const left = await page.evaluate(() => {
      const fields = [...document.querySelectorAll('input, textarea')].map((field) => field.value);
      return [document.documentElement.outerHTML, document.title, ...fields].join('\n');
    });
    for (const secret of [subject, 'Geheimer Wortlaut', 'Halb fertige']) expect(left).not.toContain(secret);
    await expect(page.locator('#password')).toBeFocused();

    // Whoever unlocks signs when, and nobody's clock is ahead by minutes.
    await page.clock.setSystemTime(Date.now());
    // Without a network it stays locked, and loses nothing.
    await page.context().setOffline(true);
    await page.locator('#password').fill(clara.account.password);
    await page.keyboard.press('Enter');
    await expect(page.locator('.gate [role=alert]')).toContainText(words.offline);
    await page.context().setOffline(false);
    await page.locator('#password').fill(clara.account.password);
    await page.keyboard.press('Enter');
    await expect(page.locator('#reply')).toHaveValue('Halb fertige Antwort', { timeout: 30_000 });
    await kind('note').check();
    await expect(page.locator('#reply')).toHaveValue('Halb fertige Notiz');
    await kind('answer').check();
    expect(page.url()).toBe(address);
    await clara.reads('Geheimer Wortlaut');

    // By hand, and then somebody else sits down: nothing of it is theirs.
    await page.getByRole('button', { name: words.lock, exact: true }).click();
    await expect(page.locator('.gate__form')).toBeVisible();
    const [, other] = portal.demo.accounts;
    await page.locator('#email').fill(other.email);
    await page.locator('#password').fill(other.password);
    await page.keyboard.press('Enter');
    await expect(page.locator('.bar__out').first()).toBeVisible({ timeout: 30_000 });
    expect(await page.content()).not.toContain('Halb fertige');
    await page.getByRole('button', { name: words.signOut, exact: true }).click();
    await clara.signsIn();
    await clara.opens(subject);
    await expect(page.locator('#reply')).toHaveValue('');

    // Whoever comes back to a page whose timers stood still finds it locked, too.
    await page.clock.pauseAt(Date.now() + 3_600_000);
    await page.mouse.move(10, 10);
    await expect(page.locator('.gate__form')).toBeVisible();
    await page.getByRole('button', { name: words.signOut, exact: true }).click();
    await expect(page.locator('.notice--success')).toBeVisible();
    for (const one of [outside.page, page]) await one.context().close();
  });
}
