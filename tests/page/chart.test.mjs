// The places of numbers on the screen: the chart adapter, with a Plotly that only records its calls.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startChart, textsIn } from './chart.mjs';

/** @import { Figure, Trace } from '../../www/chart/figure.js' */

const line = (/** @type {number[]} */ x, /** @type {number[]} */ y) => ({ id: 'line', x, y, look: { mode: 'lines' } });
const cloud = (/** @type {number[]} */ x, /** @type {number[]} */ y) => ({
  id: 'cloud',
  x,
  y,
  look: { mode: 'markers', marker: { color: '#123456', size: 4, opacity: 1 } },
});
const marks = (/** @type {number[]} */ x, /** @type {number[]} */ y) => ({
  id: 'marks',
  x,
  y,
  look: { mode: 'markers', marker: { color: x.map(() => '#123456') } },
});

/**
 * Axes of 0 … 10 across and 10⁻¹ … 10³ upward.
 * @param {Trace[]} traces
 * @param {Partial<Figure>} [change]
 * @returns {Figure}
 */
const figure = (traces, change = {}) => ({
  theme: 'light',
  axes: { x: { range: [0, 10] }, y: { range: [-1, 3], log: true } },
  traces,
  ...change,
});

test('the middle of an axis is the middle of the plot, and of a log axis the geometric middle', () => {
  const { chart, plot } = startChart(400, 200);
  chart.draw(figure([]));
  const { l, t } = plot().margin;
  assert.deepEqual(chart.pixels(5, 10), { left: l + 200, top: t + 100 });
  assert.deepEqual(chart.pixels(0, 0.1), { left: l, top: t + 200 });
  assert.deepEqual(chart.pixels(10, 1000), { left: l + 400, top: t });
  chart.draw(figure([], { axes: { x: { range: [0, 2], log: true }, y: { range: [-30, 10] } } }));
  assert.deepEqual(chart.pixels(10, 0), { left: l + 200, top: t + 50 });
});

test('a pointer finds the numbers that are drawn where it stands, and none beside the plot', () => {
  const { chart, plot, corner } = startChart(400, 200);
  const at = (/** @type {number} */ left, /** @type {number} */ top) =>
    chart.spot(
      /** @type {any} */ ({
        clientX: corner.left + plot().margin.l + left,
        clientY: corner.top + plot().margin.t + top,
      }),
    );
  chart.draw(figure([]));
  const found = at(100, 50);
  assert.deepEqual(
    [found?.x, found?.y, found && chart.pixels(found.x, found.y)],
    [2.5, 100, { left: found?.left, top: found?.top }],
  );
  assert.deepEqual(
    [at(0, 0), at(400, 200)].map((spot) => [spot?.x, spot?.y]),
    [
      [0, 1000],
      [10, 0.1],
    ],
  );
  assert.deepEqual([at(-1, 50), at(401, 50), at(100, -1), at(100, 201)], [null, null, null, null]);
});

test('a line goes through its points, breaks where there is none, and does not stand still', () => {
  const { chart, nodes } = startChart(400, 200);
  chart.draw(figure([line([0, 5, 5, NaN, 2.5, 10], [0.1, 10, 10, 1, 1000, 0])]));
  assert.equal(nodes[0][0].attributes.d, 'M0,200L200,100M100,0');
  chart.draw(figure([line([NaN], [NaN])]));
  assert.equal(nodes[0][0].attributes.d, 'M0,0');
});

test('points that look alike are dots of one node; others have a node each, and what no axis shows lies beside', () => {
  const { chart, nodes } = startChart(400, 200);
  chart.draw(figure([cloud([5, NaN, 10], [10, 10, 1000]), marks([5, 1], [10, -1])]));
  assert.equal(nodes[0][0].attributes.d, 'M200,100h0M400,0h0');
  assert.equal(nodes[1][0].attributes.transform, 'translate(200,100)');
  assert.ok(Number(nodes[1][1].attributes.transform.match(/-?\d+/)?.[0]) < -400);
});

test('what moves is moved, new ranges are stretched, and only another look is drawn anew', () => {
  const { chart, asked, nodes } = startChart(400, 200);
  chart.draw(figure([line([0, 5], [1, 1])]));
  chart.draw(figure([line([0, 10], [1, 1])]));
  assert.equal(nodes[0][0].attributes.d, 'M0,150L400,150');
  assert.deepEqual(
    asked.map(([kind]) => kind),
    ['react'],
  );
  const axes = {
    x: { range: /** @type {[number, number]} */ ([0, 20]) },
    y: { range: /** @type {[number, number]} */ ([-1, 3]), log: true },
  };
  chart.draw(figure([line([0, 10], [1, 1])], { axes }));
  assert.deepEqual(asked[1], ['relayout', { 'xaxis.range': [0, 20] }]);
  assert.equal(nodes[0][0].attributes.d, 'M0,150L200,150');
  chart.draw(figure([line([0, 10], [1, 1])], { axes, theme: 'dark' }));
  chart.draw(figure([line([0, 10], [1, 1])], { axes, theme: 'dark', field: {} }));
  assert.deepEqual(
    asked.map(([kind]) => kind),
    ['react', 'relayout', 'react', 'react'],
  );
});

test('while a slider moves, other ranges have plain axes; at rest Plotly sets them once', () => {
  const { chart, asked, nodes, canvases } = startChart(400, 200);
  const traces = [line([0, 10], [1, 1])];
  const y = { range: /** @type {[number, number]} */ ([-1, 3]), log: true };
  const upTo = (/** @type {number} */ end) => figure(traces, { axes: { x: { range: [0, end] }, y } });
  chart.draw(upTo(10), true);
  asked.length = 0;
  chart.draw(upTo(20), true);
  chart.draw(upTo(40), true);
  assert.equal(nodes[0][0].attributes.d, 'M0,150L100,150');
  assert.deepEqual(asked, [['has-plain-axes', true]]);
  const [axes] = canvases;
  assert.deepEqual([canvases.length, axes.isThere], [1, true]);
  const [frame] = axes.children;
  const [across] = frame.children;
  assert.deepEqual(textsIn(across), ['0', '10', '20', '30', '40']);
  const five = [...across.children];
  chart.draw(upTo(6), true);
  assert.deepEqual(textsIn(across), ['0', '1', '2', '3', '4', '5', '6']);
  chart.draw(upTo(40), true);
  assert.deepEqual(textsIn(across), ['0', '10', '20', '30', '40'], 'ticks without a place are gone');
  assert.deepEqual([...across.children].slice(0, 5), five, 'the nodes are those of before');
  asked.length = 0;
  chart.draw(upTo(40), true);
  assert.deepEqual(asked, []);
  chart.draw(upTo(40));
  assert.deepEqual(asked, [
    ['has-plain-axes', false],
    ['relayout', { 'xaxis.range': [0, 40] }],
  ]);
  assert.equal(axes.isThere, false);
  asked.length = 0;
  chart.draw(upTo(20), true);
  chart.draw(upTo(40));
  assert.deepEqual(asked, [
    ['has-plain-axes', true],
    ['has-plain-axes', false],
  ]);
  assert.equal(nodes[0][0].attributes.d, 'M0,150L100,150');
});

test('while a slider moves, another size has plain axes and cuts the drawing; at rest Plotly draws it', () => {
  const { chart, asked, nodes, canvases, cut, resize, plot } = startChart(400, 200);
  const moved = figure([line([0, 10], [1, 1])]);
  const { l, r, t, b } = plot().margin;
  chart.draw(moved);
  asked.length = 0;
  resize(400 + l + r, 160 + t + b);
  chart.draw(moved, true);
  assert.deepEqual(asked, [['has-plain-axes', true]]);
  assert.equal(canvases[0].isThere, true);
  assert.equal(nodes[0][0].attributes.d, 'M0,120L400,120');
  assert.deepEqual(cut.clip.attributes, { width: '400', height: '160' });
  assert.deepEqual(cut.drawing.attributes, { width: String(400 + l + r), height: String(160 + t + b) });
  asked.length = 0;
  chart.draw(moved);
  assert.deepEqual(
    asked.map(([kind]) => kind),
    ['react', 'has-plain-axes'],
  );
  assert.equal(plot().height, 160 + t + b);
  asked.length = 0;
  resize(400 + l + r, 200 + t + b);
  chart.draw(moved, true);
  resize(400 + l + r, 160 + t + b);
  chart.draw(moved);
  assert.equal(asked.filter(([kind]) => kind === 'react').length, 0, 'it has the size at which Plotly drew');
  assert.equal(canvases[0].isThere, false);
  assert.deepEqual(cut.clip.attributes, { width: '400', height: '160' });
  assert.equal(nodes[0][0].attributes.d, 'M0,120L400,120');
});

test('what Plotly draws first lies within the axes, because what it cannot see has no node', () => {
  const { chart, asked } = startChart(400, 200);
  chart.draw(figure([line([1e9], [1e9]), cloud([1e9, 1e9], [1e9, 1e9]), marks([1e9, 1e9, 1e9], [1e9, 1e9, 1e9])]));
  const drawn = asked[0][1];
  assert.deepEqual(
    drawn.map((/** @type {Trace} */ { x }) => x.length),
    [2, 1, 3],
  );
  for (const { x, y } of drawn)
    assert.ok(
      x.every((/** @type {number} */ value) => value >= 0 && value <= 10) &&
        y.every((/** @type {number} */ value) => value >= 0.1 && value <= 1000),
    );
});

test('a chart without room is not drawn, and tells when it has another size, but not when it has the same', () => {
  const { chart, asked, resize } = startChart(400, 200);
  const reported = resize(0, 200);
  chart.draw(figure([]));
  assert.equal(asked.length, 0);
  assert.deepEqual([resize(500, 300), resize(500, 300), resize(500, 301)], [reported + 1, reported + 1, reported + 2]);
  chart.draw(figure([]));
  assert.equal(asked.length, 1);
});

test('a sketch covers the plot and nothing beside it, a pixel a cell, and is hidden when it goes', () => {
  const { chart, plot, canvases } = startChart(400, 200);
  const sketch = { columns: 3, rows: 2, colours: new Uint8ClampedArray(24) };
  chart.draw(figure([], { sketch }));
  const [canvas] = canvases;
  const { l, r, t, b } = plot().margin;
  assert.equal(
    canvas.style.cssText,
    `left:${l}px;top:${t}px;width:calc(100% - ${l + r}px);height:calc(100% - ${t + b}px)`,
  );
  assert.deepEqual([canvas.width, canvas.height, canvas.hidden, canvas.painted], [3, 2, false, 1]);
  chart.draw(figure([]));
  assert.deepEqual([canvases.length, canvas.hidden, canvas.painted], [1, true, 1]);
});
