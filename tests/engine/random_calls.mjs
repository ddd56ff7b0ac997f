// Random calls of the engine, valid and broken, by number: the same number is the same call.
import { createEngine } from '../../build/site/engine.mjs';

const engine = /** @type {any} */ (await createEngine());
const catalog = engine.catalog();

/** Mulberry32. @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    /** @param {number} n */
    below: (n) => Math.floor(next() * n),
    /** @template T @param {ArrayLike<T>} values @returns {T} */
    pick: (values) => values[Math.floor(next() * values.length)],
    /** @param {number} share */
    chance: (share) => next() < share,
    /** A number of any size and sign. */
    number: () => (next() < 0.5 ? -1 : 1) * 10 ** (next() * 6 - 3),
  };
}
/** @typedef {ReturnType<typeof random>} Random */

const models = [
  'w1*x',
  'w1*x+w2',
  'w1*exp(-w2*x)+w3',
  'w1*x²+w2*|x|+w3',
  'a*sin(b*x+c)',
  'w1',
  'w1*x*1e308',
  'sqrt(w1*x)',
  'log(w1*x)+w2',
  'where(x>w1, w2, w3*x)',
  'w1/(x-w2)',
  'w1^x',
  'floor(w1*x)',
  'w1*x+w2*x',
  'mx+b',
  'np.exp(w1*x)',
  'w1*x +',
  Array.from({ length: 40 }, (_, k) => `w${k + 1}*sin(${k + 1}*x)`).join('+'),
];
const functions = ['(1-a)^2+100*(b-a^2)^2', 'w^4-w', 'exp(w)', 'abs(w)', '1/w', 'w1*w2', 'log(w)', '-w^2'];
const junk = [undefined, null, NaN, Infinity, -0, 1e308, '', 'x', [], {}, [NaN], true, () => {}, new Float64Array(3)];

/** @param {Random} r @param {string} formula @returns {Record<string, number>} a number for each parameter */
function startOf(r, formula) {
  const { parameters } = engine.check(formula, ['x']);
  return Object.fromEntries((parameters ?? ['w1']).map((/** @type {string} */ name) => [name, r.number()]));
}

/** @param {Random} r */
function data(r) {
  const n = r.pick([2, 3, 10, 100, 1000, 20_000]);
  if (r.chance(0.4)) {
    const column = () => Array.from({ length: Math.min(n, 1000) }, () => (r.chance(0.001) ? NaN : r.number()));
    return { kind: 'columns', x: column(), y: column(), ...(r.chance(0.2) && { weights: column().map(Math.abs) }) };
  }
  const constants = { m: r.number() };
  const noise = { factor: r.number(), mean: r.number(), sd: Math.abs(r.number()) };
  return {
    kind: 'simulated',
    seed: r.below(1000),
    n,
    from: r.number(),
    to: r.number(),
    truth: 'm*x',
    constants,
    noise,
  };
}

/** @param {Random} r @param {any[]} rows of the catalog */
function choice(r, rows) {
  const { name, hyperparameters } = r.pick(rows);
  const settings = hyperparameters
    .filter(() => r.chance(0.4))
    .map((/** @type {any} */ h) => [h.key, h.choices.length ? r.pick(h.choices) : setting(r, h)]);
  return { name, ...Object.fromEntries(settings) };
}

/** @param {Random} r @param {any} limits */
function setting(r, { sliderMin, sliderMax, integer }) {
  const value = sliderMin + r.next() * (sliderMax - sliderMin);
  return integer ? Math.round(value) : value;
}

/** @param {Random} r @returns {any} */
function experiment(r) {
  const common = {
    version: 1,
    optimizer: choice(r, catalog.optimizers),
    stop: { epochs: r.pick([0, 1, 10, 401, 3000]), ...(r.chance(0.2) && { gradient: 1e-3 }) },
    ...(r.chance(0.2) && { precision: r.pick(catalog.precisions) }),
  };
  if (r.chance(0.15)) {
    const formula = r.pick(functions);
    const start = Object.fromEntries(
      (engine.check(formula, []).parameters ?? []).map((/** @type {string} */ name) => [name, r.number()]),
    );
    return { ...common, objective: { formula, start } };
  }
  const formula = r.pick(models);
  const loss = choice(r, catalog.losses);
  if (loss.name === 'custom') Object.assign(loss, { formula: 'abs(r)^1.5' });
  return { ...common, data: data(r), model: { formula, start: startOf(r, formula) }, loss };
}

/** @param {Random} r @param {any} spec @returns {[string, ...unknown[]]} a call with its arguments */
function call(r, spec) {
  const start = spec.model?.start ?? spec.objective?.start ?? {};
  const name = r.pick(Object.keys(start)) ?? 'w1';
  const axis = () => ({
    path: r.pick([`model.start.${name}`, 'optimizer.rate']),
    from: 0.01,
    to: 2,
    points: r.below(8),
  });
  const side = () => ({ parameter: name, from: r.number(), to: r.number(), points: 2 + r.below(20) });
  const columns = { x: Float64Array.of(0, 1, r.number()) };
  const path = Object.fromEntries(Object.entries(start).map(([key, value]) => [key, [value, r.number()]]));
  /** @type {[string, ...unknown[]][]} */
  const all = [
    ['check', r.pick(models), ['x']],
    ['simulate', spec.data],
    ['run', spec],
    ['landscape', spec, side()],
    ['derivative', spec, start],
    ['optimum', spec],
    ['predict', spec, start, columns],
    ['race', spec, [{ optimizer: choice(r, catalog.optimizers) }, { optimizer: spec.optimizer, start }]],
    ['surface', spec, { x: side(), y: side() }],
    ['principalDirections', spec, start],
    ['explain', spec, r.below(5)],
    ['fit', spec, ...(r.chance(0.5) ? [columns] : [])],
    ['curves', spec, path, columns],
    ['trace', spec, 0, start],
    ['sweep', spec, { x: axis(), y: axis() }],
    ['theory', spec],
    ['noiseStudy', spec, { draws: 2 + r.below(50) }],
    ['tune', spec, { axes: [axis()], budget: 2000 }],
  ];
  return r.pick(all);
}

/** Breaks something within the arguments. @param {Random} r @param {any} value @returns {any} */
function broken(r, value) {
  if (!value || typeof value !== 'object' || ArrayBuffer.isView(value) || r.chance(0.15)) return r.pick(junk);
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const keys = Object.keys(copy);
  if (!Array.isArray(value) && r.chance(0.15)) return { ...copy, [r.pick(['tol', 'presision', 'x', 'start'])]: 1 };
  if (keys.length === 0) return copy;
  const key = /** @type {any} */ (r.pick(keys));
  if (r.chance(0.1)) delete copy[key];
  else copy[key] = broken(r, copy[key]);
  return copy;
}

/** The call of a number: its name, its arguments, and whether something in them was broken.
 * @param {number} number @returns {{ name: string, args: any[], isBroken: boolean } | undefined} */
export function randomCall(number) {
  const r = random(number);
  const [name, ...args] = call(r, experiment(r));
  const isBroken = r.chance(0.5);
  const given = isBroken ? broken(r, args) : args;
  return Array.isArray(given) ? { name, args: given, isBroken } : undefined;
}
