// The fit: its verdict, estimates with standard errors and intervals, R², a button that copies the result, and, while
// this panel is open, the band on the chart of the data. After a failure there is no result: the table has the values
// at the end of the descent alone.
import { bandLine, fitReport } from './fit-rows.js';
import { fitVerdict, isResult } from './fit-verdict.js';
import { resultText } from './fit-result.js';
import { el, setText } from '../../ui/dom.js';

/**
 * @import { ValidationError } from '../../experiment/validate.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 */

/**
 * @typedef {object} FitEvents
 * @property {(receive: (answer: any) => void) => void} request the fit of the present problem
 * @property {(text: string) => void} onCopy
 * @property {() => void} onMoved something needs drawing
 * @property {(problem: ValidationError) => string} explain
 */

export class FitPanel {
  /** @type {DescentProblem | null} */ #of = null;
  /** @type {{ x: Float64Array, y: Float64Array } | null} */ #band = null;
  /** @type {any} */ #result = null;
  /** @type {unknown[]} */ #drawn = [];

  /** @param {FitEvents} events */
  constructor(events) {
    this.events = events;
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
      this.note,
    );
  }

  /** The band over a problem's data, if it is known. @param {DescentProblem} problem */
  band(problem) {
    return this.#of === problem ? this.#band : null;
  }

  /** @param {DescentProblem} problem @param {Translate} t */
  show(problem, t) {
    if (this.#of !== problem) this.#request(problem);
    const wanted = [this.#result, t];
    if (!this.#result || wanted.every((part, i) => part === this.#drawn[i])) return;
    this.#drawn = wanted;
    this.#fill(t);
  }

  /** @param {DescentProblem} problem */
  #request(problem) {
    this.#of = problem;
    this.#band = null;
    this.events.request((result) => {
      if (this.#of !== problem) return;
      this.#result = result;
      const band = result.ok && isResult(result) ? bandLine(problem.curves.x, result.band) : null;
      this.#band = band?.y.some(Number.isFinite) ? band : null;
      this.events.onMoved();
    });
  }

  #copy() {
    const t = /** @type {Translate} */ (this.#drawn[1]);
    if (this.#of) this.events.onCopy(resultText(this.#of.experiment.model.formula, this.#result, t));
  }

  /** @param {Translate} t */
  #fill(t) {
    const isFit = this.#result.ok;
    const isShown = isFit && isResult(this.#result);
    this.verdict.hidden = !isFit;
    this.copy.hidden = !isShown;
    this.facts.hidden = !isShown;
    this.head.replaceChildren();
    this.body.replaceChildren();
    if (isFit) {
      this.#fillVerdict(t);
      if (isShown) this.#fillReport(t);
      else this.#fillEnd(t);
    }
    const notes = [t('fit.note'), ...(isShown ? [t('fit.copyNote')] : [])].join(' ');
    setText(this.note, isFit ? notes : this.events.explain(this.#result.error));
  }

  /** @param {Translate} t */
  #fillVerdict(t) {
    const { grade, headline, findings } = fitVerdict(this.#result, t);
    this.verdict.dataset.grade = grade;
    setText(this.headline, headline);
    this.findings.replaceChildren(...findings.map(({ code, text }) => el('li', { 'data-finding': code }, text)));
  }

  /** @param {Translate} t */
  #fillReport(t) {
    const { names, rows, facts } = fitReport(this.#result, t);
    const columns = [t('fit.parameter'), t('fit.estimate'), t('fit.error'), t('fit.interval')];
    this.#fillHead([...columns, ...names.map((name) => t('fit.covariance', { name }))]);
    for (const { name, estimate, error, interval, covariances } of rows)
      this.#addRow(name, [estimate, error, interval, ...covariances]);
    this.facts.replaceChildren(
      ...facts.map(({ label, value }) => el('div', {}, el('dt', {}, label), el('dd', {}, value))),
    );
  }

  /** The values at the end of a descent that found no fit. @param {Translate} t */
  #fillEnd(t) {
    this.#fillHead([t('fit.parameter'), t('fit.ending')]);
    for (const { name, estimate } of fitReport(this.#result, t).rows) this.#addRow(name, [estimate]);
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
