// Derived quantities: formulas of the parameters, such as the half-life ln(2)/k. Their values with propagated errors
// are rows of the table of estimates.
import { el, setText } from '../../ui/dom.js';

/**
 * @import { Translate } from '../../i18n/translate.js'
 * @import { FitServices, FitState } from './services.js'
 */

/** Maximum number of derived quantities. */
const maxDerived = 12;

export class DerivedSection {
  needsResult = true;

  /** @param {FitServices} services */
  constructor(services) {
    this.services = services;
    this.list = el('ul', { class: 'fit-derived', 'data-testid': 'fit-derived-list' });
    this.input = el('input', {
      type: 'text',
      id: 'fit-derived',
      class: 'fit-formula',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      'data-testid': 'fit-derived',
      onchange: () => this.#add(),
    });
    this.note = el('p', { class: 'note' });
    this.element = el(
      'div',
      {},
      this.list,
      el('div', { class: 'fit-typed' }, el('label', { for: this.input.id, t: 'fit.derivedFormula' }), this.input),
      this.note,
    );
  }

  /** @param {FitState} state @param {Translate} t */
  show({ problem: { parameters }, settings, errors }, t) {
    this.list.replaceChildren(
      ...settings.derived.map((formula) =>
        el(
          'li',
          {},
          el('code', {}, formula),
          el(
            'button',
            {
              type: 'button',
              class: 'quiet',
              'aria-label': t('fit.remove', { formula }),
              onclick: () => this.#set(settings.derived.filter((each) => each !== formula)),
            },
            '×',
          ),
          ...(errors[formula] ? [el('p', { class: 'control-error' }, this.services.explain(errors[formula]))] : []),
        ),
      ),
    );
    setText(this.note, t('fit.derivedNote', { example: `1/${parameters[parameters.length - 1]}` }));
  }

  #add() {
    const formula = this.input.value.trim();
    const { derived } = this.services.settings();
    this.input.value = '';
    if (formula && !derived.includes(formula) && !formula.includes('~'))
      this.#set([...derived, formula].slice(-maxDerived));
  }

  /** @param {string[]} derived */
  #set(derived) {
    this.services.onSettings({ derived });
  }
}
