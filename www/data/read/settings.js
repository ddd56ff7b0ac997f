// The decisions about how a text is read: those that a person made; the others are found.

/**
 * @import { Role } from '../../experiment/table.js'
 * @import { FormatSettings } from './format.js'
 * @import { ReadSettings } from './reader.js'
 */

/**
 * @typedef {FormatSettings & ReadSettings & {
 *   roles?: Record<number, Role>, names?: Record<number, string>, rowNumber?: boolean,
 *   tables?: 'first' | 'all',
 *   words?: Record<number, 'number' | 'text'>,
 *   sentinels?: Record<number, number | null> }} Settings by the column's place where it is of a column
 */

/** Signs that separate cells; a space stands for any number of spaces and tabs, '' for a single column. */
export const separators = ['\t', ';', '|', ',', ' ', ''];

/** Settings that change how the text is cut into cells: it is read again. @type {(keyof ReadSettings)[]} */
const readingKeys = ['encoding', 'separator', 'quotes', 'transposed', 'header', 'unitsRow', 'join', 'untitled'];

/** Whether a change of settings needs the text again. @param {Settings} change */
export const needsReading = (change) => readingKeys.some((key) => key in change);

/**
 * Settings with a change; what is decided for each column is joined.
 * @param {Settings} settings
 * @param {Settings} change
 * @returns {Settings}
 */
export function withChange(settings, change) {
  /** @type {Record<string, any>} */
  const joined = { ...settings };
  for (const [key, value] of Object.entries(change)) {
    const isByColumn = value !== null && typeof value === 'object' && !Array.isArray(value);
    joined[key] = isByColumn ? { ...joined[key], ...value } : value;
  }
  return joined;
}
