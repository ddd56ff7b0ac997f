// The view of an explained step: the rule of its method, the vectors and numbers, and the sentence.
import { readable } from '../i18n/format.js';
import { el, setText } from '../ui/dom.js';
import { showMath } from '../ui/math.js';
import { nameText, nameTex } from '../ui/names.js';
import { ruleLines } from './formulas.js';
import { explainStep } from './step-explanation.js';

/**
 * @import { Explanation } from '../../wasm/engine.d.ts'
 * @import { Translate } from '../i18n/translate.js'
 * @import { NumberRow, StepExplanation } from './step-explanation.js'
 */

export class StepView {
  constructor() {
    this.rule = el('div', { class: 'formula rule step-rule' });
    this.sentence = el('p', { class: 'step-sentence' });
    this.table = el('table', { class: 'step-vectors' });
    this.numbers = el('dl', { class: 'step-numbers' });
    this.elements = [this.sentence, this.rule, el('div', { class: 'step-parts' }, this.table, this.numbers)];
  }

  /**
   * @param {Explanation | null} step
   * @param {string} equation of its method
   * @param {Record<string, number>} settings hyperparameters of the method
   * @param {Translate} t
   * @param {string} reason in place of a step
   */
  show(step, equation, settings, t, reason) {
    this.rule.replaceChildren(...ruleLines(equation).map(ruleLine));
    const explanation = step && explainStep(step, equation, settings, t);
    setText(this.sentence, explanation?.sentence ?? reason);
    this.table.replaceChildren(...(explanation ? vectorTable(explanation) : []));
    this.numbers.replaceChildren(...(explanation?.numbers ?? []).map(numberEntry));
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
