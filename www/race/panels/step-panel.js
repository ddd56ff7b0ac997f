// The panel of the chosen runner's step: the rule of its method, the vectors and numbers, and the sentence.
import { readable } from '../../i18n/format.js';
import { settingsOf } from '../../experiment/race.js';
import { ruleLines } from '../../problem/formulas.js';
import { runnerSwatch } from '../../chart/legend.js';
import { el, setText } from '../../ui/dom.js';
import { showMath } from '../../ui/math.js';
import { nameText, nameTex } from '../../ui/names.js';
import { explainStep } from './step-explanation.js';

/**
 * @import { Catalog, Explanation } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { RaceSnapshot } from '../snapshot.js'
 * @import { NumberRow, StepExplanation } from './step-explanation.js'
 */

export class StepPanel {
  /** A fingerprint of what is shown. */ #shown = '';

  /** @param {Catalog} catalog */
  constructor(catalog) {
    this.catalog = catalog;
    this.name = el('span', { class: 'step-name' });
    this.heading = el('span', { class: 'note', 'data-testid': 'race-step-epoch' });
    this.rule = el('div', { class: 'formula rule' });
    this.sentence = el('p', { class: 'step-sentence', 'data-testid': 'race-sentence' });
    this.table = el('table', { class: 'step-vectors' });
    this.numbers = el('dl', { class: 'step-numbers' });
    this.element = el(
      'section',
      { class: 'card race-step', 'aria-labelledby': 'race-step-title' },
      el(
        'header',
        { class: 'chart-head' },
        el('h2', { id: 'race-step-title', t: 'race.step' }),
        this.name,
        this.heading,
      ),
      el(
        'div',
        { class: 'scroll race-step-body', tabindex: 0, role: 'group', 'aria-labelledby': 'race-step-title' },
        this.sentence,
        this.rule,
        el('div', { class: 'step-parts' }, this.table, this.numbers),
      ),
    );
  }

  /**
   * Shows the chosen runner's step, or the reason why there is none.
   * @param {Explanation | null} step
   * @param {RaceSnapshot} snapshot
   * @param {Translate} t
   * @param {string} reason in place of a step
   */
  show(step, { state: { runners, chosen } }, t, reason) {
    const runner = runners[chosen];
    const optimizer = this.catalog.optimizers.find(({ name }) => name === runner.name);
    const shown = JSON.stringify([step, chosen, runner, reason, t('title'), t('race.step')]);
    if (!optimizer || shown === this.#shown) return;
    this.#shown = shown;
    this.name.replaceChildren(runnerSwatch(chosen), el('span', {}, t(`optimizers.${runner.name}`)));
    this.rule.replaceChildren(...ruleLines(optimizer.equation).map(ruleLine));
    setText(this.heading, step ? t('step.heading', { k: step.epoch - 1, next: step.epoch }) : '');
    const settings = settingsOf(runner, optimizer.hyperparameters, {});
    const explanation = step && explainStep(step, optimizer.equation, settings, t);
    setText(this.sentence, explanation?.sentence ?? reason);
    this.table.replaceChildren(...(explanation ? vectorTable(explanation) : []));
    this.numbers.replaceChildren(...(explanation?.numbers ?? []).map(numberEntry));
  }

  /** Forces the next `show` to build the panel: formulas can be typeset now, or the language has changed. */
  invalidate() {
    this.#shown = '';
  }
}

/** @param {StepExplanation} explanation */
function vectorTable({ names, rows }) {
  const headings = names.map((name) => mathHeading('col', nameTex(name), nameText(name)));
  return [
    el('tr', {}, el('td', {}), el('td', {}), ...headings),
    ...rows.map(({ tex, label, values }) =>
      el(
        'tr',
        {},
        mathHeading('row', tex, label),
        el('td', { class: 'note', 'aria-hidden': 'true' }, label),
        ...values.map((value) => el('td', {}, readable(value, 6))),
      ),
    ),
  ];
}

/** @param {NumberRow} row */
function numberEntry({ tex, label, value }) {
  return el('div', {}, el('dt', { title: label }, tex ? math(tex) : label), el('dd', {}, readable(value, 5)));
}

/** One line of a method's rule. @param {string} tex */
function ruleLine(tex) {
  const line = el('span', { class: 'rule-line' });
  showMath(line, tex, '');
  return line;
}

/**
 * A heading that is shown as a formula and read aloud as words.
 * @param {'row' | 'col'} scope
 * @param {string} tex
 * @param {string} words
 */
function mathHeading(scope, tex, words) {
  const formula = math(tex);
  formula.setAttribute('aria-hidden', 'true');
  return el('th', { scope }, formula, el('span', { class: 'visually-hidden' }, words));
}

/** @param {string} tex */
function math(tex) {
  const span = el('span', {});
  showMath(span, tex, tex);
  return span;
}
