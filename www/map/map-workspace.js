// The map as a workspace of the page: the problem's form beside it, maps drawn by a pool of workers, everything else
// by the page's own engine. The run that plays is the experiment itself; a click on a cell sets it.
import { dialValue, dials, encodeMap, decodeMap, mapped, methods, standardMap, stretch } from './state.js';
import { decodeRace, standardRace } from '../experiment/race.js';
import { bestCells, cellText, mapSummary } from './map-chart.js';
import { methodVerdict } from './method-verdict.js';
import { dialName } from './dial-menus.js';
import { MapDrawer } from './map-drawer.js';
import { MapStage } from './map-stage.js';
import { problemParts } from '../problem/parts.js';

/**
 * @import { Axis, Catalog, Experiment, Sweep } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Frame, Services } from '../problem/workspace.js'
 * @import { Lab, computeProfiles } from './lab.js'
 * @import { MapPicture } from './map-chart.js'
 * @import { MapPreset, MapState } from './state.js'
 */

const profilePoints = 120;
/** Draws of the noise. */
const draws = 5000;
const budget = 100_000;
/** Shown in the list of the best. */
const listed = 8;

export class MapWorkspace {
  field = 'view.map';
  #drawer;
  /** @type {MapState} */ #state = standardMap;
  /** @type {Lab | null} */ #lab = null;
  /** @type {MapPicture | null} */ #picture = null;
  #stableRate = 0.735;
  #playNext = false;
  /** Names of the parameters of the problem that the form shows. */ #parameters = '';
  /** A run that waits for its map, so that one frame shows both. */
  #waiting = false;

  /** @param {Catalog} catalog @param {Services} services */
  constructor(catalog, services) {
    this.catalog = catalog;
    this.services = services;
    this.stage = new MapStage({
      onState: (change) => this.#change(change),
      onCell: (cell) => this.#use(cell),
      onPreset: (preset) => this.#usePreset(preset),
      onCancel: () => this.#cancel(),
      onTune: () => this.#tune(),
      onUse: (x, y) => this.#useValues(x, y),
      onLuck: () => this.#luck(),
      onRunners: () => services.change({ 'view.workspace': 'race' }, false),
      onMoved: services.redraw,
      describe: (cell) => (this.#picture ? cellText(this.#picture, cell, this.#names(), services.t()) : ''),
      translate: services.translate,
    });
    this.#drawer = new MapDrawer(services.pool, {
      axes: (points) => ({ x: this.#axis(this.#state.x, points), y: this.#axis(this.#state.y, points) }),
      onMap: (map, options, experiment, final) => this.#show(map, options, experiment, final),
      onProgress: (share) => this.stage.showProgress(share),
      onError: (error) => {
        this.#ready();
        this.stage.say(services.explain(error));
      },
    });
    this.elements = [services.problem.element, this.stage.element];
  }

  /** What is shown, for tests. */
  get picture() {
    return this.#picture;
  }
  get lab() {
    return this.#lab;
  }
  get pool() {
    return this.services.pool();
  }

  read() {
    const state = decodeMap(this.services.store.choice(this.field));
    this.#state = state ?? standardMap;
    return state !== null;
  }

  /** @param {string[] | null} paths of the fields that changed; null: all */
  update(paths) {
    if (paths?.every((path) => path.startsWith('view.') && path !== this.field)) return;
    this.compute(!this.services.isMoving());
    const { problem } = this.services;
    const isRequested = problem.request({
      kind: 'problem',
      parts: problemParts,
      method: this.#state.method,
      verdict: () => this.#verdict(this.services.t()),
      show: (values) => {
        const names = Object.keys(values.run.experiment.model.start).join();
        if (names !== this.#parameters) this.compute(!this.services.isMoving());
        this.#parameters = names;
      },
    });
    if (!isRequested) problem.showProblem();
  }

  /** @param {boolean} hasMoved */
  rest(hasMoved) {
    if (hasMoved) this.compute(true);
  }

  /** @param {boolean} settled */
  compute(settled) {
    const { store } = this.services;
    const known = dials(store, this.#state.method);
    if (!known.includes(this.#state.x) || !known.includes(this.#state.y))
      this.#state = {
        ...this.#state,
        x: 'optimizer.rate',
        y: known.find((path) => path.startsWith('model.start')) ?? known[1],
      };
    this.stage.dials.show(known, this.#state, this.services);
    const experiment = this.#experiment();
    this.services.request(
      'lab',
      { experiment, axes: { x: this.#searched(this.#state.x), y: this.#searched(this.#state.y) } },
      (result) => {
        if (!result.ok) return this.stage.say(this.services.explain(result.error));
        this.#lab = result.lab;
        const limit = result.lab.theory?.stableRate;
        const moved = limit !== undefined && Math.abs(limit - this.#stableRate) > 1e-9 * limit;
        if (moved) this.#stableRate = limit;
        this.#drawer.draw(this.#experiment(), settled);
        this.#waiting = !settled && this.services.pool()?.busy === true;
        if (!this.#waiting) this.#ready();
        if (this.#playNext) {
          this.services.player.seek(0);
          this.services.player.play();
        }
        this.#playNext = false;
        this.stage.showLab(result.lab, settled, this.services.t());
        this.#profile(settled);
        if (this.stage.tabs.shows('luck') && settled) this.#luck();
      },
    );
  }

  #ready() {
    this.#waiting = false;
    if (!this.#lab) return;
    this.services.player.setEnd(this.#lab.loss.length - 1);
    this.services.redraw();
  }

  // --- The map -------------------------------------------------------------------------------------------------

  /**
   * Words and lists wait for the last map.
   * @param {Sweep} map
   * @param {MapPicture['options']} options
   * @param {Experiment} experiment
   * @param {boolean} final
   */
  #show(map, options, experiment, final) {
    const at = (/** @type {string} */ path) => dialValue(this.services.store, experiment, path, this.catalog);
    this.#picture = {
      map,
      options,
      theory: this.#lab?.theory ?? null,
      epochs: experiment.stop.epochs,
      method: this.#state.method,
      final,
      here: { x: at(options.x.path), y: at(options.y.path) },
    };
    this.#present();
  }

  #present() {
    if (!this.#picture) return;
    const summary = this.#picture.final ? mapSummary(this.#picture, this.#names(), this.services.t()) : null;
    this.stage.showMap(this.#picture, summary, this.#names());
    if (summary) this.stage.best.show(this.#bestOfMap(), this.#names(), 'map', this.services.t());
    if (this.#waiting) this.#ready();
    else this.services.redraw();
  }

  /** Some of the fastest cells, spread over them. */
  #bestOfMap() {
    if (!this.#picture) return [];
    const { map } = this.#picture;
    const { fewest, cells } = bestCells(map);
    const every = Math.max(1, Math.floor(cells.length / listed));
    return cells
      .filter((_, k) => k % every === 0)
      .slice(0, listed)
      .map((cell) => ({
        values: [map.x[cell % map.x.length], map.y[Math.floor(cell / map.x.length)]],
        epochs: fewest,
        loss: map.loss[cell],
      }));
  }

  #cancel() {
    this.#drawer.cancel();
    if (this.#picture) this.#picture = { ...this.#picture, final: true };
    this.#present();
  }

  // --- What a person asks for ----------------------------------------------------------------------------------

  /** @param {Partial<MapState>} change */
  #change(change) {
    const state = { ...this.#state, ...change };
    if (change.x && change.x === this.#state.y) state.y = this.#state.x;
    if (change.y && change.y === this.#state.x) state.x = this.#state.y;
    if (change.method) {
      const own = methods[change.method].map((key) => `optimizer.${key}`);
      for (const axis of /** @type {const} */ (['x', 'y']))
        if (/^optimizer\.(?!rate|batch)/.test(state[axis]) && !own.includes(state[axis]))
          state[axis] = own[0] ?? standardMap[axis];
    }
    this.services.change({ [this.field]: encodeMap(state) }, false);
  }

  /** @param {number} cell of the map */
  #use(cell) {
    if (!this.#picture) return;
    const { map } = this.#picture;
    this.#useValues(map.x[cell % map.x.length], map.y[Math.floor(cell / map.x.length)]);
  }

  /** The experiment gets these settings, and its run plays. @param {number} x @param {number} y */
  #useValues(x, y) {
    /** @type {Record<string, number | string>} */
    const values = {};
    const settings = { ...this.#state.settings };
    for (const [path, value] of /** @type {[string, number][]} */ ([
      [this.#state.x, x],
      [this.#state.y, y],
    ])) {
      if (this.services.store.has(path)) values[path] = value;
      else settings[path.slice('optimizer.'.length)] = value;
    }
    this.#playNext = true;
    this.services.change({ ...values, [this.field]: encodeMap({ ...this.#state, settings }) }, false);
  }

  /** @param {MapPreset} preset */
  #usePreset({ values, map }) {
    const problem = Object.fromEntries(
      Object.entries(this.services.store.standard()).filter(([path]) => !path.startsWith('view.')),
    );
    this.#playNext = true;
    this.services.change({ ...problem, ...values, [this.field]: encodeMap({ ...standardMap, ...map }) }, false);
  }

  #tune() {
    const axes = [this.#axis(this.#state.x, 2), this.#axis(this.#state.y, 2)];
    this.stage.best.wait(this.services.t());
    this.services.request('tune', [this.#experiment(), { axes, budget }], (result) => {
      if (!result.ok) return this.stage.say(this.services.explain(result.error));
      const ranked = result.ranked
        .filter((/** @type {any} */ trial) => trial.status === 'reached')
        .slice(0, listed)
        .map((/** @type {any} */ trial) => ({ values: [...trial.values], epochs: trial.epochs, loss: trial.loss }));
      this.stage.best.show(ranked, this.#names(), 'tuner', this.services.t());
      this.stage.best.explain(result, this.services.t());
    });
  }

  /** All runners of the race that are not hidden there, on this problem. @param {boolean} settled */
  #profile(settled) {
    const experiment = this.#experiment();
    const x = this.#axis(this.#state.x, profilePoints);
    const race = decodeRace(this.services.store.choice('view.race'), this.catalog) ?? standardRace;
    const shown = race.runners.flatMap((runner, index) =>
      runner.muted ? [] : [{ ...runner, index, level: !this.#turns(runner.name, x.path) }],
    );
    this.services.request(
      'profiles',
      { experiment, runners: shown, x },
      (/** @type {ReturnType<typeof computeProfiles>} */ { profiles }) => {
        const drawn = profiles.flatMap(({ profile }, k) => (profile ? [{ index: shown[k].index, profile }] : []));
        const failed = profiles.flatMap(({ error }, k) =>
          error ? [{ index: shown[k].index, name: shown[k].name, error: this.services.explain(error) }] : [],
        );
        const t = this.services.t();
        const here = dialValue(this.services.store, experiment, x.path, this.catalog);
        this.stage.showProfiles(
          { profiles: drawn, axis: x, epochs: experiment.stop.epochs, here },
          failed,
          (index) => t(`optimizers.${race.runners[index].name}`),
          this.#names().x,
          settled,
          t,
        );
        if (!this.#waiting) this.services.redraw();
      },
    );
  }

  /** Whether a dial means anything to a method. @param {string} name @param {string} path */
  #turns(name, path) {
    const [part, key] = path.split('.');
    return (
      part !== 'optimizer' ||
      this.catalog.optimizers.some((row) => row.name === name && row.hyperparameters.some((each) => each.key === key))
    );
  }

  #luck() {
    this.services.request('noiseStudy', [this.#experiment(), { draws }], (result) => {
      if (!result.ok) return this.stage.luck.apologize(this.services.explain(result.error));
      this.stage.luck.show({ study: result, end: this.#lab?.end ?? {}, draws }, this.services.t());
      this.services.redraw();
    });
  }

  // --- What the page asks --------------------------------------------------------------------------------------

  /** @param {Frame} frame */
  draw({ position }) {
    if (!this.#lab) return null;
    this.stage.show(this.#lab, position);
    return {
      loss: this.#lab.loss[Math.min(Math.floor(position), this.#lab.loss.length - 1)],
      unit: /** @type {const} */ ('epoch'),
    };
  }

  /** @param {Translate} t */
  #verdict(t) {
    return this.#state.method === 'gd' || !this.#lab ? null : methodVerdict(this.#state.method, this.#lab, t);
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    this.stage.usePlotly(plotly);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.stage.setTheme(theme);
  }

  typeset() {}

  translate() {
    if (this.#lab) this.compute(true);
  }

  /** With the starts that the model names, and no others: any of them may be an axis. */
  #experiment() {
    const { store } = this.services;
    const { model, ...rest } = store.experiment();
    const start = Object.fromEntries(
      Object.entries(model.start).filter(([name]) => store.inEffect(store.field(`model.start.${name}`))),
    );
    return mapped({ ...rest, model: { ...model, start } }, this.#state);
  }

  /** @param {string} path @param {number} points @returns {Axis} */
  #axis(path, points) {
    return { ...stretch(this.services.store, this.#state, path, this.#stableRate), points };
  }

  /**
   * The stretch of a dial in which the best loss of this very problem is looked for.
   * @param {string} path
   * @returns {Axis}
   */
  #searched(path) {
    const { store } = this.services;
    const value = store.number(path);
    return /^(data|loss)\./.test(path) ? { path, from: value, to: value, points: 1 } : this.#axis(path, 2);
  }

  #names() {
    const name = (/** @type {string} */ path) => dialName(path, this.services);
    return { x: name(this.#state.x), y: name(this.#state.y) };
  }
}
