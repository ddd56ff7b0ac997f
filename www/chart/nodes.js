// Moves the SVG nodes that Plotly has made for a chart. Plotly's own `animate` without a redraw first examines the
// whole figure: 3 to 4 ms for each chart and frame on two cores, too much for three charts at 60 frames a second.
// Setting the attributes of the nodes takes a tenth of that. There is one node for each line, one for each cloud of
// points that look alike, and one for every other point.
/** @import { Trace } from './figure.js' */

/**
 * @typedef {(value: number) => number} Scale from data to pixels
 */

/** Points that look alike are drawn as one node. @param {Trace} trace */
export const isCloud = ({ look }) => look.mode === 'markers' && !Array.isArray(look.marker.color);

/** Plotly itself draws a surface under a line. @param {Trace} trace */
export const isFilled = ({ look }) => look.fill !== undefined;

export class DrawnNodes {
  /** @type {SVGPathElement[][]} of each trace, its lines or its points */ #traces;

  /** @param {HTMLElement} element in which Plotly has just drawn @param {Trace[]} traces */
  constructor(element, traces) {
    const layers = [...element.querySelectorAll('.scatterlayer .trace')];
    this.#traces = traces.map(({ look }, i) =>
      [...(layers[i]?.querySelectorAll(look.mode === 'lines' ? '.lines > .js-line' : '.points > .point') ?? [])].map(
        (node) => /** @type {SVGPathElement} */ (node),
      ),
    );
  }

  /**
   * Whether every trace has the nodes that it needs: Plotly makes none for points far outside the ranges.
   * @param {Trace[]} traces
   */
  suffice(traces) {
    return traces.every(
      (trace, i) => this.#traces[i].length >= (trace.look.mode === 'lines' || isCloud(trace) ? 1 : trace.x.length),
    );
  }

  /** @param {number} index of the trace @param {Trace} trace its new numbers @param {Scale} x @param {Scale} y */
  move(index, trace, x, y) {
    const nodes = this.#traces[index];
    if (nodes.length === 0) return; // on axes without finite ranges Plotly makes none
    if (isCloud(trace)) drawCloud(nodes[0], trace, x, y);
    else if (trace.look.mode === 'lines') {
      setPath(nodes[0], way(trace, x, y));
      if (trace.look.area) nodes[0].style.setProperty('fill', trace.look.area);
    } else nodes.forEach((node, i) => place(node, x(trace.x[i]), y(trace.y[i])));
  }
}

/**
 * A dot is a line of no length with a round end.
 * @param {SVGPathElement} node
 * @param {Trace} trace
 * @param {Scale} x
 * @param {Scale} y
 */
function drawCloud(node, trace, x, y) {
  const { color, size, opacity } = trace.look.marker;
  node.removeAttribute('transform');
  const style = `fill:none;stroke:${color};stroke-width:${size}px;stroke-linecap:round;stroke-opacity:${opacity}`;
  if (node.getAttribute('style') !== style) node.setAttribute('style', style);
  setPath(node, cloud(trace, x, y));
}

/** Sets the path only if it differs: setting it always would cause layout. @param {SVGPathElement} node
 * @param {string} path */
function setPath(node, path) {
  if (node.getAttribute('d') !== path) node.setAttribute('d', path);
}

/** @param {Trace} trace @param {Scale} x @param {Scale} y */
function cloud(trace, x, y) {
  let path = '';
  for (let i = 0; i < trace.x.length; i += 1) {
    const left = x(trace.x[i]);
    const top = y(trace.y[i]);
    if (Math.max(Math.abs(left), Math.abs(top)) <= far) path += `M${hundredth(left)},${hundredth(top)}h0`;
  }
  return path || emptyPath;
}

/**
 * A line is one path, whatever gaps it has; a point on the same spot as the one before is left out. Towards a point
 * far outside the chart the line is drawn `far` pixels long, in the right direction: browsers refuse numbers beyond
 * single precision.
 * @param {Trace} trace
 * @param {Scale} x
 * @param {Scale} y
 */
function way(trace, x, y) {
  let path = '';
  let pen = 'M';
  let before = '';
  let from = { left: 0, top: 0 };
  for (let i = 0; i < trace.x.length; i += 1) {
    let left = x(trace.x[i]);
    let top = y(trace.y[i]);
    if (Number.isFinite(left + top)) {
      const length = Math.max(Math.abs(left - from.left), Math.abs(top - from.top));
      if (length > far) {
        left = from.left + (left - from.left) * (far / length);
        top = from.top + (top - from.top) * (far / length);
      }
      from = { left, top };
      const spot = `${hundredth(left)},${hundredth(top)}`;
      if (pen === 'M' || spot !== before) path += pen + spot;
      before = spot;
      pen = 'L';
    } else pen = 'M';
  }
  return path || emptyPath;
}

const emptyPath = 'M0,0';
/** Pixels, more than any chart is wide. */
const far = 1e6;

/**
 * A point that an axis cannot show is placed far outside it.
 * @param {SVGPathElement} node
 * @param {number} left
 * @param {number} top
 */
function place(node, left, top) {
  const isNear = Math.max(Math.abs(left), Math.abs(top)) <= far;
  const transform = isNear ? `translate(${hundredth(left)},${hundredth(top)})` : farBeside;
  if (node.getAttribute('transform') !== transform) node.setAttribute('transform', transform);
}

const farBeside = 'translate(-9999,0)';

/** @param {number} pixels */
const hundredth = (pixels) => Math.round(pixels * 100) / 100;
