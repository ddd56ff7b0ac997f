// Moves the points of a chart where Plotly has drawn them. Plotly's own way, `animate` without a redraw, first examines the
// whole figure again: 3 to 4 ms a chart and frame on a classroom laptop, too much for three charts at 60 frames a second.
// Setting the attributes of the nodes that are there takes a tenth of that. Where the nodes are not those that the new
// numbers need, `move` says so, and Plotly does it.
/**
 * @typedef {import('./figure.js').Trace} Trace
 * @typedef {(value: number) => number} Scale from data to pixels
 */

export class DrawnNodes {
  /** @type {{ lines: SVGPathElement[], points: SVGPathElement[] }[]} */ #traces;

  /** @param {HTMLElement} element in which Plotly has just drawn */
  constructor(element) {
    this.#traces = [...element.querySelectorAll('.scatterlayer .trace')].map((trace) => ({
      lines: [...trace.querySelectorAll('.lines > .js-line')].map((node) => /** @type {SVGPathElement} */ (node)),
      points: [...trace.querySelectorAll('.points > .point')].map((node) => /** @type {SVGPathElement} */ (node)),
    }));
  }

  /**
   * @param {number} index of the trace @param {Trace} trace its new numbers @param {Scale} x @param {Scale} y
   * @returns {boolean} false: nothing was done, the nodes do not fit
   */
  move(index, trace, x, y) {
    const nodes = this.#traces[index];
    if (!nodes) return false;
    return trace.look.mode === 'lines' ? moveLine(nodes.lines, trace, x, y) : movePoints(nodes.points, trace, x, y);
  }
}

/** A line is one path, however many gaps it has. @param {SVGPathElement[]} nodes @param {Trace} trace @param {Scale} x @param {Scale} y */
function moveLine([first, ...rest], trace, x, y) {
  if (!first) return false;
  let path = '';
  let pen = 'M';
  for (let i = 0; i < trace.x.length; i += 1) {
    const top = y(trace.y[i]);
    if (Number.isFinite(top)) {
      path += `${pen}${hundredth(x(trace.x[i]))},${hundredth(top)}`;
      pen = 'L';
    } else pen = 'M';
  }
  first.setAttribute('d', path || 'M0,0');
  for (const other of rest) other.setAttribute('d', 'M0,0');
  return true;
}

/** @param {SVGPathElement[]} nodes @param {Trace} trace @param {Scale} x @param {Scale} y */
function movePoints(nodes, trace, x, y) {
  if (nodes.length === 0 || !adjust(nodes, trace)) return false;
  nodes.forEach((node, i) => node.setAttribute('transform', `translate(${hundredth(x(trace.x[i]))},${hundredth(y(trace.y[i]))})`));
  return true;
}

/**
 * As many nodes as points: copies of the first, where all look alike. @param {SVGPathElement[]} nodes @param {Trace} trace
 * @returns {boolean} whether that was possible
 */
function adjust(nodes, { x, look }) {
  if (nodes.length === x.length) return true;
  if (Array.isArray(look.marker.color) || x.length === 0) return false;
  while (nodes.length > x.length) nodes.pop()?.remove();
  while (nodes.length < x.length) {
    const copy = /** @type {SVGPathElement} */ (nodes[0].cloneNode());
    nodes[nodes.length - 1].after(copy);
    nodes.push(copy);
  }
  return true;
}

/** @param {number} pixels */
const hundredth = (pixels) => Math.round(pixels * 100) / 100;
