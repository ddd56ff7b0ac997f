// Controller of the problem's form, which the workspaces that show it share: requests the parts of the problem that no
// longer hold, shows what the engine made of them, and returns to the last valid values when it refuses some.
import { HeldParts } from '../../engine/held-parts.js';
import { defaultMethod } from '../../experiment/fields.js';
import { valuesOf } from '../../experiment/presets.js';
import { explain } from '../../i18n/explain.js';
import { columnsOf, labelsOf } from '../../experiment/table.js';
import { equationFormula, ruleFormula } from '../formulas.js';
import { problemOf } from '../parts.js';
import { ProblemForm } from '../form/problem-form.js';
import { questionOf } from '../strip/question.js';
import { ProblemChanges, ofExperiment } from './problem-changes.js';
import { RateSearch } from './rate-search.js';
import { verdict } from '../verdict.js';

/**
 * @import { Catalog } from '../../../wasm/engine.d.ts'
 * @import { Parts } from '../../engine/parts.js'
 * @import { Scaling } from '../../experiment/scaling.js'
 * @import { ValidationError } from '../../experiment/validate.js'
 * @import { Problem, ProblemData } from '../parts.js'
 * @import { KeptEpochs } from '../run.js'
 * @import { ScalingComparison } from '../scaling.js'
 * @import { Services } from '../workspace.js'
 */

/**
 * @typedef {object} ProblemView what the open workspace needs of the problem
 * @property {string} kind of request: the worker answers it with these parts
 * @property {Parts} parts
 * @property {KeptEpochs | null} [kept] epochs that stay although the rate has changed
 * @property {Record<string, any>} [options] of the request
 * @property {(values: Record<string, any>) => void} [show] the values of all parts
 * @property {(data: ProblemData) => void} [showData] other data, whose run is not yet computed
 */

/** New data of fewer rows are shown with their run, unless that takes longer than this time (ms). */
const dataDelayMs = 150;
const manyRows = 20_000;

export class ProblemPanel {
  /** @type {Problem | null} the last that could be computed */ problem = null;
  /** @type {ProblemView | null} of the workspace that requested last */ #view = null;
  #held = new HeldParts();
  /** @type {Record<string, number | string> | null} */ #lastValid = null;
  /** @type {Record<string, number | string> | null} */ #requested = null;
  #isAwaited = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #dataTimer;
  /** @type {string[]} */ #lastChanged = [];

  /**
   * @param {Catalog} catalog
   * @param {Omit<Services, 'problem'>} services
   * @param {(paths: string[]) => void} update calls update on the open workspace
   */
  constructor(catalog, services, update) {
    this.catalog = catalog;
    this.services = services;
    this.update = update;
    this.rateSearch = new RateSearch(services);
    this.changes = new ProblemChanges(services, this.rateSearch, () => this.form);
    const { rateSearch, changes } = this;
    const { store, request, explain, language, translate } = services;
    this.form = new ProblemForm(store, catalog, {
      change: (values, isMoving) => {
        if ('optimizer.rate' in values && !('optimizer.name' in values)) rateSearch.keepTyped();
        return services.change(values, isMoving);
      },
      onModel: () => rateSearch.prepare('ifDiverged'),
      onScaling: (option) => {
        rateSearch.prepare('always');
        services.player.seek(0);
        services.change({ 'model.scaling': option }, false);
      },
      requestScaling: () => this.#requestScaling(),
      onFindRate: () => {
        rateSearch.ask();
        update(['optimizer.rate']);
      },
      onSituation: (rate) => changes.playWith({ 'optimizer.rate': rate }),
      onDifficultLoss: (key) => changes.playDifficultLoss(key),
      onPreset: (preset, part) => changes.replaceWith(valuesOf(preset, part), 'always'),
      check: (payload, receive) => request('check', payload, receive),
      translate,
      onOwnData: services.openData,
      onEditData: services.editData,
      onTeach: services.teach,
      onNewNoise: () => services.change({ 'data.seed': Math.floor(Math.random() * 10000) }, false),
      explain,
      language,
    });
    this.element = this.form.element;
    this.rateStrip = this.form.rateStrip;
  }

  /** Shows the experiment in the form. @param {string[]} [changed] paths of the fields that differ from before */
  show(changed = []) {
    this.#lastChanged = changed;
    this.form.show();
  }

  /** Whether the problem of the store's values is still being computed: the one that is held is older. */
  get isAwaited() {
    return this.#isAwaited;
  }

  /** The question about the situation that is shown; '' if there is none. */
  get question() {
    const key = this.problem && questionOf(this.services.store, this.problem);
    return key ? this.services.t()(`questions.${key}`) : '';
  }

  /**
   * Requests the parts that no longer hold.
   * @param {ProblemView} view
   * @returns {boolean} whether there are any
   */
  request(view) {
    this.#view = view;
    const { store, request } = this.services;
    const { kind, parts, options, kept = null } = view;
    const values = store.values();
    const table = store.table();
    const scaling = store.scaling();
    const fields = { ...values, run: kept };
    const findRate = this.rateSearch.wanted;
    const wanted = this.#held.stale(parts, findRate ? { ...fields, run: findRate } : fields);
    if (wanted.length === 0) {
      this.#endNewData();
      this.#isAwaited = false;
      this.changes.playsNext = false;
      return false;
    }
    const known = this.#held.neededBy(parts, wanted);
    this.#requested = values;
    this.#isAwaited = true;
    this.#awaitNewData(view);
    request(
      kind,
      {
        experiment: store.experiment(),
        labels: table && labelsOf(table),
        parts: wanted,
        known,
        findRate,
        kept,
        ...(scaling && { scaling }),
        ...options,
      },
      (/** @type {any} */ answer) => {
        // The values returned to those whose parts are held, before this answer to others came.
        if (!this.#isAwaited) return;
        if (answer.ok) this.#receive(answer.values, fields, values, findRate !== null, view);
        else if (values === this.#requested) this.#refuse(answer.error);
      },
    );
    return true;
  }

  /** Shows other data than those of the problem, without its results, until the run of the new data is here.
   * @param {ProblemView} view */
  #awaitNewData(view) {
    const { store } = this.services;
    const table = store.table();
    clearTimeout(this.#dataTimer);
    if (!table || !this.#lastValid || this.#lastValid['data.table'] === store.choice('data.table')) return;
    const data = { ...columnsOf(table), labels: labelsOf(table) };
    this.#dataTimer = setTimeout(
      () => {
        document.documentElement.dataset.newData = '';
        this.form.showRows(data.x.length, table.lesson ?? null, this.services.t());
        view.showData?.(data);
      },
      data.x.length < manyRows ? dataDelayMs : 0,
    );
  }

  #endNewData() {
    clearTimeout(this.#dataTimer);
    delete document.documentElement.dataset.newData;
  }

  /** Whether new data are shown whose run is still being computed. */
  get hasNewData() {
    return document.documentElement.dataset.newData !== undefined;
  }

  /**
   * @param {Record<string, any>} computed parts
   * @param {Record<string, unknown>} fields from which they were computed
   * @param {Record<string, number | string>} values of the store at that time
   * @param {boolean} hasFoundRate
   * @param {ProblemView} view
   */
  #receive(computed, fields, values, hasFoundRate, view) {
    const { store } = this.services;
    this.#held.add(computed, fields);
    if (this.#held.stale(view.parts, fields).length > 0) {
      // Another answer came between, so that these parts do not belong together.
      this.update([]);
      return;
    }
    const all = this.#held.values();
    const problem = problemOf(all);
    store.use('model.start', problem.parameters);
    store.use('data.constants', problem.formulas.truth?.parameters ?? []);
    // Names that the formulas brought have their defaults, from which the parts were computed.
    for (const [path, value] of Object.entries(store.values())) if (!(path in fields)) fields[path] = value;
    const { rate } = problem.experiment.optimizer;
    /** @type {Record<string, number>} */
    const found = hasFoundRate && rate !== undefined ? { 'optimizer.rate': Number(rate) } : {};
    Object.assign(fields, found);
    this.problem = problem;
    this.#isAwaited = this.#requested !== values;
    if (values['data.table'] === store.choice('data.table')) this.#endNewData();
    this.#lastValid = ofExperiment({ ...values, ...found });
    this.showProblem();
    this.form.showStartError(problem.startError);
    if (view.kind === this.#view?.kind) view.show?.(all);
    if (this.changes.playsNext) {
      this.changes.playsNext = false;
      this.services.player.play();
    }
    if (!hasFoundRate) return;
    this.rateSearch.take(found, this.changes.replaced);
    this.changes.replaced = null;
  }

  /** Requests what standardized columns do to the descent, if the form shows it. */
  #requestScaling() {
    const { store, request } = this.services;
    const possible = store.possibleScaling();
    if (!this.problem || !this.form.scaling.isShown) return;
    if (!possible) return this.#showScaling(null, null);
    const formulas = { none: store.choice('model.formula'), standard: possible.formula };
    const asked = this.problem;
    request('scaling', { experiment: asked.experiment, formulas }, (comparison) => {
      if (this.problem === asked) this.#showScaling(comparison, possible);
    });
  }

  /** @param {ScalingComparison | null} comparison @param {Scaling | null} scaling */
  #showScaling(comparison, scaling) {
    const { tools, t } = this.services;
    tools.use(({ scalingTable }) => this.form.scaling.table.replaceChildren(...scalingTable(comparison, scaling, t())));
  }

  /** Shows the problem on the form, with the verdict on its rate. */
  showProblem() {
    const { problem } = this;
    if (!problem) return;
    const { name } = problem.experiment.optimizer;
    this.form.showProblem(problem, this.#lossOf(problem), this.#rule(problem), name, this.services.t());
    this.#requestScaling();
    this.form.showVerdict(verdict(problem, this.services.t()));
  }

  /** Every field back to the notebook, whatever was typed. */
  reset() {
    this.rateSearch.forgetTyped();
    this.form.forgetErrors();
    this.services.store.reset();
    this.form.show();
  }

  translate() {
    this.form.translate();
    this.showProblem();
  }

  typeset() {
    this.form.typeset();
  }

  /**
   * Shows the engine's error at its field, and returns to the last valid values.
   * @param {ValidationError} error
   */
  #refuse(error) {
    const { store, notify } = this.services;
    this.#isAwaited = false;
    this.#endNewData();
    this.rateSearch.cancel();
    this.changes.replaced = null;
    const valid = this.#lastValid;
    if (!valid) {
      notify((t) => `${t('status.badStart')} ${explain(error, t)}`);
      store.reset();
      return;
    }
    if (!this.form.refuse(error, this.#lastChanged, valid)) notify((t) => explain(error, t));
    store.set(valid);
  }

  /** @param {Problem} problem */
  #lossOf({ experiment }) {
    const { losses } = this.catalog;
    return losses.find(({ name }) => name === experiment.loss?.name) ?? losses[0];
  }

  /** The rule of the experiment's method. @param {Problem} problem */
  #rule({ experiment, formulas: { model }, parameters }) {
    const method = experiment.optimizer.name;
    const other = this.catalog.optimizers.find(({ name }) => name === method && name !== defaultMethod);
    if (other) return equationFormula(other.equation);
    const wanted = this.#view?.options?.along;
    const along = parameters.includes(wanted) ? wanted : parameters[0];
    return ruleFormula(model.symbols[along], parameters.length === 1);
  }
}
