// Why a run ended, in sentences.
import { limitText, readable } from './format.js';

/**
 * @import { StopInfo } from '../../wasm/engine.d.ts'
 * @import { Translate } from './translate.js'
 */

/** Ends at which a smaller learning rate can help: a step was too long. */
const helpedByRate = ['diverged', 'left_domain'];

/** Whether a smaller learning rate could have avoided this end. @param {StopInfo} stop */
export const canRateHelp = ({ reason }) => helpedByRate.includes(reason);

/**
 * The reason, and what is not a number where.
 * @param {StopInfo} stop
 * @param {Translate} t
 */
export function endingText(stop, t) {
  const sentence = `${t(`stop.${stop.reason}`, { epoch: limitText(stop.epoch) })}.`;
  return stop.reason === 'left_domain' && stop.point ? `${sentence} ${obstacleText(stop, t)}` : sentence;
}

/** @param {StopInfo} stop @param {Translate} t */
function obstacleText({ point, parameter, row }, t) {
  const [anywhere, inRow] = parameter ? ['slope', 'slopeInRow'] : ['loss', 'lossInRow'];
  const at = Object.entries(point ?? {}).map(([name, value]) => `${name} = ${readable(value, 5)}`);
  return t(`obstacle.${row ? inRow : anywhere}`, {
    point: at.join(', '),
    parameter: parameter ?? '',
    row: row ? limitText(row) : '',
  });
}
