// The cells of a map: the one at a point, its text, and the text of the best ones.
import { readable, wholePercentText } from '../../i18n/format.js';
import { bestCells } from './best-cells.js';
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
 * The text summary of a map: its best settings, and the shares that settle, do not, and diverge.
 * @param {MapPicture} picture
 * @param {{ x: string, y: string }} names of the axes
 * @param {Translate} t
 */
export function mapSummary(picture, names, t) {
  const { map } = picture;
  const counts = statusNames.map(() => 0);
  for (const status of map.status) counts[status] += 1;
  const percentage = (/** @type {number} */ status) => wholePercentText(counts[status], map.status.length);
  const shares = t('map.shares', { settled: percentage(0), never: percentage(1), diverged: percentage(2) });
  return `${bestText(picture, names, t)} ${shares}`;
}

/**
 * The sentences on the best settings.
 * @param {MapPicture} picture @param {{ x: string, y: string }} names of the axes @param {Translate} t
 */
function bestText(picture, names, t) {
  const { map, epochs } = picture;
  const { fewest, start, region, single } = bestCells(picture);
  const value = (/** @type {number} */ of) => readable(of, 3);
  /** @type {Record<string, string>} */
  const given = start ? { startName: names[start.axis], start: value(start.value) } : {};
  if (!region && !single) return t(start ? 'map.best.noneAtStart' : 'map.best.none', { epochs, ...given });
  const free = start?.axis === 'x' ? 'y' : 'x';
  if (region) {
    const [x0, x1] = region[free].map(value);
    const [y0, y1] = region.y.map(value);
    const range = { name: names[free], x0, x1 };
    return start
      ? t('map.best.regionAtStart', { fewest, ...range, ...given })
      : t('map.best.region', { fewest, xName: names.x, x0, x1, yName: names.y, y0, y1 });
  }
  const { cell, epochs: beside, unsettled } = /** @type {NonNullable<typeof single>} */ (single);
  const at = cellPoint(map, cell);
  const best = start
    ? t('map.best.cellAtStart', { fewest, name: names[free], x: value(at[free]), ...given })
    : t('map.best.cell', { fewest, xName: names.x, x: value(at.x), yName: names.y, y: value(at.y) });
  const range = { low: beside[0], high: beside[beside.length - 1], unsettled, n: beside.length + unsettled };
  const key = beside.length === 0 ? 'none' : unsettled > 0 ? 'some' : 'all';
  return range.n === 0 ? best : `${best} ${t(`map.best.beside.${key}`, range)}`;
}
