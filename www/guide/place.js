// The place of the guide beside the workspace: on a first visit a line in which the guide offers itself, later its card
// or nothing.
import { el } from '../ui/dom.js';

/**
 * @typedef {object} PlaceEvents
 * @property {() => void} onBegin
 * @property {() => void} onDecline
 * @property {(element: ParentNode) => void} translate
 */

export class GuidePlace {
  /** @param {PlaceEvents} events */
  constructor(events) {
    this.events = events;
    this.element = el('div', { class: 'guide-place' });
  }

  /** @param {'offer' | 'open' | 'closed'} state @param {HTMLElement} [card] of the open guide */
  show(state, card) {
    document.documentElement.dataset.guide = state;
    const element = state === 'offer' ? this.#offer() : card;
    this.element.replaceChildren(...(element ? [element] : []));
    this.events.translate(this.element);
  }

  #offer() {
    const button = (/** @type {string} */ name, /** @type {() => void} */ onclick, style = 'quiet') =>
      el('button', { type: 'button', class: style, 'data-testid': `guide-${name}`, onclick, t: `guide.${name}` });
    return el(
      'aside',
      { class: 'guide-offer', label: 'guide.name', 'data-testid': 'guide-offer' },
      el('span', { t: 'guide.offer' }),
      button('begin', this.events.onBegin, 'quiet primary'),
      button('decline', this.events.onDecline),
    );
  }
}
