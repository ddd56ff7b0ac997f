// The panels beside the charts of Descent, of which one is open: this step, the log, the table, the derivative, the
// fit.
import { pointOf } from '../snapshot.js';
import { FitPanel } from '../fit/fit-panel.js';
import { MethodStep } from './method-step.js';
import { LogPanel } from './log-panel.js';
import { StepPanel } from './step-panel.js';
import { TablePanel } from './table-panel.js';
import { Tabs } from '../../ui/tabs.js';
import { TracePanel } from './trace-panel.js';

/**
 * @import { Catalog } from '../../../wasm/engine.d.ts'
 * @import { NumberField } from '../../experiment/fields.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { Snapshot } from '../snapshot.js'
 * @import { StageEvents } from '../stage.js'
 */

/**
 * @typedef {object} PanelEvents
 * @property {(epoch: number | null) => void} onHover a line of the log is under the pointer
 * @property {(guess: number | null) => void} onGuess where the user predicts that the next step lands
 * @property {() => void} onOpen another panel is open
 */

/** In a low window the charts have the room, until a panel is opened. */
const lowWindow = '(max-height: 819px), (max-width: 1023px)';

export class Panels {
  /** @type {{ snapshot: Snapshot, t: Translate, isFast: boolean } | null} */ #last = null;
  /** @type {{ problem: DescentProblem, epoch: number } | null} */ #derivativeOf = null;

  /**
   * @param {NumberField} w of a guess
   * @param {Catalog} catalog
   * @param {StageEvents} stage
   * @param {PanelEvents} events
   */
  constructor(w, catalog, stage, { onHover, onGuess, onOpen }) {
    this.requestDerivative = stage.requestDerivative;
    this.method = new MethodStep(catalog, stage.requestStep);
    this.step = new StepPanel(w, {
      onCopy: stage.onCopy,
      onPredicting: () => onGuess(null),
      onGuess,
      language: stage.language,
    });
    this.step.method.replaceWith(this.method.element);
    this.step.onTyped = (typed) => this.guess(typed);
    this.log = new LogPanel({ onCopy: stage.onCopy, onHover });
    this.table = new TablePanel({ onCopy: stage.onCopy });
    this.trace = new TracePanel(
      (row, receive) =>
        this.#last &&
        stage.requestTrace(pointOf(this.#last.snapshot.problem.trajectory, this.#last.snapshot.epoch), row, receive),
    );
    this.fit = new FitPanel(stage.fit);
    this.tabs = new Tabs(
      ['step', 'log', 'table', 'trace', 'fit'].map((key) => ({
        key,
        element: this[/** @type {'step'} */ (key)].element,
      })),
      () => {
        this.#showOpen();
        onOpen();
      },
      { isCollapsible: true, isCollapsed: matchMedia(lowWindow).matches },
    );
    this.element = this.tabs.element;
  }

  /** @param {Translate} t */
  translate(t) {
    this.trace.translate(t);
    this.method.invalidate();
  }

  typeset() {
    this.step.typeset();
    this.method.invalidate();
  }

  /** Whether the panel of the fit is open; then the chart of the data shows the fitted curve. */
  get isFitOpen() {
    return this.tabs.shows('fit');
  }

  /** @param {DescentProblem} problem @param {Translate} t */
  showProblem(problem, t) {
    this.#derivativeOf = null;
    this.step.showProblem(problem, t);
  }

  /**
   * One frame.
   * @param {Snapshot} snapshot
   * @param {Translate} t
   * @param {boolean} isFast whether epochs pass too fast to read
   */
  show(snapshot, t, isFast) {
    this.#last = { snapshot, t, isFast };
    this.#showOpen();
  }

  /** The panel that is open. */
  #showOpen() {
    if (!this.#last) return;
    const { snapshot, t, isFast } = this.#last;
    if (this.tabs.shows('step')) {
      this.step.show(snapshot, t);
      this.method.show(snapshot, t, isFast);
      if (isFast) this.#showSlopeOnly(snapshot, t);
      else this.#showDerivative(snapshot, t);
    }
    if (this.tabs.shows('log')) this.log.show(snapshot.problem, t);
    if (this.tabs.shows('trace') && !isFast) this.trace.show(snapshot, t);
    if (this.isFitOpen) this.fit.show(snapshot.problem, t);
    if (this.tabs.shows('table')) this.table.show(snapshot.problem.data, t);
  }

  /**
   * Skips the finite-difference check while epochs pass too fast to read.
   * @param {Snapshot} snapshot
   * @param {Translate} t
   */
  #showSlopeOnly({ slope }, t) {
    this.#derivativeOf = null;
    this.step.showSlope(slope, t);
  }

  /** @param {Snapshot} snapshot @param {Translate} t */
  #showDerivative({ problem, epoch }, t) {
    if (this.#derivativeOf?.problem === problem && this.#derivativeOf.epoch === epoch) return;
    this.#derivativeOf = { problem, epoch };
    if (problem.derivative.epoch === epoch) this.step.showDerivative(problem.derivative.result, t);
    else
      this.requestDerivative(pointOf(problem.trajectory, epoch), (result) => {
        if (result.ok && this.#derivativeOf?.epoch === epoch) this.step.showDerivative(result, t);
      });
  }

  /** @param {number} w where the user predicts that the next step lands */
  guess(w) {
    if (this.#last) this.step.guess(w, this.#last.snapshot, this.#last.t);
  }
}
