// The one file that calls Plotly. A figure whose look is the same as before only moves its points; any other is drawn anew.
import { chrome } from './marks.js';
import { DrawnNodes } from './nodes.js';
import { logTicks } from './ticks.js';
/**
 * @typedef {import('./figure.js').Figure} Figure
 * @typedef {import('./figure.js').Trace} Trace
 * @typedef {{ x: number, y: number, left: number, top: number }} Spot a place in data and in pixels of the chart
 */

/** Room for tick labels and titles, in pixels; the style sheet puts the titles there. */
const margin = { l: 58, r: 14, t: 10, b: 44 };
const immediately = { mode: 'immediate', transition: { duration: 0 }, frame: { duration: 0, redraw: false } };
const config = { staticPlot: true, displayModeBar: false, responsive: false };

export class Chart {
  #plotly;
  #element;
  /** @type {Figure | null} */ #drawn = null;
  /** @type {DrawnNodes | null} null while Plotly changes them */ #nodes = null;
  /** Plotly has drawn the numbers that it last got, which are older than ours. */ #stale = false;
  #look = '';
  #size = { width: 0, height: 0 };

  /** @param {any} plotly @param {HTMLElement} element @param {() => void} onResize */
  constructor(plotly, element, onResize) {
    this.#plotly = plotly;
    this.#element = element;
    // Asking an element for its size in every frame would make the browser lay out the page in every frame.
    new ResizeObserver(() => this.#measure(onResize)).observe(element);
    this.#measure(() => {});
  }

  /** @param {() => void} onResize */
  #measure(onResize) {
    const { clientWidth: width, clientHeight: height } = this.#element;
    if (width === this.#size.width && height === this.#size.height) return;
    this.#size = { width, height };
    onResize();
  }

  /** @param {Figure} figure */
  draw(figure) {
    const { width, height } = this.#size;
    if (width === 0 || height === 0) return;
    const look = JSON.stringify([width, height, figure.theme, axisLooks(figure), figure.traces.map((trace) => [trace.id, trace.look])]);
    if (look !== this.#look || !this.#drawn || figure.field !== this.#drawn.field) this.#redraw(figure);
    else {
      this.#stretch(figure, this.#drawn);
      this.#move(figure, this.#drawn);
    }
    this.#look = look;
    this.#drawn = figure;
  }

  /** New ranges alone cost half of a new drawing. @param {Figure} figure @param {Figure} before */
  #stretch({ axes }, before) {
    const same = (/** @type {'x' | 'y'} */ name) => axes[name].range.every((bound, i) => bound === before.axes[name].range[i]);
    if (same('x') && same('y')) return;
    this.#plotly.relayout(this.#element, { 'xaxis.range': [...axes.x.range], 'yaxis.range': [...axes.y.range] });
    this.#nodes = new DrawnNodes(this.#element);
    this.#stale = true;
  }

  /** @param {Figure} figure */
  #redraw(figure) {
    const { width, height } = this.#size;
    this.#plotly.react(this.#element, [...under(figure), ...figure.traces.map(plotlyTrace)], layout(figure, width, height), config);
    this.#nodes = new DrawnNodes(this.#element);
  }

  /** Only the traces whose arrays are others than before. @param {Figure} figure @param {Figure} before */
  #move(figure, before) {
    const [x, y] = this.#scales(figure.axes);
    const all = this.#stale;
    this.#stale = false;
    const moved = figure.traces.flatMap((trace, i) => (!all && trace.x === before.traces[i].x && trace.y === before.traces[i].y ? [] : [i]));
    const left = moved.filter((i) => !this.#nodes?.move(i, figure.traces[i], x, y));
    // An animation of some traces removes the layer of a field that is not among them.
    if (left.length > 0 && figure.field) this.#redraw(figure);
    else if (left.length > 0) this.#animate(figure, moved);
  }

  /** Traces that got other nodes than they had: Plotly's way. @param {Figure} figure @param {number[]} moved */
  #animate(figure, moved) {
    const data = moved.map((i) => ({ x: figure.traces[i].x, y: figure.traces[i].y }));
    this.#nodes = null;
    // Plotly rejects what a later drawing overtakes: that is meant.
    this.#plotly.animate(this.#element, { data, traces: moved }, immediately).then(() => { this.#nodes = new DrawnNodes(this.#element); }, () => {});
  }

  /** From data to pixels of the plot. @param {Figure['axes']} axes */
  #scales({ x, y }) {
    const width = this.#size.width - margin.l - margin.r;
    const height = this.#size.height - margin.t - margin.b;
    const across = (/** @type {number} */ value) => (((x.log ? Math.log10(value) : value) - x.range[0]) / (x.range[1] - x.range[0])) * width;
    const up = (/** @type {number} */ value) => (((y.log ? Math.log10(value) : value) - y.range[0]) / (y.range[1] - y.range[0])) * height;
    return [across, (/** @type {number} */ value) => height - up(value)];
  }

  /** Where a place in the data is on the element. @param {number} x @param {number} y @returns {{ left: number, top: number } | undefined} */
  pixels(x, y) {
    if (!this.#drawn) return undefined;
    const [across, down] = this.#scales(this.#drawn.axes);
    return { left: margin.l + across(x), top: margin.t + down(y) };
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

/** What lies under the traces. @param {Figure} figure */
const under = ({ field }) => (field ? [field] : []);

/** @param {Trace} trace */
function plotlyTrace({ id, x, y, look }) {
  return { type: 'scatter', name: id, x, y, hoverinfo: 'skip', ...look };
}

/** What of the axes cannot change by new ranges alone. @param {Figure} figure */
function axisLooks({ axes: { x, y } }) {
  return [x, y].map(({ range, log = false }) => log && namedTicks(range));
}

/** @param {[number, number]} range */
function namedTicks(range) {
  const { values, labels } = logTicks(range);
  return { tickmode: 'array', tickvals: values, ticktext: labels };
}

/** @param {Figure} figure @param {number} width @param {number} height */
function layout({ axes, theme }, width, height) {
  const { faint, grid, axis: stroke } = chrome[theme];
  const axis = (/** @type {import('./figure.js').Axis} */ { range, log = false }) => ({
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
    // Looking for the best angle, Plotly would measure every label in every drawing.
    tickangle: 0,
    tickfont: { size: 12, color: faint },
    nticks: 8,
    exponentformat: 'power',
    minexponent: 4,
    ...(log && namedTicks(range)),
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
