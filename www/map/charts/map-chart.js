// The map: epochs to reach the target over two dials, with the stability limit and the best settings of theory.
import { dash, emptyLine, line, marksTrace, symbol } from '../../chart/figure.js';
import { el } from '../../ui/dom.js';
import { cellAt, cellText, mapSummary } from './map-cells.js';
import { cellPixels, epochGradient, heatMap } from './map-colours.js';

/**
 * @import { Axis, Sweep, SweepOptions, Theory } from '../../../wasm/engine.d.ts'
 * @import { Axis as ChartAxis, Figure, Mark } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Pixels } from '../../chart/sketch.js'
 * @import { MapChart, MapScene } from './scene.js'
 */

/**
 * @typedef {object} MapPicture
 * @property {Sweep} map
 * @property {SweepOptions} options
 * @property {Theory | null} theory
 * @property {number} epochs of each descent
 * @property {string} method
 * @property {boolean} final no finer map is being computed
 * @property {{ x: number, y: number } | null} here the settings of the experiment
 */

/** @type {MapChart} */
export const mapChart = {
  name: 'map',
  axes: { x: [{ text: ({ names }) => names.x }], y: [{ text: ({ names }) => names.y }] },
  legend: ({ picture }, t) => [
    { text: String(picture?.epochs ?? ''), swatch: epochScale },
    { text: t('map.legend.never'), swatch: () => statusSwatch('never') },
    { text: t('map.legend.diverged'), swatch: () => statusSwatch('diverged') },
    { text: t('map.legend.limit'), meaning: 'end', dash: dash.slope },
    { text: t('map.legend.best'), meaning: 'optimum', dash: dash.truth },
  ],
  figure: ({ picture, cursor }, { theme }) => mapFigure(/** @type {MapPicture} */ (picture), theme, cursor),
  isDrawn: ({ picture }) => picture !== null,
  nearest: ({ picture }, { x, y }) => picture && cellAt(picture.map, x, y),
  tip: cellTip,
  summary: ({ picture, names }, t) => (picture ? mapSummary(picture, names, t) : ''),
};

/** The colours of the epochs, from 0 to those of the experiment. */
function epochScale() {
  const scale = el('span', { class: 'map-scale', style: `background:${epochGradient}` });
  return el('span', { class: 'map-scale-sample' }, '0', scale);
}

/** @param {string} status */
const statusSwatch = (status) => el('span', { class: `map-swatch map-${status}` });

/** @param {MapScene} scene @param {number} cell @param {Translate} t */
function cellTip({ picture, names }, cell, t) {
  return picture ? cellText(picture, cell, names, t) : '';
}

/**
 * @param {MapPicture} picture
 * @param {Theme} theme
 * @param {{ x: number, y: number } | null} cursor
 * @returns {Figure}
 */
export function mapFigure(picture, theme, cursor) {
  const { options, here } = picture;
  const { limit, best } = theoryLines(picture);
  const { field, sketch } = backgroundOf(picture, theme);
  return {
    theme,
    axes: { x: chartAxis(options.x), y: chartAxis(options.y) },
    field,
    sketch,
    traces: [
      casing('limitCasing', limit),
      line('limit', limit.x, limit.y, 'end', theme, { width: 2.5, dash: dash.slope }),
      casing('bestCasing', best),
      line('best', best.x, best.y, 'optimum', theme, { width: 2.5, dash: dash.truth }),
      wholeMarks([
        { meaning: 'model', symbol: symbol.model, size: 13, at: here && isInside(options, here) ? here : null },
        { meaning: 'start', symbol: symbol.hover, size: 16, at: cursor },
      ]),
    ],
  };

  /** Marks that are not cut where they reach over the edge of the map. @param {Mark[]} marks */
  function wholeMarks(marks) {
    const trace = marksTrace(marks, theme, [options.x.from, options.x.to]);
    return { ...trace, look: { ...trace.look, cliponaxis: false } };
  }
}

/** @param {MapPicture['options']} options @param {{ x: number, y: number }} here */
const isInside = ({ x, y }, here) => here.x >= x.from && here.x <= x.to && here.y >= y.from && here.y <= y.to;

/** The range of an axis with half a cell beyond both ends. @param {Axis} axis @returns {ChartAxis} */
function chartAxis({ from, to, points, scale }) {
  const log = scale === 'log';
  const [lo, hi] = log ? [Math.log10(from), Math.log10(to)] : [from, to];
  const halfCell = (hi - lo) / (points - 1) / 2 || 0.5;
  return { range: [lo - halfCell, hi + halfCell], log };
}

/** @typedef {{ theme: Theme, final: boolean, field: object | null, sketch: Pixels | null }} Background */
/** The background of each map, computed once. @type {WeakMap<Sweep, Background>} */
const backgrounds = new WeakMap();

/** The coloured cells: a heat map of a final map, else a picture. @param {MapPicture} picture @param {Theme} theme */
function backgroundOf({ map, epochs, final }, theme) {
  const cached = backgrounds.get(map);
  if (cached?.theme === theme && cached.final === final) return cached;
  const background = {
    theme,
    final,
    field: final ? heatMap(map, epochs, theme) : null,
    sketch: final ? null : cellPixels(map, epochs, theme),
  };
  backgrounds.set(map, background);
  return background;
}

/**
 * A light band under a line, which makes it visible on every colour.
 * @param {string} id
 * @param {{ x: Float64Array, y: Float64Array }} points
 */
const casing = (id, { x, y }) => ({
  id,
  x,
  y,
  look: { mode: 'lines', line: { color: 'rgba(255,255,255,0.85)', width: 5, simplify: false } },
});

/** Points of a line of theory. */
const linePoints = 60;

/**
 * The stability limit and the best rate over the dial of the vertical axis, for maps with the rate of gradient descent
 * or momentum as their horizontal axis. Over the data or the loss every row has a theory of its own, so there are none.
 * @param {MapPicture} picture
 */
export function theoryLines({ theory, options: { x, y }, method }) {
  const noLine = { x: emptyLine, y: emptyLine };
  const isOneTheory = !/^(data|loss)\./.test(y.path);
  if (!theory || x.path !== 'optimizer.rate' || !isOneTheory) return { limit: noLine, best: noLine };
  const lowest = theory.curvature[0];
  const highest = theory.curvature[theory.curvature.length - 1];
  const up = Float64Array.from({ length: linePoints }, (_, k) => y.from + (k / (linePoints - 1)) * (y.to - y.from));
  const over = (/** @type {(value: number) => number} */ rate) => ({ x: up.map(rate), y: up });
  // h = 2(1 + β)/λmax, and β = (1 − √(hλmin))² solved for h.
  if (y.path === 'optimizer.mu' && ['gd', 'momentum'].includes(method))
    return { limit: over((mu) => (2 * (1 + mu)) / highest), best: over((mu) => (1 - Math.sqrt(mu)) ** 2 / lowest) };
  if (method !== 'gd') return { limit: noLine, best: noLine };
  return { limit: over(() => 2 / highest), best: over(() => 2 / (lowest + highest)) };
}
