// The panel of the best settings: the fastest cells of the map, or the results of a search over its dials.
import { readable } from '../../i18n/format.js';
import { el, setText } from '../../ui/dom.js';

/**
 * @import { Tuning } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 */

/**
 * @typedef {object} RankedSetting
 * @property {number[]} values of the dials of the horizontal and of the vertical axis
 * @property {number} epochs
 * @property {number} loss
 */

export class BestPanel {
  /** @param {{ onTune: () => void, onUse: (x: number, y: number) => void }} events */
  constructor(events) {
    this.events = events;
    this.ranked = el('div', { 'data-testid': 'map-ranked' });
    this.search = el('p', { class: 'note', 'data-testid': 'map-search' });
    this.element = el(
      'div',
      {},
      el(
        'p',
        {},
        el('button', {
          type: 'button',
          class: 'quiet',
          t: 'map.tune',
          'data-testid': 'map-tune',
          onclick: events.onTune,
        }),
      ),
      this.search,
      this.ranked,
    );
  }

  /**
   * @param {RankedSetting[]} ranked
   * @param {{ x: string, y: string }} names of the dials
   * @param {'map' | 'tuner'} source
   * @param {Translate} t
   */
  show(ranked, names, source, t) {
    if (source === 'map') setText(this.search, '');
    const head = [names.x, names.y, t('map.epochs'), t('chart.loss'), ''];
    this.ranked.replaceChildren(
      el(
        'table',
        { class: 'map-table' },
        el('caption', {}, t(`map.ranked.${source}`)),
        el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { scope: 'col' }, text)))),
        el('tbody', {}, ...ranked.map((setting) => this.#row(setting, t))),
      ),
    );
  }

  /** @param {RankedSetting} setting @param {Translate} t */
  #row({ values, epochs, loss }, t) {
    const use = el(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'data-testid': 'map-use',
        onclick: () => this.events.onUse(values[0], values[1]),
      },
      t('map.use'),
    );
    const cells = [...values.map(short), String(epochs), short(loss)];
    return el('tr', {}, ...cells.map((text) => el('td', {}, text)), el('td', {}, use));
  }

  /** Shows that the search is running. @param {Translate} t */
  showWorking(t) {
    setText(this.search, t('status.working'));
  }

  /** The search has ended without a result. */
  clearSearch() {
    setText(this.search, '');
  }

  /** Describes the rounds of the search. @param {Tuning} tuning @param {Translate} t */
  showSearch({ rounds, refinements, steps }, t) {
    const halving = rounds.map(({ candidates, epochs }) => t('map.searchRound', { candidates, epochs })).join(' → ');
    setText(this.search, t('map.search', { halving, refinements, steps }));
  }
}

/** @param {number} value */
const short = (value) => readable(value, 4);
