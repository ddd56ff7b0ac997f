// An error in a sentence.
import { limitText } from './format.js';

/** @param {import('../experiment/validate.js').Problem} mistake @param {import('./translate.js').Translate} t */
export function explain({ code, args }, t) {
  const shown = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === 'number' ? limitText(value) : value,
  ]);
  const sentence = t(`errors.${code}`, Object.fromEntries(shown));
  return 'suggestion' in args ? `${sentence} ${t('status.suggestion', args)}` : sentence;
}
