// The tooltip of terms: an element with a term shows its definition while the pointer is over it, while it has the
// focus, and when it is tapped; Escape hides it. One tooltip serves the whole page, above everything that clips its
// contents.
import { el, setText } from './dom.js';

/** @import { Translate } from '../i18n/translate.js' */

/** Room between the word and its tooltip, and at the edges of the window, in pixels. */
const gap = 6;

export class TermTips {
  /** @type {HTMLElement | null} the word whose definition is shown */ #shown = null;

  /** @param {() => Translate} t */
  constructor(t) {
    this.t = t;
    this.name = el('b');
    this.text = el('span');
    this.element = el(
      'div',
      { class: 'term-tip', role: 'tooltip', id: 'term-tip', hidden: true },
      this.name,
      this.text,
    );
    document.addEventListener('pointerover', (event) => {
      if (event.pointerType !== 'touch') this.#follow(termAt(event));
    });
    document.addEventListener('focusin', (event) => this.#follow(termAt(event)));
    document.addEventListener('click', (event) => {
      const word = termAt(event);
      // In a label, a tap would go on to its control, and take the focus from the word.
      if (word?.closest('label')) event.preventDefault();
      this.#follow(word);
    });
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !this.#shown) return;
        event.stopPropagation();
        event.preventDefault();
        this.hide();
      },
      true,
    );
    document.addEventListener('scroll', () => this.hide(), true);
  }

  hide() {
    this.#shown?.removeAttribute('aria-describedby');
    this.#shown = null;
    this.element.hidden = true;
  }

  /** @param {HTMLElement | null} word null: none; the tooltip itself: the shown one stays */
  #follow(word) {
    if (word === this.#shown || word === this.element) return;
    this.hide();
    if (word) this.#show(word);
  }

  /** @param {HTMLElement} word */
  #show(word) {
    const key = word.dataset.term ?? '';
    this.#shown = word;
    setText(this.name, this.t()(`glossary.${key}.name`));
    setText(this.text, this.t()(`glossary.${key}.text`));
    this.element.hidden = false;
    word.setAttribute('aria-describedby', 'term-tip');
    const box = word.getBoundingClientRect();
    const { width, height } = this.element.getBoundingClientRect();
    // Where the page is scaled, so are the lengths that a style sets.
    const scale = width / this.element.offsetWidth || 1;
    const left = Math.max(gap, Math.min(box.left, innerWidth - width - gap));
    const below = box.bottom + gap;
    const top = below + height > innerHeight ? Math.max(gap, box.top - gap - height) : below;
    this.element.style.left = `${left / scale}px`;
    this.element.style.top = `${top / scale}px`;
  }
}

/** The word of an event. @param {Event} event @returns {HTMLElement | null} */
const termAt = ({ target }) => /** @type {Element} */ (target).closest?.('[data-term], .term-tip') ?? null;
