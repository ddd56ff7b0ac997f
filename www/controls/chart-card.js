// A chart with its title, its legend, its tools, the tip under the pointer and its text summary.
import { colours, dashes, outlines, symbols } from '../views/marks.js';
import { el, setText } from './dom.js';
/**
 * @typedef {import('../views/marks.js').Meaning} Meaning
 * @typedef {{ key: string, meaning: Meaning, shape: 'line' | 'point', dash?: string, symbol?: string }} LegendEntry key: of "legend.<key>"
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
    this.plot = el('div', { class: 'plot', 'data-testid': `chart-${name}` }, el('p', { class: 'plot-loading', t: 'chart.loading' }));
    this.tip = el('div', { class: 'tip', hidden: true });
    this.summary = el('figcaption', { class: 'visually-hidden', id: `chart-${name}-summary`, 'data-testid': `chart-${name}-summary` });
    this.note = el('p', { class: 'chart-note' });
    this.element = el('figure', { class: `card chart chart-${name}`, 'aria-labelledby': `chart-${name}-title`, 'aria-describedby': `chart-${name}-summary` },
      el('header', { class: 'chart-head' }, this.title, this.subtitle),
      el('div', { class: 'plot-frame', 'aria-hidden': 'true' }, this.plot, el('div', { class: 'axis axis-x' }, ...axes.x), el('div', { class: 'axis axis-y' }, ...axes.y), this.tip, this.note),
      el('div', { class: 'chart-foot' }, el('ul', { class: 'legend' }, ...legend.map(legendItem)), el('div', { class: 'chart-tools' }, ...tools)),
      this.summary);
  }

  /** @param {{ left: number, top: number } | null} at @param {string} text */
  showTip(at, text) {
    this.tip.hidden = at === null;
    if (!at) return;
    setText(this.tip, text);
    const right = at.left > this.plot.clientWidth / 2;
    this.tip.style.left = right ? '' : `${at.left + 14}px`;
    this.tip.style.right = right ? `${this.plot.clientWidth - at.left + 14}px` : '';
    this.tip.style.top = `${Math.max(4, at.top - 34)}px`;
  }
}

/** @param {LegendEntry} entry */
function legendItem({ key, meaning, shape, dash, symbol = 'circle' }) {
  return el('li', { 'data-key': key }, swatch(meaning, shape, dash, symbol), el('span', { t: `legend.${key}` }));
}

/** @param {Meaning} meaning @param {'line' | 'point'} shape @param {string | undefined} dash @param {string} symbol */
function swatch(meaning, shape, dash, symbol) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', shape === 'line' ? '0 0 24 12' : '0 0 12 12');
  svg.setAttribute('class', `swatch swatch-${shape}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', shape === 'line' ? 'M1 6H23' : outlines[symbol]);
  const hollow = shape === 'line' || symbol.endsWith('open');
  path.setAttribute('style', hollow ? `fill:none;stroke:var(--${meaning});stroke-width:2.2;stroke-dasharray:${dash?.replaceAll(',', ' ') ?? 'none'}` : `fill:var(--${meaning});stroke:var(--ring);stroke-width:1`);
  svg.append(path);
  return svg;
}

const title = (/** @type {string} */ key) => el('span', { t: `chart.${key}` });
const letter = (/** @type {string} */ name) => el('i', {}, name);

/** The titles of the axes of the three charts. @param {Node} along the parameter of the loss curve @param {Node} logScale */
export const axisTitles = (along, logScale) => ({
  data: { x: [title('x'), letter('x')], y: [title('y'), letter('y')] },
  loss: { x: [title('w'), along], y: [title('loss'), letter('L')] },
  history: { x: [title('epoch')], y: [title('loss'), letter('L'), logScale] },
});

/** The legends of the three charts. @type {Record<'data' | 'loss' | 'history', LegendEntry[]>} */
export const legends = {
  data: [
    { key: 'data', meaning: 'data', shape: 'point' },
    { key: 'truth', meaning: 'truth', shape: 'line', dash: dashes.truth },
    { key: 'model', meaning: 'model', shape: 'line' },
    { key: 'optimum', meaning: 'optimum', shape: 'line', dash: dashes.optimum },
    { key: 'band', meaning: 'optimum', shape: 'line', dash: dashes.slope },
  ],
  loss: [
    { key: 'curve', meaning: 'curve', shape: 'line' },
    { key: 'path', meaning: 'path', shape: 'line' },
    { key: 'start', meaning: 'start', shape: 'point' },
    { key: 'now', meaning: 'model', shape: 'point' },
    { key: 'next', meaning: 'path', shape: 'point', symbol: symbols.next },
    { key: 'end', meaning: 'end', shape: 'point', symbol: symbols.end },
    { key: 'slope', meaning: 'slope', shape: 'line', dash: dashes.slope },
    { key: 'optimum', meaning: 'optimum', shape: 'point', symbol: symbols.optimum },
  ],
  history: [
    { key: 'path', meaning: 'path', shape: 'line' },
    { key: 'start', meaning: 'start', shape: 'point' },
    { key: 'now', meaning: 'model', shape: 'point' },
    { key: 'end', meaning: 'end', shape: 'point', symbol: symbols.end },
    { key: 'optimum', meaning: 'optimum', shape: 'line', dash: dashes.optimum },
  ],
};

/** Gives style sheets the colours of the charts. @param {import('../views/marks.js').Theme} theme @param {string} ring */
export function publishColours(theme, ring) {
  for (const [meaning, shades] of Object.entries(colours)) document.documentElement.style.setProperty(`--${meaning}`, shades[theme]);
  document.documentElement.style.setProperty('--ring', ring);
}
