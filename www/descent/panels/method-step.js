// The step of a method that is not gradient descent, explained as in Race: its rule, the vectors and numbers in the
// order in which it uses them, and a sentence.
import { defaultMethod } from '../../experiment/fields.js';
import { methodNamed, settingsOf } from '../../experiment/settings.js';
import { StepView } from '../../problem/step-view.js';
import { el, setIfChanged } from '../../ui/dom.js';

/**
 * @import { Catalog, Explanation } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { Snapshot } from '../snapshot.js'
 * @import { StageEvents } from '../stage.js'
 */

export class MethodStep {
  /** @type {{ problem: DescentProblem['trajectory'], epoch: number } | null} of the requested step */ #requested =
    null;
  /** @type {Explanation | null} */ #step = null;
  /** A fingerprint of what is shown. */ #shown = '';

  /** @param {Catalog} catalog @param {StageEvents['requestStep']} request */
  constructor(catalog, request) {
    this.catalog = catalog;
    this.request = request;
    this.view = new StepView();
    this.view.sentence.dataset.testid = 'method-sentence';
    this.element = el(
      'div',
      { class: 'method-step', hidden: true, 'data-testid': 'method-step' },
      ...this.view.elements,
    );
  }

  /**
   * Shows the step from the present epoch, or the last one at the end of the run.
   * @param {Snapshot} snapshot @param {Translate} t @param {boolean} isFast whether epochs pass too fast to read
   */
  show({ problem, epoch }, t, isFast) {
    const { optimizer } = problem.experiment;
    setIfChanged(this.element, { hidden: optimizer.name === defaultMethod });
    if (this.element.hidden) return;
    const { trajectory } = problem;
    if (trajectory.epochs === 0) return this.#view(problem, null, t, t('race.sentence.noStep'));
    if (isFast) return this.#view(problem, null, t, t('race.sentence.pause'));
    const wanted = Math.min(epoch + 1, trajectory.epochs);
    if (this.#requested?.problem !== trajectory || this.#requested.epoch !== wanted) {
      const requested = { problem: trajectory, epoch: wanted };
      this.#requested = requested;
      this.#step = null;
      this.request(wanted, (answer) => {
        if (this.#requested !== requested || !answer.ok) return;
        this.#step = answer;
        this.#view(problem, answer, t, '');
      });
    }
    if (this.#step) this.#view(problem, this.#step, t, '');
  }

  /** Forces the next `show` to build the view: formulas can be typeset now, or the language has changed. */
  invalidate() {
    this.#shown = '';
  }

  /**
   * @param {DescentProblem} problem @param {Explanation | null} step @param {Translate} t
   * @param {string} reason in place of a step
   */
  #view({ experiment: { optimizer } }, step, t, reason) {
    const row = methodNamed(this.catalog, optimizer.name);
    const shown = JSON.stringify([step, optimizer, reason]);
    if (!row || shown === this.#shown) return;
    this.#shown = shown;
    const { name, ...given } = optimizer;
    const runner = { name, settings: /** @type {Record<string, number>} */ (given), isHidden: false };
    this.view.show(step, row.equation, settingsOf(runner, row.hyperparameters, {}), t, reason);
  }
}
