// The guide in the whole page: played by right answers, by wrong ones and by the keyboard alone, in both languages.
// Every number in its answers is compared with plain loops over the data, which share no code with page or engine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerQuestion } from '../../www/guide/answers.js';
import { notebookLesson } from '../../www/guide/lessons/notebook.js';
import { Laboratory } from './laboratory.mjs';
import { engine, storeWith } from './notebook.mjs';
import {
  curvatureOf,
  descend,
  epochsToSettle,
  leastSinusoid,
  meanSquare,
  minimumOf,
  numbersIn,
  slopeAt,
} from '../loops.mjs';
import { notebook } from '../notebook.mjs';

/** @import { Points } from '../loops.mjs' */

const languages = [['en'], ['es']];

// --- The laboratory --------------------------------------------------------------------------------------------------

/** The data that are shown. @param {Laboratory} lab @returns {Points} */
const pointsOf = (lab) => lab.problem.data;

/** The answer holds each of these numbers, to the four digits that it shows.
 * @param {Laboratory} lab @param {...number} values */
function assertNumbers(lab, ...values) {
  const text = lab.text('guide-answer');
  const shown = numbersIn(text);
  for (const value of values)
    assert.ok(
      shown.some((number) => Math.abs(number - value) <= 6e-4 * Math.abs(value)),
      `${value} is not in: ${text}`,
    );
}

/** @param {Laboratory} lab */
const outcome = (lab) => [lab.find('guide-answer').dataset.outcome, lab.find('guide-answer').dataset.right];

/** Waits until the run that plays has ended. @param {Laboratory} lab */
async function played(lab) {
  await lab.clock.advance(300);
  for (let second = 0; second < 80 && lab.find('run-play').dataset.tLabel === 'run.pause'; second += 1)
    await lab.clock.advance(1000);
  await lab.clock.advance(300);
}

/** @param {Laboratory} lab @param {string} text */
async function answerNumber(lab, text) {
  await lab.type('guide-number', text);
  await lab.click('guide-check');
}

/** The key of the move that is shown. @param {Laboratory} lab */
const moveOf = (lab) =>
  notebookLesson.moves[Number(numbersIn(lab.document.querySelector('.guide-progress')?.textContent ?? '')[0]) - 1].key;

for (const language of languages) {
  test(`right answers lead through the guide (${language})`, async () => {
    const lab = await Laboratory.open({ languages: language });
    assert.ok(lab.find('guide-offer'));
    await lab.click('guide-begin');
    assert.equal(lab.document.activeElement?.id, 'guide-title');
    const points = pointsOf(lab);
    const [minimum, curvature] = [minimumOf(points), curvatureOf(points)];

    await lab.click('guide-play');
    await played(lab);
    assert.deepEqual(outcome(lab), ['done', 'true']);
    // The run was played until it had settled, so that “now” is not its last epoch.
    const epochNow = Number(lab.text('epoch'));
    assert.ok(epochNow > 100 && epochNow < 401, `played to epoch ${epochNow}`);
    const lossNow = meanSquare(points, Number(descend(points, 0.01, 401)[epochNow]));
    assertNumbers(lab, meanSquare(points, 10), lossNow);
    await lab.click('guide-next');

    await lab.click('guide-option-slope');
    assert.deepEqual(outcome(lab), ['right', 'true']);
    const w = descend(points, 0.01, 401);
    assertNumbers(lab, slopeAt(points, 10), 0.01 * slopeAt(points, 10), slopeAt(points, w[20]), w[20] - w[21]);
    await lab.click('guide-next');

    await answerNumber(lab, String(w[10].toFixed(2)));
    assert.deepEqual(outcome(lab), ['right', 'true']);
    const factor = Math.abs(1 - 0.01 * curvature);
    assertNumbers(lab, w[10], factor, factor ** 10, 10 - minimum, w[10] - minimum);
    await lab.click('guide-next');

    await lab.click('guide-prepare');
    await lab.click('guide-option-no');
    assert.deepEqual(outcome(lab), ['noRight', 'true']);
    const wave = pointsOf(lab);
    assertNumbers(lab, 4010, meanSquare(wave, minimumOf(wave)));
    await lab.click('guide-next');

    await lab.click('guide-option-sinusoid');
    assert.deepEqual(outcome(lab), ['right', 'true']);
    assert.equal(lab.experiment.model?.formula, 'w1*sin(w2*x + w3)');
    await lab.clock.advance(2000);
    assert.ok(Number(lab.text('epoch')) > 0, 'the chosen model descends');
    assertNumbers(lab, meanSquare(wave, minimumOf(wave)), leastSinusoid(wave));
    await lab.click('guide-next');

    await lab.click('guide-prepare');
    await answerNumber(lab, String(1 / curvature));
    assert.deepEqual(outcome(lab), ['right', 'true']);
    assertNumbers(lab, 1 / curvature);
    assert.equal(epochsToSettle(points, 1 / curvature), 1);
    await lab.click('guide-next');

    await lab.click('guide-playBoth');
    await played(lab);
    await played(lab);
    assert.deepEqual(outcome(lab), ['done', 'true']);
    assert.equal(lab.experiment.optimizer.rate, lab.problem.optimum.bestRate);
    await lab.click('guide-next');

    assert.deepEqual(outcome(lab), ['best', 'true']);
    await lab.click('guide-next');

    await lab.click('guide-option-no');
    assert.deepEqual(outcome(lab), ['noRight', 'true']);
    assertNumbers(lab, 2 / curvature, meanSquare(points, 10), 2.02 / curvature);
    const beyond = descend(points, 2.02 / curvature, 401);
    assertNumbers(lab, meanSquare(points, beyond[401]));
    await lab.click('guide-next');
    assert.equal(moveOf(lab), 'end');
    assert.equal(lab.text('guide-next'), String(language) === 'es' ? 'Terminar' : 'Finish');
    await lab.click('guide-next');
    assert.equal(lab.document.querySelector('[data-testid="guide-card"]'), null);
    assert.equal(/** @type {any} */ (lab.document.activeElement).dataset.testid, 'guide');
  });

  test(`wrong answers are answered with the learner's numbers (${language})`, async () => {
    const lab = await Laboratory.open({ languages: language });
    await lab.click('guide');
    await lab.click('guide-next');
    const points = pointsOf(lab);
    const [minimum, curvature] = [minimumOf(points), curvatureOf(points)];
    const w = descend(points, 0.01, 401);

    await lab.click('guide-option-rate');
    assert.deepEqual(outcome(lab), ['rate', 'false']);
    assertNumbers(lab, 0.01, w[0] - w[1], w[20] - w[21]);
    await lab.click('guide-option-zero');
    assert.deepEqual(outcome(lab), ['zero', 'false']);
    assertNumbers(lab, meanSquare(points, w[20]));
    assert.equal(lab.find('guide-option-zero').getAttribute('aria-pressed'), 'true');
    assert.equal(lab.find('guide-option-rate').getAttribute('aria-pressed'), 'false');
    await lab.click('guide-next');

    await answerNumber(lab, 'ten');
    assert.equal(lab.text('guide-answer'), '');
    assert.ok(lab.document.getElementById('guide-error')?.textContent);
    await answerNumber(lab, String(10 - 0.1 * slopeAt(points, 10)));
    assert.deepEqual(outcome(lab), ['tangent', 'false']);
    await answerNumber(lab, '2');
    assert.deepEqual(outcome(lab), ['other', 'false']);
    assertNumbers(lab, 2, w[10], w[10] - minimum);
    await lab.click('guide-next');

    await lab.click('guide-prepare');
    await lab.click('guide-option-yes');
    assert.deepEqual(outcome(lab), ['yesWrong', 'false']);
    await lab.click('guide-next');
    await lab.click('guide-option-polynomial');
    assert.deepEqual(outcome(lab), ['other', 'false']);
    assert.equal(lab.experiment.model?.formula, 'w0 + w1*x + w2*x^2');
    await lab.click('guide-next');

    await lab.click('guide-prepare');
    for (const [h, expected] of /** @type {[number, string][]} */ ([
      [0.05, 'low'],
      [0.6, 'high'],
      [0.0005, 'never'],
      [0.9, 'diverged'],
    ])) {
      await answerNumber(lab, String(h));
      assert.deepEqual(outcome(lab), [expected, 'false'], String(h));
      assertNumbers(lab, h, 1 / curvature, ...(['low', 'high'].includes(expected) ? [epochsToSettle(points, h)] : []));
    }
    await answerNumber(lab, '0.05');
    await lab.click('guide-next');
    await lab.click('guide-next');
    assert.deepEqual(outcome(lab), ['converges', 'true']);
    assertNumbers(lab, Math.abs(1 - 0.05 * curvature), epochsToSettle(points, 0.05));
    await lab.click('guide-next');
    await lab.click('guide-option-yes');
    assert.deepEqual(outcome(lab), ['yesWrong', 'false']);
    assertNumbers(lab, meanSquare(points, 10));
  });

  test(`the keyboard alone leads through the guide (${language})`, async () => {
    const lab = await Laboratory.open({ languages: language });
    /** Tab, until an element has the focus; what is hidden is passed over. @param {string} testId */
    const tabTo = (testId) => {
      const all = /** @type {HTMLElement[]} */ (
        [...lab.document.querySelectorAll('button, input, select, a, [tabindex="0"]')].filter(
          (element) =>
            !element.closest('[hidden]') &&
            !element.closest('dialog') &&
            !element.closest('[tabindex="-1"]:not(#guide-title)'),
        )
      );
      const wished = lab.find(testId);
      assert.ok(all.includes(wished), `Tab reaches ${testId}`);
      wished.focus();
    };
    /** Enter on what has the focus, which the browser turns into a click or a submit. */
    const enter = async () => {
      const focused = /** @type {any} */ (lab.document.activeElement);
      if (focused.form) focused.form.dispatchEvent(new lab.window.Event('submit', { bubbles: true, cancelable: true }));
      else focused.click();
      await lab.clock.advance(20);
    };
    const use = async (/** @type {string} */ testId) => {
      tabTo(testId);
      await enter();
    };
    const focused = () => /** @type {any} */ (lab.document.activeElement);
    await use('guide-begin');
    assert.equal(focused().id, 'guide-title');
    await use('guide-play');
    await played(lab);
    assert.equal(focused().dataset.testid, 'guide-next', 'the run has ended');
    await enter();
    assert.equal(focused().id, 'guide-title');
    await use('guide-option-rate');
    assert.equal(focused().dataset.testid, 'guide-option-rate', 'a wrong option keeps the focus');
    await use('guide-option-slope');
    assert.equal(focused().dataset.testid, 'guide-next', 'the right one moves it on');
    await enter();
    tabTo('guide-number');
    focused().value = '8.79';
    await enter();
    assert.deepEqual(outcome(lab), ['right', 'true']);
    assert.equal(focused().dataset.testid, 'guide-next');
    await enter();
    await use('guide-prepare');
    assert.equal(focused().dataset.testid, 'guide-option-yes', 'the question takes the place of the button');
    await use('guide-option-no');
    await enter();
    await use('guide-option-sinusoid');
    await enter();
    await use('guide-prepare');
    assert.equal(focused().dataset.testid, 'guide-number');
    focused().value = '0.3';
    await enter();
    assert.equal(moveOf(lab), 'guess');
    await enter();
    await use('guide-playBoth');
    await played(lab);
    await played(lab);
    assert.equal(focused().dataset.testid, 'guide-next');
    await enter();
    assert.equal(moveOf(lab), 'why');
    await use('guide-next');
    await use('guide-option-no');
    await enter();
    assert.equal(moveOf(lab), 'end');
    await lab.press('Escape', 'guide-back');
    assert.equal(lab.document.querySelector('[data-testid="guide-card"]'), null);
    assert.equal(focused().dataset.testid, 'guide');
  });
}

test('the row of the map is that of a plain loop, and the chart shows it with the guess on it', async () => {
  const lab = await Laboratory.open();
  await lab.click('guide');
  for (let k = 0; k < 5; k += 1) await lab.click('guide-next');
  assert.equal(moveOf(lab), 'guess');
  await answerNumber(lab, '0.05');
  const points = pointsOf(lab);
  const line = lab.placed('guideRates', 'settled');
  assert.ok(line.length >= 80);
  // The places are in pixels, rounded: the counts agree to one epoch and 3 %.
  for (const [x, y] of line.filter(([each]) => Math.abs(10 ** each * curvatureOf(points) - 2) > 0.05)) {
    const looped = epochsToSettle(points, 10 ** x);
    if (looped > 0) assert.ok(Math.abs(10 ** y - looped) <= 1 + 0.03 * looped, `${10 ** x}: ${10 ** y}, ${looped}`);
  }
  const placed = lab.placed('guideRates', 'marks');
  assert.ok(Math.abs(placed[0][0] - Math.log10(0.05)) < 1e-3);
  assert.ok(Math.abs(placed[0][1] - Math.log10(epochsToSettle(points, 0.05))) < 1e-3);
  assert.match(lab.text('chart-guideRates-summary'), /0\.3676/);
  const answer = answerQuestion(engine, {
    experiment: notebook(),
    check: { name: 'fewestEpochs', points: 60 },
    answer: 0.05,
  });
  assert.ok(answer.ok && answer.row);
  answer.row.rate.forEach((h, k) => {
    // Beside the stability limit the count hangs on the last bits of h.
    if (Math.abs(h * curvatureOf(points) - 2) > 0.05) assert.equal(answer.row?.epochs[k], epochsToSettle(points, h));
  });
});

test('the number of the guess follows the slider of h', async () => {
  const lab = await Laboratory.open();
  await lab.click('guide');
  for (let k = 0; k < 5; k += 1) await lab.click('guide-next');
  await lab.slide('optimizer.rate-slider', Math.log10(0.2));
  assert.equal(lab.find('guide-number').value, '0.2');
  await lab.click('guide-check');
  assert.deepEqual(outcome(lab), ['low', 'false']);
});

test('the implied epochs are the measured ones for every h that settles', () => {
  for (const h of [0.002, 0.01, 0.03, 0.1, 0.2, 0.33, 0.36, 0.38, 0.5, 0.7]) {
    const answer = answerQuestion(engine, { experiment: notebook(), check: { name: 'contraction' }, answer: h });
    assert.ok(answer.ok);
    const { implied, measured } = answer.numbers;
    const made = engine.simulate(notebook().data);
    assert.ok(made.ok);
    const looped = epochsToSettle({ x: made.columns.x, y: made.y }, h);
    assert.equal(measured, looped, String(h));
    if (looped >= 0) assert.equal(implied, looped, String(h));
    else assert.ok(implied > 401);
  }
});

test('an answer follows the experiment: few epochs, and more do help', () => {
  const ask = (/** @type {number} */ epochs, /** @type {string} */ answer) => {
    const outcome = answerQuestion(engine, {
      experiment: storeWith({ 'stop.epochs': epochs }).experiment(),
      check: { name: 'moreEpochs', factor: 10 },
      answer,
    });
    return outcome.ok && [outcome.outcome, outcome.isRight];
  };
  assert.deepEqual(ask(20, 'yes'), ['yesRight', true]);
  assert.deepEqual(ask(20, 'no'), ['noWrong', false]);
  assert.deepEqual(ask(401, 'yes'), ['yesWrong', false]);
  assert.deepEqual(ask(401, 'no'), ['noRight', true]);
});

test('an experiment that the engine refuses gives its error', () => {
  const experiment = { ...notebook(), model: { formula: 'w1*x', start: {} } };
  const answer = answerQuestion(engine, { experiment, check: { name: 'moreEpochs', factor: 10 }, answer: 'yes' });
  assert.equal(answer.ok, false);
});

test('the guide is offered once, and continues where it was left', async () => {
  const lab = await Laboratory.open();
  await lab.click('guide-decline');
  assert.equal(lab.document.querySelector('[data-testid="guide-offer"]'), null);
  assert.equal(lab.window.localStorage.getItem('descenso.guide'), 'watch');
  await lab.click('guide');
  await lab.click('guide-next');
  await lab.click('guide-next');
  await lab.click('guide-close');
  assert.equal(lab.window.localStorage.getItem('descenso.guide'), 'ten');
  await lab.click('guide');
  assert.equal(moveOf(lab), 'ten');
});

test('what the guide replaces can be set again', async () => {
  const lab = await Laboratory.open();
  await lab.type('model.formula', 'w1 + w2*x');
  await lab.clock.advance(1000);
  await lab.type('data.constants.m-number', '7');
  await lab.clock.advance(1000);
  const before = lab.experiment;
  await lab.click('guide');
  assert.ok(lab.find('guide-restore').hidden);
  await lab.click('guide-prepare');
  await lab.clock.advance(1000);
  assert.equal(lab.experiment.model?.formula, 'w1*x');
  await lab.click('guide-restore');
  await lab.clock.advance(1000);
  assert.deepEqual(lab.experiment, before);
});

test('the guide opens Descent from another workspace', async () => {
  const lab = await Laboratory.open();
  await lab.click('view.workspace-map');
  await lab.clock.advance(500);
  await lab.click('guide');
  await lab.clock.advance(500);
  assert.ok(lab.document.querySelector('.descent [data-testid="guide-card"]'));
});

test('an answer that comes before its problem waits for it', async () => {
  const lab = await Laboratory.open();
  await lab.click('guide');
  for (let k = 0; k < 3; k += 1) await lab.click('guide-next');
  lab.isHolding = true;
  await lab.click('guide-prepare');
  await lab.click('guide-option-no');
  assert.equal(lab.text('guide-answer'), '', 'the line of the notebook is still shown');
  lab.isHolding = false;
  for (let k = 0; k < 5; k += 1) {
    lab.worker.release();
    await lab.clock.advance(100);
  }
  assert.deepEqual(outcome(lab), ['noRight', 'true']);
  const wave = pointsOf(lab);
  assertNumbers(lab, meanSquare(wave, minimumOf(wave)));
});

test('the first move counts the run that the run bar plays', async () => {
  const lab = await Laboratory.open();
  await lab.click('guide');
  assert.equal(lab.text('guide-next'), 'Skip');
  await lab.click('run-play');
  await lab.clock.advance(15_000);
  assert.equal(lab.text('guide-next'), 'Next');
});

test('every move can be skipped, and after the end the guide begins anew', async () => {
  const lab = await Laboratory.open({ languages: ['en'] });
  await lab.click('guide-begin');
  const seen = [moveOf(lab)];
  while (lab.text('guide-next') !== 'Finish' && seen.length < 20) {
    await lab.click('guide-next');
    seen.push(moveOf(lab));
  }
  // Two moves continue the answer of the guess, and are left out without it.
  assert.deepEqual(seen, ['watch', 'slow', 'ten', 'wave', 'shape', 'guess', 'twice', 'end']);
  await lab.click('guide-next');
  assert.equal(lab.document.querySelector('[data-testid="guide-card"], [data-testid="guide-offer"]'), null);
  await lab.click('guide');
  assert.equal(moveOf(lab), 'watch');
});
