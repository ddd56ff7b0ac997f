// Tables whose columns were printed or copied one below the other: a frame of pandas or R that is wider than the
// screen, and the columns of a page that a reader of PDF files copies in turn.

/** The text as lines of cells, or null where it is no such table. @param {string} text with line ends as \n */
export const tableOfBrokenColumns = (text) => wrappedFrame(text) ?? columnsInTurn(text);

/**
 * Blocks of a header and rows, whose rows have the same labels in each block: "0", "1", …
 * @param {string} text
 */
function wrappedFrame(text) {
  const lines = text.split('\n').filter((line) => line.trim());
  if (lines.some((line) => /[\t;,|]/.test(line))) return null;
  const words = lines.map((line) =>
    line
      .trim()
      .replace(/\s*\\$/, '')
      .split(/\s+/),
  );
  const starts = words.flatMap((cells, i) => (cells.every((cell) => !/^[+-]?[\d.]/.test(cell)) ? [i] : []));
  if (starts.length < 2 || starts[0] !== 0) return null;
  const blocks = starts.map((start, k) => words.slice(start, starts[k + 1]));
  const labels = (/** @type {string[][]} */ block) => block.slice(1).map(([label]) => label);
  const isWhole = (/** @type {string[][]} */ [header, ...rows]) =>
    rows.length > 1 && rows.every((row) => row.length === header.length + 1);
  const first = labels(blocks[0]).join();
  const isCount = labels(blocks[0]).every((label, i, all) => Number(label) === Number(all[0]) + i);
  if (!isCount || !blocks.every((block) => isWhole(block) && labels(block).join() === first)) return null;
  return blocks[0]
    .map((_, i) => blocks.flatMap((block) => (i === 0 ? block[0] : block[i].slice(1))).join('\t'))
    .join('\n');
}

/** Titles with equally many numbers below each, all in lines of their own. @param {string} text */
function columnsInTurn(text) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const isNumber = (/** @type {string} */ line) => /^[+\-−]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+\-−]?\d+)?$/.test(line);
  const starts = lines.flatMap((line, i) => (isNumber(line) ? [] : [i]));
  if (starts.length < 2 || starts[0] !== 0) return null;
  const columns = starts.map((start, k) => lines.slice(start, starts[k + 1]));
  const { length } = columns[0];
  if (length < 3 || columns.some((column) => column.length !== length || /[\t;|,]/.test(column[0]))) return null;
  return columns[0].map((_, i) => columns.map((column) => column[i]).join('\t')).join('\n');
}
