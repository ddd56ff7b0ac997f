// The table of the data.
import { csv, maxRows, tableRows } from './table-rows.js';
import { el, setText } from '../../ui/dom.js';

/**
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Data, Row } from './table-rows.js'
 */

export class TablePanel {
  #all = false;
  /** @type {{ data: Data, t: Translate } | null} */ #last = null;
  #drawn = /** @type {unknown[]} */ ([]);

  /** @param {{ onCopy: (text: string) => void }} events */
  constructor(events) {
    this.toggle = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'table-all',
      onclick: () => this.#toggle(),
      t: 'table.all',
    });
    this.body = el('tbody');
    this.headings = { x: el('th', { scope: 'col' }), y: el('th', { scope: 'col' }) };
    this.size = el('p', { class: 'note', 'data-testid': 'table-size' });
    this.element = el(
      'div',
      { class: 'panel-table' },
      el(
        'div',
        { class: 'panel-tools' },
        this.toggle,
        el('button', {
          type: 'button',
          class: 'quiet',
          'data-testid': 'table-copy',
          onclick: () => this.#copy(events.onCopy),
          t: 'table.copy',
        }),
      ),
      el(
        'div',
        { class: 'table-frame scroll', tabindex: 0, label: 'panels.table' },
        el(
          'table',
          { 'data-testid': 'table' },
          el('thead', {}, el('tr', {}, el('th', {}), this.headings.x, this.headings.y)),
          this.body,
        ),
      ),
      this.size,
    );
  }

  /** @param {Data} data @param {Translate} t */
  show(data, t) {
    this.#last = { data, t };
    const [x, y] = headingsOf(data, t);
    setText(this.headings.x, x);
    setText(this.headings.y, y);
    const wanted = [data.y, this.#all, t];
    if (wanted.every((part, i) => part === this.#drawn[i])) return;
    this.#drawn = wanted;
    this.#fill(tableRows(data, this.#all));
    const n = data.x.length;
    const cut = this.#all && n > maxRows ? t('table.cut', { shown: maxRows, n }) : t('table.size', { n });
    setText(this.size, cut);
  }

  /** Reuses the rows that exist. @param {Row[]} rows */
  #fill(rows) {
    while (this.body.rows.length > rows.length) this.body.deleteRow(-1);
    rows.forEach((cells, i) => {
      const row =
        this.body.rows[i] ?? this.body.appendChild(el('tr', {}, el('th', { scope: 'row' }), el('td'), el('td')));
      cells.forEach((text, column) => setText(row.cells[column], text));
    });
  }

  #toggle() {
    this.#all = !this.#all;
    this.toggle.dataset.t = this.#all ? 'table.few' : 'table.all';
    if (!this.#last) return;
    setText(this.toggle, this.#last.t(this.toggle.dataset.t));
    this.show(this.#last.data, this.#last.t);
  }

  /** @param {(text: string) => void} onCopy */
  #copy(onCopy) {
    if (this.#last) onCopy(csv(this.#last.data, headingsOf(this.#last.data, this.#last.t)));
  }
}

/**
 * The headings of x and y: the titles of the user's columns, or the notebook's words.
 * @param {Data} data @param {Translate} t @returns {[string, string]}
 */
const headingsOf = ({ labels }, t) => [labels?.x.title || t('table.x'), labels?.y.title || t('table.y')];
