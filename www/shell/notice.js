// The status line above the run bar, and copying to the clipboard, which reports there.
import { el } from '../ui/dom.js';
import { copyText } from './share/clipboard.js';

/**
 * @import { Sentence, Translate } from '../i18n/translate.js'
 *
 * @typedef {object} NoticeOptions
 * @property {number} [durationMs] after which the notice is hidden
 * @property {() => void} [undo] takes back what the notice reports, by a button
 * @property {(paths: string[]) => boolean} [isOver] whether a person's change of these fields ends what the notice
 *   reports; without it, every change of the experiment does, unless there is a way back
 */

/** @param {string[]} paths */
const isOfExperiment = (paths) => paths.some((path) => !path.startsWith('view.'));

export class Notice {
  /** @type {Sentence | null} */ #sentence = null;
  /** @type {NoticeOptions} */ #options = {};

  /** @param {() => Translate} t */
  constructor(t) {
    this.t = t;
    this.element = el('p', { class: 'notice', role: 'status', hidden: true, 'data-testid': 'notice' });
  }

  /** @param {Sentence} sentence @param {NoticeOptions} [options] */
  show(sentence, options = {}) {
    this.#sentence = sentence;
    this.#options = options;
    this.translate();
    if (!options.durationMs) return;
    setTimeout(() => {
      if (this.#sentence === sentence) this.hide();
    }, options.durationMs);
  }

  hide() {
    this.#sentence = null;
    this.translate();
  }

  /** A person has changed fields. @param {string[]} paths */
  change(paths) {
    const { undo, isOver = undo ? () => false : isOfExperiment } = this.#options;
    if (this.#sentence && isOver(paths)) this.hide();
  }

  /** Shows the notice in the present language. */
  translate() {
    this.element.hidden = this.#sentence === null;
    this.element.textContent = this.#sentence?.(this.t()) ?? '';
    if (!this.#sentence) return;
    if (this.#options.undo) this.element.append(' ', this.#undoButton(this.#options.undo));
    if (this.#options.undo || !this.#options.durationMs) this.element.append(this.#closeButton());
  }

  #closeButton() {
    const label = this.t()('status.close');
    const onclick = () => this.hide();
    return el('button', { type: 'button', class: 'notice-close', 'aria-label': label, onclick }, '×');
  }

  /** @param {() => void} undo */
  #undoButton(undo) {
    const onclick = () => {
      this.hide();
      undo();
    };
    const attributes = { type: 'button', class: 'notice-undo', 'data-testid': 'undo', onclick };
    return el('button', attributes, this.t()('status.undo'));
  }

  /** @param {string} text */
  async copy(text) {
    const key = (await copyText(text)) ? 'header.copied' : 'header.copyFailed';
    this.show((t) => t(key), { durationMs: 1600 });
  }
}
