// Comparing models: rivals of the gallery and typed ones are fitted to the same data one after the other, ranked by
// AICc, drawn over the data, and tested against the user's model where one contains the other.
import { readable } from '../../i18n/format.js';
import { runnerSwatch } from '../../chart/legend.js';
import { runnerLooks } from '../../chart/runner-marks.js';
import { el, setText } from '../../ui/dom.js';
import { term } from '../../ui/term.js';
import { hasLeastSquares } from './fit-rows.js';
import { isResult } from './fit-verdict.js';
import { galleryFormulas, isSameFormula } from './gallery.js';
import { residualPicture } from './residuals-section.js';

/**
 * @import { Fit } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { RivalAnswer, RivalRequest } from './answers.js'
 * @import { FitDrawing } from './drawing.js'
 * @import { FitServices, FitState } from './services.js'
 */

/**
 * @typedef {object} Rival
 * @property {string} formula
 * @property {RivalAnswer | null} answer null: not yet
 */

/** Maximum number of typed rivals. */
const maxTyped = 12;
/** With at most this many rows the gallery is fitted unasked. */
const maxUnaskedRows = 10_000;
/** Rivals that are drawn when they arrive: the best. */
const drawnAtFirst = 2;

export class RivalsSection {
  /** @type {Partial<FitDrawing>} */ drawing = {};
  /** @type {FitState | null} */ #state = null;
  /** @type {Map<string, RivalAnswer>} by formula */ #answers = new Map();
  /** @type {Set<string> | null} formulas that are drawn; null: the best */ #drawn = null;
  #isGalleryShown = false;
  #isWaiting = false;

  /** @param {FitServices} services */
  constructor(services) {
    this.services = services;
    this.gallery = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'fit-gallery',
      t: 'fit.rivals.gallery',
      onclick: () => {
        this.#isGalleryShown = true;
        this.#next();
      },
    });
    this.input = el('input', {
      type: 'text',
      id: 'fit-rival',
      class: 'fit-formula',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      'data-testid': 'fit-rival',
      onchange: () => this.#add(),
    });
    this.progress = el('p', { class: 'note', role: 'status', 'data-testid': 'fit-rivals-progress' });
    this.list = el('ol', { class: 'fit-rivals', 'data-testid': 'fit-rivals' });
    this.tools = el(
      'div',
      { class: 'fit-typed' },
      this.gallery,
      el('label', { for: this.input.id, t: 'fit.rivals.typed' }),
      this.input,
    );
    this.note = el('p', { class: 'note' });
    this.element = el('div', {}, this.note, this.tools, this.progress, this.list);
  }

  needsResult = true;

  /** @param {FitState} state @param {Translate} t */
  show(state, t) {
    const { problem } = state;
    const isLeastSquares = hasLeastSquares(problem.experiment);
    for (const element of [this.tools, this.list, this.progress]) element.hidden = !isLeastSquares;
    setText(this.note, t(isLeastSquares ? 'fit.rivals.note' : 'fit.rivals.robust'));
    if (!isLeastSquares) return;
    if (!this.#state || !isSameFit(this.#state, state)) {
      this.#answers.clear();
      this.#drawn = null;
    }
    this.#state = state;
    this.#isGalleryShown ||= problem.data.x.length <= maxUnaskedRows;
    this.#next();
    this.#fill(t);
  }

  /** The rivals, in the order in which they are fitted. @returns {Rival[]} */
  #rivals() {
    if (!this.#state) return [];
    const { problem, settings } = this.#state;
    const [predictor] = Object.keys(problem.data.columns);
    const own = problem.experiment.model.formula;
    const formulas = [
      ...settings.rivals.filter((formula) => !isSameFormula(formula, own)),
      ...(this.#isGalleryShown ? galleryFormulas(predictor, own) : []),
    ];
    return [...new Set(formulas)].map((formula) => ({ formula, answer: this.#answers.get(formula) ?? null }));
  }

  /** Requests the fit of the next rival. */
  #next() {
    const state = this.#state;
    const next = this.#rivals().find(({ answer }) => answer === null);
    if (!state || !next || this.#isWaiting) return;
    this.#isWaiting = true;
    const { experiment } = state.problem;
    /** @type {RivalRequest} */
    const request = {
      experiment: { ...experiment, model: { formula: next.formula } },
      rows: state.grid,
      own: experiment,
      ownFit: state.fit,
    };
    this.services.request('rivalFit', request, (/** @type {RivalAnswer} */ answer) => {
      this.#isWaiting = false;
      if (this.#state && isSameFit(this.#state, state)) this.#answers.set(next.formula, answer);
      this.#fill(this.services.t());
      this.#next();
      this.services.onMoved();
    });
  }

  /** @param {Translate} t */
  #fill(t) {
    const state = this.#state;
    if (!state) return;
    const rivals = this.#rivals();
    const done = rivals.filter(({ answer }) => answer !== null).length;
    setText(this.progress, done < rivals.length ? t('fit.rivals.progress', { done, count: rivals.length }) : '');
    this.gallery.hidden = this.#isGalleryShown;
    const ranked = rankedModels(state.fit, rivals);
    const best = ranked.find(({ isRanked }) => isRanked)?.aicc ?? NaN;
    const drawn = this.#drawnFormulas(ranked);
    const rows = ranked.map((model) => this.#row(model, best, drawn.indexOf(model.formula ?? ''), t));
    this.#replaceRows(rivals.length === 0 ? [] : [heading(t), ...rows]);
    this.drawing = {
      rivals: drawn.flatMap((formula, look) => {
        const fit = this.#answers.get(formula)?.fit;
        return fit?.ok ? [{ look, line: { x: state.problem.curves.x, y: fit.band.y } }] : [];
      }),
    };
  }

  /** Replaces the rows; the control that has the focus keeps it. @param {HTMLElement[]} rows */
  #replaceRows(rows) {
    const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
    const formula = /** @type {HTMLElement | null | undefined} */ (focused?.closest('li'))?.dataset.formula;
    this.list.replaceChildren(...rows);
    const row = focused && rows.find(({ dataset }) => dataset.formula === formula);
    /** @type {HTMLElement | null | undefined} */ (row?.querySelector(focused?.localName ?? ''))?.focus();
  }

  /** The formulas that are drawn. @param {RankedModel[]} ranked */
  #drawnFormulas(ranked) {
    const formulas = ranked.filter(({ isRanked }) => isRanked).flatMap(({ formula }) => (formula ? [formula] : []));
    if (!this.#drawn) return formulas.slice(0, drawnAtFirst);
    return formulas.filter((formula) => this.#drawn?.has(formula)).slice(0, runnerLooks.length);
  }

  /** @param {RankedModel} model @param {number} best AICc @param {number} look −1: not drawn @param {Translate} t */
  #row({ formula, answer, aicc, isRanked }, best, look, t) {
    const state = /** @type {FitState} */ (this.#state);
    const own = state.problem.experiment.model.formula;
    const residuals = formula === null ? state.residuals : (answer?.residuals ?? null);
    const name = formula ?? own;
    const box = el('input', {
      type: 'checkbox',
      'aria-label': t('fit.rivals.draw', { formula: name }),
      onchange: () => this.#toggle(name),
    });
    box.checked = formula === null || look >= 0;
    box.disabled = formula === null || !isRanked;
    const isTyped = formula !== null && state.settings.rivals.includes(formula);
    return el(
      'li',
      { 'data-formula': name, class: formula === null ? 'own' : '' },
      el('label', {}, box, ...(look >= 0 ? [runnerSwatch(look)] : [])),
      el(
        'div',
        { class: 'fit-rival' },
        el('code', {}, name),
        el('p', { class: 'note' }, this.#remark(formula, answer, t)),
        ...(formula !== null && isRanked ? [this.#useButton(formula, t)] : []),
        ...(isTyped ? [this.#removeButton(formula, t)] : []),
      ),
      el('span', { class: 'fit-difference' }, isRanked ? differenceText(aicc - best) : '–'),
      ...(isRanked && residuals
        ? [residualPicture(state.problem.data.x, residuals.r, t('fit.rivals.residuals', { formula: name }), true)]
        : []),
    );
  }

  /** @param {string | null} formula null: the user's own @param {RivalAnswer | null} answer @param {Translate} t */
  #remark(formula, answer, t) {
    if (formula === null) return t('fit.rivals.own');
    if (!answer) return t('fit.rivals.waiting');
    if (!answer.fit.ok) return this.services.explain(answer.fit.error);
    if (!isResult(answer.fit)) return t('fit.rivals.failed');
    if (!answer.test) return '';
    const { isRivalLarger, F, p } = answer.test;
    return t(isRivalLarger ? 'fit.rivals.larger' : 'fit.rivals.smaller', { F: readable(F, 4), p: readable(p, 3) });
  }

  /** @param {string} formula @param {Translate} t */
  #useButton(formula, t) {
    return el(
      'button',
      {
        type: 'button',
        class: 'quiet fit-use',
        'aria-label': t('fit.rivals.useOf', { formula }),
        onclick: () => this.services.onModel(formula),
      },
      t('fit.rivals.use'),
    );
  }

  /** @param {string} formula @param {Translate} t */
  #removeButton(formula, t) {
    return el(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-label': t('fit.remove', { formula }),
        onclick: () =>
          this.services.onSettings({ rivals: this.services.settings().rivals.filter((each) => each !== formula) }),
      },
      '×',
    );
  }

  /** @param {string} formula */
  #toggle(formula) {
    const drawn = new Set(this.#drawn ?? this.#drawnFormulas(rankedModels(this.#state?.fit ?? null, this.#rivals())));
    if (!drawn.delete(formula)) drawn.add(formula);
    this.#drawn = drawn;
    this.#fill(this.services.t());
    this.services.onMoved();
  }

  #add() {
    const formula = this.input.value.trim();
    const { rivals } = this.services.settings();
    this.input.value = '';
    if (formula && !rivals.includes(formula) && !formula.includes('~'))
      this.services.onSettings({ rivals: [...rivals, formula].slice(-maxTyped) });
  }
}

/** @param {number} difference from the best AICc, ≥ 0 */
export const differenceText = (difference) => (difference === 0 ? '0' : `+${readable(difference, 4)}`);

/** @param {Translate} t */
function heading(t) {
  return el(
    'li',
    { class: 'fit-rivals-head' },
    el('span', {}),
    el('span', {}, t('fit.rivals.model')),
    term('aicc', {}, t('fit.rivals.difference')),
    el('span', {}, t('fit.sections.residuals')),
  );
}

/** Whether the rivals of two states are compared with the same fit. @param {FitState} a @param {FitState} b */
const isSameFit = (a, b) =>
  a.problem.data === b.problem.data &&
  a.problem.experiment.model.formula === b.problem.experiment.model.formula &&
  a.fit.rss === b.fit.rss &&
  a.fit.degrees === b.fit.degrees;

/**
 * @typedef {object} RankedModel
 * @property {string | null} formula null: the user's own model
 * @property {RivalAnswer | null} answer
 * @property {number} aicc
 * @property {boolean} isRanked whether it has an AICc and is a result
 */

/**
 * The user's model and its rivals by ascending AICc; those that have none last.
 * @param {Fit | null} own
 * @param {Rival[]} rivals
 * @returns {RankedModel[]}
 */
export function rankedModels(own, rivals) {
  const all = rivals.map(({ formula, answer }) => {
    const fit = answer?.fit.ok && isResult(answer.fit) ? answer.fit : null;
    return { formula, answer, aicc: fit?.aicc ?? NaN, isRanked: Number.isFinite(fit?.aicc) };
  });
  const models = [
    ...(own ? [{ formula: null, answer: null, aicc: own.aicc, isRanked: Number.isFinite(own.aicc) }] : []),
    ...all,
  ];
  return models.sort((a, b) => (a.isRanked && b.isRanked ? a.aicc - b.aicc : Number(b.isRanked) - Number(a.isRanked)));
}
