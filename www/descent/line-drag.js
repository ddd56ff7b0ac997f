// Dragging the model on the data, where it is a straight line: slope and intercept are its parameters, and the line
// that is let go is the start of the next run. line-keys.js does the same by keyboard.
/**
 * @import { Spot } from '../chart/plot.js'
 * @import { Range } from '../chart/ranges.js'
 * @import { Problem } from '../problem/parts.js'
 */

/**
 * @typedef {object} LineParameters the names of the parameters that a straight line has
 * @property {string | null} slope ∂ŷ/∂w = x
 * @property {string | null} intercept ∂ŷ/∂w = 1
 *
 * @typedef {object} Line
 * @property {LineParameters} names
 * @property {Record<string, number>} values of the parameters, as the line is drawn
 * @property {Range} span of x
 * @property {Range | null} ends ŷ at both ends of the span; null while the curve is being replaced
 *
 * @typedef {object} LineHost
 * @property {() => Line | null} line that is drawn; null: the model is none, or it cannot be dragged now
 * @property {(event: MouseEvent) => Spot | null} spot of a pointer in the chart; null outside the plot
 * @property {(x: number, y: number) => { left: number, top: number } | undefined} pixels of a point of the chart
 * @property {(values: Record<string, number>) => void} onLine
 */

/**
 * @typedef {object} Grip
 * @property {Line} line as it was gripped
 * @property {number} x
 * @property {number} offset y of the pointer above the line
 */

/** Distance in pixels from which a pointer grips the line. */
const gripRadius = 12;
/** A pointer that has moved by fewer pixels than these has not moved the line. */
const minMove = 3;
/** No grip nearer to the pivot than this share of the span, where a small move would turn the line a lot. */
const minArmShare = 0.08;
/** A grip within this share of the span about its middle moves the line; one outside turns it. */
const middleShare = 1 / 3;

/**
 * The names of slope and intercept, if the model is a straight line in x with no other parameter.
 * @param {Pick<Problem, 'formulas' | 'data'>} problem
 * @returns {LineParameters | null}
 */
export function lineParameters({ formulas: { model }, data }) {
  const [x] = Object.keys(data.columns);
  const derivatives = model.parameters.map((name) => model.gradient[name].text);
  const isLine =
    derivatives.length > 0 &&
    derivatives.every((text, i) => (text === x || text === '1') && derivatives.indexOf(text) === i);
  const nameOf = (/** @type {string} */ text) => model.parameters[derivatives.indexOf(text)] ?? null;
  return isLine ? { slope: nameOf(x), intercept: nameOf('1') } : null;
}

/**
 * The values with which the line passes through a point. Without an intercept it turns about x = 0. With one, a grip in
 * the middle of the span moves the line, one outside turns it about the middle: with ŷ = w₁ + w₂x over [−2, 2], a
 * grip at x = 2 that rises by 1 adds 0.5 to w₂.
 * @param {Line} line as it was gripped
 * @param {number} grip x at which it was gripped
 * @param {{ x: number, y: number }} point
 * @returns {Record<string, number> | null} null: no line through it
 */
export function lineThrough(line, grip, point) {
  const {
    names: { slope, intercept },
    values,
    span: [left, right],
  } = line;
  const width = right - left;
  const pivot = intercept ? (left + right) / 2 : 0;
  const isMoved = !slope || (intercept !== null && Math.abs(grip - pivot) < (middleShare * width) / 2);
  if (isMoved) {
    const name = intercept ?? '';
    return { ...values, [name]: values[name] + point.y - heightAt(line, point.x) };
  }
  const minArm = minArmShare * width;
  if (Math.abs(grip - pivot) < minArm) return null;
  // The pointer may cross the pivot, the grip does not.
  const arm = Math.sign(grip - pivot) * Math.max(minArm, (point.x - pivot) * Math.sign(grip - pivot));
  const rise = (point.y - heightAt(line, pivot + arm)) / arm;
  return turned({ slope, intercept }, values, rise, pivot);
}

/**
 * The values of the line that has been turned about a point of its own.
 * @param {{ slope: string, intercept: string | null }} names
 * @param {Record<string, number>} values
 * @param {number} rise of the slope
 * @param {number} pivot x
 */
export const turned = ({ slope, intercept }, values, rise, pivot) => ({
  ...values,
  [slope]: values[slope] + rise,
  ...(intercept && { [intercept]: values[intercept] - rise * pivot }),
});

/** ŷ of a line at x. @param {Line} line @param {number} x */
function heightAt({ span: [left, right], ends }, x) {
  const [low, high] = ends ?? [NaN, NaN];
  return low + ((x - left) / (right - left)) * (high - low);
}

/** Values to three digits, as they are set. @param {Record<string, number>} values */
export const rounded = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(3))]));

export class LineDrag {
  /** Whether the line has been moved since it was gripped; until the click that ends a drag. */
  hasMoved = false;
  /** The values that were set last. @type {Record<string, number>} */ #set = {};
  /** @type {Grip | null} */ #grip = null;

  /** @param {HTMLElement} plot @param {LineHost} host */
  constructor(plot, host) {
    this.plot = plot;
    this.host = host;
    plot.addEventListener('pointerdown', (event) => this.#press(event));
    plot.addEventListener('pointermove', (event) => this.#move(event));
    plot.addEventListener('pointerup', () => this.#release());
    plot.addEventListener('pointercancel', () => this.#release());
    // A finger that grips the line does not scroll the page.
    plot.addEventListener('touchstart', (event) => this.#grip && event.preventDefault(), { passive: false });
  }

  /** Whether a pointer holds the line. */
  get isActive() {
    return this.#grip !== null;
  }

  /** @param {PointerEvent} event */
  #press(event) {
    const grip = this.#gripAt(event);
    if (!grip || event.button !== 0) return;
    this.#grip = grip;
    this.hasMoved = false;
    this.plot.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (this.#grip) this.#drag(event);
    else this.plot.classList.toggle('can-drag', this.#gripAt(event) !== null);
  }

  #release() {
    if (!this.#grip) return;
    this.#grip = null;
    // The axes, which were held, fit once nothing moves any more.
    if (this.hasMoved) this.host.onLine(this.#set);
    // The click that follows belongs to the drag.
    setTimeout(() => {
      this.hasMoved = false;
    });
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    const spot = this.host.spot(event);
    const grip = this.#grip;
    if (!grip || !spot || (!this.hasMoved && this.#isStill(spot, grip))) return;
    const values = lineThrough(grip.line, grip.x, { x: spot.x, y: spot.y - grip.offset });
    if (!values) return;
    this.hasMoved = true;
    this.#set = rounded(values);
    this.host.onLine(this.#set);
  }

  /** Whether a pointer is still where it gripped the line. @param {Spot} spot @param {Grip} grip */
  #isStill({ left, top }, { line, x, offset }) {
    const at = this.host.pixels(x, heightAt(line, x) + offset);
    return at !== undefined && Math.hypot(at.left - left, at.top - top) < minMove;
  }

  /** @param {PointerEvent} event @returns {Grip | null} */
  #gripAt(event) {
    const spot = this.host.spot(event);
    const line = this.host.line();
    if (!spot || !line?.ends) return null;
    const { x } = spot;
    const height = heightAt(line, x);
    const [left, right] = line.span;
    if (x < left || x > right || !this.#isNear(spot, line)) return null;
    return lineThrough(line, x, { x, y: height }) && { line, x, offset: spot.y - height };
  }

  /** Whether the line is within reach, measured across it. @param {Spot} spot @param {Line} line */
  #isNear(spot, line) {
    const [a, b] = line.span.map((x) => this.host.pixels(x, heightAt(line, x)));
    if (!a || !b) return false;
    const [across, down] = [b.left - a.left, b.top - a.top];
    const distance = Math.abs(across * (spot.top - a.top) - down * (spot.left - a.left)) / Math.hypot(across, down);
    return distance < gripRadius;
  }
}
