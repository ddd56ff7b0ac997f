// Three problems whose loss is not a parabola in one parameter, each a difficulty of gradient descent with a question
// about it: local minima, a plateau, and a narrow valley.

/** @import { Store } from './store.js' */

/**
 * @typedef {object} DifficultLoss
 * @property {string} key of the strings "situations.<key>" and "questions.<key>"
 * @property {Record<string, string | number>} values of the fields that differ from the notebook's
 */

/** @type {DifficultLoss[]} */
export const difficultLosses = [
  {
    key: 'trap',
    values: {
      'data.truth': 'sin(a*x)',
      'data.constants.a': 2,
      'data.noise.factor': 0.1,
      'model.formula': 'sin(w1*x)',
      'model.start.w1': 7,
      'optimizer.rate': 0.1,
    },
  },
  {
    key: 'plateau',
    values: {
      'data.truth': 'tanh(a*x)',
      'data.constants.a': 1,
      'data.noise.factor': 0.1,
      'model.formula': 'tanh(w1*x)',
      'model.start.w1': 9,
      'optimizer.rate': 0.5,
    },
  },
  {
    key: 'ravine',
    values: {
      'data.truth': 'm*x + 1',
      'model.formula': 'w1*x + 0.1*w2',
      'model.start.w1': -5,
      'model.start.w2': 40,
      'optimizer.name': 'momentum',
      'optimizer.mu': 0.5,
      'optimizer.rate': 0.2,
      'stop.epochs': 500,
      'view.along': '*', // the contour over both parameters
      'view.map': 'optimizer.rate,optimizer.mu',
    },
  },
];

/** The fields that make a loss difficult; what remains is free for trying. */
const definingFields = { data: 'data.truth', model: 'model.formula' };

/** Whether one of the losses has this formula of its data, or of its model. @param {'data' | 'model'} part
 * @param {string | number} formula */
export const isDifficultPart = (part, formula) =>
  difficultLosses.some(({ values }) => values[definingFields[part]] === formula);

/**
 * The key of the difficult loss that a store holds; '' if none.
 * @param {Pick<Store, 'choice'>} store
 */
export function difficultLossOf(store) {
  if (store.choice('data.table') !== '') return '';
  const isShown = (/** @type {DifficultLoss} */ { values }) =>
    Object.values(definingFields).every((path) => values[path] === store.choice(path));
  return difficultLosses.find(isShown)?.key ?? '';
}
