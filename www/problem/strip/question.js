// The question about the situation that is shown: a difficult loss, or one of the five learning rates of the strip.
import { difficultLossOf } from '../../experiment/difficult-losses.js';
import { isCovered, momentumOf } from '../method-theory.js';
import { situationAt } from './rate-zones.js';

/**
 * @import { Store } from '../../experiment/store.js'
 * @import { Problem } from '../parts.js'
 */

/**
 * @param {Pick<Store, 'choice'>} store
 * @param {Pick<Problem, 'experiment' | 'valley' | 'parameters'>} problem
 * @returns {string} the string "questions.<key>" is the question; '' if there is none
 */
export function questionOf(store, { experiment: { optimizer }, valley, parameters }) {
  const difficult = difficultLossOf(store);
  if (difficult || !valley || !isCovered(optimizer) || momentumOf(optimizer) > 0) return difficult;
  const situation = situationAt(Number(optimizer.rate), valley) ?? '';
  // With h = 1/L″ one step is enough only if the loss is a parabola.
  if (situation === 'right' && parameters.length > 1) return 'rightMany';
  return situation === 'right' && !valley.exact ? 'rightCurved' : situation;
}
