// What changes in an authority that runs: people move and lose a role, departments get another name, close and open again. Inboxes,
// keys and the public pages follow.
import { administering, Administrator } from '../support/office.mjs';
import { accessible, Caseworker, Citizen } from '../support/people.mjs';
import { expect, opened, ownPortal, test as base, WIDTHS } from '../support/test.mjs';

const WORDS = {
  de: {
    order: 'Ordnungsamt',
    office: 'Bürgerbüro',
    registry: 'Standesamt',
    unstaffed: 'bliebe niemand, der neue Nachrichten öffnen kann',
    handOver: 'Schlüssel übergeben',
    needs: 'Erika Sommer braucht den Schlüssel von Ordnungsamt.',
    administration: 'Administration',
    nothing: 'Hier verwalten Sie nichts',
    forbidden: 'nicht berechtigt',
    renamed: 'Standes- und Urkundsamt',
    described: 'Geburt, Ehe, Tod und alle Urkunden.',
    open: 'Offen',
    closed: 'Geschlossen',
    routed: 'Das Verzeichnis Ihrer Behörde führt Menschen zu dieser Abteilung',
    gone: 'Diese Seite gibt es nicht',
    unreachable: 'kann gerade keine versiegelten Nachrichten empfangen',
  },
  en: {
    order: 'Public order office',
    office: "Citizens' office",
    registry: 'Standesamt',
    unstaffed: 'nobody left who can open new messages',
    handOver: 'Hand over the key',
    needs: 'Erika Sommer needs the key of Public order office.',
    administration: 'Administration',
    nothing: 'There is nothing for you to administer',
    forbidden: 'not allowed to do this',
    renamed: 'Registry of births and marriages',
    described: 'Birth, marriage, death and every certificate.',
    open: 'Open',
    closed: 'Closed',
    routed: 'directory leads people to this department',
    gone: 'There is no such page',
    unreachable: 'cannot receive sealed messages at the moment',
  },
};

/** Each test changes the demo's people, so each has a demo of its own. */
const test = base.extend({
  town: ownPortal(),
});

/** The demo's two caseworkers, Erika Sommer and Jonas Petersen. */
async function caseworkers(browser, portal, locale) {
  const [erika, jonas] = await Promise.all(
    portal.demo.accounts.slice(0, 2).map(async (account) => {
      const page = await opened(browser, WIDTHS.desk);
      return new Caseworker(page, portal, locale, undefined, account);
    }),
  );
  return { erika, jonas };
}

/** Comes anew: what a member sees from then on is what they are entitled to now. */
async function comesBack(caseworker) {
  await caseworker.signsIn();
  await expect(caseworker.page.locator('.inbox')).toBeVisible({ timeout: 30_000 });
}

/** The number of a department's key, as the administration shows it. */
const key = (number) => new RegExp(`(Nr\\.|No\\.) ${number}\\b`);

for (const [locale, device] of [['de', 'phone'], ['en', 'desk']]) {
  const words = WORDS[locale];

  test(`somebody moves to another department, and keys and inboxes follow, in ${locale} on a ${device}`, async ({ browser, town }) => {
    test.setTimeout(240_000);
    const citizen = new Citizen(await opened(browser), town, locale);
    await citizen.writes({ subject: 'Vor dem Wechsel', text: 'Laute Nachbarn' }, 'ordnungsamt');
    const { erika, jonas } = await caseworkers(browser, town, locale);
    await comesBack(jonas);
    await jonas.opens('Vor dem Wechsel');
    const administrator = await administering(browser, town, locale, WIDTHS[device]);
    const { page } = administrator;
    await administrator.creates({ name: words.registry, slug: 'standesamt' });

    // Nobody would be left to open what is written to his department: nothing changes.
    const moves = { [words.order]: false, [words.registry]: true };
    await administrator.changes('Jonas Petersen', { departments: moves });
    await expect(page.getByRole('alert')).toContainText(words.unstaffed);
    await administrator.look('unstaffed');
    await administrator.looksAt(words.order);
    await expect(page.locator('section[aria-labelledby=key-title]')).toContainText(key(1));

    // A colleague comes first; she reads what is there as soon as he has handed her the key.
    await administrator.changes('Erika Sommer', { departments: { [words.order]: true } });
    await administrator.hasSaved();
    await comesBack(jonas);
    await expect(jonas.page.locator('.strip').filter({ hasText: words.needs })).toBeVisible();
    await jonas.page.getByRole('button', { name: words.handOver, exact: true }).press('Enter');
    await expect(jonas.page.locator('.strip')).toHaveCount(0);
    await comesBack(erika);
    await expect(erika.page.locator('.departments')).toContainText(words.order);
    await erika.opens('Vor dem Wechsel');
    await erika.reads('Laute Nachbarn');

    await administrator.changes('Jonas Petersen', { departments: moves });
    await administrator.hasSaved();
    await expect(page.locator('.summary')).toContainText(words.registry);
    await expect(page.locator('.summary')).not.toContainText(words.order);
    await administrator.link('departments').click();
    await expect(administrator.entry(words.order)).toContainText(key(2));
    await expect(administrator.entry(words.registry)).toContainText(key(1));

    // What he left is read by her alone, from the first message to the next one.
    await comesBack(jonas);
    await expect(jonas.row('Vor dem Wechsel')).toHaveCount(0);
    await expect(jonas.page.locator('.departments')).toHaveCount(0);
    await citizen.writes({ subject: 'Nach dem Wechsel', text: 'Immer noch laut' }, 'ordnungsamt');
    await expect(erika.row('Nach dem Wechsel')).toBeVisible();
    await erika.opens('Nach dem Wechsel');
    await erika.answers('Wir kommen vorbei.');
    await expect(jonas.row('Nach dem Wechsel')).toHaveCount(0);

    // And he is believed where he works now.
    await citizen.writes({ subject: 'Geburtsurkunde', text: 'Wie lange dauert sie?' }, 'standesamt');
    await expect(jonas.row('Geburtsurkunde')).toBeVisible();
    await jonas.opens('Geburtsurkunde');
    await jonas.answers('Drei Tage.');
    await citizen.returns();
    await citizen.reads('Drei Tage.');
    for (const one of [citizen.page, erika.page, jonas.page, page]) await one.context().close();
  });

  test(`who led and leads no longer administers nothing, and answers as before, in ${locale} on a ${device}`, async ({ browser, town }) => {
    test.setTimeout(240_000);
    const citizen = new Citizen(await opened(browser), town, locale);
    await citizen.writes({ subject: 'Unter neuer Leitung', text: 'Wer leitet das?' });
    const administrator = await administering(browser, town, locale, WIDTHS[device]);
    const { erika } = await caseworkers(browser, town, locale);
    const { page } = erika;
    const leads = new Administrator(await opened(browser, WIDTHS[device]), town, locale);
    const link = page.locator('.bar').getByRole('link', { name: words.administration, exact: true });
    await administrator.changes('Erika Sommer', { role: 'lead' });
    await administrator.hasSaved();
    await comesBack(erika);
    await expect(link).toBeVisible();
    await leads.signsIn(erika.account.email, erika.account.password);
    await leads.link('invite').click();
    const invited = 'n.lindner@musterstadt.example';
    await leads.fill({ name: 'Nora Lindner', email: invited });
    await leads.page.getByLabel(words.office, { exact: true }).check();

    await administrator.changes('Erika Sommer', { role: 'caseworker' });
    await administrator.hasSaved();
    // The form was open before: what it asks for is not done any more.
    await leads.button('sendInvitation').click();
    await expect(leads.page.getByRole('alert')).toContainText(words.forbidden);
    expect((await town.mails()).filter((mail) => mail.includes(invited))).toEqual([]);
    await comesBack(erika);
    await expect(link).toHaveCount(0);
    await erika.opens('Unter neuer Leitung');
    await erika.answers('Frau Yilmaz.');
    await citizen.returns();
    await citizen.reads('Frau Yilmaz.');
    await leads.page.goto(`${town.origin}/desk/administration?lang=${locale}`);
    await leads.fill({ email: erika.account.email, password: erika.account.password });
    await leads.page.locator('.gate__form button[type=submit]').click();
    await expect(leads.page.getByRole('heading', { level: 1 })).toHaveText(words.nothing, { timeout: 30_000 });
    await accessible(leads.page, locale)('nothing to administer');
    for (const one of [citizen.page, page, leads.page, administrator.page]) await one.context().close();
  });

  test(`a department gets another name, closes and opens again, in ${locale} on a ${device}`, async ({ browser, town }) => {
    test.setTimeout(240_000);
    const administrator = await administering(browser, town, locale, WIDTHS[device]);
    const { page } = administrator;
    await administrator.creates({ name: words.registry, slug: 'standesamt' });
    await administrator.changes('Jonas Petersen', { departments: { [words.registry]: true } });
    await administrator.hasSaved();
    const outside = await opened(browser, WIDTHS[device]);
    const citizen = new Citizen(outside, town, locale, accessible(outside, locale));
    await citizen.writes({ subject: 'Urkunde', text: 'Wie lange dauert sie?' }, 'standesamt');

    // Another name in both languages; its address stays.
    await administrator.looksAt(words.registry);
    await administrator.fill({
      name: WORDS.de.renamed,
      description: WORDS.de.described,
      'name-en': WORDS.en.renamed,
      'description-en': WORDS.en.described,
    });
    await administrator.button('save').click();
    await administrator.hasSaved();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.renamed);
    const { jonas } = await caseworkers(browser, town, locale);
    await comesBack(jonas);
    await expect(jonas.page.locator('.departments')).toContainText(words.renamed);
    await expect(jonas.page.locator('.departments')).not.toContainText(words.registry, { useInnerText: true });
    for (const [tag, { renamed, described }] of Object.entries(WORDS)) {
      await outside.goto(`${town.origin}/${tag}/a/musterstadt/standesamt`);
      await expect(outside.getByRole('heading', { level: 1 })).toContainText(renamed);
      await expect(outside.locator('main')).toContainText(described);
      await outside.goto(`${town.origin}/${tag}/a/musterstadt`);
      await expect(outside.locator('.card').filter({ hasText: renamed })).toContainText(described);
    }

    // Where the directory leads to stays open.
    await administrator.looksAt(words.office);
    await page.locator('#closed').check();
    await administrator.button('save').click();
    await expect(page.getByRole('alert')).toContainText(words.routed);
    await administrator.look('routed');
    await administrator.link('departments').click();
    await expect(administrator.entry(words.office)).toContainText(words.open);

    // Somebody writes while it closes: that does not arrive, and is not lost.
    const late = new Citizen(await opened(browser, WIDTHS[device]), town, locale);
    await late.fill({ subject: 'Zu spät', text: 'Noch schnell' }, 'standesamt');
    await late.check();
    const closes = async (isClosed) => {
      await administrator.looksAt(words.renamed);
      await page.locator('#closed').setChecked(isClosed);
      await administrator.button('save').click();
      await administrator.hasSaved();
      await administrator.link('departments').click();
      await expect(administrator.entry(words.renamed)).toContainText(isClosed ? words.closed : words.open);
    };
    await closes(true);
    await administrator.look('closed');
    await late.button('send').click();
    await expect(late.page.locator('#unsent')).toContainText(words.unreachable, { useInnerText: true });
    await outside.goto(`${town.origin}/${locale}/a/musterstadt/standesamt`);
    await expect(outside.getByRole('heading', { level: 1 })).toHaveText(words.gone);
    await citizen.look('closed department');
    await outside.getByRole('link', { name: /Stadt Musterstadt/ }).click();
    await expect(outside.locator('.card').filter({ hasText: words.order })).toBeVisible();
    await expect(outside.locator('.card').filter({ hasText: words.renamed })).toHaveCount(0);
    await outside.goto(`${town.origin}/${locale}/find?q=${encodeURIComponent(words.renamed)}`);
    await expect(outside.locator('main')).not.toContainText(words.described);

    // What has begun goes on.
    await jonas.opens('Urkunde');
    await jonas.answers('Drei Tage.');
    await citizen.returns();
    await citizen.reads('Drei Tage.');
    await citizen.replies('Vielen Dank.');
    await jonas.reads('Vielen Dank.');

    await closes(false);
    await late.page.locator('#unsent').getByRole('button').first().click();
    await late.receives();
    await expect(jonas.row('Zu spät')).toBeVisible();
    await outside.goto(`${town.origin}/${locale}/a/musterstadt/standesamt`);
    await expect(outside.locator('#subject')).toBeVisible();
    for (const one of [outside, late.page, jonas.page, page]) await one.context().close();
  });
}
