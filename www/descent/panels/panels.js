// The panels beside the charts of Descent, of which one is open: this step, the log, the table, the derivative, the
// fit. They arrive later (late-panels.js), at once when one of them is opened.
import { pointOf } from '../snapshot.js';
import { el } from '../../ui/dom.js';
import { Tabs } from '../../ui/tabs.js';

/**
 * @import { Catalog } from '../../../wasm/engine.d.ts'
 * @import { NumberField } from '../../experiment/fields.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { Snapshot } from '../snapshot.js'
 * @import { StageEvents } from '../stage.js'
 * @import { LatePanels } from './late-panels.js'
 */

/**
 * @typedef {object} PanelEvents
 * @property {(epoch: number | null) => void} onHover a line of the log is under the pointer
 * @property {(guess: number | null) => void} onGuess where the user predicts that the next step lands
 * @property {() => void} onOpen another panel is open
 */

/** In a low window the charts have the room, until a panel is opened. */
const lowWindow = '(max-height: 819px), (max-width: 1023px)';

/** The keys of the panels. */
const keys = ['step', 'log', 'table', 'trace', 'fit'];

export class Panels {
  /** @type {{ snapshot: Snapshot, t: Translate, isFast: boolean } | null} */ #last = null;
  /** @type {LatePanels | null} null: they have not arrived */ #makers = null;
  /** @type {Partial<{ [key in keyof LatePanels]: ReturnType<LatePanels[key]> }>} those that have been opened */ #made =
    {};

  /**
   * @param {NumberField} w of a guess
   * @param {Catalog} catalog
   * @param {StageEvents} stage
   * @param {PanelEvents} events
   */
  constructor(w, catalog, stage, { onHover, onGuess, onOpen }) {
    this.places = Object.fromEntries(keys.map((key) => [key, el('div')]));
    this.tabs = new Tabs(
      keys.map((key) => ({ key, element: this.places[key] })),
      () => {
        if (this.tabs?.open) stage.fetchPanels();
        this.#showOpen();
        onOpen();
      },
      { isCollapsible: true, isCollapsed: matchMedia(lowWindow).matches },
    );
    const { onCopy, requestDerivative, requestStep, language, fit } = stage;
    stage.whenLate((late) => {
      this.#makers = late.panels({
        onCopy,
        onHover,
        step: { catalog, w, onCopy, onGuess, requestDerivative, requestStep, language },
        requestTrace: (row, receive) => this.#requestTrace(stage, row, receive),
        fit,
      });
      onOpen();
    });
    this.translateElement = fit.translate;
    this.element = this.tabs.element;
  }

  /** @param {Translate} t */
  translate(t) {
    this.#made.trace?.translate(t);
  }

  typeset() {
    this.#made.step?.typeset();
  }

  /** Whether the user predicts the next step; the charts hide it. */
  get isPredicting() {
    return this.#made.step?.isPredicting ?? false;
  }

  /** Whether the panel of the fit is open; then the chart of the data shows the fitted curve. */
  get isFitOpen() {
    return this.tabs.shows('fit');
  }

  /** The drawing of the fit on the chart of the data; null: there is none. @param {DescentProblem} problem */
  fitDrawing(problem) {
    return (this.isFitOpen && this.#made.fit?.drawing(problem)) || null;
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
    const { problem } = snapshot;
    if (this.tabs.shows('step')) this.#panel('step')?.show(snapshot, t, isFast);
    if (this.tabs.shows('log')) this.#panel('log')?.show(problem, t);
    if (this.tabs.shows('table')) this.#panel('table')?.show(problem.data, t);
    if (this.tabs.shows('trace') && !isFast) this.#panel('trace')?.show(snapshot, t);
    if (this.isFitOpen) this.#panel('fit')?.show(problem, t);
  }

  /**
   * A panel; it is built when it is opened first.
   * @template {keyof LatePanels} K
   * @param {K} key
   * @returns {ReturnType<LatePanels[K]> | undefined} undefined: it has not arrived
   */
  #panel(key) {
    const known = this.#made[key];
    if (known || !this.#makers) return known;
    const panel = /** @type {any} */ (this.#makers[key]());
    this.#made[key] = panel;
    const place = this.places[key];
    place.append(panel.element);
    this.translateElement(place);
    place.replaceWith(panel.element);
    return panel;
  }

  /** @param {StageEvents} stage @param {number} row @param {(answer: any) => void} receive */
  #requestTrace({ requestTrace }, row, receive) {
    if (!this.#last) return;
    const { problem, epoch } = this.#last.snapshot;
    requestTrace(pointOf(problem.trajectory, epoch), row, receive);
  }

  /** @param {number} w where the user predicts that the next step lands */
  guess(w) {
    this.#made.step?.guess(w);
  }
}
