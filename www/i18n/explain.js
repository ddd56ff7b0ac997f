// An error in a sentence. The sentences arrive with the tools of the page; until then another one stands for them.
import { limitText } from './format.js';

/** @import { Translate } from './translate.js' */

/**
 * @param {{ code: string, args: Record<string, string | number> }} error
 * @param {Translate} t
 */
export function explain({ code, args }, t) {
  const shown = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === 'number' ? limitText(value) : value,
  ]);
  const filled = Object.fromEntries(shown);
  const key = `errors.${code}`;
  const stated = t(key, filled);
  if (stated === key) return t('status.unexplained');
  const sentence = 'row' in args && 'point' in args ? `${stated} ${t('obstacle.row', filled)}` : stated;
  return 'suggestion' in args ? `${sentence} ${t('status.suggestion', args)}` : sentence;
}
