// What the race asks of the engine: the runs, the standings, and the landscape they run through, in one message.
import { coordinate, coordinates, parameterAxis, principalAxes } from './race-axes.js';
import { extent, ladderRange } from '../chart/ranges.js';

/**
 * @import { Engine, EngineError, Experiment, Explanation, Race as EngineRace, Standing } from '../../wasm/engine.d.ts'
 * @import { Axis } from './race-axes.js'
 */

/**
 * @typedef {[number, number]} Range
 *
 * @typedef {object} RaceRequest
 * @property {Omit<Experiment, 'optimizer'>} experiment its start may lack parameters
 * @property {{ name: string, settings: Record<string, number> }[]} runners
 * @property {Record<string, number>[]} minima that are known
 * @property {string} cut of more than two parameters what is drawn: "w1:w3", or "principal" directions
 * @property {Record<string, Range> | null} window the stretch to draw along each axis; null: one that fits
 * @property {string} drawn key of the landscape that the asker has already
 * @property {{ runner: number, epoch: number }} told the step that is to be explained, or the last one before it
 *
 * @typedef {object} RunnerResult
 * @property {number} epochs
 * @property {Record<string, Float64Array>} parameters
 * @property {Float64Array} loss
 * @property {Float64Array} asked evaluations up to each entry
 * @property {{ reason: string, epoch: number }} stop
 *
 * @typedef {{ x: Float64Array, y: Float64Array, loss: Float64Array }} Landscape one row per y; a curve has a single one
 *
 * @typedef {object} Race
 * @property {Experiment} experiment complete, with the first runner's optimizer
 * @property {string} latex how the function or model reads
 * @property {string[]} names of all parameters
 * @property {Axis[]} axes the one or two that are drawn
 * @property {Record<string, number>} start
 * @property {({ run: RunnerResult, error: null } | { run: null, error: EngineError })[]} runners
 * @property {Standing[]} standings
 * @property {Record<string, number>[]} optima
 * @property {number} best the lowest loss known
 * @property {number} bottom what charts measure heights from: the best, or the lowest that is drawn of a loss without
 *   end
 * @property {Record<string, Range>} window
 * @property {string} key of the landscape
 * @property {Landscape | null} landscape null: the asker has it
 * @property {Explanation | null} step the one that was to be explained
 */

/** Points of the landscape along an axis. */
const gridPoints = 91;
const coarsest = 21;
/** Rows × grid points that one landscape may cost: a tenth of a second. */
const mostVisits = 1e8;
const curvePoints = 401;
/** A runner that is farther away than this has found no minimum, but a slope without end. */
const farthest = 1e12;

/**
 * @param {Engine} engine
 * @param {RaceRequest} request
 * @returns {{ ok: true, race: Race } | { ok: false, error: EngineError }}
 */
export function computeRace(engine, { experiment: asked, runners, minima, cut, window: wanted, drawn, told }) {
  const checked = parametersOf(engine, asked);
  if (!checked.ok) return checked;
  const names = checked.parameters;
  const experiment = completed(asked, names);
  const start = experiment.objective?.start ?? experiment.model?.start ?? {};
  const race = engine.race(
    experiment,
    runners.map(({ name, settings }) => ({ optimizer: { name, ...settings } })),
    minima,
  );
  if (!race.ok) return race;
  const endless = race.optima.some((optimum) => Object.values(optimum).some((value) => !(Math.abs(value) <= farthest)));
  const at = (endless ? null : race.optima[0]) ?? start;
  const axes = axesOf(engine, experiment, names, cut, at);
  const window = wanted && axes.every((axis) => wanted[axis.key]) ? wanted : fittingWindow(axes, start, at, race);
  const key = JSON.stringify([
    experiment.objective?.formula ?? [fingerprint(experiment.data), experiment.model?.formula, experiment.loss],
    names.length > 2 ? [axes, at] : 0,
    window,
  ]);
  const landscape =
    key === drawn && !endless
      ? { ok: /** @type {const} */ (true), landscape: null }
      : drawLandscape(engine, experiment, axes, window, at);
  if (!landscape.ok) return landscape;
  const best = lowest(race);
  return {
    ok: true,
    race: {
      experiment,
      latex: checked.latex,
      names,
      axes,
      start,
      runners: race.runners.map((runner) =>
        runner.ok ? { run: runner, error: null } : { run: null, error: runner.error },
      ),
      standings: race.standings,
      optima: race.optima,
      best,
      bottom: endless && landscape.landscape ? extent([landscape.landscape.loss])[0] : best,
      window,
      key,
      landscape: landscape.landscape,
      step: explained(engine, experiment, runners[told.runner], race.runners[told.runner], told.epoch),
    },
  };
}

/**
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {RaceRequest['runners'][number] | undefined} runner
 * @param {EngineRace['runners'][number] | undefined} result
 * @param {number} epoch
 */
function explained(engine, experiment, runner, result, epoch) {
  if (!runner || !result?.ok || result.epochs === 0) return null;
  const step = engine.explain(
    { ...experiment, optimizer: { name: runner.name, ...runner.settings } },
    Math.min(epoch, result.epochs),
  );
  return step.ok ? step : null;
}

/** @param {Engine} engine @param {Omit<Experiment, 'optimizer'>} experiment */
function parametersOf(engine, { objective, data, model }) {
  if (objective) return engine.check(objective.formula, []);
  const columns = data?.kind === 'columns' ? Object.keys(data.columns ?? { x: 0 }) : ['x'];
  return engine.check(model?.formula ?? '', columns);
}

/** @param {Experiment['data']} data */
function rowsOf(data) {
  return data?.kind === 'columns' ? data.y.length : (data?.n ?? 1);
}

/** What tells data apart without writing them out. @param {Experiment['data']} data */
function fingerprint(data) {
  if (data?.kind !== 'columns') return data;
  const sum = (/** @type {ArrayLike<number>} */ column) =>
    Array.prototype.reduce.call(column, (total, value, i) => Number(total) + Number(value) * (1 + (i % 97)), 0);
  return [data.y.length, sum(data.y), ...Object.values(data.columns ?? { x: data.x ?? [] }).map(sum)];
}

/**
 * With a start for every parameter, and none for others.
 * @param {Omit<Experiment, 'optimizer'>} experiment
 * @param {string[]} names
 * @returns {Experiment}
 */
function completed(experiment, names) {
  const complete = (/** @type {Record<string, number>} */ given) =>
    Object.fromEntries(names.map((name) => [name, given[name] ?? 1]));
  const { objective, model } = experiment;
  return {
    ...experiment,
    optimizer: { name: 'gd' },
    ...(objective && { objective: { ...objective, start: complete(objective.start) } }),
    ...(model && { model: { ...model, start: complete(model.start) } }),
  };
}

/**
 * What is drawn along: all of one or two parameters, and of more the cut that was asked for, if these parameters can
 * give it.
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {string[]} names
 * @param {string} cut
 * @param {Record<string, number>} at
 * @returns {Axis[]}
 */
function axesOf(engine, experiment, names, cut, at) {
  const principal = cut === 'principal' && names.length > 2 ? engine.principalDirections(experiment, at) : null;
  if (principal?.ok) return principalAxes(at, principal);
  const [first, second] = cut.split(':');
  const known = names.length > 2 && first !== second && names.includes(first) && names.includes(second);
  return (known ? [first, second] : names.slice(0, 2)).map(parameterAxis);
}

/**
 *  The optimum in the middle, the start well inside, and of slices most of the way there.
 * @param {Axis[]} axes
 * @param {Record<string, number>} start
 * @param {Record<string, number>} optimum
 * @param {EngineRace} race
 * @returns {Record<string, Range>}
 */
function fittingWindow(axes, start, optimum, race) {
  return Object.fromEntries(
    axes.map((axis) => {
      const [from, to] = [coordinate(axis, start), coordinate(axis, optimum)];
      // A parameter that starts at zero does not tell its scale.
      const least =
        axis.curvature === null
          ? Math.max(0.2 * Math.abs(to), from === 0 ? 0.5 : 0)
          : strayed(axis, start, optimum, race);
      const half = 1.35 * (Math.max(Math.abs(from - to), least) || 0.5);
      return [axis.key, ladderRange(to - half, to + half)];
    }),
  );
}

/**
 *  How far along an axis half of the runners stray from the optimum, and no farther than the start is from it.
 * @param {Axis} axis
 * @param {Record<string, number>} start
 * @param {Record<string, number>} optimum
 * @param {EngineRace} race
 */
function strayed(axis, start, optimum, { runners }) {
  const distance = Math.hypot(...Object.keys(start).map((name) => start[name] - optimum[name]));
  const farthest = runners.flatMap((runner) =>
    runner.ok ? [coordinates(axis, runner.parameters).reduce((most, value) => Math.max(most, Math.abs(value)), 0)] : [],
  );
  return Math.min(distance, farthest.sort((a, b) => a - b)[Math.floor(farthest.length / 2)] ?? 0);
}

/**
 * The lowest loss that anyone knows of: a run may pass below the minima of a listed interval.
 * @param {EngineRace} race
 */
function lowest({ loss, runners }) {
  return runners.reduce(
    (least, runner) => (runner.ok ? runner.loss.reduce((a, b) => Math.min(a, b), least) : least),
    loss,
  );
}

/**
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {Axis[]} axes
 * @param {Record<string, Range>} window
 * @param {Record<string, number>} at
 * @returns {{ ok: true, landscape: Landscape } | { ok: false, error: EngineError }}
 */
function drawLandscape(engine, experiment, [first, second], window, at) {
  const stretch = (/** @type {Axis} */ { key, along, curvature }, /** @type {number} */ points) => ({
    ...(curvature === null ? { parameter: key } : { direction: along }),
    from: window[key][0],
    to: window[key][1],
    points,
  });
  if (second === undefined) {
    const curve = engine.landscape(experiment, {
      parameter: first.key,
      from: window[first.key][0],
      to: window[first.key][1],
      points: curvePoints,
    });
    return curve.ok ? { ok: true, landscape: { x: curve.at, y: new Float64Array(1), loss: curve.loss } } : curve;
  }
  const side = Math.max(coarsest, Math.min(gridPoints, Math.floor(Math.sqrt(mostVisits / rowsOf(experiment.data)))));
  const surface = engine.surface(experiment, { x: stretch(first, side), y: stretch(second, side), at });
  return surface.ok ? { ok: true, landscape: { x: surface.x, y: surface.y, loss: surface.loss } } : surface;
}
