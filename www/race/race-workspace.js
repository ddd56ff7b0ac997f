// Controller of the Race workspace: keeps its state in the store, requests races from the engine, and updates the form
// and the stage.
import {
  decodeRace,
  defaultRace,
  encodeRace,
  rateSource,
  runnerDefaults,
  withFoundRates,
  withSameRate,
} from '../experiment/race.js';
import {
  givenSettings,
  hasHyperparameter,
  hyperparametersOf,
  methodNamed,
  settingsOf,
} from '../experiment/settings.js';
import { testFunction } from '../experiment/test-functions.js';
import { problemParts } from '../problem/parts.js';
import { isAffected } from '../engine/parts.js';
import { RaceForm } from './form/race-form.js';
import { RaceStage } from './race-stage.js';
import { raceEnd, takeSnapshot } from './snapshot.js';

/**
 * @import { Catalog, Explanation } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { RaceState, Runner } from '../experiment/race.js'
 * @import { Frame, Services, Workspace } from '../problem/workspace.js'
 * @import { Race, RaceRequest } from './answers.js'
 * @import { Landscape } from './landscape.js'
 * @import { RatesAnswer } from './rates.js'
 * @import { RaceSnapshot } from './snapshot.js'
 */

/** Groups of fields on which the race of the experiment's own problem depends. */
const problemFields = ['data', 'model', 'loss', 'optimizer.name', 'optimizer.rate', 'precision'];

/** @implements {Workspace} */
export class RaceWorkspace {
  field = 'view.race';
  /** @type {RaceState} */ #state = defaultRace;
  /** @type {Race | null} */ #race = null;
  /** The state for which #race was computed. @type {RaceState} */ #raceState = defaultRace;
  /** @type {Landscape | null} */ #landscape = null;
  /** The part of the state for which the last race was requested. */ #requested = '';
  /** Whether the last request kept the window because a slider was moving. */ #keepsWindow = false;
  /** The runner and the epoch of the requested step. */ #stepKey = '';
  /** The epoch of the shown step; Infinity is the runner's last one. */ #stepEpoch = Infinity;
  /** @type {Explanation | null} */ #step = null;

  /** @param {Catalog} catalog @param {Services} services */
  constructor(catalog, services) {
    this.catalog = catalog;
    this.services = services;
    this.form = new RaceForm(catalog, this.#state, {
      onChange: (state, isMoving) => this.#set(state, isMoving),
      translate: services.translate,
      explain: services.explain,
      language: services.language,
      rate: () => this.#rate(),
      onDescend: (index) => this.#descend(index),
      onSameRate: () => this.#shareRate(),
      onBestRates: () => this.#findRates(),
    });
    this.stage = new RaceStage(catalog, {
      onStart: (start, isMoving) => this.#set({ ...this.#state, start }, isMoving),
      onChange: (change) => this.#set({ ...this.#state, ...change }, false),
      onMoved: services.redraw,
    });
    this.elements = [this.form.element, this.stage.element];
  }

  /** Read by tests. */
  get race() {
    return this.#race;
  }

  /** Whether no runner has the learning rate of the experiment: on a function none has it. */
  get hasOwnRates() {
    const state = this.#state;
    return (
      state.problem !== 'data' ||
      !state.runners.some((runner) => this.#hasRate(runner) && rateSource(state, runner) === 'shared')
    );
  }

  /** Reads the state from the store. @returns {boolean} whether it is valid */
  read() {
    const state = decodeRace(this.services.store.choice(this.field), this.catalog);
    this.#state = state ?? defaultRace;
    this.form.show(this.#state);
    return state !== null;
  }

  /** @param {string[] | null} paths of the fields that changed; null: all */
  update(paths) {
    const fields = this.#state.problem === 'data' ? problemFields : [];
    if (isAffected(fields, paths) || computedPart(this.#state) !== this.#requested)
      this.#requestRace(this.services.isMoving());
    else if (this.#race && computedPart(this.#raceState) === this.#requested) this.#show(this.#race, this.#state);
    if (!this.hasOwnRates) this.#showVerdict();
  }

  /** The strip of the learning rate shows its zones and its verdict for the experiment as it is now. */
  #showVerdict() {
    const { problem } = this.services;
    if (!problem.request({ kind: 'problem', parts: problemParts })) problem.showProblem();
  }

  /** @param {boolean} hasMoved */
  rest(hasMoved) {
    if (hasMoved && this.#keepsWindow) this.#requestRace(false);
    else this.stage.summarize(this.services.t());
  }

  /** @param {boolean} isMoving a slider is moving, so the window stays */
  #requestRace(isMoving) {
    const state = this.#state;
    this.#requested = computedPart(state);
    this.services.request('race', this.#request(state, isMoving), (result) => {
      if (result.ok) this.#receive(result.race, state);
      else if (state === this.#state) this.form.showError(this.services.explain(result.error));
    });
  }

  translate() {
    this.form.translate();
    this.#stepKey = '';
    this.stage.typeset();
    if (this.#race) this.#show(this.#race, this.#raceState);
  }

  typeset() {
    this.form.typeset();
    if (this.#race) this.form.showRace(this.#race);
    this.stage.typeset();
  }

  /** @param {Frame} frame */
  draw({ position, isFast }) {
    if (!this.#race || !this.#landscape) return null;
    const snapshot = takeSnapshot(this.#race, this.#raceState, position);
    this.#showStep(snapshot, isFast);
    this.stage.show(snapshot, this.#landscape, this.services.t());
    const loss = Math.min(...snapshot.runners.map(({ run, epoch }) => run.loss[epoch]));
    const unit = this.#raceState.unit === 'epochs' ? 'epoch' : 'evaluations';
    return { loss, unit: /** @type {'epoch' | 'evaluations'} */ (unit) };
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    this.stage.grid.usePlotly(plotly);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.stage.setTheme(theme);
  }

  /** @param {RaceState} state @param {boolean} isMoving */
  #set(state, isMoving) {
    this.#state = state;
    this.services.change({ [this.field]: encodeRace(state) }, isMoving);
  }

  /** @param {RaceState} state @param {boolean} isMoving @returns {RaceRequest} */
  #request(state, isMoving) {
    const known = testFunction(state.problem);
    const isSameLandscape =
      this.#raceState.problem === state.problem &&
      this.#raceState.formula === state.formula &&
      this.#raceState.slice === state.slice;
    const kept = isMoving && isSameLandscape ? this.#race?.window : null;
    this.#keepsWindow = !known && kept !== null;
    const window = known?.window ?? kept ?? null;
    const interval = window && Object.keys(window).length === 1 ? Object.values(window)[0] : null;
    return {
      experiment: this.#experiment(state),
      runners: this.#runners(state, interval),
      minima: known?.minima ?? [],
      slice: state.slice,
      window,
      landscapeKey: this.#landscape && this.#race ? this.#race.key : '',
      step: { runner: state.chosen, epoch: this.#stepEpoch },
    };
  }

  /** The runners as the engine takes them. @param {RaceState} state @param {[number, number] | null} interval */
  #runners(state, interval) {
    return state.runners.map((runner) => ({
      name: runner.name,
      settings: this.#settings(state, runner, interval),
    }));
  }

  /** @param {RaceState} state @param {Runner} runner @param {[number, number] | null} interval */
  #settings(state, runner, interval) {
    const defaults = runnerDefaults(state, runner.name, this.#rate(), interval);
    return givenSettings(runner, hyperparametersOf(this.catalog, runner.name), defaults);
  }

  /** Makes a runner's method and settings those of the experiment, and opens Descent. @param {number} index */
  #descend(index) {
    const runner = this.#state.runners[index];
    const hyperparameters = hyperparametersOf(this.catalog, runner.name);
    const interval = this.#race?.names.length === 1 ? this.#race.window[this.#race.names[0]] : null;
    const defaults = runnerDefaults(this.#state, runner.name, this.#rate(), interval);
    const settings = settingsOf(runner, hyperparameters, defaults);
    const values = Object.fromEntries(Object.entries(settings).map(([key, value]) => [`optimizer.${key}`, value]));
    this.services.change({ 'optimizer.name': runner.name, ...values, 'view.workspace': 'descent' }, false);
  }

  /** Whether the method of a runner has a learning rate. @param {{ name: string }} runner */
  #hasRate({ name }) {
    return hasHyperparameter(methodNamed(this.catalog, name), 'rate');
  }

  /** All runners have the same learning rate: the experiment's or, on a function, that of the chosen runner. */
  #shareRate() {
    const runners = this.#runners(this.#state, null);
    const ofChosen = [runners[this.#state.chosen], ...runners].find((runner) => this.#hasRate(runner));
    if (!ofChosen) return;
    const hyperparameters = hyperparametersOf(this.catalog, ofChosen.name);
    const rate = ofChosen.settings.rate ?? hyperparameters.find(({ key }) => key === 'rate')?.default ?? NaN;
    this.#set(
      withSameRate(this.#state, (runner) => this.#hasRate(runner), rate),
      false,
    );
  }

  /** Searches the best learning rate of each runner, and offers the ones before. */
  #findRates() {
    const race = this.#race;
    if (!race || computedPart(this.#raceState) !== computedPart(this.#state)) return;
    const { request, offerUndo, notify, explain } = this.services;
    const state = this.#state;
    const withRates = this.#runners(state, null).flatMap((runner, index) =>
      this.#hasRate(runner) ? [{ ...runner, index }] : [],
    );
    const runners = withRates.map(({ name, settings }) => ({ name, settings }));
    this.form.bestRates.setAttribute('aria-busy', 'true');
    request('bestRates', { experiment: race.experiment, runners }, (/** @type {RatesAnswer} */ answer) => {
      this.form.bestRates.removeAttribute('aria-busy');
      if (!answer.ok) return notify(() => explain(answer.error));
      // The race has changed meanwhile.
      if (computedPart(this.#state) !== computedPart(state)) return;
      const before = this.#state;
      const rates = before.runners.map((_, index) => answer.rates[withRates.findIndex((each) => each.index === index)]);
      this.#set(withFoundRates(before, rates), false);
      const kept = withRates.filter((_, k) => answer.rates[k] === null);
      offerUndo(
        (t) => {
          const methods = kept.map(({ name }) => t(`optimizers.${name}`)).join(', ');
          const found = t('race.ratesFound', { epochs: answer.epochs });
          return methods ? `${found} ${t('race.ratesKept', { methods })}` : found;
        },
        () => this.#set({ ...this.#state, runners: before.runners }, false),
        { isOver: (paths) => paths.includes(this.field) },
      );
    });
  }

  /** The learning rate of the experiment. */
  #rate() {
    return this.services.store.number('optimizer.rate');
  }

  /** @param {RaceState} state */
  #experiment(state) {
    const stop = { epochs: state.epochs, ...state.bounds };
    if (state.problem === 'data') {
      const { optimizer, model, ...rest } = this.services.store.experiment();
      return { ...rest, model: { ...model, start: { ...model.start, ...state.start } }, stop };
    }
    const { formula, start } = testFunction(state.problem) ?? { formula: state.formula, start: {} };
    return { version: /** @type {const} */ (1), objective: { formula, start: { ...start, ...state.start } }, stop };
  }

  /** @param {Race} race @param {RaceState} state for which it was computed */
  #receive(race, state) {
    if (race.landscape) this.#landscape = race.landscape;
    this.#race = race;
    this.#stepKey = race.step ? `${state.chosen} ${race.step.epoch}` : '';
    this.#step = race.step;
    // Choices that change only the view may have been made since the request.
    this.#show(race, computedPart(state) === computedPart(this.#state) ? this.#state : state);
  }

  /** @param {Race} race @param {RaceState} state */
  #show(race, state) {
    if (!this.#landscape) return;
    this.#raceState = state;
    this.form.showRace(race);
    this.stage.showRace(takeSnapshot(race, state, 0), this.#landscape, this.services.t());
    this.services.player.setEnd(raceEnd(race, state.unit));
    this.services.redraw();
  }

  /**
   * Shows the chosen runner's next step, or its last one at the end of its run; requests it if necessary.
   * @param {RaceSnapshot} snapshot
   * @param {boolean} isFast
   */
  #showStep(snapshot, isFast) {
    const t = this.services.t();
    const { chosen, state } = snapshot;
    if (!chosen) return this.stage.showStep(null, snapshot, t, t('race.sentence.cannot'));
    if (chosen.run.epochs === 0) return this.stage.showStep(null, snapshot, t, t('race.sentence.noStep'));
    if (isFast) return this.stage.showStep(null, snapshot, t, t('race.sentence.pause'));
    const epoch = Math.min(chosen.epoch + 1, chosen.run.epochs);
    this.#stepEpoch = epoch < chosen.run.epochs ? epoch : Infinity;
    if (this.#stepKey !== `${state.chosen} ${epoch}`) this.#requestStep(snapshot, epoch);
    if (this.#step) this.stage.showStep(this.#step, snapshot, t);
  }

  /** @param {RaceSnapshot} snapshot @param {number} epoch */
  #requestStep({ race, state }, epoch) {
    const key = `${state.chosen} ${epoch}`;
    this.#stepKey = key;
    this.#step = null;
    const interval = race.names.length === 1 ? race.window[race.names[0]] : null;
    const runner = state.runners[state.chosen];
    const experiment = {
      ...race.experiment,
      optimizer: { name: runner.name, ...this.#settings(state, runner, interval) },
    };
    this.services.request('explain', [experiment, epoch], (result) => {
      if (!result.ok || this.#stepKey !== key || this.#race !== race) return;
      this.#step = result;
      this.services.redraw();
    });
  }
}

/** The part of the state on which the computed race depends, as text. @param {RaceState} state */
function computedPart({ problem, formula, start, epochs, bounds, slice, runners }) {
  const methods = runners.map(({ name, settings }) => [name, settings]);
  return JSON.stringify([problem, problem === 'typed' ? formula : '', start, epochs, bounds, slice, methods]);
}
