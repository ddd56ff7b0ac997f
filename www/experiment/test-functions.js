// Test functions of the optimization literature, each with its start, the drawn window and its minima to all digits:
// all minima of a function of two parameters, and the lowest one in the window of a function of one. Tests check every
// number with the engine.
/**
 * @typedef {object} TestFunction
 * @property {string} key
 * @property {string} [name] where it is the same in every language
 * @property {string} [nameKey] of a string, where it is not
 * @property {string} formula
 * @property {string} source publication or library that it is from
 * @property {Record<string, [number, number]>} window the drawn range of each parameter
 * @property {Record<string, number>} start
 * @property {Record<string, number>[]} minima empty: unbounded below
 */

/** @type {TestFunction[]} */
const ofTwoParameters = [
  {
    key: 'rosenbrock',
    name: 'Rosenbrock',
    formula: '(1-w1)^2+100*(w2-w1^2)^2',
    source: 'Rosenbrock 1960',
    window: { w1: [-2, 2], w2: [-1, 3] },
    start: { w1: -1.2, w2: 1 },
    minima: [{ w1: 1, w2: 1 }],
  },
  {
    key: 'himmelblau',
    name: 'Himmelblau',
    formula: '(w1^2+w2-11)^2+(w1+w2^2-7)^2',
    source: 'Himmelblau 1972',
    window: { w1: [-6, 6], w2: [-6, 6] },
    start: { w1: 0, w2: 0 },
    minima: [
      { w1: -3.779310253377747, w2: -3.2831859912861696 },
      { w1: -2.805118086952745, w2: 3.131312518250573 },
      { w1: 3, w2: 2 },
      { w1: 3.5844283403304917, w2: -1.8481265269644036 },
    ],
  },
  {
    key: 'beale',
    name: 'Beale',
    formula: '(1.5-w1+w1*w2)^2+(2.25-w1+w1*w2^2)^2+(2.625-w1+w1*w2^3)^2',
    source: 'Beale 1958',
    window: { w1: [-4.5, 4.5], w2: [-4.5, 4.5] },
    start: { w1: 1, w2: 4 },
    minima: [{ w1: 3, w2: 0.5 }],
  },
  {
    key: 'booth',
    name: 'Booth',
    formula: '(w1+2*w2-7)^2+(2*w1+w2-5)^2',
    source: 'Jamil & Yang 2013, 17',
    window: { w1: [-10, 10], w2: [-10, 10] },
    start: { w1: -5, w2: -5 },
    minima: [{ w1: 1, w2: 3 }],
  },
  {
    key: 'matyas',
    name: 'Matyas',
    formula: '0.26*(w1^2+w2^2)-0.48*w1*w2',
    source: 'Jamil & Yang 2013, 71',
    window: { w1: [-10, 10], w2: [-10, 10] },
    start: { w1: 8, w2: -6 },
    minima: [{ w1: 0, w2: 0 }],
  },
  {
    key: 'three-hump-camel',
    nameKey: 'race.functions.camel',
    formula: '2*w1^2-1.05*w1^4+w1^6/6+w1*w2+w2^2',
    source: 'Branin 1972; Jamil & Yang 2013, 29',
    window: { w1: [-2, 2], w2: [-2, 2] },
    start: { w1: -1.5, w2: 1.5 },
    minima: [
      { w1: -1.7475523458302888, w2: 0.8737761729151444 },
      { w1: 0, w2: 0 },
      { w1: 1.7475523458302888, w2: -0.8737761729151444 },
    ],
  },
  {
    key: 'styblinski-tang',
    name: 'Styblinski–Tang',
    formula: '0.5*(w1^4-16*w1^2+5*w1+w2^4-16*w2^2+5*w2)',
    source: 'Styblinski & Tang 1990',
    window: { w1: [-5, 5], w2: [-5, 5] },
    start: { w1: 0, w2: 0 },
    minima: [
      { w1: -2.903534027771177, w2: -2.903534027771177 },
      { w1: -2.903534027771177, w2: 2.746802770990837 },
      { w1: 2.746802770990837, w2: -2.903534027771177 },
      { w1: 2.746802770990837, w2: 2.746802770990837 },
    ],
  },
  {
    key: 'saddle',
    nameKey: 'race.functions.saddle',
    formula: 'w1^2-w2^2',
    source: 'x² − y²',
    window: { w1: [-2, 2], w2: [-2, 2] },
    start: { w1: 1, w2: 0.001 },
    minima: [],
  },
];

/** @type {TestFunction[]} */
const ofOneParameter = [
  {
    key: 'problem02',
    name: 'sin w + sin 10w/3',
    formula: 'sin(w)+sin(10/3*w)',
    source: 'AMPGO Problem02',
    window: { w: [2.7, 7.5] },
    start: { w: 4.14 },
    minima: [{ w: 5.145735290256128 }],
  },
  {
    key: 'problem03',
    nameKey: 'race.functions.shubert',
    formula: '-(1*sin(2*w+1)+2*sin(3*w+2)+3*sin(4*w+3)+4*sin(5*w+4)+5*sin(6*w+5))',
    source: 'AMPGO Problem03',
    window: { w: [-10, 10] },
    start: { w: -4 },
    minima: [{ w: -6.774576143438901 }],
  },
  {
    key: 'problem05',
    name: '(1.4 − 3w) sin 18w',
    formula: '-(1.4-3*w)*sin(18*w)',
    source: 'AMPGO Problem05',
    window: { w: [0, 1.2] },
    start: { w: 0.36 },
    minima: [{ w: 0.9660858038268509 }],
  },
  {
    key: 'problem07',
    name: 'sin w + sin 10w/3 + ln w',
    formula: 'sin(w)+sin(10/3*w)+log(w)-0.84*w+3',
    source: 'AMPGO Problem07',
    window: { w: [2.7, 7.5] },
    start: { w: 4.14 },
    minima: [{ w: 5.199778371061006 }],
  },
  {
    key: 'problem14',
    name: 'e⁻ʷ sin 2πw',
    formula: '-exp(-w)*sin(2*3.141592653589793*w)',
    source: 'AMPGO Problem14',
    window: { w: [0, 4] },
    start: { w: 1.2 },
    minima: [{ w: 0.22488038589156198 }],
  },
  {
    key: 'gsl-func1',
    name: 'w⁴ − 1',
    formula: 'w^4-1',
    source: 'GSL min/test',
    window: { w: [-3, 17] },
    start: { w: 3 },
    minima: [{ w: 0 }],
  },
  {
    key: 'scipy-quadratic',
    name: '(w − 1.5)² − 0.8',
    formula: '(w-1.5)^2-0.8',
    source: 'scipy TestOptimizeScalar',
    window: { w: [-15, 15] },
    start: { w: -6 },
    minima: [{ w: 1.5 }],
  },
  {
    key: 'humps',
    name: 'humps (MATLAB)',
    formula: '1/((w-0.3)^2+0.01)+1/((w-0.9)^2+0.04)-6',
    source: 'MATLAB fminbnd example',
    window: { w: [0.3, 1] },
    start: { w: 0.51 },
    minima: [{ w: 0.6370089847140478 }],
  },
];

export const testFunctions = [...ofTwoParameters, ...ofOneParameter];

/** @param {string} key */
export const testFunction = (key) => testFunctions.find((each) => each.key === key);
