// Cuts the linked engine in two, so that a page can begin with the smaller part. The calls below are made in an
// instrumented copy: what ran is the first part, all the rest the second. CMake runs this after linking (half a
// second):
//
//   node split.mjs <folder of descenso.mjs and descenso.wasm> <wasm-split>
//
// Both parts are one program: binaryen's wasm-split makes the second import from the first what it calls there, and
// fill its own functions into places that the first has kept in its table. Kernels never meet those: addFunction only
// lengthens the table, or takes places again that kernels have left. Calls within the first part are what they were.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crossing } from './crossing.mjs';

/**
 * What the first screen asks, which shall not wait: first-order methods on sums of simple terms, through simulated data
 * or one's
 * own, and more of them than the engine remembers, …
 */
const notebook = {
  version: 1,
  data: {
    kind: 'simulated',
    seed: 22,
    n: 100,
    from: -2,
    to: 2,
    truth: 'm*x',
    constants: { m: 5 },
    noise: { factor: 2, mean: 0, sd: 1 },
  },
  model: { formula: 'w1*x', start: { w1: 10 } },
  loss: { name: 'mse' },
  optimizer: { name: 'gd', rate: 0.01 },
  stop: { epochs: 401 },
  precision: 'float64',
};
const terms = ['x', 'x^2', 'x^3', 'sin(x)', 'exp(x)', '0.5', '(x>0)', 'abs(x)', 'tanh(x)', 'log(x^2+1)'];
const sum = (length) => ({
  formula: terms
    .slice(0, length)
    .map((term, k) => `w${k + 1}*${term}`)
    .join('+'),
  start: Object.fromEntries(terms.slice(0, length).map((_, k) => [`w${k + 1}`, k])),
});
const experiments = ({ optimizers }) => [
  notebook,
  ...terms.map((_, k) => ({
    ...notebook,
    model: sum(k + 1),
    data: { ...notebook.data, seed: k, n: 1000 * k + 2, truth: `m*${terms[k]}` },
  })),
  { ...notebook, data: { kind: 'columns', x: [0, 1, 2], y: [1, 3, 2] } },
  ...optimizers
    .filter(({ family }) => family === 'first_order')
    .map(({ name }) => ({ ...notebook, optimizer: { name, rate: 10 } })),
];
/** … what is no experiment, … */
const mistakes = [
  null,
  {},
  { ...notebook, data: null },
  { ...notebook, optimizer: { name: '' } },
  { ...notebook, model: { formula: 'w1*x', start: {} } },
  { ...notebook, stop: { epochs: -1 } },
];
/** … and formulas, right and wrong. */
const formulas = [
  '2.5e-9*w1*x^3-w2*exp(-x)/w3',
  'sqrt(abs(x-w))+log(x)*sin(x)+tanh(w*x)^2',
  'where(x>0,w*x,-x)+min(x,w)',
  'sen(x)',
  '2(x+1)',
  '',
  '(',
  'w1*(x',
  'x x',
  '1/2x',
  '3..4',
  'a<b<c',
  'x#',
  'sinn(x)',
  'max(x)',
];

function firstScreen(ask) {
  ask('info');
  for (const experiment of experiments(ask('catalog'))) {
    const { start } = experiment.model;
    const path = Object.fromEntries(Object.entries(start).map(([name, value]) => [name, [value]]));
    ask('optimum', experiment);
    ask('landscape', experiment, { parameter: 'w1', from: -2, to: 11, points: 21 });
    ask('curves', experiment, path, { x: [0, 1] });
    ask('predict', experiment, start, { x: [0, 1] });
  }
  for (const experiment of [...experiments(ask('catalog')), ...mistakes]) {
    ask('simulate', experiment?.data);
    ask('run', experiment);
    ask('derivative', experiment, experiment?.model?.start);
  }
  for (const formula of formulas) ask('check', formula, ['x']);
}

const [folder, tool] = process.argv.slice(2).map((path) => resolve(path));
const [glue, whole, instrumented, profile, first, second] = [
  'mjs',
  'wasm',
  'instrumented.wasm',
  'profile',
  'first.wasm',
  'second.wasm',
].map((ending) => join(folder, `descenso.${ending}`));
const wasmSplit = (...options) => execFileSync(tool, [whole, '--enable-mutable-globals', ...options]);

wasmSplit('--instrument', '--profile-export=profile', '-o', instrumented);
const { default: createModule } = await import(pathToFileURL(glue).href);
let exports;
const core = await createModule({
  instantiateWasm(imports, receive) {
    WebAssembly.instantiate(readFileSync(instrumented), imports).then(({ instance }) => {
      ({ exports } = instance);
      receive(instance);
    });
    return {};
  },
});
const call = crossing(core);
firstScreen((name, ...args) => call(core[name], args));
const size = exports.profile(0, 0);
const address = core.inbox(Math.ceil(size / 8));
exports.profile(address, size);
writeFileSync(profile, core.HEAPU8.subarray(address, address + size));
wasmSplit(
  `--profile=${profile}`,
  '--import-namespace=first',
  '--placeholder-namespace=second',
  '--export-prefix=_',
  '-o1',
  first,
  '-o2',
  second,
);
for (const scratch of [instrumented, profile]) rmSync(scratch);
