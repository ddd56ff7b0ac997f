// The engine of Descenso: simulate data, differentiate a model, descend its loss.
//
//   import { createEngine } from './engine.mjs';
//   const engine = await createEngine();
//   const result = engine.run({ version: 1, … });
//
// Works unconfigured in browsers, workers and Node ≥ 18. Every call is synchronous, returns plain objects and typed
// arrays that belong to the caller, and never throws: what can fail returns `ok: false` with an error code. Arrays of 9
// to 4,096 numbers share one ArrayBuffer with the others of their answer, at their `byteOffset`; `slice()` copies one.
//
// Input is read strictly: a field that no call reads is an error (unknown_field, with the nearest known name as
// args.suggestion), and so are fields that exclude each other (conflicting_fields).
//
// A call has a limit of work, rows × epochs × operations of the compiled formula (too_much_work): 2·10¹⁰ additions, one
// to two seconds, where an exponential counts as 60, a sine as 100 and a power as 220. Its answer has one of size
// (too_much_memory). After the error `internal`, which is a defect of the engine, an engine answers every call
// with the error `engine_ended`; `createEngine()` gives a fresh one in milliseconds.
//
// Numbers of an answer are finite but for these. A loss, prediction or derivative is NaN or ±Infinity where the
// formula is (landscape, surface, predict, curves, derivative, trace, explain, and the gradient of a run by a method
// that does not use it). So may be the memory of a method, as a gain of 0/0 (explain). A number that the data do not
// determine is NaN (fit, noiseStudy), and the end of a descent from the start may overflow (fit); intervals that they
// do not bound are infinite, and information criteria are
// −Infinity where no residual is left (fit). A descent that failed or overflowed has the loss NaN or Infinity and no
// target (sweep, tune), and an infinite score. The `loss` of an error that names a loss without a number is not finite.

/** An error as data. The caller has the sentence for its code (www/i18n). */
export interface EngineError {
  code: string;
  /** Half-open range of the formula's text (as `slice` takes it) that is wrong, or null where no formula is. */
  at: [number, number] | null;
  /** The numbers and names of the sentence: `field` always, `value`, `min`, `max`, `name`, `known`, `suggestion`, … */
  args: Record<string, number | string>;
}
export interface Failure {
  ok: false;
  error: EngineError;
}
export type Outcome<T> = ({ ok: true } & T) | Failure;

export interface SimulatedData {
  kind: 'simulated';
  /** Seed of NumPy's RandomState: an integer in [0, 2³²). */
  seed: number;
  /** Number of points of linspace(from, to, n). */
  n: number;
  from: number;
  to: number;
  /** Formula of x and the constants. */
  truth: string;
  constants: Record<string, number>;
  /** y = truth + factor·N(mean, sd²). */
  noise: { factor: number; mean: number; sd: number };
}
export interface ColumnData {
  kind: 'columns';
  /** One predictor named x … */
  x?: ArrayLike<number>;
  /** … or several, by name. */
  columns?: Record<string, ArrayLike<number>>;
  y: ArrayLike<number>;
  /** One weight ≥ 0 per row; left out, all rows weigh the same. */
  weights?: ArrayLike<number>;
  /** Instead of weights: the standard deviation of y, > 0, one per row. Weights are 1/σ². */
  sigma?: ArrayLike<number>;
}
/** The data of the last call of `hold`. */
export interface HeldData {
  kind: 'held';
}
export type Data = SimulatedData | ColumnData | HeldData;

export interface Experiment {
  version: 1;
  /** Data, model and loss … */
  data?: Data;
  model?: { formula: string; start: Record<string, number> };
  /** A name of the catalog and its hyperparameters; `formula` (of r, y, yhat) for the loss "custom". Default: mse. */
  loss?: { name: string; formula?: string; ridge?: number; lasso?: number; [hyperparameter: string]: unknown };
  /** … or a function to descend by itself. */
  objective?: { formula: string; start: Record<string, number> };
  optimizer: { name: string; rate?: number; [hyperparameter: string]: unknown };
  stop: Stop;
  /** Default: float64. */
  precision?: 'float64' | 'float32';
}

/** The parts of an experiment that a fit needs: without `start` the optima are searched for. */
export interface FitExperiment extends Omit<Experiment, 'model' | 'optimizer' | 'stop'> {
  model?: { formula: string; start?: Record<string, number> };
  optimizer?: Experiment['optimizer'];
  stop?: Stop;
}

/** When a run ends. Bounds that are left out end nothing. */
export interface Stop {
  epochs: number;
  /** The gradient's largest component is at most this … */
  gradient?: number;
  /** … or the largest change of a parameter … */
  step?: number;
  /** … or the change of the loss, relative to it … */
  loss_change?: number;
  /** … or the loss itself. */
  target?: number;
}
/** `converged` is a minimum alone; every other end has its own word. */
export type StopReason =
  | 'epochs'
  | 'converged'
  | 'diverged'
  /** L falls without end. */
  | 'unbounded'
  /** The next point, or one beside the last, is one where L or a slope is no number. */
  | 'left_domain'
  /** The best point is the end of the interval, and the slope leads out. */
  | 'edge'
  /** The slope is nothing, and L falls to a side: a saddle or a maximum. */
  | 'saddle'
  /** No lower point was found, at one that is no minimum. */
  | 'stuck'
  | 'gradient'
  | 'step'
  | 'loss_change'
  | 'target';
export interface StopInfo {
  reason: StopReason;
  epoch: number;
  /** Of left_domain: the point without a number. Of edge: the end of the interval. */
  point?: Record<string, number>;
  /** The slope by this parameter is no number, or it is whose interval ended; left out: L itself. */
  parameter?: string;
  /** The first row of data, from 1, in which it is none. */
  row?: number;
}

/** The number of evaluations of L, ∇L and ∇²L. */
export interface Evaluations {
  value: number;
  gradient: number;
  hessian: number;
}

export interface Dataset {
  columns: Record<string, Float64Array>;
  y: Float64Array;
}

/** Index 0 of every column is the start, before any step; E epochs have E + 1 entries. */
export interface Trajectory {
  epochs: number;
  parameters: Record<string, Float64Array>;
  loss: Float64Array;
  gradient: Record<string, Float64Array>;
  stop: StopInfo;
  evaluations: Evaluations;
}

/** The loss as a function of one parameter, the others held at the start. */
export interface Landscape {
  at: Float64Array;
  loss: Float64Array;
}

/** The loss and its derivative at one point, by automatic differentiation and by central finite differences. */
export interface Derivative {
  loss: number;
  gradient: Record<string, number>;
  finiteDifference: Record<string, number>;
  /** The step δ of (L(w+δ) − L(w−δ)) / 2δ. */
  difference: Record<string, number>;
  /** Significant decimal digits on which the two agree. */
  digits: Record<string, number>;
}

/** The minimum, and the theory of the descent to it. */
export interface Optimum {
  parameters: Record<string, number>;
  loss: number;
  /** The loss is quadratic: this is its only minimum. Else the best found from the start; the rates hold near it. */
  exact: boolean;
  /** The loss is not quadratic, so that a lower minimum may lie elsewhere. */
  local: boolean;
  /** Eigenvalues of the Hessian of the loss, smallest first. One parameter: L″. */
  curvature: Float64Array;
  /** 2/λmax: gradient descent diverges above it. */
  stableRate: number;
  /** 2/(λmin + λmax): the rate that contracts most. One parameter: 1/L″. */
  bestRate: number;
}

export interface Runner {
  optimizer: Experiment['optimizer'];
  /** Left out: the experiment's start. */
  start?: Record<string, number>;
}
export interface Standing {
  /** Place in the list of runners. */
  runner: number;
  epochs: number;
  /** Of L, ∇L and ∇²L together. */
  evaluations: number;
  loss: number;
  /** From where it ended to the nearest best optimum. */
  distance: number;
  /** The epoch at which 10⁻⁶ of the initial excess loss was left, or null. */
  settled: number | null;
}
export interface Race {
  /** One that could not start has its error, and the others run. `asked`: evaluations up to each entry. */
  runners: Outcome<Trajectory & { asked: Float64Array }>[];
  /** Best first: by the epoch of settling, then by evaluations; those that did not settle follow by loss. */
  standings: Standing[];
  /** The best points known, and the loss there. */
  optima: Record<string, number>[];
  loss: number;
}

/** Points linspace(from, to, points) along a parameter, or along a direction counted from `at`. */
export type SurfaceAxis = ({ parameter: string } | { direction: Record<string, number> }) & {
  from: number;
  to: number;
  points: number;
};
export interface Surface {
  x: Float64Array;
  y: Float64Array;
  /** Row by row: entry j·x.length + i is the loss at (x[i], y[j]). */
  loss: Float64Array;
}

/** Where the loss curves least, where most, and how much. */
export interface PrincipalDirections {
  /** Eigenvalues of the Hessian, smallest first. */
  curvature: Float64Array;
  /** Their unit eigenvectors in the same order; the largest component of each is positive. */
  directions: Record<string, number>[];
}

/** Parameters, loss and gradient at one entry of a run. */
export interface Station {
  parameters: Record<string, number>;
  gradient: Record<string, number>;
  loss: number;
}
export interface Explanation {
  /** The step from entry epoch − 1 to entry epoch. */
  epoch: number;
  before: Station;
  after: Station;
  /** The memory of the method after the step: directions in the space of parameters, and numbers. Symbols are TeX. */
  vectors: { key: string; symbol: string; values: Record<string, number> }[];
  numbers: { key: string; symbol: string; value: number }[];
  progress: 'going' | 'ended' | 'stuck';
  /** Of this step alone. */
  evaluations: Evaluations;
}

/** Options of a fit. */
export interface FitOptions {
  /** Parameters that keep a value, which replaces the one in the start. */
  fixed?: Record<string, number>;
  /** Limits of parameters; either end may be left out. A bound that holds is the finding `at_bound`. */
  bounds?: Record<string, { low?: number; high?: number }>;
  /**
   * Whether optima are searched for. `automatic`: where there is no start, where it is all one number, or where its end
   * did not converge, leaves a parameter undetermined, has a pole between the rows, explains less than half of y, or
   * less than nine tenths with a pattern in the residuals.
   */
  search?: 'automatic' | 'always' | 'never';
  /** Evaluations of the model that a search may take, over at most 400 rows each. Default: 30,000. */
  budget?: number;
  /** Of intervals and bands. Default: 0.95. */
  level?: number;
  /** Profiles too: some forty descents a parameter. */
  profile?: boolean;
  /** Weights are 1/σ² with σ in the unit of y: errors are not scaled by the residual deviation. */
  absoluteSigma?: boolean;
  /** Quantities to compute from the parameters, name → formula: { half: 'ln(2)/k' }. */
  derived?: Record<string, string>;
}

export interface Interval {
  /** ±Infinity where the data do not bound the parameter. */
  low: number;
  high: number;
}

/**
 * The profile of a parameter: its interval, and points for a picture. At each value of the parameter the others are
 * fitted again, and τ = ±√((RSS − least RSS)/s²), which the interval keeps within ±t. No points for an exact fit.
 */
export interface Profile extends Interval {
  at: Float64Array;
  tau: Float64Array;
}

export interface FitOptimum {
  parameters: Record<string, number>;
  /** Σ ω(y − ŷ)². */
  rss: number;
  loss: number;
  /** Refined starts that led there. */
  starts: number;
  /** Those starts, one column for each parameter; empty where the optimum is solved for. */
  from: Record<string, Float64Array>;
}

/** A statement about a fit, with the numbers that prove it. */
export interface Finding {
  /**
   * - failures: `not_converged` (slope, trials), `pole` (column, low, high), `undetermined` (directions: parameters
   *   that change together without any effect)
   * - doubts: `no_degrees_of_freedom` (observations, parameters), `poorly_determined` (parameters: standard errors by
   *   name), `no_better_than_mean` (F, p, centred), `at_bound` (parameter, bound), `several_optima` (count of others
   *   within the 95 % region, rss of the next, limit), `residual_pattern` (runs, expected, runsP, durbinWatson,
   *   durbinWatsonP), `outliers` (rows from 1, residuals: studentized, p), `unused_column` (columns)
   * - notes: `better_optimum` (rss, startRss; of a loss that is no sum of squares loss, startLoss: the fit is not where
   *   the start leads), `weights` (smallest, largest, zeros)
   */
  code: string;
  gravity: 'failure' | 'doubt' | 'note';
  evidence: Record<string, number | string | Float64Array | Record<string, number>[]>;
}

/** A fit and how certain it is. NaN where the data do not determine a number. */
export interface Fit {
  /** The best optimum that was found. */
  parameters: Record<string, number>;
  /** 0 for fixed parameters; NaN where the data do not determine the parameter, or a bound holds. */
  standardErrors: Record<string, number>;
  covariance: Record<string, Record<string, number>>;
  correlation: Record<string, Record<string, number>>;
  /** Wald's: estimate ± t·standard error. */
  intervals: Record<string, Interval>;
  /** Profiles, if asked for. */
  profile?: Record<string, Profile>;
  derived: Record<string, Interval & { value: number; standardError: number }>;
  /** Rows whose weight is not 0. */
  observations: number;
  /** n − q, q the number of free parameters that the data determine. */
  degrees: number;
  /** Σ ω(y − ŷ)². */
  rss: number;
  /** √(RSS/(n − q)). */
  residualSd: number;
  /** √(RSS/n). */
  rmse: number;
  rSquared: number;
  /** Whether R² compares with the (weighted) mean, or with zero (a linear model that cannot express a constant). */
  centred: boolean;
  /** Of the normal likelihood, the residual deviation counted as a parameter: k = q + 1, as R's AIC and BIC do. */
  aic: number;
  aicc: number;
  bic: number;
  loss: number;
  /** Directions in the parameters along which the fit does not change, their largest component 1: [{ A: 1, C: -0.5 }].
   * Their standard errors are NaN. */
  undetermined: Record<string, number>[];
  stop: StopInfo;
  /** Whether optima were searched for, and what that cost in evaluations of the model. */
  searched: boolean;
  evaluations: number;
  /** Distinct optima, best first; the first is the fit. Points that give the same curve are one. */
  optima: FitOptimum[];
  /** The end of the descent from the typed start; null without one. */
  fromStart: FitOptimum | null;
  /** Starts of the search that led to none of the optima, one column for each parameter. */
  abandoned: Record<string, Float64Array>;
  /** The code of the gravest finding, or `fine` where there is neither failure nor doubt; findings, gravest first. */
  verdict: { code: string; findings: Finding[] };
  /** At the rows that were asked for: where the curve lies, and where another observation of weight 1 would. */
  band: {
    y: Float64Array;
    low: Float64Array;
    high: Float64Array;
    predictionLow: Float64Array;
    predictionHigh: Float64Array;
  };
}

/** The graph of one row's loss term, with the numbers of a forward and a backward pass. */
export interface Trace {
  /** Arguments before what uses them; the last is the term. */
  nodes: TraceNode[];
  /** ∂term/∂w of each parameter, computed in three ways. */
  slopes: TraceSlope[];
}
export interface TraceNode {
  /** The primitive: "mul", "exp", "parameter", "column", … */
  op: string;
  /** The node's value, in the formula language. */
  formula: string;
  /** Whether it depends on a parameter. */
  flows: boolean;
  value: number;
  /** ∂term/∂(this node). */
  adjoint: number;
  /** One per argument, in order; `adjoint`: what it carries backward. */
  edges: { from: number; flows: boolean; adjoint: number }[];
}
export interface TraceSlope {
  name: string;
  reverse: number;
  dual: number;
  finiteDifference: number;
  /** The step δ of (ℓ(w+δ) − ℓ(w−δ)) / 2δ. */
  difference: number;
  /** Significant decimal digits that the other two ways share with `reverse`. */
  dualDigits: number;
  finiteDifferenceDigits: number;
}

/** A number of the experiment by its path ("optimizer.rate", "model.start.w1", "data.noise.sd", …) and its range. */
export interface Axis {
  path: string;
  from: number;
  to: number;
  /** At most 400. */
  points: number;
  /** Default: linear. */
  scale?: 'linear' | 'log';
}
export interface SweepOptions {
  x: Axis;
  y: Axis;
  /** The target is L* + tolerance·max(|L*|, 10⁻⁶(L₀ − L*)). Default: 0.01. */
  tolerance?: number;
  /** The rows [first, end) of y that are computed by this call. Default: all. */
  rows?: [number, number];
}
/** Cell of column i and row j, counted from rows[0]: entry j·x.length + i. */
export interface Sweep {
  x: Float64Array;
  y: Float64Array;
  rows: [number, number];
  /** The epoch at which the run settled: every loss from there to its end is at or below the target; −1: it did not. */
  epochs: Int32Array;
  /** The first epoch at or below the target, which the run may leave again; −1 if there is none. */
  touched: Int32Array;
  /** The loss at the epoch at which the run settled, or else at its end; and the loss to be reached. */
  loss: Float64Array;
  target: Float64Array;
  /** 0 settled, 1 never, 2 diverged, 3 failed. */
  status: Uint8Array;
  /** L*. */
  best: number;
  /** L* is the exact minimum of a quadratic; else the best loss that was found. */
  exact: boolean;
  /** Epochs that were computed. */
  steps: number;
}

/** A plain method at one setting. Epochs of −1: not within the experiment's. */
export interface Prediction {
  rate: number;
  mu: number;
  /** The error shrinks by this factor each epoch, in its slowest direction. */
  contraction: number;
  predicted: number;
  measured: number;
}
export interface Theory {
  /** The loss is a quadratic; else everything is true near the minimum only. */
  exact: boolean;
  at: Record<string, number>;
  best: number;
  target: number;
  /** Eigenvalues of the Hessian there, smallest first. */
  curvature: Float64Array;
  /** 2/λmax, for gradient descent. */
  stableRate: number;
  /** Of the experiment's method if it is gd or momentum, plainly; else null. */
  own: Prediction | null;
  /** (1 − √(hλmin))² at the experiment's rate. */
  bestMomentumHere: number | null;
  /** Both at their best settings. */
  gd: Prediction;
  momentum: Prediction;
}

/** Fits of the same experiment with its noise drawn again; the first is the experiment's own. Of user data: with the
 * residuals of the fit drawn again around it (bootstrap). */
export interface NoiseStudy {
  /** The model is linear in its parameters; else theory is of first order in the noise. */
  exact: boolean;
  /** The data are the user's: `truth` is their fit. */
  resampled: boolean;
  estimates: Record<string, Float64Array>;
  /** The fit of the truth without noise. */
  truth: Record<string, number>;
  mean: Record<string, number>;
  sd: Record<string, number>;
  expectedMean: Record<string, number>;
  expectedSd: Record<string, number>;
}

export interface TuneOptions {
  /** One to four; points are not used. */
  axes: (Omit<Axis, 'points'> & { points?: number })[];
  tolerance?: number;
  /** Epochs over all descents. Default: 100,000. */
  budget?: number;
  seed?: number;
}
export interface Tuning {
  /** At most ten, best first; values in the order of the axes. */
  ranked: {
    values: Float64Array;
    /** `never`: not within the epochs that the search gave it. */
    status: 'settled' | 'never' | 'diverged' | 'failed';
    epochs: number;
    loss: number;
    score: number;
  }[];
  /** Of the successive halving: how many settings, and at most how many epochs each. */
  rounds: { candidates: number; epochs: number }[];
  /** Descents after that, which might take no more epochs than the best so far. */
  refinements: number;
  steps: number;
  best: number;
}

/** The default, the limits and the slider of a number. */
export interface Limits {
  default: number;
  /** The smallest and the largest accepted value. */
  min: number;
  max: number;
  /** Whether zero is refused although it equals min. */
  positive: boolean;
  integer: boolean;
  /** The slider's ends; a typed value may lie beyond them. */
  sliderMin: number;
  sliderMax: number;
  /** 0: continuous. */
  sliderStep: number;
  scale: 'linear' | 'log';
}
export interface Hyperparameter extends Limits {
  key: string;
  /** TeX, or empty. */
  symbol: string;
  /** Names of the values 0, 1, …, or empty for a number. */
  choices: string[];
  /** The default under each convention of the method: as { torch: 0.99, optax: 0.9 }; empty: there is none. */
  defaultByConvention: Record<string, number>;
}
/** A field of the experiment that is a number. */
export interface Field extends Limits {
  /** Where it is, for example "data.noise.sd"; "data.constants" and "model.start" stand for each name in them. */
  path: string;
}
/** The largest number, and the largest sizes, that the engine accepts. */
export type Limit =
  | 'number'
  | 'seed'
  | 'formulaLength'
  | 'parameters'
  | 'landscapePoints'
  | 'surfacePoints'
  | 'curveValues'
  | 'runners'
  | 'mapPoints'
  | 'draws'
  | 'tunedAxes';
export interface Catalog {
  limits: Record<Limit, number>;
  /** Numeric fields of the experiment by path, for example "data.noise.sd". */
  fields: Field[];
  /** Bounds that may end a run before its epochs: fields that an experiment can leave out, without a default. */
  stopBounds: Field[];
  /** `equation`: TeX of one row's term; `response`: what the observations may be. */
  losses: {
    name: string;
    equation: string;
    reduction: 'mean' | 'sum';
    response: { min: number; max: number };
    hyperparameters: Hyperparameter[];
  }[];
  /** Penalties that every loss accepts: ridge λ Σ w², lasso λ Σ |w|. */
  penalties: Hyperparameter[];
  optimizers: { name: string; family: string; equation: string; hyperparameters: Hyperparameter[] }[];
  precisions: string[];
  errors: string[];
  stopReasons: string[];
}

/** A formula in its own language and in LaTeX. Empty texts: too long to be read. */
export interface Spelling {
  text: string;
  latex: string;
}
export interface FormulaCheck extends Spelling {
  /** Names that are not columns, in order of appearance. */
  parameters: string[];
  /** The derivative by each parameter. */
  gradient: Record<string, Spelling>;
}

export interface Engine {
  catalog(): Catalog;
  /**
   * Checks a formula over the named columns (["x"] if left out). Names with a value are replaced by it first, so that
   * m*x with m = 5 is spelled 5*x. Errors carry the place in the text.
   */
  check(formula: string, names?: string[], options?: { values?: Record<string, number> }): Outcome<FormulaCheck>;
  /** The engine's version, the way kernels run ("wasm-simd", "evaluate", …) and the heap's size in bytes. Of an engine
   * that has ended, a Failure. */
  info(): { version: string; kernels: string; heap: number };
  simulate(data: Data): Outcome<Dataset>;
  /**
   * Keeps data until the next call of `hold`: the answer's `data` names them in experiments, so that many calls for one
   * large table do not copy and check it again.
   */
  hold(data: Data): Outcome<{ data: HeldData }>;
  /**
   * One descent. From 20,000 rows on a sum of squares that is quadratic in the parameters (mse, sse, a linear model,
   * float64, no penalty) is reduced to them once; its numbers agree with those of the rows to a few units in the last
   * place, and an epoch does not visit the rows.
   */
  run(experiment: Experiment): Outcome<Trajectory>;
  landscape(
    experiment: Experiment,
    range: { parameter: string; from: number; to: number; points: number },
  ): Outcome<Landscape>;
  derivative(experiment: Experiment, parameters: Record<string, number>): Outcome<Derivative>;
  /** `known`: points whose loss has been computed; where the loss is not quadratic the optimum is never above them. */
  optimum(experiment: Experiment, known?: Record<string, number>[]): Outcome<Optimum>;
  /** ŷ of the model at the parameters, for the given predictors. */
  predict(
    experiment: Experiment,
    parameters: Record<string, number>,
    columns: Record<string, ArrayLike<number>>,
  ): Outcome<{ y: Float64Array }>;
  /** Up to six methods on one problem. `minima`: points that are minima, to measure against. */
  race(experiment: Experiment, runners: Runner[], minima?: Record<string, number>[]): Outcome<Race>;
  /** The loss on a grid; parameters that are neither an axis nor in `at` are held at the start. */
  surface(
    experiment: Experiment,
    range: { x: SurfaceAxis; y: SurfaceAxis; at?: Record<string, number> },
  ): Outcome<Surface>;
  /** Of the loss at a point. */
  principalDirections(experiment: Experiment, parameters: Record<string, number>): Outcome<PrincipalDirections>;
  /** The step that leads to entry `epoch` ≥ 1 of the run. */
  explain(experiment: Experiment, epoch: number): Outcome<Explanation>;
  /**
   * The best parameters with their uncertainty and a verdict. The loss is a sum of squares (mse, sse) or one of terms
   * ≥ 0 (mae, huber, logcosh, cauchy, quantile, bernoulli, …), whose errors are of the sandwich form; those of
   * bernoulli and poisson are of the likelihood, with normal quantiles, as R's glm has them. Penalties are refused.
   * Start, optimizer and stop may be left out: then the optima are searched for.
   */
  fit(experiment: FitExperiment, columns?: Record<string, ArrayLike<number>>, options?: FitOptions): Outcome<Fit>;
  /** The F test of a model against one that contains it, from their fits. */
  nestedTest(
    smaller: { rss: number; degrees: number },
    larger: { rss: number; degrees: number },
  ): Outcome<{ F: number; degrees1: number; degrees2: number; p: number }>;
  /** The computation of one row's loss term (0 … n−1) at the parameters, forward and backward. */
  trace(experiment: Experiment, row: number, parameters: Record<string, number>): Outcome<Trace>;
  /** The same at every point of a path: for K points and P rows K·P numbers, point after point. */
  curves(
    experiment: Experiment,
    path: Record<string, ArrayLike<number>>,
    columns: Record<string, ArrayLike<number>>,
  ): Outcome<{ y: Float64Array }>;
  /** A map of epochs to the target over any two numbers of the experiment. */
  sweep(experiment: Experiment, options: SweepOptions): Outcome<Sweep>;
  theory(experiment: Experiment, options?: { tolerance?: number }): Outcome<Theory>;
  /** Draws: 2 to 10,000 (default 1,000). */
  noiseStudy(experiment: Experiment, options?: { draws?: number }): Outcome<NoiseStudy>;
  tune(experiment: Experiment, options: TuneOptions): Outcome<Tuning>;
}

/** One engine with a memory of its own. Rejects only if WebAssembly itself cannot start. */
export function createEngine(): Promise<Engine>;
