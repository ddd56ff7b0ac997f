// The fit: its verdict, estimates with standard errors and intervals, the quality, buttons that copy the result, and
// sections that open on demand. While this panel is open, the chart of the data shows the fitted curve with its bands.
// After a failure there is no result: the table has the values at the end of the descent alone.
import { sliceOver } from '../../problem/compute.js';
import { el, setText } from '../../ui/dom.js';
import { emptyDrawing, fittedCurve } from './drawing.js';
import { fitReport, hasLeastSquares } from './fit-rows.js';
import { fitVerdict, isResult } from './fit-verdict.js';
import { resultLatex, resultTable, resultText } from './fit-result.js';
import { encodeSettings } from './settings.js';
import { DerivedSection } from './derived-section.js';
import { LimitsSection } from './limits-section.js';
import { PredictionSection, placeOf } from './prediction-section.js';
import { ResidualsSection } from './residuals-section.js';
import { RivalsSection } from './rivals-section.js';
import { StartsSection } from './starts-section.js';
import { UncertaintySection } from './uncertainty-section.js';

/**
 * @import { Outcome, Fit } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { FitAnswer, FitRequest } from './answers.js'
 * @import { FitDrawing, FittedCurve } from './drawing.js'
 * @import { FitSection, FitServices } from './services.js'
 * @import { FitSettings } from './settings.js'
 */

/** The section that proves a finding. @type {Record<string, string>} */
const evidenceOf = {
  undetermined: 'uncertainty',
  poorly_determined: 'uncertainty',
  at_bound: 'limits',
  several_optima: 'starts',
  better_optimum: 'starts',
  not_converged: 'starts',
  residual_pattern: 'residuals',
  outliers: 'residuals',
};

/** Findings that ask for another model. */
const isOfModel = new Set(['residual_pattern', 'no_better_than_mean']);

/**
 * Whether two problems have the same fit: it depends on neither method nor epochs.
 * @param {DescentProblem} a @param {DescentProblem} b
 */
const isSameFit = (a, b) =>
  a === b ||
  (a.data === b.data &&
    JSON.stringify([a.experiment.model, a.experiment.loss]) ===
      JSON.stringify([b.experiment.model, b.experiment.loss]));

export class FitPanel {
  /** @type {DescentProblem | null} */ #of = null;
  /** The settings of the last request, as text. */
  #settingsText = '';
  /** @type {FitSettings | null} with which the answer was made */ #settings = null;
  /** @type {FittedCurve | null} */ #fitted = null;
  /** @type {FitAnswer | null} */ #answer = null;
  /** @type {unknown[]} */ #drawn = [];
  /** Key of the open section, or ''. */
  #open = '';
  /** Whether the section is to be scrolled into view once it is filled. */
  #isJustOpened = false;
  /** Whether an answer is awaited, so that the numbers shown, if any, are those of another fit. */
  #isComputing = false;

  /** @param {FitServices} services */
  constructor(services) {
    this.services = services;
    this.headline = el('strong', { 'data-testid': 'fit-headline' });
    this.findings = el('ul', { class: 'fit-findings' });
    // It is shown with its first columns: a row without cells is none.
    this.head = el('tr', { role: 'row', hidden: true });
    this.body = el('tbody', { role: 'rowgroup' });
    this.facts = el('dl', { class: 'fit-facts' });
    this.copy = el(
      'div',
      { class: 'fit-copy' },
      ...Object.entries({ copy: resultText, copyTable: resultTable, copyLatex: resultLatex }).map(([key, write]) =>
        el('button', {
          type: 'button',
          class: 'quiet',
          'data-testid': `fit-${key}`,
          onclick: () => this.#copy(write),
          t: `fit.${key}`,
        }),
      ),
    );
    this.note = el('p', { class: 'note', 'data-testid': 'fit-note' });
    this.verdict = el('div', { class: 'fit-verdict', 'data-testid': 'fit-verdict' }, this.headline, this.findings);
    this.computing = el('p', { class: 'fit-computing', role: 'status', 'data-testid': 'fit-computing' });
    /** @type {Map<string, { button: HTMLButtonElement, section: FitSection }>} */
    this.sections = new Map(
      Object.entries({
        prediction: new PredictionSection(services),
        uncertainty: new UncertaintySection(),
        residuals: new ResidualsSection(),
        limits: new LimitsSection(services),
        derived: new DerivedSection(services),
        starts: new StartsSection(services),
        rivals: new RivalsSection({ ...services, onModel: (formula) => this.#useModel(formula) }),
      }).map(([key, section]) => [key, { section, button: this.#sectionButton(key) }]),
    );
    this.choices = el(
      'div',
      { class: 'fit-choices', role: 'group', label: 'fit.sections.name' },
      ...[...this.sections.values()].map(({ button }) => button),
    );
    for (const [key, { section }] of this.sections) {
      section.element.id = `fit-section-${key}`;
      section.element.tabIndex = -1;
      section.element.classList.add('fit-section');
    }
    this.element = el(
      'div',
      { class: 'panel-fit', tabindex: -1 },
      this.verdict,
      this.computing,
      this.copy,
      el(
        'div',
        { class: 'fit-frame', role: 'region', tabindex: 0, label: 'panels.fit' },
        el(
          'table',
          { class: 'fit-table fit-estimates', role: 'table', 'data-testid': 'fit' },
          el('thead', { role: 'rowgroup' }, this.head),
          this.body,
        ),
      ),
      this.facts,
      this.choices,
      ...[...this.sections.values()].map(({ section }) => section.element),
      this.note,
    );
    this.#showOpen();
  }

  /** The drawing of a problem's fit on the chart of its data; null: not known.
   * @param {DescentProblem} problem @returns {FitDrawing | null} */
  drawing(problem) {
    if (!this.#of || !isSameFit(this.#of, problem) || !this.#answer) return null;
    const open = this.sections.get(this.#open);
    const isShown = open !== undefined && !open.button.hidden;
    return { ...emptyDrawing, fitted: this.#fitted, ...(isShown && open.section.drawing) };
  }

  /** @param {DescentProblem} problem @param {Translate} t */
  show(problem, t) {
    const settings = this.services.settings();
    // Rivals do not change the fit.
    const text = encodeSettings({ ...settings, rivals: [] });
    const isRequested = this.#of !== null && isSameFit(this.#of, problem) && text === this.#settingsText;
    if (!isRequested) this.#request(problem, settings, text);
    else if (this.#settings) this.#settings = { ...this.#settings, rivals: settings.rivals };
    this.#showComputing(t);
    const wanted = [this.#answer, t, this.#open, settings.rivals.join('~')];
    if (!this.#answer || wanted.every((part, i) => part === this.#drawn[i])) return;
    this.#drawn = wanted;
    this.#fill(this.#answer.fit, t);
  }

  /** @param {DescentProblem} problem @param {FitSettings} settings @param {string} text of the settings */
  #request(problem, settings, text) {
    if (!this.#of || !isSameFit(this.#of, problem)) this.#answer = null;
    this.#isComputing = true;
    this.#of = problem;
    this.#settingsText = text;
    const { experiment, parameters, data, curves } = problem;
    const place = placeOf(data.columns, settings.at);
    const rows = Object.fromEntries(
      Object.entries(sliceOver(data, curves.x)).map(([name, column]) => [
        name,
        Float64Array.of(...column, place[name]),
      ]),
    );
    /** @type {FitRequest} */
    const request = { experiment, parameters, rows, settings };
    this.services.request('fitReport', request, (/** @type {FitAnswer} */ answer) => {
      if (this.#of !== problem || this.#settingsText !== text) return;
      this.#isComputing = false;
      this.#answer = answer;
      this.#settings = settings;
      this.#fitted = answer.fit.ok && isResult(answer.fit) ? fittedCurve(curves.x, answer.fit.band) : null;
      this.services.onMoved();
    });
  }

  /** The style sheet hides the numbers of the former fit, unless the new one comes within a moment.
   * @param {Translate} t */
  #showComputing(t) {
    this.element.setAttribute('aria-busy', String(this.#isComputing));
    setText(this.computing, this.#isComputing ? t('fit.computing') : '');
  }

  /** @param {typeof resultText} write the result as text */
  #copy(write) {
    if (this.#isComputing || !this.#of || !this.#answer?.fit.ok) return;
    const { experiment, formulas, data } = this.#of;
    const { fit } = this.#answer;
    this.services.onCopy(write({ experiment, model: formulas.model, fit, labels: data.labels }, this.services.t()));
  }

  /** Its verdict comes into view, and the keyboard goes on there. @param {string} formula */
  #useModel(formula) {
    this.services.onModel(formula);
    this.element.focus({ preventScroll: true });
    this.verdict.scrollIntoView?.({ block: 'nearest' });
  }

  /** @param {string} key */
  #sectionButton(key) {
    return el('button', {
      type: 'button',
      class: 'quiet toggle',
      'aria-controls': `fit-section-${key}`,
      'data-testid': `fit-open-${key}`,
      t: `fit.sections.${key}`,
      onclick: () => this.open(this.#open === key ? '' : key),
    });
  }

  /** Opens a section and closes the one that is open. @param {string} key '': none */
  open(key) {
    this.#open = key;
    this.#isJustOpened = key !== '';
    this.#showOpen();
    this.services.onMoved();
  }

  #showOpen() {
    for (const [key, { button, section }] of this.sections) {
      const isOpen = key === this.#open && !button.hidden;
      button.setAttribute('aria-expanded', String(isOpen));
      section.element.hidden = !isOpen;
    }
  }

  /** @param {Outcome<Fit>} fit @param {Translate} t */
  #fill(fit, t) {
    const isShown = fit.ok && isResult(fit);
    this.verdict.hidden = !fit.ok;
    this.choices.hidden = !fit.ok;
    this.copy.hidden = !isShown;
    this.facts.hidden = !isShown;
    this.head.replaceChildren();
    this.head.hidden = true;
    this.body.replaceChildren();
    for (const { button, section } of this.sections.values())
      button.hidden = !fit.ok || (section.needsResult === true && !isShown);
    this.#showOpen();
    if (fit.ok) {
      this.#fillVerdict(fit, t);
      if (isShown) this.#fillReport(fit, t);
      else this.#fillEnd(fit, t);
      this.#fillSection(fit, isShown, t);
    }
    const notes = [t('fit.note'), ...(isShown ? [t('fit.copyNote')] : [])].join(' ');
    setText(this.note, fit.ok ? notes : this.services.explain(fit.error));
  }

  /** The open section. @param {Fit} fit @param {boolean} isResult @param {Translate} t */
  #fillSection(fit, isResult, t) {
    const open = this.sections.get(this.#open);
    if (!open || open.button.hidden || !this.#of || !this.#answer || !this.#settings) return;
    const { errors, residuals } = this.#answer;
    const problem = this.#of;
    const grid = sliceOver(problem.data, problem.curves.x);
    open.section.show({ problem, settings: this.#settings, fit, residuals, grid, isResult, errors }, t);
    if (this.#isJustOpened) open.section.element.scrollIntoView?.({ block: 'start' });
    this.#isJustOpened = false;
  }

  /** @param {Fit} fit @param {Translate} t */
  #fillVerdict(fit, t) {
    const { grade, headline, findings } = fitVerdict(fit, t);
    this.verdict.dataset.grade = grade;
    setText(this.headline, headline);
    this.findings.replaceChildren(
      ...findings.map(({ code, text }) =>
        el(
          'li',
          { 'data-finding': code },
          text,
          ...this.#links(code).flatMap((key) => [' ', this.#link(code, key, t)]),
        ),
      ),
    );
  }

  /** The keys of the sections that prove a finding or look for another model. @param {string} code */
  #links(code) {
    return [...(code in evidenceOf ? [evidenceOf[code]] : []), ...(isOfModel.has(code) ? ['rivals'] : [])];
  }

  /**
   * The link from a finding to a section, where the keyboard goes on.
   * @param {string} code @param {string} key @param {Translate} t
   */
  #link(code, key, t) {
    return el(
      'button',
      {
        type: 'button',
        class: 'quiet fit-evidence',
        'data-testid': `fit-evidence-${code}${key === evidenceOf[code] ? '' : `-${key}`}`,
        onclick: () => {
          this.open(key);
          this.sections.get(key)?.section.element.focus({ preventScroll: true });
        },
      },
      t(`fit.sections.${key}`),
    );
  }

  /** @param {Fit} fit @param {Translate} t */
  #fillReport(fit, t) {
    const { columns, rows, facts } = fitReport(fit, t, this.#of !== null && hasLeastSquares(this.#of.experiment));
    this.#fillHead(columns);
    for (const { name, cells } of rows) this.#addRow(name, cells, columns);
    this.facts.replaceChildren(
      ...facts.map(({ label, hint, value }) => el('div', { title: hint }, el('dt', {}, label), el('dd', {}, value))),
    );
  }

  /** The values at the end of a descent that found no fit. @param {Fit} fit @param {Translate} t */
  #fillEnd(fit, t) {
    const columns = [t('fit.parameter'), t('fit.ending')];
    this.#fillHead(columns);
    for (const { name, cells } of fitReport(fit, t).rows) this.#addRow(name, cells.slice(0, 1), columns);
  }

  /** @param {string[]} columns */
  #fillHead(columns) {
    this.head.hidden = false;
    this.head.replaceChildren(...columns.map((text) => el('th', { scope: 'col', role: 'columnheader' }, text)));
  }

  /** @param {string} name @param {string[]} cells @param {string[]} columns titles, that of the name first */
  #addRow(name, cells, columns) {
    const heading = el('th', { scope: 'row', role: 'rowheader' }, name);
    const values = cells.map((text, i) => el('td', { role: 'cell', 'data-column': columns[i + 1] }, text));
    this.body.append(el('tr', { role: 'row' }, heading, ...values));
  }
}
