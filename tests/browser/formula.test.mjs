// A formula typed by hand: read while it is typed, its mistakes underlined, its parameters as sliders, its gradient
// typeset, and a descent to play; then where its derivative comes from.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserNames, openBrowser } from './browsers.mjs';
import { id, reaches, ready, setSlider, text } from './hooks.mjs';
import { fileAddresses } from './site.mjs';

const sliders = () =>
  [...document.querySelectorAll('[data-testid="model.start"] [data-testid$="-slider"]')].map(
    (slider) => /** @type {HTMLElement} */ (slider).dataset.testid,
  );
const finalLoss = () => /** @type {any} */ (globalThis).descenso.problem?.trajectory.loss.at(-1);

for (const name of browserNames) {
  test(`${name}: a typed formula is typeset, has sliders, and descends`, { timeout: 120_000 }, async (t) => {
    const browser = await openBrowser(name);
    t.after(browser.close);
    await browser.open(fileAddresses[0]);
    await browser.until(ready);

    await t.test('parameters appear as sliders, and the gradient beside them', async () => {
      await browser.click(id('more-model'));
      await browser.fill(id('model.formula'), 'w1*exp(-w2*x) + w3');
      await browser.until(
        () => document.querySelectorAll('[data-testid="model.start"] [data-testid$="-slider"]').length === 3,
      );
      assert.deepEqual(await browser.evaluate(sliders), [
        'model.start.w1-slider',
        'model.start.w2-slider',
        'model.start.w3-slider',
      ]);
      await browser.until(() => document.querySelectorAll('[data-testid="gradient"] .katex').length === 3);
    });

    await t.test('it descends, and a start can be moved', async () => {
      await browser.until(
        () => Number(/** @type {HTMLInputElement} */ (document.querySelector('[data-testid="timeline"]')).max) === 401,
      );
      const before = await browser.evaluate(finalLoss);
      await browser.evaluate(setSlider, id('model.start.w1-slider'), 1);
      await browser.until(
        (/** @type {number} */ old) => /** @type {any} */ (globalThis).descenso.problem?.trajectory.loss.at(-1) !== old,
        before,
      );
      await browser.click(id('run-end'));
      await reaches(browser, 401);
      const problem = await browser.evaluate(() => {
        const { loss, epochs } = /** @type {any} */ (globalThis).descenso.problem.trajectory;
        return { first: loss[0], last: loss[epochs] };
      });
      assert.ok(problem.last < problem.first, JSON.stringify(problem));
    });

    await t.test('a mistake is underlined where it is, said, and changes nothing', async () => {
      const formula = await browser.evaluate(() => /** @type {any} */ (globalThis).descenso.experiment.model.formula);
      // All at once, as by pasting: letter by letter `w1*sen2` would be a model on the way.
      await browser.click(id('model.formula'));
      await browser.evaluate(setSlider, id('model.formula'), 'w1*sen2(x)');
      await browser.until(
        (/** @type {string} */ where) => document.querySelector(where)?.textContent === 'sen2',
        id('model.formula-wrong'),
      );
      assert.match(await browser.evaluate(text, id('model.formula-error')), /sen2.*sen|sen2.*sin/);
      // Enter may come before the engine's answer about the text.
      await browser.until(
        (/** @type {string} */ wanted) => /** @type {any} */ (globalThis).descenso.experiment.model.formula === wanted,
        formula,
      );
      await browser.press('Escape');
      assert.equal(await browser.evaluate(text, id('model.formula-error')), '');
    });

    await t.test(
      'a start from which nothing can descend keeps formula and sliders, says so, and can be moved',
      async () => {
        await browser.fill(id('model.start.w1-number'), '-1');
        await browser.fill(id('model.formula'), 'log(w1)*exp(-w2*x) + w3');
        await browser.until(
          (/** @type {string} */ where) => document.querySelector(where)?.textContent?.includes('w1 = -1'),
          id('model.start.w1-error'),
        );
        assert.deepEqual(
          await browser.evaluate(() => {
            const { experiment, problem } = /** @type {any} */ (globalThis).descenso;
            return [experiment.model.formula, problem.parameters.length, problem.trajectory.epochs];
          }),
          ['log(w1)*exp(-w2*x) + w3', 3, 0],
        );
        await browser.until(() => decodeURIComponent(location.hash).includes('log(w1)'));
        await browser.fill(id('model.start.w1-number'), '2');
        await browser.until(() => /** @type {any} */ (globalThis).descenso.problem.trajectory.epochs === 401);
        assert.equal(await browser.evaluate(text, id('model.start.w1-error')), '');
        await browser.fill(id('model.formula'), 'w1*exp(-w2*x) + w3');
        await browser.until(() =>
          /** @type {any} */ (globalThis).descenso.problem.formulas.model.text.startsWith('w1'),
        );
      },
    );

    await t.test('the derivative is walked through, forward and backward', async () => {
      await browser.click(id('tab-trace'));
      await browser.until(() => document.querySelectorAll('.trace-graph .node').length > 8);
      assert.equal(
        await browser.evaluate(() => document.querySelectorAll('[data-testid="trace-slopes"] tbody tr').length),
        3,
      );
      await browser.click(id('trace-start'));
      assert.equal(await browser.evaluate(() => document.querySelectorAll('.trace-graph .node-adjoint').length), 0);
      await browser.click(id('trace-next'));
      assert.equal(await browser.evaluate(() => document.querySelectorAll('.trace-graph .now.forward').length), 1);
      await browser.click(id('trace-end'));
      assert.ok((await browser.evaluate(() => document.querySelectorAll('.trace-graph .node-adjoint').length)) > 3);
    });

    await t.test("data of one's own take the place of simulated ones, and give it back", async () => {
      await browser.click(id('own-data-open'));
      await browser.evaluate(
        (/** @type {string} */ where, /** @type {string} */ cells) => {
          /** @type {HTMLTextAreaElement} */ (document.querySelector(where)).value = cells;
        },
        id('own-data-text'),
        'x;y\n0;1\n1;0,5\n2;0,3\n3;0,2',
      );
      await browser.click(id('own-data-use'));
      await browser.until(() => /** @type {any} */ (globalThis).descenso.problem?.data.x.length === 4);
      assert.match(await browser.evaluate(text, id('own-data-rows')), /4/);
      await browser.click(id('own-data-open'));
      await browser.click(id('own-data-simulate'));
      await browser.until(() => /** @type {any} */ (globalThis).descenso.problem?.data.x.length === 100);
    });

    await t.test('nothing went wrong', async () => assert.deepEqual(await browser.problems(), []));
  });
}
