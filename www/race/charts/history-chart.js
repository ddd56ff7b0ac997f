// The loss of every runner above the baseline, on a log axis, against epochs or evaluations.
import { extent } from '../../chart/ranges.js';
import { raceSummary, runnerName } from '../panels/standings-rows.js';
import { minExcess, raceEnd } from '../snapshot.js';
import { drawnRunners } from './scene.js';
import { marksTrace, runnerMark, travelledPath } from './runner-traces.js';

/**
 * @import { Figure } from '../../chart/figure.js'
 * @import { Ranges } from '../../chart/chart.js'
 * @import { RaceChart, RaceScene } from './scene.js'
 */

/** A run that diverges leaves the chart this many decades above the start. */
const headroom = 3;
const markSize = 12;

/** @type {RaceChart} */
export const historyChart = {
  name: 'raceHistory',
  axes: {
    x: [{ text: ({ snapshot: { state } }, t) => t(`race.unit_${state.unit}`) }],
    y: ['race.excess', 'chart.logScale'],
  },
  legend: (scene, t) =>
    drawnRunners(scene).map(({ index }) => ({ runner: index, text: runnerName(scene.snapshot.state, index, t) })),
  ranges: historyRanges,
  figure,
  summary: ({ snapshot }, t) => raceSummary(snapshot, t),
};

/** @param {RaceScene} scene @param {Parameters<RaceChart['figure']>[1]} view @returns {Figure} */
function figure(scene, { theme, ranges }) {
  const drawn = drawnRunners(scene);
  const columns = drawn.map(({ path }) => ({ x: path.time, y: path.excess }));
  const points = drawn.map(({ at }) => ({ x: at.time, y: at.excess }));
  return {
    theme,
    axes: { x: { range: ranges.x }, y: { range: ranges.y, log: true } },
    traces: [
      ...drawn.map((runner, i) => travelledPath(runner, columns[i], points[i], theme)),
      marksTrace(
        drawn.map((runner, i) => runnerMark(runner, points[i], markSize, theme)),
        theme,
      ),
    ],
  };
}

/**
 * The range of time, and of the exponents of the excess.
 * @param {RaceScene} scene
 * @returns {Ranges}
 */
function historyRanges({ snapshot: { race, state, runners } }) {
  const end = Math.max(1, raceEnd(race, state.unit));
  const initial = Math.log10(Math.max(...runners.map(({ path }) => path.excess[0]), minExcess(race)));
  const [low, high] = extent(runners.map(({ path }) => path.excess)).map(Math.log10);
  const top = Math.min(high, initial + headroom);
  const margin = Math.max(0.05 * (top - low), 0.1);
  return { x: [-0.02 * end, 1.03 * end], y: [Math.floor(low - margin), Math.ceil(top + margin)] };
}
