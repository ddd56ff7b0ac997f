// The best settings: the fastest cells of the map, or what a search over its dials has found.
import { readable } from '../i18n/format.js';
import { el, setText } from '../ui/dom.js';

/**
 * @import { Tuning } from '../../wasm/engine.d.ts'
 * @import { Translate } from '../i18n/translate.js'
 */

/**
 * @typedef {{ values: number[], epochs: number, loss: number }} Ranked values: of the dial across, of the dial upward
 */

export class BestPanel {
  /** @param {{ onTune: () => void, onUse: (x: number, y: number) => void }} events */
  constructor(events) {
    this.events = events;
    this.ranked = el('div', { 'data-testid': 'map-ranked' });
    this.tuned = el('p', { class: 'note', 'data-testid': 'map-tuned' });
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
      this.tuned,
      this.ranked,
    );
  }

  /**
   * @param {Ranked[]} ranked
   * @param {{ x: string, y: string }} names
   * @param {'map' | 'tuner'} source
   * @param {Translate} t
   */
  show(ranked, names, source, t) {
    if (source === 'map') setText(this.tuned, '');
    const head = [names.x, names.y, t('map.epochs'), t('chart.loss'), ''];
    this.ranked.replaceChildren(
      el(
        'table',
        { class: 'map-table' },
        el('caption', {}, t(`map.ranked.${source}`)),
        el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { scope: 'col' }, text)))),
        el('tbody', {}, ...ranked.map((each) => this.#row(each, t))),
      ),
    );
  }

  /** @param {Ranked} ranked @param {Translate} t */
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
    return el(
      'tr',
      {},
      ...[...values.map(short), String(epochs), short(loss)].map((text) => el('td', {}, text)),
      el('td', {}, use),
    );
  }

  /** @param {Translate} t */
  wait(t) {
    setText(this.tuned, t('status.working'));
  }

  /** How the search went about it. @param {Tuning} tuning @param {Translate} t */
  explain({ rounds, refinements, steps }, t) {
    const halving = rounds.map(({ candidates, epochs }) => t('map.tunedRound', { candidates, epochs })).join(' → ');
    setText(this.tuned, t('map.tuned', { halving, refinements, steps }));
  }
}

/** A number in a list. @param {number} value */
const short = (value) => readable(value, 4);
