// Layered layout of a computation graph: every edge points to the right; within a layer, the order that crosses few
// edges is found by sweeps that move each node to the mean of its neighbours. Source: Sugiyama, Tagawa & Toda, IEEE
// Trans. SMC 11 (1981) 109–125.
/**
 * @typedef {{ nodes: { edges: { from: number }[] }[] }} Computation
 * @typedef {{ x: number, y: number, layer: number }} Place the middle of a node, in pixels
 * @typedef {{ from: number, to: number, index: number, path: string, middle: { x: number, y: number } }} EdgePlace
 *   index: of the edge among its node's
 * @typedef {{ width: number, height: number, nodes: Place[], edges: EdgePlace[] }} Layout
 */

export const nodeSize = { width: 68, height: 50 };
const gap = { x: 30, y: 14 };
const margin = 6;
const sweeps = 8;

/** @param {Computation} computation @returns {Layout} */
export function layoutTrace({ nodes }) {
  const layers = layersOf(nodes);
  const rows = ordered(nodes, layers);
  const tallest = Math.max(...rows.map((row) => row.length));
  const height = 2 * margin + tallest * (nodeSize.height + gap.y) - gap.y;
  /** @type {Place[]} */
  const places = nodes.map((_, i) => ({
    x: margin + layers[i] * (nodeSize.width + gap.x) + nodeSize.width / 2,
    y: 0,
    layer: layers[i],
  }));
  for (const row of rows)
    row.forEach((node, i) => {
      places[node].y = height / 2 + (i - (row.length - 1) / 2) * (nodeSize.height + gap.y);
    });
  const edges = nodes.flatMap((node, to) =>
    node.edges.map(({ from }, index) => edgePlace(places, from, to, index, node.edges)),
  );
  return { width: 2 * margin + rows.length * (nodeSize.width + gap.x) - gap.x, height, nodes: places, edges };
}

/**
 * A computed node is in a layer right of its arguments; a leaf is in the layer before the first node that uses it.
 * @param {Computation['nodes']} nodes
 */
function layersOf(nodes) {
  const layers = nodes.map(() => 0);
  nodes.forEach(({ edges }, i) => {
    if (edges.length > 0) layers[i] = 1 + Math.max(...edges.map(({ from }) => layers[from]));
  });
  nodes.forEach(({ edges }, leaf) => {
    const users = nodes.flatMap((node, i) => (node.edges.some(({ from }) => from === leaf) ? [layers[i]] : []));
    if (edges.length === 0 && users.length > 0) layers[leaf] = Math.min(...users) - 1;
  });
  return layers;
}

/** The nodes of each layer, from top to bottom. @param {Computation['nodes']} nodes @param {number[]} layers */
function ordered(nodes, layers) {
  /** @type {number[][]} */
  const rows = Array.from({ length: 1 + Math.max(...layers) }, () => []);
  nodes.forEach((_, i) => rows[layers[i]].push(i));
  /** @type {Map<number, number[]>} */
  const neighbours = new Map(nodes.map((_, i) => [i, []]));
  nodes.forEach(({ edges }, i) =>
    edges.forEach(({ from }) => {
      neighbours.get(i)?.push(from);
      neighbours.get(from)?.push(i);
    }),
  );
  const height = nodes.map(() => 0);
  const settle = (/** @type {number[]} */ row) =>
    row.forEach((node, i) => {
      height[node] = i - (row.length - 1) / 2;
    });
  rows.forEach(settle);
  for (let sweep = 0; sweep < sweeps; sweep += 1)
    for (const row of sweep % 2 ? [...rows].reverse() : rows) {
      const wanted = new Map(
        row.map((node) => [node, mean((neighbours.get(node) ?? []).map((other) => height[other]))]),
      );
      row.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
      settle(row);
    }
  return rows;
}

/** @param {number[]} numbers */
const mean = (numbers) => numbers.reduce((sum, value) => sum + value, 0) / (numbers.length || 1);

/**
 * @param {Place[]} places
 * @param {number} from
 * @param {number} to
 * @param {number} index
 * @param {{ from: number }[]} edges of the node
 * @returns {EdgePlace}
 */
function edgePlace(places, from, to, index, edges) {
  const a = { x: places[from].x + nodeSize.width / 2, y: places[from].y };
  // Arguments arrive one below the other, in their order.
  const b = { x: places[to].x - nodeSize.width / 2, y: places[to].y + (index - (edges.length - 1) / 2) * 12 };
  const bend = Math.max(16, (b.x - a.x) / 2);
  return {
    from,
    to,
    index,
    path: `M${a.x} ${a.y}C${a.x + bend} ${a.y} ${b.x - bend} ${b.y} ${b.x} ${b.y}`,
    middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
  };
}
