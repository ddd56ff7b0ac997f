// Lines, points and bands with their axes until Plotly has arrived, drawn by the two calls of Plotly that plot.js
// makes. Plotly is a third of what a first visit downloads, and is fetched after everything that the first screen
// needs, or as soon as a figure has what only Plotly draws.
import { readable } from '../i18n/format.js';
import { outlines } from './marks.js';

/** @import { Figure } from './figure.js' */

const namespace = 'http://www.w3.org/2000/svg';
/** Diameter of the circle among the outlines; each outline has a box of 12. */
const outlineSize = 9;
/** Between two ticks of a linear axis, in pixels. */
const minTickDistance = { x: 44, y: 32 };

/** Whether a figure has a surface or a line that Plotly fills. @param {Figure} figure */
export const needsPlotly = ({ field, traces }) => Boolean(field) || traces.some(({ look }) => look.fill !== undefined);

export const plainPlot = {
  /** @param {any} element which keeps traces and layout, as Plotly's do @param {any[]} data @param {any} layout */
  react(element, data, layout) {
    Object.assign(element, { data, layout });
    const svg = plainAxes(layout);
    const { width, height } = sizeOf(layout);
    // The inner picture cuts what lies outside the axes.
    const inside = node('svg', { class: 'scatterlayer', width, height });
    inside.append(...data.filter(({ type }) => type === 'scatter').map(layerOf));
    svg.firstElementChild?.append(inside);
    element.querySelector('.main-svg')?.remove();
    element.append(svg);
  },

  /** @param {any} element @param {Record<string, any>} changes by path, for example "xaxis.range" */
  relayout(element, changes) {
    const { data, layout } = element;
    for (const [path, value] of Object.entries(changes)) {
      const [axis, name] = path.split('.');
      layout[axis][name] = value;
    }
    this.react(element, data, layout);
  },
};

/** The size of what the axes enclose. @param {any} layout */
const sizeOf = ({ width, height, margin }) => ({
  width: Math.max(0, width - margin.l - margin.r),
  height: Math.max(0, height - margin.t - margin.b),
});

/** A picture of the axes. @param {any} layout */
export function plainAxes(layout) {
  const { margin, xaxis, yaxis } = layout;
  const { width: across, height: down } = sizeOf(layout);
  const svg = node('svg', { class: 'main-svg', width: layout.width, height: layout.height });
  const frame = node('g', { transform: `translate(${margin.l},${margin.t})` });
  for (const { at, text } of ticksOf(xaxis, across, 'x')) {
    const x = Math.round(at * across) + 0.5;
    const tick = label(text, { x, y: down + 19, 'text-anchor': 'middle' }, xaxis.tickfont);
    frame.append(gridLine(`M${x},0V${down}`, text, xaxis), stroke(`M${x},${down}v4`, xaxis.tickcolor));
    frame.append(named('xtick', tick));
  }
  for (const { at, text } of ticksOf(yaxis, down, 'y')) {
    const y = Math.round((1 - at) * down) + 0.5;
    const tick = label(text, { x: -7, y: y + 4.5, 'text-anchor': 'end' }, yaxis.tickfont);
    frame.append(gridLine(`M0,${y}H${across}`, text, yaxis), stroke(`M0,${y}h-4`, yaxis.tickcolor));
    frame.append(named('ytick', tick));
  }
  frame.append(stroke(`M0.5,0V${down + 0.5}H${across}`, xaxis.linecolor));
  svg.append(frame);
  return svg;
}

/** The place of a value on an axis, as a share of it. @param {any} axis @param {number} value */
const share = ({ range: [low, high], type }, value) =>
  ((type === 'log' ? Math.log10(value) : value) - low) / (high - low);

/**
 * The ticks of an axis: their places as shares of it, and their texts.
 * @param {any} axis
 * @param {number} length in pixels
 * @param {'x' | 'y'} name
 * @returns {{ at: number, text: string }[]}
 */
function ticksOf(axis, length, name) {
  const { range, type, tickvals, ticktext, nticks } = axis;
  const [low, high] = range;
  const isInside = (/** @type {{ at: number }} */ tick) => tick.at >= -1e-9 && tick.at <= 1 + 1e-9;
  if (type === 'log') {
    /** @type {{ at: number, text: string }[]} */
    const places = tickvals.map((/** @type {number} */ value, /** @type {number} */ i) => ({
      at: share(axis, value),
      text: ticktext[i],
    }));
    return places.filter(isInside);
  }
  const step = roundStep((high - low) / Math.max(1, Math.min(nticks, length / minTickDistance[name])));
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  return Array.from({ length: Math.min(count, 2 * nticks) }, (_, k) => {
    const value = Number(((first + k) * step).toPrecision(12));
    return { at: share(axis, value), text: readable(value) };
  }).filter(isInside);
}

/** The least of 1, 2, 5, 10, 20 … that is no smaller. @param {number} step */
function roundStep(step) {
  const power = 10 ** Math.floor(Math.log10(step));
  return power * ([1, 2, 5].find((digit) => digit * power >= step * (1 - 1e-9)) ?? 10);
}

/** The nodes that plot.js moves. @param {any} trace */
function layerOf({ mode, x, opacity = 1, line = {}, marker = {} }) {
  const group = node('g', { class: mode === 'lines' ? 'lines' : 'points', opacity });
  if (mode === 'lines') {
    const { color, width, dash = 'solid' } = line;
    const dashes = dash === 'solid' ? '' : dash.replaceAll('px', '');
    const style = { fill: 'none', stroke: color, 'stroke-width': width, 'stroke-dasharray': dashes };
    group.append(node('path', { class: 'js-line', ...style }));
  } else for (let i = 0; i < x.length; ++i) group.append(point(marker, i));
  return named('trace', group);
}

/** A node that is moved: the path of a cloud, or a group with a symbol. @param {any} marker @param {number} i */
function point({ symbol, size, color, line = {} }, i) {
  if (!Array.isArray(color)) return node('path', { class: 'point' });
  const of = (/** @type {any} */ value) => (Array.isArray(value) ? value[i] : value);
  const name = String(of(symbol) ?? 'circle');
  const scale = of(size) / outlineSize;
  const path = node('path', {
    d: name === 'x-thin-open' ? 'M1.5 1.5l9 9M10.5 1.5l-9 9' : (outlines[name] ?? outlines[name.replace('-open', '')]),
    transform: `scale(${scale}) translate(-6,-6)`,
    fill: name.endsWith('-open') ? 'none' : of(color),
    stroke: of(line.color) ?? 'none',
    'stroke-width': of(line.width) ?? 0,
    'vector-effect': 'non-scaling-stroke',
  });
  return named('point', path);
}

/** The grid line of a tick; that of zero is darker.
 * @param {string} d @param {string} text of the tick @param {any} axis */
const gridLine = (d, text, { showgrid, type, gridcolor, zerolinecolor }) =>
  stroke(showgrid ? d : '', type !== 'log' && text === '0' ? zerolinecolor : gridcolor);

/** @param {string} d @param {string} colour */
const stroke = (d, colour) => node('path', { d, fill: 'none', stroke: colour });

/** @param {string} content @param {Record<string, any>} attributes @param {{ size: number, color: string }} font */
function label(content, attributes, { size, color }) {
  const text = node('text', { ...attributes, fill: color, 'font-size': size });
  text.textContent = content;
  return text;
}

/** A group of that class. @param {string} name @param {SVGElement} child */
function named(name, child) {
  const group = node('g', { class: name });
  group.append(child);
  return group;
}

/** @param {string} name @param {Record<string, any>} attributes */
function node(name, attributes) {
  const element = document.createElementNS(namespace, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}
