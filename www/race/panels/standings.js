// The table of the standings, in which the user chooses the runner whose step is explained.
import { runnerSwatch } from '../../chart/legend.js';
import { el, setText } from '../../ui/dom.js';

/**
 * @import { Translate } from '../../i18n/translate.js'
 * @import { StandingRow } from './standings-rows.js'
 */

/** Keys of the columns, by priority in the ranking. */
const columns = ['settled', 'loss', 'distance', 'epochs', 'evaluations'];

export class Standings {
  /** A fingerprint of the runners and their order. */ #order = '';

  /** @param {(runner: number) => void} onChoose */
  constructor(onChoose) {
    this.onChoose = onChoose;
    this.rows = el('tbody');
    const head = el(
      'tr',
      {},
      el('th', { scope: 'col' }, '#'),
      el('th', { scope: 'col', t: 'race.runner' }),
      ...columns.map((key) => el('th', { scope: 'col', t: `race.column.${key}`, hint: `race.columnHint.${key}` })),
    );
    this.element = el(
      'section',
      { class: 'card race-standings', 'aria-labelledby': 'race-standings-title' },
      el(
        'header',
        { class: 'chart-head' },
        el('h2', { id: 'race-standings-title', t: 'race.standings' }),
        el('span', { class: 'note', t: 'race.standingsHint' }),
      ),
      el(
        'div',
        { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'race-standings-title' },
        el('table', { class: 'standings', 'data-testid': 'race-standings' }, el('thead', {}, head), this.rows),
      ),
    );
  }

  /**
   * Shows the rows. While runners and order stay the same, only the numbers are replaced.
   * @param {StandingRow[]} rows
   * @param {number} chosen
   * @param {Translate} t
   */
  show(rows, chosen, t) {
    const order = JSON.stringify([
      chosen,
      t('race.column.loss'),
      rows.map(({ runner, rank, name }) => [runner, rank, name]),
    ]);
    if (order !== this.#order) this.rows.replaceChildren(...rows.map((row) => this.#row(row, chosen, t)));
    else
      rows.forEach(({ cells, note }, i) => {
        const row = this.rows.rows[i];
        setText(/** @type {Element} */ (row.cells[1].lastElementChild), note);
        cells.forEach((cell, k) => setText(row.cells[k + 2], cell));
      });
    this.#order = order;
  }

  /** @param {StandingRow} row @param {number} chosen @param {Translate} t */
  #row({ runner, rank, name, cells, note }, chosen, t) {
    const button = el(
      'button',
      {
        type: 'button',
        class: 'standing-name',
        'aria-pressed': String(runner === chosen),
        'data-testid': `choose-${runner}`,
        title: t('race.choose', { name }),
        onclick: () => this.onChoose(runner),
      },
      runnerSwatch(runner),
      el('span', {}, name),
    );
    return el(
      'tr',
      runner === chosen ? { class: 'chosen' } : {},
      el('td', {}, rank),
      el('th', { scope: 'row' }, button, el('span', { class: 'note' }, note)),
      ...cells.map((cell) => el('td', {}, cell)),
    );
  }
}
