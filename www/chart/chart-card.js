// A chart with its title, its legend, its tools, the tip under the pointer and its text summary.
import { colours, dashes, symbols } from './marks.js';
import { el, setText } from '../ui/dom.js';
import { entry } from './legend.js';

/**
 * @import { Look } from './legend.js'
 * @import { Meaning, Theme } from './marks.js'
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

/** @param {LegendEntry} told */
function legendItem({ key, meaning, ...look }) {
  const item = entry(meaning, look, `legend.${key}`);
  item.dataset.key = key;
  return item;
}

const title = (/** @type {string} */ key) => el('span', { t: `chart.${key}` });
const letter = (/** @type {string} */ name) => el('i', {}, name);

/**
 * The titles of the axes of the three charts.
 * @param {Node} along the parameter of the loss curve
 * @param {Node} logScale
 */
export const axisTitles = (along, logScale) => ({
  data: { x: [title('x'), letter('x')], y: [title('y'), letter('y')] },
  loss: { x: [title('w'), along], y: [title('loss'), letter('L')] },
  history: { x: [title('epoch')], y: [title('loss'), letter('L'), logScale] },
});

/** The legends of the three charts. @type {Record<'data' | 'loss' | 'history', LegendEntry[]>} */
export const legends = {
  data: [
    { key: 'data', meaning: 'data', symbol: 'circle' },
    { key: 'truth', meaning: 'truth', dash: dashes.truth },
    { key: 'model', meaning: 'model' },
    { key: 'optimum', meaning: 'optimum', dash: dashes.optimum },
    { key: 'band', meaning: 'optimum', dash: dashes.slope },
  ],
  loss: [
    { key: 'curve', meaning: 'curve' },
    { key: 'path', meaning: 'path' },
    { key: 'start', meaning: 'start', symbol: 'circle' },
    { key: 'now', meaning: 'model', symbol: 'circle' },
    { key: 'next', meaning: 'path', symbol: symbols.next },
    { key: 'end', meaning: 'end', symbol: symbols.end },
    { key: 'slope', meaning: 'slope', dash: dashes.slope },
    { key: 'optimum', meaning: 'optimum', symbol: symbols.optimum },
  ],
  history: [
    { key: 'path', meaning: 'path' },
    { key: 'start', meaning: 'start', symbol: 'circle' },
    { key: 'now', meaning: 'model', symbol: 'circle' },
    { key: 'end', meaning: 'end', symbol: symbols.end },
    { key: 'optimum', meaning: 'optimum', dash: dashes.optimum },
  ],
};

/** Gives style sheets the colours of the charts. @param {Theme} theme @param {string} ring */
export function publishColours(theme, ring) {
  for (const [meaning, shades] of Object.entries(colours))
    document.documentElement.style.setProperty(`--${meaning}`, shades[theme]);
  document.documentElement.style.setProperty('--ring', ring);
}
