// The Descent workspace: one run of the experiment's method, in three linked charts and a panel of details.
import { publishRunnerColours } from '../chart/runner-marks.js';
import { defaultMethod } from '../experiment/fields.js';
import { keptEpochs } from '../problem/run.js';
import { watchedEpochs } from '../problem/settled.js';
import { decodeSettings, encodeSettings } from './fit/settings.js';
import { descentParts, descentProblemOf, parameterAlong } from './parts.js';
import { lossCurveRange } from './loss-curve.js';
import { withKnownSurface } from './plane.js';
import { pointOf, takeSnapshot } from './snapshot.js';
import { Stage } from './stage.js';
import { runEnd } from '../problem/run-end.js';

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { ProblemData } from '../problem/parts.js'
 * @import { KeptEpochs } from '../problem/run.js'
 * @import { Frame, Services, Workspace } from '../problem/workspace.js'
 * @import { RangeName } from './loss-curve.js'
 * @import { DescentProblem } from './parts.js'
 */

const noCurves = { x: new Float64Array(), y: new Float64Array() };

/** @implements {Workspace} */
export class DescentWorkspace {
  /** @type {DescentProblem | null} */ problem = null;
  /** @type {Float64Array[]} the curves of runs that the charts still show, until the next frame */ #replacedCurves =
    [];
  /** @type {KeptEpochs | null} the epochs that stay since the rate changed during playback */ #kept = null;

  /** @param {Catalog} catalog @param {Services} services */
  constructor(catalog, services) {
    this.services = services;
    const { store, player, request, change, redraw, copy, explain, language } = services;
    /**
     * A request about the run that is shown. An answer that comes when another run is shown is dropped.
     * @param {string} kind
     * @param {(problem: DescentProblem) => any} payload
     * @param {(answer: any) => void} receive
     */
    const requestOf = (kind, payload, receive) => {
      const asked = this.problem;
      if (!asked) return;
      request(kind, payload(asked), (answer) => {
        if (this.problem?.trajectory === asked.trajectory) receive(answer);
      });
    };
    const settings = () => decodeSettings(store.choice('view.fit'));
    this.stage = new Stage(store, catalog, {
      onSeek: (epoch) => player.seek(epoch),
      onChange: (path, value) => change({ [path]: value }, false),
      onStart: (value, isMoving) => this.#setStart(value, isMoving),
      onLine: (values) => this.#setStarts(values, true),
      onStarts: (values, isMoving) => this.#setStarts(values, isMoving),
      onCopy: copy,
      onMoved: redraw,
      requestDerivative: (point, receive) => requestOf('derivative', ({ experiment }) => [experiment, point], receive),
      requestSlice: (point, receive) =>
        requestOf(
          'slice',
          ({ experiment, landscape: { along, range } }) => ({ experiment, point, along, range }),
          receive,
        ),
      requestStep: (epoch, receive) => requestOf('stepOf', ({ experiment }) => [experiment, epoch], receive),
      requestTrace: (point, row, receive) => requestOf('trace', ({ experiment }) => [experiment, row, point], receive),
      fetchPanels: () => services.tools.fetch(),
      whenLate: (receive) => services.tools.whenHere(({ descent, editor }) => receive(descent, editor)),
      fit: {
        request,
        settings,
        onSettings: (some) => change({ 'view.fit': encodeSettings({ ...settings(), ...some }) }, false),
        onModel: (formula) => services.problem.changes.useModel(formula),
        onCopy: copy,
        onMoved: redraw,
        explain,
        language,
        t: services.t,
        translate: services.translate,
      },
      explain,
      language,
      t: services.t,
    });
    this.elements = [services.problem.element, this.stage.element];
    this.aside = this.stage.aside;
  }

  /** Key of the open panel, or ''. */
  get panel() {
    return this.stage.panels.tabs.open;
  }

  set panel(key) {
    this.stage.panels.tabs.open = key;
  }

  focusPanel() {
    this.stage.panels.tabs.focus();
  }

  /** @param {string[] | null} paths of the fields that changed; null: all */
  update(paths) {
    this.stage.ghosts.change(paths ?? [], this.problem, this.stage.playedOf(this.problem));
    if (paths) this.#keepEpochs(paths);
    else this.#kept = null; // another workspace, where the run has one rate, may have changed the experiment
    this.stage.showChoices();
    const { store, player, problem, isMoving } = this.services;
    const isRequested = problem.request({
      kind: 'descent',
      parts: descentParts,
      kept: this.#kept,
      options: {
        along: store.choice('view.along'),
        range: this.#range(isMoving()),
        ...(this.problem?.plane && { plane: this.problem.plane.window }),
        epoch: player.isAtEnd ? Infinity : Math.floor(player.position),
      },
      show: (values) => {
        const fresh = descentProblemOf(values);
        this.#show({ ...fresh, plane: withKnownSurface(fresh.plane, this.problem?.plane) });
      },
      showData: (data) => this.#showData(data),
    });
    if (isRequested || !this.problem) return;
    this.#fitLossCurve(this.problem);
    this.#present(this.problem);
  }

  /** Fits the axes, if a slider has moved, and writes the summaries. @param {boolean} hasMoved */
  rest(hasMoved) {
    this.stage.ghosts.rest();
    if (!this.problem || this.services.problem.hasNewData) return;
    if (hasMoved) {
      this.#fitLossCurve(this.problem);
      this.stage.fit(this.problem, false);
      this.services.redraw();
    }
    this.stage.summarize(takeSnapshot(this.problem, this.services.player.position), this.services.t());
  }

  /** @param {Frame} frame */
  draw({ position, isFast }) {
    if (!this.problem || this.services.problem.hasNewData) return null;
    const snapshot = takeSnapshot(this.problem, position);
    const { isPlaying } = this.services.player;
    this.stage.show(snapshot, this.services.t(), { isFast, isPlaying }, this.services.isMoving());
    for (const curves of this.#replacedCurves.splice(0)) release(curves);
    return { loss: snapshot.loss, unit: /** @type {const} */ ('epoch') };
  }

  /** One rate for the whole run again. */
  reset() {
    if (!this.#kept) return;
    this.#kept = null;
    this.update([]);
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    this.stage.grid.usePlotly(plotly);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    publishRunnerColours(theme);
    this.stage.grid.setTheme(theme);
  }

  translate() {
    if (!this.problem) return;
    this.#present(this.problem);
    this.stage.translate(this.services.t());
  }

  typeset() {
    this.stage.typeset();
  }

  /** A new problem. @param {DescentProblem} problem */
  #show(problem) {
    const before = this.problem;
    if (before && before.curves.y !== problem.curves.y) this.#replacedCurves.push(before.curves.y);
    this.problem = problem;
    if (!this.services.isMoving()) this.#fitLossCurve(problem);
    this.#present(problem);
  }

  /** The points of new data, before their run is here. @param {ProblemData} data */
  #showData(data) {
    if (!this.problem) return;
    this.stage.showData({ ...this.problem, data, truth: null, best: null, curves: noCurves }, this.services.t());
  }

  /** @param {DescentProblem} problem */
  #present(problem) {
    const { epochs } = problem.trajectory;
    this.services.player.setEnd(epochs, watchedEpochs(runEnd(problem).settled, epochs));
    this.stage.fit(problem, this.services.isMoving());
    this.stage.showProblem(problem, this.services.problem.question, this.services.t());
    this.services.redraw();
  }

  /**
   * Sets the initial value along the loss curve, and shows the run at its start.
   * @param {number} value
   * @param {boolean} isMoving
   */
  #setStart(value, isMoving) {
    if (!this.problem) return;
    this.services.player.seek(0);
    this.services.change({ [`model.start.${this.problem.along}`]: value }, isMoving);
  }

  /**
   * Sets initial values, with which the model was placed on the data or the start on the plane, and shows the run at
   * its start.
   * @param {Record<string, number>} values by name
   * @param {boolean} isMoving
   */
  #setStarts(values, isMoving) {
    this.services.player.seek(0);
    const paths = Object.entries(values).map(([name, value]) => [`model.start.${name}`, value]);
    this.services.change(Object.fromEntries(paths), isMoving);
  }

  /** @param {boolean} isMoving */
  #range(isMoving) {
    const name = /** @type {RangeName} */ (this.services.store.choice('view.range'));
    return { name, previous: this.problem?.landscape.range ?? null, isMoving };
  }

  /**
   * Requests the loss curve again, if its range or its parameter is another.
   * @param {DescentProblem} problem
   */
  #fitLossCurve(problem) {
    const { store, request, player, isMoving } = this.services;
    const along = parameterAlong(problem.parameters, store.choice('view.along'));
    const range = lossCurveRange(problem, along, this.#range(isMoving()));
    const { landscape } = problem;
    if (along === landscape.along && range[0] === landscape.range[0] && range[1] === landscape.range[1]) return;
    const epoch = Math.min(Math.floor(player.position), problem.trajectory.epochs);
    const point = pointOf(problem.trajectory, epoch);
    request('lossCurve', { experiment: problem.experiment, point, along, range }, (curve) => {
      if (!curve.ok || this.problem !== problem) return;
      this.problem = { ...problem, along, landscape: { along, at: curve.at, loss: curve.loss, range, epoch } };
      this.#present(this.problem);
      this.services.problem.showProblem();
    });
  }

  /**
   * Keeps the epochs that were played, if only the rate changed during playback; otherwise none.
   * @param {string[]} paths of the fields that changed
   */
  #keepEpochs(paths) {
    const changed = paths.filter((path) => !path.startsWith('view.'));
    if (changed.length === 0) return;
    const { store, player, problem: panel } = this.services;
    const isRateAlone = changed.every((path) => path === 'optimizer.rate');
    // A method with a memory cannot continue from a point alone: its whole run is computed again.
    const isWithoutMemory = store.choice('optimizer.name') === defaultMethod;
    // The rate that the engine has found is already the rate of the run.
    const isKnown =
      this.problem?.rates.at(-1)?.rate === store.number('optimizer.rate') && panel.rateSearch.wanted === null;
    if (isRateAlone && isKnown) return;
    this.#kept =
      isRateAlone && isWithoutMemory && player.isPlaying && this.problem
        ? keptEpochs(this.problem, Math.floor(player.position))
        : null;
  }
}

/**
 * Frees the memory of an array at once. Left to the garbage collector, half a megabyte for each move of a slider stops
 * the page at every tenth for longer than a frame. A short array shares its memory with others of its answer.
 * @param {Float64Array} array empty afterwards
 */
function release(array) {
  if (array.byteLength < array.buffer.byteLength) return;
  /** @type {any} browsers before 2024 have no `transfer` */ (array.buffer).transfer?.(0);
}
