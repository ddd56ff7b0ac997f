// Lines, points and bands with their axes until Plotly has arrived, drawn by the two calls of Plotly that plot.js
// makes. Plotly is a third of what a first visit downloads, and is fetched after everything that the first screen
// needs, or as soon as a figure has what only Plotly draws.
import { outlines } from './marks.js';
import { PlainAxes, named, node, sizeOf } from './plain-axes.js';

/** @import { Figure } from './figure.js' */

/** Diameter of the circle among the outlines; each outline has a box of 12. */
const outlineSize = 9;

/** Whether a figure has a surface or a line that Plotly fills. @param {Figure} figure */
export const needsPlotly = ({ field, traces }) => Boolean(field) || traces.some(({ look }) => look.fill !== undefined);

export const plainPlot = {
  /** @param {any} element which keeps traces and layout, as Plotly's do @param {any[]} data @param {any} layout */
  react(element, data, layout) {
    Object.assign(element, { data, layout });
    const axes = new PlainAxes();
    axes.show(layout);
    const { width, height } = sizeOf(layout);
    // The inner picture cuts what lies outside the axes.
    const inside = node('svg', { class: 'scatterlayer', width, height });
    inside.append(...data.filter(({ type }) => type === 'scatter').map(layerOf));
    axes.frame.append(inside);
    element.querySelector('.main-svg')?.remove();
    element.append(axes.element);
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
