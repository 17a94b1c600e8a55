// An administrator keeps the directory: contacts, areas, services with who is in charge, and files; citizens see it.
import { readFile } from 'node:fs/promises';
import { Administrator } from '../support/office.mjs';
import { accessible } from '../support/people.mjs';
import { Portal } from '../support/portal.mjs';
import { expect, LOCALES, test, WIDTHS } from '../support/test.mjs';

const WORDS = {
  de: {
    directory: 'Verzeichnis',
    areas: 'Gebiete',
    add: 'Hinzufügen',
    asText: /Formatieren Sie die Spalte als Text/,
    noKey: 'Geben Sie einen Schlüssel ein.',
    lostZero: /Dem Schlüssel fehlt die Null am Anfang/,
    newService: 'Leistung anlegen',
    missing: 'Wählen Sie in jeder Zeile Gebiet und Abteilung',
    save: 'Speichern',
    saved: 'Gespeichert.',
    csv: 'Als CSV herunterladen',
    check: 'Datei prüfen',
    faults: '2 Fehler in der Datei',
    changes: '0 neu, 1 geändert, 0 entfernt.',
    publish: 'Signieren und veröffentlichen',
    published: 'Das Verzeichnis ist veröffentlicht.',
    removeService: 'Leistung entfernen',
    notUtf8: /nicht in UTF-8/,
    overtaken: 'Inzwischen hat jemand anderes das Verzeichnis geändert',
    large: 'Die Datei ist zu groß. Höchstens 16 MB',
    office: 'Bürgerbüro',
    order: 'Ordnungsamt',
    felling: 'Baum fällen',
    searched: 'fällgenehmigung musterstadt',
    several: 'Mehrere Abteilungen sind zuständig. An welche möchten Sie schreiben?',
    fallback: 'Für dieses Anliegen ist hier keine eigene Abteilung eingetragen',
    nobody: 'Für dieses Anliegen ist hier keine Abteilung eingetragen',
    nothing: 'Dazu haben wir nichts gefunden',
    none: 'Keine',
    write: /^Nachricht schreiben/,
    hours: 'Mo und Mi 7–11 Uhr',
    scope: 'Fällungen ja, Kronenschnitt nein.',
  },
  en: {
    directory: 'Directory',
    areas: 'Areas',
    add: 'Add',
    asText: /Format the column as text/,
    noKey: 'Type a key.',
    lostZero: /The key has lost the zero that it begins with/,
    newService: 'Add a service',
    missing: 'Choose an area and a department in each row',
    save: 'Save',
    saved: 'Saved.',
    csv: 'Download as CSV',
    check: 'Check the file',
    faults: '2 mistakes in the file',
    changes: '0 new, 1 changed, 0 removed.',
    publish: 'Sign and publish',
    published: 'The directory is published.',
    removeService: 'Remove the service',
    notUtf8: /not in UTF-8/,
    overtaken: 'Somebody else has changed the directory meanwhile',
    large: 'The file is too large. At most 16 MB',
    office: "Citizens' office",
    order: 'Public order office',
    felling: 'Felling a tree',
    searched: 'logging permit musterstadt',
    several: 'Several departments are in charge. Which one would you like to write to?',
    fallback: 'No department of its own is listed here for this concern',
    nobody: 'No department is listed here for this concern',
    nothing: 'We found nothing about that',
    none: 'None',
    write: /^Write a message/,
    hours: 'Mon and Wed 7–11',
    scope: 'Felling yes, pruning no.',
  },
};

async function administrator(browser, portal, locale, viewport, look) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const person = new Administrator(page, portal, locale, look(page));
  const { email, password } = portal.demo.accounts.find(({ role }) => role === 'administrator');
  await person.signsIn(email, password);
  await page.locator('.areas').getByRole('link', { name: WORDS[locale].directory }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS[locale].directory);
  return page;
}

for (const locale of LOCALES) {
  for (const [device, viewport] of Object.entries(WIDTHS)) {
    test(`the directory is kept in ${locale} on a ${device}`, async ({ browser, portal }) => {
      test.setTimeout(180_000);
      const words = WORDS[locale];
      const look = (page) => accessible(page, `${locale} ${device}`);
      const page = await administrator(browser, portal, locale, viewport, look);
      const seen = look(page);
      const button = (name) => page.getByRole('button', { name, exact: true });
      await expect(page.locator('.entry').filter({ hasText: '99115005012000' })).toBeVisible();
      await seen('directory');

      await page.getByRole('link', { name: words.areas, exact: true }).click();
      await page.locator('#name').fill('Neuss');
      await button(words.add).click();
      await expect(page.locator('.error-summary')).toContainText(words.noKey);
      await page.locator('#key').fill('5162024');
      await page.locator('#name').fill('Neuss');
      await button(words.add).click();
      await expect(page.locator('.error-summary')).toContainText(words.lostZero);
      await seen('areas');
      await page.locator('#key').fill('05162024');
      await button(words.add).click();
      await expect(page.locator('.entry').filter({ hasText: '05162024' })).toBeVisible();

      await page.locator('.back').click();
      await page.getByRole('link', { name: words.newService, exact: true }).click();
      await page.locator('#key').fill('hundesteuer');
      await page.locator('#name').fill('Hundesteuer');
      await page.locator('#synonyms').fill('Hund anmelden, Hundemarke');
      await button(words.newService).click();
      await expect(page.locator('.error-summary')).toContainText(words.missing);
      await page.locator('#area-0').selectOption('05162024');
      await page.locator('#department-0').selectOption({ index: 1 });
      await seen('new service');
      await button(words.newService).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hundesteuer');
      const answer = await page.request.get(`${portal.origin}/api/v1/routes?service=hundesteuer&area=051620024024`);
      expect((await answer.json()).found).toBe('department');
      // An area that is needed gets another name, and keeps its key.
      await page.locator('.back').click();
      await page.getByRole('link', { name: words.areas, exact: true }).click();
      await page.getByRole('link', { name: 'Neuss', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Neuss');
      await page.locator('#name').fill('');
      await button(words.save).click();
      await expect(page.locator('.error-summary')).toBeVisible();
      await seen('area');
      await page.locator('#name').fill('Neuss am Rhein');
      await page.locator('#district').fill('Rhein-Kreis Neuss');
      await button(words.save).click();
      await expect(page.getByText(words.saved, { exact: true })).toBeVisible();
      const renamed = await page.request.get(`${portal.origin}/api/v1/routes?service=hundesteuer&area=051620024024`);
      expect((await renamed.json()).choices[0].area).toEqual({ key: '05162024', name: 'Neuss am Rhein', district: 'Rhein-Kreis Neuss' });
      await page.locator('.back').click();
      await expect(page.locator('.entry').filter({ hasText: '05162024' })).toContainText('Neuss am Rhein');
      await page.locator('.back').click();
      await page.getByRole('link', { name: 'Hundesteuer', exact: true }).click();
      await button(words.removeService).click();
      await expect(page.locator('#question')).toBeFocused();
      await seen('question');
      await button(words.removeService).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.directory);
      await expect(page.locator('.entry').filter({ hasText: 'hundesteuer' })).toHaveCount(0);

      // Back to where the next one begins.
      await page.getByRole('link', { name: words.areas, exact: true }).click();
      await page.getByRole('button', { name: /Neuss/ }).click();
      await expect(page.locator('.entry').filter({ hasText: '05162024' })).toHaveCount(0);
    });

    test(`a file is checked before it becomes the directory in ${locale} on a ${device}`, async ({ browser, portal }) => {
      test.setTimeout(180_000);
      const words = WORDS[locale];
      const look = (page) => accessible(page, `${locale} ${device}`);
      const page = await administrator(browser, portal, locale, viewport, look);
      const seen = look(page);
      const downloading = page.waitForEvent('download');
      await page.getByRole('link', { name: words.csv }).click();
      const csv = await readFile(await (await downloading).path(), 'utf8');
      const check = async (name, text) => {
        const buffer = Buffer.isBuffer(text) ? text : Buffer.from(text, 'utf8');
        await page.locator('#directory-file').setInputFiles({ name, mimeType: 'text/csv', buffer });
        await page.getByRole('button', { name: words.check, exact: true }).click();
        await expect(page.locator('#check-title')).toBeFocused();
      };

      await check('wrong.csv', csv.replace('area;;16999002', 'area;;6999002').replace('laerm;16999002', 'laerm;16999003'));
      await expect(page.locator('#check-title')).toHaveText(/\d+/);
      await expect(page.locator('#publish')).toHaveCount(0);
      await expect(page.getByRole('cell', { name: words.lostZero })).toBeVisible();
      await expect(page.getByRole('cell', { name: words.asText })).toBeVisible();
      await seen('faults');
      await check('latin1.csv', Buffer.from(csv, 'latin1'));
      await expect(page.getByRole('cell', { name: words.notUtf8 })).toBeVisible();

      const telephone = `0999 ${device === 'phone' ? 1 : 2}${locale === 'de' ? 1 : 2}`;
      await check('directory.csv', csv.replace(/0999 123-100|0999 \d\d(?=;)/, telephone));
      await expect(page.getByText(words.changes)).toBeVisible();
      await seen('changes');
      await page.getByRole('button', { name: words.publish }).press('Enter');
      await expect(page.locator('.notice--success')).toContainText(words.published);

      await page.goto(`${portal.origin}/${locale}/a/musterstadt/buergerbuero`);
      await expect(page.locator('.contact').getByRole('link', { name: telephone })).toBeVisible();
      await seen('contact');
    });
  }
}

test('who is in charge of a service in hundreds of areas is looked for, changed and changed again', async ({ browser, portal }) => {
  test.setTimeout(180_000);
  const words = WORDS.de;
  const page = await administrator(browser, portal, 'de', WIDTHS.phone, (page) => accessible(page, 'many areas'));
  const seen = accessible(page, 'many areas');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: words.csv }).click();
  const csv = await readFile(await (await downloading).path(), 'utf8');
  const becomes = async (text) => {
    await page.locator('#directory-file').setInputFiles({ name: 'directory.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') });
    await page.getByRole('button', { name: words.check, exact: true }).click();
    await page.getByRole('button', { name: words.publish }).click();
    await expect(page.locator('.notice--success')).toContainText(words.published);
  };
  const keys = Array.from({ length: 600 }, (_, number) => `16998${String(number + 100)}`);
  const columns = csv.split(/\r?\n/, 1)[0].replace('\uFEFF', '').split(';');
  const row = (values) => columns.map((column) => values[column] ?? '').join(';');
  const rows = keys.flatMap((area) => [
    row({ kind: 'area', area, name_de: `Ort ${area.slice(5)}`, district: 'Kreis Nirgendwo' }),
    row({ kind: 'route', service: 'laerm', area, department: 'ordnungsamt' }),
  ]);
  await becomes(`${csv.trimEnd()}\n${rows.join('\n')}\n`);

  await page.getByRole('link', { name: 'Lärm melden', exact: true }).click();
  await expect(page.getByText('100 von 602 Zuständigkeiten werden gezeigt.')).toBeVisible();
  await expect(page.locator('.rows__row')).toHaveCount(100);
  await seen('first');
  await page.locator('#sought-area').fill('ort 350');
  await expect(page.locator('.rows__row')).toHaveCount(1);
  const area = page.locator('.rows__row input');
  await expect(area).toHaveValue('Ort 350, Kreis Nirgendwo (16998350)');
  await seen('found');
  // Saved, and saved once more: what is chosen after the first time counts, too.
  const department = page.locator('.rows__row select');
  const served = async () => {
    const answer = await page.request.get(`${portal.origin}/api/v1/routes?service=laerm&area=16998350`);
    return (await answer.json()).choices[0].department.slug;
  };
  for (const [label, slug] of [['Bürgerbüro', 'buergerbuero'], ['Ordnungsamt', 'ordnungsamt']]) {
    await department.selectOption({ label });
    await page.getByRole('button', { name: words.save, exact: true }).click();
    await expect.poll(served).toBe(slug);
    await expect(page.getByText(words.saved)).toBeVisible();
  }
  await area.fill('Ort 350');
  await page.getByRole('button', { name: words.save, exact: true }).click();
  await expect(page.locator('.error-summary')).toContainText(words.missing);
  await area.fill('16998350');
  // A new row is there whatever is looked for.
  await page.locator('#add-route').click();
  await expect(page.locator('.rows__row')).toHaveCount(2);
  await page.locator('.rows__row button').last().click();
  await page.getByRole('button', { name: words.save, exact: true }).click();
  await expect(page.getByText(words.saved)).toBeVisible();

  // An area that is needed stays.
  await page.locator('.back').click();
  await page.getByRole('link', { name: words.areas, exact: true }).click();
  await page.getByRole('button', { name: /^Ort 350, Kreis Nirgendwo/ }).click();
  await expect(page.locator('.error-summary')).toContainText('wird noch gebraucht für: Lärm melden');
  await seen('needed');
  await page.locator('.back').click();
  await becomes(csv);
});

test('a large file shows how far it has come, and a broken line costs nothing', async ({ browser, portal }) => {
  const words = WORDS.en;
  const page = await administrator(browser, portal, 'en', WIDTHS.desk, (page) => accessible(page, 'large file'));
  const line = await page.context().newCDPSession(page);
  const network = (offline, uploadThroughput) =>
    line.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput });
  await line.send('Network.enable');
  const buffer = Buffer.from('type;service;area\n'.padEnd(600_000, 'route;laerm;16999999\n'), 'utf8');
  const check = page.getByRole('button', { name: words.check, exact: true });
  const bar = page.getByRole('progressbar');
  await page.locator('#directory-file').setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer });

  await network(true, -1);
  await check.click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(bar).toHaveCount(0);

  await network(false, 100_000);
  await check.click();
  await expect(bar).toHaveAttribute('value', /^0\.\d+$/);
  await accessible(page, 'large file')('uploading');
  await network(false, -1);
  await expect(page.locator('#check-title')).toBeFocused();
  await expect(bar).toHaveCount(0);
});

for (const locale of LOCALES) {
  test(`who saves the directory second keeps what they typed in ${locale}`, async ({ browser, portal }) => {
    test.setTimeout(120_000);
    const words = WORDS[locale];
    const telephone = locale === 'de' ? '02131 111-1' : '02131 111-2';
    const pages = [];
    for (let at = 0; at < 2; at += 1) {
      const page = await administrator(browser, portal, locale, WIDTHS.desk, (page) => accessible(page, locale));
      await page.locator('a[href*="directory/contact"]').first().click();
      await expect(page.locator('#telephone')).not.toHaveValue('');
      pages.push(page);
    }
    const [first, second] = pages;
    const save = (page) => page.getByRole('button', { name: words.save, exact: true }).click();
    await first.locator('#telephone').fill(telephone);
    await second.locator('#hours').fill('Mo 7–11 Uhr');
    await save(first);
    await expect(first.getByText(words.saved, { exact: true })).toBeVisible();
    await save(second);
    await expect(second.locator('[role=alert]').filter({ hasText: words.overtaken })).toBeVisible();
    await expect(second.locator('#hours')).toHaveValue('Mo 7–11 Uhr');
    await expect(second.locator('#telephone')).toHaveValue(telephone);
    await accessible(second, locale)('overtaken');
    await save(second);
    await expect(second.getByText(words.saved, { exact: true })).toBeVisible();
    for (const page of pages) await page.context().close();
  });
}

test('a service that somebody removes meanwhile is named, and what stood there stays', async ({ browser, portal }) => {
  test.setTimeout(120_000);
  const words = WORDS.de;
  const open = () => administrator(browser, portal, 'de', WIDTHS.desk, (page) => accessible(page, 'removed'));
  const first = await open();
  await first.getByRole('link', { name: words.newService, exact: true }).click();
  await first.locator('#key').fill('fundtier');
  await first.locator('#name').fill('Fundtier melden');
  await first.locator('#area-0').selectOption('16999001');
  await first.locator('#department-0').selectOption({ index: 1 });
  await first.getByRole('button', { name: words.newService, exact: true }).click();
  await expect(first.getByRole('heading', { level: 1 })).toHaveText('Fundtier melden');
  const second = await open();
  await second.getByRole('link', { name: 'Fundtier melden', exact: true }).click();
  await second.locator('#name').fill('Fundtier abgeben');

  for (let press = 0; press < 2; press += 1) {
    await first.getByRole('button', { name: words.removeService, exact: true }).click();
  }
  await expect(first.getByRole('heading', { level: 1 })).toHaveText(words.directory);
  await second.getByRole('button', { name: words.save, exact: true }).click();
  await expect(second.locator('[role=alert]').filter({ hasText: 'Diese Leistung hat inzwischen jemand entfernt' })).toBeVisible();
  await expect(second.locator('#name')).toHaveValue('Fundtier abgeben');
  await expect(second.locator('#area-0')).toHaveValue('16999001');
  await accessible(second, 'removed')('service removed');
  for (const page of [first, second]) await page.context().close();
});

for (const locale of LOCALES) {
  test(`a file that is too large is not even sent in ${locale}`, async ({ browser, portal }) => {
    const words = WORDS[locale];
    const page = await administrator(browser, portal, locale, WIDTHS.desk, (page) => accessible(page, locale));
    const directory = async () => (await page.request.get(`${portal.origin}/api/v1/administration/directory.csv`)).text();
    const before = await directory();
    let sent = 0;
    page.on('request', (request) => (sent += request.url().endsWith('/administration/directory/checks') ? 1 : 0));
    const check = () => page.getByRole('button', { name: words.check, exact: true }).click();
    const large = { name: 'directory.csv', mimeType: 'text/csv', buffer: Buffer.alloc(17 * 1024 * 1024, before) };
    await page.locator('#directory-file').setInputFiles(large);
    await check();
    await expect(page.locator('#file-error')).toContainText(words.large);
    await expect(page.locator('.error-summary')).toBeFocused();
    await expect(page.locator('#publish')).toHaveCount(0);
    await accessible(page, locale)('large file');
    expect(sent).toBe(0);
    expect(await directory()).toBe(before);
    // Another file in its place is looked at.
    await page.locator('#directory-file').setInputFiles({ ...large, buffer: Buffer.from(before) });
    await check();
    await expect(page.locator('#check-title')).toBeFocused();
    await expect(page.locator('#file-error')).toHaveCount(0);
    await page.context().close();
  });
}

for (const [locale, device] of [['de', 'phone'], ['en', 'desk']]) {
  test(`what an administrator keeps in two languages is what people find, in ${locale} on a ${device}`, async ({ browser }) => {
    test.setTimeout(180_000);
    const portal = await Portal.start();
    const words = WORDS[locale];
    const page = await administrator(browser, portal, locale, WIDTHS[device], (page) => accessible(page, locale));
    const fill = async (fields) => {
      for (const [id, value] of Object.entries(fields)) await page.locator(`#${id}`).fill(value);
    };
    const save = async () => {
      await page.getByRole('button', { name: words.save, exact: true }).click();
      await expect(page.getByText(words.saved, { exact: true })).toBeVisible();
    };
    const contacts = page.locator('section[aria-labelledby=contacts-title]');
    const contact = async (name) => {
      await page.locator('.areas').getByRole('link', { name: words.directory }).click();
      await contacts.getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
    };
    await contact('Stadt Musterstadt');
    await page.locator('#fallback').selectOption({ label: words.order });
    await save();
    await contact(words.office);
    await fill({ hours: WORDS.de.hours, 'hours-en': WORDS.en.hours, scope: WORDS.de.scope, 'scope-en': WORDS.en.scope });
    await save();

    await page.locator('.areas').getByRole('link', { name: words.directory }).click();
    await expect(contacts).toContainText(words.order);
    await page.getByRole('link', { name: words.newService, exact: true }).click();
    const texts = {
      name: WORDS.de.felling,
      synonyms: 'Baumfällung, Fällgenehmigung',
      description: 'Wenn ein Baum weg soll.',
      'name-en': WORDS.en.felling,
      'synonyms-en': 'tree cutting, logging permit',
      'description-en': 'When a tree is to go.',
    };
    await fill({ key: 'baumfaellung', ...texts });
    // Two departments for the same area: whoever asks is asked.
    await page.locator('#add-route').click();
    for (const [at, label] of [words.office, words.order].entries()) {
      await page.locator('.rows__row').nth(at).locator('select').first().selectOption('16999001');
      await page.locator('.rows__row').nth(at).locator('select').last().selectOption({ label });
    }
    await page.getByRole('button', { name: words.newService, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.felling);
    // All of it is there again.
    await page.locator('.back').click();
    await page.getByRole('link', { name: words.felling, exact: true }).click();
    for (const [id, value] of Object.entries(texts)) await expect(page.locator(`#${id}`)).toHaveValue(value);
    await expect(page.locator('.rows__row')).toHaveCount(2);

    const outside = await (await browser.newContext({ viewport: WIDTHS[device], reducedMotion: 'reduce' })).newPage();
    const seen = accessible(outside, `${locale} ${device}`);
    const find = (tag, text) => outside.goto(`${portal.origin}/${tag}/find?q=${encodeURIComponent(text)}`);
    const main = outside.locator('main');
    for (const [tag, told] of Object.entries(WORDS)) {
      const of = (department) => outside.locator('.target').filter({ hasText: department });
      await find(tag, told.searched);
      await expect(outside.getByRole('heading', { name: told.several })).toBeVisible();
      await expect(outside.locator('.found .eyebrow')).toContainText(told.felling);
      await expect(outside.locator('.found')).toContainText(tag === 'de' ? texts.description : texts['description-en']);
      await expect(outside.locator('.target')).toHaveCount(2);
      await expect(of(told.office)).toContainText(told.hours);
      await expect(of(told.office)).toContainText(told.scope);
      await expect(of(told.order)).not.toContainText(told.hours);
      await seen(`ties ${tag}`);
      await of(told.office).getByRole('link', { name: told.write }).click();
      await expect(outside).toHaveURL(`${portal.origin}/${tag}/a/musterstadt/buergerbuero`);
      for (const path of ['a/musterstadt/buergerbuero', 'embed/musterstadt/only/buergerbuero']) {
        await outside.goto(`${portal.origin}/${tag}/${path}`);
        await expect(outside.locator('.contact')).toContainText(told.hours);
        await expect(outside.locator('.contact')).toContainText(told.scope);
        await seen(`${path} ${tag}`);
      }

      // What nobody is in charge of goes to the fallback, and people are told before they write.
      await find(tag, 'raumfahrt musterstadt');
      await expect(outside.getByRole('heading', { name: told.fallback })).toBeVisible();
      await expect(outside.locator('.target__name')).toHaveText([told.order]);
      await seen(`fallback ${tag}`);
      await find(tag, 'xyzzyxyzzy');
      await expect(outside.getByRole('heading', { name: told.nothing })).toBeVisible();
      await expect(main.getByRole('link', { name: '115', exact: true })).toHaveAttribute('href', 'tel:115');
    }

    // Without a fallback people choose for themselves, or call.
    await contact('Stadt Musterstadt');
    await page.locator('#fallback').selectOption({ label: words.none });
    await save();
    await find(locale, 'raumfahrt musterstadt');
    await expect(outside.getByRole('heading', { name: words.nobody })).toBeVisible();
    await expect(outside.locator('.card').filter({ hasText: words.office })).toBeVisible();
    await expect(main.getByRole('link', { name: '0999 123-0', exact: true })).toHaveAttribute('href', 'tel:09991230');
    await seen('nobody');
    for (const one of [page, outside]) await one.context().close();
    await portal.stop();
  });
}
