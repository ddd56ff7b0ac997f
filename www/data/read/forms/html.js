// A table of a web page, <table><tr><td>…, as lines of cells between tabs. The page is not built: its text is cut at
// the tags, and of several tables the one with the most cells that have digits counts.

/** @typedef {{ text: string, columns: number, rows: number }} HtmlCell columns, rows: how many it spans */

/** A cell spans at most this many columns or rows. */
const maxSpan = 200;

/** The text as lines of cells, or null where it has no table. @param {string} text with line ends as \n */
export function tableOfHtml(text) {
  if (!/<t[rdh]\b/i.test(text)) return null;
  const page = text
    .replace(/<!--[\s\S]*?-->|<(style|script|caption|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(\w+)\b[^>]*\bdisplay:\s*none[^>]*>[^<]*<\/\1\s*>/gi, '');
  const tables = page.split(/<table\b[^>]*>/i).map((part) => spread(rowsOf(part.split(/<\/table\s*>/i)[0])));
  const digits = (/** @type {string[][]} */ rows) => rows.flat().filter((cell) => /\d/.test(cell)).length;
  const best = tables.reduce((found, rows) => (digits(rows) > digits(found) ? rows : found), []);
  return best.length > 0 ? best.map((cells) => cells.join('\t')).join('\n') : null;
}

/** @param {string} table */
const rowsOf = (table) =>
  table
    .split(/<tr\b[^>]*>/i)
    .slice(1)
    .map((row) => [...row.matchAll(/<t[dh]\b([^>]*)>([\s\S]*?)(?=<t[dh]\b|<\/t[rdh]\b|<\/?t(?:head|body|foot)\b|$)/gi)])
    .map((cells) => cells.map(([, attributes, inside]) => cellOf(attributes, inside)))
    .filter((cells) => cells.length > 0);

/** @param {string} attributes @param {string} inside @returns {HtmlCell} */
function cellOf(attributes, inside) {
  const span = (/** @type {string} */ name) =>
    Math.min(maxSpan, Number(new RegExp(`\\b${name}\\s*=\\s*["']?(\\d+)`, 'i').exec(attributes)?.[1] ?? 1) || 1);
  return { text: plainText(inside), columns: span('colspan'), rows: span('rowspan') };
}

/** A cell that spans several columns stands in the first of them, one that spans rows in each.
 * @param {HtmlCell[][]} rows */
function spread(rows) {
  /** @type {string[][]} */
  const grid = rows.map(() => []);
  rows.forEach((cells, i) => {
    let k = 0;
    for (const { text, columns, rows: down } of cells) {
      while (grid[i][k] !== undefined) k += 1;
      for (let row = i; row < Math.min(i + down, rows.length); row += 1)
        for (let column = k; column < k + columns; column += 1) grid[row][column] = column === k ? text : '';
      k += columns;
    }
  });
  return grid.map((cells) => Array.from(cells, (text) => text ?? ''));
}

/** @type {Record<string, string>} */
const entities = {
  nbsp: '\u00a0',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  minus: '−',
  ndash: '–',
  mdash: '—',
};
Object.assign(entities, {
  plusmn: '±',
  times: '×',
  middot: '·',
  sigma: 'σ',
  mu: 'μ',
  micro: 'µ',
  deg: '°',
  thinsp: '\u2009',
});
Object.assign(entities, {
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  euro: '€',
  pound: '£',
  yen: '¥',
  Omega: 'Ω',
  Delta: 'Δ',
});
Object.assign(entities, {
  aacute: 'á',
  eacute: 'é',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  ntilde: 'ñ',
  uuml: 'ü',
  ouml: 'ö',
  auml: 'ä',
});

/** The text of a cell: marks of footnotes are left out, powers are written with ^. @param {string} inside */
const plainText = (inside) =>
  inside
    .replace(/<sup\b[^>]*>\s*(?:<[^>]*>\s*)*(?:\[\s*\w{1,3}\s*\]|[a-z*†‡§])\s*(?:<[^>]*>\s*)*<\/sup\s*>/gi, '')
    .replace(/<sup\b[^>]*>\s*([+\-−–]?\d+)\s*<\/sup\s*>/gi, '^$1')
    .replace(/<(?:br|p|div|li)\b[^>]*>/gi, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
      name
        ? (entities[name] ?? whole)
        : String.fromCodePoint(Math.min(0x10ffff, decimal ? Number(decimal) : parseInt(hex, 16))),
    )
    .replace(/[ \t\n]+/g, ' ')
    .replaceAll('"', '″')
    .trim();
