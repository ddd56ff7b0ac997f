// The cells of a map: the one at a point, the fastest ones, and their text.
import { readable } from '../../i18n/format.js';
import { statusNames } from './map-colours.js';

/**
 * @import { Sweep } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { MapPicture } from './map-chart.js'
 */

/** The cell at a point. @param {Sweep} map @param {number} x @param {number} y @returns {number} its index */
export function cellAt(map, x, y) {
  return nearestIndex(map.y, y) * map.x.length + nearestIndex(map.x, x);
}

/** The settings of a cell. @param {Sweep} map @param {number} cell */
export function cellPoint(map, cell) {
  return { x: map.x[cell % map.x.length], y: map.y[Math.floor(cell / map.x.length)] };
}

/** @param {Float64Array} values @param {number} value */
function nearestIndex(values, value) {
  let nearest = 0;
  for (let k = 1; k < values.length; k += 1)
    if (Math.abs(values[k] - value) < Math.abs(values[nearest] - value)) nearest = k;
  return nearest;
}

/**
 * The text of a cell: its settings, its epochs and its loss.
 * @param {MapPicture} picture
 * @param {number} cell
 * @param {{ x: string, y: string }} names of the axes
 * @param {Translate} t
 */
export function cellText({ map, epochs }, cell, names, t) {
  const status = statusNames[map.status[cell]];
  const { x, y } = cellPoint(map, cell);
  return t(`map.cell.${status}`, {
    xName: names.x,
    x: readable(x, 4),
    yName: names.y,
    y: readable(y, 4),
    epochs: status === 'settled' ? map.epochs[cell] : epochs,
    loss: readable(map.loss[cell], 4),
  });
}

/**
 * The cells that reach the target in the fewest epochs. Cells that start at the target count only if there are no
 * others.
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
 * The text summary of a map: its best region, and the shares that reach the target, do not, and diverge.
 * @param {MapPicture} picture
 * @param {{ x: string, y: string }} names of the axes
 * @param {Translate} t
 */
export function mapSummary({ map, epochs }, names, t) {
  const counts = statusNames.map(() => 0);
  for (const status of map.status) counts[status] += 1;
  const percentage = (/** @type {number} */ status) => Math.round((100 * counts[status]) / map.status.length);
  const shares = t('map.shares', { settled: percentage(0), never: percentage(1), diverged: percentage(2), epochs });
  const { fewest, cells } = bestCells(map);
  if (cells.length === 0) return `${t('map.noBest', { epochs })} ${shares}`;
  const points = cells.map((cell) => cellPoint(map, cell));
  const span = (/** @type {number[]} */ values) =>
    [Math.min(...values), Math.max(...values)].map((value) => readable(value, 3));
  const [x0, x1] = span(points.map(({ x }) => x));
  const [y0, y1] = span(points.map(({ y }) => y));
  return `${t('map.best', { fewest, xName: names.x, x0, x1, yName: names.y, y0, y1 })} ${shares}`;
}
