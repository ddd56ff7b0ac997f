// Controller of the Map workspace: requests the run's study, the profiles and the noise study from the engine, has the
// map computed by the pool, and updates the stage. The run that plays is the experiment's; choosing a cell changes the
// experiment.
import { isAffected } from '../engine/parts.js';
import { MapPool } from '../engine/pool.js';
import { problemParts } from '../problem/parts.js';
import { bestCells, isStart } from './charts/best-cells.js';
import { cellPoint } from './charts/map-cells.js';
import { dialName } from './dial-menus.js';
import { dialsOf, hasDial } from './dials.js';
import { MapDrawer } from './map-drawer.js';
import { MapExperiment } from './map-experiment.js';
import { MapStage } from './map-stage.js';
import { NoiseRequests } from './noise-requests.js';
import { ProfileRequests } from './profile-requests.js';
import { changedMap, decodeMap, defaultMap, encodeMap, withDials } from './state.js';

/**
 * @import { Catalog, Experiment, Sweep } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { Frame, Services, Workspace } from '../problem/workspace.js'
 * @import { RunStudy } from './answers.js'
 * @import { MapPicture } from './charts/map-chart.js'
 * @import { MapState } from './state.js'
 */

/** Epochs that a search for good settings may take. */
const searchBudget = 100_000;
const maxListed = 8;

/** The fields on which the requests depend, besides the state of the map. */
const dependencies = {
  study: ['data', 'model', 'loss', 'optimizer', 'stop', 'precision'],
  profiles: ['data', 'model', 'loss', 'stop', 'precision'],
  noiseStudy: ['data', 'model', 'loss', 'precision'],
  errorParts: ['data', 'model', 'loss', 'optimizer', 'stop', 'precision'],
};

/** @implements {Workspace} */
export class MapWorkspace {
  field = 'view.map';
  opensAtEnd = true;
  /** @type {MapExperiment} */ #experiment;
  #drawer;
  /** @type {MapPool | null} */ #pool = null;
  /** The dials that were chosen. @type {MapState} */ #chosen = defaultMap;
  /** The dials that are shown: the experiment has them. @type {MapState} */ #state = defaultMap;
  /** @type {RunStudy | null} */ #study = null;
  /** Number of the last request for a study: an answer about an earlier experiment or other dials does not hold. */
  #studyNumber = 0;
  /** @type {MapPicture | null} */ #picture = null;
  /** Names of the parameters of the problem that the form shows. */ #parameters = '';
  /** The run plays as soon as it is computed. */ #playsNext = false;
  /** The run waits for its map, so that one frame shows both. */ #awaitsMap = false;
  /** @type {ProfileRequests} */ #profiles;
  /** @type {NoiseRequests} */ #noise;

  /** @param {Catalog} catalog @param {Services} services */
  constructor(catalog, services) {
    this.catalog = catalog;
    this.services = services;
    this.#experiment = new MapExperiment(services.store, catalog);
    this.stage = new MapStage(catalog, {
      onDials: (change) => {
        this.#chosen = changedMap(this.#state, change);
        services.change({ [this.field]: encodeMap(this.#chosen) }, false);
      },
      onMethod: (name) => this.#choose(name),
      onUse: (x, y) => this.#useSettings(x, y),
      onCancel: () => this.#cancel(),
      onTune: () => this.#tune(),
      onNoiseStudy: () => this.#requestNoiseStudy(),
      onRunners: () => services.change({ 'view.workspace': 'race' }, false),
      onMoved: services.redraw,
      names: () => this.#names(),
      translate: services.translate,
      t: services.t,
    });
    this.#drawer = new MapDrawer(() => this.pool, {
      axes: (points) => ({
        x: this.#experiment.axis(this.#state.x, points),
        y: this.#experiment.axis(this.#state.y, points),
      }),
      onMap: (map, options, experiment, final) => this.#showMap(map, options, experiment, final),
      onProgress: (share) => this.stage.showProgress(share),
      onError: (error) => {
        this.#ready();
        this.stage.showMessage(services.explain(error));
      },
    });
    this.#profiles = new ProfileRequests(this.#experiment, services);
    this.#noise = new NoiseRequests(this.#experiment, services, this.stage.noiseStudy);
    this.elements = [services.problem.element, this.stage.element];
  }

  /** Key of the open panel, or ''. */
  get panel() {
    return this.stage.tabs.open;
  }

  set panel(key) {
    this.stage.tabs.open = key;
  }

  /** Read by tests. */
  get picture() {
    return this.#picture;
  }
  get study() {
    return this.#study;
  }
  /** The workers for maps; null: the engine has not arrived. */
  get pool() {
    const startWorker = this.services.startWorker();
    if (startWorker) this.#pool ??= new MapPool(startWorker, navigator.hardwareConcurrency ?? 2);
    return this.#pool;
  }

  /** Reads the state from the store. @returns {boolean} whether it is valid */
  read() {
    const state = decodeMap(this.services.store.choice(this.field));
    this.#chosen = state ?? defaultMap;
    return state !== null;
  }

  // --- Requests --------------------------------------------------------------------------------------------------

  /** @param {string[] | null} paths of the fields that changed; null: all */
  update(paths) {
    if (paths?.every((path) => path.startsWith('view.') && path !== this.field)) return;
    if (isAffected(dependencies.profiles, paths)) this.#profiles.isStale = true;
    for (const name of /** @type {const} */ (['noiseStudy', 'errorParts']))
      if (isAffected(dependencies[name], paths)) this.#noise.isStale[name] = true;
    if (isAffected([...dependencies.study, this.field], paths)) this.#requestStudy();
    const { problem } = this.services;
    const isRequested = problem.request({
      kind: 'problem',
      parts: problemParts,
      show: (values) => {
        const names = Object.keys(values.run.experiment.model.start).join();
        if (names !== this.#parameters) this.#requestStudy();
        this.#parameters = names;
        this.stage.showQuestion(problem.question);
      },
    });
    if (isRequested) return;
    problem.showProblem();
    this.stage.showQuestion(problem.question);
  }

  /** Refines the map, and writes what waited until no slider moves. @param {boolean} hasMoved */
  rest(hasMoved) {
    if (!this.#study) return;
    this.stage.summarize(this.#study, this.services.t());
    if (!hasMoved) return;
    this.#drawer.draw(this.#experiment.values(), false);
    if (this.stage.tabs.shows('noiseStudy')) this.#requestNoiseStudy();
  }

  #requestStudy() {
    this.#studyNumber += 1;
    if (!this.#chooseDials()) {
      this.#study = null;
      this.#experiment.stableRate = null;
      this.#drawer.cancel();
      return;
    }
    const { x, y } = this.#state;
    const request = {
      experiment: this.#experiment.values(),
      axes: { x: this.#experiment.searchAxis(x), y: this.#experiment.searchAxis(y) },
    };
    const asked = this.#studyNumber;
    this.services.request('runStudy', request, (result) => {
      // While a slider moves, earlier answers are shown too, unless there is no map any more.
      if (this.#study === null && this.#studyNumber !== asked) return;
      if (result.ok) this.#receive(result.study);
      else this.stage.showMessage(this.services.explain(result.error));
    });
  }

  /**
   * Shows the chosen dials, or others in place of those that the experiment does not have.
   * @returns {boolean} whether there are two
   */
  #chooseDials() {
    const dials = dialsOf(this.services.store, this.#experiment.method);
    const state = withDials(this.#chosen, dials);
    this.#state = state ?? this.#state;
    this.stage.dials.show(dials, this.#state, this.#experiment.method.name, this.services);
    if (!state) this.stage.showMessage(this.services.t()('map.oneDial'));
    return state !== null;
  }

  /** @param {RunStudy} study */
  #receive(study) {
    const { player, isMoving, t } = this.services;
    this.#study = study;
    this.#experiment.stableRate = study.theory?.stableRate ?? null;
    this.#drawer.draw(this.#experiment.values(), isMoving());
    this.#awaitsMap = isMoving() && this.pool?.busy === true;
    if (!this.#awaitsMap) this.#ready();
    if (this.#playsNext) {
      player.seek(0);
      player.play();
    }
    this.#playsNext = false;
    this.stage.showStudy(study, t());
    if (!isMoving()) this.stage.summarize(study, t());
    this.#requestProfiles();
    this.stage.noiseStudy.showEnd(study.end);
    if (this.stage.tabs.shows('noiseStudy') && !isMoving()) this.#requestNoiseStudy();
  }

  #ready() {
    this.#awaitsMap = false;
    if (!this.#study) return;
    this.services.player.setEnd(this.#study.loss.length - 1);
    this.services.redraw();
  }

  #requestProfiles() {
    this.#profiles.request(this.#state.x, {
      onMove: (here) => this.stage.moveProfiles(here),
      onProfiles: (picture) => {
        this.stage.showProfiles(picture);
        if (this.#study && !this.services.isMoving()) this.stage.summarize(this.#study, this.services.t());
        if (!this.#awaitsMap) this.services.redraw();
      },
    });
  }

  #requestNoiseStudy() {
    this.#noise.request(() => this.#study?.end ?? {});
  }

  /** Searches good settings of both dials. A start is given and keeps its value, unless both dials are starts. */
  #tune() {
    const paths = [this.#state.x, this.#state.y];
    const settings = paths.filter((path) => !isStart(path));
    const searched = settings.length > 0 ? settings : paths;
    const axes = searched.map((path) => this.#experiment.axis(path, 2));
    const here = paths.map((path) => this.#experiment.valueOf(path));
    const valuesOf = (/** @type {Float64Array} */ found) =>
      paths.map((path, k) => (searched.includes(path) ? found[searched.indexOf(path)] : here[k]));
    this.stage.best.showWorking(this.services.t());
    const asked = this.#studyNumber;
    this.services.request('tune', [this.#experiment.values(), { axes, budget: searchBudget }], (result) => {
      if (this.#studyNumber !== asked) return;
      if (!result.ok) {
        this.stage.best.clearSearch();
        return this.stage.showMessage(this.services.explain(result.error));
      }
      const ranked = result.ranked
        .filter((/** @type {any} */ trial) => trial.status === 'settled')
        .slice(0, maxListed)
        .map((/** @type {any} */ trial) => ({
          values: valuesOf(trial.values),
          epochs: trial.epochs,
          loss: trial.loss,
        }));
      this.stage.best.show(ranked, this.#names(), 'tuner', this.services.t());
      this.stage.best.showSearch(result, this.services.t());
    });
  }

  // --- The map ---------------------------------------------------------------------------------------------------

  /**
   * @param {Sweep} map
   * @param {MapPicture['options']} options
   * @param {Experiment} experiment
   * @param {boolean} final no finer map follows: the summary and the list of the best wait for it
   */
  #showMap(map, options, experiment, final) {
    this.#picture = {
      map,
      options,
      theory: this.#study?.theory ?? null,
      epochs: experiment.stop.epochs,
      method: this.#experiment.method.name,
      final,
      here: { x: this.#experiment.valueOf(options.x.path), y: this.#experiment.valueOf(options.y.path) },
    };
    this.#present(this.#picture);
  }

  /** @param {MapPicture} picture */
  #present(picture) {
    const t = this.services.t();
    this.stage.showMap(picture);
    if (picture.final) {
      this.stage.best.show(bestSettings(picture), this.#names(), 'map', t);
      if (this.#study) this.stage.summarize(this.#study, t);
    }
    if (this.#awaitsMap) this.#ready();
    else this.services.redraw();
  }

  #cancel() {
    this.#drawer.cancel();
    if (this.#picture) {
      this.#picture = { ...this.#picture, final: true };
      this.#present(this.#picture);
    }
  }

  // --- Gestures --------------------------------------------------------------------------------------------------

  /** Sets both dials and plays the run. @param {number} x @param {number} y */
  #useSettings(x, y) {
    /** @type {Record<string, number | string>} */
    const values = {};
    for (const [path, value] of /** @type {[string, number][]} */ ([
      [this.#state.x, x],
      [this.#state.y, y],
    ])) {
      const field = this.services.store.field(path);
      values[path] = field.type === 'number' && field.integer ? Math.round(value) : value;
    }
    this.#playsNext = true;
    this.services.change(values, false);
  }

  /** Another method of the experiment, which keeps the rate if it has one. @param {string} name */
  #choose(name) {
    const { store, change } = this.services;
    const hasRate =
      hasDial(this.#experiment.method, 'optimizer.rate') &&
      hasDial(this.#experiment.methodNamed(name), 'optimizer.rate');
    const rate = hasRate && { 'optimizer.rate': store.number('optimizer.rate') };
    change({ 'optimizer.name': name, ...rate }, false);
  }

  // --- Workspace -------------------------------------------------------------------------------------------------

  /** @param {Frame} frame */
  draw({ position }) {
    if (!this.#study) return null;
    this.stage.show(this.#study, position, this.services.t(), this.services.isMoving());
    const { loss } = this.#study;
    return { loss: loss[Math.min(Math.floor(position), loss.length - 1)], unit: /** @type {const} */ ('epoch') };
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
    if (!this.#chooseDials() || !this.#study) return;
    this.stage.showStudy(this.#study, this.services.t());
    this.stage.showQuestion(this.services.problem.question);
    this.stage.summarize(this.#study, this.services.t());
    if (this.#picture) this.#present(this.#picture);
    this.services.redraw();
  }

  #names() {
    return { x: dialName(this.#state.x, this.services), y: dialName(this.#state.y, this.services) };
  }
}

/** Some of the fastest cells, spread evenly over all of them. @param {MapPicture} picture */
function bestSettings(picture) {
  const { map } = picture;
  const { fewest, cells } = bestCells(picture);
  const stride = Math.max(1, Math.floor(cells.length / maxListed));
  return cells
    .filter((_, k) => k % stride === 0)
    .slice(0, maxListed)
    .map((cell) => ({ values: Object.values(cellPoint(map, cell)), epochs: fewest, loss: map.loss[cell] }));
}
