// The search for a learning rate that suits another problem: whether the next request looks for one, and the report of
// the rate that was found.
import { rateText } from '../../i18n/format.js';

/**
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Services } from '../workspace.js'
 * @import { Replaced } from './problem-changes.js'
 *
 * @typedef {'always' | 'ifDiverged'} Search for every run, or only for one that diverges
 */

/** Duration of the report of a found rate, which is also in its field. */
const noticeMs = 12_000;

export class RateSearch {
  /** The search of the next request; null: none. @type {Search | null} */ wanted = null;
  /** Whether somebody typed the learning rate: then other problems keep it. */ #isTyped = false;
  /** Whether somebody asked for a suitable rate, which needs no report. */ #isAsked = false;

  /** @param {Omit<Services, 'problem'>} services */
  constructor(services) {
    this.services = services;
  }

  /** Keeps the present rate, which somebody typed, for other problems. */
  keepTyped() {
    this.#isTyped = true;
  }

  /** Forgets that somebody typed the rate. */
  forgetTyped() {
    this.#isTyped = false;
  }

  /** Somebody asks for a suitable rate. */
  ask() {
    this.wanted = 'always';
    this.#isTyped = false;
    this.#isAsked = true;
  }

  /** Another problem comes, with which a typed rate stays. @param {Search | null} search that suits it */
  prepare(search) {
    this.wanted = this.#isTyped ? null : search;
  }

  /** The next values have their own rate. */
  cancel() {
    this.wanted = null;
  }

  /**
   * Sets the rate that a request found, and reports it unless somebody asked for it.
   * @param {Record<string, number>} found the rate by its path
   * @param {Replaced | null} replaced what the user has lost by the new problem
   */
  take(found, replaced) {
    const { store } = this.services;
    const before = store.number('optimizer.rate');
    const isAsked = this.#isAsked;
    this.wanted = null;
    this.#isAsked = false;
    store.set(found);
    if (!isAsked && store.number('optimizer.rate') !== before) this.#report(before, replaced);
  }

  /** Shows which rate was found, and offers the one before. @param {number} before @param {Replaced | null} replaced */
  #report(before, replaced) {
    const { store, change, offerUndo } = this.services;
    const rate = rateText(store.number('optimizer.rate'));
    const sentence = (/** @type {Translate} */ t) => t('status.rateFound', { rate });
    if (replaced) return offerUndo((t) => `${replaced.sentence(t)} ${sentence(t)}`, replaced.undo);
    const undo = () => {
      this.#isTyped = true;
      change({ 'optimizer.rate': before }, false);
    };
    const isOver = (/** @type {string[]} */ paths) => paths.some((path) => path.startsWith('optimizer.'));
    offerUndo(sentence, undo, { isOver, durationMs: noticeMs });
  }
}
