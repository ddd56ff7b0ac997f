// The charts beside the map: the run that plays with the slope that theory foretells, how many epochs each method takes
// along a dial, and the fits of many draws of the noise.
import { chrome } from '../chart/marks.js';
import { dash, emptyLine, line, marksTrace, points, symbol } from '../chart/figure.js';
import { runnerColour, runnerLooks } from '../chart/runner-marks.js';
import { extent } from '../chart/ranges.js';

/**
 * @import { Axis, NoiseStudy } from '../../wasm/engine.d.ts'
 * @import { Figure } from '../chart/figure.js'
 * @import { Theme } from '../chart/marks.js'
 * @import { Lab, Profile } from './lab.js'
 */

/** What is nearer to the best than this share of the target's distance is zero to the eye. */
const floorShare = 1e-6;

/**
 * L − L* by epoch, up to `position`, and the straight line of its predicted contraction.
 * @param {Lab} lab
 * @param {number} position
 * @param {Theme} theme
 * @returns {Figure}
 */
export function fallFigure(lab, position, theme) {
  const { epoch, excess, margin, predicted, range } = drawn(lab);
  const last = excess.length - 1;
  const k = Math.min(Math.floor(position), last);
  const y = excess[k] + (position - k) * ((excess[Math.min(k + 1, last)] ?? excess[k]) - excess[k]);
  return {
    theme,
    axes: { x: { range: range.x }, y: { range: range.y, log: true } },
    traces: [
      line('target', Float64Array.of(0, Math.max(last, 1)), Float64Array.of(margin, margin), 'end', theme, {
        width: 1.5,
        dash: dash.optimum,
      }),
      line('predicted', predicted.x, predicted.y, 'optimum', theme, { width: 2, dash: dash.truth }),
      line('future', epoch, excess, 'path', theme, { width: 1.5, dash: dash.future }),
      line(
        'path',
        epoch.map((at) => Math.min(at, k)),
        excess.map((_, at) => excess[Math.min(at, k)]),
        'path',
        theme,
        { width: 2.5 },
      ),
      marksTrace(
        [
          { meaning: 'start', symbol: symbol.start, size: 12, at: { x: 0, y: excess[0] } },
          {
            meaning: 'end',
            symbol: symbol.end,
            size: 11,
            at: lab.arrival === null ? null : { x: last, y: excess[last] },
          },
          { meaning: 'model', symbol: symbol.model, size: 13, at: { x: Math.min(position, last), y } },
        ],
        theme,
        range.x,
      ),
    ],
  };
}

/** Axes that end at round numbers stay where they are while a slider moves. @param {number} end */
function nextRound(end) {
  const decade = 10 ** Math.floor(Math.log10(end));
  return decade * ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * decade >= end) ?? 10);
}

/**
 * @typedef
 *   {{ epoch: Float64Array, excess: Float64Array, margin: number, predicted: { x: Float64Array, y: Float64Array },
 *     range: { x: [number, number], y: [number, number] } }}
 *   Drawn
 */
/** @type {WeakMap<Lab, Drawn>} */
const known = new WeakMap();

/** @param {Lab} lab @returns {Drawn} */
function drawn(lab) {
  const before = known.get(lab);
  if (before) return before;
  const margin = lab.target - lab.best;
  const floor = Math.max(margin * floorShare, 1e-300);
  const excess = lab.loss.map((loss) => Math.min(Math.max(loss - lab.best, floor), 1e200));
  const epoch = Float64Array.from(excess, (_, k) => k);
  const rho = lab.theory?.own?.contraction;
  const end = Math.max(1, excess.length - 1);
  const predicted =
    rho === undefined || rho <= 0
      ? { x: emptyLine, y: emptyLine }
      : {
          x: Float64Array.of(0, end),
          y: Float64Array.of(excess[0], Math.min(1e200, Math.max(floor, excess[0] * rho ** (2 * end)))),
        };
  const [lo, hi] = extent([excess, [margin]]);
  const right = nextRound(end);
  const fresh = {
    epoch,
    excess,
    margin,
    predicted,
    range: {
      x: /** @type {[number, number]} */ ([-0.02 * right, 1.02 * right]),
      y: /** @type {[number, number]} */ ([Math.floor(Math.log10(lo) - 0.1), Math.ceil(Math.log10(hi) + 0.1)]),
    },
  };
  known.set(lab, fresh);
  return fresh;
}

/** @typedef {{ index: number, profile: Profile }} RunnerProfile index: among the race's runners, whose look it has */

/**
 * Epochs along a dial for several runners. What does not arrive leaves a gap.
 * @param {RunnerProfile[]} profiles
 * @param {Axis} axis
 * @param {number} epochs
 * @param {number} here
 * @param {Theme} theme
 * @returns {Figure}
 */
export function profileFigure(profiles, axis, epochs, here, theme) {
  const log = axis.scale === 'log';
  const at = (/** @type {number} */ value) => (log ? Math.log10(value) : value);
  const top = Math.max(1, epochs);
  return {
    theme,
    axes: { x: { range: [at(axis.from), at(axis.to)], log }, y: { range: [-0.1, Math.log10(top) + 0.15], log: true } },
    traces: [
      line('here', Float64Array.of(here, here), Float64Array.of(0.5, 2 * top), 'curve', theme, {
        width: 1,
        dash: dash.optimum,
      }),
      ...profiles.map(({ index, profile }) => ({
        id: `runner ${index}`,
        x: profile.x,
        // On a log axis an arrival without an epoch stands a little below one.
        y: Float64Array.from(profile.epochs, (value) => (value < 0 ? NaN : Math.max(value, 0.8))),
        look: {
          mode: 'lines',
          line: {
            color: runnerColour(index, theme),
            width: profile.level ? 1.4 : 2.2,
            dash: runnerLooks[index].dash,
            simplify: false,
          },
        },
      })),
    ],
  };
}

/**
 * What a runner's profile says: the share of the axis on which it arrives, and where it is fastest.
 * @param {Profile} profile
 */
export function profileFacts({ x, epochs }) {
  const arrived = [...epochs.keys()].filter((k) => epochs[k] >= 0);
  const fewest = Math.min(...arrived.map((k) => epochs[k]));
  return {
    share: Math.round((100 * arrived.length) / epochs.length),
    fewest,
    at: x[arrived.find((k) => epochs[k] === fewest) ?? 0],
  };
}

/** Between which two numbers the middle 95 % lie. @param {Float64Array} values @returns {[number, number]} */
export function middle95(values) {
  const sorted = Float64Array.from(values).sort();
  const at = (/** @type {number} */ share) => sorted[Math.round(share * (sorted.length - 1))];
  return [at(0.025), at(0.975)];
}

/** Bars of a histogram. */
const bars = 60;

/**
 * The fits of many draws: a histogram, theory's bell, the truth and this sample's fit (of data of one's own the same).
 * @param {NoiseStudy} study
 * @param {string} name
 * @param {number} end where the optimizer stopped
 * @param {Theme} theme
 * @returns {Figure}
 */
export function luckFigure(study, name, end, theme) {
  const values = study.estimates[name];
  const sd = study.expectedSd[name] || 1e-12;
  const centre = study.expectedMean[name];
  const [lo, hi] = extent([values, [study.truth[name], centre - 3.5 * sd, centre + 3.5 * sd]]);
  const width = (hi - lo) / bars;
  const counts = new Float64Array(bars);
  for (const value of values) counts[Math.min(bars - 1, Math.floor((value - lo) / width))] += 1;
  const density = counts.map((count) => count / (values.length * width));
  // Each bar is a step: its height at both of its ends.
  const steps = Float64Array.from({ length: 2 * bars }, (_, k) => density[Math.floor(k / 2)]);
  const edges = Float64Array.from(steps, (_, k) => lo + Math.ceil(k / 2) * width);
  const bell = { x: Float64Array.from({ length: 121 }, (_, k) => lo + (k / 120) * (hi - lo)) };
  const y = bell.x.map((x) => Math.exp(-0.5 * ((x - centre) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI)));
  const peak = 1.12 * extent([density, y])[1];
  const post = (/** @type {number} */ x) => [Float64Array.of(x, x), Float64Array.of(0, peak)];
  const [truthX, truthY] = post(study.truth[name]);
  const [fitX, fitY] = study.resampled ? [emptyLine, emptyLine] : post(values[0]);
  const [endX, endY] = post(end);
  return {
    theme,
    axes: { x: { range: [lo - width, hi + width] }, y: { range: [0, peak] } },
    traces: [
      {
        id: 'histogram',
        x: edges,
        y: steps,
        look: {
          mode: 'lines',
          fill: 'tozeroy',
          fillcolor: `${chrome[theme].axis}55`,
          line: { width: 1, color: chrome[theme].faint, simplify: false },
        },
      },
      line('bell', bell.x, y, 'curve', theme, { width: 2 }),
      line('truth', truthX, truthY, 'truth', theme, { width: 2.5, dash: dash.truth }),
      line('fit', fitX, fitY, 'optimum', theme, { width: 2, dash: dash.optimum }),
      line('end', endX, endY, 'end', theme, { width: 2, dash: dash.slope }),
    ],
  };
}

/** Points of a cloud that are drawn. */
const mostPoints = 1000;

/**
 * The fits of many draws, two parameters at a time: the cloud, the truth, this sample's fit, the end.
 * @param {NoiseStudy} study
 * @param {[string, string]} names across, upward
 * @param {Record<string, number>} end
 * @param {Theme} theme
 * @returns {Figure}
 */
export function cloudFigure(study, [a, b], end, theme) {
  const [x, y] = [a, b].map((name) => study.estimates[name].subarray(0, mostPoints));
  const at = (/** @type {Record<string, number>} */ place) =>
    Number.isFinite(place[a]) && Number.isFinite(place[b]) ? { x: place[a], y: place[b] } : null;
  const range = (/** @type {Float64Array} */ values, /** @type {string} */ name) => {
    const [lo, hi] = extent([values, [study.truth[name]]]);
    const room = 0.06 * (hi - lo) || 1e-12;
    return /** @type {[number, number]} */ ([lo - room, hi + room]);
  };
  const across = range(x, a);
  return {
    theme,
    axes: { x: { range: across }, y: { range: range(y, b) } },
    traces: [
      points('cloud', x, y, 'data', theme, { size: 4, opacity: 0.45 }),
      marksTrace(
        [
          { meaning: 'truth', symbol: symbol.optimum, size: 15, at: at(study.truth) },
          { meaning: 'optimum', symbol: symbol.end, size: 10, at: study.resampled ? null : { x: x[0], y: y[0] } },
          { meaning: 'end', symbol: symbol.model, size: 10, at: at(end) },
        ],
        theme,
        across,
      ),
    ],
  };
}

/** How two columns go together, from −1 to 1. @param {Float64Array} x @param {Float64Array} y */
export function correlation(x, y) {
  const centred = [x, y].map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    return column.map((value) => value - mean);
  });
  const dot = (/** @type {Float64Array} */ p, /** @type {Float64Array} */ q) =>
    p.reduce((sum, value, k) => sum + value * q[k], 0);
  return dot(centred[0], centred[1]) / Math.sqrt(dot(centred[0], centred[0]) * dot(centred[1], centred[1]));
}
