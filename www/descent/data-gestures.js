// The gestures on the chart of the data: the line is dragged or moved by keys, and the points are edited.
import { LineDrag, lineParameters } from './line-drag.js';
import { LineKeys } from './line-keys.js';
import { PointEditor } from './point-editor.js';
import { curveAt, pointOf } from './snapshot.js';

/**
 * @import { Spot } from '../chart/plot.js'
 * @import { Ranges } from '../chart/chart.js'
 * @import { DataEditor } from '../data/editor.js'
 * @import { Store } from '../experiment/store.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { DescentProblem } from './parts.js'
 * @import { Line } from './line-drag.js'
 * @import { Snapshot } from './snapshot.js'
 */

/**
 * @typedef {object} DataGestureServices
 * @property {Store} store
 * @property {DataEditor} editor
 * @property {(event: MouseEvent) => Spot | null} spot of a pointer in the chart; null outside the plot
 * @property {(x: number, y: number) => { left: number, top: number } | undefined} pixels of a point of the chart
 * @property {() => Ranges | null} ranges of the axes
 * @property {(values: Record<string, number>) => void} onLine the line moves: the initial values, by name
 * @property {() => Translate} t
 */

export class DataGestures {
  /** @type {Snapshot | null} the last frame */ #shown = null;
  /** @type {DescentProblem | null} */ #problem = null;
  /** @type {Line['names'] | null} null: the model is no straight line */ #names = null;

  /** @param {HTMLElement} plot @param {DataGestureServices} services */
  constructor(plot, { store, editor, spot, pixels, ranges, onLine, t }) {
    this.store = store;
    this.points = new PointEditor(plot, editor, { spot, pixels, ranges, t });
    const line = () => (this.points.isOn ? null : this.#line());
    this.line = new LineDrag(plot, { line, onLine, spot, pixels });
    this.lineKeys = new LineKeys({ line, onLine, heights: () => ranges()?.y ?? [0, 1] });
    this.buttons = [this.lineKeys.button, this.points.button];
    this.tools = [this.lineKeys.tools, this.points.tools];
  }

  /** Whether a pointer holds the line. */
  get holdsLine() {
    return this.line.isActive;
  }

  /** Whether a click on a chart belongs to a gesture. @param {string} chart */
  takesClick(chart) {
    return this.line.hasMoved || (chart === 'data' && this.points.isOn);
  }

  /** One frame. @param {Snapshot} snapshot */
  show(snapshot) {
    this.#shown = snapshot;
    this.points.show();
    if (snapshot.problem === this.#problem) return;
    this.#problem = snapshot.problem;
    this.#names = lineParameters(snapshot.problem);
    this.lineKeys.show(this.#names !== null);
  }

  /**
   * The model as a straight line with its present values; null: it is none. At the start the values are those of the
   * store, which is ahead of the run while a drag moves it.
   */
  #line() {
    const names = this.#names;
    if (!this.#shown || !names) return null;
    const { problem, epoch, position } = this.#shown;
    const { x, y } = problem.curves;
    /** @type {[number, number]} */
    const span = [x[0], x[x.length - 1]];
    const curve = y.length > 0 ? curveAt(problem, position) : null;
    const now = pointOf(problem.trajectory, epoch);
    const start = Object.keys(now).map((name) => [name, this.store.number(`model.start.${name}`)]);
    return {
      names,
      values: epoch > 0 ? now : /** @type {Record<string, number>} */ (Object.fromEntries(start)),
      span,
      ends: curve && /** @type {[number, number]} */ ([curve[0], curve[curve.length - 1]]),
    };
  }
}
