// The word that the page says now and then above the run bar; and copying, which always ends in one.
import { el } from '../ui/dom.js';

/** @import { Translate } from '../i18n/translate.js' */

export class Notice {
  /** @param {() => Translate} t */
  constructor(t) {
    this.t = t;
    this.element = el('p', { class: 'notice', role: 'status', hidden: true, 'data-testid': 'notice' });
  }

  /** @param {string} text @param {number} [milliseconds] until it goes; without, it stays until the next word */
  say(text, milliseconds) {
    this.element.textContent = text;
    this.element.hidden = false;
    if (milliseconds)
      setTimeout(() => {
        if (this.element.textContent === text) this.hide();
      }, milliseconds);
  }

  hide() {
    this.element.hidden = true;
  }

  /** @param {string} text */
  async copy(text) {
    this.say(this.t()((await copyText(text)) ? 'header.copied' : 'header.copyFailed'), 1600);
  }

  /** @param {string} link that may be longer than what others keep of it */
  async copyLink(link) {
    if (link.length <= longestLink || !(await copyText(link))) return this.copy(link);
    this.say(this.t()('header.copiedLong', { length: link.length }), 12000);
  }
}

/** Programs that pass on messages keep links of so many characters; browsers open far longer ones. */
const longestLink = 8000;

/**
 * From file:// the clipboard may be missing, then a selection does it.
 * @param {string} text
 * @returns {Promise<boolean>} whether it is on the clipboard
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
