// Texts that are no lines of cells, but hold a table in the form of a language or a program.
import { tableOfBrokenColumns } from './broken.js';
import { tableOfHtml } from './html.js';
import { tableOfJson } from './json.js';
import { tableOfLatex } from './latex.js';
import { tableOfLiterals } from './literals.js';
import { tableOfPoints } from './points.js';
import { tableAsPrinted } from './printed.js';
import { tableOfTranscript } from './transcript.js';
import { tableOfWiki } from './wiki.js';

const forms = [
  tableOfHtml,
  tableOfWiki,
  tableOfJson,
  tableOfLatex,
  tableOfPoints,
  tableOfTranscript,
  tableOfLiterals,
  tableOfBrokenColumns,
  tableAsPrinted,
];

/** The text as lines of cells, or null where it has none of the forms. @param {string} text with line ends as \n */
export function tableOfForm(text) {
  for (const form of forms) {
    const table = form(text);
    if (table !== null) return table;
  }
  return null;
}

/** Whether a text begins as markup or a list does, which only its end completes. @param {string} text */
export const isOfMarkup = (text) => /^\s*(?:<[!?a-z]|\{|\[[[{\s\d-])/i.test(text.slice(0, 200));
