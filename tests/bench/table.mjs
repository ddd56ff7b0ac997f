// One table: what was done, our figure, the rival's, the ratio, the budget, and whether it is kept.

/** A budget is a least ratio or a greatest value.
 * @typedef {object} Row
 * @property {string} what
 * @property {string} [ours]
 * @property {string} [rival]
 * @property {number} [ratio] rival / ours where more is better (atLeast), ours / rival where less is (atMost)
 * @property {number} [value]
 * @property {number} [atLeast] of the ratio
 * @property {number} [atMost] of the value, or of the ratio where there is no value
 * @property {string} [unit] */

/** @param {Row} row */
function verdict({ ratio = NaN, value = ratio, atLeast, atMost }) {
  if (atLeast !== undefined) return ratio >= atLeast ? 'ok' : 'MISS';
  if (atMost !== undefined) return value <= atMost ? 'ok' : 'MISS';
  return '';
}

/** @param {Row} row */
function budget({ atLeast, atMost, value, unit = '' }) {
  if (atLeast !== undefined) return `≥ ${atLeast} ×`;
  if (atMost !== undefined) return `≤ ${atMost} ${value === undefined ? '×' : unit}`;
  return '';
}

/** @param {number} ratio */
const times = (ratio) => `${ratio >= 100 ? Math.round(ratio) : ratio.toPrecision(3)} ×`;

export const heading = line(['', 'ours', 'rival', 'ratio', 'budget', '']);

/** @param {Row} row */
export function rowText(row) {
  return line([
    row.what,
    row.ours ?? '',
    row.rival ?? '',
    row.ratio === undefined ? '' : times(row.ratio),
    budget(row),
    verdict(row),
  ]);
}

/** @param {string[]} cells */
function line([first, ...rest]) {
  return first.padEnd(48) + rest.map((cell) => cell.padStart(11)).join('');
}
