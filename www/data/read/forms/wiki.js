// Tables as wikis and text editors mark them up, as lines of cells between tabs: MediaWiki ("{|", "|-", "| 1 || 2"),
// Jira ("||x||y||") and tables in boxes of line signs.

/** The text as lines of cells, or null where it is no such table. @param {string} text with line ends as \n */
export const tableOfWiki = (text) => tableOfMediaWiki(text) ?? tableOfJira(text) ?? tableInBox(text);

/** @param {string[][]} rows */
const asLines = (rows) =>
  rows
    .filter((cells) => cells.length > 0)
    .map((cells) => cells.join('\t'))
    .join('\n');

/** @param {string} text */
function tableOfMediaWiki(text) {
  const [, inside] = /(?:^|\n)\s*\{\|[^\n]*\n([\s\S]*?)(?:\n\s*\|\}|$)/.exec(text) ?? [];
  if (inside === undefined) return null;
  /** @type {string[][]} */
  const rows = [[]];
  for (const line of `\n${inside}`.split('\n').map((each) => each.trim())) {
    if (line.startsWith('|+') || line === '') continue;
    if (line.startsWith('|-')) rows.push([]);
    else if (/^[|!]/.test(line))
      rows[rows.length - 1].push(
        ...line
          .slice(1)
          .split(line[0] === '!' ? /!!|\|\|/ : '||')
          .map(wikiCell),
      );
    else if (rows[rows.length - 1].length > 0) rows[rows.length - 1].push(`${rows[rows.length - 1].pop()} ${line}`);
  }
  return asLines(rows);
}

/** The text of a cell: without attributes, references, links and templates. @param {string} text */
const wikiCell = (text) =>
  text
    .replace(/<ref\b[^>]*\/>|<ref\b[^>]*>[\s\S]*?<\/ref>|<!--[\s\S]*?-->/gi, '')
    .replace(/\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]/g, '$1')
    .replace(/\{\{(?:val|formatnum:|nts|ntsh)?\|?([^{}|]*)[^{}]*\}\}/gi, '$1')
    .replace(/^[^|]*=[^|]*\|/, '')
    .replace(/&nbsp;/g, '\u00a0')
    .replace(/&minus;/g, '−')
    .replace(/'{2,}|<[^>]*>/g, '')
    .trim();

/** @param {string} text */
function tableOfJira(text) {
  const lines = text.split('\n').filter((line) => line.trim());
  if (!/^\s*\|\|.*\|\|\s*$/.test(lines[0] ?? '') || !lines.slice(1).every((line) => /^\s*\|.*\|\s*$/.test(line)))
    return null;
  return asLines(
    lines.map((line) =>
      line
        .trim()
        .replaceAll('||', '|')
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    ),
  );
}

const boxSigns = /[│┃┆┊║╎]/;
const rule = /^[\s─━═┄┈┌┐└┘├┤┬┴┼╞╡╪╒╕╘╛╔╗╚╝╠╣╦╩╬╭╮╰╯┏┓┗┛┡┩╇│┃┆┊║-]*$/;
const typeName = /^(?:-{2,}|[iuf](?:8|16|32|64)|str|bool|date|Int64|Float64|String\d*|Int64\?|Float64\?|Any)$/;

/** "│ 1 ┆ 2.5 │", as Polars and Julia print tables, and "1 │ 1  2.5", where the sign stands behind the row alone.
 * @param {string} text */
function tableInBox(text) {
  if (!boxSigns.test(text)) return null;
  const lines = text.split('\n').filter((line) => boxSigns.test(line) && !rule.test(line));
  const isOfRows = lines.every((line) => line.split(boxSigns).length === 2);
  const cut = (/** @type {string} */ line) => {
    const parts = line.split(boxSigns);
    return isOfRows ? parts[1].trim().split(/\s+/) : parts.slice(1, parts.at(-1)?.trim() ? undefined : -1);
  };
  const rows = lines.map((line) => cut(line).map((cell) => cell.trim()));
  return asLines(rows.filter((cells) => !cells.every((cell) => typeName.test(cell) || cell === '')));
}
