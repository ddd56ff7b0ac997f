// The loss of every runner above the best that is known, on a log axis, against epochs or evaluations.
import { chrome } from '../chart/marks.js';
import { travelled } from '../chart/travelled.js';
import { plainLine } from './race-landscape.js';
import { runnerColour, runnerLooks } from '../chart/runner-marks.js';
import { floorOf, raceEnd } from './race.js';
import { extent } from '../chart/ranges.js';

/**
 * @import { Figure } from '../chart/figure.js'
 * @import { Theme } from '../chart/marks.js'
 * @import { RaceSnapshot } from './race.js'
 */

/**
 * @typedef {[number, number]} Range
 */

/** Who diverges leaves the chart this many decades above the start. */
const headroom = 3;

/** @param {RaceSnapshot} snapshot @param {Theme} theme @returns {Figure} */
export function raceHistory(snapshot, theme) {
  const ranges = historyRanges(snapshot);
  const drawn = snapshot.places.filter(({ muted }) => !muted);
  const { ring } = chrome[theme];
  return {
    theme,
    axes: { x: { range: ranges.x }, y: { range: ranges.y, log: true } },
    traces: [
      ...drawn.map(({ index, path }) =>
        plainLine(`future ${index}`, path.time, path.excess, runnerColour(index, theme), 1.2, 'solid', 0.35),
      ),
      ...drawn.map(({ index, path, epoch, at }) =>
        plainLine(
          `path ${index}`,
          travelled(path.epoch, path.time, epoch, at.time),
          travelled(path.epoch, path.excess, epoch, at.excess),
          runnerColour(index, theme),
          2.4,
          runnerLooks[index].dash,
        ),
      ),
      {
        id: 'marks',
        x: Float64Array.from(drawn, ({ at }) => at.time),
        y: Float64Array.from(drawn, ({ at }) => at.excess),
        look: {
          mode: 'markers',
          marker: {
            opacity: 1,
            size: 12,
            color: drawn.map(({ index }) => runnerColour(index, theme)),
            symbol: drawn.map(({ index }) => runnerLooks[index].symbol),
            line: { color: ring, width: 1.5 },
          },
        },
      },
    ],
  };
}

/** @param {RaceSnapshot} snapshot @returns {{ x: Range, y: Range }} y: exponents */
function historyRanges({ race, state, places }) {
  const end = Math.max(1, raceEnd(race, state.by));
  const first = Math.log10(Math.max(...places.map(({ path }) => path.excess[0]), floorOf(race)));
  const [low, high] = extent(places.map(({ path }) => path.excess)).map(Math.log10);
  const top = Math.min(high, first + headroom);
  const margin = Math.max(0.05 * (top - low), 0.1);
  return { x: [-0.02 * end, 1.03 * end], y: [Math.floor(low - margin), Math.ceil(top + margin)] };
}
