// The rows of a table of LaTeX, "1.5 & $2\times10^{-3}$ \\", as lines of cells between tabs.

/** The text as lines of cells, or null where it is no table of LaTeX. @param {string} text with line ends as \n */
export function tableOfLatex(text) {
  if (!text.includes('&') || !text.includes('\\\\')) return null;
  const rows = text
    .replace(/(?<!\\)%.*$/gm, '')
    .split(/\\\\\s*(?:\[[^\]]*\])?/)
    .map((row) => plain(row).split('&'));
  const cells = rows
    .filter(({ length }) => length > 1)
    .map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()));
  return cells.map((row) => row.join('\t')).join('\n');
}

/** A row without commands. @param {string} row */
const plain = (row) =>
  row
    .replace(/\\(?:begin|end)\{[^}]*\}(?:\[[^\]]*\])?(?:\{(?:[^{}]|\{[^{}]*\})*\})*/g, '')
    .replace(/\\(?:[a-z]{0,6}(?:hline|rule)|cline)(?:\([^)]*\))?(?:\{[\d-]*\})?|\\(?:caption|label)\{[^{}]*\}/g, '')
    .replace(/\\(?:SI|qty)\{([^{}]*)\}\{[^{}]*\}/g, '$1')
    .replace(/\\(?:num|text|textbf|textit|mathrm|mathbf|si|unit|SI)\{([^{}]*)\}/g, '$1')
    .replace(/\\(?:times|cdot)\s*/g, '×')
    .replace(/\$?\\pm\s*\$?/g, '±')
    .replace(/\^\{([^{}]*)\}/g, '^$1')
    .replace(/\{,\}/g, ',')
    .replace(/\\[,;! ]|~/g, ' ')
    .replace(/(?<!\\)\$/g, '')
    .replace(/\\([%$_#])/g, '$1');
