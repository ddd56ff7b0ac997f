// The line that names the parts of the page that are missing, with a button that fetches them again. A part that has
// arrived is no longer named.
import { runLater, styleLater } from '../engine/later.js';
import { el, setText } from '../ui/dom.js';

/**
 * @import { PartState } from '../engine/later.js'
 * @import { Translate } from '../i18n/translate.js'
 */

export class PartAlert {
  /** @type {Map<string, 'slow' | 'failed'>} by name */ #missing = new Map();
  /** Why the engine does not start. */ #reason = '';

  /** @param {() => Translate} t */
  constructor(t) {
    this.t = t;
    this.text = el('span');
    const onclick = () => this.#retry();
    this.button = el('button', { type: 'button', class: 'notice-undo', onclick, 'data-testid': 'retry' });
    this.element = el(
      'p',
      { class: 'part-alert', role: 'alert', hidden: true, 'data-testid': 'part-alert' },
      this.text,
      this.button,
    );
  }

  /** @param {string} name @param {PartState} state */
  report(name, state) {
    if (state === 'slow' || state === 'failed') this.#missing.set(name, state);
    else this.#missing.delete(name);
    this.translate();
  }

  /** The engine has arrived and does not start. @param {string} reason */
  reportEngine(reason) {
    this.#reason = reason;
    this.report('engine', 'failed');
  }

  /** Shows everything in the present language. */
  translate() {
    const t = this.t();
    const args = { reason: this.#reason };
    const sentences = [...this.#missing].map(([name, state]) => t(`parts.${state}.${name}`, args));
    this.element.hidden = sentences.length === 0;
    setText(this.text, sentences.join(' '));
    setText(this.button, t('parts.retry'));
    this.button.hidden = ![...this.#missing.values()].includes('failed');
  }

  #retry() {
    for (const [name, state] of [...this.#missing]) {
      if (state !== 'failed') continue;
      this.#missing.delete(name);
      // The formulas need their styles first.
      const before = name === 'math' ? styleLater(name) : Promise.resolve();
      // A part that fails again is reported again.
      before.then(() => runLater(name === 'engine' ? 'worker' : name)).catch(() => {});
    }
    this.translate();
  }
}
