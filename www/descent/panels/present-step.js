// The panel of the present step: the update rule with its numbers, or the step of another method, the derivative of the
// present point in two ways, and a prediction.
import { pointOf } from '../snapshot.js';
import { MethodStep } from './method-step.js';
import { StepPanel } from './step-panel.js';

/**
 * @import { Catalog, Explanation, Outcome } from '../../../wasm/engine.d.ts'
 * @import { NumberField } from '../../experiment/fields.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { Snapshot } from '../snapshot.js'
 */

/**
 * @typedef {object} PresentStepServices
 * @property {Catalog} catalog
 * @property {NumberField} w whose limits a prediction obeys
 * @property {(text: string) => void} onCopy
 * @property {(guess: number | null) => void} onGuess where the user predicts that the next step lands
 * @property {(point: Record<string, number>, receive: (answer: any) => void) => void} requestDerivative
 * @property {(epoch: number, receive: (answer: Outcome<Explanation>) => void) => void} requestStep explains the step to
 *   an epoch
 * @property {() => string} language
 */

export class PresentStep {
  /** @type {{ snapshot: Snapshot, t: Translate } | null} */ #last = null;
  /** @type {{ problem: DescentProblem, epoch: number } | null} */ #derivativeOf = null;

  /** @param {PresentStepServices} services */
  constructor({ catalog, w, onCopy, onGuess, requestDerivative, requestStep, language }) {
    this.requestDerivative = requestDerivative;
    this.method = new MethodStep(catalog, requestStep);
    this.panel = new StepPanel(w, { onCopy, onPredicting: () => onGuess(null), onGuess, language });
    this.panel.method.replaceWith(this.method.element);
    this.panel.onTyped = (typed) => this.guess(typed);
    this.element = this.panel.element;
  }

  get isPredicting() {
    return this.panel.isPredicting;
  }

  /** Formulas can be typeset now. */
  typeset() {
    this.panel.typeset();
    this.method.invalidate();
  }

  /**
   * One frame.
   * @param {Snapshot} snapshot
   * @param {Translate} t
   * @param {boolean} isFast whether epochs pass too fast to read
   */
  show(snapshot, t, isFast) {
    const before = this.#last;
    this.#last = { snapshot, t };
    if (t !== before?.t) this.method.invalidate();
    if (t !== before?.t || snapshot.problem !== before.snapshot.problem) {
      this.#derivativeOf = null;
      this.panel.showProblem(snapshot.problem, t);
    }
    this.panel.show(snapshot, t);
    this.method.show(snapshot, t, isFast);
    if (isFast) this.#showSlopeOnly(snapshot, t);
    else this.#showDerivative(snapshot, t);
  }

  /**
   * Skips the finite-difference check while epochs pass too fast to read.
   * @param {Snapshot} snapshot
   * @param {Translate} t
   */
  #showSlopeOnly({ slope }, t) {
    this.#derivativeOf = null;
    this.panel.showSlope(slope, t);
  }

  /** @param {Snapshot} snapshot @param {Translate} t */
  #showDerivative({ problem, epoch }, t) {
    if (this.#derivativeOf?.problem === problem && this.#derivativeOf.epoch === epoch) return;
    this.#derivativeOf = { problem, epoch };
    if (problem.derivative.epoch === epoch) this.panel.showDerivative(problem.derivative.result, t);
    else
      this.requestDerivative(pointOf(problem.trajectory, epoch), (result) => {
        if (result.ok && this.#derivativeOf?.epoch === epoch) this.panel.showDerivative(result, t);
      });
  }

  /** @param {number} w where the user predicts that the next step lands */
  guess(w) {
    if (this.#last) this.panel.guess(w, this.#last.snapshot, this.#last.t);
  }
}
