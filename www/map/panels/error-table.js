// The error of the estimates, decomposed: a column for each parameter, a row for each part (error-parts.js). Of user
// data the true values are unknown, and the parts that can be known add up to the way from the best minimum.
import { readable } from '../../i18n/format.js';
import { el } from '../../ui/dom.js';
import { nameText } from '../../ui/names.js';

/**
 * @import { NoiseStudy } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Point } from '../../problem/parts.js'
 * @import { ErrorParts } from '../error-parts.js'
 */

/**
 * @typedef {object} ErrorRow
 * @property {'end' | 'reference' | 'total' | 'part'} kind part: those add up to the total
 * @property {string} key of "map.error.<key>"
 * @property {(name: string) => number} value of a parameter; NaN: unknown
 */

export class ErrorTable {
  /** @type {ErrorParts | null} */ #parts = null;
  /** @type {(() => string) | null} the sentence why there are no parts */ #error = null;
  /** Parts, error, study and language that are shown. @type {unknown[]} */ #shown = [];

  constructor() {
    this.element = el('div', { class: 'map-error', 'data-testid': 'map-error' });
  }

  /** @param {ErrorParts} parts */
  show(parts) {
    this.#parts = parts;
    this.#error = null;
  }

  /** @param {() => string} tell the sentence in the present language */
  showError(tell) {
    this.#parts = null;
    this.#error = tell;
  }

  /** @param {NoiseStudy | null} study @param {Translate} t */
  draw(study, t) {
    const shown = [this.#parts, this.#error, study, t];
    if (shown.every((each, k) => each === this.#shown[k])) return;
    this.#shown = shown;
    const content = this.#parts ? errorContent(this.#parts, study, t) : [];
    if (this.#error) content.push(el('p', { class: 'note' }, this.#error()));
    this.element.replaceChildren(...content);
  }
}

/**
 * The rows of the table, from the end of the run to the parts.
 * @param {ErrorParts} parts
 * @returns {ErrorRow[]}
 */
export function errorRows({ end, valley, best, truth, isTruthInModel, isSimulated }) {
  const reference = isSimulated ? truth : best;
  const difference = (/** @type {Point | null} */ a, /** @type {Point | null} */ b) => (/** @type {string} */ name) =>
    (a?.[name] ?? NaN) - (b?.[name] ?? NaN);
  const named = isSimulated ? (isTruthInModel ? 'truth' : 'truthFit') : 'best';
  return [
    { kind: 'end', key: 'end', value: (name) => end[name] },
    { kind: 'reference', key: named, value: (name) => reference?.[name] ?? NaN },
    { kind: 'total', key: isSimulated ? 'total' : 'totalFromBest', value: difference(end, reference) },
    ...(valley
      ? [
          /** @type {ErrorRow} */ ({ kind: 'part', key: 'optimizer', value: difference(end, valley) }),
          /** @type {ErrorRow} */ ({ kind: 'part', key: 'valley', value: difference(valley, best) }),
        ]
      : [/** @type {ErrorRow} */ ({ kind: 'part', key: 'optimizerOrValley', value: difference(end, best) })]),
    ...(isSimulated ? [/** @type {ErrorRow} */ ({ kind: 'part', key: 'noise', value: difference(best, truth) })] : []),
  ];
}

/** @param {ErrorParts} parts @param {NoiseStudy | null} study @param {Translate} t @returns {Node[]} */
function errorContent(parts, study, t) {
  const names = Object.keys(parts.end);
  const table = el(
    'table',
    { class: 'map-table' },
    el('caption', {}, t('map.error.caption')),
    el('thead', {}, el('tr', {}, el('td'), ...names.map((name) => el('th', { scope: 'col' }, nameText(name))))),
    el(
      'tbody',
      {},
      ...errorRows(parts).map(({ kind, key, value }) =>
        el(
          'tr',
          { class: `map-error-${kind}`, 'data-part': key },
          el('th', { scope: 'row' }, t(`map.error.${key}`)),
          ...names.map((name) => el('td', {}, numberText(value(name)))),
        ),
      ),
    ),
  );
  const scroller = el(
    'div',
    { class: 'map-error-scroll', tabindex: 0, role: 'group', 'aria-label': t('map.error.caption') },
    table,
  );
  return [scroller, ...notes(parts, study).map(({ key, args }) => el('p', { class: 'note' }, t(key, args)))];
}

/**
 * Notes on what is unknown, and on what "best" means.
 * @param {ErrorParts} parts
 * @param {NoiseStudy | null} study
 */
function notes({ end, valley, truth, isExact, isSimulated, isTruthInModel }, study) {
  const notes = [];
  if (!valley) notes.push('noValley');
  if (isSimulated && !truth) notes.push('noTruth');
  if (isSimulated && truth && !isTruthInModel) notes.push('notInModel');
  if (!isExact) notes.push('bestKnown');
  const keys = notes.map((key) => ({ key: `map.error.${key}`, args: {} }));
  if (isSimulated) return keys;
  if (!study) return [...keys, { key: 'map.error.unknown', args: {} }];
  const deviations = Object.keys(end).map((name) => `${nameText(name)}: ${readable(study.sd[name], 3)}`);
  return [...keys, { key: 'map.error.unknownOfSize', args: { deviations: deviations.join(', ') } }];
}

const noValue = '—';

/** @param {number} value */
const numberText = (value) => (Number.isNaN(value) ? noValue : readable(value, 5));
