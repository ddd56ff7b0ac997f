// Any model on the page: presets, formulas, curves, the drawing of a computation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lossCurve } from '../../www/descent/compute.js';
import { dataChart } from '../../www/descent/charts/data-chart.js';
import { historyChart } from '../../www/descent/charts/history-chart.js';
import { lossChart } from '../../www/descent/charts/loss-chart.js';
import { fromHash, toHash } from '../../www/experiment/hash.js';
import { presetOf, presets, valuesOf } from '../../www/experiment/presets.js';
import { curveAt, curveValue, pointOf, takeSnapshot } from '../../www/descent/snapshot.js';
import { gradientFormulas, lossFormula, modelFormula, simulationFormula } from '../../www/problem/formulas.js';
import { listed, nameText } from '../../www/ui/names.js';
import { layoutTrace } from '../../www/descent/panels/trace-layout.js';
import { nodeLabel, traceState, traceSteps, traceSvg } from '../../www/descent/panels/trace-graph.js';
import { verdict } from '../../www/problem/verdict.js';
import { answerTo, catalog, engine, es, fields, problemWith, storeWith } from './notebook.mjs';
import { sceneOf } from './scene.mjs';

const exponential = {
  'model.formula': 'w1*exp(-w2*x) + w3',
  'model.start.w1': 1,
  'model.start.w2': 0.5,
  'model.start.w3': 0,
  'data.from': 0,
  'data.to': 4,
  'data.truth': 'a*exp(-b*x) + c',
  'data.constants.a': 5,
  'data.constants.b': 1.2,
};

/** @param {Record<string, number | string>} values @param {'always' | 'ifDiverged'} findRate */
const tunedProblem = (values, findRate) => problemWith(values, null, 0, { findRate });

/** The ranges of every chart. @param {ReturnType<typeof problemWith>} problem */
const rangesOf = (problem) =>
  [dataChart, lossChart, historyChart].map(({ ranges }) => {
    assert.ok(ranges);
    return ranges(problem, null, false);
  });

test('every preset with data and a model descends to less than half of where it began', () => {
  for (const preset of presets.filter(({ data, model }) => data && model)) {
    const { trajectory } = tunedProblem({ ...valuesOf(preset, 'data'), ...valuesOf(preset, 'model') }, 'always');
    assert.equal(trajectory.stop.reason, 'epochs', preset.key);
    assert.ok(
      trajectory.loss[trajectory.epochs] < 0.5 * trajectory.loss[0],
      `${preset.key}: ${trajectory.loss[0]} → ${trajectory.loss[trajectory.epochs]}`,
    );
  }
});

test('every preset is a formula of the engine, and is known again by it', () => {
  presets.forEach((preset, i) => {
    if (preset.model) {
      const read = engine.check(preset.model.formula);
      assert.ok(read.ok && read.parameters.join() === Object.keys(preset.model.start).join(), preset.key);
      assert.equal(presetOf('model', preset.model.formula), i);
    }
    if (preset.data) {
      const read = engine.check(preset.data.truth);
      assert.ok(
        read.ok && [...read.parameters].sort().join() === Object.keys(preset.data.constants).sort().join(),
        preset.key,
      );
    }
  });
  assert.equal(presets.filter(({ key }) => key === 'polynomial').at(-1)?.degree, 9);
  for (const part of /** @type {const} */ (['data', 'model']))
    for (const preset of presets)
      assert.equal(
        Object.keys(valuesOf(preset, part)).some((path) => path.startsWith(`${part}.`)),
        preset[part] !== undefined,
        `${preset.key}, ${part}`,
      );
  assert.ok(presets.every((preset) => !Object.keys(valuesOf(preset, 'data')).includes('model.formula')));
});

test('names that a formula brings get a number each, and others are left out', () => {
  const { experiment, parameters, formulas } = problemWith(exponential);
  assert.deepEqual(parameters, ['w1', 'w2', 'w3']);
  assert.deepEqual(experiment.model.start, { w1: 1, w2: 0.5, w3: 0 });
  // c was never given a number, and the notebook's m is not in this truth.
  assert.ok(experiment.data.kind === 'simulated');
  assert.deepEqual(experiment.data.constants, { a: 5, b: 1.2, c: 1 });
  assert.deepEqual(formulas.model.symbols, { w1: 'w_{1}', w2: 'w_{2}', w3: 'w_{3}' });
});

test('curves are the model at the recorded parameters', () => {
  const problem = problemWith(exponential);
  const { x } = problem.curves;
  for (const epoch of [0, 17, 401]) {
    const expected = engine.predict(problem.experiment, pointOf(problem.trajectory, epoch), { x });
    assert.ok(expected.ok);
    assert.deepEqual(curveAt(problem, epoch), expected.y);
  }
  assert.equal(x.length, 201);
  assert.equal(curveValue(Float64Array.of(0, 1, 2), Float64Array.of(0, 10, 0), 1.25), 7.5);
});

test('the loss curve passes through the point of its epoch, along the parameter that was asked', () => {
  const problem = problemWith(exponential, null, 0, { along: 'w2' });
  const slice = lossCurve(engine, {
    experiment: problem.experiment,
    point: pointOf(problem.trajectory, 30),
    along: 'w2',
    range: [0, 1],
  });
  assert.ok(slice.ok);
  const { w2 } = problem.trajectory.parameters;
  // Between two of 201 points the curve is a chord: its error is h²/8 times the curvature.
  assert.ok(Math.abs(curveValue(slice.at, slice.loss, w2[30]) - problem.trajectory.loss[30]) < 1e-3);
});

test('a truth without a linear trend is simulated, drawn and written with its numbers', () => {
  const problem = problemWith({ 'data.truth': 'm*x + sin(3x)', 'data.noise.factor': 0 });
  assert.ok(problem.truth && problem.experiment.data.kind === 'simulated');
  const { x, y } = problem.truth;
  x.forEach((at, i) => assert.ok(Math.abs(y[i] - (5 * at + Math.sin(3 * at))) < 1e-12));
  const [tex] = simulationFormula(problem.experiment.data, problem.formulas.truthNow ?? { latex: '', text: '' });
  assert.match(tex, /^y = 5\\,x \+ \\sin/);
});

test('what is wrong in a formula comes with its field and its place', () => {
  const refuse = (/** @type {Record<string, string>} */ values) => {
    const answer = answerTo(values);
    assert.ok(!answer.ok);
    return answer.error;
  };
  const model = refuse({ 'model.formula': 'ñ*x + seno(x)' });
  assert.deepEqual([model.code, model.args.field, model.at], ['unknown_function', 'model.formula', [6, 10]]);
  assert.equal(refuse({ 'model.formula': '2*x' }).code, 'no_parameters');
  assert.equal(refuse({ 'data.truth': 'm*(x' }).args.field, 'data.truth');
  assert.equal(refuse({ 'loss.name': 'custom', 'loss.formula': 'r^' }).args.field, 'loss.formula');
});

test('a descent ends at a bound, and says at which', () => {
  const problem = problemWith({ 'stop.bounds': 'gradient:0.01,target:1' });
  assert.deepEqual(problem.experiment.stop, { epochs: 401, gradient: 0.01, target: 1 });
  const { epochs, stop, gradient } = problem.trajectory;
  assert.ok(
    stop.reason === 'gradient' &&
      epochs < 401 &&
      Math.abs(gradient.w1[epochs]) <= 0.01 &&
      Math.abs(gradient.w1[epochs - 1]) > 0.01,
  );
  assert.ok(verdict(problem, es).text.includes(es('stop.gradient', { epoch: epochs })));
  assert.equal(problemWith({ 'stop.bounds': 'gradient:-1' }).trajectory.stop.reason, 'epochs');
});

test('a start at which the loss is not finite is shown as it is, with what to mend', () => {
  const problem = problemWith({ 'model.formula': 'log(w1)*x + w2', 'model.start.w1': -1 });
  assert.deepEqual(
    [problem.startError?.code, problem.startError?.args.field, problem.startError?.args.point],
    ['start_not_finite', 'model.start.w1', 'w1 = -1, w2 = 1'],
  );
  assert.deepEqual(
    [problem.parameters, problem.trajectory.epochs, problem.trajectory.parameters.w1[0]],
    [['w1', 'w2'], 0, -1],
  );
  assert.ok(problem.landscape.loss.some(Number.isFinite) && problem.landscape.loss.some(Number.isNaN));
  assert.ok(rangesOf(problem).every(({ x, y }) => [...x, ...y].every(Number.isFinite)));
  assert.equal(problemWith({ 'model.formula': 'log(w1)*x + w2', 'model.start.w1': 2 }).startError, null);
});

test('a loss takes its own hyperparameters and no others', () => {
  assert.deepEqual(storeWith({ 'loss.delta': 3 }).experiment().loss, { name: 'mse' });
  assert.deepEqual(storeWith({ 'loss.name': 'huber', 'loss.delta': 3, 'loss.ridge': 0.5 }).experiment().loss, {
    name: 'huber',
    delta: 3,
    ridge: 0.5,
  });
  for (const { name } of catalog.losses.filter((loss) => !['bernoulli', 'poisson'].includes(loss.name))) {
    const problem = problemWith({ 'loss.name': name });
    assert.match(
      lossFormula(problem, catalog.losses.find((loss) => loss.name === name) ?? catalog.losses[0])[0],
      /^L/,
      name,
    );
  }
});

test('the link holds formulas and the numbers they name', () => {
  const store = storeWith(exponential);
  store.use('model.start', ['w1', 'w2', 'w3']);
  store.use('data.constants', ['a', 'b', 'c']);
  const { values, refused } = fromHash(fields, toHash(store));
  assert.deepEqual(refused, []);
  for (const [path, value] of Object.entries(exponential)) assert.equal(values[path], value, path);
  assert.equal(fromHash(fields, '#model.start.w2=x&model.start.1=2&model.begin.w=1').refused.length, 3);
});

test('formulas read as mathematics, the gradient too', () => {
  const { formulas } = problemWith(exponential);
  assert.match(modelFormula(formulas.model)[0], /^\\hat\{y\} = w_\{1\}/);
  assert.equal(gradientFormulas(formulas.model).length, 3);
  assert.match(gradientFormulas(formulas.model)[2][0], /w_\{3\}\} = 1$/);
  assert.deepEqual(['w1', 'w12', 'beta'].map(nameText), ['w₁', 'w₁₂', 'beta']);
  assert.equal(listed({ w1: '1', w2: '2', w3: '3' }, 2), 'w₁ = 1, w₂ = 2, …');
});

test('a model without a minimum is shown all the same', () => {
  // Data that rise for ever: the exponential that falls has no best parameters.
  const problem = problemWith({ 'model.formula': 'exp(-w1)*x', 'model.start.w1': 0, 'data.constants.m': -5 });
  const snapshot = takeSnapshot(problem, 3);
  assert.ok(rangesOf(problem).every(({ x, y }) => [...x, ...y].every(Number.isFinite)));
  assert.match(dataChart.summary(sceneOf(snapshot), es), /exp\(-w1\)\*x/);
  assert.match(lossChart.summary(sceneOf(snapshot), es), /w₁/);
  assert.equal(typeof verdict(problem, es).text, 'string');
});

test('a rate is found where the asked one diverges, and kept where it does not', () => {
  assert.equal(tunedProblem({}, 'ifDiverged').experiment.optimizer.rate, 0.01);
  const { trajectory, experiment } = tunedProblem({ 'model.formula': 'w1*exp(-w2*x) + w3' }, 'ifDiverged');
  assert.equal(trajectory.stop.reason, 'epochs');
  assert.ok(Number(experiment.optimizer.rate) < 0.01);
});

test('a computation is drawn from left to right, every node at a place of its own', () => {
  const problem = problemWith(exponential);
  const trace = engine.trace(problem.experiment, 3, pointOf(problem.trajectory, 0));
  assert.ok(trace.ok);
  const layout = layoutTrace(trace);
  for (const { from, to } of layout.edges) assert.ok(layout.nodes[from].x < layout.nodes[to].x);
  assert.equal(new Set(layout.nodes.map(({ x, y }) => `${x},${y}`)).size, trace.nodes.length);
  for (const { x, y } of layout.nodes) assert.ok(x > 0 && y > 0 && x < layout.width && y < layout.height);
  assert.deepEqual(
    ['constant', 'exp'].map((op) =>
      nodeLabel({
        op,
        formula: '',
        flows: false,
        value: 2,
        adjoint: 0,
        edges: op === 'exp' ? [{ from: 0, flows: true, adjoint: 1 }] : [],
      }),
    ),
    ['2', 'exp'],
  );
});

test('the steps go forward through every node, then backward, and end with every slope', () => {
  const problem = problemWith(exponential);
  const trace = engine.trace(problem.experiment, 3, pointOf(problem.trajectory, 0));
  assert.ok(trace.ok);
  const steps = traceSteps(trace);
  const begin = traceState(trace, steps, 0);
  assert.ok(begin.now === null && begin.received.size === 0);
  const forward = steps.filter(({ kind }) => kind === 'forward').length;
  const middle = traceState(trace, steps, forward);
  assert.ok(middle.values.size === trace.nodes.length && middle.received.size === 0);
  const end = traceState(trace, steps, steps.length);
  trace.nodes.forEach((node, i) => assert.equal(end.received.has(i), node.flows, node.formula));
  const svg = traceSvg(trace, layoutTrace(trace), end, 'a < b');
  assert.ok(svg.includes('aria-label="a &lt; b"') && !svg.includes('NaN'));
});

test('a table is data like simulated ones, weights included', () => {
  const text = '0,1,1\n1,3,1\n2,5,1\n3,100,0';
  const problem = problemWith({
    'data.table': text,
    'model.formula': 'w1 + w2*x',
    'model.start.w1': 0,
    'model.start.w2': 0,
  });
  assert.equal(problem.truth, null);
  // The last row weighs nothing, and the others lie on 1 + 2x.
  assert.ok(
    problem.optimum &&
      Math.abs(problem.optimum.parameters.w1 - 1) < 1e-9 &&
      Math.abs(problem.optimum.parameters.w2 - 2) < 1e-9,
  );
  assert.ok(dataChart.summary(sceneOf(takeSnapshot(problem, 0)), es).includes('4 puntos'));
  const store = storeWith({ 'data.table': text });
  assert.deepEqual(fromHash(fields, toHash(store)).values, { 'data.table': text });
  assert.equal(fromHash(fields, '#data.table=1,2%0A3,x').refused.length, 1);
});
