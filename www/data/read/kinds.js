// The kinds of cells in a table, and the number of a cell under a decimal point or a decimal comma.

/** The kinds of cells. `blank` is 0, so that the cells that a short row lacks are blank. */
export const kind = {
  blank: 0,
  /** The same number with either decimal sign. */
  number: 1,
  /** A number only if the point is the decimal sign: "1.5", "1,234.5". */
  pointOnly: 2,
  /** A number only if the comma is the decimal sign: "1,5", "1.234,5". */
  commaOnly: 3,
  /** "1.234": 1.234 or 1234. */
  pointOrThousands: 4,
  /** "1,234": 1234 or 1.234. */
  commaOrThousands: 5,
  infinite: 6,
  text: 7,
  /** A date whose day and month are certain; its value is in days since 1970. */
  date: 8,
  /** "3/4/2024": its value holds both parts and the year; see `dates.js`. */
  dateOfUnknownOrder: 9,
  /** "3/4", "3 1/4", "½": a number, if a person says so, else a text. */
  fraction: 10,
  /** "FALSE", "no": 0, and "TRUE", "yes": 1, if a person says so, else texts. */
  no: 11,
  yes: 12,
};

/**
 * The value of a cell under a decimal sign, or NaN where it is none.
 * @param {number} found kind of the cell
 * @param {number} value its value under a decimal point
 * @param {DecimalSign} decimal
 */
export function valueAs(found, value, decimal) {
  switch (found) {
    case kind.number:
      return value;
    case kind.pointOnly:
      return decimal === ',' ? NaN : value;
    case kind.commaOnly:
      return decimal === '.' ? NaN : value;
    case kind.pointOrThousands:
      return decimal === ',' ? Math.round(value * 1000) : value;
    case kind.commaOrThousands:
      return decimal === '.' ? value : value / 1000;
    default:
      return NaN;
  }
}

/** @typedef {'.' | ',' | 'both'} DecimalSign both: each cell by its own sign */

/** Whether a kind is a number under some decimal sign. @param {number} found */
export const isNumber = (found) => found >= kind.number && found <= kind.commaOrThousands;
