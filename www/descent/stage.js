// The right side of Descent: the linked charts and the panel of details. Hovering an epoch in one marks it in all.
import { movedTo } from '../chart/axes.js';
import { ChartGrid } from '../chart/grid.js';
import { dataChart } from './charts/data-chart.js';
import { historyChart } from './charts/history-chart.js';
import { lossViewChart } from './charts/loss-view.js';
import { el, setIfChanged, setText } from '../ui/dom.js';
import { showTerms } from '../ui/term.js';
import { BallDrag } from './ball-drag.js';
import { Ghosts } from './ghosts.js';
import { LossSlice } from './loss-slice.js';
import { sentenceText, stateSentence } from './state-sentence.js';
import { pointOf, takeSnapshot } from './snapshot.js';
import { Panels } from './panels/panels.js';
import { ViewControls } from './view-controls.js';

/**
 * @import { Catalog, Outcome, Explanation } from '../../wasm/engine.d.ts'
 * @import { DataEditor } from '../data/editor.js'
 * @import { NumberField } from '../experiment/fields.js'
 * @import { Store } from '../experiment/store.js'
 * @import { ValidationError } from '../experiment/validate.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Scene } from './charts/scene.js'
 * @import { FitServices } from './fit/services.js'
 * @import { DataGestures } from './data-gestures.js'
 * @import { LateDescent } from './late.js'
 * @import { DescentProblem } from './parts.js'
 * @import { Snapshot } from './snapshot.js'
 */

/**
 * @typedef {object} StageEvents
 * @property {(epoch: number) => void} onSeek
 * @property {(path: string, value: string) => void} onChange
 * @property {(value: number, isMoving: boolean) => void} onStart the initial value of the parameter of the loss curve
 * @property {(values: Record<string, number>, isMoving: boolean) => void} onStarts the start moves on the plane
 * @property {(values: Record<string, number>) => void} onLine the line moves: the initial values, by name
 * @property {(text: string) => void} onCopy
 * @property {() => void} onMoved something needs drawing
 * @property {(point: Record<string, number>, receive: (answer: any) => void) => void} requestDerivative
 * @property {(point: Record<string, number>, receive: (answer: any) => void) => void} requestSlice
 * @property {(epoch: number, receive: (answer: Outcome<Explanation>) => void) => void} requestStep explains the step to
 *   an epoch
 * @property {(point: Record<string, number>, row: number, receive: (answer: any) => void) => void} requestTrace
 * @property {() => void} fetchPanels a panel has been opened
 * @property {(receive: (late: LateDescent, editor: DataEditor) => void) => void} whenLate calls it when they have
 *   arrived
 * @property {FitServices} fit
 * @property {(error: ValidationError) => string} explain
 * @property {() => string} language
 * @property {() => Translate} t
 */

/** The charts, in the order in which they stand. */
const charts = [dataChart, lossViewChart, historyChart];

export class Stage {
  /** @type {number | null} the epoch under the pointer */ #hover = null;
  /** @type {number | null} */ #guess = null;
  #shownEpoch = -1;
  /** @type {{ x: number, y: number } | null} the drawn ball of the loss chart */ #ball = null;
  /** @type {Snapshot | null} the last frame */ #shown = null;
  /** The last epoch of the run that was played, and its trajectory. */
  #reach = 0;
  /** @type {LateDescent | null} null: it has not arrived */ #late = null;
  /** @type {DataGestures | null} */ #gestures = null;
  /** @type {object | null} */ #reachOf = null;

  /** @param {Store} store @param {Catalog} catalog @param {StageEvents} events */
  constructor(store, catalog, events) {
    this.store = store;
    this.events = events;
    this.ghosts = new Ghosts();
    this.controls = new ViewControls(store, events.onChange, () => {
      this.ghosts.clear();
      events.onMoved();
    });
    this.slice = new LossSlice(events.requestSlice, events.onMoved);
    const w = /** @type {NumberField} */ (store.field('model.start.w1'));
    this.panels = new Panels(w, catalog, events, {
      onHover: (epoch) => this.#setHover(epoch),
      onGuess: (guess) => {
        this.#guess = guess;
        events.onMoved();
      },
      onOpen: events.onMoved,
    });
    this.grid = new ChartGrid(
      charts,
      {
        onResize: events.onMoved,
        onPoint: (_, epoch) => this.#point(epoch),
        onClick: (chart, epoch, spot) => {
          if (this.drag.isActive || this.#gestures?.takesClick(chart)) return;
          if (!this.panels.isPredicting) {
            if (epoch !== null) events.onSeek(epoch);
            else if (chart === 'loss') this.#setStart(spot, false);
          } else if (chart === 'loss' && !this.#shown?.problem.plane) this.panels.guess(Number(spot.x.toPrecision(4)));
        },
      },
      { controls: this.controls.byChart, panels: [this.panels.element] },
    );
    this.drag = new BallDrag(this.grid.card('loss').plot, {
      ball: () => this.#ball,
      spot: (event) => this.grid.plot('loss')?.spot(event) ?? null,
      pixels: (x, y) => this.grid.plot('loss')?.pixels(x, y),
      onStart: (spot, isMoving) => this.#setStart(spot, isMoving),
    });
    events.whenLate((late, editor) => {
      this.#late = late;
      this.#gestures = late.gestures(this.grid.card('data').plot, {
        store,
        editor,
        spot: (event) => this.grid.plot('data')?.spot(event) ?? null,
        pixels: (x, y) => this.grid.plot('data')?.pixels(x, y),
        ranges: () => this.grid.rangesOf('data'),
        onLine: events.onLine,
        t: events.t,
      });
      this.controls.points.append(...this.#gestures.buttons);
      this.controls.pointTools.append(...this.#gestures.tools);
      for (const place of [this.controls.points, this.controls.pointTools]) events.fit.translate(place);
      events.onMoved();
    });
    this.sentenceText = el('span');
    this.sentence = el('p', { class: 'state', role: 'status', 'data-testid': 'state' }, this.sentenceText);
    this.question = el('p', { class: 'question', role: 'status', 'data-testid': 'question' });
    this.aside = el('div', { class: 'aside' });
    const words = el('div', { class: 'state-words' }, this.sentence, this.question);
    this.element = el('div', { class: 'descent' }, words, this.aside, this.grid.element);
  }

  /** Shows the choices of the controls on the charts. */
  showChoices() {
    this.controls.show();
  }

  /** @param {Translate} t */
  translate(t) {
    this.panels.translate(t);
  }

  typeset() {
    this.panels.typeset();
  }

  /**
   * Shows the parts of a new problem that do not change with the frame.
   * @param {DescentProblem} problem
   * @param {string} question about its situation; '' if there is none
   * @param {Translate} t
   */
  showProblem(problem, question, t) {
    setText(this.question, question);
    if (this.#hover !== null && this.#hover > problem.trajectory.epochs) this.#hover = null;
    this.controls.showProblem(problem, t);
  }

  /**
   * One frame.
   * @param {Snapshot} snapshot
   * @param {Translate} t
   * @param {{ isFast: boolean, isPlaying: boolean }} playback isFast: epochs pass too fast to read
   * @param {boolean} isMoving whether a slider moves
   */
  show(snapshot, t, playback, isMoving) {
    if (this.#shownEpoch !== snapshot.epoch && !this.panels.isPredicting) this.#guess = null;
    this.#shownEpoch = snapshot.epoch;
    this.#shown = snapshot;
    this.#extendReach(snapshot);
    const { plane } = snapshot.problem;
    this.#ball = plane
      ? (this.#late?.startOn(snapshot.problem) ?? null)
      : { x: snapshot.shown.w, y: snapshot.shown.loss };
    if (!plane) this.slice.follow(snapshot);
    this.grid.draw(this.#scene(snapshot), t, isMoving);
    this.#gestures?.show(snapshot);
    this.panels.show(snapshot, t, playback.isFast);
    const sentence = stateSentence(snapshot, playback);
    showTerms(this.sentenceText, sentenceText(sentence, t), { [t('state.settledWord')]: 'settled' });
    setIfChanged(this.sentence.dataset, { state: sentence.key });
  }

  /** The points of new data alone; the style sheet hides what belongs to the data before (charts.css).
   * @param {DescentProblem} problem with the new data, without curves @param {Translate} t */
  showData(problem, t) {
    const scene = { ...this.#scene(takeSnapshot(problem, 0)), ghosts: [], hover: null, slice: null, fit: null };
    this.grid.drawOne('data', { ...scene, areResidualsShown: false }, problem, t);
    setText(this.question, '');
    setText(this.sentenceText, t('state.newData'));
    this.sentence.dataset.state = 'newData';
  }

  /** Fits the axes, but for those on which the line is being dragged. @param {DescentProblem} problem
   * @param {boolean} isMoving */
  fit(problem, isMoving) {
    this.grid.fit(problem, isMoving, this.#gestures?.holdsLine ? 'data' : null);
  }

  /** Writes the text summaries of the charts. @param {Snapshot} snapshot @param {Translate} t */
  summarize(snapshot, t) {
    this.grid.summarize(this.#scene(snapshot), t);
  }

  /** Sets the start to a place of the loss chart. @param {{ x: number, y: number }} spot @param {boolean} isMoving */
  #setStart(spot, isMoving) {
    const problem = this.#shown?.problem;
    if (!problem) return;
    if (!problem.plane) return this.events.onStart(Number(spot.x.toPrecision(3)), isMoving);
    const [x, y] = problem.plane.axes;
    const start = pointOf(problem.trajectory, 0);
    this.events.onStarts(movedTo(y, movedTo(x, start, spot.x), spot.y), isMoving);
  }

  /** The last epoch of a run that was played; 0 until a frame has shown it. @param {DescentProblem | null} problem */
  playedOf(problem) {
    return problem?.trajectory === this.#reachOf ? this.#reach : 0;
  }

  /** @param {Snapshot} snapshot */
  #extendReach({ problem: { trajectory }, epoch }) {
    this.#reach = trajectory === this.#reachOf ? Math.max(this.#reach, epoch) : epoch;
    this.#reachOf = trajectory;
  }

  /** @param {Snapshot} snapshot @returns {Scene} */
  #scene(snapshot) {
    return {
      snapshot,
      reach: this.store.choice('view.path') === 'shown' ? snapshot.problem.trajectory.epochs : this.#reach,
      ghosts: this.ghosts.list,
      hover: this.#hover,
      guess: this.#guess,
      slice: this.slice.curve,
      isPredicting: this.panels.isPredicting,
      isOptimumShown: this.store.choice('view.optimum') === 'shown',
      areResidualsShown: this.store.choice('view.residuals') === 'shown',
      contour: this.#late?.contour ?? null,
      fit: this.panels.fitDrawing(snapshot.problem),
    };
  }

  /** @param {number | null} epoch under the pointer @returns {boolean} whether its tip is shown */
  #point(epoch) {
    if (this.panels.isPredicting) return false;
    const isDragging = this.#gestures?.holdsLine ?? false;
    this.#setHover(isDragging ? null : epoch);
    return !isDragging;
  }

  /** @param {number | null} epoch */
  #setHover(epoch) {
    if (this.#hover === epoch) return;
    this.#hover = epoch;
    this.events.onMoved();
  }
}
