// The race as a workspace of the page: state in, questions to the engine, pictures out.
import { decodeRace, encodeRace, standardRace } from '../experiment/race.js';
import { exampleOf } from '../experiment/gallery.js';
import { raceEnd, takeRace } from './race.js';
import { RaceForm } from './race-form.js';
import { RaceStage } from './race-stage.js';

/**
 * @import { Catalog, Explanation } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { RaceState, Runner } from '../experiment/race.js'
 * @import { Frame, Services } from '../problem/workspace.js'
 * @import { Landscape, Race, RaceRequest } from './compute.js'
 * @import { RaceSnapshot } from './race.js'
 */

export class RaceWorkspace {
  field = 'view.race';
  /** @type {RaceState} */ #state = standardRace;
  /** @type {Race | null} */ #race = null;
  /** @type {RaceState} */ #racedState = standardRace;
  /** @type {Landscape | null} */ #landscape = null;
  #explained = '';
  /** The step that is shown of the chosen runner; of its last one, whichever that is. */ #epoch = Infinity;
  /** @type {Explanation | null} */ #step = null;

  /** @param {Catalog} catalog @param {Services} services */
  constructor(catalog, services) {
    this.catalog = catalog;
    this.services = services;
    this.form = new RaceForm(catalog, this.#state, {
      onChange: (state, settled) => this.#set(state, settled),
      translate: services.translate,
      explain: services.explain,
      language: services.language,
    });
    this.stage = new RaceStage(catalog, {
      onStart: (start, settled) => this.#set({ ...this.#state, start }, settled),
      onChoose: (chosen) => this.#set({ ...this.#state, chosen }, true),
      onBy: (by) => this.#set({ ...this.#state, by: by === 'evaluations' ? 'evaluations' : 'epochs' }, true),
      onSolid: (solid) => this.#set({ ...this.#state, solid }, true),
      onCut: (cut) => this.#set({ ...this.#state, cut }, true),
      onMoved: services.redraw,
    });
    this.elements = [this.form.element, this.stage.element];
  }

  /** The race and its parts, for tests. */
  get race() {
    return this.#race;
  }

  /** Takes the text of the link, which a person may have changed. */
  read() {
    const state = decodeRace(this.services.store.choice(this.field), this.catalog);
    this.#state = state ?? standardRace;
    this.form.show(this.#state);
    return state !== null;
  }

  /** @param {string[] | null} paths of the fields that changed; null: all */
  update(paths) {
    if (paths === null || paths.some((path) => !path.startsWith('view.') || path === this.field))
      this.compute(!this.services.isMoving());
  }

  /** @param {boolean} hasMoved */
  rest(hasMoved) {
    if (hasMoved) this.compute(true);
  }

  /** Asks for the race. @param {boolean} settled false: something is on its way, so the drawn window stays */
  compute(settled) {
    const state = this.#state;
    this.services.request('race', this.#request(state, settled), (result) => {
      if (result.ok) this.#receive(result.race, state);
      else if (state === this.#state) this.form.refuse(this.services.explain(result.error));
    });
  }

  translate() {
    this.form.translate();
    this.#explained = '';
    this.stage.typeset();
    if (this.#race) this.stage.showRace(takeRace(this.#race, this.#racedState, 0), this.services.t());
  }

  typeset() {
    this.form.typeset();
    if (this.#race) this.form.showRace(this.#race, this.#race.latex);
    this.stage.typeset();
  }

  /** @param {Frame} frame */
  draw({ position, isFast }) {
    if (!this.#race || !this.#landscape) return null;
    const snapshot = takeRace(this.#race, this.#racedState, position);
    this.#explain(snapshot, isFast);
    this.stage.show(snapshot, this.#landscape, this.services.t());
    const loss = Math.min(...snapshot.places.map(({ run, epoch }) => run.loss[epoch]));
    return {
      loss,
      unit: this.#racedState.by === 'epochs' ? /** @type {const} */ ('epoch') : /** @type {const} */ ('evaluations'),
    };
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    this.stage.usePlotly(plotly);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.stage.setTheme(theme);
  }

  /** @param {RaceState} state @param {boolean} settled */
  #set(state, settled) {
    this.#state = state;
    this.services.change({ [this.field]: encodeRace(state) }, !settled);
  }

  /** @param {RaceState} state @param {boolean} settled @returns {RaceRequest} */
  #request(state, settled) {
    const example = exampleOf(state.problem);
    const sameProblem =
      this.#racedState.problem === state.problem &&
      this.#racedState.formula === state.formula &&
      this.#racedState.cut === state.cut;
    const window = example?.window ?? (!settled && sameProblem ? this.#race?.window : null) ?? null;
    const interval = window && Object.keys(window).length === 1 ? Object.values(window)[0] : null;
    return {
      experiment: this.#experiment(state),
      runners: state.runners.map((runner) => ({ name: runner.name, settings: this.#told(runner, interval) })),
      minima: example?.minima ?? [],
      cut: state.cut,
      window,
      drawn: this.#landscape && this.#race ? this.#race.key : '',
      told: { runner: state.chosen, epoch: this.#epoch },
    };
  }

  /**
   * What an engine is told: ends of the drawn interval for methods that search one, and what was set.
   * @param {Runner} runner
   * @param {[number, number] | null} interval
   */
  #told({ name, settings }, interval) {
    const bracketed = this.catalog.optimizers
      .find((each) => each.name === name)
      ?.hyperparameters.some(({ key }) => key === 'from');
    return { ...(bracketed && interval ? { from: interval[0], to: interval[1] } : {}), ...settings };
  }

  /** @param {RaceState} state */
  #experiment(state) {
    const stop = { epochs: state.epochs, ...state.bounds };
    if (state.problem === 'data') {
      const { optimizer, model, ...rest } = this.services.store.experiment();
      return { ...rest, model: { ...model, start: { ...model.start, ...state.start } }, stop };
    }
    const { formula, start } = exampleOf(state.problem) ?? { formula: state.formula, start: {} };
    return { version: /** @type {const} */ (1), objective: { formula, start: { ...start, ...state.start } }, stop };
  }

  /** @param {Race} race @param {RaceState} state that it was run for */
  #receive(race, state) {
    if (race.landscape) this.#landscape = race.landscape;
    this.#race = race;
    this.#racedState = state;
    this.#explained = race.step ? `${state.chosen} ${race.step.epoch}` : '';
    this.#step = race.step;
    this.form.showRace(race, race.latex);
    this.stage.showRace(takeRace(race, state, 0), this.services.t());
    this.services.player.setEnd(raceEnd(race, state.by));
    this.services.redraw();
  }

  /**
   * The step of the chosen runner from where it stands, or the one that brought it to its end.
   * @param {RaceSnapshot} snapshot
   * @param {boolean} hasty
   */
  #explain(snapshot, hasty) {
    const t = this.services.t();
    const { chosen, race, state } = snapshot;
    if (!chosen) return this.stage.tell(null, snapshot, t, t('race.told.cannot'));
    if (chosen.run.epochs === 0) return this.stage.tell(null, snapshot, t, t('race.told.noStep'));
    if (hasty) return this.stage.tell(null, snapshot, t, t('race.told.pause'));
    const epoch = Math.min(chosen.epoch + 1, chosen.run.epochs);
    this.#epoch = epoch < chosen.run.epochs ? epoch : Infinity;
    const key = `${state.chosen} ${epoch}`;
    if (this.#explained !== key) {
      this.#explained = key;
      this.#step = null;
      const interval = race.names.length === 1 ? race.window[race.names[0]] : null;
      const runner = state.runners[state.chosen];
      const experiment = { ...race.experiment, optimizer: { name: runner.name, ...this.#told(runner, interval) } };
      this.services.request('explain', [experiment, epoch], (result) => {
        if (!result.ok || this.#explained !== key || this.#race !== race) return;
        this.#step = result;
        this.services.redraw();
      });
    }
    if (this.#step) this.stage.tell(this.#step, snapshot, t);
  }
}
