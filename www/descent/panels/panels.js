// The panels beside the charts of the descent, of which one shows: this step, the log, the table, the derivative, the
// fit.
import { pointOf } from '../snapshot.js';
import { FitPanel } from './fit-panel.js';
import { LogPanel } from './log-panel.js';
import { StepPanel } from './step-panel.js';
import { TablePanel } from './table-panel.js';
import { Tabs } from '../../ui/tabs.js';
import { TracePanel } from './trace-panel.js';

/**
 * @import { NumberField } from '../../experiment/fields.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Problem } from '../compute.js'
 * @import { Snapshot } from '../snapshot.js'
 * @import { StageEvents } from '../stage.js'
 */

/**
 * @typedef {object} PanelEvents
 * @property {(epoch: number | null) => void} onHover a line of the log is under the pointer
 * @property {(guess: number | null) => void} onGuess where a reader says the next step lands
 * @property {() => void} onOpen another panel shows
 */

export class Panels {
  /** @type {{ snapshot: Snapshot, t: Translate, hasty: boolean } | null} */ #last = null;
  /** @type {{ problem: Problem, epoch: number } | null} */ #derivativeOf = null;

  /** @param {NumberField} w of a guess @param {StageEvents} stage @param {PanelEvents} events */
  constructor(w, stage, { onHover, onGuess, onOpen }) {
    this.askDerivative = stage.askDerivative;
    this.step = new StepPanel(w, {
      onCopy: stage.onCopy,
      onPredicting: () => onGuess(null),
      onGuess,
      language: stage.language,
    });
    this.step.onTyped = (typed) => this.guess(typed);
    this.log = new LogPanel({ onCopy: stage.onCopy, onHover });
    this.table = new TablePanel({ onCopy: stage.onCopy });
    this.trace = new TracePanel(
      (row, receive) =>
        this.#last &&
        stage.askTrace(pointOf(this.#last.snapshot.problem.trajectory, this.#last.snapshot.epoch), row, receive),
    );
    this.fit = new FitPanel({ ask: stage.askFit, onMoved: stage.onMoved, explain: stage.explain });
    this.tabs = new Tabs(
      ['step', 'log', 'table', 'trace', 'fit'].map((key) => ({
        key,
        element: this[/** @type {'step'} */ (key)].element,
      })),
      () => {
        this.#showOpen();
        onOpen();
      },
    );
    this.element = this.tabs.element;
  }

  /** Whether the fit shows, which the chart of the data then shows too. */
  get fitted() {
    return this.tabs.shows('fit');
  }

  /** @param {Problem} problem @param {Translate} t */
  showProblem(problem, t) {
    this.#derivativeOf = null;
    this.step.showProblem(problem, t);
  }

  /**
   * One frame.
   * @param {Snapshot} snapshot
   * @param {Translate} t
   * @param {boolean} hasty epochs pass faster than one reads
   */
  show(snapshot, t, hasty) {
    this.#last = { snapshot, t, hasty };
    this.#showOpen();
  }

  /** The panel that is open. */
  #showOpen() {
    if (!this.#last) return;
    const { snapshot, t, hasty } = this.#last;
    if (this.tabs.shows('step')) {
      this.step.show(snapshot, t);
      if (hasty) this.#hurry(snapshot, t);
      else this.#showDerivative(snapshot, t);
    }
    if (this.tabs.shows('log')) this.log.show(snapshot.problem, t);
    if (this.tabs.shows('trace') && !hasty) this.trace.show(snapshot, t);
    if (this.fitted) this.fit.show(snapshot.problem, t);
    if (this.tabs.shows('table')) this.table.show(snapshot.problem.data, t);
  }

  /**
   * No second opinion on a derivative that is gone before it can be read.
   * @param {Snapshot} snapshot
   * @param {Translate} t
   */
  #hurry({ slope }, t) {
    this.#derivativeOf = null;
    this.step.showSlope(slope, t);
  }

  /** @param {Snapshot} snapshot @param {Translate} t */
  #showDerivative({ problem, epoch }, t) {
    if (this.#derivativeOf?.problem === problem && this.#derivativeOf.epoch === epoch) return;
    this.#derivativeOf = { problem, epoch };
    if (problem.derivative.epoch === epoch) this.step.showDerivative(problem.derivative.result, t);
    else
      this.askDerivative(pointOf(problem.trajectory, epoch), (result) => {
        if (result.ok && this.#derivativeOf?.epoch === epoch) this.step.showDerivative(result, t);
      });
  }

  /** @param {number} w where the next step is said to land */
  guess(w) {
    if (this.#last) this.step.guess(w, this.#last.snapshot, this.#last.t);
  }
}
