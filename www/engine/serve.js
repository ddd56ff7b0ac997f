// The worker's side of the engine: answers one request after the other. The composition root (worker.js) brings the
// answers of the workspaces.
/** @import { Engine } from '../../wasm/engine.d.ts' */

/**
 * @typedef {(engine: Engine, payload: any) => unknown} Answer
 * @typedef {Record<string, Answer>} Answers by kind of request
 *
 * @typedef {{ id: number, kind: string, payload: unknown }} RequestMessage
 * @typedef {{ id: number, answer: unknown }} AnswerMessage
 * @typedef {{ id: 0, failure: string }} FailureMessage the engine did not start
 */

/**
 * Answers requests of the given kinds; any other kind is the name of an engine's call, and its payload the arguments.
 * An engine that has ended in an internal error is replaced before the next request.
 * @param {() => Promise<Engine>} start
 * @param {Answers} answers
 */
export function serve(start, answers) {
  let starting = start();
  addEventListener('message', async (/** @type {MessageEvent<RequestMessage>} */ { data: { id, kind, payload } }) => {
    const engine = await starting;
    const answer = Object.hasOwn(answers, kind) ? answers[kind](engine, payload) : call(engine, kind, payload);
    if (!('version' in engine.info())) starting = start();
    postMessage({ id, answer }, { transfer: [...buffers(answer)] });
  });
  starting.catch((reason) => postMessage({ id: 0, failure: String(reason) }));
}

/** @param {any} engine @param {string} name @param {any} args */
const call = (engine, name, args) => engine[name](...args);

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
