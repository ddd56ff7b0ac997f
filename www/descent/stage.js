// The right side: three linked charts and the panel of details. Hovering an epoch in one marks it in all.
import { readable, steady } from '../i18n/format.js';
import { pointAt, pointOf } from './snapshot.js';
import { dataFigure } from './charts/data-chart.js';
import { simulationFormula } from '../problem/formulas.js';
import { historyFigure } from './charts/history-chart.js';
import { lossFigure } from './charts/loss-chart.js';
import { chrome } from '../chart/marks.js';
import { showMath } from '../ui/math.js';
import { listed, nameText } from '../ui/names.js';
import { epochOnData, epochOnHistory, epochOnLoss } from './charts/nearest.js';
import { drawnPath, mostPoints } from '../chart/path.js';
import { Chart } from '../chart/plot.js';
import { dataSummary, historySummary, lossSummary } from './charts/summary.js';
import { ChartCard, axisTitles, legends, publishColours } from '../chart/chart-card.js';
import { ChoiceControl } from '../ui/choice-control.js';
import { el, setOther, setText } from '../ui/dom.js';
import { Panels } from './panels/panels.js';

/**
 * @import { Scene } from '../chart/figure.js'
 * @import { Theme } from '../chart/marks.js'
 * @import { ChoiceField, NumberField } from '../experiment/fields.js'
 * @import { Store } from '../experiment/store.js'
 * @import { Problem as ValidationError } from '../experiment/validate.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Problem } from './compute.js'
 * @import { Snapshot } from './snapshot.js'
 */

/**
 * @typedef {object} StageEvents
 * @property {(epoch: number) => void} onSeek
 * @property {(path: string, value: string) => void} onChange
 * @property {(text: string) => void} onCopy
 * @property {() => void} onMoved something needs drawing
 * @property {(point: Record<string, number>, receive: (result: any) => void) => void} askDerivative
 * @property {(point: Record<string, number>, receive: (result: any) => void) => void} askSlice
 * @property {(point: Record<string, number>, row: number, receive: (result: any) => void) => void} askTrace
 * @property {(receive: (result: any) => void) => void} askFit
 * @property {(problem: ValidationError) => string} explain
 * @property {() => string} language
 */

const figures = { data: dataFigure, loss: lossFigure, history: historyFigure };
const epochAt = { data: epochOnData, loss: epochOnLoss, history: epochOnHistory };
const summaries = { data: dataSummary, loss: lossSummary, history: historySummary };
/** @typedef {keyof typeof figures} ChartName */
const names = /** @type {ChartName[]} */ (Object.keys(figures));

export class Stage {
  /** @type {Record<ChartName, Chart> | null} */ #charts = null;
  /** @type {Theme} */ #theme = 'light';
  /** @type {number | null} */ #hover = null;
  /** @type {number | null} */ #guess = null;
  /** @type {{ snapshot: Snapshot, ranges: Scene['ranges'], t: Translate, hasty: boolean } | null} */ #last = null;
  /**
   * @type {{ problem: Problem, epoch: number, curve: { at: Float64Array, loss: Float64Array } | null } | null} the loss
   *   curve where the descent stands
   */
  #slice = null;

  /** @param {Store} store @param {StageEvents} events */
  constructor(store, events) {
    this.store = store;
    this.events = events;
    const field = (/** @type {string} */ path) => /** @type {ChoiceField} */ (store.field(path));
    this.range = new ChoiceControl(field('view.range'), {
      name: 'options.range.name',
      label: (option) => `options.range.${option}`,
      onChange: (option) => events.onChange('view.range', option),
    });
    this.optimum = this.#toggle('view.optimum', 'optimum');
    this.residuals = this.#toggle('view.residuals', 'residuals');
    this.along = el('select', {
      class: 'menu',
      label: 'options.along',
      'data-testid': 'view.along',
      onchange: () => events.onChange('view.along', this.along.value),
    });
    this.modelNow = document.createTextNode('');
    this.lossNow = document.createTextNode('');
    this.alongTitle = el('i', {});
    this.logScale = el('span', { t: 'chart.logScale' });
    const titles = axisTitles(this.alongTitle, this.logScale);
    this.cards = {
      data: new ChartCard('data', titles.data, legends.data, this.residuals, this.optimum),
      loss: new ChartCard('loss', titles.loss, legends.loss),
      history: new ChartCard('history', titles.history, legends.history),
    };
    this.cards.data.subtitle.after(el('span', { class: 'live live-model', 'data-testid': 'model-now' }, this.modelNow));
    this.cards.loss.subtitle.replaceWith(
      el('span', { class: 'live', 'data-testid': 'loss-now' }, el('i', {}, 'L'), this.lossNow),
      this.range.element,
      this.along,
    );
    this.cards.history.subtitle.remove();
    const w = /** @type {NumberField} */ (store.field('model.start.w1'));
    this.panels = new Panels(w, events, {
      onHover: (epoch) => this.#setHover(epoch),
      onGuess: (guess) => {
        this.#guess = guess;
        events.onMoved();
      },
      onOpen: () => this.#openTab(),
    });
    this.element = el(
      'div',
      { class: 'stage', id: 'charts', tabindex: -1, role: 'region', label: 'sections.charts' },
      this.cards.data.element,
      this.cards.loss.element,
      this.cards.history.element,
      this.panels.element,
    );
    for (const name of names) this.#listen(name);
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    for (const name of names) this.cards[name].plot.replaceChildren();
    const chart = (/** @type {ChartName} */ name) =>
      new Chart(plotly, this.cards[name].plot, () => this.events.onMoved());
    this.#charts = { data: chart('data'), loss: chart('loss'), history: chart('history') };
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.#theme = theme;
    publishColours(theme, chrome[theme].ring);
  }

  /** Choices that live on the charts. */
  showChoices() {
    this.range.show(this.store.choice('view.range'));
    for (const [button, path] of /** @type {const} */ ([
      [this.optimum, 'view.optimum'],
      [this.residuals, 'view.residuals'],
    ]))
      button.setAttribute('aria-pressed', String(this.store.choice(path) === 'shown'));
    this.element.classList.toggle('with-optimum', this.store.choice('view.optimum') === 'shown');
  }

  /** @param {Translate} t */
  translate(t) {
    this.panels.trace.translate(t);
  }

  typeset() {
    this.panels.step.typeset();
    if (this.#last) this.#titles(this.#last.snapshot.problem);
  }

  /**
   * What a new problem changes, and a frame does not.
   * @param {Problem} problem
   * @param {Translate} t
   * @param {boolean} [passing] another will follow at once
   */
  showProblem(problem, t, passing = false) {
    if (this.#hover !== null && this.#hover > problem.trajectory.epochs) this.#hover = null;
    this.#titles(problem, passing);
    this.#offerParameters(problem);
    this.element.classList.toggle('without-truth', problem.truth === null);
    this.logScale.hidden = !drawnPath(problem).log;
    this.panels.showProblem(problem, t);
    const n = problem.data.x.length;
    const stride = Math.ceil(n / mostPoints);
    setText(this.cards.data.note, stride > 1 ? t('chart.sampled', { drawn: Math.ceil(n / stride), n }) : '');
  }

  /**
   * One frame.
   * @param {Snapshot} snapshot
   * @param {Scene['ranges']} ranges
   * @param {Translate} t
   * @param {boolean} hasty epochs pass faster than one reads
   */
  show(snapshot, ranges, t, hasty) {
    if (this.#last && this.#last.snapshot.epoch !== snapshot.epoch && !this.panels.step.predicting) this.#guess = null;
    this.#last = { snapshot, ranges, t, hasty };
    this.#followSlice(snapshot);
    const scene = this.#scene(ranges, snapshot.problem);
    if (this.#charts) for (const name of names) this.#charts[name].draw(figures[name](snapshot, scene));
    setText(this.modelNow, modelText(snapshot));
    setText(
      this.lossNow,
      `${snapshot.problem.parameters.length > 1 ? '' : `(${steady(snapshot.w, 5)})`} = ${steady(snapshot.loss, 5)}`,
    );
    this.panels.show(snapshot, t, hasty);
  }

  /** @param {Snapshot} snapshot @param {Translate} t */
  summarize(snapshot, t) {
    for (const name of names) setText(this.cards[name].summary, summaries[name](snapshot, t));
  }

  /** Charts may show more with another panel. */
  #openTab() {
    if (!this.#last) return;
    this.element.classList.toggle('with-fit', this.panels.fitted);
    this.events.onMoved();
  }

  /**
   * The loss along one of several parameters changes with the others: asked anew at every epoch.
   * @param {Snapshot} snapshot
   */
  #followSlice({ problem, epoch }) {
    if (problem.parameters.length < 2) this.#slice = null;
    else if (this.#slice?.problem !== problem || this.#slice.epoch !== epoch) {
      const before = this.#slice?.problem === problem ? this.#slice.curve : null;
      const asked = { problem, epoch, curve: before };
      this.#slice = asked;
      if (problem.landscape.epoch === epoch) asked.curve = problem.landscape;
      else
        this.events.askSlice(pointOf(problem.trajectory, epoch), (result) => {
          if (!result.ok || this.#slice?.problem !== problem) return;
          this.#slice.curve = { at: result.at, loss: result.loss };
          this.events.onMoved();
        });
    }
  }

  /** Along which parameter the loss is shown. @param {Problem} problem */
  #offerParameters({ parameters, along }) {
    const offered = [...this.along.options].map((option) => option.value);
    if (offered.join() !== parameters.join())
      this.along.replaceChildren(...parameters.map((name) => el('option', { value: name }, nameText(name))));
    setOther(this.along, { value: along });
    setText(this.alongTitle, nameText(along));
    this.along.hidden = parameters.length < 2;
    this.range.element.hidden = parameters.length > 1;
  }

  /** @param {Scene['ranges']} ranges @param {Problem} problem @returns {Scene} */
  #scene(ranges, problem) {
    return {
      theme: this.#theme,
      ranges,
      hover: this.#hover,
      guess: this.#guess,
      slice: this.#slice?.curve ?? null,
      predicting: this.panels.step.predicting,
      showOptimum: this.store.choice('view.optimum') === 'shown',
      showResiduals: this.store.choice('view.residuals') === 'shown',
      band: this.panels.fitted ? this.panels.fit.band(problem) : null,
    };
  }

  /** @param {Problem} problem @param {boolean} [passing] */
  #titles(problem, passing) {
    const {
      experiment: { data },
      formulas: { truthNow },
    } = problem;
    if (data.kind === 'simulated' && truthNow)
      showMath(this.cards.data.subtitle, ...simulationFormula(data, truthNow), passing);
    else showMath(this.cards.data.subtitle, '', '');
  }

  /** @param {string} path @param {string} name */
  #toggle(path, name) {
    const button = el(
      'button',
      {
        type: 'button',
        class: 'quiet toggle',
        'aria-pressed': 'false',
        'data-testid': path,
        label: `options.${name}Label`,
        onclick: () => this.events.onChange(path, this.store.choice(path) === 'shown' ? 'hidden' : 'shown'),
      },
      el('span', { t: `options.${name}` }),
    );
    return button;
  }

  /** @param {ChartName} name */
  #listen(name) {
    const { plot } = this.cards[name];
    plot.addEventListener('pointermove', (event) => this.#point(name, event));
    plot.addEventListener('pointerleave', () => this.#setHover(null));
    plot.addEventListener('click', (event) => this.#click(name, event));
  }

  /** @param {ChartName} name @param {MouseEvent} event */
  #epoch(name, event) {
    const at = this.#charts?.[name].spot(event);
    if (!at || !this.#last) return { at: null, epoch: null };
    return { at, epoch: epochAt[name](this.#last.snapshot.problem, at, this.#last.ranges) };
  }

  /** @param {ChartName} name @param {PointerEvent} event */
  #point(name, event) {
    if (event.pointerType === 'touch' || this.panels.step.predicting) return;
    const { at, epoch } = this.#epoch(name, event);
    this.#setHover(epoch, name, at);
  }

  /** @param {number | null} epoch @param {ChartName} [name] @param {{ left: number, top: number } | null} [at] */
  #setHover(epoch, name, at = null) {
    for (const each of names) this.cards[each].showTip(each === name && epoch !== null ? at : null, this.#tip(epoch));
    if (this.#hover === epoch) return;
    this.#hover = epoch;
    this.events.onMoved();
  }

  /** @param {number | null} epoch */
  #tip(epoch) {
    if (epoch === null || !this.#last) return '';
    const { w, loss } = pointAt(this.#last.snapshot.problem, epoch);
    return this.#last.t('chart.tip', {
      epoch,
      name: nameText(this.#last.snapshot.problem.along),
      w: readable(w),
      loss: readable(loss),
    });
  }

  /** @param {ChartName} name @param {MouseEvent} event */
  #click(name, event) {
    const { at, epoch } = this.#epoch(name, event);
    if (this.panels.step.predicting) {
      if (name === 'loss' && at) this.panels.guess(Number(at.x.toPrecision(4)));
    } else if (epoch !== null) this.events.onSeek(epoch);
  }
}

/** The model with today's numbers: the line itself, or its parameters. @param {Snapshot} snapshot */
function modelText({ problem: { experiment, parameters, trajectory }, epoch, w }) {
  if (experiment.model.formula === `${parameters[0]}*x`) return `ŷ = ${steady(w, 5)} x`;
  return listed(Object.fromEntries(parameters.map((name) => [name, steady(trajectory.parameters[name][epoch], 4)])), 3);
}
