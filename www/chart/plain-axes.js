// Axes without Plotly: lines of the grid, ticks with their texts, and the two lines that enclose the plot. Other ranges
// move the nodes that are there.
import { readable } from '../i18n/format.js';
import { setAttributeIfChanged, setText } from '../ui/dom.js';

const namespace = 'http://www.w3.org/2000/svg';

export class PlainAxes {
  element = node('svg', { class: 'main-svg' });
  /** A group with its origin at the left upper corner of the plot. */
  frame = node('g', {});
  #x = new Ticks('xtick');
  #y = new Ticks('ytick');
  #line = node('path', { fill: 'none' });

  constructor() {
    this.frame.append(this.#x.element, this.#y.element, this.#line);
    this.element.append(this.frame);
  }

  /** @param {any} layout Plotly's */
  show(layout) {
    const { margin, xaxis, yaxis } = layout;
    const { width: across, height: down } = sizeOf(layout);
    set(this.element, { width: layout.width, height: layout.height });
    set(this.frame, { transform: `translate(${margin.l},${margin.t})` });
    this.#x.show(xaxis, ticksOf(xaxis), (at) => {
      const x = Math.ceil(at * across) - 0.5; // on the pixel on which Plotly draws it
      const text = { x: at * across, y: down + 19, 'text-anchor': 'middle' };
      return { line: `M${x},0V${down}`, tick: `M${x},${down}v4`, text };
    });
    this.#y.show(yaxis, ticksOf(yaxis), (at) => {
      const y = Math.round((1 - at) * down) + 0.5;
      const text = { x: -7, y: y + 4.5, 'text-anchor': 'end' };
      return { line: `M0,${y}H${across}`, tick: `M0,${y}h-4`, text };
    });
    set(this.#line, { d: `M-0.5,0V${down + 0.5}H${across}`, stroke: xaxis.linecolor });
  }
}

/**
 * @typedef {{ at: number, text: string }} Tick its place as a share of the axis
 * @typedef {{ element: SVGElement, line: SVGElement, tick: SVGElement, text: SVGElement }} TickNodes
 */

/** The ticks of one axis. */
class Ticks {
  element = node('g', {});
  /** @type {TickNodes[]} */ #all = [];
  /** The number of those that are shown. */ #shown = 0;

  /** @param {string} name class of a text */
  constructor(name) {
    this.name = name;
  }

  /**
   * @param {any} axis
   * @param {Tick[]} ticks
   * @param {(at: number) => { line: string, tick: string, text: Record<string, any> }} place
   */
  show(axis, ticks, place) {
    const { tickfont, tickcolor } = axis;
    ticks.forEach(({ at, text }, i) => {
      if (!this.#all[i]) this.#all[i] = this.#nodes();
      const nodes = this.#all[i];
      const places = place(at);
      set(nodes.line, { d: axis.showgrid ? places.line : '', stroke: gridColour(axis, text) });
      set(nodes.tick, { d: places.tick, stroke: tickcolor });
      set(nodes.text, { ...places.text, fill: tickfont.color, 'font-size': tickfont.size });
      setText(nodes.text, text);
    });
    const { length } = ticks;
    for (const { element } of this.#all.slice(this.#shown, length)) this.element.append(element);
    for (const { element } of this.#all.slice(length)) element.remove();
    this.#shown = length;
  }

  /** @returns {TickNodes} */
  #nodes() {
    const element = node('g', {});
    const line = node('path', { fill: 'none' });
    const tick = node('path', { fill: 'none' });
    const text = node('text', {});
    element.append(line, tick, named(this.name, text));
    return { element, line, tick, text };
  }
}

/** The colour of a tick's grid line: that of zero is darker. @param {any} axis @param {string} text of the tick */
const gridColour = ({ type, gridcolor, zerolinecolor }, text) =>
  type !== 'log' && text === '0' ? zerolinecolor : gridcolor;

/** The size of what the axes enclose. @param {any} layout */
export const sizeOf = ({ width, height, margin }) => ({
  width: Math.max(0, width - margin.l - margin.r),
  height: Math.max(0, height - margin.t - margin.b),
});

/** The place of a value on an axis, as a share of it. @param {any} axis @param {number} value */
const share = ({ range: [low, high], type }, value) =>
  ((type === 'log' ? Math.log10(value) : value) - low) / (high - low);

/**
 * The ticks of an axis: their places as shares of it, and their texts.
 * @param {any} axis
 * @returns {Tick[]}
 */
function ticksOf(axis) {
  const { range, type, tickvals, ticktext, nticks } = axis;
  const [low, high] = range;
  const isInside = (/** @type {{ at: number }} */ tick) => tick.at >= -1e-9 && tick.at <= 1 + 1e-9;
  if (type === 'log') {
    /** @type {Tick[]} */
    const places = tickvals.map((/** @type {number} */ value, /** @type {number} */ i) => ({
      at: share(axis, value),
      text: ticktext[i],
    }));
    return places.filter(isInside);
  }
  const step = roundStep((high - low) / nticks);
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  return Array.from({ length: Math.min(count, 2 * nticks) }, (_, k) => {
    const value = Number(((first + k) * step).toPrecision(12));
    return { at: share(axis, value), text: readable(value) };
  }).filter(isInside);
}

/** The least of 1, 2, 5, 10, 20 … that is larger, as Plotly chooses it: its axes have the same ticks.
 * @param {number} step */
function roundStep(step) {
  const power = 10 ** Math.floor(Math.log10(step));
  return power * ([2, 5].find((digit) => digit > step / power) ?? 10);
}

/** @param {SVGElement} element @param {Record<string, any>} attributes */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) setAttributeIfChanged(element, name, String(value));
}

/** A group of that class. @param {string} name @param {SVGElement} child */
export function named(name, child) {
  const group = node('g', { class: name });
  group.append(child);
  return group;
}

/** @param {string} name @param {Record<string, any>} attributes */
export function node(name, attributes) {
  const element = document.createElementNS(namespace, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}
