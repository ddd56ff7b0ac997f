// The fit by least squares: estimates, standard errors, covariances, R², and, while this panel is open, the band on the
// chart of the data.
import { bandLine, fitReport } from './fit-rows.js';
import { el, setText } from '../../ui/dom.js';

/**
 * @import { ValidationError } from '../../experiment/validate.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 */

/**
 * @typedef {object} FitEvents
 * @property {(receive: (answer: any) => void) => void} request the fit of the present problem
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
    this.head = el('tr');
    this.body = el('tbody');
    this.facts = el('dl', { class: 'fit-facts' });
    this.note = el('p', { class: 'note', 'data-testid': 'fit-note' });
    this.element = el(
      'div',
      { class: 'panel-fit' },
      el('table', { class: 'fit-table', 'data-testid': 'fit' }, el('thead', {}, this.head), this.body),
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
      const band = result.ok ? bandLine(problem.curves.x, result.band) : null;
      this.#band = band?.y.some(Number.isFinite) ? band : null;
      this.events.onMoved();
    });
  }

  /** @param {Translate} t */
  #fill(t) {
    const { ok, error } = this.#result;
    const report = ok ? fitReport(this.#result, t) : { names: [], rows: [], facts: [], notes: [] };
    const headings = ok
      ? [
          t('fit.parameter'),
          t('fit.estimate'),
          t('fit.error'),
          ...report.names.map((name) => t('fit.covariance', { name })),
        ]
      : [];
    this.head.replaceChildren(...headings.map((text) => el('th', { scope: 'col' }, text)));
    this.body.replaceChildren(
      ...report.rows.map(({ name, estimate, error: deviation, covariances }) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, name),
          el('td', {}, estimate),
          el('td', {}, deviation),
          ...covariances.map((text) => el('td', {}, text)),
        ),
      ),
    );
    this.facts.replaceChildren(
      ...report.facts.map(({ label, value }) => el('div', {}, el('dt', {}, label), el('dd', {}, value))),
    );
    setText(this.note, ok ? [...report.notes, t('fit.note')].join(' ') : this.events.explain(error));
  }
}
