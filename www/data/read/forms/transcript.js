// Numbers among what a terminal, a chat program or a serial monitor writes beside them: prompts with the command that
// was typed, times and names before each message.
import { tableOfLiterals } from './literals.js';
import { tableAsPrinted } from './printed.js';

/** "[12/3/24, 10:15:02] Ana: ", "12/03/24, 10:15 - Ana: ", and "10:15:02.123 -> " of a serial monitor. */
const date = String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{1,4}`;
const time = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[ap]\.?\s?m\.?)?`;
const stamps = [
  new RegExp(String.raw`^\s*\[${date},?\s${time}\]\s[^:\d][^:]{0,40}:\s+`, 'i'),
  new RegExp(String.raw`^\s*${date},?\s${time}\s-\s[^:\d][^:]{0,40}:\s+`, 'i'),
  new RegExp(String.raw`^\s*${time}\s*->\s*`, 'i'),
];

/** The prompts of Python, R, IPython, Julia and Octave, with what was typed. */
const prompt = /^\s*(?:>>>|>|In ?\[\d+\]:|Out\[\d+\]:|julia>|octave:\d+>)(?:\s+(.*))?$/;

/** The text as lines of cells, or null where it is no transcript. @param {string} text with line ends as \n */
export const tableOfTranscript = (text) => withoutStamps(text) ?? withoutPrompts(text) ?? storedLists(text);

/** @param {string} text */
const filledLines = (text) => text.split('\n').filter((line) => line.trim());

/** @param {string} text */
function withoutStamps(text) {
  const lines = filledLines(text);
  const stamp = stamps.find((each) => lines.length > 1 && lines.every((line) => each.test(line)));
  return stamp ? lines.map((line) => line.replace(stamp, '')).join('\n') : null;
}

/** The lines below one command; of several commands with a name each, the columns with those names.
 * @param {string} text */
function withoutPrompts(text) {
  const lines = filledLines(text);
  /** @type {{ typed: string, printed: string[] }[]} */
  const parts = [];
  for (const line of lines) {
    const match = prompt.exec(line);
    if (match) parts.push({ typed: match[1]?.trim() ?? '', printed: [] });
    else if (parts.length === 0) return null;
    else parts[parts.length - 1].printed.push(line);
  }
  const answered = parts.filter(({ printed }) => printed.length > 0);
  if (answered.length === 0) return null;
  if (answered.length === 1) {
    const printed = answered[0].printed.join('\n');
    return tableOfLiterals(printed) ?? tableAsPrinted(printed) ?? printed;
  }
  return tableOfColumns(
    answered.map(({ typed, printed }) => [typed.replace(/^print\((.*)\)$/, '$1'), numbersIn(printed.join(' '))]),
  );
}

/** "{1,2,3}→L1" of a calculator. @param {string} text */
function storedLists(text) {
  const lists = filledLines(text).map((line) => /^\s*(\{[^{}]*\})\s*(?:→|->|\sSTO▸?)\s*(\w+)\s*$/.exec(line));
  return lists.length > 1 && lists.every((list) => list !== null)
    ? tableOfColumns(lists.map(([, numbers, name]) => [name, numbersIn(numbers)]))
    : null;
}

/** The numbers of a printed list; nothing where something else is in it. @param {string} text @returns {string[]} */
function numbersIn(text) {
  const cells = text
    .replace(/(^|\s)\[\d+\](?=\s)/g, ' ')
    .replace(/^\s*(?:np\.)?(?:array)?\(?\s*[[{]|[\]}]\)?\s*$/g, ' ')
    .split(/[\s,]+/)
    .filter(Boolean);
  return cells.every((cell) => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(cell)) ? cells : [];
}

/** @param {[name: string, numbers: string[]][]} columns */
function tableOfColumns(columns) {
  const length = columns[0][1].length;
  const areColumns = columns.every(([name, numbers]) => /^[\p{L}_][\w$.]*$/u.test(name) && numbers.length === length);
  if (!areColumns || length < 2) return null;
  const rows = Array.from({ length }, (_, i) => columns.map(([, numbers]) => numbers[i]));
  return [columns.map(([name]) => name), ...rows].map((cells) => cells.join('\t')).join('\n');
}
