// The starts of the search as ghosts: their curves on the chart of the data, and the optimum to which each led.
import { readable } from '../../i18n/format.js';
import { el, setText } from '../../ui/dom.js';
import { listed } from '../../ui/names.js';
import { joined } from './drawing.js';
import { hasLeastSquares } from './fit-rows.js';

/**
 * @import { Fit } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { StartsAnswer } from './answers.js'
 * @import { FitDrawing } from './drawing.js'
 * @import { FitServices, FitState } from './services.js'
 */

/**
 * @typedef {object} Starts
 * @property {Fit} fit of the search
 * @property {Float64Array[]} optima ŷ of each optimum
 * @property {Float64Array[][]} starts ŷ at the starts of each optimum; last those that led to none
 */

export class StartsSection {
  /** @type {Partial<FitDrawing>} */ drawing = {};
  /** @type {FitState | null} of the last request */ #state = null;
  /** @type {Starts | null} */ #starts = null;
  /** @type {number | null} the optimum whose starts alone are drawn */ #chosen = null;

  /** @param {FitServices} services */
  constructor(services) {
    this.services = services;
    this.summary = el('p', { role: 'status', 'data-testid': 'fit-starts-summary' });
    this.list = el('div', { class: 'fit-optima', 'data-testid': 'fit-optima' });
    this.note = el('p', { class: 'note', t: 'fit.starts.note' });
    this.element = el('div', {}, this.summary, this.list, this.note);
  }

  /** @param {FitState} state @param {Translate} t */
  show(state, t) {
    if (state.fit !== this.#state?.fit) this.#request(state);
    this.#fill(t);
  }

  /** @param {FitState} state */
  #request(state) {
    const { problem, settings, grid } = state;
    const { experiment, parameters, curves } = problem;
    this.#state = state;
    this.#starts = null;
    this.#chosen = null;
    const request = { experiment, parameters, rows: grid, settings };
    this.services.request('fitStarts', request, (/** @type {StartsAnswer} */ answer) => {
      if (this.#state !== state || !answer.fit.ok) return;
      this.#starts = startsOf(answer.fit, answer.curves ?? new Float64Array(0), curves.x.length);
      this.#fill(this.services.t());
      this.services.onMoved();
    });
  }

  /** @param {Translate} t */
  #fill(t) {
    this.#draw();
    this.list.replaceChildren();
    this.note.hidden = !this.#starts || totalOf(this.#starts) === 0;
    setText(this.summary, this.#starts ? this.#summary(this.#starts, t) : t('fit.starts.searching'));
    if (!this.#starts || this.note.hidden) return;
    this.list.replaceChildren(
      ...this.#rows(this.#starts, t).map(({ text, count }, i) =>
        el(
          'button',
          {
            type: 'button',
            class: 'quiet toggle',
            'aria-pressed': String(i === this.#chosen),
            disabled: count === 0,
            onclick: () => this.#choose(i === this.#chosen ? null : i),
          },
          text,
        ),
      ),
    );
  }

  /** @param {Starts} starts @param {Translate} t */
  #summary(starts, t) {
    const total = totalOf(starts);
    if (total === 0) return t('fit.starts.solved');
    const { fit } = starts;
    // The search has the start of the fit: another optimum is better only by more than rounding.
    const isElsewhere = fit.verdict.findings.some(({ code }) => code === 'better_optimum');
    const isBetter = isElsewhere && fit.loss < (this.#state?.fit.loss ?? NaN) * (1 - 1e-6);
    const key = isBetter ? 'fit.starts.better' : 'fit.starts.summary';
    return t(key, { total, here: starts.starts[0].length, ...this.#quality(fit, t) });
  }

  /** The residual sum of squares, where the fit minimizes it, else the loss. @param {{ rss: number, loss: number }} of
   * @param {Translate} t */
  #quality({ rss, loss }, t) {
    const isLeastSquares = this.#state !== null && hasLeastSquares(this.#state.problem.experiment);
    const [measure, value] = isLeastSquares ? [t('fit.short.rss'), rss] : ['L', loss];
    return { measure, value: readable(value, 5) };
  }

  /** A row for each optimum, and one for the starts that led to none. @param {Starts} starts @param {Translate} t */
  #rows({ fit, starts }, t) {
    const rows = fit.optima.map((optimum, i) => {
      const values = Object.entries(optimum.parameters).map(([name, value]) => [name, readable(value, 4)]);
      const text = t(i === 0 ? 'fit.starts.best' : 'fit.starts.other', {
        parameters: listed(Object.fromEntries(values)),
        ...this.#quality(optimum, t),
        starts: starts[i].length,
      });
      return { text, count: starts[i].length };
    });
    const lost = starts[starts.length - 1].length;
    return lost > 0 ? [...rows, { text: t('fit.starts.abandoned', { starts: lost }), count: lost }] : rows;
  }

  /** @param {number | null} index of the optimum whose starts alone are drawn */
  #choose(index) {
    this.#chosen = index;
    this.#fill(this.services.t());
    this.services.onMoved();
  }

  #draw() {
    const x = this.#state?.problem.curves.x;
    if (!this.#starts || !x) {
      this.drawing = {};
      return;
    }
    const { optima, starts } = this.#starts;
    const isShown = (/** @type {number} */ i) => this.#chosen === null || this.#chosen === i;
    const others = optima.filter((_, i) => i > 0 && isShown(i));
    this.drawing = { starts: joined(x, starts.filter((_, i) => isShown(i)).flat()), optima: joined(x, others) };
  }
}

/** @param {Starts} starts */
const totalOf = ({ starts }) => starts.reduce((sum, { length }) => sum + length, 0);

/**
 * @param {Fit} fit
 * @param {Float64Array} y the curves of optima and starts, one after the other
 * @param {number} length of each
 * @returns {Starts}
 */
export function startsOf(fit, y, length) {
  let rest = y;
  const take = (/** @type {number} */ count) =>
    Array.from({ length: count }, () => {
      const curve = rest.slice(0, length);
      rest = rest.subarray(length);
      return curve;
    });
  const counts = [...fit.optima.map(({ from }) => from), fit.abandoned].map(
    (points) => Object.values(points)[0].length,
  );
  return { fit, optima: take(fit.optima.length), starts: counts.map(take) };
}
