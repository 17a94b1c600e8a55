// What people do in the journeys, in the words of the page: a citizen with a browser, a caseworker with another.
import { expect } from '@playwright/test';
import { expectAccessible } from './test.mjs';

const WORDS = {
  de: {
    toCheck: 'Weiter: Angaben prüfen',
    send: 'Versiegeln und senden',
    kept: 'Ich habe den Code aufbewahrt',
    check: 'Prüfen',
    group: /Gruppe (\d)/,
    goOn: 'Zu meiner Nachricht',
    open: 'Öffnen',
    reply: 'Versiegeln und absenden',
    sent: 'Ihre Nachricht ist angekommen.',
    leave: 'Abmelden',
    newest: 'Neu',
    noticesOn: 'Meldungen einschalten',
    noticesAreOn: 'Meldungen sind eingeschaltet.',
    noticesOff: 'Meldungen ausschalten',
    noticesAreOff: 'Meldungen sind ausgeschaltet, Ihre Adresse ist gelöscht.',
    signIn: 'Anmelden',
    close: 'Vorgang schließen',
    reopen: 'Wieder öffnen',
    sendAnswer: 'Versiegeln und senden',
    answerSent: 'Ihre Antwort ist gesendet.',
    propose: 'Vorschlagen',
    proposed: 'Übergabe vorgeschlagen an: ',
  },
  en: {
    toCheck: 'Continue: check your answers',
    send: 'Seal and send',
    kept: 'I have kept the code',
    check: 'Check',
    group: /Group (\d)/,
    goOn: 'Go to my message',
    open: 'Open',
    reply: 'Seal and send',
    sent: 'Your message has arrived.',
    leave: 'Sign out',
    newest: 'New',
    noticesOn: 'Switch notices on',
    noticesAreOn: 'Notices are switched on.',
    noticesOff: 'Switch notices off',
    noticesAreOff: 'Notices are switched off and your address has been deleted.',
    signIn: 'Sign in',
    close: 'Close conversation',
    reopen: 'Open again',
    sendAnswer: 'Seal and send',
    answerSent: 'Your answer has been sent.',
    propose: 'Propose',
    proposed: 'Proposed to hand over to: ',
  },
};

export class Citizen {
  /** `look` is called with a name at every step that a person sees. */
  constructor(page, portal, locale = 'de', look = async () => {}) {
    Object.assign(this, { page, portal, locale, look, words: WORDS[locale] });
  }

  async fill(letter, department = 'buergerbuero', authority = 'musterstadt') {
    await this.page.goto(`${this.portal.origin}/${this.locale}/a/${authority}/${department}`);
    await this.fillHere(letter);
  }

  /** Fills in the form that is there. */
  async fillHere({ subject, text, name, contact, notice, files = [] }) {
    const { page } = this;
    await page.locator('#subject').fill(subject);
    await page.locator('#text').fill(text);
    if (name) await page.locator('#name').fill(name);
    if (contact) await page.locator('#contact').fill(contact);
    if (notice) await page.locator('#notice').fill(notice);
    if (files.length) await page.locator('#files').setInputFiles(files);
    await this.look('compose');
  }

  async check() {
    await this.button('toCheck').click();
    await expect(this.button('send')).toBeVisible();
    await this.look('check');
  }

  async send() {
    await this.button('send').click();
    await this.receives();
  }

  /** Waits for the receipt and keeps it. */
  async receives() {
    const { page } = this;
    await expect(this.button('kept')).toBeVisible({ timeout: 60_000 });
    const groups = await page.locator('.receipt__code .code__group').allInnerTexts();
    this.receipt = groups.map((group) => group.trim()).join('-');
    expect(this.receipt).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    this.caseNumber = (await page.locator('.receipt__number').innerText()).trim();
    await this.look('receipt');
  }

  /** Types the group that the page asks for, and goes on to the conversation. */
  async provesIt() {
    const { page } = this;
    await this.button('kept').click();
    const label = await page.locator('label[for=proof]').innerText();
    const number = Number(label.match(this.words.group)[1]);
    await this.look('proof');
    await page.locator('#proof').fill(this.receipt.split('-')[number - 1].toLowerCase());
    await this.button('check').click();
    await expect(this.button('goOn')).toBeVisible();
    await this.look('kept');
  }

  async writes(letter, department, authority) {
    await this.fill(letter, department, authority);
    await this.check();
    await this.send();
  }

  /** Writes in the form that is there, keeps the receipt and goes on to the conversation. */
  async writesHere(letter) {
    await this.fillHere(letter);
    await this.check();
    await this.send();
    await this.provesIt();
    await this.button('goOn').click();
    await this.reads(letter.text);
  }

  async returns(code = this.receipt) {
    await this.page.goto(`${this.portal.origin}/${this.locale}/return`);
    await this.page.locator('#code').fill(code);
    await this.button('open').click();
  }

  async reads(text) {
    await expect(this.page.locator('.message__text').filter({ hasText: text })).toBeVisible();
  }

  async replies(text) {
    await this.page.locator('#reply').fill(text);
    await this.button('reply').click();
    await this.reads(text);
  }

  button(name) {
    return this.page.getByRole('button', { name: this.words[name], exact: true });
  }
}

export class Caseworker {
  constructor(page, portal, locale = 'de', look = async () => {}, account = portal.demo.accounts[0]) {
    Object.assign(this, { page, portal, locale, look, account, words: WORDS[locale] });
  }

  async signsIn(password = this.account.password) {
    await this.page.goto(`${this.portal.origin}/desk?lang=${this.locale}`);
    await this.page.locator('#email').fill(this.account.email);
    await this.page.locator('#password').fill(password);
    await this.look('sign-in');
    // A session whose keys are gone is unlocked instead.
    await this.page.locator('.gate__form button[type=submit]').click();
  }

  row(subject) {
    return this.page.locator('.row').filter({ hasText: subject });
  }

  async opens(subject) {
    await this.row(subject).locator('.row__link').click();
    await expect(this.page.locator('.conversation__subject')).toHaveText(subject);
  }

  async answers(text) {
    await this.page.locator('#reply').fill(text);
    await this.button('sendAnswer').click();
    await expect(this.page.locator('.message__text').filter({ hasText: text })).toBeVisible();
  }

  async reads(text) {
    await expect(this.page.locator('.message__text').filter({ hasText: text })).toBeVisible();
  }

  /** Chooses, by the keyboard, the department of another authority to which the open conversation is to go. */
  async chooses({ department, authority }) {
    const { page } = this;
    await page.locator('#propose').focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('#pass-on-heading')).toBeFocused();
    await page.locator('#elsewhere-search').fill(authority);
    await page.locator('#elsewhere-search').press('Enter');
    await page.locator('#elsewhere-choice').selectOption({ label: department });
    await expect(page.locator('form.confirm .fingerprint')).toBeVisible();
  }

  /** Proposes what was chosen. */
  async proposes({ department, authority }) {
    await this.button('propose').click();
    await expect(this.page.getByText(`${this.words.proposed}${department}, ${authority}.`)).toBeVisible();
  }

  button(name) {
    return this.page.getByRole('button', { name: this.words[name], exact: true });
  }
}

/** A look that has axe check each step. */
export function accessible(page, prefix) {
  return (name) => expectAccessible(page, `${prefix} ${name}`);
}
