// Maps by brute force: each of 40 × 40 cells of 20 maps against a run of its own, a plain loop that goes on to the last
// epoch. Where rounding decides (a loss lies near to the target, or the run has blown up a difference in the last
// digit), the two may differ; there the cell must have the count of the run that the engine records for it, loss by
// loss. Such cells are few.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { drawCase, named, settingsOf } from './claims/experiments.mjs';
import { descend } from './claims/methods.mjs';
import { models } from './claims/models.mjs';
import { RandomState } from './claims/random-state.mjs';
import { settledOf, targetOf, touchedOf } from './claims/settled.mjs';
import { cellOf } from './claims/study-claims.mjs';

/** @import { Case } from './claims/experiments.mjs' */

const engine = await createEngine();
const catalog = engine.catalog();
const methods = ['momentum', 'nesterov', 'adam', 'rmsprop'];
const maps = 20;
const points = 40;

/** Problems of one to three parameters with one predictor, in turn; the others of the drawn experiments are skipped.
 * @returns {Generator<Case>} */
function* problems() {
  for (let number = 0; ; number += 1) {
    const drawn = drawCase(catalog, 7, number);
    const { data, loss } = drawn.experiment;
    const isPlain = models.includes(/** @type {any} */ (drawn.model)) && data?.kind === 'simulated' && data.n <= 20;
    if (!isPlain || drawn.start.length > 3 || loss?.name === 'custom' || !engine.run(drawn.experiment).ok) continue;
    const { truth } = drawn;
    const steep = Math.abs(truth.slopes(drawn.start).reduce((sum, slope) => sum + slope * slope, 0));
    if (steep > 1e-6 && steep < 1e6) yield drawn;
  }
}

test('every cell of 20 maps of 40 × 40 settles and touches where its own plain loop does', (t) => {
  const random = new RandomState(2026);
  const found = problems();
  let [cells, doubtful, settled] = [0, 0, 0];
  for (let k = 0; k < maps; k += 1) {
    const drawn = /** @type {Case} */ (found.next().value);
    const name = methods[k % methods.length];
    const usesRate = name === 'momentum' || name === 'nesterov' ? [0.002, 0.8] : [0.01, 2];
    const experiment = { ...drawn.experiment, optimizer: { name }, stop: { epochs: 100 }, precision: undefined };
    const of = { ...drawn, experiment: /** @type {any} */ (experiment), settings: settingsOf(catalog, { name }) };
    const dial = random.pick(name === 'adam' ? ['b1'] : name === 'rmsprop' ? ['alpha'] : ['mu']);
    const y =
      k % 3 === 2
        ? { path: 'model.start.w1', from: drawn.start[0] - 2, to: drawn.start[0] + 2, points }
        : { path: `optimizer.${dial}`, from: 0, to: 0.98, points };
    const options = {
      x: { path: 'optimizer.rate', from: usesRate[0], to: usesRate[1], points, scale: /** @type {const} */ ('log') },
      y,
    };
    const map = engine.sweep(of.experiment, options);
    assert.ok(map.ok, JSON.stringify(map));
    for (let cell = 0; cell < points * points; cell += 1) {
      /** @type {number} */
      const rate = map.x[cell % points];
      const other = map.y[Math.floor(cell / points)];
      const optimizer = { name, rate, ...(y.path.startsWith('optimizer') && { [dial]: other }) };
      const start = y.path.startsWith('model') ? [other, ...drawn.start.slice(1)] : drawn.start;
      const own = descend(drawn.truth, settingsOf(catalog, optimizer), name, start, 100);
      const target = targetOf(map.best, own.loss[0]);
      const counts = [own.isFinite ? settledOf(own.loss, target) : null, touchedOf(own.loss, target)].map(
        (count) => count ?? -1,
      );
      cells += 1;
      if (counts[0] >= 0) settled += 1;
      if (counts[0] === map.epochs[cell] && counts[1] === map.touched[cell]) continue;
      const found = `${map.epochs[cell]} and ${map.touched[cell]}, not ${counts}`;
      /** @type {string} */
      const about = `map ${k}, ${name}, ${experiment.model?.formula}, rate ${rate}, ${y.path} ${other}: ${found}`;
      assert.ok(cellOf(of, catalog, optimizer, start, map.best)?.isDoubtful, about);
      /** @type {ReturnType<typeof engine.run>} */
      const run = engine.run({
        ...of.experiment,
        optimizer,
        model: { ...of.experiment.model, start: named('w', start) },
      });
      assert.ok(run.ok, about);
      const recorded = [run.stop.reason === 'epochs' ? settledOf(run.loss, target) : null, touchedOf(run.loss, target)];
      assert.deepEqual(
        [map.epochs[cell], map.touched[cell]],
        recorded.map((count) => count ?? -1),
        about,
      );
      doubtful += 1;
    }
  }
  t.diagnostic(`${cells} cells, ${settled} of them settle, in ${doubtful} rounding decides`);
  assert.equal(cells, maps * points * points);
  assert.ok(settled > cells / 10, String(settled));
  assert.ok(doubtful < cells / 50, String(doubtful));
});
