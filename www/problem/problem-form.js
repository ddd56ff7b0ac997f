// The form of the problem: data, model, loss, method, in the order in which the numbers flow.
import { textOf } from '../experiment/bounds.js';
import { settingsOf } from '../experiment/race.js';
import { presetOf, presets } from '../experiment/presets.js';
import { formulaFor, predictorNames } from '../experiment/table.js';
import { teachingKeys } from '../data/teaching-keys.js';
import { definitions, fieldSymbols, gradientFormulas, lossFormula, modelFormula } from './formulas.js';
import { showMath } from '../ui/math.js';
import { defaultMethod, methodsOfOneRate } from '../experiment/fields.js';
import { MethodSettings, methodMenu } from './method-controls.js';
import { ChoiceControl } from '../ui/choice-control.js';
import { el, icon, setText } from '../ui/dom.js';
import { term } from '../ui/term.js';
import { FormulaControl } from '../ui/formula-control.js';
import { MenuControl } from '../ui/menu-control.js';
import { NamedNumbers } from './named-numbers.js';
import { NumberControl } from '../ui/number-control.js';
import { RateStrip } from './rate-strip.js';
import { StopBounds } from './stop-bounds.js';

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { FormulaOutcome, ReadFormula } from '../engine/formulas.js'
 * @import { BoundsField, ChoiceField, NumberField } from '../experiment/fields.js'
 * @import { Preset } from '../experiment/presets.js'
 * @import { Store } from '../experiment/store.js'
 * @import { ValidationError } from '../experiment/validate.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { NumberEvents } from '../ui/number-control.js'
 * @import { Problem } from './parts.js'
 * @import { Verdict } from './verdict.js'
 */

/**
 * @typedef {object} FormEvents
 * @property {(values: Record<string, number | string>, isMoving: boolean) => ValidationError | null} change sets fields
 * @property {() => void} onModel another formula of the model is about to be set
 * @property {() => void} onNewNoise
 * @property {() => void} onOwnData
 * @property {() => void} onEditData
 * @property {(lesson: string) => void} onTeach
 * @property {() => void} onFindRate
 * @property {(rate: number) => void} onSituation sets the rate and plays from the start
 * @property {(preset: Preset, part: 'data' | 'model') => void} onPreset
 * @property
 *   {(payload: { formula: string, field: string, columns: string[] },
 *     receive: (outcome: FormulaOutcome) => void) => void}
 *   check
 * @property {(element: HTMLElement) => void} translate elements that are built later than the page
 * @property {(error: ValidationError) => string} explain
 * @property {() => string} language
 */

/** The numbers of each section: those in sight, and those that its button unfolds. */
const sections = /** @type {const} */ ({
  data: {
    shown: ['data.noise.sd', 'data.noise.mean'],
    folded: ['data.noise.factor', 'data.n', 'data.from', 'data.to', 'data.seed'],
  },
  model: { shown: [], folded: [] },
  loss: { shown: [], folded: ['loss.ridge', 'loss.lasso'] },
  method: { shown: ['stop.epochs'], folded: [] },
});

/** The terms that the names of sections are. */
const terms = { model: 'model', loss: 'loss', method: 'gradientDescent' };

/** Number of hyperparameters shown of a method that is not the notebook's; the others are in a <details> element. */
const maxSettings = 2;

/** The option of the menu of data for a table that is no lesson. */
const ownValue = 'own';

export class ProblemForm {
  /** @type {Map<string, NumberControl>} by path */ numbers = new Map();
  /** @type {NumberControl[]} hyperparameters of all losses */ #lossNumbers = [];
  /** @type {Map<HTMLElement, readonly [string, string]>} */ #math = new Map();
  /** @type {Record<keyof typeof sections, HTMLElement>} */ #formulas;
  /** @type {NumberControl | null} the start at which the loss is not finite */ #erroneousStart = null;

  /** @type {MethodSettings | null} of the hyperparameters of the method, but for the learning rate */ #settings = null;
  /** The method for which the settings were built. */ #method = '';

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
    this.#formulas = { data: el('span', {}), model: formula(), loss: formula(), method: formula() };
    for (const name of /** @type {(keyof typeof sections)[]} */ (Object.keys(sections)))
      this.#math.set(this.#formulas[name], definitions[name]);
    const eventsOf = (/** @type {string} */ path) => this.#eventsOf(path);
    this.constants = new NamedNumbers(store, 'data.constants', eventsOf, events.translate);
    this.starts = new NamedNumbers(store, 'model.start', eventsOf, events.translate);
    this.boxes = {
      truth: this.#box(
        'data.truth',
        'y =',
        () => ['x'],
        () => {},
        this.#formulas.data,
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
    this.presets = { data: this.#presetMenu('data'), model: this.#presetMenu('model') };
    this.loss = this.#lossMenu();
    this.lossNumbers = el('div', { class: 'named-numbers' });
    this.#lossNumbers = store.fields.flatMap((field) =>
      field.type === 'number' && field.when?.path === 'loss.name' ? [this.#lossNumber(field)] : [],
    );
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
    this.method = methodMenu(catalog, 'optimizer.name', (name) => this.#chooseMethod(name));
    this.settings = el('div', { class: 'method-settings' });
    this.rateStrip.translate = () => events.translate(this.rateStrip.zones);
    this.truthLine = el('span', { class: 'section-line' });
    this.modelLine = el('span', { class: 'section-line' });
    this.ruleLine = el('span', { class: 'section-line' });
    this.element = el(
      'form',
      { class: 'problem', label: 'sections.problem', onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      this.#section(
        'data',
        this.truthLine,
        [this.rows, this.constants.element],
        [el('div', { class: 'section-tools' }, this.presets.data.element, this.newNoise), this.boxes.truth.element],
      ),
      this.#section(
        'model',
        this.modelLine,
        [this.starts.element],
        [
          el('div', { class: 'section-tools' }, this.presets.model.element),
          this.boxes.model.element,
          this.#formulas.model,
          this.gradient,
        ],
      ),
      this.#section(
        'loss',
        this.lossName,
        [this.lossNumbers],
        [el('div', { class: 'section-tools' }, this.loss.element), this.boxes.term.element, this.#formulas.loss],
      ),
      this.#section(
        'method',
        this.ruleLine,
        [],
        [
          el('div', { class: 'section-tools' }, this.method),
          this.settings,
          this.#formulas.method,
          el('div', { class: 'section-tools' }, this.precision.element),
          this.bounds.element,
        ],
      ),
      el('p', { class: 'section own-data-line' }, el('span', { t: 'ownData.title' }), this.editData, this.ownData),
    );
  }

  /** Shows the store's values. */
  show() {
    const { store } = this;
    for (const [path, control] of this.numbers) {
      control.show(store.number(path));
      control.element.hidden = path !== 'optimizer.rate' && !store.inEffect(control.field);
    }
    this.#showMethod();
    this.#showLossNumbers();
    for (const box of Object.values(this.boxes)) box.show(store.choice(box.path));
    const own = store.choice('data.table') !== '';
    this.rows.hidden = !own;
    this.newNoise.hidden = this.boxes.truth.element.hidden = own;
    this.boxes.term.element.hidden = !store.inEffect(store.field('loss.formula'));
    for (const part of /** @type {const} */ (['data', 'model']))
      this.presets[part].show(
        part === 'data' && own ? this.#ownValue : String(presetOf(part, this.#presetFormula(part))),
      );
    for (const named of [this.constants, this.starts])
      for (const control of named.controls) control.show(store.number(control.field.path));
    this.loss.show(store.choice('loss.name'));
    this.precision.show(store.choice('precision'));
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
    const lesson = this.#ownValue;
    const n = problem.data.x.length;
    this.rows.textContent =
      lesson === ownValue ? t('ownData.rows', { n }) : `${t(`teaching.${lesson}.story`)} ${t('table.size', { n })}`;
    const { model, truth } = problem.formulas;
    this.#showLine(this.truthLine, truth ? truthLine(truth, t) : ['', '']);
    this.#showLine(this.modelLine, modelFormula(model));
    this.constants.show(
      truth?.symbols ?? {},
      problem.experiment.data.kind === 'simulated' ? problem.experiment.data.constants : {},
    );
    this.starts.show(startSymbols(model.symbols), problem.experiment.model.start);
    this.#previewModel(model);
    this.#preview('loss', lossFormula(problem, loss));
    this.#preview('method', rule);
    this.#showRule(method, t);
    setText(this.lossName, t(`losses.${loss.name}`));
    this.rateStrip.showProblem(problem, method);
    this.rateStrip.showMethod(t(`optimizers.${method}`));
  }

  /** Typesets the formulas, once KaTeX has arrived. */
  typeset() {
    for (const [element, formula] of this.#math) showMath(element, formula[0], formula[1]);
    this.constants.typeset();
    this.starts.typeset();
    this.#settings?.typeset();
  }

  translate() {
    for (const control of [...this.#controls(), ...Object.values(this.boxes), this.bounds]) control.translate();
  }

  #controls() {
    return [
      ...this.numbers.values(),
      ...this.#lossNumbers,
      ...(this.#settings?.numbers ?? []),
      ...this.constants.controls,
      ...this.starts.controls,
    ];
  }

  /** @param {string} path */
  #controlAt(path) {
    const ofLoss = this.#lossNumbers.find(({ field }) => field.path === path && this.store.inEffect(field));
    const ofMethod = this.#settings?.numbers.find(({ field }) => field.path === path);
    return this.numbers.get(path) ?? ofLoss ?? ofMethod ?? this.constants.at(path) ?? this.starts.at(path);
  }

  /** Shows the hyperparameters of the chosen loss. */
  #showLossNumbers() {
    for (const control of this.#lossNumbers) control.show(Number(this.store.valueOf(control.field)));
    const elements = this.#lossNumbers.flatMap(({ field, element }) => (this.store.inEffect(field) ? [element] : []));
    const shown = [...this.lossNumbers.children];
    if (elements.length === shown.length && elements.every((element, i) => element === shown[i])) return;
    this.lossNumbers.replaceChildren(...elements);
    this.events.translate(this.lossNumbers);
  }

  /**
   * Chooses a method. The learning rate stays where it means the same.
   * @param {string} name
   */
  #chooseMethod(name) {
    const { store } = this;
    const keepsRate = [name, store.choice('optimizer.name')].every((each) => methodsOfOneRate.includes(each));
    /** @type {Record<string, number>} */
    const rate = keepsRate ? { 'optimizer.rate': store.number('optimizer.rate') } : {};
    this.events.change({ 'optimizer.name': name, ...rate }, false);
  }

  /** Shows the chosen method and its hyperparameters; without a learning rate, the main one in the strip. */
  #showMethod() {
    const { store } = this;
    const name = store.choice('optimizer.name');
    this.method.value = name;
    const all = this.catalog.optimizers.find((each) => each.name === name)?.hyperparameters ?? [];
    const own = all.filter(({ key }) => key !== 'rate');
    if (this.#method !== name) {
      this.#method = name;
      this.#settings = new MethodSettings(own, 'optimizer', {
        onSetting: (key, value, isMoving) => this.events.change({ [`optimizer.${key}`]: value }, isMoving),
        explain: this.events.explain,
        language: this.events.language,
      });
      const { elements } = this.#settings;
      const hasRate = own.length < all.length;
      const isMain = !hasRate && own[0]?.choices.length === 0;
      this.rateStrip.showSetting(hasRate ? 'rate' : (isMain && elements[0]) || null);
      const rest = isMain ? elements.slice(1) : elements;
      const shown = name === defaultMethod ? 0 : maxSettings;
      const folded = rest.slice(shown);
      this.settings.replaceChildren(
        ...rest.slice(0, shown),
        ...(folded.length > 0
          ? [el('details', { class: 'runner-more' }, el('summary', { t: 'race.more' }), ...folded)]
          : []),
      );
      this.events.translate(this.settings);
      this.events.translate(this.rateStrip.element);
      this.#settings.typeset();
    }
    const given = own.flatMap(({ key, default: usual }) => {
      const value = store.number(`optimizer.${key}`);
      return value === usual ? [] : [[key, value]];
    });
    const runner = { name, settings: Object.fromEntries(given), isHidden: false };
    this.#settings?.show(settingsOf(runner, own, {}));
  }

  /**
   * Shows gradient descent's rule in one line, and of another method its name.
   * @param {string} method @param {Translate} t
   */
  #showRule(method, t) {
    if (method === defaultMethod) return this.#showLine(this.ruleLine, shortRule);
    const name = t(`optimizers.${method}`);
    this.#showLine(this.ruleLine, [`\\text{${name}}`, name]);
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
      this.#reveal(box.element);
      box.refuse(String(valid[box.path]), error);
      return true;
    }
    const path = [String(error.args.field ?? ''), ...changed].find((candidate) => this.#controlAt(candidate));
    if (path === undefined) return false;
    this.#reveal(this.#controlAt(path)?.element);
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

  /** Unfolds the part of a section that holds an element. @param {Element | undefined} element */
  #reveal(element) {
    const folded = /** @type {HTMLElement | null} */ (element?.closest('.section-more') ?? null);
    const button = /** @type {HTMLElement | null} */ (folded?.parentElement?.querySelector('.more') ?? null);
    if (folded?.hidden) button?.click();
  }

  /**
   * A section: one line with its name and formula, what is always in sight, and what its button unfolds.
   * @param {keyof typeof sections} name
   * @param {HTMLElement} line
   * @param {Node[]} shown
   * @param {Node[]} folded
   */
  #section(name, line, shown, folded) {
    const id = `section-${name}-more`;
    const more = el(
      'div',
      { class: 'section-more', id, hidden: true },
      ...folded,
      ...sections[name].folded.map((path) => this.#number(path)),
    );
    const button = el('button', {
      type: 'button',
      class: 'quiet more',
      'aria-expanded': 'false',
      'aria-controls': id,
      'data-testid': `more-${name}`,
      label: `sections.more.${name}`,
      onclick: () => {
        more.hidden = !more.hidden;
        button.setAttribute('aria-expanded', String(!more.hidden));
      },
    });
    button.append(el('span', { t: 'sections.moreWord' }));
    return el(
      'section',
      { class: `section section-${name}` },
      el(
        'header',
        { class: 'section-head' },
        el(
          'h2',
          {},
          name === 'data' ? el('span', { t: 'sections.data' }) : term(terms[name], { t: `sections.${name}` }),
        ),
        line,
        button,
      ),
      ...shown,
      ...sections[name].shown.map((path) => this.#number(path)),
      more,
    );
  }

  /** @param {string} path */
  #number(path) {
    const field = /** @type {NumberField} */ (this.store.field(path));
    const control = new NumberControl(field, this.#eventsOf(path));
    this.numbers.set(path, control);
    this.#math.set(control.symbol, fieldSymbols[path] ?? [field.symbol ?? '', '']);
    return control.element;
  }

  /** @param {NumberField} field a hyperparameter of a loss */
  #lossNumber(field) {
    const id = `${field.path}-${field.when?.is}`;
    const control = new NumberControl({ ...field, id }, this.#eventsOf(field.path));
    this.#math.set(control.symbol, [field.symbol ?? '', '']);
    return control;
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

  /** @param {HTMLElement} line @param {readonly [string, string]} formula */
  #showLine(line, formula) {
    this.#math.set(line, formula);
    showMath(line, formula[0], formula[1]);
  }

  /** @param {keyof typeof sections} name @param {readonly [string, string]} formula */
  #preview(name, formula) {
    this.#math.set(this.#formulas[name], formula);
    showMath(this.#formulas[name], formula[0], formula[1]);
  }

  /** The model and its derivatives. @param {ReadFormula} model */
  #previewModel(model) {
    this.#preview('model', modelFormula(model));
    for (const line of this.gradient.children) this.#math.delete(/** @type {HTMLElement} */ (line));
    const formulas = gradientFormulas(model);
    while (this.gradient.children.length > formulas.length) this.gradient.lastElementChild?.remove();
    formulas.forEach((formula, i) => {
      const line = /** @type {HTMLElement} */ (this.gradient.children[i] ?? this.gradient.appendChild(el('div', {})));
      this.#math.set(line, formula);
      showMath(line, formula[0], formula[1]);
    });
  }

  /** The option of the menu of data that stands for user data. */
  get #ownValue() {
    const lesson = this.store.table()?.lesson;
    return lesson && teachingKeys.includes(lesson) ? lesson : ownValue;
  }

  /** The names of the predictors. */
  get #predictors() {
    const table = this.store.table();
    return table ? predictorNames(table) : ['x'];
  }

  /** The formula of data or model as the presets have it, over x. @param {'data' | 'model'} part */
  #presetFormula(part) {
    return part === 'data'
      ? this.store.choice('data.truth')
      : formulaFor(this.store.choice('model.formula'), this.#predictors, ['x']);
  }

  /** @param {'data' | 'model'} part */
  #presetMenu(part) {
    const options = presets.flatMap((preset, i) =>
      preset[part] ? [{ value: String(i), t: `presets.${preset.key}`, degree: String(preset.degree ?? '') }] : [],
    );
    const lessons = teachingKeys.map((key) => ({ value: key, t: `teaching.${key}.name`, group: 'presets.teaching' }));
    const all =
      part === 'model'
        ? [{ value: '-1', t: 'presets.typed' }, ...options]
        : [
            { value: ownValue, t: 'presets.own' },
            ...[{ value: '-1', t: 'presets.typed' }, ...options].map((option) => ({
              ...option,
              group: 'presets.simulated',
            })),
            ...lessons,
          ];
    return new MenuControl(`preset-${part}`, `presets.${part}`, all, (value) => {
      if (value === ownValue) this.events.onOwnData();
      else if (teachingKeys.includes(value)) this.events.onTeach(value);
      else if (presets[Number(value)]) this.events.onPreset(presets[Number(value)], part);
    });
  }

  #lossMenu() {
    const { options } = /** @type {ChoiceField} */ (this.store.field('loss.name'));
    return new MenuControl(
      'loss.name',
      'fields.loss.name.name',
      options.map((name) => ({ value: name, t: `losses.${name}` })),
      (name) => this.events.change({ 'loss.name': name }, false),
    );
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

/** Gradient descent's rule in one line. @type {readonly [string, string]} */
const shortRule = ["w \\leftarrow w - h\\,L'", 'w ← w − h L′'];

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
