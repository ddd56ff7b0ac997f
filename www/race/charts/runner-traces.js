// The traces of the runners that the landscape and the history share: the path up to the shown moment, and marks.
import { travelled } from '../../chart/travelled.js';
import { runnerColour, runnerLooks } from '../../chart/runner-marks.js';
import { chrome } from '../../chart/marks.js';

/**
 * @import { Trace } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { RunnerSnapshot } from '../snapshot.js'
 */

/**
 * @typedef {{ x: Float64Array, y: Float64Array }} Columns
 * @typedef {{ x: number, y: number, color: string, symbol: string, size: number }} Mark
 */

/**
 * @param {string} id
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} y
 * @param {string} color
 * @param {number} width
 * @param {string} [dash]
 * @param {number} [opacity]
 * @returns {Trace}
 */
export function plainLine(id, x, y, color, width, dash = 'solid', opacity = 1) {
  return { id, x, y, look: { mode: 'lines', opacity, line: { color, width, dash, simplify: false } } };
}

/**
 * The path of a runner up to the shown moment.
 * @param {RunnerSnapshot} runner
 * @param {Columns} path
 * @param {{ x: number, y: number }} at the runner's point
 * @param {Theme} theme
 */
export function travelledPath({ index, path: { epoch: epochs }, epoch }, { x, y }, at, theme) {
  return plainLine(
    `path ${index}`,
    travelled(epochs, x, epoch, at.x),
    travelled(epochs, y, epoch, at.y),
    runnerColour(index, theme),
    2.4,
    runnerLooks[index].dash,
  );
}

/**
 * A runner's point.
 * @param {RunnerSnapshot} runner
 * @param {{ x: number, y: number }} at
 * @param {number} size
 * @param {Theme} theme
 * @returns {Mark}
 */
export function runnerMark({ index }, { x, y }, size, theme) {
  return { x, y, color: runnerColour(index, theme), symbol: runnerLooks[index].symbol, size };
}

/** All points of a chart as one trace. @param {Mark[]} marks @param {Theme} theme @returns {Trace} */
export function marksTrace(marks, theme) {
  return {
    id: 'marks',
    x: Float64Array.from(marks, ({ x }) => x),
    y: Float64Array.from(marks, ({ y }) => y),
    look: {
      mode: 'markers',
      marker: {
        opacity: 1,
        color: marks.map(({ color }) => color),
        symbol: marks.map(({ symbol }) => symbol),
        size: marks.map(({ size }) => size),
        line: { color: chrome[theme].ring, width: 1.5 },
      },
    },
  };
}
