// The table in use as a text that the dialog shows and reads again, so that all data can be edited, those of links too.

/**
 * @import { DataTable, Role } from '../experiment/table.js'
 * @import { Settings } from './read/settings.js'
 */

/** Tables of more cells are not shown as text. */
const maxCells = 20_000;

/** @param {DataTable | null} table @returns {{ text: string, settings: Settings } | null} */
export function usedText(table) {
  if (!table) return null;
  const { columns } = table;
  const count = columns[0].numbers.length;
  if (count * columns.length > maxCells) return null;
  const titles = columns.map(({ title, name, unit }) => (unit ? `${title || name} (${unit})` : title || name));
  const rows = Array.from({ length: count }, (_, row) => columns.map(({ numbers }) => numbers[row]));
  const lines = rows.map((row) => row.map((value) => (Number.isNaN(value) ? '' : String(value))).join('\t'));
  const byColumn = (/** @type {(k: number) => any} */ of) => Object.fromEntries(columns.map((_, k) => [k, of(k)]));
  return {
    text: [titles.join('\t'), ...lines].join('\n'),
    settings: {
      separator: '\t',
      header: true,
      unitsRow: false,
      quotes: false,
      transposed: false,
      decimals: byColumn(() => '.'),
      roles: /** @type {Record<number, Role>} */ (byColumn((k) => columns[k].role)),
      names: byColumn((k) => columns[k].name),
    },
  };
}
