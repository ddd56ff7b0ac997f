// The map: epochs to converge over two dials, with theory drawn on it. Two more shades stand for what never arrives
// and for what diverges, darker and lighter than any number of epochs, so that the map reads without hue.
import { dash, emptyLine, line, marksTrace, symbol } from '../chart/figure.js';
import { readable } from '../i18n/format.js';

/**
 * @import { Axis, Sweep, SweepOptions, Theory } from '../../wasm/engine.d.ts'
 * @import { Axis as ChartAxis, Figure } from '../chart/figure.js'
 * @import { Theme } from '../chart/marks.js'
 * @import { Pixels } from '../chart/sketch.js'
 * @import { Translate } from '../i18n/translate.js'
 */

/**
 * @typedef {object} MapPicture
 * @property {Sweep} map
 * @property {SweepOptions} options
 * @property {Theory | null} theory
 * @property {number} epochs that each descent had
 * @property {string} method
 * @property {boolean} final no other map is on its way
 * @property {{ x: number, y: number } | null} here the experiment's own settings
 */

/** Few epochs are bright, many dark: lightness alone tells. In `scale` from 0 to 1. */
const shades = [
  [0, '#fde725'],
  [0.2, '#90d743'],
  [0.4, '#35b779'],
  [0.6, '#21918c'],
  [0.8, '#31688e'],
  [1, '#443983'],
];
export const outside = {
  never: { light: '#cfd4da', dark: '#3a424b' },
  diverged: { light: '#7b1f2b', dark: '#b3475a' },
  failed: { light: '#ffffff', dark: '#12161a' },
};
/** Places on the scale of the heat map: epochs up to `top`, then a step for each of the others. */
const top = 0.7;
const steps = /** @type {const} */ ([
  ['never', 0.75, 0.85],
  ['diverged', 0.85, 0.95],
  ['failed', 0.95, 1],
]);
const places = { never: 0.8, diverged: 0.9, failed: 1 };
const byStatus = /** @type {const} */ (['reached', 'never', 'diverged', 'failed', 'failed']);

/** Where so many epochs stand on the scale, 0 to `top`. @param {number} epochs @param {number} most */
const shadeOf = (epochs, most) => (top * Math.log1p(epochs)) / Math.log1p(Math.max(1, most));

/** Plotly's scale: the shades, then one step each for what has no epochs. @param {Theme} theme */
function colorscale(theme) {
  return [
    ...shades.map(([at, shade]) => [Number(at) * top, shade]),
    [steps[0][1], shades[shades.length - 1][1]],
    ...steps.flatMap(([name, from, to]) => [
      [from, outside[name][theme]],
      [to, outside[name][theme]],
    ]),
  ];
}

const stops = shades.map(([at, shade]) => `${shade} ${100 * Number(at)}%`);
/** The colours of the epochs, for a legend. */
export const gradient = `linear-gradient(90deg, ${stops.join(', ')})`;

/** @param {Sweep} map @param {number} epochs @param {Theme} theme */
function heat(map, epochs, theme) {
  const columns = map.x.length;
  const z = Array.from(map.y, (_, j) =>
    Float64Array.from(map.x, (__, i) => {
      const cell = j * columns + i;
      const status = byStatus[map.status[cell]];
      return status === 'reached' ? shadeOf(map.epochs[cell], epochs) : places[status];
    }),
  );
  return {
    type: 'heatmap',
    x: map.x,
    y: map.y,
    z,
    zmin: 0,
    zmax: 1,
    colorscale: colorscale(theme),
    showscale: false,
    hoverinfo: 'skip',
  };
}

/** @param {string} shade "#rrggbb" */
const channels = (shade) => [1, 3, 5].map((at) => parseInt(shade.slice(at, at + 2), 16));

/** Red, green and blue of 256 places from few to many epochs, as Plotly's scale has them. */
const ramp = Array.from({ length: 256 }, (_, k) => {
  const at = k / 255;
  const next = Math.max(
    1,
    shades.findIndex(([place]) => Number(place) >= at),
  );
  const [[from, low], [to, high]] = [shades[next - 1], shades[next]];
  const part = (at - Number(from)) / (Number(to) - Number(from));
  const [a, b] = [channels(String(low)), channels(String(high))];
  return a.map((channel, c) => channel + part * (b[c] - channel));
});

/** Colours by number of epochs, one word each, made once. @type {{ epochs: number, colours: Uint32Array } | null} */
let palette = null;

/** A colour as a pixel's word, in this machine's order of bytes. @param {number[]} channels */
const word = ([red, green, blue]) => new Uint32Array(Uint8ClampedArray.of(red, green, blue, 255).buffer)[0];

/** @param {number} epochs */
function paletteOf(epochs) {
  if (palette?.epochs !== epochs) {
    const colours = Uint32Array.from({ length: epochs + 1 }, (_, k) =>
      word(ramp[Math.min(255, Math.round((255 / top) * shadeOf(k, epochs)))]),
    );
    palette = { epochs, colours };
  }
  return palette.colours;
}

/**
 * The same picture as the heat map, a pixel a cell.
 * @param {Sweep} map
 * @param {number} epochs
 * @param {Theme} theme
 * @returns {Pixels}
 */
function sketchOf(map, epochs, theme) {
  const columns = map.x.length;
  const rows = map.y.length;
  const words = new Uint32Array(columns * rows);
  const reached = paletteOf(epochs);
  const others = byStatus.map((status) => (status === 'reached' ? 0 : word(channels(outside[status][theme]))));
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const status = map.status[cell];
      words[(rows - 1 - row) * columns + column] = status === 0 ? reached[map.epochs[cell]] : others[status];
    }
  return { columns, rows, colours: new Uint8ClampedArray(words.buffer) };
}

/** @typedef {{ theme: Theme, final: boolean, field: object | null, sketch: Pixels | null }} Ground */
/** What lies under the lines, made once for each map. @type {WeakMap<Sweep, Ground>} */
const grounds = new WeakMap();

/** @param {MapPicture} picture @param {Theme} theme @returns {Ground} */
function groundOf({ map, epochs, final }, theme) {
  const known = grounds.get(map);
  if (known?.theme === theme && known.final === final) return known;
  const ground = {
    theme,
    final,
    field: final ? heat(map, epochs, theme) : null,
    sketch: final ? null : sketchOf(map, epochs, theme),
  };
  grounds.set(map, ground);
  return ground;
}

/** Axis range with half a cell beyond both ends. @param {Axis} axis @returns {ChartAxis} */
function axisOf({ from, to, points, scale }) {
  const log = scale === 'log';
  const [lo, hi] = log ? [Math.log10(from), Math.log10(to)] : [from, to];
  const half = (hi - lo) / (points - 1) / 2 || 0.5;
  return { range: [lo - half, hi + half], log };
}

/**
 * @param {MapPicture} picture
 * @param {Theme} theme
 * @param {{ x: number, y: number } | null} cursor
 * @returns {Figure}
 */
export function mapFigure(picture, theme, cursor) {
  const { options, here } = picture;
  const axes = { x: axisOf(options.x), y: axisOf(options.y) };
  const { limit, best } = theoryLines(picture);
  const { field, sketch } = groundOf(picture, theme);
  return {
    theme,
    axes,
    field,
    sketch,
    traces: [
      casing('limitCasing', limit),
      line('limit', limit.x, limit.y, 'end', theme, { width: 2.5, dash: dash.slope }),
      casing('bestCasing', best),
      line('best', best.x, best.y, 'optimum', theme, { width: 2.5, dash: dash.truth }),
      marksTrace(
        [
          { meaning: 'model', symbol: symbol.model, size: 13, at: here },
          { meaning: 'start', symbol: symbol.hover, size: 16, at: cursor },
        ],
        theme,
        [options.x.from, options.x.to],
      ),
    ],
  };
}

/**
 * A light band under a line, so that it shows on every shade.
 * @param {string} id
 * @param {{ x: Float64Array, y: Float64Array }} at
 */
const casing = (id, { x, y }) => ({
  id,
  x,
  y,
  look: { mode: 'lines', line: { color: 'rgba(255,255,255,0.85)', width: 5, simplify: false } },
});

/** Points of a theory's curve. */
const curvePoints = 60;

/** Limit of stability and best setting on this map, where theory has them. @param {MapPicture} picture */
export function theoryLines({ theory, options: { x, y }, method }) {
  const nothing = { limit: { x: emptyLine, y: emptyLine }, best: { x: emptyLine, y: emptyLine } };
  if (
    !theory ||
    x.path !== 'optimizer.rate' ||
    y.path.startsWith('data.') ||
    y.path.startsWith('loss.') ||
    (method !== 'gd' && method !== 'momentum')
  )
    return nothing;
  const low = theory.curvature[0];
  const high = theory.curvature[theory.curvature.length - 1];
  const up = Float64Array.from({ length: curvePoints }, (_, k) => y.from + (k / (curvePoints - 1)) * (y.to - y.from));
  if (y.path === 'optimizer.mu') {
    // h = 2(1 + μ)/λmax, and μ = (1 − √(hλmin))² solved for h.
    return {
      limit: { x: up.map((mu) => (2 * (1 + mu)) / high), y: up },
      best: { x: up.map((mu) => (1 - Math.sqrt(mu)) ** 2 / low), y: up },
    };
  }
  if (method !== 'gd') return nothing;
  return { limit: { x: up.map(() => 2 / high), y: up }, best: { x: up.map(() => 2 / (low + high)), y: up } };
}

/** The cell at a place. @param {Sweep} map @param {number} x @param {number} y @returns {number} its index */
export function cellAt(map, x, y) {
  return nearest(map.y, y) * map.x.length + nearest(map.x, x);
}

/** @param {Float64Array} values in one direction @param {number} wanted */
function nearest(values, wanted) {
  let best = 0;
  for (let k = 1; k < values.length; k += 1)
    if (Math.abs(values[k] - wanted) < Math.abs(values[best] - wanted)) best = k;
  return best;
}

/**
 * What a cell tells.
 * @param {MapPicture} picture
 * @param {number} cell
 * @param {{ x: string, y: string }} names
 * @param {Translate} t
 */
export function cellText({ map, epochs }, cell, names, t) {
  const status = byStatus[map.status[cell]];
  const where = {
    xName: names.x,
    x: readable(map.x[cell % map.x.length], 4),
    yName: names.y,
    y: readable(map.y[Math.floor(cell / map.x.length)], 4),
  };
  return t(`map.cell.${status}`, {
    ...where,
    epochs: status === 'reached' ? map.epochs[cell] : epochs,
    loss: readable(map.loss[cell], 4),
  });
}

/**
 * The cells that arrive in the fewest epochs. Those that start at the target count only where there are no others.
 * @param {Sweep} map
 */
export function bestCells(map) {
  let fewest = Infinity;
  for (let cell = 0; cell < map.epochs.length; cell += 1)
    if (map.status[cell] === 0 && map.epochs[cell] > 0 && map.epochs[cell] < fewest) fewest = map.epochs[cell];
  if (fewest === Infinity && map.status.includes(0)) fewest = 0;
  return {
    fewest,
    cells: [...map.epochs.keys()].filter((cell) => map.status[cell] === 0 && map.epochs[cell] === fewest),
  };
}

/**
 * The map in sentences: its best region, and what share of it arrives, does not, diverges.
 * @param {MapPicture} picture
 * @param {{ x: string, y: string }} names
 * @param {Translate} t
 */
export function mapSummary({ map, epochs }, names, t) {
  const count = [0, 0, 0, 0, 0];
  for (const status of map.status) count[status] += 1;
  const share = (/** @type {number} */ k) => Math.round((100 * count[k]) / map.status.length);
  const { fewest, cells } = bestCells(map);
  const shares = t('map.shares', { reached: share(0), never: share(1), diverged: share(2), epochs });
  if (cells.length === 0) return `${t('map.noBest', { epochs })} ${shares}`;
  const xs = cells.map((cell) => map.x[cell % map.x.length]);
  const ys = cells.map((cell) => map.y[Math.floor(cell / map.x.length)]);
  const span = (/** @type {number[]} */ values) =>
    [Math.min(...values), Math.max(...values)].map((value) => readable(value, 3));
  const [x0, x1] = span(xs);
  const [y0, y1] = span(ys);
  return `${t('map.best', { fewest, xName: names.x, x0, x1, yName: names.y, y0, y1 })} ${shares}`;
}
