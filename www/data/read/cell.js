// One cell of a table: the number that it holds, if any, under a decimal point and under a decimal comma.
//
// "2,923" is 2923 with a decimal point and 2.923 with a decimal comma: the column decides, not the cell alone. So a
// cell has a kind and one value, that of the decimal point; `valueAs` gives the other (1.234 ↔ 1234, exactly rounded).
import { readDate } from './dates.js';
import { kind } from './kinds.js';

/**
 * The last cell that was read: every call overwrites it, because millions of cells are read.
 * @type {{ value: number, affix: string }} affix: the unit, currency or % that stands beside the number
 */
export const cell = { value: NaN, affix: '' };

const missing = new RegExp(
  `^(?:${[
    String.raw`|n\.?/?a\.?|nan|[+-]nan|null|none|nil|nul|missing|n\.?d\.?|s/d|[-–—.?*]|-{2,}|_+|\*+|\.\.\.?`,
    String.raw`\\n|\(null\)|\[null\]|<na>|#n/?a|#n/?d|#nv|#¡?div/0!|#¡?valu?e!|#¡?valor!|#wert!|#valeur!`,
    String.raw`#¡?ref!|#bezug!|#¡?num!|#zahl!|#¡?nul[lo]!|#null!|#name\?|#¿?nombre\?`,
    String.raw`-?1\.#(?:ind|qnan|snan)\w*`,
    String.raw`n\. ?[aedv]\.|k\. ?a\.|s\. ?d\.|no ?data|not (?:available|measured)|unavailable`,
    String.raw`unknown|undefined|\(?blank\)?|empty|void|n/r|n/m`,
    String.raw`sin ?datos?|no (?:disponible|medido)|desconocido|faltante|falta|perdido|ausente|\(?vac[ií]o\)?`,
    String.raw`\(?en blanco\)?|fehlt|fehlend|keine angabe|unbekannt`,
    'manquant|absent|non disponible|inconnu|mancante|assente',
  ].join('|')})$`,
  'i',
);

/** Whether the text stands for a value that is not there: "", "NA", "-", "#N/A". @param {string} text trimmed */
export const isMissing = (text) => missing.test(text);

/** Reads a cell into `cell`. @param {string} text @returns {number} its kind */
export function readCell(text) {
  const quick = readPlain(text);
  return quick >= 0 ? quick : readWritten(text);
}

/**
 * Digits with at most a point and an exponent, as almost every cell is.
 * @param {string} text @returns {number} its kind, or −1: something else is in it
 */
function readPlain(text) {
  const { length } = text;
  let i = text.charCodeAt(0) === minus ? 1 : 0;
  const first = i;
  let point = -1;
  let digits = 0;
  for (; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= zero && code <= nine) digits += 1;
    else if (code === dot && point < 0) point = i;
    else break;
  }
  if (digits === 0 || (i < length && !isExponent(text, i))) return -1;
  cell.value = Number(text);
  cell.affix = '';
  if (!Number.isFinite(cell.value)) return kind.infinite;
  if (point < 0) return kind.number;
  const groups = i === length && length - point === 4 && point - first <= 3 && point > first;
  return groups && text.charCodeAt(first) !== zero ? kind.pointOrThousands : kind.pointOnly;
}

const [zero, nine, dot, plus, minus] = [...'09.+-'].map((sign) => sign.charCodeAt(0));

/** Whether "e-07" and nothing else stands from here on. @param {string} text @param {number} i */
function isExponent(text, i) {
  const letter = text.charCodeAt(i) | 32;
  if (letter !== 101) return false;
  const sign = text.charCodeAt(i + 1);
  let at = sign === plus || sign === minus ? i + 2 : i + 1;
  if (at >= text.length) return false;
  for (; at < text.length; at += 1) if (text.charCodeAt(at) < zero || text.charCodeAt(at) > nine) return false;
  return true;
}

/** No-break space, narrow no-break space, thin space, figure space and the apostrophes separate thousands. */
const groupSigns = " \u00a0\u202f\u2009\u2007'’";
const currencyCodes = 'USD|EUR|MXN|GBP|CHF|JPY|CNY|INR|BRL|ARS|COP|CLP|PEN|CAD|AUD';
const currencies = String.raw`(?:[A-Z]{1,3})?[$€£¥₹₩₽₺₪₫฿¢円元]|${currencyCodes}|Fr\.|kr`;
const unitWord = String.raw`[a-zA-ZµμΩÅ°℃℉‰%]+(?:\^?-?[1-4](?!\d)|[⁻¹²³⁴]+)?`;
const unit = String.raw`°?${unitWord}(?:[/·*.\u00a0 ]${unitWord}){0,3}`;
const exponent = [
  String.raw`[eE][+-]?\d+|[dD][+-]\d+|D\d+`,
  String.raw`\s*[×x·*]\s*10\s*(?:\^|\*\*)\s*[({]?[+-]?\d+[)}]?|\s*[×x·]\s*10[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+`,
  // The power of ten has lost its superscript, or is written as in Mathematica.
  String.raw`\s*[×x·]\s*10-\d+|\*\^[+-]?\d+`,
].join('|');
const digits = String.raw`\d[\d.,${groupSigns}]*|[.,]\d+`;
const written = new RegExp(
  `^(${currencies})?\\s*([+-]?)\\s*(${currencies})?\\s*(${digits})(${exponent})?\\s*(${currencies}|${unit})?$`,
);
const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic';
const notUnits = new RegExp(
  String.raw`^(?:x\d|e(?:\^.*)?$|(?:${months})\w*$|q[1-4]$|st$|nd$|rd$|th$|[ap]\.?m\.?$)`,
  'i',
);

/** Signs that have no width, as pages and chat programs put between letters. */
const invisible = /[\u200b-\u200f\u2060\ufeff]/g;

/** The length beyond which a cell is not examined for what encloses a number. */
const maxNumberChars = 100;

/** "3.141 592 65": digits in groups of three behind the decimal sign. */
const decimalGroups = /^[+-]?\d+[.,]\d{3}(?:([ \u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:\1\d{1,2})?(?=$|[eE]|\s*[×%])/;

/** Digits of other scripts: fullwidth, Arabic, Persian and Devanagari. */
const foreignDigits = /[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;

/** @param {string} sign a digit of another script: those of Devanagari begin at …6, the others at …0 */
const digitOf = (sign) => String((sign.charCodeAt(0) - (/[\u0966-\u096f]/.test(sign) ? 6 : 0)) & 15);

/**
 * A cell with the usual signs, without what encloses the number: quotes, "=" and an apostrophe of a spreadsheet,
 * marks of footnotes. A minus may stand after the number, or be written as parentheses.
 * @param {string} text
 */
function plainText(text) {
  if (text.length > maxNumberChars) return text.trim();
  const plain = text
    .replace(invisible, '')
    .trim()
    .replace(/[−‒‑﹣－]|^–(?=\s*[\d.,$€£])|(?<=\d[eE])–(?=\d)/g, '-')
    .replace(/(?<=\d)ᴇ(?=[-+⁻]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹])/, 'E')
    .replace(decimalGroups, (number) => number.replace(/[ \u00a0\u202f\u2009]/g, ''))
    .replace(foreignDigits, digitOf)
    .replace(/(?<=\d)٬(?=\d{3})/g, '')
    .replace(/(?<=\d)[٫．](?=\d)|^10(?=\^|\*\*|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹])/g, (sign) => (sign === '10' ? '1×10' : '.'))
    .replace(/^(\*\*|__|`)(.*)\1$/, '$2')
    .replace(/^=?"(.*)"$|^['‘’“«](.*?)['’”»]?$|^=(?=[\d.+-])/, '$1$2')
    .replace(/(?<=\d)\s+(?:#|\/\/)\s.*$|(?<=^-?\d+\.?\d*)`[\d.]*$/, '')
    .replace(/(?<=\d)\s?(?:\[\w{1,3}\]|[†‡§¶]{1,4}|[ᵃᵇᶜᵈᵉᶠᵍʰ]{1,3})$|(?<=^[-+]?[\d.,]+):$/, '');
  return plain
    .replace(/^([^\d()]?)\s*\(\s*([^-()]*\d[^()]*)\)$/, '-$1$2')
    .replace(/^([\d.,' ]*\d)-$/, '-$1')
    .replace(/^(-?\d+)·(\d+)$/, '$1.$2');
}

/** A number as people write it. @param {string} text @returns {number} its kind */
function readWritten(text) {
  cell.value = NaN;
  cell.affix = '';
  const trimmed = plainText(text);
  if (isMissing(trimmed)) return kind.blank;
  if (/^[+-]?(?:inf(?:inity|inito)?|∞|1\.#inf\w*)$/i.test(trimmed)) return kind.infinite;
  // "4k7" is 4.7 k; "4m2" has the unit m².
  const [, whole, prefix, decimals] = /^([+-]?\d+)([RkKMGTunpµμ]|m(?![234]))(\d+)$/.exec(trimmed) ?? [];
  if (prefix) {
    cell.value = Number(`${whole}.${decimals}`);
    cell.affix = prefix;
    return kind.pointOnly;
  }
  const match = written.exec(trimmed);
  if (!match || (match[6] && notUnits.test(match[6]))) return readTime(trimmed) ?? readDate(trimmed, cell) ?? kind.text;
  const [, before, sign, after, body, power = '', suffix] = match;
  const found = kindOfBody(body.replace(/[\s\u00a0\u202f\u2009\u2007'’]+$/, ''), power !== '' || suffix === '%');
  if (found === kind.text) return readDate(trimmed, cell) ?? kind.text;
  cell.affix = suffix ?? before ?? after ?? '';
  cell.value = Number(sign + plainDigits(found, body) + plainExponent(power));
  return Number.isFinite(cell.value) ? found : kind.infinite;
}

/** Stands beside a time without seconds, whose unit the column decides. */
export const clockAffix = ':';

/**
 * "0:01:30.5" is 90.5 s, "1:30 PM" is 810 min; "1:30" is 90, minutes or seconds.
 * @param {string} text @returns {number | null} the kind of the cell, or null: no such time
 */
function readTime(text) {
  const [, first, second, third, decimals, half] =
    /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?([.,]\d+)?(?:\s?([ap])\.?\s?m\.?)?$/i.exec(text) ?? [];
  if (!second || (half && (Number(first) > 12 || (decimals && !third)))) return null;
  const hours = half ? (Number(first) % 12) + (/p/i.test(half) ? 12 : 0) : Number(first);
  const whole = (hours * 60 + Number(second)) * (third ? 60 : 1) + Number(third ?? 0);
  cell.value = decimals ? Number(`${whole}.${decimals.slice(1)}`) : whole;
  cell.affix = third || decimals || hours > 23 ? 's' : half ? 'min' : clockAffix;
  return kind.number;
}

const spaced = /^\d{1,3}([ \u00a0\u202f\u2009\u2007'’])\d{3}(?:\1\d{3})*(?=[.,]|$)/;
const patterns = {
  oneSign: /^\d*[.,]\d*$/,
  oneGroup: /^[1-9]\d{0,2}[.,]\d{3}$/,
  commaGroups: /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/,
  indianGroups: /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?$/,
  pointGroups: /^\d{1,3}(?:\.\d{3})+(?:,\d*)?$/,
};

/** @param {string} body digits, points, commas and group signs @param {boolean} decided it cannot be thousands alone */
function kindOfBody(body, decided) {
  const group = spaced.exec(body);
  const rest = group ? body.slice(group[0].length) : body;
  if (group)
    return /^\.\d*$/.test(rest)
      ? kind.pointOnly
      : /^,\d+$/.test(rest)
        ? kind.commaOnly
        : rest
          ? kind.text
          : kind.number;
  if (/^\d+$/.test(body)) return kind.number;
  if (patterns.oneSign.test(body)) {
    if (body.endsWith(',')) return kind.text;
    const comma = body.includes(',');
    if (!decided && patterns.oneGroup.test(body)) return comma ? kind.commaOrThousands : kind.pointOrThousands;
    return comma ? kind.commaOnly : kind.pointOnly;
  }
  if (patterns.commaGroups.test(body) || patterns.indianGroups.test(body)) return kind.pointOnly;
  return patterns.pointGroups.test(body) ? kind.commaOnly : kind.text;
}

/** The digits with a decimal point and without groups. @param {number} found kind @param {string} body */
function plainDigits(found, body) {
  const digits = body.replace(/[\s\u00a0\u202f\u2009\u2007'’]/g, '');
  if (found === kind.commaOnly) return digits.replaceAll('.', '').replace(',', '.');
  return digits.replaceAll(',', '');
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** "×10⁻³", "x 10^(-3)", "D-03" → "e-3". @param {string} power */
function plainExponent(power) {
  if (!power) return '';
  const number = power
    .replace(/^\s*[×x·*]\s*10|\*\^/, '')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (sign) => String(superscripts.indexOf(sign)))
    .replace(/⁻/g, '-')
    .replace(/[⁺^*(){}\seEdD]/g, '');
  return `e${number}`;
}
