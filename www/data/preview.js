// The preview of user data: the questions that are left, what was understood, the first rows with the role of each
// column, and the rows that are left out.
import { roles } from '../experiment/table.js';
import { el } from '../ui/dom.js';
import { encodings } from './read/encoding.js';
import { separators } from './read/settings.js';
import { previewRows } from './summary.js';

/**
 * @import { Role } from '../experiment/table.js'
 * @import { Question } from './read/decide.js'
 * @import { Settings } from './read/settings.js'
 * @import { Encoding } from './read/encoding.js'
 * @import { ColumnSummary, Summary } from './summary.js'
 */

/** @typedef {(change: Settings) => void} OnChange */

/** Arguments of a sentence as attributes. @param {Record<string, string | number>} args */
const dataOf = (args) => Object.fromEntries(Object.entries(args).map(([name, value]) => [`data-${name}`, value]));

/** @param {Summary} summary @param {OnChange} onChange @returns {HTMLElement[]} */
export const questionsView = ({ questions }, onChange) => questions.map((question) => questionView(question, onChange));

/** @param {Question} question @param {OnChange} onChange */
function questionView({ kind, args, options }, onChange) {
  const name = `own-data-${kind}`;
  return el(
    'fieldset',
    { class: 'own-data-question', 'data-testid': name },
    el('legend', { t: `ownData.questions.${kind}`, ...dataOf(args) }),
    ...options.map((option, i) =>
      el(
        'label',
        {},
        el('input', {
          type: 'radio',
          name,
          'data-testid': `${name}-${option.key}${i > 0 && option.key === options[i - 1].key ? `-${i}` : ''}`,
          onchange: () => onChange(option.settings),
        }),
        el('span', { t: `ownData.options.${kind}.${option.key}`, ...dataOf({ ...args, ...option.args }) }),
      ),
    ),
  );
}

/** @type {Record<string, string>} */
const separatorNames = { '\t': 'tab', ';': 'semicolon', '|': 'pipe', ',': 'comma', ' ': 'spaces', '': 'none' };

/** @param {Summary} summary @param {OnChange} onChange */
export function understoodView({ understood, columns, encoding }, onChange) {
  const { separator, decimal, hasHeader, hasUnits } = understood;
  const numeric = columns.filter(({ type, index }) => type === 'number' && index >= 0);
  const decimals = (/** @type {string} */ sign) =>
    Object.fromEntries(numeric.map(({ index }) => [index, /** @type {'.' | ','} */ (sign)]));
  return el(
    'div',
    { class: 'own-data-understood' },
    menu(
      'separator',
      separators,
      separator,
      (sign) => separatorNames[sign] ?? 'other',
      (sign) => onChange({ separator: sign }),
    ),
    menu(
      'decimal',
      ['.', ','],
      decimal,
      (sign) => (sign === '.' ? 'point' : 'comma'),
      (sign) => onChange({ decimals: decimals(sign) }),
    ),
    choice('header', hasHeader, (header) => onChange({ header })),
    ...(hasHeader ? [choice('unitsRow', hasUnits, (unitsRow) => onChange({ unitsRow }))] : []),
    ...(encoding
      ? [menu('encoding', encodings, encoding, null, (name) => onChange({ encoding: /** @type {Encoding} */ (name) }))]
      : []),
  );
}

/**
 * @param {string} name @param {string[]} values @param {string} value
 * @param {((value: string) => string) | null} keyOf null: the values stand for themselves
 * @param {(value: string) => void} onChange */
function menu(name, values, value, keyOf, onChange) {
  const select = el(
    'select',
    { class: 'menu', 'data-testid': `own-data-${name}`, onchange: () => onChange(select.value) },
    ...values.map((option) =>
      el(
        'option',
        { value: option, selected: option === value, ...(keyOf ? { t: `ownData.${name}s.${keyOf(option)}` } : {}) },
        ...(keyOf ? [] : [option.toUpperCase()]),
      ),
    ),
  );
  return el('label', {}, el('span', { t: `ownData.${name}` }), select);
}

/** @param {string} name @param {boolean} value @param {(value: boolean) => void} onChange */
function choice(name, value, onChange) {
  const input = el('input', {
    type: 'checkbox',
    checked: value,
    'data-testid': `own-data-${name}`,
    onchange: () => onChange(input.checked),
  });
  return el('label', {}, input, el('span', { t: `ownData.${name}` }));
}

/** @param {Summary} summary @param {OnChange} onChange @returns {HTMLElement[]} */
export function previewView({ columns, head, rows, leftOut, understood }, onChange) {
  const shown = columns.filter(({ index, type }) => index >= 0 && type !== 'empty');
  if (shown.length === 0) return [];
  const body = head
    .slice(0, previewRows)
    .map(({ line, cells, reason }) =>
      el(
        'tr',
        reason ? { class: 'left-out', hint: `ownData.reasons.${reason}` } : {},
        el('th', { scope: 'row' }, String(line)),
        ...shown.map(({ index, role }) => el('td', { class: `role-${role}` }, (cells[index] ?? '').trim())),
      ),
    );
  return [
    el('p', {
      class: 'note',
      'data-testid': 'own-data-count',
      t: 'ownData.count',
      ...dataOf({ rows, total: rows + leftOut.total }),
    }),
    ...(understood.brokenQuotes ? [el('p', { class: 'note', t: 'ownData.brokenQuotes' })] : []),
    el(
      'div',
      { class: 'scroll own-data-preview', tabindex: 0, label: 'ownData.preview' },
      el(
        'table',
        { 'data-testid': 'own-data-preview' },
        el(
          'thead',
          {},
          el('tr', {}, el('td', {}), ...shown.map((column) => el('th', { scope: 'col' }, ...heading(column)))),
          el('tr', {}, el('td', {}), ...shown.map((column) => el('td', {}, roleMenu(column, onChange)))),
        ),
        el('tbody', {}, ...body),
      ),
    ),
  ];
}

/** Title and unit. @param {ColumnSummary} column @returns {HTMLElement[]} */
function heading({ title, unit, name, index }) {
  const parts = [title ? el('span', {}, title) : el('span', { t: 'ownData.column', 'data-n': index + 1 })];
  if (unit) parts.push(el('small', {}, ` (${unit})`));
  if (title && name !== title) parts.push(el('small', { class: 'own-data-formula-name' }, ` ${name}`));
  return parts;
}

/** @param {ColumnSummary} column @param {OnChange} onChange */
function roleMenu({ index, role, type, title, canBeNumbers }, onChange) {
  if (type === 'text' && !canBeNumbers) return el('small', { t: 'ownData.isText' });
  const select = el(
    'select',
    {
      class: 'menu',
      label: 'ownData.role',
      'data-title': title || index + 1,
      'data-testid': `own-data-role-${index}`,
      onchange: () => onChange({ roles: { [index]: /** @type {Role} */ (select.value) } }),
    },
    ...roles.map((option) => el('option', { value: option, selected: option === role, t: `ownData.roles.${option}` })),
  );
  return select;
}

/** The rows that are left out, by reason, and one by one. @param {Summary} summary @returns {HTMLElement[]} */
export function leftOutView({ leftOut, aside }) {
  const { total, reasons, rows } = leftOut;
  if (total === 0 && aside.length === 0) return [];
  const counts = Object.entries(reasons).map(([reason, count]) =>
    el('li', { t: `ownData.counts.${reason}`, ...dataOf({ count }) }),
  );
  const items = rows.map(({ line, reason, column, text }) =>
    el(
      'li',
      {},
      el('span', { t: 'ownData.line', ...dataOf({ line, column }) }),
      ' ',
      el('q', {}, text),
      ' ',
      el('span', { t: `ownData.reasons.${reason}` }),
    ),
  );
  const others = aside.map(({ line, text }) =>
    el('li', {}, el('span', { t: 'ownData.asideLine', ...dataOf({ line }) }), ' ', el('q', {}, text)),
  );
  return [
    el(
      'details',
      { class: 'own-data-left-out', 'data-testid': 'own-data-left-out', open: total > 0 },
      el('summary', {
        t: total > 0 ? 'ownData.leftOut' : 'ownData.asideOnly',
        ...dataOf({ total, aside: aside.length }),
      }),
      el('ul', { class: 'own-data-reasons' }, ...counts),
      el('ul', { class: 'scroll', tabindex: 0, label: 'ownData.leftOutRows' }, ...items, ...others),
    ),
  ];
}
