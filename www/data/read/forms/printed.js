// Tables as programs print them: matrices of R with their brackets, of MATLAB with a common factor, and columns of
// fixed width, in which a blank cell is known by its place in the line.

/** The text as plain lines of cells, or null where it is no such table. @param {string} text with line ends as \n */
export const tableAsPrinted = (text) =>
  matrixOfR(text) ??
  structureOfR(text) ??
  printedVariables(text) ??
  scaledMatrix(text) ??
  quotedLines(text) ??
  namedNumbers(text) ??
  fixedWidth(text);

/** "     [,1] [,2]" above "[1,]  1  2.5". @param {string} text */
function matrixOfR(text) {
  const lines = text.split('\n').filter((line) => line.trim());
  if (!/^\s*(?:\[,\d+\]\s*)+$/.test(lines[0] ?? '') || !lines.slice(1).every((line) => /^\s*\[\d+,\]/.test(line)))
    return null;
  return lines
    .slice(1)
    .map((line) =>
      line
        .replace(/^\s*\[\d+,\]\s*/, '')
        .trim()
        .replace(/\s+/g, '\t'),
    )
    .join('\n');
}

/** " $ x: num  1 2 3", as `str` of R prints columns; where it prints only the first ones, "...", there is no table.
 * @param {string} text */
function structureOfR(text) {
  const lines = text.split('\n').filter((line) => /^\s*\$ .*: *(?:num|int|logi)\b/.test(line));
  if (lines.length < 2 || lines.some((line) => line.includes('...'))) return null;
  const columns = lines.map((line) => {
    const [, title = '', body = ''] = /^\s*\$ (.*?) *: *(?:num|int|logi)\s+(?:\[[^\]]*\])?\s*(.*)$/.exec(line) ?? [];
    return [title, ...body.trim().split(/\s+/)];
  });
  return Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, i) =>
    columns.map((column) => column[i] ?? '').join('\t'),
  ).join('\n');
}

/** "x =", and below it a row or a column of numbers, as MATLAB and Octave print variables. @param {string} text */
function printedVariables(text) {
  const [before, ...parts] = text.split(/^[ \t]*([\p{L}_][\p{L}\p{N}_]*)[ \t]*=[ \t]*$/mu);
  if (before.trim() || parts.length < 4) return null;
  const columns = parts.flatMap((title, i) => (i % 2 === 0 ? [[title, ...parts[i + 1].trim().split(/\s+/)]] : []));
  const isVector = columns.every(
    (column) => column.length === columns[0].length && column.slice(1).every((cell) => Number.isFinite(Number(cell))),
  );
  const rows = columns[0].map((_, i) => columns.map((column) => column[i]).join('\t'));
  return isVector && rows.length > 2 ? rows.join('\n') : null;
}

/** "1.0e+03 *" above a matrix multiplies all its numbers. @param {string} text */
function scaledMatrix(text) {
  const [above, factor] = /^[^\d]*?\n?\s*(\d(?:\.\d+)?e[+-]?\d+)\s*\*\s*\n/i.exec(text) ?? [];
  if (!above) return null;
  const power = Number(factor);
  const rows = text
    .slice(above.length)
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const isMatrix = rows.every((cells) => cells.every((cell) => cell === '' || Number.isFinite(Number(cell))));
  return isMatrix ? rows.map((cells) => cells.map((cell) => scaled(cell, power)).join('\t')).join('\n') : null;
}

/** "0.0010" times 1000 is 1, without a second rounding. @param {string} text @param {number} power of ten */
function scaled(text, power) {
  const exponent = Math.log10(power);
  return text === '' || !Number.isInteger(exponent)
    ? text && String(Number(text) * power)
    : String(Number(`${text}e${exponent}`));
}

/** Lines that are quoted as a whole, "x,y" above "1,2.5". @param {string} text */
function quotedLines(text) {
  const lines = text.split('\n').filter((line) => line.trim());
  const isQuoted = lines.every((line) => /^\s*"[^"]*[,;\t][^"]*"\s*$/.test(line));
  return isQuoted && lines.length > 2 && /[a-z]/i.test(lines[0])
    ? lines.map((line) => line.trim().slice(1, -1)).join('\n')
    : null;
}

/** Lines that all have the same names, "x=1 y=2.5" and "t = 0,5 s; v = 1,2 m/s". @param {string} text */
function namedNumbers(text) {
  const unit = String.raw`(?: ?[\p{L}°%Ω][\p{L}°%Ω/·^²³⁻¹\d]*(?!\s*[=:\p{L}]))?`;
  const number = String.raw`[+\-−]?\d[\d.]*(?:,\d+)?(?:e[+-]?\d+)?${unit}`;
  const pair = new RegExp(String.raw`([\p{L}_][\p{L}\p{N}_]*)\s*[=:]\s*(${number})`, 'giu');
  const lines = text.split('\n').filter((line) => line.trim());
  const rows = lines.map((line) => [...line.matchAll(pair)]);
  const titles = rows[0]?.map(([, name]) => name) ?? [];
  const isAlike = (/** @type {RegExpMatchArray[]} */ row) => row.map(([, name]) => name).join() === titles.join();
  const isWhole = lines.every((line) => /^[\s,;]*$/.test(line.replace(pair, '')));
  if (titles.length < 2 || rows.length < 2 || !isWhole || !rows.every(isAlike)) return null;
  return [titles, ...rows.map((row) => row.map(([, , number]) => number))].map((cells) => cells.join('\t')).join('\n');
}

/** Lines of more characters, and texts of fewer lines, are not cut by places. */
const maxWidth = 400;
const minLines = 3;

/** Lines between spaces that have different numbers of words are cut where all of them have a space.
 * @param {string} text */
function fixedWidth(text) {
  const lines = text
    .replace(/\n+$/, '')
    .split('\n')
    .filter((line) => line.trim() && !/^\s*#/.test(line) && !/^[\s=_-]+$|^\s*(?:<\w+>\s*)+$/.test(line));
  if (/^\s*[*!%;]/m.test(text)) return null;
  if (lines.length < minLines || /[\t;|,±]|\+\/?[-−]/.test(text) || lines.some(({ length }) => length > maxWidth))
    return null;
  const counts = lines.map((line) => line.trim().split(/\s+/).length);
  if (counts.every((count) => count === counts[0])) return null;
  const width = Math.max(...lines.map(({ length }) => length));
  const isGap = Array.from({ length: width }, (_, k) => lines.every((line) => (line[k] ?? ' ') === ' '));
  const starts = isGap.flatMap((gap, k) => (!gap && (k === 0 || isGap[k - 1]) ? [k] : []));
  const cut = (/** @type {string} */ line) => starts.map((start, i) => line.slice(start, starts[i + 1]).trim());
  // "Carla Di Rosa" above "Anna Lee": what few lines have, and texts alone, is the end of the column before.
  const isRest = (/** @type {number} */ i) => {
    const cells = lines.map((line) => line.slice(starts[i], starts[i + 1]).trim()).filter(Boolean);
    return i > 0 && cells.length * 2 < lines.length && cells.every((cell) => !/\d/.test(cell));
  };
  for (let i = starts.length - 1; i > 0; i -= 1) if (isRest(i)) starts.splice(i, 1);
  const rows = lines.map(cut);
  const most = Math.max(...counts.slice(1));
  const isFull = (/** @type {string[]} */ cells) => cells.every(Boolean);
  const isClean = starts.length > 1 && starts.length <= most && rows.filter(isFull).length * 2 > rows.length;
  const isWide = rows
    .slice(1)
    .every((cells) => cells.every((cell) => !/\s{2,}/.test(cell) && !/^\S*\d\S*\s/.test(cell)));
  return isClean && isWide ? rows.map((cells) => cells.join('\t')).join('\n') : null;
}
