// The best settings of a map, as facts: the fewest epochs, the cells that have them, and how much the cells beside
// differ.
//
// The start is given. Where a dial of the map is a start, only the row or the column of the experiment's own start is
// looked at; where both are, there is no choice, and all cells are. A region is described only if every cell in it has
// the fewest epochs. Else one cell is named, the one whose neighbours are best, with the epochs of its neighbours: what
// a small change of the setting does.
/** @import { MapPicture } from './map-chart.js' */

/**
 * @typedef {object} BestCells
 * @property {number} fewest epochs; Infinity where no cell settles
 * @property {number[]} cells those that have them
 * @property {{ axis: 'x' | 'y', value: number } | null} start the row or column that was looked at, if it is one
 * @property {{ x: [number, number], y: [number, number] } | null} region the ends of a rectangle of which
 *   every cell has the fewest epochs, and no other one that was looked at
 * @property {{ cell: number, epochs: number[], unsettled: number } | null} single the cell that is named, the epochs of
 *   the neighbours that settle, in rising order, and how many do not; null where there is a region, or nothing
 */

/** @param {string} path of a dial */
export const isStart = (path) => /^(model|objective)\.start\./.test(path);

/** @param {Pick<MapPicture, 'map' | 'options' | 'here'>} picture @returns {BestCells} */
export function bestCells({ map, options, here }) {
  const start = startOf(options, map, here);
  const { length } = map.x;
  const isSeen = (/** @type {number} */ cell) =>
    !start || (start.axis === 'x' ? cell % length : Math.floor(cell / length)) === start.index;
  const seen = [...map.epochs.keys()].filter(isSeen);
  const settled = seen.filter((cell) => map.status[cell] === 0);
  // Cells that start at the target count only if there are no others.
  const counts = settled.map((cell) => map.epochs[cell]);
  const positive = counts.filter((epochs) => epochs > 0);
  const fewest = Math.min(...(positive.length > 0 ? positive : counts));
  const cells = settled.filter((cell) => map.epochs[cell] === fewest);
  const region = regionOf(map, cells);
  const isOne = cells.length === 1 || region === null;
  return {
    fewest,
    cells,
    start: start && { axis: start.axis, value: map[start.axis][start.index] },
    region: isOne ? null : region,
    single: isOne && cells.length > 0 ? steadiest(map, cells, isSeen) : null,
  };
}

/** The axis that is a start and the place on it nearest to the experiment's own, unless both axes are starts.
 * @param {MapPicture['options']} options @param {MapPicture['map']} map @param {MapPicture['here']} here
 * @returns {{ axis: 'x' | 'y', index: number } | null} */
function startOf(options, map, here) {
  const axes = /** @type {const} */ (['x', 'y']).filter((axis) => isStart(options[axis].path));
  if (!here || axes.length !== 1) return null;
  const [axis] = axes;
  const distances = Array.from(map[axis], (value) => Math.abs(value - here[axis]));
  return { axis, index: distances.indexOf(Math.min(...distances)) };
}

/** The rectangle of the cells, if it has no others. @param {MapPicture['map']} map @param {number[]} cells */
function regionOf(map, cells) {
  if (cells.length === 0) return null;
  const columns = cells.map((cell) => cell % map.x.length);
  const rows = cells.map((cell) => Math.floor(cell / map.x.length));
  const [left, right, low, high] = [Math.min(...columns), Math.max(...columns), Math.min(...rows), Math.max(...rows)];
  if ((right - left + 1) * (high - low + 1) !== cells.length) return null;
  return {
    x: /** @type {[number, number]} */ ([map.x[left], map.x[right]]),
    y: /** @type {[number, number]} */ ([map.y[low], map.y[high]]),
  };
}

/** The cell whose neighbours are best: the fewest do not settle, and then the slowest of them is the fastest.
 * @param {MapPicture['map']} map @param {number[]} cells @param {(cell: number) => boolean} isSeen */
function steadiest(map, cells, isSeen) {
  const candidates = cells.map((cell) => {
    const beside = neighbours(map, cell).filter(isSeen);
    const epochs = beside.filter((each) => map.status[each] === 0).map((each) => map.epochs[each]);
    return { cell, epochs: epochs.sort((a, b) => a - b), unsettled: beside.length - epochs.length };
  });
  const worst = (/** @type {number[]} */ epochs) => epochs[epochs.length - 1] ?? Infinity;
  const isSteadier = (/** @type {typeof candidates[0]} */ a, /** @type {typeof candidates[0]} */ b) =>
    a.unsettled !== b.unsettled ? a.unsettled < b.unsettled : worst(a.epochs) < worst(b.epochs);
  return candidates.reduce((best, each) => (isSteadier(each, best) ? each : best));
}

/** The cells around one, at most eight. @param {MapPicture['map']} map @param {number} cell */
function neighbours({ x, y }, cell) {
  const [column, row] = [cell % x.length, Math.floor(cell / x.length)];
  const out = [];
  for (let j = Math.max(0, row - 1); j <= Math.min(y.length - 1, row + 1); j += 1)
    for (let i = Math.max(0, column - 1); i <= Math.min(x.length - 1, column + 1); i += 1)
      if (i !== column || j !== row) out.push(j * x.length + i);
  return out;
}
