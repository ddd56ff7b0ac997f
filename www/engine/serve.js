// The worker's side of the engine: answers one request after the other. The composition root (worker.js) brings the
// answers of the workspaces.
import { HeldColumns } from './held-columns.js';

/**
 * @import { Engine } from '../../wasm/engine.d.ts'
 * @import { ColumnMessage } from './held-columns.js'
 */

/**
 * @typedef {(engine: Engine, payload: any) => unknown} Answer
 * @typedef {Record<string, Answer>} Answers by kind of request
 *
 * @typedef {{ id: number, kind: string, payload: unknown, held?: number[] }} RequestMessage held: its columns
 * @typedef {{ id: number, answer: unknown }} AnswerMessage
 * @typedef {{ id: 0, hasStarted: true }} StartedMessage
 * @typedef {{ id: 0, failure: string }} FailureMessage the engine did not start
 * @typedef {AnswerMessage | StartedMessage | FailureMessage} Message
 */

/**
 * Answers requests of the given kinds; any other kind is the name of an engine's call, and its payload the arguments.
 * An engine that ends in an internal error is replaced, and the new one answers the request: the error may be due to
 * memory that earlier requests have taken.
 * @param {() => Promise<Engine>} start
 * @param {Answers} answers
 */
export function serve(start, answers) {
  let starting = start();
  const held = new HeldColumns();
  const answerTo = async (/** @type {RequestMessage} */ { kind, payload, held: columns }) => {
    const own = await starting;
    const given = held.unwrap(own, payload, columns);
    const engine = held.engine(own);
    const answer = attempt(() =>
      Object.hasOwn(answers, kind) ? answers[kind](engine, given) : call(engine, kind, given),
    );
    const hasEnded = !('version' in own.info());
    // The table has ended with the engine that had it: the page starts another worker.
    if (hasEnded && held.hasTable) setTimeout(() => endWorker(answer));
    else if (hasEnded) starting = start();
    return { answer, hasEnded };
  };
  addEventListener('message', async (/** @type {MessageEvent<RequestMessage | ColumnMessage>} */ { data }) => {
    if ('array' in data) return held.receive(data);
    let { answer, hasEnded } = await answerTo(data);
    if (hasEnded && held.hasTable) return;
    if (hasEnded) ({ answer } = await answerTo(data));
    answer = held.wrap(answer);
    postMessage({ id: data.id, answer }, { transfer: [...buffers(answer)].filter((buffer) => !held.holds(buffer)) });
  });
  starting.then(
    () => postMessage({ id: 0, hasStarted: true }),
    (reason) => postMessage({ id: 0, failure: String(reason) }),
  );
}

/** @param {any} answer of an engine that has ended @returns {never} */
function endWorker(answer) {
  throw new Error(answer?.error?.args?.what ?? 'engine_ended');
}

/** @param {any} engine @param {string} name @param {any} args */
const call = (engine, name, args) => engine[name](...args);

/** The answer, or, of code that throws, an internal error. @param {() => unknown} compute */
function attempt(compute) {
  try {
    return compute();
  } catch (reason) {
    return { ok: false, error: { code: 'internal', at: null, args: { field: 'engine', what: String(reason) } } };
  }
}

/**
 * The memory of every typed array in an answer, to transfer instead of copying.
 * @param {unknown} value
 * @param {Set<ArrayBuffer>} found
 */
function buffers(value, found = new Set()) {
  if (ArrayBuffer.isView(value)) found.add(/** @type {ArrayBuffer} */ (value.buffer));
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) buffers(inner, found);
  return found;
}
