// A chart with its title, its legend, its tools, the tip under the pointer and its text summary.
import { el, setText } from '../ui/dom.js';
import { entry } from './legend.js';

/**
 * @import { Look } from './legend.js'
 * @import { Meaning } from './marks.js'
 */

/**
 * @typedef {{ key: string, meaning: Meaning } & Look} LegendEntry key: of "legend.<key>"
 */

export class ChartCard {
  /**
   * @param {string} name of the chart, for example "loss"
   * @param {{ x: Node[], y: Node[] }} axes their titles
   * @param {LegendEntry[]} legend
   * @param {...Node} tools
   */
  constructor(name, axes, legend, ...tools) {
    this.title = el('h2', { id: `chart-${name}-title`, t: `chart.${name}Title` });
    this.subtitle = el('div', { class: 'chart-formula', 'data-testid': `chart-${name}-formula` });
    this.plot = el(
      'div',
      { class: 'plot', 'data-testid': `chart-${name}` },
      el('p', { class: 'plot-loading', t: 'chart.loading' }),
    );
    this.tip = el('div', { class: 'tip', hidden: true });
    this.summary = el('figcaption', {
      class: 'visually-hidden',
      id: `chart-${name}-summary`,
      'data-testid': `chart-${name}-summary`,
    });
    this.note = el('p', { class: 'chart-note' });
    this.element = el(
      'figure',
      {
        class: `card chart chart-${name}`,
        'aria-labelledby': `chart-${name}-title`,
        'aria-describedby': `chart-${name}-summary`,
      },
      el('header', { class: 'chart-head' }, this.title, this.subtitle),
      el(
        'div',
        { class: 'plot-frame', 'aria-hidden': 'true' },
        this.plot,
        el('div', { class: 'axis axis-x' }, ...axes.x),
        el('div', { class: 'axis axis-y' }, ...axes.y),
        this.tip,
        this.note,
      ),
      el(
        'div',
        { class: 'chart-foot' },
        el('ul', { class: 'legend' }, ...legend.map(legendItem)),
        el('div', { class: 'chart-tools' }, ...tools),
      ),
      this.summary,
    );
  }

  /** @param {{ left: number, top: number } | null} at @param {string} text */
  showTip(at, text) {
    this.tip.hidden = at === null;
    if (!at) return;
    setText(this.tip, text);
    const room = this.plot.clientWidth;
    const { offsetWidth, offsetHeight } = this.tip;
    const beside = at.left > room / 2 ? at.left - 14 - offsetWidth : at.left + 14;
    this.tip.style.left = `${Math.max(4, Math.min(room - offsetWidth - 4, beside))}px`;
    this.tip.style.top = `${Math.max(4, at.top - offsetHeight - 8)}px`;
  }
}

/** @param {LegendEntry} item */
function legendItem({ key, meaning, ...look }) {
  const item = entry(meaning, look, `legend.${key}`);
  item.dataset.key = key;
  return item;
}
