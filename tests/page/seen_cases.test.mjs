// False statements of the page, one by one: the former value, the value of a plain loop, and that of the page. Others
// have their loop in another test: the best settings of a map and of a search (map, workspaces), the bound of a valley
// (verdicts), the verdict beside the map (workspaces), and the parts of an error (error-parts).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readable } from '../../www/i18n/format.js';
import { noiseStudyFromTruth } from '../../www/map/error-parts.js';
import { explainStep } from '../../www/problem/step-explanation.js';
import { difficultLosses } from '../../www/experiment/difficult-losses.js';
import { notebook } from '../notebook.mjs';
import { Laboratory } from './laboratory.mjs';
import { engine } from './notebook.mjs';

/** @param {any} outcome */
function value(outcome) {
  assert.equal(outcome.error, undefined);
  return outcome;
}

const { columns, y } = value(engine.simulate(notebook().data));
/** The mean over the rows of the notebook. @param {(i: number) => number} of */
const mean = (of) =>
  y.reduce((/** @type {number} */ sum, /** @type {number} */ _, /** @type {number} */ i) => sum + of(i), 0) / y.length;
const square = mean((i) => columns.x[i] ** 2);
const best = mean((i) => columns.x[i] * y[i]) / square;
const loss = (/** @type {number} */ w) => mean((i) => (y[i] - w * columns.x[i]) ** 2);

/** Momentum on the notebook from w = 10: its losses, the start first. @param {number} rate @param {number} beta
 * @param {number} epochs */
function descent(rate, beta, epochs) {
  let [w, velocity] = [10, 0];
  const losses = [loss(w)];
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    velocity = beta * velocity - 2 * mean((i) => (y[i] - w * columns.x[i]) * columns.x[i]);
    w -= rate * velocity;
    losses.push(loss(w));
  }
  return losses;
}

/** Twelve measured points, nearly on a line. */
const twelve = [2.9, 3.8, 4.4, 5.7, 6.2, 7.1, 7.7, 8.9, 9.4, 10.6, 11.1, 12.2];

/** @param {string} hash @param {string[]} [clicks] */
async function open(hash, clicks = []) {
  const lab = await Laboratory.open({ hash, languages: ['en'] });
  await lab.clock.advance(1000);
  for (const button of clicks) {
    await (/^\d$/.test(button) ? lab.press(button) : lab.click(button));
    await lab.clock.advance(1000);
  }
  return lab;
}

/** @type {{ name: string, before: string, loop: () => string, page: () => Promise<string> }[]} */
const cases = [
  {
    name: 'momentum 0.9 with h = 0.373 passes through the target at epoch 1, and settles later',
    before: '1',
    loop: () => String(1 + descent(0.373, 0.9, 401).findLastIndex((each) => each > 1.01 * loss(best))),
    page: async () =>
      (await open('#optimizer.name=momentum&optimizer.rate=0.373', ['run-end']))
        .text('state')
        .match(/Settled at epoch (\d+)/)?.[1] ?? '',
  },
  {
    name: 'a slow descent never keeps 100 % of the distance',
    before: '100',
    loop: () => (100 * (1 - 0.00023 * 2 * square)).toFixed(1),
    page: async () => (await open('#optimizer.rate=0.00023')).text('verdict').match(/([\d.]+)%/)?.[1] ?? '',
  },
  {
    name: 'a loss that ended above its start offers another rate, overflow or not',
    before: 'hidden',
    loop: () => (descent(0.9, 0, 100)[100] > loss(10) ? 'shown' : 'hidden'),
    page: async () =>
      (await open('#optimizer.rate=0.9&stop.epochs=100', ['run-end'])).find('find-rate').hidden ? 'hidden' : 'shown',
  },
  {
    name: 'the run of the map has all epochs of the run of Descent',
    before: '124',
    loop: () => String(descent(0.01, 0, 401).length - 1),
    page: async () => (await open('#view.workspace=map', ['run-end'])).text('epoch'),
  },
  {
    name: 'a run that its epochs did not suffice for names those that are missing',
    before: '',
    loop: () => {
      let [excess, missing] = [loss(10) - loss(best), 0];
      for (; excess > 0.01 * loss(best); missing += 1) excess *= (1 - 0.01 * 2 * square) ** 2;
      return String(Number((missing - 60).toPrecision(2)));
    },
    page: async () => (await open('#stop.epochs=60', ['run-end'])).text('state').match(/about (\d+) more/)?.[1] ?? '',
  },
  {
    name: 'one epoch is no plural',
    before: '1 epochs',
    loop: () => '1 epoch',
    page: async () =>
      (await open('#stop.epochs=1&optimizer.rate=0.001', ['run-end'])).text('state').match(/1 epochs?/)?.[0] ?? '',
  },
  {
    name: 'no next step is asked for at the end of a run',
    before: 'asked',
    loop: () => 'not asked',
    page: async () => {
      const lab = await open('', ['run-end']);
      return lab.find('predict-start').closest('.predict').hidden ? 'not asked' : 'asked';
    },
  },
];

/** The noisy line of the difficult loss Ravine, ŷ = w₁x + 0.1w₂, by the method of momentum from (−5, 40). */
const ravine = {
  columns: value(engine.simulate(notebook({ data: { truth: 'm*x + 1' } }).data)),
  /** @param {number[]} w */
  residuals: ([w1, w2]) => [...ravine.columns.y].map((each, i) => w1 * ravine.columns.columns.x[i] + 0.1 * w2 - each),
  /** @param {number[]} w */
  loss: (w) => ravine.residuals(w).reduce((sum, r) => sum + r * r, 0) / ravine.columns.y.length,
  /** @param {number} rate @param {number} beta @param {number} epochs */
  descent(rate, beta, epochs) {
    const { x } = ravine.columns.columns;
    const path = [[-5, 40]];
    let velocity = [0, 0];
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      const w = path[epoch];
      const r = ravine.residuals(w);
      const slope = [x, x.map(() => 0.1)].map(
        (column) => (2 * r.reduce((sum, e, i) => sum + e * column[i], 0)) / r.length,
      );
      velocity = velocity.map((v, k) => beta * v + slope[k]);
      path.push(w.map((each, k) => each - rate * velocity[k]));
    }
    return path;
  },
};

cases.push(
  {
    name: 'the verdict beside the map is of the method and the rate that play',
    before: '97.3',
    loop: () => {
      const path = ravine.descent(0.2, 0.5, 3000);
      const [last] = path.slice(-1);
      const distance = (/** @type {number[]} */ w) => Math.hypot(w[0] - last[0], w[1] - last[1]);
      return ((100 * distance(path[801])) / distance(path[800])).toFixed(1);
    },
    page: async () => (await open('#view.workspace=map', ['8'])).text('verdict').match(/([\d.]+)%/)?.[1] ?? '',
  },
  {
    name: 'the run that the map hands to Descent is the same, with its momentum',
    before: '12',
    loop: () => {
      const path = ravine.descent(0.2, 0.5, 3000);
      const bound = 1.01 * ravine.loss(path[3000]);
      return String(1 + path.slice(0, 501).findLastIndex((w) => ravine.loss(w) > bound));
    },
    page: async () =>
      (await open('#view.workspace=map', ['8', 'view.workspace-descent', 'run-end']))
        .text('state')
        .match(/Settled at epoch (\d+)/)?.[1] ?? '',
  },
  {
    name: 'a line whose epochs were not enough says so, and how many more it takes',
    before: '',
    loop: () => {
      const x = Array.from({ length: 12 }, (_, i) => i + 1);
      const lineLoss = (/** @type {number[]} */ [a, b]) =>
        x.reduce((sum, each, i) => sum + (a * each + b - twelve[i]) ** 2, 0) / 12;
      const step = (/** @type {number[]} */ [a, b]) => {
        const r = x.map((each, i) => a * each + b - twelve[i]);
        const sum = (/** @type {number[]} */ terms) => terms.reduce((total, each) => total + each, 0);
        return [a - (0.006 * sum(r.map((e, i) => e * x[i]))) / 12, b - (0.006 * sum(r)) / 12];
      };
      let w = [0, 0];
      for (let epoch = 0; epoch < 100_000; epoch += 1) w = step(w);
      const bound = 1.01 * lineLoss(w);
      let epochs = 0;
      for (w = [0, 0]; lineLoss(w) > bound; epochs += 1) w = step(w);
      return String(Number((epochs - 401).toPrecision(2)));
    },
    page: async () =>
      (
        await open(
          `#data.table=${twelve.map((each, i) => `${i + 1},${each}`).join(';')}&model.formula=w1*x%2Bw2` +
            '&model.start.w1=0&model.start.w2=0&optimizer.rate=0.003',
          ['run-end'],
        )
      )
        .text('state')
        .match(/about (\d+) more/)?.[1] ?? '',
  },
  {
    name: 'the summary of a scatter names the least and the largest x, whatever the order of the rows',
    before: 'from 5 to 4',
    loop: () => `from ${Math.min(5, 4, 6, 7)} to ${Math.max(5, 4, 6, 7)}`,
    page: async () =>
      (await open('#data.table=5,1;4,2;6,3;7,5')).text('chart-data-summary').match(/from \S+ to \d+/)?.[0] ?? '',
  },
  {
    name: 'a race opens at its start on the data of the class, where nobody has ended',
    before: 'rosenbrock, completed its 300 epochs',
    loop: () => `data, epoch 0, loss ${loss(10).toFixed(2)}`,
    page: async () => {
      const lab = await open('#view.workspace=race');
      const first = lab.document.querySelector('[data-testid=race-standings] tbody tr')?.textContent ?? '';
      assert.match(first, /^1Gradient descent–/);
      return `${lab.find('race-problem').value}, epoch ${lab.text('epoch')}, loss ${first.match(/\d+\.\d\d/)?.[0]}`;
    },
  },
  {
    name: 'a rate that nobody typed is found anew for other data, and the page says so',
    before: '',
    loop: () => 'said',
    page: async () => {
      const lab = await open('');
      await lab.choose('preset-data', '2');
      await lab.clock.advance(1500);
      const { rate } = lab.experiment.optimizer;
      assert.notEqual(rate, 0.01);
      return lab.text('notice').includes(`h was set to ${rate} for this problem`) ? 'said' : lab.text('notice');
    },
  },
);

for (const { name, before, loop, page } of cases)
  test(name, async () => {
    const [expected, shown] = [loop(), await page()];
    assert.equal(shown, expected);
    assert.notEqual(shown, before);
  });

test('the truth of the noise study is that of the true curve, and not of the valley of the run', () => {
  // The difficult loss Trap: data sin(2x), a run from 7 that rests at 6.2. The line of the truth stood at 6.186.
  const trap = difficultLosses.find(({ key }) => key === 'trap');
  const experiment = notebook({
    data: { truth: 'sin(m*x)', constants: { m: 2 }, noise: { factor: 0.1, mean: 0, sd: 1 } },
    model: { formula: 'sin(w1*x)', start: { w1: Number(trap?.values['model.start.w1']) } },
  });
  let truth = 0;
  const excess = (/** @type {number} */ w) =>
    mean((i) => (Math.sin(2 * columns.x[i]) - Math.sin(w * columns.x[i])) ** 2);
  for (let w = 0; w < 10; w += 0.001) if (excess(w) < excess(truth)) truth = w;
  const study = value(noiseStudyFromTruth(engine, experiment, 20));
  assert.ok(Math.abs(study.truth.w1 - truth) < 1e-3, `${study.truth.w1} ${truth}`);
});

test('losses that differ are shown with as many digits as differ', () => {
  // "The loss rises from 5.02569 to 5.02569".
  const station = (/** @type {number} */ at) => ({ parameters: { w1: 1 }, gradient: { w1: 0 }, loss: at });
  /** @type {Record<string, any>[]} */
  const rises = [];
  const step = /** @type {any} */ ({
    epoch: 1,
    before: station(5.02569),
    after: station(5.025690001),
    vectors: [],
    numbers: [],
    progress: 'going',
    evaluations: { value: 1, gradient: 1, hessian: 0 },
  });
  explainStep(step, '', {}, (key, args) => {
    if (key.startsWith('race.sentence.rises')) rises.push(args ?? {});
    return key;
  });
  assert.deepEqual(
    rises.map(({ before, after }) => [before, after]),
    [['5.02569', readable(5.025690001, 10)]],
  );
});
