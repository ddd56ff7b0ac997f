// The dialog of user data. A text or a file is read by the worker; the preview shows what was understood, the questions
// that are left and the rows that are left out. Everything in it can be changed, and the preview follows.
import { el, setText, translate } from '../ui/dom.js';
import { textOf } from './arrivals.js';
import { ReaderClient } from './client.js';

import { needsReading, withChange } from './read/settings.js';
import { leftOutView, previewView, questionsView, understoodView } from './preview.js';

/**
 * @import { DataTable } from '../experiment/table.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Settings } from './read/settings.js'
 * @import { Summary } from './summary.js'
 */

/**
 * @typedef {object} DataEvents
 * @property {() => Promise<Worker>} startWorker
 * @property {(table: DataTable | null) => void} onUse null: back to simulated data
 * @property {() => Translate} t
 */

/** Texts of more characters than this are not put into the text field, which would hold up the page. */
const maxFieldChars = 200_000;
/** A typed text is read after this time (ms) without typing. */
const readDelayMs = 250;

export class DataDialog {
  /** @type {string | Blob} */ #source = '';
  /** @type {Settings} */ #settings = {};
  /** @type {Summary | null} */ #summary = null;
  /** @type {Promise<void>} */ #reading = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** @param {DataEvents} events */
  constructor(events) {
    this.events = events;
    this.reader = new ReaderClient(events.startWorker, (share) => this.#showProgress(share));
    const button = (/** @type {string} */ name, /** @type {() => void} */ onclick, style = 'quiet') =>
      el('button', { type: 'button', class: style, 'data-testid': `own-data-${name}`, onclick, t: `ownData.${name}` });
    this.text = el('textarea', {
      rows: 6,
      spellcheck: 'false',
      label: 'ownData.paste',
      placeholder: 'x\ty\n0.5\t1.2\n1.0\t2.9\n…',
      'data-testid': 'own-data-text',
      oninput: () => this.#type(),
      onpaste: (/** @type {ClipboardEvent} */ event) => this.#paste(event),
    });
    this.file = el('input', {
      type: 'file',
      class: 'visually-hidden',
      tabindex: -1,
      'aria-hidden': 'true',
      'data-testid': 'own-data-file',
      onchange: () => this.#choose(),
    });
    this.fileName = el('span', { class: 'own-data-name', 'data-testid': 'own-data-name' });
    this.use = button('use', () => this.#use(), 'quiet primary');
    this.progress = el('progress', { max: 1, label: 'ownData.reading' });
    this.busy = el(
      'p',
      { class: 'own-data-busy', hidden: true },
      this.progress,
      button('stop', () => this.#stop()),
    );
    this.error = el('p', { class: 'control-error', role: 'alert', 'data-testid': 'own-data-error' });
    this.result = el('div', { class: 'own-data-result', 'data-testid': 'own-data-result', role: 'status' });
    this.element = el(
      'dialog',
      { class: 'help own-data', 'aria-labelledby': 'own-data-title', 'data-testid': 'own-data' },
      el('h2', { id: 'own-data-title', t: 'ownData.title' }),
      el('p', { class: 'note', t: 'ownData.what' }),
      this.text,
      el(
        'div',
        { class: 'own-data-tools' },
        button('open', () => this.file.click()),
        this.file,
        this.fileName,
      ),
      this.busy,
      this.error,
      this.result,
      el(
        'footer',
        {},
        button('simulate', () => this.#finish(null)),
        button('cancel', () => this.element.close()),
        this.use,
      ),
    );
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) this.element.close();
    });
    // The event comes later: a file that was dropped meanwhile is being read.
    this.element.addEventListener('close', () => {
      if (!this.element.open) this.#stop();
    });
  }

  /**
   * Opens with the text of the table in use, if there is one.
   * @param {{ text: string, settings: Settings } | null} used
   */
  open(used) {
    if (used) this.#take(used.text, '', used.settings);
    this.#show();
    this.text.focus();
  }

  /** Opens with a text or a file that was pasted or dropped on the page; Enter uses the data.
   * @param {string | File} source */
  openWith(source) {
    this.#take(source, typeof source === 'string' ? '' : source.name);
    this.#show();
    this.use.focus();
  }

  #show() {
    if (!this.element.open) this.element.showModal();
    translate(this.element, this.events.t());
  }

  // --- Sources ------------------------------------------------------------------------------------------------------

  /** @param {string | Blob} source @param {string} name @param {Settings} [settings] */
  #take(source, name, settings = {}) {
    clearTimeout(this.#timer);
    const length = typeof source === 'string' ? source.length : 0;
    const isShort = typeof source === 'string' && length <= maxFieldChars;
    this.#source = length > maxFieldChars ? new Blob([source]) : source;
    this.#settings = settings;
    this.text.value = isShort ? source : '';
    setText(this.fileName, name || (isShort ? '' : this.events.t()('ownData.long', { length })));
    this.#read();
  }

  #type() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#take(this.text.value, ''), readDelayMs);
  }

  /** A long text goes past the field, and the table of a page takes the place of its text.
   * @param {ClipboardEvent} event */
  #paste(event) {
    const text = textOf(event.clipboardData);
    if (text.length <= maxFieldChars && text === event.clipboardData?.getData('text/plain')) return;
    event.preventDefault();
    this.#take(text, '');
  }

  /** The same file, chosen again, is read again. */
  #choose() {
    const file = this.file.files?.[0];
    if (file) this.#take(file, file.name);
    this.file.value = '';
  }

  // --- Reading ------------------------------------------------------------------------------------------------------

  #read() {
    this.#clear();
    if (typeof this.#source === 'string' && this.#source.trim() === '') {
      this.reader.cancel();
      this.busy.hidden = true;
      return;
    }
    this.busy.hidden = typeof this.#source === 'string';
    this.progress.removeAttribute('value');
    this.#reading = this.reader.read(this.#source, this.#settings).then((outcome) => {
      this.busy.hidden = true;
      this.#receive(outcome);
    });
  }

  /** @param {number} share */
  #showProgress(share) {
    this.progress.value = share;
  }

  #stop() {
    if (this.busy.hidden) return;
    this.reader.cancel();
    this.busy.hidden = true;
    this.#reading = Promise.resolve();
  }

  #clear() {
    this.#summary = null;
    this.result.replaceChildren();
    this.#showError('');
  }

  /** @param {{ summary: Summary } | { error: string }} outcome */
  #receive(outcome) {
    if ('error' in outcome) {
      this.#clear();
      this.#showError(outcome.error);
      return;
    }
    const { summary } = outcome;
    this.#summary = summary;
    const { error } = summary;
    this.#showError(error?.code ?? '', error?.args);
    this.#fill(summary);
  }

  /** Builds the preview again; the control that has the focus keeps it. @param {Summary} summary */
  #fill(summary) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.testid;
    const change = (/** @type {Settings} */ settings) => this.#change(settings);
    this.result.replaceChildren(
      ...questionsView(summary, change),
      understoodView(summary, change),
      ...previewView(summary, change),
      ...leftOutView(summary),
    );
    translate(this.result, this.events.t());
    if (focused)
      /** @type {HTMLElement | null} */ (this.result.querySelector(`[data-testid="${CSS.escape(focused)}"]`))?.focus();
  }

  /** @param {Settings} change */
  #change(change) {
    if (needsReading(change)) {
      const { roles: _roles, decimals: _decimals, affixes: _affixes, names: _names, ...reading } = this.#settings;
      this.#settings = withChange(reading, change);
      this.#read();
      return;
    }
    this.#settings = withChange(this.#settings, change);
    this.#reading = this.reader.decide(this.#settings).then((outcome) => this.#receive(outcome));
  }

  // --- Using --------------------------------------------------------------------------------------------------------

  async #use() {
    if (typeof this.#source === 'string' && this.text.value !== this.#source) this.#take(this.text.value, '');
    await this.#reading;
    const summary = this.#summary;
    if (!summary) {
      if (this.error.textContent === '') this.#showError('empty');
      return;
    }
    if (summary.error) return;
    const question = this.result.querySelector('input[type="radio"]');
    if (summary.questions.length > 0) {
      this.#showError('unanswered');
      /** @type {HTMLElement | null} */ (question)?.focus();
      return;
    }
    this.#finish(await this.reader.take(this.#settings));
  }

  /** @param {DataTable | null} table */
  #finish(table) {
    this.element.close();
    this.reader.cancel();
    this.#clear();
    this.events.onUse(table);
  }

  /** @param {string} code @param {Record<string, string | number>} [args] */
  #showError(code, args = {}) {
    setText(this.error, code ? this.events.t()(`ownData.errors.${code}`, args) : '');
  }
}
