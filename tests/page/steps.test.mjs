// The race's drawings of a path and of a step, against parabolas, circles and paths that are known.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parameterAxis } from '../../www/chart/axes.js';
import { arrowTrace, stepArrows } from '../../www/race/charts/arrows.js';
import { landscapeRanges } from '../../www/race/charts/landscape-chart.js';
import { hasBracket, hasSubstitute, stepOnCurve } from '../../www/race/charts/step-on-curve.js';
import { explainStep } from '../../www/problem/step-explanation.js';
import { turnedEye } from '../../www/race/surface/surface-figure.js';
import { raceEnd, takeSnapshot } from '../../www/race/snapshot.js';
import { decodeRace, encodeRace, maxEpochs, maxRunners, defaultRace } from '../../www/experiment/race.js';
import { catalog, engine } from './notebook.mjs';
import { notebook } from '../notebook.mjs';
import { historyFigure } from './race-scene.mjs';

/** @import { Translate } from '../../www/i18n/translate.js' */

/**
 * A runner that goes from (0, 0) to (1, −1) in equal steps, two evaluations each, while its loss halves.
 * @param {number} epochs
 */
function straight(epochs) {
  const share = Float64Array.from({ length: epochs + 1 }, (_, k) => k / epochs);
  return {
    epochs,
    parameters: { a: share, b: share.map((each) => -each) },
    loss: share.map((_, k) => 4 * 2 ** -k),
    asked: share.map((_, k) => 1 + 2 * k),
    stop: { reason: 'epochs', epoch: epochs },
  };
}

/** @param {ReturnType<typeof straight>[]} runs @returns {any} */
const raceOf = (...runs) => ({
  axes: [parameterAxis('a'), parameterAxis('b')],
  window: { a: [-2, 2], b: [-1, 3] },
  names: ['a', 'b'],
  start: { a: 0, b: 0 },
  optima: [{ a: 1, b: 1 }],
  best: 0,
  baseline: 0,
  runners: runs.map((run) => ({ run, error: null })),
  standings: [],
  step: null,
});
const state = { ...defaultRace, runners: defaultRace.runners.slice(0, 2) };
const plain = { loss: Float64Array.of(1, 2, 3, 5), x: Float64Array.of(-2, 2), y: Float64Array.of(-1, 3) };

test('a long path is drawn by evenly chosen epochs, from the first to the last; a short one by all', () => {
  for (const epochs of [1, 100, 399, 400, 799, 1000, 4999]) {
    const { epoch, x, y } = takeSnapshot(raceOf(straight(epochs)), state, 0).runners[0].path;
    assert.deepEqual([epoch[0], epoch[epoch.length - 1], x[x.length - 1], y[y.length - 1]], [0, epochs, 1, -1]);
    const gaps = Array.from(epoch.subarray(1), (each, i) => each - epoch[i]);
    assert.ok(
      gaps.every((gap, i) => gap === gaps[0] || (i === gaps.length - 1 && gap > 0 && gap < gaps[0])),
      `${epochs}: ${gaps.slice(-3)}`,
    );
    assert.ok(epoch.length <= 401 && (epochs >= 400 || epoch.length === epochs + 1), `${epochs}: ${epoch.length}`);
  }
});

test('a runner stands between two epochs where the time says, and nobody beyond its end', () => {
  const race = raceOf(straight(10), straight(4));
  const [long, short] = takeSnapshot(race, state, 5.25).runners;
  assert.deepEqual([long.epoch, long.at.x, long.at.y, long.at.time], [5, 0.525, -0.525, 5.25]);
  assert.ok(Math.abs(long.at.excess - 4 * 2 ** -5 * (1 - 0.25 / 2)) < 1e-15);
  assert.deepEqual([short.epoch, short.at.x, short.at.time], [4, 1, 4]);
  // 1 + 2·5 evaluations bring epoch 5; the twelfth is one of the two of the next step.
  const [asked] = takeSnapshot(race, { ...state, unit: 'evaluations' }, 12).runners;
  assert.deepEqual([asked.epoch, asked.at.x, asked.at.time], [5, 0.55, 12]);
  assert.equal(
    takeSnapshot(race, { ...state, unit: 'evaluations' }, 0).runners[0].at.x,
    0,
    'before the first evaluation it stands at the start',
  );
  assert.deepEqual([raceEnd(race, 'epochs'), raceEnd(race, 'evaluations')], [10, 21]);
});

test('the history of a race reaches from the start to the end of all, and cuts who diverges', () => {
  const up = { ...straight(3), loss: Float64Array.of(1, 1e9, 1e20, 1e40) };
  const { x, y } = historyFigure(takeSnapshot(raceOf(up), state, 0), 'light').axes;
  assert.ok(x.range[0] < 0 && x.range[0] > -0.2 && x.range[1] > 3 && x.range[1] < 3.2);
  assert.deepEqual(y.range, [-1, 4], 'three decades above the start, and a little');
});

/**
 * A step on a curve from w = 0, where L = 4, L′ = −8 and L″ = 8: Newton's parabola is 4(w − 1)².
 * @param {Record<string, number>} numbers
 * @returns {any}
 */
const curveStep = (numbers) => ({
  epoch: 1,
  before: { parameters: { w: 0 }, gradient: { w: -8 }, loss: 4 },
  after: { parameters: { w: 1 }, gradient: { w: 0 }, loss: 0 },
  vectors: [],
  progress: 'going',
  numbers: Object.entries(numbers).map(([key, value]) => ({ key, symbol: key, value })),
  evaluations: { value: 1, gradient: 2, hessian: 3 },
});

test('the local model of a method is drawn from end to end: a parabola where it has curvature, else a tangent', () => {
  const ranges = /** @type {{ x: [number, number], y: [number, number] }} */ ({ x: [-1, 2], y: [0, 20] });
  const { bracket, substitute } = stepOnCurve(curveStep({ curvature: 8 }), ranges);
  assert.equal(bracket, null);
  assert.deepEqual([substitute?.x[0], substitute?.x[30], substitute?.x[60]], [-1, 0.5, 2]);
  substitute?.x.forEach((w, i) => assert.ok(Math.abs(substitute.y[i] - 4 * (w - 1) ** 2) < 1e-12));
  const tangent = stepOnCurve(curveStep({}), ranges).substitute;
  tangent?.x.forEach((w, i) => assert.ok(Math.abs(tangent.y[i] - (4 - 8 * w)) < 1e-12));
  // Far outside the chart the line is held a chart's height away.
  assert.deepEqual([stepOnCurve(curveStep({ curvature: 8e9 }), ranges).substitute?.y[60]], [40]);
  assert.deepEqual([stepOnCurve(curveStep({ curvature: -8e9 }), ranges).substitute?.y[60]], [-20]);
});

test('a bracket stands upright at both of its ends, and a trusted parabola goes through its three points', () => {
  const ranges = /** @type {{ x: [number, number], y: [number, number] }} */ ({ x: [-1, 4], y: [-3, 20] });
  const trusted = stepOnCurve(curveStep({ a: 0, b: 3, parabola: 1, x: 0, fx: 0, w: 1, fw: 1, v: 2, fv: 4 }), ranges);
  assert.deepEqual(
    [[...(trusted.bracket?.x ?? [])], [...(trusted.bracket?.y ?? [])]],
    [
      [0, 0, NaN, 3, 3],
      [-3, 20, NaN, -3, 20],
    ],
  );
  trusted.substitute?.x.forEach((w, i) => assert.ok(Math.abs((trusted.substitute?.y[i] ?? NaN) - w ** 2) < 1e-12));
  assert.equal(stepOnCurve(curveStep({ a: 0, b: 3, parabola: 0 }), ranges).substitute, null);
});

test('an arrow ends at its tip or at the greatest length, and its head opens evenly on the screen', () => {
  const ranges = /** @type {{ x: [number, number], y: [number, number] }} */ ({ x: [-2, 2], y: [-1, 3] });
  const drawn = (/** @type {{ x: number, y: number }} */ by) => {
    const { x, y } = arrowTrace('step', { key: 'step', from: { x: 1, y: 2 }, by }, ranges, 'light');
    return Array.from(x, (each, i) => [each, y[i]]);
  };
  for (const [x, y] of [
    [0.4, 0],
    [0, -0.4],
    [0.3, 0.4],
    [-0.4, 0.2],
  ]) {
    const [tail, tip, left, again, right] = drawn({ x, y });
    assert.deepEqual(
      [tail, tip, again],
      [
        [1, 2],
        [1 + x, 2 + y],
        [1 + x, 2 + y],
      ],
    );
    const reach = (/** @type {number[]} */ [a, b]) => Math.hypot(a - tip[0], b - tip[1]);
    const behind = (/** @type {number[]} */ [a, b]) => (a - tip[0]) * x + (b - tip[1]) * y;
    const aside = (/** @type {number[]} */ [a, b]) => (a - tip[0]) * -y + (b - tip[1]) * x;
    assert.ok(
      Math.abs(reach(left) - reach(right)) < 1e-12 &&
        Math.abs(behind(left) - behind(right)) < 1e-12 &&
        Math.abs(aside(left) + aside(right)) < 1e-12,
    );
    assert.ok(
      behind(left) < 0 &&
        Math.abs(aside(left)) > 0 &&
        Math.abs(aside(left)) < -behind(left) &&
        reach(left) < Math.hypot(x, y),
    );
  }
  // Both axes are 4 long: 0.3 of the chart in the direction of (3, −4).
  const [, tip] = drawn({ x: 30, y: -40 });
  assert.ok(Math.abs(tip[0] - 1 - 1.2 * 0.6) < 1e-12 && Math.abs(tip[1] - 2 + 1.2 * 0.8) < 1e-12);
  assert.ok(
    drawn({ x: 0, y: 0 }).every(([x]) => x < -2),
    'none of no length',
  );
});

test('of one parameter the curve lies within its axes, with a little more above and below', () => {
  const race = { ...raceOf(straight(4)), axes: [parameterAxis('a')], window: { a: [-2, 2] } };
  const { x, y } = landscapeRanges(/** @type {any} */ ({ race }), {
    x: Float64Array.of(-2, 0, 2),
    y: Float64Array.of(0),
    loss: Float64Array.of(10, 0, 10),
  });
  // 0 … 10 and a twentieth on both sides, on a ladder of ones.
  assert.deepEqual(
    [x, y],
    [
      [-2, 2],
      [-1, 11],
    ],
  );
  assert.deepEqual(landscapeRanges(/** @type {any} */ ({ race: raceOf() }), plain), { x: [-2, 2], y: [-1, 3] });
});

/**
 * @param {Record<string, number>} by a step from (1, −2), where the gradient is (3, −4)
 * @param {any[]} [vectors]
 * @returns {any}
 */
const planeStep = (by, vectors = []) => ({
  epoch: 1,
  before: { parameters: { a: 1, b: -2 }, gradient: { a: 3, b: -4 }, loss: 2 },
  after: { parameters: { a: 1 + by.a, b: by.b - 2 }, gradient: by, loss: 1 },
  vectors,
  numbers: [],
  progress: 'going',
  evaluations: { value: 1, gradient: 2, hessian: 3 },
});
/** A sentence as its key and its arguments. @type {Translate} */
const bare = (key, args) => `${key}${args ? JSON.stringify(args) : ''}`;
const sentenceOf = (/** @type {any} */ step) => explainStep(step, '', {}, bare).sentence;

test('the sentence of a step has its length and its angle to straight downhill', () => {
  assert.match(sentenceOf(planeStep({ a: -0.3, b: 0.4 })), /straight{"length":"0\.5","steepness":"5","angle":"0"}/);
  assert.match(sentenceOf(planeStep({ a: -0.4, b: -0.3 })), /turned.*"angle":"90"/);
  assert.match(sentenceOf(planeStep({ a: 0.1, b: 0.7 })), /turned.*"length":"0\.707".*"angle":"45"/);
  assert.match(sentenceOf(planeStep({ a: 0.3, b: -0.4 })), /uphill.*"angle":"180"/);
  assert.match(sentenceOf(planeStep({ a: 0, b: 0 })), /unmoved/);
  assert.match(sentenceOf(planeStep({ a: -0.3, b: 0.4 })), /falls{.*"cost":6}/);
});

test('a step of a method with numbers of its own has them in its sentence', () => {
  assert.match(sentenceOf(curveStep({ curvature: 8 })), /^race\.sentence\.newton{"curvature":"8/);
  assert.match(sentenceOf(curveStep({ a: 1, b: 3 })), /^race\.sentence\.bracket{"a":"1.*"b":"3.*"length":"2/);
  assert.match(sentenceOf(curveStep({ a: 1, b: 3, parabola: 0 })), /^race\.sentence\.golden{"length":"2/);
  assert.match(sentenceOf(curveStep({ a: 1, b: 3, parabola: 1 })), /^race\.sentence\.parabola{"length":"2/);
  assert.match(
    sentenceOf(curveStep({ step_length: 0.5, tries: 3 })),
    /^race\.sentence\.searched{"alpha":"0\.5.*"tries":"3"/,
  );
  assert.match(
    sentenceOf(curveStep({ step_length: 0.5, curvature: 8 })),
    /^race\.sentence\.newton/,
    'a length without a search is not in the sentence',
  );
  assert.match(
    sentenceOf(curveStep({ accepted: 0, gain: 0.25, damping: 10 })),
    /^race\.sentence\.rejected{"gain":"0\.25","damping":"10/,
  );
});

test('arrows leave from where the step begins: downhill, what is remembered, and the step itself', () => {
  const axes = [parameterAxis('a'), parameterAxis('b')];
  const by = { a: -1, b: 2 };
  const all = (/** @type {string} */ key) =>
    stepArrows(planeStep(by, [{ key, symbol: key, values: { a: 5, b: 7 } }]), axes).map((arrow) => [
      arrow.key,
      arrow.by.x,
      arrow.by.y,
    ]);
  assert.deepEqual(all('velocity'), [
    ['gradient', -3, 4],
    ['memory', 5, 7],
    ['step', -1, 2],
  ]);
  assert.deepEqual(all('mean')[1], ['memory', -5, -7], 'a mean of gradients points uphill');
  assert.equal(all('squares').length, 2);
  assert.ok(stepArrows(planeStep(by), axes).every(({ from }) => from.x === 1 && from.y === -2));
  assert.deepEqual(stepArrows(planeStep(by), axes.slice(1)), []);
});

test('a turn of the camera by a right angle changes sides, and a step nearer is one', () => {
  const middle = { x: 0, y: 0, z: -0.2 };
  const eye = { x: 1, y: 0, z: 0.8 };
  const turned = turnedEye(eye, { around: 90 });
  assert.ok(Math.abs(turned.x) < 1e-12 && Math.abs(turned.y - 1) < 1e-12 && Math.abs(turned.z - 0.8) < 1e-12);
  const raised = turnedEye(eye, { up: 15 });
  // From 45° to 60° above the ground, at the same distance √2.
  assert.ok(
    Math.abs(raised.x - Math.SQRT2 / 2) < 1e-12 &&
      Math.abs(raised.z - middle.z - Math.SQRT2 * Math.sin(Math.PI / 3)) < 1e-12,
  );
  const back = turnedEye(eye, { nearer: 0.5 });
  assert.ok(Math.abs(back.x - 2) < 1e-12 && Math.abs(back.z - 1.8) < 1e-12);
});

test('a race of the least and of the most is one, and of one more is none', () => {
  const [runner] = defaultRace.runners;
  const read = (/** @type {number} */ epochs, /** @type {number} */ runners) =>
    decodeRace(encodeRace({ ...defaultRace, epochs, runners: Array(runners).fill(runner) }), catalog)?.runners.length;
  assert.deepEqual([read(1, 1), read(maxEpochs, maxRunners)], [1, maxRunners]);
  assert.deepEqual(
    [read(0, 1), read(maxEpochs + 1, 1), read(1, maxRunners + 1), read(1.5, 1)],
    [undefined, undefined, undefined, undefined],
  );
  const on = (/** @type {string} */ problem) => decodeRace(`${problem}~10~epochs~0~~gd`, catalog)?.problem;
  assert.deepEqual(['data', 'typed=w^2', 'rosenbrock', 'nowhere', ''].map(on), [
    'data',
    'typed',
    'rosenbrock',
    undefined,
    undefined,
  ]);
});

test('the legend names a bracket or a substitute for exactly the methods that draw one at some step', () => {
  const ranges = /** @type {{ x: [number, number], y: [number, number] }} */ ({ x: [-10, 20], y: [0, 100] });
  const problem = notebook({ model: { formula: 'w1^3*x', start: { w1: 3 } }, stop: { epochs: 8 } });
  for (const { name } of catalog.optimizers) {
    const withOptimizer = (/** @type {any} */ optimizer) => ({ ...problem, optimizer });
    // Not every method has a rate.
    const rated = withOptimizer({ name, rate: 0.001 });
    const experiment = engine.run(rated).ok ? rated : withOptimizer({ name });
    const { epochs } = value(engine.run(experiment));
    const drawn = Array.from({ length: epochs }, (_, k) => value(engine.explain(experiment, k + 1))).map((step) => ({
      step,
      ...stepOnCurve(step, ranges),
    }));
    assert.ok(drawn.length > 0, name);
    const drawsSome = (/** @type {'bracket' | 'substitute'} */ part) => drawn.some((each) => each[part] !== null);
    for (const { step } of drawn) {
      assert.equal(hasBracket(step), drawsSome('bracket'), `${name}: bracket`);
      assert.equal(hasSubstitute(step), drawsSome('substitute'), `${name}: substitute`);
    }
  }
});

/** The answer, which must not be a failure. @param {any} outcome */
function value(outcome) {
  assert.ok(outcome.ok, JSON.stringify(outcome.error));
  return outcome;
}
