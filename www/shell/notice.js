// The status line above the run bar, and copying to the clipboard, which reports there.
import { el } from '../ui/dom.js';
import { copyText } from './share/clipboard.js';

/** @import { Translate } from '../i18n/translate.js' */

export class Notice {
  /** @param {() => Translate} t */
  constructor(t) {
    this.t = t;
    this.element = el('p', { class: 'notice', role: 'status', hidden: true, 'data-testid': 'notice' });
  }

  /** @param {string} text @param {number} [durationMs] after which it is hidden; without it, it stays until the next */
  show(text, durationMs) {
    this.element.textContent = text;
    this.element.hidden = false;
    if (durationMs)
      setTimeout(() => {
        if (this.element.textContent === text) this.hide();
      }, durationMs);
  }

  /**
   * Shows a sentence with a button that takes back what it reports.
   * @param {string} text
   * @param {() => void} undo
   */
  showUndo(text, undo) {
    this.show(text);
    const button = el(
      'button',
      {
        type: 'button',
        class: 'notice-undo',
        'data-testid': 'undo',
        onclick: () => {
          this.hide();
          undo();
        },
      },
      this.t()('status.undo'),
    );
    this.element.append(' ', button);
  }

  hide() {
    this.element.hidden = true;
  }

  /** @param {string} text */
  async copy(text) {
    this.show(this.t()((await copyText(text)) ? 'header.copied' : 'header.copyFailed'), 1600);
  }
}
