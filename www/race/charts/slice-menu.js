// The menus of the slice that a landscape of more than two parameters shows: two parameters, or principal directions.
import { el } from '../../ui/dom.js';
import { nameText } from '../../ui/names.js';
import { directionText } from '../axis-text.js';

/**
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Race } from '../answers.js'
 */

export class SliceMenu {
  /** A fingerprint of what is shown. */ #shown = '';

  /** @param {(slice: string) => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
    this.element = el('div', { class: 'race-slice' });
  }

  /** @param {Race} race @param {Translate} t */
  show({ names, axes: [first, second] }, t) {
    this.element.hidden = names.length < 3;
    if (this.element.hidden) return;
    const isPrincipal = first.curvature !== null;
    const shown = JSON.stringify([names, first.key, second.key, t('title'), t('race.sliceAlong')]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    /** The second parameter that stays beside a newly chosen first one. */
    const partner = (/** @type {string} */ chosen) =>
      chosen === second.key || isPrincipal ? names.find((name) => name !== chosen) : second.key;
    const x = menu(
      { label: t('race.sliceFirst'), testId: 'slice-first' },
      [...names.map(parameterOption), { value: 'principal', text: t('race.principal') }],
      isPrincipal ? 'principal' : first.key,
      (value) => this.onChange(value === 'principal' ? value : `${value}:${partner(value)}`),
    );
    const y = menu(
      { label: t('race.sliceSecond'), testId: 'slice-second' },
      names.filter((name) => name !== first.key).map(parameterOption),
      second.key,
      (value) => this.onChange(`${first.key}:${value}`),
    );
    const directions = [first, second].map((axis) => `${nameText(axis.name)} = ${directionText(axis)}`).join(' · ');
    this.element.replaceChildren(
      el('span', {}, t('race.sliceAlong')),
      x,
      ...(isPrincipal ? [el('span', { class: 'note' }, directions)] : [el('span', { 'aria-hidden': 'true' }, '×'), y]),
    );
  }
}

/** @param {string} name */
const parameterOption = (name) => ({ value: name, text: nameText(name) });

/**
 * @param {{ label: string, testId: string }} names
 * @param {{ value: string, text: string }[]} options
 * @param {string} chosen
 * @param {(value: string) => void} onChange
 */
function menu({ label, testId }, options, chosen, onChange) {
  const select = el(
    'select',
    { class: 'menu', 'aria-label': label, 'data-testid': testId, onchange: () => onChange(select.value) },
    ...options.map(({ value, text }) => el('option', value === chosen ? { value, selected: true } : { value }, text)),
  );
  return select;
}
