// The one file that calls Plotly. A figure whose look is the same as before moves its points through `animate` without
// a redraw (a fraction of a millisecond); any other is drawn anew.
import { chrome } from './marks.js';
/**
 * @typedef {import('./figure.js').Figure} Figure
 * @typedef {import('./figure.js').Trace} Trace
 * @typedef {{ x: number, y: number, left: number, top: number }} Spot a place in data and in pixels of the chart
 */

/** Room for tick labels and titles, in pixels. */
const margin = { l: 58, r: 14, t: 10, b: 44 };
const immediately = { mode: 'immediate', transition: { duration: 0 }, frame: { duration: 0, redraw: false } };
const config = { staticPlot: true, displayModeBar: false, responsive: false };

export class Chart {
  #plotly;
  #element;
  /** @type {Figure | null} */ #drawn = null;
  #look = '';

  /** @param {any} plotly @param {HTMLElement} element */
  constructor(plotly, element) {
    this.#plotly = plotly;
    this.#element = element;
  }

  /** @param {Figure} figure */
  draw(figure) {
    const { clientWidth: width, clientHeight: height } = this.#element;
    if (width === 0 || height === 0) return;
    const look = JSON.stringify([width, height, figure.theme, figure.axes, figure.traces.map((trace) => [trace.id, trace.look])]);
    if (look === this.#look && this.#drawn) this.#move(figure, this.#drawn);
    else this.#plotly.react(this.#element, figure.traces.map(plotlyTrace), layout(figure, width, height), config);
    this.#look = look;
    this.#drawn = figure;
  }

  /** Only the traces whose arrays are others than before. @param {Figure} figure @param {Figure} before */
  #move(figure, before) {
    const moved = figure.traces.flatMap(({ x, y }, i) => (x === before.traces[i].x && y === before.traces[i].y ? [] : [i]));
    if (moved.length === 0) return;
    const data = moved.map((i) => ({ x: figure.traces[i].x, y: figure.traces[i].y }));
    this.#plotly.animate(this.#element, { data, traces: moved }, immediately);
  }

  /** Where in the data a pointer stands, or null beside the plot. @param {MouseEvent} event @returns {Spot | null} */
  spot(event) {
    if (!this.#drawn) return null;
    const box = this.#element.getBoundingClientRect();
    const left = event.clientX - box.left;
    const top = event.clientY - box.top;
    const u = (left - margin.l) / (box.width - margin.l - margin.r);
    const v = (box.height - margin.b - top) / (box.height - margin.t - margin.b);
    if (u < 0 || u > 1 || v < 0 || v > 1) return null;
    const { x, y } = this.#drawn.axes;
    const at = (/** @type {import('./figure.js').Axis} */ { range, log }, /** @type {number} */ part) => {
      const value = range[0] + part * (range[1] - range[0]);
      return log ? 10 ** value : value;
    };
    return { x: at(x, u), y: at(y, v), left, top };
  }
}

/** @param {Trace} trace */
function plotlyTrace({ id, x, y, look }) {
  return { type: 'scatter', name: id, x, y, hoverinfo: 'skip', ...look };
}

/** @param {Figure} figure @param {number} width @param {number} height */
function layout({ axes, theme }, width, height) {
  const { text, faint, grid, axis: stroke } = chrome[theme];
  const axis = (/** @type {import('./figure.js').Axis} */ { title, range, log = false }) => ({
    title: { text: title, font: { size: 13, color: text }, standoff: 8 },
    range: [...range],
    type: log ? 'log' : 'linear',
    fixedrange: true,
    automargin: false,
    gridcolor: grid,
    linecolor: stroke,
    zerolinecolor: stroke,
    zerolinewidth: 1,
    showline: true,
    ticks: 'outside',
    ticklen: 4,
    tickcolor: stroke,
    tickfont: { size: 12, color: faint },
    nticks: 8,
    exponentformat: 'power',
    minexponent: 4,
  });
  return {
    width,
    height,
    margin,
    xaxis: axis(axes.x),
    yaxis: axis(axes.y),
    showlegend: false,
    hovermode: false,
    dragmode: false,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: '"Source Sans 3 Variable", system-ui, sans-serif' },
  };
}
