// The one file that calls Plotly. If the look of a figure is the same as before, only its points are moved and the
// changed ranges are set; any other figure is drawn again. Plotly gets only the points that it needs to make the nodes,
// which are then moved (nodes.js). While a slider moves, axes with other ranges are plain ones (plain-plot.js), drawn
// in a tenth of the time; Plotly sets the ranges once the slider rests.
import { chrome } from './marks.js';
import { DrawnNodes, isCloud, isFilled } from './nodes.js';
import { PlainAxes } from './plain-axes.js';
import { needsPlotly, plainPlot } from './plain-plot.js';
import { Sketch } from './sketch.js';
import { steadyTicks } from './ticks.js';

/** @import { Axis, Figure, Trace } from './figure.js' */

/**
 * @typedef {{ x: number, y: number, left: number, top: number }} Spot a place in data and in pixels of the chart
 */

/** Room for tick labels and titles, in pixels; the style sheet puts the titles there. */
const titledMargin = { l: 58, r: 14, t: 10, b: 44 };
/** The same where the axes have no titles. */
const stripMargin = { l: 58, r: 14, t: 4, b: 24 };
/** Between two labels of a log axis, in pixels. */
const minLabelDistance = { x: 34, y: 17 };
const config = { staticPlot: true, displayModeBar: false, responsive: false };

export class Plot {
  #plotly;
  #element;
  /** @type {Figure | null} */ #drawn = null;
  /** The axes with which Plotly has made the nodes. @type {Figure['axes'] | null} */ #seeded = null;
  /** The axes that Plotly has drawn last. @type {Figure['axes'] | null} */ #laidOut = null;
  /** Axes in place of Plotly's while a slider moves. @type {PlainAxes | null} */ #plainAxes = null;
  /** Whether they are shown. */ #arePlainAxesShown = false;
  /** The size for which Plotly has drawn last. */ #laidOutSize = { width: 0, height: 0 };
  /** The size at which its nodes are cut. */ #cutSize = { width: 0, height: 0 };
  /** @type {DrawnNodes | null} */ #nodes = null;
  #look = '';
  #margin;
  #sketch;
  #size = { width: 0, height: 0 };
  #observer;

  /**
   * @param {any} plotly
   * @param {HTMLElement} element
   * @param {() => void} onResize
   * @param {boolean} [isStrip] its axes have no titles
   */
  constructor(plotly, element, onResize, isStrip = false) {
    this.#margin = isStrip ? stripMargin : titledMargin;
    this.#plotly = plotly;
    this.#element = element;
    this.#sketch = new Sketch(element, this.#margin);
    // Reading the size of an element in every frame would cause layout in every frame.
    this.#observer = new ResizeObserver(() => this.#measure(onResize));
    this.#observer.observe(element);
    this.#measure(() => {});
  }

  /** Gives the element back, empty. */
  end() {
    this.#observer.disconnect();
    this.#showPlainAxes(null);
    this.#element.replaceChildren();
  }

  /** @param {() => void} onResize */
  #measure(onResize) {
    const { clientWidth: width, clientHeight: height } = this.#element;
    if (width === this.#size.width && height === this.#size.height) return;
    this.#size = { width, height };
    onResize();
  }

  /** @param {Figure} figure @param {boolean} [isMoving] a slider moves, and another figure follows at once */
  draw(figure, isMoving = false) {
    const { width, height } = this.#size;
    if (width === 0 || height === 0) return;
    const look = JSON.stringify([
      figure.theme,
      figure.axes.x.log,
      figure.axes.y.log,
      figure.traces.map((trace) => [trace.id, isCloud(trace) || trace.look]),
    ]);
    const standsIn = isMoving && !figure.sketch && !needsPlotly(figure) && this.#plotly !== plainPlot;
    const hasRoom = standsIn || isSameSize(this.#size, this.#laidOutSize);
    const before = hasRoom && look === this.#look && this.#fits(figure) ? this.#drawn : null;
    if (!before) this.#redraw(figure);
    const isCut = before !== null && this.#cut();
    const stretched = before && this.#stretch(figure, before, standsIn, isCut);
    this.#move(figure, stretched ? null : before);
    this.#sketch.show(figure.sketch ?? null);
    this.#look = look;
    this.#drawn = figure;
  }

  /** Whether only points and ranges differ from what Plotly has drawn. @param {Figure} figure */
  #fits({ field, sketch, traces }) {
    const before = this.#drawn;
    return (
      before !== null &&
      field === before.field &&
      !sketch === !before.sketch &&
      traces.every((trace, i) => !isFilled(trace) || (trace.x === before.traces[i].x && trace.y === before.traces[i].y))
    );
  }

  /** @param {Figure} figure */
  #redraw(figure) {
    const { width, height } = this.#size;
    this.#plotly.react(
      this.#element,
      [...under(figure), ...figure.traces.map((trace) => plotlyTrace(trace, figure.axes))],
      layout(figure, width, height, this.#margin),
      config,
    );
    this.#nodes = new DrawnNodes(this.#element, figure.traces);
    this.#seeded = this.#laidOut = figure.axes;
    this.#laidOutSize = this.#cutSize = this.#size;
    this.#showPlainAxes(null);
  }

  /**
   * Cuts what Plotly has drawn at the present size of the element, which may change while a slider moves.
   * @returns {boolean} whether it was cut at another
   */
  #cut() {
    if (isSameSize(this.#size, this.#cutSize)) return false;
    this.#cutSize = this.#size;
    const { l, r, t, b } = this.#margin;
    const { width, height } = this.#size;
    const sizes = { '.main-svg': [width, height], '.plotclip > rect': [width - l - r, height - t - b] };
    for (const [selector, size] of Object.entries(sizes))
      for (const node of this.#element.querySelectorAll(`.svg-container ${selector}`)) {
        node.setAttribute('width', String(Math.max(0, size[0])));
        node.setAttribute('height', String(Math.max(0, size[1])));
      }
    return true;
  }

  /** @param {Figure | null} figure null: Plotly's own axes */
  #showPlainAxes(figure) {
    if (figure) {
      this.#plainAxes ??= new PlainAxes();
      this.#plainAxes.show(layout(figure, this.#size.width, this.#size.height, this.#margin));
    }
    if (this.#arePlainAxesShown === Boolean(figure)) return;
    this.#arePlainAxesShown = Boolean(figure);
    if (figure && this.#plainAxes) this.#element.prepend(this.#plainAxes.element);
    else this.#plainAxes?.element.remove();
    this.#element.classList.toggle('has-plain-axes', this.#arePlainAxesShown);
  }

  /**
   * Sets new ranges, at half the cost of a new drawing.
   * @param {Figure} figure
   * @param {Figure} before
   * @param {boolean} standsIn whether plain axes stand in for Plotly's
   * @param {boolean} isCut whether the element has another size than before
   * @returns {boolean} whether there were any, or another size
   */
  #stretch(figure, before, standsIn, isCut) {
    const { axes, traces } = figure;
    const isStretched = isCut || differing(axes, before.axes).length > 0;
    if (standsIn) {
      if (isStretched) this.#showPlainAxes(figure);
      return isStretched;
    }
    const laidOut = this.#laidOut ?? before.axes;
    const changed = differing(axes, laidOut);
    this.#showPlainAxes(null);
    if (changed.length === 0) return isStretched;
    if (!this.#seeded || changed.some((name) => isFar(/** @type {any} */ (this.#seeded)[name], axes[name]))) {
      this.#redraw(figure);
      return true;
    }
    this.#plotly.relayout(
      this.#element,
      Object.assign({}, ...changed.map((name) => rangeOf(name, axes[name], laidOut[name], this.#room()[name]))),
    );
    this.#laidOut = axes;
    this.#nodes = new DrawnNodes(this.#element, traces);
    if (!this.#nodes.suffice(traces)) this.#redraw(figure);
    return true;
  }

  /**
   * Moves the traces whose arrays differ from those before.
   * @param {Figure} figure
   * @param {Figure | null} before null: all
   */
  #move({ axes, traces }, before) {
    const [x, y] = this.#scales(axes);
    traces.forEach((trace, i) => {
      if (!isFilled(trace) && !(before && trace.x === before.traces[i].x && trace.y === before.traces[i].y))
        this.#nodes?.move(i, trace, x, y);
    });
  }

  #room() {
    return roomOf(this.#size.width, this.#size.height, this.#margin);
  }

  /** From data to pixels of the plot. @param {Figure['axes']} axes */
  #scales({ x, y }) {
    const margin = this.#margin;
    const width = this.#size.width - margin.l - margin.r;
    const height = this.#size.height - margin.t - margin.b;
    const across = (/** @type {number} */ value) =>
      (((x.log ? Math.log10(value) : value) - x.range[0]) / (x.range[1] - x.range[0])) * width;
    const up = (/** @type {number} */ value) =>
      (((y.log ? Math.log10(value) : value) - y.range[0]) / (y.range[1] - y.range[0])) * height;
    return [across, (/** @type {number} */ value) => height - up(value)];
  }

  /**
   * The place of a point of the data on the element, in pixels.
   * @param {number} x
   * @param {number} y
   * @returns {{ left: number, top: number } | undefined}
   */
  pixels(x, y) {
    if (!this.#drawn) return undefined;
    const [across, down] = this.#scales(this.#drawn.axes);
    return { left: this.#margin.l + across(x), top: this.#margin.t + down(y) };
  }

  /** The place of a pointer in the data; null outside the plot. @param {MouseEvent} event @returns {Spot | null} */
  spot(event) {
    if (!this.#drawn) return null;
    const margin = this.#margin;
    const { width, height } = this.#size;
    const box = this.#element.getBoundingClientRect();
    // The box is larger than the element where the page is scaled.
    const left = ((event.clientX - box.left) * width) / box.width;
    const top = ((event.clientY - box.top) * height) / box.height;
    const u = (left - margin.l) / (width - margin.l - margin.r);
    const v = (height - margin.b - top) / (height - margin.t - margin.b);
    if (u < 0 || u > 1 || v < 0 || v > 1) return null;
    const { x, y } = this.#drawn.axes;
    const at = (/** @type {Axis} */ { range, log }, /** @type {number} */ part) => {
      const value = range[0] + part * (range[1] - range[0]);
      return log ? 10 ** value : value;
    };
    return { x: at(x, u), y: at(y, v), left, top };
  }
}

/** @typedef {{ width: number, height: number }} Size */

/** @param {Size} a @param {Size} b */
const isSameSize = (a, b) => a.width === b.width && a.height === b.height;

/** The axes whose ranges differ. @param {Figure['axes']} axes @param {Figure['axes']} others */
const differing = (axes, others) =>
  /** @type {const} */ (['x', 'y']).filter((name) =>
    axes[name].range.some((bound, i) => bound !== others[name].range[i]),
  );

/** Widths of an axis beyond which browsers may refuse a place on it. */
const maxWidths = 1000;

/** Whether an end of one range is too far from another range to be placed on it. @param {Axis} seeded
 * @param {Axis} axis */
const isFar = ({ range: ends }, { range: [low, high] }) =>
  ends.some((end) => !(Math.abs(end - low) <= maxWidths * (high - low)));

/** The traces under those of the figure. @param {Figure} figure */
const under = ({ field }) => (field ? [field] : []);

/** @param {Trace} trace @param {Figure['axes']} axes */
function plotlyTrace(trace, axes) {
  const { id, x, y, look } = trace;
  const seed = isFilled(trace)
    ? { x, y }
    : look.mode === 'lines'
      ? { x: ends(axes.x), y: ends(axes.y) }
      : seeds(isCloud(trace) ? 1 : x.length, axes);
  return { type: 'scatter', name: id, hoverinfo: 'skip', ...seed, ...look };
}

/**
 * Points inside the ranges: Plotly makes no node for a point outside.
 * @param {number} count
 * @param {Figure['axes']} axes
 */
const seeds = (count, { x, y }) => ({ x: new Array(count).fill(ends(x)[0]), y: new Array(count).fill(ends(y)[0]) });

/** The ends of an axis, in data. @param {Axis} axis */
const ends = ({ range, log }) => (log ? range.map((power) => 10 ** power) : range);

/**
 * The changes for a new range, and for new ticks if a log axis needs them.
 * @param {'x' | 'y'} name
 * @param {Axis} axis
 * @param {Axis} before
 * @param {number} room
 */
function rangeOf(name, { range, log }, before, room) {
  const { tickvals, ticktext } = log ? namedTicks(range, room) : { tickvals: [], ticktext: [] };
  const same = !log || String(tickvals) === String(namedTicks(before.range, room).tickvals);
  return {
    [`${name}axis.range`]: [...range],
    ...(same ? {} : { [`${name}axis.tickvals`]: tickvals, [`${name}axis.ticktext`]: ticktext }),
  };
}

/**
 * The number of labels for which the log axes have room.
 * @param {number} width
 * @param {number} height
 * @param {typeof titledMargin} margin
 */
const roomOf = (width, height, margin) => ({
  x: (width - margin.l - margin.r) / minLabelDistance.x,
  y: (height - margin.t - margin.b) / minLabelDistance.y,
});

/** @param {[number, number]} range @param {number} room */
function namedTicks(range, room) {
  const { values, labels } = steadyTicks(range, room);
  return { tickmode: 'array', tickvals: values, ticktext: labels };
}

/** @param {Figure} figure @param {number} width @param {number} height @param {typeof titledMargin} margin */
function layout({ axes, theme, sketch }, width, height, margin) {
  const { faint, grid, axis: stroke } = chrome[theme];
  const room = roomOf(width, height, margin);
  const axis = (/** @type {Axis} */ { range, log = false }, /** @type {number} */ labels) => ({
    range: [...range],
    type: log ? 'log' : 'linear',
    fixedrange: true,
    automargin: false,
    // A sketch lies under the grid, which a field would cover.
    showgrid: !sketch,
    zeroline: !sketch,
    gridcolor: grid,
    linecolor: stroke,
    zerolinecolor: stroke,
    zerolinewidth: 1,
    showline: true,
    ticks: 'outside',
    ticklen: 4,
    tickcolor: stroke,
    // To find the best angle, Plotly would measure every label in every drawing.
    tickangle: 0,
    // It need not measure them to hide those that overflow: the margins have room.
    ticklabeloverflow: 'allow',
    tickfont: { size: 13, color: faint },
    nticks: 8,
    exponentformat: 'power',
    minexponent: 4,
    ...(log && namedTicks(range, labels)),
  });
  return {
    width,
    height,
    margin,
    xaxis: axis(axes.x, room.x),
    yaxis: axis(axes.y, room.y),
    showlegend: false,
    hovermode: false,
    dragmode: false,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: '"Source Sans 3 Variable", system-ui, sans-serif' },
  };
}
