// Present mode: how it is opened and left, which cards it shows, its keys.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Laboratory } from './laboratory.mjs';

/** The shown cards, by their index among those of the open workspace. @param {Laboratory} lab @returns {number[]} */
function shown(lab) {
  const cards = [...lab.document.querySelectorAll('main .stage > .card')];
  return cards.flatMap((card, i) => (card.classList.contains('is-presented') ? [i] : []));
}

/** @param {Laboratory} lab */
const mode = (lab) => lab.document.documentElement.dataset.present;

test('the button and P open present mode with two charts; Escape and P leave it, and the focus returns', async () => {
  const lab = await Laboratory.open();
  assert.equal(mode(lab), undefined);
  await lab.click('present');
  assert.equal(mode(lab), '2');
  assert.deepEqual(shown(lab), [0, 1]);
  assert.equal(lab.document.activeElement?.id, 'charts');
  await lab.press('Escape');
  assert.equal(mode(lab), undefined);
  assert.equal(lab.document.activeElement, lab.find('present'));
  await lab.press('p');
  assert.equal(mode(lab), '2');
  await lab.press('P');
  assert.equal(mode(lab), undefined);
});

test('one, two or four charts, and the next ones in turn', async () => {
  const lab = await Laboratory.open();
  await lab.press('p');
  await lab.click('present-one');
  assert.equal(mode(lab), '1');
  const seen = [];
  for (let turn = 0; turn < 5; turn += 1) {
    seen.push(...shown(lab));
    await lab.press('n');
  }
  assert.deepEqual(seen, [0, 1, 2, 3, 0]);
  await lab.click('present-two');
  await lab.click('present-next');
  assert.deepEqual(shown(lab), [2, 3]);
  await lab.click('present-four');
  assert.deepEqual(shown(lab), [0, 1, 2, 3]);
  assert.ok(lab.find('present-next').hidden);
  assert.deepEqual(
    ['one', 'two', 'four'].map((count) => lab.find(`present-${count}`).getAttribute('aria-pressed')),
    ['false', 'false', 'true'],
  );
});

test('a collapsed panel is no chart to show: its tabs stand beside four charts alone', async () => {
  const lab = await Laboratory.open();
  await lab.click('tab-step'); // collapses the panel, which is the fourth card
  await lab.press('p');
  const seen = [];
  for (let turn = 0; turn < 4; turn += 1) {
    seen.push(shown(lab));
    await lab.press('n');
  }
  assert.deepEqual(seen, [
    [0, 1],
    [0, 2],
    [1, 2],
    [0, 1],
  ]);
  await lab.click('present-four');
  assert.deepEqual(shown(lab), [0, 1, 2, 3]);
  await lab.click('tab-log');
  await lab.click('present-one');
  for (let turn = 0; turn < 3; turn += 1) await lab.press('n');
  assert.deepEqual(shown(lab), [3], 'an open panel is one of the cards');
  await lab.click('tab-log');
  assert.deepEqual(shown(lab), [0]);
});

test('present mode stays when another workspace is opened', async () => {
  const lab = await Laboratory.open();
  await lab.press('p');
  for (const workspace of ['race', 'map', 'descent']) {
    await lab.click(`view.workspace-${workspace}`);
    await lab.clock.advance(1500);
    assert.equal(mode(lab), '2');
    assert.deepEqual(shown(lab), [0, 1], workspace);
  }
});

test('its keys play situations, repeat, change the speed and blank the screen', async () => {
  const lab = await Laboratory.open();
  await lab.press('p');
  await lab.press('2', 'optimizer.rate-slider');
  await lab.clock.advance(300);
  const { bestRate } = lab.problem.optimum;
  const isBest = () => Math.abs(Number(lab.experiment.optimizer.rate) / bestRate - 1) < 1e-3;
  assert.ok(isBest());
  await lab.clock.advance(8000);
  assert.ok(Number(lab.text('epoch')) > 0);
  await lab.press('r');
  assert.equal(lab.text('epoch'), '0');
  await lab.press('+', 'view.workspace-descent');
  assert.equal(lab.find('speed').value, '2', 'faster than 1×');
  await lab.press('-', 'view.workspace-descent');
  await lab.press('-', 'view.workspace-descent');
  assert.equal(lab.find('speed').value, '0.5');
  await lab.press('r');
  await lab.clock.advance(400);
  await lab.press('b');
  assert.ok(lab.find('blank-screen').open);
  const blanked = lab.text('epoch');
  await lab.clock.advance(3000);
  assert.equal(lab.text('epoch'), blanked, 'a blank screen pauses the run');
  await lab.press('5');
  assert.ok(isBest(), 'a blank screen takes no other key');
  await lab.press('x', 'blank-screen');
  assert.ok(!lab.find('blank-screen').open);
  await lab.clock.advance(1000);
  assert.ok(Number(lab.text('epoch')) > Number(blanked));
  assert.equal(mode(lab), '2');
});

test('a letter that is typed opens nothing, and Escape in the guide closes the guide alone', async () => {
  const lab = await Laboratory.open();
  await lab.press('p', 'optimizer.rate-number');
  await lab.press('b');
  assert.equal(mode(lab), undefined);
  assert.ok(!lab.find('blank-screen').open);
  await lab.click('guide');
  await lab.press('p');
  await lab.press('Escape', 'guide-card');
  assert.equal(mode(lab), '2');
  assert.equal(lab.document.querySelector('[data-testid="guide-card"]'), null);
});
