// What lies on the surface, as SVG over it: the traces of the contour's figure, with the same looks. What a hill
// hides is faint.
import { outlines } from '../../chart/marks.js';
import { el } from '../../ui/dom.js';

/**
 * @import { Trace } from '../../chart/figure.js'
 * @import { DrapedLine, Relief } from './relief.js'
 */

/**
 * @typedef {{ seen: SVGPathElement, hidden: SVGPathElement }} LineNodes
 * @typedef {{ trace: Trace, view: object, line: LineNodes | null, points: SVGPathElement[] }} Drawn
 */

const namespace = 'http://www.w3.org/2000/svg';
/** Of what is behind a hill this much shows. */
const behind = 0.32;
/** Outlines of symbols measure so many units of their box of 12 (marks.js). */
const outlineSize = 9;

export class SurfaceOverlay {
  /** @type {Drawn[]} */ #drawn = [];

  constructor() {
    this.element = el('div', { class: 'surface-overlay' });
    this.svg = document.createElementNS(namespace, 'svg');
    this.element.append(this.svg);
  }

  /**
   * @param {Trace[]} traces
   * @param {Relief} relief
   * @param {object} view another object: everything has moved on the screen
   */
  draw(traces, relief, view) {
    if (!this.#fits(traces)) this.#build(traces);
    this.#drawn.forEach((drawn, i) => {
      const trace = traces[i];
      if (drawn.view === view && trace.x === drawn.trace.x && trace.y === drawn.trace.y) return;
      drawn.trace = trace;
      drawn.view = view;
      if (drawn.line) moveLine(drawn.line, relief.line(trace.x, trace.y));
      drawn.points.forEach((node, k) =>
        movePoint(node, relief.point(trace.x[k], trace.y[k]), trace.look.marker.size[k]),
      );
    });
  }

  clear() {
    this.#drawn = [];
    this.svg.replaceChildren();
  }

  /**
   * Whether the nodes are those of these traces: figures make their looks anew for every frame.
   * @param {Trace[]} traces
   */
  #fits(traces) {
    return (
      traces.length === this.#drawn.length &&
      traces.every(
        (trace, i) =>
          trace.id === this.#drawn[i].trace.id &&
          JSON.stringify(trace.look) === JSON.stringify(this.#drawn[i].trace.look),
      )
    );
  }

  /** @param {Trace[]} traces */
  #build(traces) {
    this.#drawn = traces.map((trace) => ({
      trace,
      view: {},
      line: trace.look.mode === 'lines' ? lineNodes(trace) : null,
      points: trace.look.mode === 'markers' ? pointNodes(trace) : [],
    }));
    this.svg.replaceChildren(
      ...this.#drawn.flatMap(({ line, points }) => [...(line ? [line.hidden, line.seen] : []), ...points]),
    );
  }
}

/** @param {Record<string, string | number>} attributes */
function pathNode(attributes) {
  const node = document.createElementNS(namespace, 'path');
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
}

/** @param {Trace} trace @returns {LineNodes} */
function lineNodes({
  look: {
    opacity = 1,
    line: { color, width, dash },
  },
}) {
  const node = (/** @type {number} */ share) =>
    pathNode({
      fill: 'none',
      stroke: color,
      'stroke-width': width,
      'stroke-linejoin': 'round',
      'stroke-dasharray': dash === 'solid' ? 'none' : dash,
      opacity: opacity * share,
    });
  return { seen: node(1), hidden: node(behind) };
}

/** @param {Trace} trace */
function pointNodes({
  look: {
    marker: { color, symbol, line },
  },
}) {
  return color.map((/** @type {string} */ own, /** @type {number} */ k) =>
    pathNode({ d: outlines[symbol[k]], fill: own, stroke: line.color, 'stroke-width': 1, 'data-symbol': symbol[k] }),
  );
}

/** @param {LineNodes} nodes @param {DrapedLine} line */
function moveLine(nodes, { seen, hidden }) {
  nodes.seen.setAttribute('d', seen);
  nodes.hidden.setAttribute('d', hidden);
}

/**
 * @param {SVGPathElement} node
 * @param {{ left: number, top: number, seen: boolean } | null} spot
 * @param {number} size
 */
function movePoint(node, spot, size) {
  node.setAttribute('visibility', spot ? 'visible' : 'hidden');
  if (!spot) return;
  const scale = size / outlineSize;
  node.setAttribute(
    'transform',
    `translate(${(spot.left - 6 * scale).toFixed(1)},${(spot.top - 6 * scale).toFixed(1)}) scale(${scale.toFixed(3)})`,
  );
  node.setAttribute('opacity', spot.seen ? '1' : String(2 * behind));
}
