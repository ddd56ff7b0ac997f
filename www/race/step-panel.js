// The chosen runner's step: its rule, its numbers, and what it did, in a sentence.
import { readable } from '../i18n/format.js';
import { settingsOf } from '../experiment/race.js';
import { ruleLines } from '../problem/formulas.js';
import { showMath } from '../ui/math.js';
import { nameText } from '../ui/names.js';
import { tellStep } from './step.js';
import { el, setText } from '../ui/dom.js';
import { runnerSwatch } from '../chart/legend.js';
import { texName } from './race-form.js';

/**
 * @import { Catalog, Explanation } from '../../wasm/engine.d.ts'
 * @import { Translate } from '../i18n/translate.js'
 * @import { RaceSnapshot } from './race.js'
 * @import { StepStory } from './step.js'
 */

export class RaceStep {
  #told = '';

  /** @param {Catalog} catalog */
  constructor(catalog) {
    this.catalog = catalog;
    this.name = el('span', { class: 'step-name' });
    this.heading = el('span', { class: 'note', 'data-testid': 'race-step-epoch' });
    this.rule = el('div', { class: 'formula rule' });
    this.sentence = el('p', { class: 'told', 'data-testid': 'race-sentence' });
    this.table = el('table', { class: 'step-numbers' });
    this.numbers = el('dl', { class: 'memory' });
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
   * The chosen runner's step, or why there is none.
   * @param {Explanation | null} step
   * @param {RaceSnapshot} snapshot
   * @param {Translate} t
   * @param {string} sentence instead of a step
   */
  show(step, { state: { runners, chosen } }, t, sentence) {
    const runner = runners[chosen];
    const optimizer = this.catalog.optimizers.find(({ name }) => name === runner.name);
    const key = JSON.stringify([step, chosen, runner, sentence, t('title'), t('race.step')]);
    if (!optimizer || key === this.#told) return;
    this.#told = key;
    this.name.replaceChildren(runnerSwatch(chosen), el('span', {}, t(`optimizers.${runner.name}`)));
    this.rule.replaceChildren(...ruleLines(optimizer.equation).map(ruleOf));
    setText(this.heading, step ? t('step.heading', { k: step.epoch - 1, next: step.epoch }) : '');
    const story = step && tellStep(step, optimizer.equation, settingsOf(runner, optimizer.hyperparameters, null), t);
    setText(this.sentence, story ? story.sentence : sentence);
    this.table.replaceChildren(...(story ? this.#rows(story) : []));
    this.numbers.replaceChildren(
      ...(story?.numbers ?? []).map(({ tex, label, value }) =>
        el('div', {}, el('dt', { title: label }, tex ? math(tex) : label), el('dd', {}, readable(value, 5))),
      ),
    );
  }

  /** What was told is told anew: formulas can be typeset now, or the language is another. */
  forget() {
    this.#told = '';
  }

  /** @param {StepStory} story */
  #rows({ names, rows }) {
    const head = el(
      'tr',
      {},
      el('td', {}),
      el('td', {}),
      ...names.map((name) => heading('col', texName(name), nameText(name))),
    );
    return [
      head,
      ...rows.map(({ tex, label, values }) =>
        el(
          'tr',
          {},
          heading('row', tex, label),
          el('td', { class: 'note', 'aria-hidden': 'true' }, label),
          ...values.map((value) => el('td', {}, readable(value, 6))),
        ),
      ),
    ];
  }
}

/** One line of a method's rule, which is as long as a card. @param {string} tex */
function ruleOf(tex) {
  const line = el('span', { class: 'rule-line' });
  showMath(line, tex, '');
  return line;
}

/**
 * A heading that is seen as mathematics and heard as words.
 * @param {'row' | 'col'} scope
 * @param {string} tex
 * @param {string} words
 */
function heading(scope, tex, words) {
  const seen = math(tex);
  seen.setAttribute('aria-hidden', 'true');
  return el('th', { scope }, seen, el('span', { class: 'visually-hidden' }, words));
}

/** @param {string} tex */
function math(tex) {
  const span = el('span', {});
  showMath(span, tex, tex);
  return span;
}
