// The excess loss L − L* of the run by epoch, with the epoch at which it settled and the predicted slope.
import { dash, emptyLine, line, marksTrace, symbol } from '../../chart/figure.js';
import { extent } from '../../chart/ranges.js';

/**
 * @import { Ranges } from '../../chart/chart.js'
 * @import { Figure } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { RunStudy } from '../answers.js'
 * @import { MapChart } from './scene.js'
 */

/** The smallest excess that is drawn, as a share of the target's. */
const floorShare = 1e-6;
const maxExcess = 1e200;
const minFloor = 1e-300;

/** @type {MapChart} */
export const excessChart = {
  name: 'excess',
  axes: { x: ['map.epoch'], y: ['map.excess'] },
  legend: [
    { t: 'map.legend.run', meaning: 'path' },
    { t: 'map.legend.predicted', meaning: 'optimum', dash: dash.truth },
    { t: 'map.legend.target', meaning: 'end', dash: dash.optimum },
  ],
  ranges: ({ study }) => columnsOf(study).ranges,
  figure: ({ study, position }, { theme }) => excessFigure(study, position, theme),
  nearest: ({ study }, { x }) => Math.max(0, Math.min(study.loss.length - 1, Math.round(x))),
  summary: ({ study }, t) => runText(study, t),
};

/** The outcome of the run in a sentence. @param {RunStudy} study @param {Translate} t */
export function runText({ settled, hasDiverged, loss }, t) {
  if (settled !== null) return t('map.runSettled', { epochs: settled });
  return t(hasDiverged ? 'map.runDiverged' : 'map.runNever', { epochs: loss.length - 1 });
}

/**
 * @param {RunStudy} study
 * @param {number} position
 * @param {Theme} theme
 * @returns {Figure}
 */
export function excessFigure(study, position, theme) {
  const { epoch, excess, margin, predicted, ranges } = columnsOf(study);
  const last = excess.length - 1;
  const k = Math.min(Math.floor(position), last);
  const y = excess[k] + (position - k) * ((excess[Math.min(k + 1, last)] ?? excess[k]) - excess[k]);
  const end = study.settled === null ? null : { x: study.settled, y: excess[study.settled] };
  return {
    theme,
    axes: { x: { range: ranges.x }, y: { range: ranges.y, log: true } },
    traces: [
      line('target', Float64Array.of(0, Math.max(last, 1)), Float64Array.of(margin, margin), 'end', theme, {
        width: 1.5,
        dash: dash.optimum,
      }),
      line('predicted', predicted.x, predicted.y, 'optimum', theme, { width: 2, dash: dash.truth }),
      line('future', epoch, excess, 'path', theme, { width: 1.5, dash: dash.future }),
      line(
        'path',
        epoch.map((each) => Math.min(each, k)),
        excess.map((_, each) => excess[Math.min(each, k)]),
        'path',
        theme,
        { width: 2.5 },
      ),
      marksTrace(
        [
          { meaning: 'start', symbol: symbol.start, size: 12, at: { x: 0, y: excess[0] } },
          { meaning: 'end', symbol: symbol.end, size: 11, at: end },
          { meaning: 'model', symbol: symbol.model, size: 13, at: { x: Math.min(position, last), y } },
        ],
        theme,
        ranges.x,
      ),
    ],
  };
}

/** Axes that end at round numbers keep their range while a slider is moved. */
const roundSteps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** The next round number. @param {number} end */
function roundedUp(end) {
  const decade = 10 ** Math.floor(Math.log10(end));
  return decade * (roundSteps.find((step) => step * decade >= end) ?? 10);
}

/**
 * @typedef {object} Columns
 * @property {Float64Array} epoch
 * @property {Float64Array} excess
 * @property {number} margin excess of the target
 * @property {{ x: Float64Array, y: Float64Array }} predicted
 * @property {Ranges} ranges
 */
/** The columns of each study, computed once. @type {WeakMap<RunStudy, Columns>} */
const columns = new WeakMap();

/** @param {RunStudy} study @returns {Columns} */
function columnsOf(study) {
  const cached = columns.get(study);
  if (cached) return cached;
  const margin = study.target - study.best;
  const floor = Math.max(margin * floorShare, minFloor);
  const excess = study.loss.map((loss) => Math.min(Math.max(loss - study.best, floor), maxExcess));
  const end = Math.max(1, excess.length - 1);
  const [lo, hi] = extent([excess, [margin]]);
  const right = roundedUp(end);
  const computed = {
    epoch: Float64Array.from(excess, (_, k) => k),
    excess,
    margin,
    predicted: predictedLine(excess[0], study.theory?.own?.contraction, end, floor),
    ranges: {
      x: /** @type {[number, number]} */ ([-0.02 * right, 1.02 * right]),
      y: /** @type {[number, number]} */ ([Math.floor(Math.log10(lo) - 0.1), Math.ceil(Math.log10(hi) + 0.1)]),
    },
  };
  columns.set(study, computed);
  return computed;
}

/**
 * The excess falls by the square of the error's contraction in each epoch: a straight line on a log axis, drawn as far
 * as the epochs, the floor and the greatest excess allow.
 * @param {number} initial
 * @param {number | undefined} contraction
 * @param {number} end
 * @param {number} floor
 */
function predictedLine(initial, contraction, end, floor) {
  if (contraction === undefined || contraction <= 0) return { x: emptyLine, y: emptyLine };
  const slope = 2 * Math.log(contraction);
  const limit = contraction < 1 ? floor : maxExcess;
  const last = slope === 0 ? end : Math.min(end, Math.log(limit / initial) / slope);
  return { x: Float64Array.of(0, last), y: Float64Array.of(initial, initial * contraction ** (2 * last)) };
}
