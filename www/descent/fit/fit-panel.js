// The fit: its verdict, estimates with standard errors and intervals, the quality, buttons that copy the result, and
// sections that open on demand. While this panel is open, the chart of the data shows the fitted curve with its bands.
// After a failure there is no result: the table has the values at the end of the descent alone.
import { sliceOver } from '../../problem/parts.js';
import { el, setText } from '../../ui/dom.js';
import { fitDrawing } from './drawing.js';
import { fitReport } from './fit-rows.js';
import { fitVerdict, isResult } from './fit-verdict.js';
import { resultText } from './fit-result.js';
import { encodeSettings } from './settings.js';
import { PredictionSection, placeOf } from './prediction-section.js';

/**
 * @import { Outcome, Fit } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { FitAnswer, FitRequest } from './answers.js'
 * @import { FitDrawing } from './drawing.js'
 * @import { FitSection, FitServices } from './services.js'
 * @import { FitSettings } from './settings.js'
 */

export class FitPanel {
  /** @type {DescentProblem | null} */ #of = null;
  /** The settings of the last request, as text. */
  #settingsText = '';
  /** @type {FitSettings | null} with which the answer was made */ #settings = null;
  /** @type {FitDrawing | null} */ #drawing = null;
  /** @type {FitAnswer | null} */ #answer = null;
  /** @type {unknown[]} */ #drawn = [];
  /** Key of the open section, or ''. */
  #open = '';

  /** @param {FitServices} services */
  constructor(services) {
    this.services = services;
    this.headline = el('strong', { 'data-testid': 'fit-headline' });
    this.findings = el('ul', { class: 'fit-findings' });
    this.head = el('tr');
    this.body = el('tbody');
    this.facts = el('dl', { class: 'fit-facts' });
    this.copy = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'fit-copy',
      onclick: () => this.#copy(),
      t: 'fit.copy',
    });
    this.note = el('p', { class: 'note', 'data-testid': 'fit-note' });
    this.verdict = el(
      'div',
      { class: 'fit-verdict', 'data-testid': 'fit-verdict' },
      el('div', { class: 'panel-tools' }, this.headline, this.copy),
      this.findings,
    );
    /** @type {Map<string, { button: HTMLButtonElement, section: FitSection }>} */
    this.sections = new Map(
      Object.entries({ prediction: new PredictionSection(services) }).map(([key, section]) => [
        key,
        { section, button: this.#sectionButton(key) },
      ]),
    );
    this.choices = el(
      'div',
      { class: 'fit-choices', role: 'group', label: 'fit.sections.name' },
      ...[...this.sections.values()].map(({ button }) => button),
    );
    for (const [key, { section }] of this.sections) {
      section.element.id = `fit-section-${key}`;
      section.element.classList.add('fit-section');
    }
    this.element = el(
      'div',
      { class: 'panel-fit' },
      this.verdict,
      el(
        'div',
        { class: 'fit-frame', tabindex: 0, label: 'panels.fit' },
        el('table', { class: 'fit-table', 'data-testid': 'fit' }, el('thead', {}, this.head), this.body),
      ),
      this.facts,
      this.choices,
      ...[...this.sections.values()].map(({ section }) => section.element),
      this.note,
    );
    this.#showOpen();
  }

  /** The drawing of a problem's fit on the chart of its data; null: not known. @param {DescentProblem} problem */
  drawing(problem) {
    return this.#of === problem ? this.#drawing : null;
  }

  /** @param {DescentProblem} problem @param {Translate} t */
  show(problem, t) {
    const settings = this.services.settings();
    const text = encodeSettings(settings);
    if (this.#of !== problem || text !== this.#settingsText) this.#request(problem, settings, text);
    const wanted = [this.#answer, t, this.#open];
    if (!this.#answer || wanted.every((part, i) => part === this.#drawn[i])) return;
    this.#drawn = wanted;
    this.#fill(this.#answer.fit, t);
  }

  /** @param {DescentProblem} problem @param {FitSettings} settings @param {string} text */
  #request(problem, settings, text) {
    if (this.#of !== problem) this.#drawing = null;
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
      this.#answer = answer;
      this.#settings = settings;
      this.#drawing = answer.fit.ok && isResult(answer.fit) ? fitDrawing(curves.x, answer.fit.band) : null;
      this.services.onMoved();
    });
  }

  #copy() {
    const t = /** @type {Translate} */ (this.#drawn[1]);
    if (this.#of && this.#answer?.fit.ok)
      this.services.onCopy(resultText(this.#of.experiment.model.formula, this.#answer.fit, t));
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
    const { errors } = this.#answer;
    open.section.show({ problem: this.#of, settings: this.#settings, fit, isResult, errors }, t);
  }

  /** @param {Fit} fit @param {Translate} t */
  #fillVerdict(fit, t) {
    const { grade, headline, findings } = fitVerdict(fit, t);
    this.verdict.dataset.grade = grade;
    setText(this.headline, headline);
    this.findings.replaceChildren(...findings.map(({ code, text }) => el('li', { 'data-finding': code }, text)));
  }

  /** @param {Fit} fit @param {Translate} t */
  #fillReport(fit, t) {
    const { columns, rows, facts } = fitReport(fit, t);
    this.#fillHead(columns);
    for (const { name, cells } of rows) this.#addRow(name, cells);
    this.facts.replaceChildren(
      ...facts.map(({ label, value }) => el('div', {}, el('dt', {}, label), el('dd', {}, value))),
    );
  }

  /** The values at the end of a descent that found no fit. @param {Fit} fit @param {Translate} t */
  #fillEnd(fit, t) {
    this.#fillHead([t('fit.parameter'), t('fit.ending')]);
    for (const { name, cells } of fitReport(fit, t).rows) this.#addRow(name, cells.slice(0, 1));
  }

  /** @param {string[]} columns */
  #fillHead(columns) {
    this.head.replaceChildren(...columns.map((text) => el('th', { scope: 'col' }, text)));
  }

  /** @param {string} name @param {string[]} cells */
  #addRow(name, cells) {
    this.body.append(el('tr', {}, el('th', { scope: 'row' }, name), ...cells.map((text) => el('td', {}, text))));
  }
}
