// Random calls, valid and broken, each made twice: the same answer, no trap, every error with its field, no number
// that is not finite where none is documented, and the heap where it was. DESCENSO_CALLS sets how many (10,000 take
// minutes); DESCENSO_SEED where they begin. Prints the slowest, by the
// processor's time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../build/site/engine.mjs';
import { undocumented } from './finite.mjs';
import { randomCall } from './random_calls.mjs';

const calls = Number(process.env.DESCENSO_CALLS ?? 80);
const engine = /** @type {any} */ (await createEngine());

/** @param {number} first @param {number} count */
function callAll(first, count) {
  const report = { slowestMs: 0, slowestCall: '', valid: 0, validAnswered: 0, broken: 0, brokenAnswered: 0 };
  for (let k = first; k < first + count; ++k) {
    const made = randomCall(k);
    if (!made) continue;
    const { name, args, isBroken } = made;
    const since = process.cpuUsage();
    const answer = engine[name](...args);
    const { user, system } = process.cpuUsage(since);
    const ms = (user + system) / 1000;
    if (ms > report.slowestMs) Object.assign(report, { slowestMs: ms, slowestCall: `${k}: ${name}` });
    const again = engine[name](...args);
    // The second call finds data and kernels of the first, and so does less work until it is refused.
    if (answer.error?.code === 'too_much_work') answer.error.args.work = again.error?.args.work;
    assert.deepEqual(again, answer, `${k}: ${name}, the same twice`);
    assert.deepEqual(undocumented(name, answer), [], `${k}: ${name}, not finite`);
    ++report[isBroken ? 'broken' : 'valid'];
    if (answer.ok) ++report[isBroken ? 'brokenAnswered' : 'validAnswered'];
    else {
      assert.notEqual(answer.error.code, 'internal', `${k}: ${name}: ${JSON.stringify(answer.error)}`);
      assert.equal(typeof answer.error.args.field, 'string', `${k}: ${name}: ${JSON.stringify(answer.error)}`);
    }
  }
  return report;
}

test(`${calls} random calls, each twice: one answer, no trap, a field for every error, no growth of the heap`, () => {
  const seed = Number(process.env.DESCENSO_SEED ?? 1);
  // The first pass fills the engine's caches, and the second still finds other gaps between them: of 3,000 calls the
  // heap is 32 MB after the first, and 38 MB after each of the next four.
  callAll(seed, calls);
  callAll(seed, calls);
  const before = engine.info().heap;
  const report = callAll(seed, calls);
  assert.equal(engine.info().heap, before);
  // An engine that refuses everything, or accepts anything, would pass so far. Of 1,500 calls 47 % of those that are
  // not broken are answered (the others have a formula of another notation, a label that the loss does not take, a
  // number that is none, …), and 2 % of the broken ones, where the change meets nothing that is read.
  assert.ok(report.validAnswered > 0.25 * report.valid, JSON.stringify(report));
  assert.ok(report.brokenAnswered < 0.25 * report.broken, JSON.stringify(report));
  console.log(JSON.stringify(report));
});
