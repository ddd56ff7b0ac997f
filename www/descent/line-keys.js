// Moving the model on the data by keyboard, where it is a straight line: up and down move it, left and right turn it.
import { plain } from '../i18n/format.js';
import { el, setIfChanged } from '../ui/dom.js';
import { listed } from '../ui/names.js';
import { rounded, turned } from './line-drag.js';

/**
 * @import { Range } from '../chart/ranges.js'
 * @import { Line } from './line-drag.js'
 */

/**
 * @typedef {object} LineKeysHost
 * @property {() => Line | null} line that is drawn; null: the model is none
 * @property {() => Range} heights of the chart
 * @property {(values: Record<string, number>) => void} onLine
 */

/** A key moves the line, or its end, by at most this share of the chart's height. */
const maxStepShare = 0.03;
/** The direction of each key: of a move up, and of a turn. @type {Record<string, readonly [number, number]>} */
const directions = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, 1], ArrowRight: [0, -1] };

export class LineKeys {
  /** @param {LineKeysHost} host */
  constructor(host) {
    this.host = host;
    this.button = el('button', {
      type: 'button',
      class: 'quiet toggle',
      'data-testid': 'move-line',
      hint: 'line.hint',
      t: 'line.move',
      onclick: () => this.#turn(true),
    });
    this.done = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'move-line-done',
      hint: 'line.hint',
      'aria-describedby': 'line-status',
      t: 'line.done',
      onclick: () => this.#turn(false),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#onKey(event),
    });
    this.status = el('span', { class: 'visually-hidden', role: 'status', id: 'line-status' });
    this.tools = el('span', { class: 'point-tools', hidden: true }, this.done, this.status);
  }

  /** Shows the controls only where the model is a line. @param {boolean} isLine */
  show(isLine) {
    setIfChanged(this.button, { hidden: !isLine });
    if (!isLine) setIfChanged(this.tools, { hidden: true });
  }

  /** @param {boolean} isOn */
  #turn(isOn) {
    this.tools.hidden = !isOn;
    this.button.closest('details')?.removeAttribute('open');
    if (isOn) this.done.focus();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const direction = directions[event.key];
    if (direction) this.#move(...direction);
    else if (event.key === 'Escape') this.#turn(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} up @param {number} turn */
  #move(up, turn) {
    const line = this.host.line();
    if (!line) return;
    const { names, span } = line;
    const [bottom, top] = this.host.heights();
    const step = roundBelow(maxStepShare * (top - bottom));
    const half = (span[1] - span[0]) / 2;
    const { slope, intercept } = names;
    // A line with one parameter has one way to go, whichever key is pressed.
    const moved = intercept && (up !== 0 || !slope);
    const values = moved
      ? { ...line.values, [intercept]: line.values[intercept] + (up || turn) * step }
      : slope && turned({ slope, intercept }, line.values, ((up || turn) * step) / half, (span[0] + span[1]) / 2);
    if (!values) return;
    const set = rounded(values);
    this.host.onLine(set);
    this.status.textContent = listed(
      Object.fromEntries(Object.entries(set).map(([name, value]) => [name, plain(value)])),
    );
  }
}

/** The largest of 1, 2, 5, 10, … that is not above a length. @param {number} length */
function roundBelow(length) {
  const unit = 10 ** Math.floor(Math.log10(length));
  return unit * ([5, 2].find((factor) => factor * unit <= length) ?? 1);
}
