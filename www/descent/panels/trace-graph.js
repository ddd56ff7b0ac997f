// The computation graph of one row's loss as SVG: values on the forward pass, adjoints on the backward pass.
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';
import { nodeSize } from './trace-layout.js';

/**
 * @import { Trace, TraceNode } from '../../../wasm/engine.d.ts'
 * @import { Layout, Place } from './trace-layout.js'
 */

/**
 * @typedef {{ kind: 'forward' | 'backward', node: number }} Step forward: the node gets its value; backward: it passes
 *   its adjoint to its arguments
 */

/**
 * First every computed node forward, then backward those that depend on a parameter.
 * @param {Trace} trace
 * @returns {Step[]}
 */
export function traceSteps({ nodes }) {
  const computed = nodes.flatMap((node, i) => (node.edges.length > 0 ? [i] : []));
  /** @type {Step[]} */
  const forward = computed.map((node) => ({ kind: 'forward', node }));
  /** @type {Step[]} */
  const backward = computed
    .reverse()
    .filter((node) => nodes[node].flows)
    .map((node) => ({ kind: 'backward', node }));
  return [...forward, ...backward];
}

/**
 * The state of the graph after a number of steps.
 * @param {Trace} trace
 * @param {Step[]} steps
 * @param {number} done
 * @returns {{ values: Set<number>, received: Set<number>, passed: Set<number>, now: Step | null }} received: nodes that
 *   have an adjoint, to which others may still add; passed: those that have passed theirs to their arguments
 */
export function traceState({ nodes }, steps, done) {
  const values = new Set(nodes.flatMap((node, i) => (node.edges.length === 0 ? [i] : [])));
  const received = new Set();
  const passed = new Set();
  for (const { kind, node } of steps.slice(0, done)) {
    if (kind === 'forward') values.add(node);
    else {
      passed.add(node);
      received.add(node);
      for (const edge of nodes[node].edges) if (edge.flows) received.add(edge.from);
    }
  }
  return { values, received, passed, now: steps[done - 1] ?? null };
}

const signs = /** @type {Record<string, string>} */ ({
  add: '+',
  sub: '−',
  mul: '×',
  div: '÷',
  neg: '−( )',
  pow: '( )^( )',
  abs: '| |',
  less: '<',
  less_equal: '≤',
  equal: '=',
  not_equal: '≠',
  sqrt: '√',
});

/** The label of a node: its name, its number or its operation. @param {TraceNode} node */
export function nodeLabel({ op, formula, edges, value }) {
  if (op === 'constant') return readable(value, 4);
  if (edges.length === 0) return nameText(formula);
  if (op === 'mul' && edges[0].from === edges[1].from) return '( )²';
  return signs[op] ?? op;
}

/**
 * @param {Trace} trace
 * @param {Layout} layout
 * @param {ReturnType<typeof traceState>} state
 * @param {string} summary for screen readers
 * @returns {string} SVG
 */
export function traceSvg(trace, layout, state, summary) {
  const edges = layout.edges.map((place) => edgeSvg(trace, state, place));
  const nodes = trace.nodes.map((node, i) => nodeSvg(node, i, layout.nodes[i], state));
  const { width, height } = layout;
  const style = `min-width:${Math.round(0.85 * width)}px;max-width:${Math.round(1.25 * width)}px`;
  return (
    `<svg class="trace-graph" viewBox="0 0 ${width} ${height}" style="${style}" role="img"` +
    ` aria-label="${escaped(summary)}">${edges.join('')}${nodes.join('')}</svg>`
  );
}

/** @param {Trace} trace @param {ReturnType<typeof traceState>} state @param {Layout['edges'][number]} place */
function edgeSvg({ nodes }, { passed }, { from, to, index, path, middle }) {
  const edge = nodes[to].edges[index];
  const flows = edge.flows && passed.has(to);
  const label = flows
    ? `<text class="edge-adjoint" x="${middle.x}" y="${middle.y - 3}">${escaped(readable(edge.adjoint, 3))}</text>`
    : '';
  return `<g class="edge${flows ? ' flows' : ''}" data-from="${from}" data-to="${to}"><path d="${path}"/>${label}</g>`;
}

/** @param {TraceNode} node @param {number} i @param {Place} place @param {ReturnType<typeof traceState>} state */
function nodeSvg(node, i, { x, y }, { values, received, now }) {
  const { width, height } = nodeSize;
  const leaf = node.edges.length === 0;
  const current = now?.node === i ? ` now ${now.kind}` : '';
  const kind = `${leaf ? 'leaf' : 'computed'}${node.flows ? ' flowing' : ''}${current}`;
  const value =
    values.has(i) && node.op !== 'constant'
      ? `<text class="node-value" y="${received.has(i) ? 4 : 11}">${escaped(readable(node.value, 4))}</text>`
      : '';
  const adjoint = received.has(i)
    ? `<text class="node-adjoint" y="19">${escaped(readable(node.adjoint, 4))}</text>`
    : '';
  const labelHeight = !value ? 5 : adjoint ? -11 : -5;
  return (
    `<g class="node ${kind}" transform="translate(${x} ${y})">` +
    `<title>${escaped(`${node.formula} = ${node.value}`)}</title>` +
    `<rect x="${-width / 2}" y="${-height / 2}" width="${width}" height="${height}" rx="${leaf ? height / 2 : 7}"/>` +
    `<text class="node-label" y="${labelHeight}">${escaped(nodeLabel(node))}</text>${value}${adjoint}</g>`
  );
}

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
