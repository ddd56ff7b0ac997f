// The race's parts that need no browser: its text in the link, the testFunctions, where runners stand, what charts and
// panels show.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeRace } from '../../www/race/answers.js';
import { testFunction, testFunctions } from '../../www/experiment/test-functions.js';
import {
  decodeRace,
  encodeRace,
  defaultRace,
  withNewRunner,
  withoutRunner,
  withRunner,
  rateSource,
  runnerDefaults,
} from '../../www/experiment/race.js';
import { settingsOf } from '../../www/experiment/settings.js';
import { parabolaThrough } from '../../www/race/charts/step-on-curve.js';
import { stepArrows } from '../../www/race/charts/arrows.js';
import { logHeights } from '../../www/chart/log-heights.js';
import { component, coordinate, movedTo } from '../../www/chart/axes.js';
import { directionText } from '../../www/race/axis-text.js';
import { defaultEye, surfaceLayout, surfaceTrace, turnedEye } from '../../www/race/surface/surface-figure.js';
import { raceSummary, standingRows, standingsAt } from '../../www/race/panels/standings-rows.js';
import { biasCorrected, explainStep } from '../../www/problem/step-explanation.js';
import { raceEnd, takeSnapshot } from '../../www/race/snapshot.js';
import { cameraOf, project } from '../../www/race/surface/camera.js';
import { HeightField } from '../../www/race/surface/height-field.js';
import { catalog, engine, es } from './notebook.mjs';
import { historyFigure, landscapeFigure } from './race-scene.mjs';

/** @import { RaceState } from '../../www/experiment/race.js' */

/** Rosenbrock's function with four methods whose rates were typed. */
const rosenbrockRace = /** @type {RaceState} */ (
  decodeRace('rosenbrock~300~epochs~0~~gd,rate:0.001~momentum,rate:0.0005~adam,rate:0.05~lbfgs', catalog)
);

/** @param {Partial<RaceState>} [change] */
function raced(change = {}) {
  const state = { ...rosenbrockRace, ...change };
  const example = testFunction(state.problem);
  assert.ok(example);
  const result = computeRace(engine, {
    experiment: {
      version: 1,
      objective: { formula: example.formula, start: { ...example.start, ...state.start } },
      stop: { epochs: state.epochs, ...state.bounds },
    },
    runners: state.runners,
    minima: example.minima,
    slice: state.slice,
    window: example.window,
    landscapeKey: '',
    step: { runner: 0, epoch: Infinity },
  });
  assert.ok(result.ok, JSON.stringify(result));
  return { race: result.race, state };
}

test('a race survives its text, and the standard one needs none', () => {
  assert.equal(encodeRace(defaultRace), '');
  assert.equal(decodeRace('', catalog), defaultRace);
  const other = withRunner(
    withNewRunner(
      {
        ...rosenbrockRace,
        problem: 'typed',
        formula: 'w1^2+sin(w2)=1~',
        start: { w1: -0.5 },
        unit: 'evaluations',
        isSurface: true,
        slice: 'w1:w3',
        chosen: 2,
        bounds: { gradient: 1e-6, target: -2 },
      },
      2,
    ),
    1,
    { isHidden: true },
  );
  const { formula, ...rest } = /** @type {RaceState} */ (decodeRace(encodeRace({ ...other, formula: 'a=b' }), catalog));
  assert.equal(formula, 'a=b');
  assert.deepEqual(rest, {
    problem: 'typed',
    start: other.start,
    epochs: other.epochs,
    bounds: other.bounds,
    unit: 'evaluations',
    isSurface: true,
    slice: 'w1:w3',
    chosen: 2,
    runners: other.runners,
  });
});

test('a text that is no race is refused', () => {
  for (const text of [
    'x',
    'rosenbrock',
    'rosenbrock~1e9~epochs~0~~gd',
    'rosenbrock~10~epochs~3~~gd',
    'rosenbrock~10~epochs~0~~nobody',
    'rosenbrock~10~epochs~0~~gd,rate:-1',
    'rosenbrock~10~epochs~0~~gd,speed:3',
    'rosenbrock~10~epochs~0~w1:x~gd',
    'rosenbrock~10,gradient:-1~epochs~0~~gd',
    'rosenbrock~10,speed:1~epochs~0~~gd',
    'rosenbrock~10,step~epochs~0~~gd',
    `rosenbrock~10~epochs~0~~${Array(7).fill('gd').join('~')}`,
  ])
    assert.equal(decodeRace(text, catalog), null, text);
});

test('a bound ends the runs that reach it, and says which it was', () => {
  const { race, state } = raced({ bounds: { target: 1e-3 } });
  const reasons = Object.fromEntries(race.runners.map(({ run }, i) => [state.runners[i].name, run?.stop.reason]));
  assert.deepEqual([reasons.gd, reasons.lbfgs], ['epochs', 'target']);
  for (const { run } of race.runners)
    assert.equal((run?.loss[run.epochs] ?? NaN) <= 1e-3, run?.stop.reason === 'target');
});

/** Three parameters whose valley lies askew. @param {string} slice */
function sliced(slice) {
  const result = computeRace(engine, {
    experiment: {
      version: 1,
      objective: { formula: '(a-1)^2+10*(b-a^2)^2+3*(c-b)^2', start: { a: -1.2, b: 1, c: 2 } },
      stop: { epochs: 200 },
    },
    runners: [
      { name: 'adam', settings: { rate: 0.05 } },
      { name: 'lbfgs', settings: {} },
    ],
    minima: [],
    slice,
    window: null,
    landscapeKey: '',
    step: { runner: 0, epoch: Infinity },
  });
  assert.ok(result.ok, JSON.stringify(result));
  return result.race;
}

test('of three parameters a slice is drawn, along two of them or along principal directions', () => {
  assert.deepEqual(
    ['', 'a:c', 'c:a', 'a:a', 'a:z'].map((slice) =>
      sliced(slice)
        .axes.map(({ key }) => key)
        .join(),
    ),
    ['a,b', 'a,c', 'c,a', 'a,b', 'a,b'],
  );
  const race = sliced('principal');
  assert.deepEqual(
    race.axes.map(({ name }) => name),
    ['v1', 'v3'],
  );
  const [x, y] = race.axes;
  assert.ok(Math.abs(component(x, y.along)) < 1e-12 && Math.abs(component(x, x.along) - 1) < 1e-12);
  // The slice goes through the optimum, and away from it the loss rises by half the curvature, to 10 % over a
  // hundredth of the window.
  const { landscape, window } = race;
  assert.ok(landscape);
  const middle = landscape.x.reduce(
    (nearest, value, i) => (Math.abs(value) < Math.abs(landscape.x[nearest]) ? i : nearest),
    0,
  );
  const row = landscape.y.reduce(
    (nearest, value, j) => (Math.abs(value) < Math.abs(landscape.y[nearest]) ? j : nearest),
    0,
  );
  assert.ok(
    landscape.loss[row * landscape.x.length + middle] - race.best <
      0.51 * (x.curvature ?? NaN) * (window.flattest[1] / 45) ** 2,
  );
  // The start and the optimum are inside.
  for (const point of [race.start, race.optima[0]])
    for (const axis of race.axes)
      assert.ok(
        coordinate(axis, point) > window[axis.key][0] && coordinate(axis, point) < window[axis.key][1],
        axis.key,
      );
  assert.match(
    raceSummary(takeSnapshot(race, { ...rosenbrockRace, runners: rosenbrockRace.runners.slice(2) }, Infinity), es),
    /direcci.n de menor curvatura, 0\.\d/,
  );
});

test('runners stand in a slice where their parameters project to, and a dragged start goes where the hand is', () => {
  const race = sliced('principal');
  const state = { ...rosenbrockRace, runners: [rosenbrockRace.runners[2], rosenbrockRace.runners[3]] };
  const [x, y] = race.axes;
  for (const { run, epoch, at } of takeSnapshot(race, state, 17).runners) {
    const point = Object.fromEntries(Object.entries(run.parameters).map(([name, column]) => [name, column[epoch]]));
    assert.ok(Math.abs(at.x - coordinate(x, point)) < 1e-12 && Math.abs(at.y - coordinate(y, point)) < 1e-12);
  }
  // Eight digits are kept of each parameter.
  const moved = movedTo(y, movedTo(x, race.start, 0.5), -1.5);
  assert.ok(Math.abs(coordinate(x, moved) - 0.5) < 1e-6 && Math.abs(coordinate(y, moved) + 1.5) < 1e-6);
  assert.equal(movedTo(sliced('a:c').axes[1], race.start, 0.123456).c, 0.1235);
});

test('a direction reads as a sum, the largest part first', () => {
  const axis = { key: 'flattest', name: 'v1', along: { w1: -0.22, w2: 0.97, w3: 0.004 }, from: {}, curvature: 1 };
  assert.equal(directionText(axis), '0.97 w₂ − 0.22 w₁');
});

/** A camera at height 10 over the origin that looks straight down, with as much to its sides as below it. */
const above = () =>
  cameraOf(
    {
      model: [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1],
      view: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -10, 1],
      projection: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, -1, 0, 0, -0.2, 0],
    },
    [0.5, 0.5, 0.5],
    200,
    100,
  );

test('a camera projects as a pinhole does, and knows where it stands', () => {
  const camera = above();
  assert.deepEqual(
    camera.eye.map((place) => place + 0),
    [0, 0, 10],
  ); // −0 + 0 is 0
  assert.deepEqual(project(camera, 0, 0, 3), { left: 100, top: 50 });
  // 5 aside at depth 10 is half of the way to the edge; at depth 5 it is the edge.
  assert.deepEqual(project(camera, 5, -5, 0), { left: 150, top: 75 });
  assert.deepEqual(project(camera, 5, -5, 5), { left: 200, top: 100 });
});

/** A plain from −5 to 5 with a wall of height 4 over x = 0. */
function wall() {
  const side = Float64Array.from({ length: 11 }, (_, i) => i - 5);
  return new HeightField(
    side,
    side,
    Float64Array.from({ length: 121 }, (_, k) => (k % 11 === 5 ? 4 : 0)),
  );
}

test('a line is laid on the surface and ends where it does', () => {
  const relief = wall();
  relief.setCamera(above());
  // Over the wall the line is nearer to the eye, at depth 6: its middle stands still, its ends lie at ±5/10.
  const { visible, hidden } = relief.line([-9, 9], [0, 0]);
  assert.equal(hidden, '');
  assert.match(visible, /^M50,50L.*L150,50$/);
  assert.equal(relief.point(6, 0), null);
  assert.deepEqual(relief.point(0, 3), { left: 100, top: 25, isVisible: true });
  assert.deepEqual(relief.line([6, 9], [0, 0]), { visible: '', hidden: '' });
});

test('what is behind a wall is hidden', () => {
  const relief = wall();
  relief.setCamera({ ...above(), eye: [-20, 0, 4] });
  assert.deepEqual(
    [-4, 2].map((x) => relief.point(x, 0)?.isVisible),
    [true, false],
  );
  const { visible, hidden } = relief.line([-5, 5], [0, 0]);
  assert.ok(visible.startsWith('M') && hidden.endsWith('L150,50'));
});

test('a surface has the heights, the levels and the colours of the contours, and losses at its ticks', () => {
  const { race, state } = raced();
  assert.ok(race.landscape);
  const surface = /** @type {any} */ (surfaceTrace(race.landscape, race.baseline, 'dark'));
  const field = /** @type {any} */ (landscapeFigure(takeSnapshot(race, state, 0), race.landscape, 'dark').field);
  assert.deepEqual(surface.z, field.z);
  assert.deepEqual(
    [surface.colorscale, surface.contours.z.start, surface.contours.z.end, surface.contours.z.size],
    [field.colorscale, field.contours.start, field.contours.end, field.contours.size],
  );
  const { scene } = /** @type {any} */ (surfaceLayout(race, race.landscape, 'dark', es, { width: 600, height: 400 }));
  // The grid's highest corner is at height 0: L(−2, −1) = 9 + 100·25.
  const tick = scene.zaxis.ticktext.indexOf('10³');
  assert.ok(Math.abs(scene.zaxis.tickvals[tick] - Math.log10(1000 / 2509)) < 1e-12);
});

test('the camera turns about the middle and stays above the ground', () => {
  const full = [1, 2, 3, 4].reduce((eye) => turnedEye(eye, { around: 90 }), defaultEye);
  for (const axis of /** @type {const} */ (['x', 'y', 'z'])) assert.ok(Math.abs(full[axis] - defaultEye[axis]) < 1e-12);
  assert.ok(turnedEye(defaultEye, { up: -300 }).z > -0.2);
  assert.ok(turnedEye(defaultEye, { nearer: 1e9 }).z > 0);
});

test('removing a runner keeps the chosen one chosen', () => {
  assert.equal(withoutRunner({ ...rosenbrockRace, chosen: 2 }, 0).chosen, 1);
  assert.equal(withoutRunner({ ...rosenbrockRace, chosen: 3 }, 3).chosen, 2);
});

test('every minimum of the gallery is one: flat, and nothing lower nearby', () => {
  for (const { key, formula, start, minima, window } of testFunctions) {
    assert.deepEqual(Object.keys(window), Object.keys(start), key);
    for (const minimum of minima) {
      const run = engine.run({
        version: 1,
        objective: { formula, start: minimum },
        optimizer: { name: 'gd' },
        stop: { epochs: 0 },
      });
      assert.ok(run.ok, key);
      for (const [name, [slope]] of Object.entries(run.gradient)) {
        // The places have 16 digits; slopes there are curvature (below 1e4) times their rounding.
        assert.ok(Math.abs(slope) < 1e-10, `${key} ∂${name} ${slope}`);
        for (const side of [-1e-3, 1e-3]) {
          const near = engine.run({
            version: 1,
            objective: { formula, start: { ...minimum, [name]: minimum[name] + side } },
            optimizer: { name: 'gd' },
            stop: { epochs: 0 },
          });
          assert.ok(near.ok && near.loss[0] > run.loss[0], key);
        }
      }
    }
  }
});

test('runners stand on their paths, in step by epochs or by evaluations', () => {
  const { race, state } = raced();
  const half = takeSnapshot(race, state, 10.5).runners[0];
  const { w1 } = half.run.parameters;
  assert.equal(half.epoch, 10);
  assert.ok(Math.abs(half.at.x - (w1[10] + w1[11]) / 2) < 1e-12);
  const byCost = takeSnapshot(race, { ...state, unit: 'evaluations' }, 40);
  for (const { epoch, run } of byCost.runners)
    assert.ok(run.asked[epoch] <= 40 && (epoch === run.epochs || run.asked[epoch + 1] > 40));
  assert.equal(raceEnd(race, 'epochs'), 300);
  assert.equal(raceEnd(race, 'evaluations'), 602);
  const end = takeSnapshot(race, state, Infinity).runners[3];
  assert.deepEqual([end.epoch, end.at.x], [end.run.epochs, end.run.parameters.w1[end.run.epochs]]);
});

test('heights are logarithms above the lowest point', () => {
  const { z, start, end } = logHeights(
    { x: new Float64Array(2), y: new Float64Array(2), loss: Float64Array.of(5, 6, 105, NaN) },
    5,
  );
  assert.deepEqual([...z], [-5, -2, 0, NaN]);
  assert.deepEqual([start, end], [-5, 0]);
});

test('the landscape draws a field, two lines and a mark per runner; the muted one is not drawn', () => {
  const { race, state } = raced();
  const muted = withRunner(state, 1, { isHidden: true });
  const landscape = race.landscape;
  assert.ok(landscape);
  const figure = landscapeFigure(takeSnapshot(race, muted, 50), landscape, 'light');
  assert.deepEqual(
    figure.traces.filter(({ id }) => id.startsWith('path')).map(({ id }) => id),
    ['path 0', 'path 2', 'path 3'],
  );
  assert.equal(figure.traces.find(({ id }) => id === 'marks')?.x.length, 1 + 1 + 3);
  assert.equal(figure.field, landscapeFigure(takeSnapshot(race, muted, 51), landscape, 'light').field);
  const history = historyFigure(takeSnapshot(race, muted, 50), 'dark');
  for (const { x, y } of history.traces) assert.ok([...Array.from(x), ...Array.from(y)].every(Number.isFinite));
});

test('a landscape that is there already is not computed again', () => {
  const { race } = raced();
  const example = /** @type {NonNullable<ReturnType<typeof testFunction>>} */ (testFunction('rosenbrock'));
  const again = computeRace(engine, {
    experiment: { version: 1, objective: { formula: example.formula, start: { w1: 0, w2: 0 } }, stop: { epochs: 5 } },
    runners: [{ name: 'gd', settings: {} }],
    minima: example.minima,
    slice: '',
    window: example.window,
    landscapeKey: race.key,
    step: { runner: 0, epoch: 3 },
  });
  assert.ok(again.ok && again.race.landscape === null);
  assert.equal(again.race.step?.epoch, 3);
});

test('with a race comes the explanation of a step: of its last one, where an earlier end is nearer', () => {
  const { race } = raced();
  assert.equal(race.step?.epoch, race.runners[0].run?.epochs);
});

test('a loss without end is drawn all the same, from the lowest that is in sight', () => {
  const { race, state } = raced({ problem: 'saddle' });
  assert.ok(race.landscape && race.best < -1e100);
  assert.equal(race.baseline, -4); // w1² − w2² at (0, ±2)
  const { z, start } = logHeights(race.landscape, race.baseline);
  assert.ok(start < -2 && z.every(Number.isFinite));
  const { traces } = historyFigure(takeSnapshot(race, state, 50), 'light');
  assert.ok(traces.every(({ y }) => Array.from(y).every(Number.isFinite)));
});

test('standings name who cannot run and why', () => {
  const { race, state } = raced({
    runners: [
      { name: 'lm', settings: {}, isHidden: false },
      { name: 'newton', settings: {}, isHidden: false },
    ],
  });
  const rows = standingRows(takeSnapshot(race, state, Infinity), es);
  assert.deepEqual(
    rows.map(({ rank }) => rank),
    ['1', '–'],
  );
  assert.equal(rows[1].note, es('errors.needs_residuals'));
  assert.match(raceSummary(takeSnapshot(race, state, Infinity), es), /Newton amortiguado/);
});

test("Adam's first step is corrected to the gradient itself", () => {
  const { race } = raced();
  const step = engine.explain({ ...race.experiment, optimizer: { name: 'adam', rate: 0.05 } }, 1);
  assert.ok(step.ok);
  const { equation } = /** @type {any} */ (catalog.optimizers.find(({ name }) => name === 'adam'));
  const [mean] = biasCorrected(step, equation, { b1: 0.9, b2: 0.999 });
  for (const [name, value] of Object.entries(mean.values))
    assert.ok(Math.abs(value - step.before.gradient[name]) < 1e-9 * Math.abs(value));
  const story = explainStep(step, equation, { b1: 0.9, b2: 0.999 }, es);
  assert.deepEqual(
    story.rows.map(({ tex }) => tex),
    ['w', '\\nabla L', 'm', 'v', '\\hat m', '\\hat v', '\\Delta w', "w'"],
  );
  assert.match(story.sentence, /sube|baja/);
  assert.deepEqual(
    stepArrows(step, race.axes).map(({ key }) => key),
    ['gradient', 'memory', 'step'],
  );
});

test('every method tells its step in a sentence without blanks', () => {
  for (const { name, family, equation } of catalog.optimizers) {
    const one = family === 'univariate';
    const step = engine.explain(
      {
        version: 1,
        ...(family === 'least_squares'
          ? {
              data: { kind: 'columns', x: [0, 1, 2, 3], y: [1, 3, 4, 8] },
              model: { formula: 'w1*exp(w2*x)', start: { w1: 1, w2: 0.5 } },
            }
          : { objective: { formula: one ? 'cos(w)' : 'w1^2+3*w2^2', start: one ? { w: 2 } : { w1: 1, w2: 1 } } }),
        optimizer: { name, ...(one && !['secant', 'newton_1d'].includes(name) ? { from: 0, to: 6 } : {}) },
        stop: { epochs: 3 },
      },
      3,
    );
    assert.ok(step.ok, name);
    const { sentence } = explainStep(step, equation, {}, es);
    assert.ok(!/[{}]|race\.|undefined|NaN/.test(sentence), `${name}: ${sentence}`);
  }
});

test('three points make a parabola', () => {
  const square = parabolaThrough([0, 0], [1, 1], [2, 4]);
  assert.equal(square?.(5), 25);
  assert.equal(parabolaThrough([0, 0], [0, 0], [2, 4]), null);
});

test('the standings tell the shown epoch: at the end the engine ranks the same, before nobody has settled', () => {
  const { race, state } = raced();
  const at = (/** @type {number} */ position) =>
    standingsAt(takeSnapshot(race, state, position)).map(({ runner, ...standing }) => ({
      ...standing,
      runner: runner.index,
      epochs: runner.epoch,
    }));
  const end = at(Infinity);
  end.forEach(({ distance, ...standing }, i) => {
    const { distance: expected, ...engineStanding } = race.standings[i];
    assert.deepEqual(standing, engineStanding);
    assert.ok(Math.abs(distance - expected) <= 1e-12 * expected, `${distance} ${expected}`);
  });
  const arrival = end[0].settled ?? NaN;
  assert.ok(arrival > 1);
  const before = at(arrival - 1);
  assert.ok(before.every(({ settled, epochs }) => settled === null && epochs === arrival - 1));
  assert.deepEqual(
    before,
    before.slice().sort((a, b) => a.loss - b.loss),
  );
  assert.equal(at(arrival)[0].settled, arrival);
  const notes = standingRows(takeSnapshot(race, state, 299), es).map(({ note }) => note);
  assert.deepEqual(
    notes.map((note) => note === ''),
    end.map(({ runner }) => race.runners[runner].run?.epochs === 300),
  );
});

test('a rate that nobody typed is the experiment’s on its own problem, and a suggested one on a function', () => {
  const [gd, , adam, lbfgs] = defaultRace.runners;
  const hyperparametersOf = (/** @type {string} */ method) =>
    catalog.optimizers.find(({ name }) => name === method)?.hyperparameters ?? [];
  const settings = (/** @type {Partial<RaceState>} */ change, runner = gd) => {
    const state = { ...defaultRace, ...change };
    const defaults = runnerDefaults(state, runner.name, 0.37, null);
    return settingsOf(runner, hyperparametersOf(runner.name), defaults).rate;
  };
  assert.deepEqual([settings({}), settings({}, adam), settings({}, lbfgs)], [0.37, 0.37, undefined]);
  assert.deepEqual([settings({ problem: 'booth' }), settings({ problem: 'booth' }, adam)], [0.001, 0.05]);
  const typed = { ...gd, settings: { rate: 0.2 } };
  assert.deepEqual([settings({}, typed), settings({ problem: 'booth' }, typed)], [0.2, 0.2]);
  assert.deepEqual(
    [rateSource(defaultRace, gd), rateSource({ ...defaultRace, problem: 'booth' }, gd), rateSource(defaultRace, typed)],
    ['shared', 'suggested', 'typed'],
  );
  assert.equal(rateSource(rosenbrockRace, rosenbrockRace.runners[0]), 'typed');
});
