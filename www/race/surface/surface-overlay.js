// The lines and marks on the surface as SVG over it: the traces of the contour chart, with the same looks. Parts that a
// hill hides are faint.
import { outlines } from '../../chart/marks.js';
import { el } from '../../ui/dom.js';

/**
 * @import { Trace } from '../../chart/figure.js'
 * @import { DrapedLine, HeightField, ScreenPoint } from './height-field.js'
 */

/**
 * @typedef {{ visible: SVGPathElement, hidden: SVGPathElement }} LineNodes
 * @typedef {{ trace: Trace, view: object, line: LineNodes | null, points: SVGPathElement[] }} Drawn
 */

const namespace = 'http://www.w3.org/2000/svg';
/** Opacity of the parts of a line that a hill hides. */
const hiddenOpacity = 0.32;
/** Opacity of a mark that a hill hides. */
const hiddenMarkOpacity = 0.64;
/** Outlines of symbols are this wide, in a box of 12 (marks.js). */
const outlineSize = 9;
const boxSize = 12;

export class SurfaceOverlay {
  /** @type {Drawn[]} */ #drawn = [];

  constructor() {
    this.element = el('div', { class: 'surface-overlay' });
    this.svg = document.createElementNS(namespace, 'svg');
    this.element.append(this.svg);
  }

  /**
   * @param {Trace[]} traces
   * @param {HeightField} surface
   * @param {object} view a new object after each movement of the camera
   */
  draw(traces, surface, view) {
    if (!this.#fits(traces)) this.#build(traces);
    this.#drawn.forEach((drawn, i) => {
      const trace = traces[i];
      if (drawn.view === view && trace.x === drawn.trace.x && trace.y === drawn.trace.y) return;
      drawn.trace = trace;
      drawn.view = view;
      if (drawn.line) moveLine(drawn.line, surface.line(trace.x, trace.y));
      drawn.points.forEach((node, k) =>
        movePoint(node, surface.point(trace.x[k], trace.y[k]), trace.look.marker.size[k]),
      );
    });
  }

  clear() {
    this.#drawn = [];
    this.svg.replaceChildren();
  }

  /**
   * Whether the nodes are those of these traces. Looks are compared as text, because every frame has new objects.
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
      ...this.#drawn.flatMap(({ line, points }) => [...(line ? [line.hidden, line.visible] : []), ...points]),
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
  const node = (/** @type {number} */ factor) =>
    pathNode({
      fill: 'none',
      stroke: color,
      'stroke-width': width,
      'stroke-linejoin': 'round',
      'stroke-dasharray': dash === 'solid' ? 'none' : dash,
      opacity: opacity * factor,
    });
  return { visible: node(1), hidden: node(hiddenOpacity) };
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
function moveLine(nodes, { visible, hidden }) {
  nodes.visible.setAttribute('d', visible);
  nodes.hidden.setAttribute('d', hidden);
}

/**
 * @param {SVGPathElement} node
 * @param {ScreenPoint | null} point
 * @param {number} size
 */
function movePoint(node, point, size) {
  node.setAttribute('visibility', point ? 'visible' : 'hidden');
  if (!point) return;
  const scale = size / outlineSize;
  const half = (boxSize / 2) * scale;
  node.setAttribute(
    'transform',
    `translate(${(point.left - half).toFixed(1)},${(point.top - half).toFixed(1)}) scale(${scale.toFixed(3)})`,
  );
  node.setAttribute('opacity', point.isVisible ? '1' : String(hiddenMarkOpacity));
}
