// The Share sheet: what its link contains, in words and in fact, and what does not travel with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeMoment, withMoment } from '../../www/shell/share/moment.js';
import { Laboratory } from './laboratory.mjs';

/** The sentences of the list, or of the warnings. @param {Laboratory} lab @param {'contents' | 'warnings'} part */
const sentences = (lab, part) =>
  [...lab.find(`share-${part}`).children].map((/** @type {Element} */ { textContent }) => textContent);

/** The hash of the link in the sheet. @param {Laboratory} lab */
const sharedHash = (lab) => new URL(lab.find('share-link').value).hash;

test('the sheet names what the link contains, and copies the link', async () => {
  const lab = await Laboratory.open({ hash: '#optimizer.rate=0.2' });
  await lab.click('run-step');
  await lab.click('tab-log');
  await lab.click('share');
  assert.ok(lab.find('share-sheet').open);
  assert.deepEqual(sentences(lab, 'contents').slice(1), [
    'simulated data, by their formula and seed; no data of your own',
    'the position of the run: 1 of 401',
    'the open panel: “Log”',
  ]);
  assert.deepEqual(sentences(lab, 'warnings'), []);
  assert.equal(sharedHash(lab), '#optimizer.rate=0.2&at.position=1&at.panel=log');
  assert.deepEqual(lab.copied, [lab.find('share-link').value], 'one gesture copies');
  assert.equal(lab.text('share-status'), 'Copied');
  await lab.click('share-copy');
  assert.deepEqual(lab.copied, Array(2).fill(lab.find('share-link').value));
  await lab.click('share-close');
  assert.ok(!lab.find('share-sheet').open);
  assert.equal(lab.window.location.hash, '#optimizer.rate=0.2', 'the address keeps the experiment alone');
});

test('the link opens the same moment, in each workspace', async () => {
  for (const workspace of ['descent', 'race', 'map']) {
    const lab = await Laboratory.open();
    await lab.click(`view.workspace-${workspace}`);
    await lab.clock.advance(1500);
    await lab.slide('timeline', 57);
    const panel = { descent: 'trace', map: 'best' }[workspace];
    if (panel) await lab.click(`tab-${panel}`);
    await lab.click('share');
    const other = await Laboratory.open({ hash: sharedHash(lab) });
    await other.clock.advance(1500);
    assert.deepEqual(other.experiment, lab.experiment);
    assert.equal(other.text('epoch'), '57', workspace);
    if (panel) assert.equal(other.find(`tab-${panel}`).getAttribute('aria-selected'), 'true', workspace);
  }
});

test('a link that is opened on the page shows its position, also of a longer run', async () => {
  const lab = await Laboratory.open({ hash: '#stop.epochs=20' });
  await lab.click('run-end');
  lab.window.location.hash = '#stop.epochs=90&at.position=70';
  lab.window.dispatchEvent(new lab.window.HashChangeEvent('hashchange'));
  await lab.clock.advance(800);
  assert.equal(lab.text('epoch'), '70');
  await lab.click('run-reset');
  await lab.type('optimizer.rate-number', '0.02');
  assert.equal(lab.text('epoch'), '0', 'the next run stays where the user is');
});

test("the guide's move is part of the link", async () => {
  const lab = await Laboratory.open();
  await lab.click('guide');
  await lab.click('guide-next');
  await lab.click('share');
  assert.match(String(sentences(lab, 'contents').at(-1)), /^move 2 of 10 of the guide: “.+”$/);
  const other = await Laboratory.open({ hash: sharedHash(lab) });
  assert.equal(other.text('guide-text'), lab.text('guide-text'));
});

test('parts of a moment that cannot be used are named, and the rest is opened', async () => {
  const lab = await Laboratory.open({ hash: '#stop.epochs=30&at.position=-4&at.guide=nothing' });
  assert.equal(lab.experiment.stop.epochs, 30);
  assert.equal(lab.text('epoch'), '0');
  assert.match(lab.text('notice'), /at\.position=-4/);
  assert.match(lab.text('notice'), /nothing/);
  const beyond = await Laboratory.open({ hash: '#stop.epochs=30&at.position=400' });
  assert.equal(beyond.text('epoch'), '30');
});

test('the page of a file has a link for this computer alone, and says so', async () => {
  const lab = await Laboratory.open({ address: 'file:///home/ana/descenso.html' });
  await lab.click('share');
  assert.match(lab.find('share-link').value, /^file:\/\/\/home\/ana\/descenso\.html/);
  assert.match(sentences(lab, 'warnings').join(), /this computer alone/);
});

test('own data are in the link; a long link and a table that is too large for one are named', async () => {
  const lab = await Laboratory.open({ hash: '#data.table=0,1;1,3;2,4' });
  await lab.click('share');
  assert.equal(sentences(lab, 'contents')[1], 'the table of data (3 rows)');
  assert.deepEqual(sentences(lab, 'warnings'), []);
  await lab.click('share-close');
  for (const [rows, isInLink, warning] of /** @type {const} */ ([
    [1000, true, /has \d{4,} characters/],
    [40_000, false, /\(40000 rows\) is too large for a link/],
  ])) {
    await lab.click('own-data-open');
    const lines = Array.from({ length: rows }, (_, i) => `${i},${Math.sin(i * i)}`);
    await lab.type('own-data-text', `x,y\n${lines.join('\n')}\n`);
    await lab.clock.advance(300);
    lab.part('reader', 'script');
    await lab.until(() =>
      lab.document.querySelector('[data-testid="own-data-count"]')?.textContent?.includes(`${rows}`),
    );
    await lab.click('own-data-use');
    await lab.until(() => lab.problem.data.x.length === rows);
    await lab.click('share');
    assert.equal(sentences(lab, 'contents')[1] === `the table of data (${rows} rows)`, isInLink);
    assert.match(sentences(lab, 'warnings').join(), warning);
    await lab.click('share-close');
  }
});

test('a moment and its hash are the same thing', () => {
  const moments = [
    { position: 12, panel: 'log', move: 'guess' },
    { position: null, panel: null, move: null },
    { position: null, panel: 'fit', move: null },
  ];
  for (const moment of moments)
    for (const hash of ['', 'data.n=50', 'model.formula=w1*x%2Bw2&data.table=0,1;1,3'])
      assert.deepEqual(takeMoment(`#${withMoment(hash, moment)}`).moment, moment);
  assert.equal(withMoment('', { position: 0, panel: '', move: null }), '');
});
