// The descent: from the values of the store to a problem that the engine computed, and to the form and the charts
// that show it.
import { ProblemForm } from '../problem/problem-form.js';
import { Stage } from './stage.js';
import { pastOf, release } from './past.js';
import { valuesOf } from '../experiment/presets.js';
import { takeSnapshot } from './snapshot.js';
import { equationFormula, ruleFormula } from '../problem/formulas.js';
import { sceneRanges } from './charts/scene.js';
import { verdict } from '../problem/verdict.js';

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { Scene } from '../chart/figure.js'
 * @import { Problem as Mistake } from '../experiment/validate.js'
 * @import { Player } from '../shell/player.js'
 * @import { Guest, Services } from '../shell/workspaces.js'
 * @import { Past, Problem, RangeName } from './compute.js'
 * @import { Snapshot } from './snapshot.js'
 */

/**
 * @typedef {object} Host what the page does for the descent alone
 * @property {() => boolean} settled nothing is on its way
 * @property {() => void} compute everything that is open
 * @property {() => Guest | null} guest the open workspace, if it is another
 * @property {(sentence: string) => void} say
 * @property {(text: string) => void} copy
 * @property {() => void} openOwnData
 */

export class Descent {
  /** @type {Problem | null} */ problem = null;
  /** @type {Past | null} the epochs that stand since the rate changed while the descent played */ #past = null;
  /** @type {Scene['ranges'] | null} */ #ranges = null;
  /** @type {Record<string, number | string> | null} the values of the last problem that could be computed */ #good =
    null;
  /** @type {Record<string, number | string> | null} the values of the last question */ #asked = null;
  /** @type {string[]} */ #lastChanged = [];
  /** @type {'always' | 'ifDiverged' | null} whether a learning rate is to be found */ #tune = null;

  /** @param {Catalog} catalog @param {Player} player @param {Omit<Services, 'form'>} services @param {Host} host */
  constructor(catalog, player, services, host) {
    this.catalog = catalog;
    this.player = player;
    this.services = services;
    this.host = host;
    const { store, ask, explain, language, translate } = services;
    /**
     * A question about the problem that is shown.
     * @param {any} kind
     * @param {(problem: Problem) => any} payload
     * @param {(result: any) => void} receive
     */
    const askOf = (kind, payload, receive) => this.problem && ask(kind, payload(this.problem), receive);
    this.form = new ProblemForm(store, {
      onChange: (path, value, settled) => {
        if (path === 'model.formula') this.#tune = 'ifDiverged';
        return services.change({ [path]: value }, settled);
      },
      onFindRate: () => this.#findRate(),
      onPreset: (preset, part) => this.#startWith(valuesOf(preset, part), 'always'),
      check: (payload, receive) => ask('check', payload, receive),
      translate,
      onOwnData: host.openOwnData,
      onNewNoise: () => services.change({ 'data.seed': Math.floor(Math.random() * 10000) }, true),
      explain,
      language,
    });
    this.stage = new Stage(store, {
      onSeek: (epoch) => player.seek(epoch),
      onChange: (path, value) => services.change({ [path]: value }, true),
      onCopy: host.copy,
      onMoved: services.moved,
      askDerivative: (point, receive) => askOf('derivative', ({ experiment }) => ({ experiment, point }), receive),
      askSlice: (point, receive) =>
        askOf('slice', ({ experiment, along, landscape: { range } }) => ({ experiment, point, along, range }), receive),
      askFit: (receive) => askOf('fit', ({ experiment, curves: { x } }) => ({ experiment, x }), receive),
      askTrace: (point, row, receive) => askOf('trace', ({ experiment }) => ({ experiment, point, row }), receive),
      explain,
      language,
    });
    this.elements = [this.form.element, this.stage.element];
  }

  /** The store's values are others now. @param {string[]} paths */
  changed(paths) {
    this.#lastChanged = paths;
    const onlyRate = paths.every((path) => path === 'optimizer.rate');
    this.#past =
      onlyRate && this.player.playing && this.problem ? pastOf(this.problem, Math.floor(this.player.position)) : null;
    this.showValues();
  }

  /** What the store holds, computed or not. */
  showValues() {
    this.form.show();
    this.stage.showChoices();
  }

  /** Asks for the problem. */
  compute() {
    const { store, ask } = this.services;
    const settled = this.host.settled();
    const range = /** @type {RangeName} */ (store.choice('view.range'));
    const previous = this.#ranges?.loss.x ?? null;
    const payload = {
      experiment: store.experiment(),
      tune: this.#tune,
      along: store.choice('view.along'),
      range: { name: range, previous, settled },
      epoch: this.player.atEnd ? Infinity : Math.floor(this.player.position),
      past: this.#past,
    };
    const values = store.values();
    ask('problem', payload, (result) => {
      if (result.ok) {
        this.#show(result.problem, values);
        if (payload.tune) this.#takeRate(result.problem);
      } else if (values === this.#asked) this.#refuse(result.error);
    });
    this.#asked = values;
  }

  /** @param {Problem} problem @param {Record<string, number | string>} values that it was computed from */
  #show(problem, values) {
    this.#good = values;
    if (this.problem && this.problem !== problem) release(this.problem.curves.y);
    this.problem = problem;
    const { store, moved } = this.services;
    const t = this.services.t();
    const settled = this.host.settled();
    const guest = this.host.guest();
    this.#ranges = sceneRanges(problem, this.#ranges, settled);
    const renamed = [
      store.use('model.start', problem.parameters),
      store.use('data.constants', problem.formulas.truth?.parameters ?? []),
    ].includes(true);
    this.form.showProblem(problem, this.#lossOf(problem), this.#ruleOf(problem), t);
    this.form.blame(problem.mistake);
    if (!guest) this.player.offer(problem.trajectory.epochs);
    this.#judge(problem);
    if (renamed && guest?.withForm) guest.compute(settled);
    this.stage.showProblem(problem, t, !settled);
    moved();
  }

  /** @param {Problem} problem */
  #judge(problem) {
    const t = this.services.t();
    this.form.judge(this.host.guest()?.verdict?.(t) ?? verdict(problem, t));
  }

  /** @param {Problem} problem */
  #lossOf({ experiment }) {
    const { losses } = this.catalog;
    return losses.find(({ name }) => name === experiment.loss?.name) ?? losses[0];
  }

  /** The rule of the method that descends in the open workspace. @param {Problem} problem */
  #ruleOf({ formulas: { model }, along, parameters }) {
    const method = this.host.guest()?.method?.();
    const other = this.catalog.optimizers.find(({ name }) => name === method && name !== 'gd');
    return other ? equationFormula(other.equation) : ruleFormula(model.symbols[along], parameters.length === 1);
  }

  /**
   * Other data or another model, from the start.
   * @param {Record<string, number | string>} values
   * @param {'always' | 'ifDiverged'} tune whether the learning rate is to suit them
   */
  #startWith(values, tune) {
    this.player.seek(0);
    this.#tune = tune;
    this.services.change(values, true);
  }

  /** Data of one's own, or none: then they are simulated again. @param {string} table */
  useTable(table) {
    this.#startWith({ 'data.table': table }, 'ifDiverged');
  }

  /** The rate that the engine found. @param {Problem} problem */
  #takeRate({ experiment }) {
    this.#tune = null;
    this.services.store.set({ 'optimizer.rate': Number(experiment.optimizer.rate) });
  }

  #findRate() {
    this.#tune = 'always';
    this.host.compute();
  }

  /**
   * The engine refuses the experiment: say why at the field, and go back to the last good one.
   * @param {Mistake} error
   */
  #refuse(error) {
    const { store, explain, t } = this.services;
    const good = this.#good;
    if (!good) {
      this.host.say(`${t()('status.badStart')} ${explain(error)}`);
      store.reset();
      return;
    }
    if (!this.form.refuse(error, this.#lastChanged, good)) this.host.say(explain(error));
    store.set(good);
  }

  /**
   * One frame.
   * @param {number} position
   * @param {boolean} hasty epochs pass faster than one reads
   * @returns {Snapshot | null} what it shows
   */
  show(position, hasty) {
    if (!this.problem || !this.#ranges) return null;
    const snapshot = takeSnapshot(this.problem, position);
    this.stage.show(snapshot, this.#ranges, this.services.t(), hasty);
    return snapshot;
  }

  /** Says in words what the charts show. */
  summarize() {
    if (this.problem) this.stage.summarize(takeSnapshot(this.problem, this.player.position), this.services.t());
  }

  /** One rate for the whole run again. @returns {boolean} whether there were several */
  forgetPast() {
    const had = this.#past !== null;
    this.#past = null;
    return had;
  }

  /** Back to the notebook, whatever was typed. */
  reset() {
    this.form.forgetErrors();
    this.#past = null;
    this.services.store.reset();
    this.form.show();
  }

  translate() {
    this.form.translate();
    if (!this.problem) return;
    this.#judge(this.problem);
    this.stage.showProblem(this.problem, this.services.t());
    this.stage.translate(this.services.t());
  }

  typeset() {
    this.form.typeset();
    this.stage.typeset();
  }
}
