// User data, pasted from a spreadsheet or read from a file, parsed by Papa Parse, which detects the separators.
import { readCells, tableText } from '../experiment/table.js';
import { el, setText } from '../ui/dom.js';

/** @import { Translate } from '../i18n/translate.js' */

/**
 * @typedef {{ parse(text: string, options: object): { data: string[][] } }} Parser
 */

/** Maximum length of a table in characters; larger data must use the engine's API. */
const maxTableLength = 400_000;

export class OwnData {
  /** @type {Parser | null} */ #parser = null;

  /** @param {{ onUse: (table: string) => void, t: () => Translate }} events */
  constructor({ onUse, t }) {
    this.onUse = onUse;
    this.t = t;
    this.text = el('textarea', {
      rows: 10,
      spellcheck: 'false',
      label: 'ownData.paste',
      placeholder: 'x, y\n0.5, 1.2\n1.0, 2.9\n…',
      'data-testid': 'own-data-text',
      oninput: () => setText(this.says, ''),
    });
    this.file = el('input', {
      type: 'file',
      accept: '.csv,.tsv,.txt,text/csv',
      label: 'ownData.file',
      'data-testid': 'own-data-file',
      onchange: () => this.#load(),
    });
    this.says = el('p', { class: 'control-error', role: 'alert', 'data-testid': 'own-data-error' });
    this.element = el(
      'dialog',
      { class: 'help own-data', 'aria-labelledby': 'own-data-title', 'data-testid': 'own-data' },
      el('h2', { id: 'own-data-title', t: 'ownData.title' }),
      el('p', { t: 'ownData.what' }),
      this.text,
      this.file,
      this.says,
      el(
        'footer',
        {},
        el('button', {
          type: 'button',
          class: 'quiet',
          'data-testid': 'own-data-simulate',
          onclick: () => this.#finish(''),
          t: 'ownData.simulate',
        }),
        el('button', { type: 'button', class: 'quiet', onclick: () => this.element.close(), t: 'ownData.cancel' }),
        el('button', {
          type: 'button',
          class: 'quiet primary',
          'data-testid': 'own-data-use',
          onclick: () => this.#use(),
          t: 'ownData.use',
        }),
      ),
    );
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  /** @param {Parser} parser */
  useParser(parser) {
    this.#parser = parser;
  }

  open() {
    this.element.showModal();
    this.text.focus();
  }

  async #load() {
    const file = this.file.files?.[0];
    if (file) this.text.value = await file.text();
    setText(this.says, '');
  }

  #use() {
    const cells = this.#parser?.parse(this.text.value.trim(), { skipEmptyLines: 'greedy' }).data ?? [];
    const read = readCells(cells);
    const table = read ? tableText(read.table) : '';
    if (!read) setText(this.says, this.t()('ownData.noNumbers'));
    else if (table.length > maxTableLength) setText(this.says, this.t()('ownData.tooLong'));
    else this.#finish(table);
  }

  /** @param {string} table */
  #finish(table) {
    this.element.close();
    this.onUse(table);
  }
}
