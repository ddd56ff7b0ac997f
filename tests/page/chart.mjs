// An element, and a Plotly, that are just enough for a chart.
import { Plot } from '../../www/chart/plot.js';

/** A picture of SVG, of which only its text and its parts are of interest. @param {string} name */
function picture(name) {
  /** @type {Set<any>} */
  const children = new Set();
  return {
    ...node(),
    name,
    children,
    childNodes: [],
    textContent: '',
    isThere: true,
    append(/** @type {any[]} */ ...parts) {
      for (const part of parts) children.add(Object.assign(part, { isThere: true }));
    },
    remove() {
      this.isThere = false;
    },
  };
}

/** The texts in a picture. @param {ReturnType<typeof picture>} picture @returns {string[]} */
export const textsIn = ({ children, textContent }) =>
  [textContent, ...[...children].filter(({ isThere }) => isThere).flatMap(textsIn)].filter(Boolean);

/** A node of SVG. */
function node() {
  /** @type {Record<string, string>} */
  const attributes = {};
  return {
    attributes,
    getAttribute: (/** @type {string} */ name) => attributes[name] ?? null,
    setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => {
      attributes[name] = value;
    },
    removeAttribute: (/** @type {string} */ name) => {
      delete attributes[name];
    },
  };
}

/** A chart whose plot has this size, and what it does. @param {number} across @param {number} upward in pixels */
export function startChart(across, upward) {
  const corner = { left: 30, top: 70 };
  /** @type {any[]} calls of Plotly with their arguments */
  const asked = [];
  /** @type {ReturnType<typeof node>[][]} of each trace, the nodes that Plotly made for it */
  const nodes = [];
  /** Plotly's drawing, and the rectangle at which it cuts the lines. */
  const cut = { drawing: node(), clip: node() };
  /** @type {any[]} */
  const canvases = [];
  /** @type {any} */
  let layout = null;
  let measure = () => {};
  let resized = 0;
  const element = {
    clientWidth: 0,
    clientHeight: 0,
    querySelectorAll: (/** @type {string} */ selector) =>
      selector.startsWith('.svg-container')
        ? [cut[selector.includes('clip') ? 'clip' : 'drawing']]
        : nodes.map((each) => ({ querySelectorAll: () => each })),
    getBoundingClientRect: () => ({ ...corner, width: element.clientWidth, height: element.clientHeight }),
    prepend: (/** @type {any} */ canvas) => {
      canvas.isThere = true;
      if (!canvases.includes(canvas)) canvases.push(canvas);
    },
    classList: { toggle: (/** @type {string} */ name, /** @type {boolean} */ isOn) => asked.push([name, isOn]) },
  };
  const plotly = {
    react: (/** @type {any} */ _, /** @type {any[]} */ traces, /** @type {any} */ said) => {
      layout = said;
      asked.push(['react', traces]);
      nodes.splice(
        0,
        nodes.length,
        ...traces
          .filter(({ type }) => type === 'scatter')
          .map(({ mode, x }) => Array.from(mode === 'lines' ? [0] : x, node)),
      );
    },
    relayout: (/** @type {any} */ _, /** @type {any} */ changes) => asked.push(['relayout', changes]),
  };
  Object.assign(globalThis, {
    ResizeObserver: class {
      constructor(/** @type {() => void} */ onResize) {
        measure = onResize;
      }
      observe() {}
    },
    document: {
      createElementNS: (/** @type {string} */ _, /** @type {string} */ name) => picture(name),
      createElement: () => {
        const canvas = {
          width: 0,
          height: 0,
          hidden: false,
          painted: 0,
          style: { cssText: '' },
          getContext: () => ({
            putImageData: () => {
              canvas.painted += 1;
            },
          }),
        };
        return canvas;
      },
    },
    ImageData: class {},
    Node: { TEXT_NODE: 3 },
  });
  const chart = new Plot(plotly, /** @type {any} */ (element), () => {
    resized += 1;
  });
  /** The element gets a size. @returns {number} how often the chart has reported another */
  const resize = (/** @type {number} */ width, /** @type {number} */ height) => {
    Object.assign(element, { clientWidth: width, clientHeight: height });
    measure();
    return resized;
  };
  // The room beside the plot is in the layout of a first drawing.
  resize(100, 100);
  chart.draw({ theme: 'light', axes: { x: { range: [0, 1] }, y: { range: [0, 1] } }, traces: [] });
  const { l, r, t, b } = layout.margin;
  asked.length = 0;
  return {
    chart,
    asked,
    nodes,
    canvases,
    cut,
    corner,
    resize,
    plot: () => layout,
    fresh: resize(across + l + r, upward + t + b),
  };
}
