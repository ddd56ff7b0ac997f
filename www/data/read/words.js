// Texts that may stand for numbers: fractions, and the words of a column that has yes and no.
import { kind } from './kinds.js';

const yesWords = /^(?:true|t|yes|y|verdadero|v|s[ií]|s|vrai|oui|wahr|ja)$/i;
const noWords = /^(?:false|f|no|n|falso|faux|non|falsch|nein)$/i;

/** @type {Record<string, number>} */
const vulgar = { '½': 1 / 2, '¼': 1 / 4, '¾': 3 / 4, '⅓': 1 / 3, '⅔': 2 / 3, '⅕': 1 / 5, '⅖': 2 / 5, '⅗': 3 / 5 };
Object.assign(vulgar, { '⅘': 4 / 5, '⅙': 1 / 6, '⅚': 5 / 6, '⅛': 1 / 8, '⅜': 3 / 8, '⅝': 5 / 8, '⅞': 7 / 8 });

const slashed = /^([+\-−]?)(?:(\d+)[ \u00a0-])?(\d+)\s*[/⁄]\s*(\d+)$/;
const signed = new RegExp(`^([+\\-−]?)(\\d*)\\s*([${Object.keys(vulgar).join('')}])$`);

const totals = new RegExp(
  '^(?:(?:grand |sub[- ]?)?totale?s?|sum|suma|summe|gesamt|somme|somma|average|mean|promedio|media|mittelwert|' +
    'moyenne)$',
  'i',
);

/** Whether a text is the label of a row that holds a total or a mean. @param {string} text */
export const isTotal = (text) => text.length < 30 && totals.test(text.replace(/[:*]+\s*$/, '').trim());

/** "2019/20": a season, no fraction. */
const season = /^(?:1[5-9]|20)\d\d\s?[/-]\s?(?:\d\d|(?:1[5-9]|20)\d\d)$/;

/** The kind of a text and the number that it may stand for. @param {string} text trimmed
 * @returns {{ found: number, value: number }} */
export function readWord(text) {
  if (yesWords.test(text)) return { found: kind.yes, value: 1 };
  if (noWords.test(text)) return { found: kind.no, value: 0 };
  if (season.test(text)) return { found: kind.text, value: NaN };
  const [, sign = '', whole = '0', above, below] = slashed.exec(text) ?? [];
  const [, other = '', before = '', part] = signed.exec(text) ?? [];
  const size = below ? Number(whole) + Number(above) / Number(below) : Number(before) + (vulgar[part] ?? NaN);
  if (!Number.isFinite(size)) return { found: kind.text, value: NaN };
  return { found: kind.fraction, value: sign + other && '-−'.includes(sign + other) ? -size : size };
}
