// What is kept on paper: an authority's shares, a member's recovery code and a citizen's receipt, each on a sheet of its own, with all
// that its holder needs and nothing that is another's.
import { Founder, LINDENAU } from '../support/office.mjs';
import { Citizen } from '../support/people.mjs';
import { Portal } from '../support/portal.mjs';
import { expect, test, WIDTHS } from '../support/test.mjs';

const PASSWORD = 'Linde-Kranich-Ufer-7';
const WORDS = {
  de: { share: (number) => `Teil ${number} von 3`, one: (number) => `Teil ${number} drucken`, left: 'Noch nicht gedruckt', make: 'Wiederherstellungscode erstellen', print: 'Blatt drucken', keep: 'Prüfen und in Kraft setzen', kept: 'Der neue Code gilt.', office: 'Bürgerbüro' },
  en: { share: (number) => `share ${number} of 3`, one: (number) => `Print share ${number}`, left: 'Not printed yet', make: 'Make a recovery code', print: 'Print sheet', keep: 'Check and put in force', kept: 'The new code is in force.', office: "Citizens' office" },
};

/** A page whose printer only counts. */
async function opened(browser, viewport) {
  const page = await (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage();
  await page.addInitScript(() => {
    window.prints = 0;
    window.print = () => (window.prints += 1);
  });
  return page;
}

/** What is on paper: the sheets that can be seen there, all of the text, and the number of pages. */
async function paper(page, sheets) {
  await page.emulateMedia({ media: 'print' });
  const seen = page.locator(sheets).filter({ visible: true });
  const texts = await seen.allInnerTexts();
  const text = await page.locator('body').innerText();
  const file = await page.pdf({ format: 'A4' });
  const pages = file.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  await page.emulateMedia({ media: 'screen' });
  await expect(seen).toHaveCount(0);
  return { texts, text, pages };
}

/** What somebody reads off a sheet, group by group. */
const groups = (text) => text.match(/\b[0-9A-Z]{4}(?:\s+[0-9A-Z]{1,4})+\b/)[0].replace(/\s+/g, '-');

for (const [locale, device] of [['de', 'phone'], ['en', 'desk']]) {
  const words = WORDS[locale];

  test(`the shares are printed, each on a sheet, and one alone, in ${locale} on a ${device}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const portal = await Portal.start({ demo: false });
    const page = await opened(browser, WIDTHS[device]);
    const founder = new Founder(page, portal, locale);
    await founder.arrives(LINDENAU);
    await founder.choosesPasswords({ password: PASSWORD, passphrase: 'Vier Eichen am Marktplatz' });
    await founder.keeps();
    const sheets = '.share-sheet';
    await expect(page.locator(sheets).filter({ visible: true })).toHaveCount(0);
    const left = page.locator('.form__step').filter({ hasText: words.left });

    await page.getByRole('button', { name: words.one(2), exact: true }).click();
    await expect(left).toContainText('1, 3');
    const one = await paper(page, sheets);
    expect(one.pages).toBe(1);
    expect(one.texts.map(groups)).toEqual([founder.shares[1]]);

    await founder.button('printAll').click();
    await expect(left).toHaveCount(0);
    await expect.poll(() => page.evaluate(() => window.prints)).toBe(2);
    const all = await paper(page, sheets);
    expect(all.pages).toBe(3);
    expect(all.texts.map(groups)).toEqual(founder.shares);
    for (const [at, text] of all.texts.entries()) {
      expect(text).toContain(words.share(at + 1));
      expect(text).toContain(LINDENAU.name);
      expect(text).toContain(portal.origin);
    }
    // There is nothing else on the sheets.
    expect(all.text.replace(/\s+/g, ' ').trim()).toBe(all.texts.join(' ').replace(/\s+/g, ' ').trim());

    // What is typed back is what stands on paper: its checksum finds one wrong character.
    founder.shares = all.texts.map(groups);
    await founder.button('toCheck').click();
    const number = await founder.asked();
    const share = founder.shares[number - 1];
    await page.locator('#typed').fill(share.slice(0, -1) + (share.endsWith('7') ? '8' : '7'));
    await founder.button('check').click();
    await expect(page.locator('.error-summary')).toBeVisible();
    await page.locator('#typed').fill(share);
    await founder.button('check').click();
    await founder.founds();
    const after = await paper(page, sheets);
    for (const secret of founder.shares) expect(after.text).not.toContain(secret.split('-')[1]);
    await page.context().close();
    await portal.stop();
  });

  test(`a recovery code and a receipt are printed on one sheet each, in ${locale} on a ${device}`, async ({ browser, portal }) => {
    test.setTimeout(120_000);
    const page = await opened(browser, WIDTHS[device]);
    const [account] = portal.demo.accounts;
    await page.goto(`${portal.origin}/desk/account?lang=${locale}`);
    await page.locator('#email').fill(account.email);
    await page.locator('#password').fill(account.password);
    await page.locator('.gate__form button[type=submit]').click();
    const section = page.locator('section[aria-labelledby=recovery-code-title]');
    await section.getByRole('button', { name: words.make, exact: true }).click();
    await section.getByRole('button', { name: words.print, exact: true }).click();
    await expect.poll(() => page.evaluate(() => window.prints)).toBe(1);
    const code = await paper(page, '.share-sheet');
    expect(code.pages).toBe(1);
    expect(code.texts).toHaveLength(1);
    for (const told of ['Erika Sommer', account.email, `${portal.origin}/desk/recover`]) expect(code.texts[0]).toContain(told);
    await page.locator('#typed-back').fill(groups(code.texts[0]));
    await section.getByRole('button', { name: words.keep, exact: true }).click();
    await expect(section).toContainText(words.kept);
    const after = await paper(page, '.share-sheet');
    expect(after.texts).toEqual([]);
    // The journeys beside this one begin without a code.
    await section.getByRole('button', { name: /…$/ }).click();
    await section.locator('.confirm').getByRole('button').first().click();
    await expect(section.getByRole('button', { name: words.make, exact: true })).toBeVisible();
    await page.context().close();

    const outside = await opened(browser, WIDTHS[device]);
    const citizen = new Citizen(outside, portal, locale);
    await citizen.writes({ subject: 'Auf Papier', text: 'Streng vertraulich' });
    await outside.getByRole('button', { name: words.print, exact: true }).click();
    await expect.poll(() => outside.evaluate(() => window.prints)).toBe(1);
    const receipt = await paper(outside, '.receipt-sheet');
    expect(receipt.pages).toBe(1);
    expect(receipt.texts.map(groups)).toEqual([citizen.receipt]);
    for (const told of ['Stadt Musterstadt', words.office, citizen.caseNumber, `${portal.origin}/${locale}/return`]) {
      expect(receipt.texts[0]).toContain(told);
    }
    expect(receipt.text).not.toContain('Streng vertraulich');
    // The code opens the conversation; what is printed there does not name it.
    citizen.receipt = groups(receipt.texts[0]);
    await citizen.provesIt();
    await citizen.button('goOn').click();
    await citizen.reads('Streng vertraulich');
    const conversation = await paper(outside, '.receipt-sheet');
    expect(conversation.text).not.toContain(citizen.receipt.split('-')[0]);
    await outside.context().close();
  });
}
