// The panel of the chosen runner's step: the rule of its method, the vectors and numbers, and the sentence.
import { methodNamed, settingsOf } from '../../experiment/settings.js';
import { StepView } from '../../problem/step-view.js';
import { runnerSwatch } from '../../chart/legend.js';
import { el, setText } from '../../ui/dom.js';

/**
 * @import { Catalog, Explanation } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { RaceSnapshot } from '../snapshot.js'
 */

export class StepPanel {
  /** A fingerprint of what is shown. */ #shown = '';

  /** @param {Catalog} catalog */
  constructor(catalog) {
    this.catalog = catalog;
    this.name = el('span', { class: 'step-name' });
    this.heading = el('span', { class: 'note', 'data-testid': 'race-step-epoch' });
    this.view = new StepView();
    this.view.sentence.dataset.testid = 'race-sentence';
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
        ...this.view.elements,
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
    const optimizer = methodNamed(this.catalog, runner.name);
    const shown = JSON.stringify([step, chosen, runner, reason, t('title'), t('race.step')]);
    if (!optimizer || shown === this.#shown) return;
    this.#shown = shown;
    this.name.replaceChildren(runnerSwatch(chosen), el('span', {}, t(`optimizers.${runner.name}`)));
    setText(this.heading, step ? t('step.heading', { k: step.epoch - 1, next: step.epoch }) : '');
    const settings = settingsOf(runner, optimizer.hyperparameters, {});
    this.view.show(step, optimizer.equation, settings, t, reason);
  }

  /** Forces the next `show` to build the panel: formulas can be typeset now, or the language has changed. */
  invalidate() {
    this.#shown = '';
  }
}
