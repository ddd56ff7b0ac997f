// The dialog of user data in the whole page: preview, questions, roles, names in formulas, links.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { teachingSets } from '../../www/data/teaching.js';
import { Laboratory } from './laboratory.mjs';

/** A page whose dialog has read a text. @param {string} text @param {{ languages?: string[] }} [options] */
async function withText(text, options = {}) {
  const lab = await Laboratory.open(options);
  await lab.click('own-data-open');
  await lab.type('own-data-text', text);
  await lab.clock.advance(300);
  lab.part('reader', 'script');
  await lab.until(() => lab.document.querySelector('[data-testid="own-data-preview"]') || lab.text('own-data-error'));
  return lab;
}

/** @param {Laboratory} lab */
const data = (lab) => lab.scope.descenso.data;

/** @param {Laboratory} lab @param {string} testId */
async function check(lab, testId) {
  lab.find(testId).checked = true;
  lab.find(testId).dispatchEvent(new lab.window.Event('change', { bubbles: true }));
}

test('the preview shows what was understood, and the rows that are left out with their reasons', async () => {
  const lab = await withText('Zeit (s);U (mV)\n0;1,5\n1;NA\n2;2,5\n3;abc\n');
  assert.equal(lab.find('own-data-separator').value, ';');
  assert.equal(lab.find('own-data-decimal').value, ',');
  assert.ok(lab.find('own-data-header').checked);
  assert.equal(lab.find('own-data-role-0').value, 'x');
  assert.match(lab.text('own-data-count'), /2 of 4/);
  assert.match(lab.text('own-data-left-out'), /Line 3.*NA.*no value.*Line 5.*abc.*not a number/s);
});

test('new data are shown before their run is here, and nothing of the data before beside them', async () => {
  const lab = await withText('Time (s),Voltage (mV)\n0,1.5\n1,2.5\n2,3.75\n');
  const before = lab.problem;
  const isShown = () => 'newData' in lab.document.documentElement.dataset;
  // To a hundredth of the axes.
  const drawn = () => lab.placed('data', 'data').map(([x, y]) => [Number(x.toFixed(1)), Number(y.toFixed(1))]);
  lab.isHolding = true;
  await lab.click('own-data-use');
  await lab.until(() => lab.worker.held.length > 0);
  assert.equal(isShown(), false);
  await lab.clock.advance(200);
  assert.equal(lab.problem, before);
  assert.ok(isShown());
  assert.deepEqual(drawn(), [
    [0, 1.5],
    [1, 2.5],
    [2, 3.8],
  ]);
  assert.match(lab.text('own-data-rows'), /: 3 rows/);
  assert.equal(lab.text('state'), 'These are the new data. Their descent is being computed…');
  lab.isHolding = false;
  lab.worker.release();
  await lab.until(() => lab.problem.data.x.length === 3);
  await lab.clock.advance(200);
  assert.equal(isShown(), false);
  assert.doesNotMatch(lab.text('state'), /new data/);
});

test('the zones of the rate stand where the slider has them after a rate was found for other data', async () => {
  const lab = await withText('t,y\n100000,1\n200000,3\n300000,2\n400000,5\n');
  await lab.click('own-data-use');
  await lab.until(() => lab.problem.data.x.length === 4);
  await lab.clock.advance(1000);
  // L″ = 2·mean(t²), and the descent diverges beyond 2/L″.
  const limit = 1 / ((1 + 4 + 9 + 16) * 1e10 * 0.25);
  const { min, max } = lab.find('optimizer.rate-slider');
  const place = (Math.log10(limit) - Number(min)) / (Number(max) - Number(min));
  const zone = lab.document.querySelector('.zone-diverges');
  assert.ok(Math.abs(Number.parseFloat(zone.style.left) - 100 * place) < 0.1, `${zone.style.left} ${100 * place}`);
});

test('data that are refused leave nothing of themselves', async () => {
  const lab = await withText('Time,Voltage\n0,1.5\n1,2.5\n2,3.75\n');
  lab.isHolding = true;
  await lab.click('own-data-use');
  await lab.until(() => lab.worker.held.length > 0);
  await lab.clock.advance(200);
  const { id } = lab.worker.held[0];
  lab.isHolding = false;
  lab.worker.held = [];
  lab.worker.onmessage({ data: { id, answer: { ok: false, error: { code: 'data_not_finite', at: null, args: {} } } } });
  await lab.clock.advance(200);
  assert.equal('newData' in lab.document.documentElement.dataset, false);
  assert.equal(lab.problem.data.x.length, 100);
  assert.doesNotMatch(lab.text('state'), /new data/);
});

test('units of columns stand beside predictions and in what is copied, not beside parameters', async () => {
  const lab = await withText('Time (s),Voltage (mV)\n0,1.5\n1,2.5\n2,3.75\n3,4\n');
  await lab.click('own-data-use');
  await lab.until(() => lab.problem.data.x.length === 4);
  await lab.click('tab-fit');
  await lab.until(() => lab.text('fit') !== '');
  await lab.click('fit-open-prediction');
  const section = lab.document.querySelector('#fit-section-prediction');
  assert.equal(section?.querySelector('label')?.textContent, 'Time (s) =');
  const titles = [...lab.find('fit-prediction').querySelectorAll('dt')].map(({ textContent }) => textContent);
  assert.ok(
    titles.every((title) => title.endsWith(' (mV)')),
    titles.join(),
  );
  await lab.click('fit-copyTable');
  const lines = lab.copied[0].split('\n');
  assert.deepEqual(lines.slice(-2), ['[y]\tmV', '[Time]\ts']);
  assert.doesNotMatch(lab.text('fit'), /mV/);
});

test('names of columns are names in formulas and titles of axes, units included', async () => {
  const lab = await withText('Time (s),Voltage (mV)\n0,1.5\n1,2.5\n2,3.75\n');
  await lab.click('own-data-use');
  await lab.until(() => lab.problem.data.x.length === 3);
  assert.equal(lab.experiment.model?.formula, 'w1*Time');
  assert.deepEqual(lab.problem.parameters, ['w1']);
  const { columns, leftOut } = data(lab);
  assert.deepEqual(
    columns.map((/** @type {any} */ { name, unit, role, numbers }) => [name, unit, role, ...numbers]),
    [
      ['Time', 's', 'x', 0, 1, 2],
      ['Voltage', 'mV', 'y', 1.5, 2.5, 3.75],
    ],
  );
  assert.deepEqual(leftOut, []);
  const axes = lab.find('chart-data').closest('figure').querySelectorAll('.axis');
  assert.deepEqual(
    [...axes].map((axis) => axis.textContent),
    ['Time (s)', 'Voltage (mV)'],
  );
  await lab.click('own-data-open');
  await lab.click('own-data-simulate');
  await lab.until(() => lab.problem.data.x.length === 100);
  assert.equal(lab.experiment.model?.formula, 'w1*x');
});

test('a question keeps the table from being used until it is answered', async () => {
  const lab = await withText('x;y\n1;2,923\n2;3,105\n3;4,250\n');
  await lab.click('own-data-use');
  assert.match(lab.text('own-data-error'), /question/);
  assert.equal(lab.problem.data.x.length, 100);
  await check(lab, 'own-data-decimalSign-comma');
  await lab.until(() => lab.document.querySelector('[data-testid="own-data-decimalSign"]') === null);
  await lab.click('own-data-use');
  await lab.until(() => lab.problem.data.x.length === 3);
  assert.deepEqual([...lab.problem.data.y], [2.923, 3.105, 4.25]);
});

test('σ of y weighs the points; a column can have another role', async () => {
  const lab = await withText('t,U,sigma\n1,2,0.5\n2,4,0.25\n3,7,1\n');
  await lab.click('own-data-use');
  await lab.until(() => lab.problem.data.x.length === 3);
  assert.deepEqual([.../** @type {any} */ (lab.experiment.data).weights], [4, 16, 1]);
  await lab.click('own-data-open');
  await lab.until(() => lab.document.querySelector('[data-testid="own-data-role-2"]'));
  await lab.choose('own-data-role-2', 'predictor');
  await lab.until(() => lab.find('own-data-role-2').value === 'predictor');
  await lab.click('own-data-use');
  await lab.until(() => Object.keys(/** @type {any} */ (lab.experiment.data).columns).length === 2);
  assert.deepEqual(Object.keys(/** @type {any} */ (lab.experiment.data).columns), ['t', 'sigma']);
});

test('several predictors have a place in one formula', async () => {
  const lab = await withText('a,b,y\n0,0,1\n1,0,3\n0,1,4\n1,1,6\n2,1,8\n');
  await check(lab, 'own-data-whichColumns-lastIsY');
  await lab.until(() => lab.document.querySelector('[data-testid="own-data-whichColumns"]') === null);
  await lab.click('own-data-use');
  await lab.until(() => lab.problem.data.x.length === 5);
  await lab.type('model.formula', 'c + p*a + q*b');
  await lab.clock.advance(2000);
  assert.deepEqual(lab.problem.parameters, ['c', 'p', 'q']);
  const { parameters } = lab.problem.optimum;
  for (const [name, value] of Object.entries({ c: 1, p: 2, q: 3 }))
    assert.ok(Math.abs(parameters[name] - value) < 1e-9);
});

test('a link carries a small table with its names, and old links are still read', async () => {
  const lab = await withText('Time (s),Voltage (mV)\n0,1.5\n1,2.5\n2,3.75\n');
  await lab.click('own-data-use');
  await lab.until(() => lab.problem.data.x.length === 3 && lab.window.location.hash.includes('data.table=z.'));
  const other = await Laboratory.open({ hash: lab.window.location.hash });
  await other.until(() => other.problem?.data.x.length === 3);
  assert.deepEqual(
    data(other).columns.map((/** @type {any} */ { title, unit, role }) => [title, unit, role]),
    [
      ['Time', 's', 'x'],
      ['Voltage', 'mV', 'y'],
    ],
  );
  const old = await Laboratory.open({ hash: '#data.table=1,2;3,4.5;5,6' });
  await old.until(() => old.problem?.data.x.length === 3);
  assert.deepEqual([...old.problem.data.y], [2, 4.5, 6]);
});

test('a link whose table is cut is reported, and the page shows the notebook', async () => {
  const lab = await Laboratory.open({ hash: '#data.table=z.i45WCsnMTVXSUSoGYiizQ' });
  await lab.until(() => lab.text('notice').includes('table'));
  assert.equal(lab.problem.data.x.length, 100);
});

test('what is wrong is said, and no longer when good data come', async () => {
  const lab = await withText('only\ntext\nhere');
  assert.match(lab.text('own-data-error'), /numbers/);
  await lab.type('own-data-text', 'x,y\n1,2\n2,4');
  await lab.clock.advance(300);
  await lab.until(() => lab.document.querySelector('[data-testid="own-data-preview"]'));
  assert.equal(lab.text('own-data-error'), '');
});

test('data that teach come with their model, their names and a sentence', async () => {
  const lab = await Laboratory.open();
  await lab.choose('preset-data', 'kowalik');
  lab.part('teaching', teachingSets);
  await lab.until(() => lab.problem.data.x.length === 11);
  assert.equal(lab.experiment.model?.formula, 'V*dose/(K + dose)');
  assert.deepEqual(lab.problem.parameters, ['V', 'K']);
  assert.match(lab.text('own-data-rows'), /half of the maximum.*11/);
  assert.equal(lab.find('preset-data').value, 'kowalik');
});

/** Pastes on the page. @param {Laboratory} lab @param {Record<string, string>} texts by type */
function pasteOn(lab, texts) {
  const event = new lab.window.Event('paste', { bubbles: true, cancelable: true });
  const clipboardData = { getData: (/** @type {string} */ type) => texts[type] ?? '' };
  lab.document.body.dispatchEvent(Object.assign(event, { clipboardData }));
}

const ofPage = `<table><tr><th>t (s)</th><th>U<sup>[1]</sup></th></tr>
  <tr><td>0</td><td>1,5</td></tr><tr><td>1</td><td>2,5</td></tr></table>`;

/** @type {Record<string, Record<string, string>>} */
const pasted = {
  'a table of a page whose plain text has a cell a line': { 'text/plain': 't (s)\nU\n0\n1,5', 'text/html': ofPage },
  'a spreadsheet, which has tabs': { 'text/plain': 't (s)\tU\n0\t1,5\n1\t2,5', 'text/html': '<td>9<td>9<tr><tr>' },
  'the source of a page': { 'text/plain': ofPage },
  'records in one line': { 'text/plain': '[{"t (s)":0,"U":1.5},{"U":2.5,"t (s)":1}]' },
};
for (const [what, texts] of Object.entries(pasted))
  test(`pasted on the page: ${what}`, async () => {
    const lab = await Laboratory.open();
    pasteOn(lab, texts);
    await lab.clock.advance(300);
    lab.part('reader', 'script');
    await lab.until(() => lab.document.querySelector('[data-testid="own-data-preview"]'));
    await lab.click('own-data-use');
    await lab.until(() => data(lab).columns[0].numbers.length === 2);
    const { columns } = data(lab);
    assert.deepEqual(
      columns.map((/** @type {any} */ { title, unit, numbers }) => [title, unit, ...numbers]),
      [
        ['t', 's', 0, 1],
        ['U', '', 1.5, 2.5],
      ],
    );
  });

test('yes and no are 1 and 0 where the table needs them as y, and once they have a role', async () => {
  const lab = await withText('hours,passed\n0.5,no\n1.5,no\n2.5,yes\n', { languages: ['en'] });
  assert.match(lab.text('own-data-truths'), /passed has only “yes” and “no”.*“yes” is 1 and “no” is 0\./);
  await check(lab, 'own-data-truths-number');
  await lab.until(() => !lab.document.querySelector('[data-testid="own-data-truths"]'));
  await lab.click('own-data-use');
  await lab.until(() => data(lab).columns[0].numbers.length === 3);
  assert.deepEqual([...data(lab).columns[1].numbers], [0, 0, 1]);
  const other = await withText('x,y,valid\n1,2.5,TRUE\n2,3.5,FALSE\n', { languages: ['en'] });
  await other.choose('own-data-role-2', 'y');
  await other.until(() => /y/.test(other.find('own-data-role-2').value));
  await other.click('own-data-use');
  await other.until(() => data(other).columns[0].numbers.length === 2);
  const columns = data(other).columns.filter((/** @type {any} */ { role }) => role === 'y');
  assert.deepEqual([columns.length, ...columns[0].numbers], [1, 1, 0]);
});
