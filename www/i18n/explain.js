// An error in a sentence.
import { limitText } from './format.js';

/**
 * @import { Problem } from '../experiment/validate.js'
 * @import { Translate } from './translate.js'
 */

/** @param {Problem} mistake @param {Translate} t */
export function explain({ code, args }, t) {
  const shown = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === 'number' ? limitText(value) : value,
  ]);
  const sentence = t(`errors.${code}`, Object.fromEntries(shown));
  return 'suggestion' in args ? `${sentence} ${t('status.suggestion', args)}` : sentence;
}
