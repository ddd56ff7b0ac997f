// The status line above the run bar, and copying to the clipboard, which reports there.
import { el } from '../ui/dom.js';

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

  /** @param {string} link a long one is reported as such */
  async copyLink(link) {
    if (link.length <= maxLinkLength || !(await copyText(link))) return this.copy(link);
    this.show(this.t()('header.copiedLong', { length: link.length }), 12000);
  }
}

/** Maximum length of a link in many mail and chat programs; browsers open far longer ones. */
const maxLinkLength = 8000;

/**
 * From file:// the clipboard may be missing; then the text is selected and copied by a command.
 * @param {string} text
 * @returns {Promise<boolean>} whether the text is on the clipboard
 */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** @param {string} text */
function copyBySelection(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
