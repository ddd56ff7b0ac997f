// The first-order methods as plain loops over the parameters, from the papers and PyTorch's documentation.
//
// g: the gradient; t = 1, 2, …; s: the memory, a vector of zeros for every name unless the method starts it elsewhere.

/** @import { Truth } from './losses.mjs' */

/**
 * @typedef {Record<string, number> & { name: string }} MethodSpec name and every hyperparameter that is not left out
 * @typedef {{ w: number[], g: number[], t: number, h: number, p: Record<string, number>,
 *   s: Record<string, number[]> }} Step
 */

const { sqrt, abs, max, min, sign } = Math;

/** m ← βm + (1 − β)a of one entry. @param {number[]} m @param {number} j @param {number} a @param {number} beta */
const average = (m, j, a, beta) => {
  m[j] = beta * m[j] + (1 - beta) * a;
};

/** @param {Step} step @param {(j: number) => number} change */
const move = ({ w }, change) =>
  w.forEach((_, j) => {
    w[j] -= change(j);
  });

/** @param {Step} step both moments of Adam */
function moments({ g, p, s }) {
  g.forEach((slope, j) => {
    average(s.m, j, slope, p.b1);
    average(s.v, j, slope * slope, p.b2);
  });
}

/** @param {number} beta @param {number} t */
const corrected = (beta, t) => 1 - beta ** t;

/** @param {Step} step */
function adam(step) {
  const { h, p, s, t } = step;
  moments(step);
  move(step, (j) => (h * s.m[j]) / corrected(p.b1, t) / (sqrt(s.v[j] / corrected(p.b2, t) + p.eps_root) + p.eps));
}

/** μ of NAdam's step t. @param {number} t @param {Record<string, number>} p */
const nadamWeight = (t, p) => (p.convention === 0 ? p.b1 * (1 - 0.5 * 0.96 ** (t * p.momentum_decay)) : p.b1);

/** One function for each method. @type {Record<string, (step: Step) => void>} */
export const rules = {
  gd: (step) => move(step, (j) => step.h * step.g[j]),
  momentum(step) {
    const { g, h, p, s, t } = step;
    const share = p.averaged ? 1 - p.mu : t === 1 ? 1 : 1 - p.dampening;
    s.b = s.b.map((b, j) => p.mu * b + share * g[j]);
    move(step, (j) => h * s.b[j]);
  },
  nesterov(step) {
    const { g, h, p, s } = step;
    s.b = s.b.map((b, j) => p.mu * b + g[j]);
    move(step, (j) => h * (g[j] + p.mu * s.b[j]));
  },
  nesterov_look_ahead(step) {
    const { g, h, p, s } = step;
    s.v = s.v.map((v, j) => p.mu * v - h * g[j]);
    move(step, (j) => -s.v[j]);
  },
  adagrad(step) {
    const { g, h, p, s, t } = step;
    if (t === 1) s.s.fill(p.init);
    s.s = s.s.map((sum, j) => sum + g[j] * g[j]);
    const rate = h / (1 + (t - 1) * p.lr_decay);
    move(step, (j) => (rate * g[j]) / (p.inside ? sqrt(s.s[j] + p.eps) : sqrt(s.s[j]) + p.eps));
  },
  adadelta(step) {
    const { g, h, p, s } = step;
    move(step, (j) => {
      average(s.E, j, g[j] * g[j], p.rho);
      const d = (sqrt(s.D[j] + p.eps) / sqrt(s.E[j] + p.eps)) * g[j];
      average(s.D, j, d * d, p.rho);
      return h * d;
    });
  },
  rmsprop(step) {
    const { g, h, p, s, t } = step;
    if (t === 1) s.v.fill(p.init);
    move(step, (j) => {
      average(s.v, j, g[j] * g[j], p.alpha);
      if (p.centered) average(s.m, j, g[j], p.alpha);
      const v = s.v[j] - s.m[j] * s.m[j];
      s.b[j] = p.mu * s.b[j] + g[j] / (p.inside ? sqrt(v + p.eps) : sqrt(v) + p.eps);
      return h * s.b[j];
    });
  },
  adam,
  adamw(step) {
    const { w, h, p } = step;
    w.forEach((each, j) => {
      w[j] -= h * p.wd * each;
    });
    adam(step);
  },
  amsgrad(step) {
    const { h, p, s, t } = step;
    moments(step);
    const [torch, optax, paper] = [0, 1, 2].map((convention) => p.convention === convention);
    const c = corrected(p.b2, t);
    s.x = s.x.map((x, j) => max(x, optax ? s.v[j] / c : s.v[j]));
    move(step, (j) => {
      const m = paper ? s.m[j] : s.m[j] / corrected(p.b1, t);
      return (h * m) / (sqrt(torch ? s.x[j] / c : s.x[j]) + p.eps);
    });
  },
  adamax(step) {
    const { g, h, p, s, t } = step;
    move(step, (j) => {
      average(s.m, j, g[j], p.b1);
      s.u[j] = max(p.b2 * s.u[j], abs(g[j]) + p.eps);
      return (h * s.m[j]) / (corrected(p.b1, t) * s.u[j]);
    });
  },
  nadam(step) {
    const { g, h, p, s, t } = step;
    moments(step);
    let product = 1;
    for (let k = 1; k <= t; k += 1) product *= nadamWeight(k, p);
    const [now, next] = [nadamWeight(t, p), nadamWeight(t + 1, p)];
    move(step, (j) => {
      const m = (next * s.m[j]) / (1 - product * next) + ((1 - now) * g[j]) / (1 - product);
      return (h * m) / (sqrt(s.v[j] / corrected(p.b2, t)) + p.eps);
    });
  },
  radam(step) {
    const { h, p, s, t } = step;
    moments(step);
    const longest = 2 / (1 - p.b2) - 1;
    const rho = longest - (2 * t * p.b2 ** t) / corrected(p.b2, t);
    move(step, (j) => {
      const m = s.m[j] / corrected(p.b1, t);
      if (rho <= 5) return h * m;
      const r = sqrt(((rho - 4) * (rho - 2) * longest) / ((longest - 4) * (longest - 2) * rho));
      return (h * m * r * sqrt(corrected(p.b2, t))) / (sqrt(s.v[j]) + p.eps);
    });
  },
  lion(step) {
    const { w, g, h, p, s } = step;
    move(step, (j) => {
      const c = p.b1 * s.m[j] + (1 - p.b1) * g[j];
      average(s.m, j, g[j], p.b2);
      return h * (sign(c) + p.wd * w[j]);
    });
  },
  rprop(step) {
    const { g, p, s, t } = step;
    if (t === 1) s.size.fill(p.rate);
    move(step, (j) => {
      const turn = sign(g[j] * s.before[j]);
      const factor = turn > 0 ? p.eta_plus : p.eta_minus;
      if (turn !== 0) s.size[j] = min(max(s.size[j] * factor, p.dmin), p.dmax);
      const slope = turn < 0 ? 0 : g[j];
      if (p.convention === 0) {
        s.before[j] = slope;
        return s.size[j] * sign(slope);
      }
      const late = turn < 0 ? 0 : s.before[j];
      s.before[j] = s.size[j] * sign(slope);
      return late;
    });
  },
};

/** The vectors that a method remembers. @type {Record<string, string[]>} */
const memory = {
  momentum: ['b'],
  nesterov: ['b'],
  nesterov_look_ahead: ['v'],
  adagrad: ['s'],
  adadelta: ['E', 'D'],
  rmsprop: ['v', 'm', 'b'],
  adam: ['m', 'v'],
  adamw: ['m', 'v'],
  amsgrad: ['m', 'v', 'x'],
  adamax: ['m', 'u'],
  nadam: ['m', 'v'],
  radam: ['m', 'v'],
  lion: ['m'],
  rprop: ['size', 'before'],
};

/** The factor of the rate of step t. @param {Record<string, number>} p @param {number} t */
function scheduled({ schedule, decay, horizon }, t) {
  const k = t - 1;
  return [
    1,
    1 / (1 + decay * k),
    decay ** (k / horizon),
    decay + ((1 - decay) * (1 + Math.cos(Math.PI * min(k / horizon, 1)))) / 2,
    min(1, t / horizon),
    decay ** Math.floor(k / horizon),
  ][schedule];
}

/** Bounded by entry, then by length. @param {number[]} g @param {Record<string, number>} p */
function clipped(g, { clip_value, clip_norm }) {
  const within = clip_value > 0 ? g.map((each) => min(max(each, -clip_value), clip_value)) : g;
  const length = sqrt(within.reduce((sum, each) => sum + each * each, 0));
  return clip_norm > 0 && length > clip_norm ? within.map((each) => (each * clip_norm) / length) : within;
}

/**
 * Descends for at most `epochs` epochs: the entries of a run, the start first, up to the last finite one.
 * @param {Truth} truth
 * @param {Record<string, number>} p every hyperparameter
 * @param {string} name
 * @param {number[]} start
 * @param {number} epochs
 * @returns {{ path: number[][], loss: number[], slopes: number[][], isFinite: boolean }}
 */
export function descend(truth, p, name, start, epochs) {
  const w = [...start];
  /** @type {Record<string, number[]>} */
  const s = Object.fromEntries((memory[name] ?? []).map((key) => [key, w.map(() => 0)]));
  const out = { path: [[...w]], loss: [truth.loss(w)], slopes: [truth.slopes(w)], isFinite: true };
  for (let t = 1; t <= epochs; t += 1) {
    const at =
      name === 'nesterov_look_ahead' ? truth.slopes(w.map((each, j) => each + p.mu * s.v[j])) : out.slopes[t - 1];
    rules[name]({ w, g: clipped(at, p), t, h: p.rate * scheduled(p, t), p, s });
    const [loss, slopes] = [truth.loss(w), truth.slopes(w)];
    if (![loss, ...slopes, ...w].every(Number.isFinite)) return { ...out, isFinite: false };
    out.path.push([...w]);
    out.loss.push(loss);
    out.slopes.push(slopes);
  }
  return out;
}
