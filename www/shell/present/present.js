// Present mode, for a projector: the problem folds away, text and lines are half as large again, and one, two or four
// cards of the open workspace fill the window. Keys: P opens and leaves it, N shows the next cards, B blanks the
// screen, Escape leaves.
import { el } from '../../ui/dom.js';

/** @import { Playback } from '../../problem/workspace.js' */

/**
 * @typedef {object} PresentEvents
 * @property {() => void} onEnter
 * @property {() => void} onLeave
 */

/** The numbers of cards that can be shown together, with the key of their string. */
const counts = /** @type {const} */ ({ 1: 'one', 2: 'two', 4: 'four' });

export class Present {
  isOn = false;
  #count = 2;
  /** Index of the first shown card. */ #first = 0;

  /**
   * @param {HTMLElement} main that holds the open workspace
   * @param {Playback} player
   * @param {PresentEvents} events
   */
  constructor(main, player, events) {
    this.main = main;
    this.player = player;
    this.events = events;
    this.counts = Object.entries(counts).map(([count, name]) =>
      el(
        'button',
        {
          type: 'button',
          class: 'quiet toggle',
          'aria-pressed': String(Number(count) === this.#count),
          'data-testid': `present-${name}`,
          label: `present.${name}`,
          onclick: () => this.#setCount(Number(count)),
        },
        count,
      ),
    );
    const keyed = (/** @type {string} */ name, /** @type {string} */ key, /** @type {() => void} */ act) =>
      el(
        'button',
        { type: 'button', class: 'quiet', 'data-testid': `present-${name}`, onclick: act },
        el('span', { class: 'button-text', t: `present.${name}` }),
        el('kbd', {}, key),
      );
    this.next = keyed('next', 'N', () => this.#showNext());
    this.bar = el(
      'div',
      { class: 'present-bar', role: 'group', label: 'present.name' },
      el('span', { class: 'button-text', t: 'sections.charts' }),
      ...this.counts,
      this.next,
      keyed('blank', 'B', () => this.#blank()),
      keyed('leave', 'Esc', () => this.leave()),
    );
    this.blank = blankScreen();
    addEventListener('keydown', (event) => this.#onKey(event));
    // A click on a tab opens or collapses a panel.
    main.addEventListener('click', () => this.isOn && this.show());
  }

  enter() {
    this.isOn = true;
    document.documentElement.dataset.present = String(this.#count);
    this.show();
    this.events.onEnter();
  }

  leave() {
    this.isOn = false;
    delete document.documentElement.dataset.present;
    this.events.onLeave();
  }

  /** Marks the shown cards of the workspace that is open now. */
  show() {
    const all = [...this.main.querySelectorAll('.stage > .card')];
    // A collapsed panel has nothing to show; with four cards its tabs can open it.
    const cards = this.#count < 4 ? all.filter((card) => !card.classList.contains('collapsed')) : all;
    const first = cards.length > this.#count ? this.#first % cards.length : 0;
    const shown = [...cards, ...cards].slice(first, first + this.#count);
    for (const card of all) card.classList.toggle('is-presented', shown.includes(card));
    this.next.hidden = cards.length <= this.#count;
  }

  /** @param {number} count */
  #setCount(count) {
    this.#count = count;
    this.#first = 0;
    Object.keys(counts).forEach((each, i) => {
      this.counts[i].setAttribute('aria-pressed', String(Number(each) === count));
    });
    document.documentElement.dataset.present = String(count);
    this.show();
  }

  #showNext() {
    this.#first += this.#count;
    this.show();
  }

  /** @param {KeyboardEvent} event */
  #onKey({ key, target, ctrlKey, metaKey, altKey, defaultPrevented }) {
    if (ctrlKey || metaKey || altKey || defaultPrevented || document.querySelector('dialog[open]')) return;
    if (/** @type {HTMLElement} */ (target).closest?.('input[type="text"], textarea, select')) return;
    const name = key.length === 1 ? key.toLowerCase() : key;
    if (!this.isOn) {
      if (name === 'p') this.enter();
    } else if (name === 'p' || name === 'Escape') this.leave();
    else if (name === 'n') this.#showNext();
    else if (name === 'b') this.#blank();
  }

  /** Blanks the screen, and pauses the run meanwhile. */
  #blank() {
    const { player } = this;
    const wasPlaying = player.isPlaying;
    player.pause();
    this.blank.showModal();
    this.blank.addEventListener('close', () => wasPlaying && player.play(), { once: true });
  }
}

/** A black screen, which any key or click removes. @returns {HTMLDialogElement} */
function blankScreen() {
  const dialog = el(
    'dialog',
    {
      class: 'blank-screen',
      label: 'present.blanked',
      'data-testid': 'blank-screen',
      onclick: () => dialog.close(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        event.preventDefault();
        event.stopPropagation();
        dialog.close();
      },
    },
    el('p', { class: 'visually-hidden', t: 'present.blanked' }),
  );
  return dialog;
}
