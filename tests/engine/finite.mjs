// Where an answer may hold NaN or ±Infinity, by the head of engine.d.ts; everywhere else its numbers are finite.

const uncertain = [
  'standardErrors',
  'covariance',
  'correlation',
  'intervals',
  'profile',
  'derived',
  'band',
  'undetermined',
];
const numbersOfFit = [...uncertain, 'fromStart', 'residualSd', 'rSquared', 'aic', 'aicc', 'bic'];

/** The paths of such numbers, by call. @type {Record<string, RegExp>} */
const documented = {
  landscape: /^loss\./,
  surface: /^loss\./,
  predict: /^y\./,
  curves: /^y\./,
  derivative: /^(loss$|gradient\.|finiteDifference\.)/,
  trace: /^(nodes|slopes)\./,
  explain: /^((before|after)\.gradient|vectors|numbers)\./,
  run: /^gradient\./,
  race: /^runners\.\d+\.(gradient|error\.args)\./,
  fit: new RegExp(`^((${numbersOfFit.join('|')})\\b|verdict\\.findings\\.\\d+\\.evidence\\.startRss)`),
  noiseStudy: /^(estimates|mean|sd|expectedMean|expectedSd)\./,
  sweep: /^(loss|target)\./,
  tune: /^ranked\.\d+\.(loss|score)$/,
};

/** @param {unknown} value @param {string} path @returns {string[]} the paths of the numbers that are not finite */
function notFinite(value, path) {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => notFinite(inner, path ? `${path}.${key}` : key));
}

/** The numbers of an answer that are neither finite nor documented, by their paths.
 * @param {string} call @param {any} answer @returns {string[]} */
export const undocumented = (call, answer) =>
  answer?.ok ? notFinite(answer, '').filter((path) => !documented[call]?.test(path)) : [];
