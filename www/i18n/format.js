// Numbers as text.

/**
 * A number as Python prints it: the shortest digits that read back as the same double, as in the notebook's log.
 * 10 → "10.0", 4.018570423126221 → "4.018570423126221", 1e-7 → "1e-07", 1e16 → "1e+16".
 * @param {number} x
 */
export function pythonFloat(x) {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf';
  if (x === 0) return Object.is(x, -0) ? '-0.0' : '0.0';
  const exponent = Number(x.toExponential().split('e')[1]);
  if (exponent < -4 || exponent >= 16) {
    const [digits, power] = x.toExponential().split('e');
    return `${digits}e${power[0]}${power.slice(1).padStart(2, '0')}`;
  }
  const text = String(x);
  return text.includes('.') ? text : `${text}.0`;
}

/**
 * A number for reading: at most `digits` significant ones, a typographic minus, powers of ten far from 1.
 * @param {number} x @param {number} [digits]
 */
export function readable(x, digits = 5) {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NaN' : `${x < 0 ? '−' : ''}∞`;
  if (x === 0) return '0';
  const size = Math.abs(x);
  if (size >= 1e6 || size < 1e-4) {
    const [mantissa, power] = x.toExponential(digits - 1).split('e');
    return `${minus(trimmed(mantissa))}·10${superscript(Number(power))}`;
  }
  return minus(String(Number(x.toPrecision(digits))));
}

/** The same width in every frame: exactly `digits` significant ones. @param {number} x @param {number} [digits] */
export function steady(x, digits = 6) {
  if (!Number.isFinite(x) || x === 0 || Math.abs(x) >= Math.min(1e6, 10 ** digits) || Math.abs(x) < 1e-4)
    return readable(x, digits);
  return minus(x.toPrecision(digits));
}

/** 10⁻³, 1, 10. @param {number} power */
export function powerOfTen(power) {
  return power === 0 ? '1' : power === 1 ? '10' : `10${superscript(power)}`;
}

/** A number with every digit, as a number field shows it while it has the focus. @param {number} x */
export function plain(x) {
  return minus(String(x));
}

/** Maximum number of characters in the narrowest field. */
const maxFieldLength = 7;

/**
 * A number in a field without the focus: every digit, or of a fraction as many as fit. 0.05607169938205458 → "0.05607",
 * 0.000095 → "9.5e−5", −1.25e-17 → "−1e−17".
 * @param {number} x
 */
export function fitting(x) {
  const exact = plain(x);
  if (exact.length <= maxFieldLength || Number.isInteger(x)) return exact;
  for (let digits = maxFieldLength; digits > 1; digits -= 1) {
    const rounded = Number(x.toPrecision(digits));
    const text = [plain(rounded), minus(rounded.toExponential())].find(({ length }) => length <= maxFieldLength);
    if (text) return text;
  }
  return plain(Number(x.toPrecision(1)));
}

/** A rate in a sentence: at least two digits after the first, 0.8 → "0.80". @param {number} x */
export function rateText(x) {
  const text = String(x);
  return text.replace(/^0\.0*|[.-]/g, '').length >= 2 ? readable(x, 4) : x.toPrecision(2);
}

/**
 * A factor as a percentage, with as many digits beyond three as keep it apart from 0 and 100. 0.9728 → "97.3",
 * 0.99998 → "99.998".
 * @param {number} factor
 */
export function percentText(factor) {
  const percent = 100 * factor;
  let digits = 3;
  while (digits < 17 && percent !== 100 && Number(percent.toPrecision(digits)) === 100) digits += 1;
  return readable(percent, digits);
}

/**
 * A part of a whole in whole percent, where only nothing is "0" and only the whole is "100": 1 of 1000 is "< 1".
 * @param {number} part @param {number} whole
 */
export function wholePercentText(part, whole) {
  const percent = Math.round((100 * part) / whole);
  if (percent === 0 && part > 0) return '< 1';
  return percent === 100 && part < whole ? '> 99' : String(percent);
}

/** A bound in a sentence: whole numbers with all their digits in threes, as 10 000 000. @param {number} x */
export function limitText(x) {
  if (!Number.isInteger(x) || Math.abs(x) >= 1e10) return readable(x);
  return minus(String(x).replace(/\B(?=(\d{3})+$)/g, '\u202f'));
}

/** TeX of a number; powers of ten as such. @param {number} x @param {number} [digits] */
export function texNumber(x, digits = 5) {
  const text =
    Math.abs(x) >= 1e6 || (x !== 0 && Math.abs(x) < 1e-4) ? x.toExponential(digits - 1) : x.toPrecision(digits);
  const [mantissa, power] = text.split('e');
  return power ? `${trimmed(mantissa)}\\cdot 10^{${Number(power)}}` : trimmed(mantissa);
}

/**
 * Two numbers side by side to 16 digits, and how many leading characters they share.
 * @param {number} a @param {number} b @returns {{ a: string, b: string, shared: number }}
 */
export function sideBySide(a, b) {
  const [left, right] = [a, b].map((x) => minus(fixedWidth(x)));
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared]) shared += 1;
  return { a: left, b: right, shared };
}

/** @param {number} x */
function fixedWidth(x) {
  const size = Math.abs(x);
  return size >= 1e7 || (size < 1e-3 && size > 0) ? x.toExponential(15) : x.toPrecision(16);
}

/** @param {string} text */
const minus = (text) => text.replace(/-/g, '−');
/** @param {string} text */
const trimmed = (text) => (text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text);
/** @param {number} power */
const superscript = (power) => [...String(power)].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
