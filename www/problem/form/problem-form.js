// The form of the problem: data, model, loss, method, in the order in which the numbers flow.
import { textOf } from '../../experiment/bounds.js';
import { difficultLossOf } from '../../experiment/difficult-losses.js';
import { predictorNames } from '../../experiment/table.js';
import { definitions, fieldSymbols, gradientFormulas, lossFormula, modelFormula } from '../formulas.js';
import { ChoiceControl } from '../../ui/choice-control.js';
import { inTurn } from '../../engine/steps.js';
import { el, icon, setIfChanged, setText } from '../../ui/dom.js';
import { FormulaControl } from '../../ui/formula-control.js';
import { LossControls } from './loss-controls.js';
import { MethodSection } from './method-section.js';
import { NamedNumbers } from './named-numbers.js';
import { PresetMenus } from './preset-menus.js';
import { ScalingControl } from './scaling-control.js';
import { reveal, section } from './section.js';
import { TypesetFormulas } from './typeset-formulas.js';
import { NumberControl } from '../../ui/number-control.js';
import { RateStrip } from '../strip/rate-strip.js';
import { StopBounds } from '../stop-bounds.js';

/**
 * @import { Catalog } from '../../../wasm/engine.d.ts'
 * @import { FormulaOutcome, ReadFormula } from '../../engine/formulas.js'
 * @import { BoundsField, ChoiceField, NumberField } from '../../experiment/fields.js'
 * @import { Preset } from '../../experiment/presets.js'
 * @import { Store } from '../../experiment/store.js'
 * @import { ValidationError } from '../../experiment/validate.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { NumberEvents } from '../../ui/number-control.js'
 * @import { Problem } from '../parts.js'
 * @import { Verdict } from '../verdict.js'
 */

/**
 * @typedef {object} FormEvents
 * @property {(values: Record<string, number | string>, isMoving: boolean) => ValidationError | null} change sets fields
 * @property {() => void} onModel another formula of the model is about to be set
 * @property {() => void} onNewNoise
 * @property {() => void} onOwnData
 * @property {() => void} onEditData
 * @property {(lesson: string) => void} onTeach
 * @property {(option: string) => void} onScaling
 * @property {() => void} requestScaling the comparison of scalings came in sight
 * @property {() => void} onFindRate
 * @property {(rate: number) => void} onSituation sets the rate and plays from the start
 * @property {(key: string) => void} onDifficultLoss takes this problem and plays from its start
 * @property {(preset: Preset, part: 'data' | 'model') => void} onPreset
 * @property
 *   {(payload: { formula: string, field: string, columns: string[] },
 *     receive: (outcome: FormulaOutcome) => void) => void}
 *   check
 * @property {(element: HTMLElement) => void} translate elements that are built later than the page
 * @property {(error: ValidationError) => string} explain
 * @property {() => string} language
 */

export class ProblemForm {
  /** @type {Map<string, NumberControl>} by path */ numbers = new Map();
  #formulas = new TypesetFormulas();
  /** @type {Record<'data' | 'model' | 'loss' | 'method', HTMLElement>} */ #previews;
  /** @type {NumberControl | null} the start at which the loss is not finite */ #erroneousStart = null;

  /** @param {Store} store @param {Catalog} catalog @param {FormEvents} events */
  constructor(store, catalog, events) {
    this.store = store;
    this.catalog = catalog;
    this.events = events;
    this.precision = new ChoiceControl(/** @type {ChoiceField} */ (store.field('precision')), {
      name: 'fields.precision.name',
      label: (option) => `options.precision.${option}`,
      term: 'precision',
      onChange: (option) => events.change({ precision: option }, false),
    });
    const formula = () => el('div', { class: 'formula' });
    this.#previews = { data: el('span', {}), model: formula(), loss: formula(), method: formula() };
    for (const name of /** @type {const} */ (['data', 'model', 'loss', 'method']))
      this.#formulas.keep(this.#previews[name], definitions[name]);
    const eventsOf = (/** @type {string} */ path) => this.#eventsOf(path);
    this.constants = new NamedNumbers(store, 'data.constants', eventsOf, events.translate);
    this.starts = new NamedNumbers(store, 'model.start', eventsOf, events.translate);
    this.boxes = {
      truth: this.#box(
        'data.truth',
        'y =',
        () => ['x'],
        () => {},
        this.#previews.data,
      ),
      model: this.#box(
        'model.formula',
        'ŷ =',
        () => this.#predictors,
        (read) => this.#previewModel(read),
      ),
      term: this.#box(
        'loss.formula',
        'ℓ =',
        () => ['r', 'y', 'yhat'],
        () => {},
      ),
    };
    this.gradient = el('div', { class: 'gradient', 'data-testid': 'gradient' });
    this.scaling = new ScalingControl(/** @type {ChoiceField} */ (store.field('model.scaling')), {
      onChange: events.onScaling,
      onShow: events.requestScaling,
    });
    this.newNoise = this.#newNoise();
    this.ownData = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'own-data-open',
      hint: 'ownData.title',
      onclick: events.onOwnData,
      t: 'ownData.short',
    });
    this.editData = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'edit-data-open',
      hint: 'editData.title',
      onclick: events.onEditData,
      t: 'editData.open',
    });
    this.rows = el('p', { class: 'note', 'data-testid': 'own-data-rows', hidden: true });
    this.presets = new PresetMenus(store, events);
    this.loss = new LossControls(store, {
      onLoss: (name) => events.change({ 'loss.name': name }, false),
      eventsOf,
      translate: events.translate,
    });
    this.lossName = el('span', { class: 'section-line' });
    this.bounds = new StopBounds(
      /** @type {BoundsField} */ (store.field('stop.bounds')).fields,
      {
        onChange: (bounds) => events.change({ 'stop.bounds': textOf(bounds) }, false),
        explain: events.explain,
        language: events.language,
      },
      'stop',
    );
    this.#number('optimizer.rate');
    const rate = /** @type {NumberControl} */ (this.numbers.get('optimizer.rate'));
    this.rateStrip = new RateStrip(rate, events);
    this.method = new MethodSection(store, catalog, this.rateStrip, events);
    this.rateStrip.translate = () => events.translate(this.rateStrip.element);
    this.truthLine = el('span', { class: 'section-line' });
    this.modelLine = el('span', { class: 'section-line' });
    const numbers = (/** @type {string[]} */ ...paths) => paths.map((path) => this.#number(path));
    this.element = el(
      'form',
      { class: 'problem', label: 'sections.problem', onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      section(
        'data',
        this.truthLine,
        [this.rows, this.constants.element, ...numbers('data.noise.sd', 'data.noise.mean')],
        [
          el('div', { class: 'section-tools' }, this.presets.data.element, this.newNoise),
          this.boxes.truth.element,
          ...numbers('data.noise.factor', 'data.n', 'data.from', 'data.to', 'data.seed'),
        ],
      ),
      section(
        'model',
        this.modelLine,
        [this.scaling.line, this.starts.element],
        [
          el('div', { class: 'section-tools' }, this.presets.model.element),
          this.boxes.model.element,
          this.#previews.model,
          this.gradient,
          this.scaling.details,
        ],
      ),
      section(
        'loss',
        this.lossName,
        [this.loss.element],
        [
          el('div', { class: 'section-tools' }, this.loss.menu.element),
          this.boxes.term.element,
          this.#previews.loss,
          ...numbers('loss.ridge', 'loss.lasso'),
        ],
      ),
      section('method', this.method.line, numbers('stop.epochs'), [
        el('div', { class: 'section-tools' }, this.method.menu),
        this.method.element,
        this.#previews.method,
        el('div', { class: 'section-tools' }, this.precision.element),
        this.bounds.element,
      ]),
      el('p', { class: 'section own-data-line' }, el('span', { t: 'ownData.title' }), this.editData, this.ownData),
    );
  }

  /** Shows the store's values. */
  show() {
    const { store } = this;
    for (const [path, control] of this.numbers) {
      control.show(store.number(path));
      const hidden = path !== 'optimizer.rate' && !store.inEffect(control.field);
      setIfChanged(control.element, { hidden });
    }
    this.method.show();
    this.loss.show();
    this.presets.show();
    this.rateStrip.placeZones();
    this.rateStrip.showDifficultLoss(difficultLossOf(store));
    for (const box of Object.values(this.boxes)) box.show(store.choice(box.path));
    const own = store.choice('data.table') !== '';
    setIfChanged(this.rows, { hidden: !own });
    setIfChanged(this.newNoise, { hidden: own });
    setIfChanged(this.boxes.truth.element, { hidden: own });
    setIfChanged(this.boxes.term.element, { hidden: !store.inEffect(store.field('loss.formula')) });
    for (const named of [this.constants, this.starts])
      for (const control of named.controls) control.show(store.number(control.field.path));
    this.precision.show(store.choice('precision'));
    this.scaling.show(store.choice('model.scaling'));
    this.bounds.show(store.bounds());
  }

  /**
   * Shows the formulas as the engine has read them.
   * @param {Problem} problem
   * @param {Catalog['losses'][number]} loss
   * @param {readonly [string, string]} rule of the method
   * @param {string} method that descends
   * @param {Translate} t
   */
  showProblem(problem, loss, rule, method, t) {
    this.showRows(problem.data.x.length, this.presets.lesson, t);
    const { model, truth } = problem.formulas;
    this.#formulas.show(this.truthLine, truth ? truthLine(truth, t) : ['', '']);
    this.#formulas.show(this.modelLine, modelFormula(model));
    this.constants.show(
      truth?.symbols ?? {},
      problem.experiment.data.kind === 'simulated' ? problem.experiment.data.constants : {},
    );
    this.starts.show(startSymbols(model.symbols), problem.experiment.model.start);
    this.scaling.showColumns(model.scaled ?? []);
    this.#previewModel(model);
    this.#formulas.show(this.#previews.loss, lossFormula(problem, loss));
    this.#formulas.show(this.#previews.method, rule);
    this.method.showLine(method, t);
    setText(this.lossName, t(`losses.${loss.name}`));
    this.rateStrip.showProblem(problem, method);
    this.rateStrip.showMethod(t(`optimizers.${method}`));
  }

  /** @param {number} n of the data @param {string | null} lesson that they belong to @param {Translate} t */
  showRows(n, lesson, t) {
    const size = lesson ? `${t(`teaching.${lesson}.story`)} ${t('table.size', { n })}` : t('ownData.rows', { n });
    setText(this.rows, size);
  }

  /** Typesets the formulas, once KaTeX has arrived. */
  typeset() {
    this.#formulas.typeset();
    for (const part of [this.constants, this.starts, this.loss, this.method, this.scaling])
      inTurn(() => part.typeset());
  }

  translate() {
    for (const control of [...this.#controls(), ...Object.values(this.boxes), this.bounds]) control.translate();
  }

  #controls() {
    return [
      ...this.numbers.values(),
      ...this.loss.all,
      ...this.method.numbers,
      ...this.constants.controls,
      ...this.starts.controls,
    ];
  }

  /** @param {string} path */
  #controlAt(path) {
    const ofMethod = this.method.numbers.find(({ field }) => field.path === path);
    const own = this.numbers.get(path) ?? this.loss.at(path) ?? ofMethod;
    return own ?? this.constants.at(path) ?? this.starts.at(path);
  }

  /**
   * Shows an error of the engine, at the field that it names or else at the one that changed.
   * @param {ValidationError} error
   * @param {string[]} changed paths
   * @param {Record<string, number | string>} valid the values that the experiment keeps instead
   * @returns {boolean} whether there is such a field
   */
  refuse(error, changed, valid) {
    const box = Object.values(this.boxes).find(({ path }) => path === error.args.field || changed.includes(path));
    if (box) {
      reveal(box.element);
      box.refuse(String(valid[box.path]), error);
      return true;
    }
    const path = [String(error.args.field ?? ''), ...changed].find((candidate) => this.#controlAt(candidate));
    if (path === undefined) return false;
    reveal(this.#controlAt(path)?.element);
    this.#controlAt(path)?.refuse(Number(valid[path]), error);
    return true;
  }

  /**
   * Shows at a start that the loss is not finite there; the start is kept until it is moved.
   * @param {ValidationError | null} error
   */
  showStartError(error) {
    const control = error ? this.starts.at(String(error.args.field)) : undefined;
    if (this.#erroneousStart && this.#erroneousStart !== control) this.#erroneousStart.showError(null);
    if (error) control?.showError(error);
    this.#erroneousStart = control ?? null;
  }

  /** Every field shows the value of the store again. */
  forgetErrors() {
    for (const control of [...this.#controls(), ...Object.values(this.boxes)]) control.restore();
  }

  /** Shows the verdict on the learning rate. @param {Verdict} verdict */
  showVerdict(verdict) {
    this.rateStrip.showVerdict(verdict, this.store.number('optimizer.rate'));
  }

  /** @param {string} path */
  #number(path) {
    const field = /** @type {NumberField} */ (this.store.field(path));
    const control = new NumberControl(field, this.#eventsOf(path));
    this.numbers.set(path, control);
    this.#formulas.keep(control.symbol, fieldSymbols[path] ?? [field.symbol ?? '', '']);
    return control.element;
  }

  /** @param {string} path @returns {NumberEvents} */
  #eventsOf(path) {
    return {
      onChange: (value, isMoving) => this.events.change({ [path]: value }, isMoving),
      explain: this.events.explain,
      language: this.events.language,
    };
  }

  /**
   * @param {string} path
   * @param {string} before
   * @param {() => string[]} columns that the formula may name
   * @param {(read: ReadFormula) => void} onRead
   * @param {...Node} after
   */
  #box(path, before, columns, onRead, ...after) {
    return new FormulaControl(
      path,
      before,
      {
        check: (formula, receive) => this.events.check({ formula, field: path, columns: columns() }, receive),
        onRead,
        onChange: (formula) => {
          if (path === 'model.formula') this.events.onModel();
          return this.events.change({ [path]: formula }, false);
        },
        explain: this.events.explain,
      },
      ...after,
    );
  }

  /** The model and its derivatives. @param {ReadFormula} model */
  #previewModel(model) {
    this.#formulas.show(this.#previews.model, modelFormula(model));
    this.#formulas.showLines(this.gradient, gradientFormulas(model));
  }

  /** The names of the predictors. */
  get #predictors() {
    const table = this.store.table();
    return table ? predictorNames(table) : ['x'];
  }

  #newNoise() {
    const button = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'new-noise',
      label: 'data.newNoise',
      'data-term': 'newNoise',
      onclick: this.events.onNewNoise,
    });
    button.append(icon('dice'));
    return button;
  }
}

/**
 * The data's formula in one line: truth plus noise.
 * @param {ReadFormula} truth
 * @param {Translate} t
 * @returns {readonly [string, string]}
 */
const truthLine = (truth, t) => [
  `y = ${truth.latex} + \\text{${t('sections.noise')}}`,
  `y = ${truth.text} + ${t('sections.noise')}`,
];

/** A start is written as the notebook does: W₁ is where w₁ begins. @param {Record<string, string>} symbols */
function startSymbols(symbols) {
  return Object.fromEntries(Object.entries(symbols).map(([name, symbol]) => [name, symbol.replace(/^w(?=_|$)/, 'W')]));
}
