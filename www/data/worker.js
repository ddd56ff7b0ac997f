// The worker that reads user data, so that a large file never holds up a frame: reads a text or a file, decides again
// when a person changes something, and hands the numbers over at the end.
import papa from 'papaparse';
import { decide } from './read/decide.js';
import { readBytes, readText } from './read/reader.js';
import { dataTableOf, summaryOf } from './summary.js';

/**
 * @import { DataTable } from '../experiment/table.js'
 * @import { Settings } from './read/settings.js'
 * @import { Encoding } from './read/encoding.js'
 * @import { Draft } from './read/reader.js'
 * @import { Summary } from './summary.js'
 */

/**
 * @typedef {{ kind: 'read', source: string | Blob, settings: Settings }
 *         | { kind: 'decide', settings: Settings }
 *         | { kind: 'take', settings: Settings }} ReaderRequest
 * @typedef {{ progress: number } | { summary: Summary } | { error: string } | { table: DataTable }}
 *   ReaderAnswer progress: the share that is read
 */

/** Bytes of a file that are read at once. */
const pieceBytes = 1 << 18;

/** @type {{ draft: Draft, encoding: Encoding | null } | null} */
let read = null;

/** The request that is answered. */
let id = 0;

/** @param {Blob} file */
async function* piecesOf(file) {
  for (let at = 0; at < file.size; at += pieceBytes) {
    postMessage({ id, answer: { progress: at / file.size } });
    yield new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer());
  }
}

/** @param {string | Blob} source @param {Settings} settings @returns {Promise<string | null>} an error code */
async function readSource(source, settings) {
  read = null;
  if (typeof source === 'string') {
    read = { draft: readText(papa, source, settings), encoding: null };
    return null;
  }
  const result = await readBytes(papa, () => piecesOf(source), settings);
  if ('error' in result) return result.error;
  read = result;
  return null;
}

/** @param {ReaderRequest} request @returns {Promise<{ answer: ReaderAnswer, transfer: Transferable[] }>} */
async function answerTo(request) {
  const error = request.kind === 'read' ? await readSource(request.source, request.settings) : null;
  if (error || !read) return { answer: { error: error ?? 'empty' }, transfer: [] };
  const table = decide(read.draft, request.settings);
  if (request.kind !== 'take') return { answer: { summary: summaryOf(table, read.encoding) }, transfer: [] };
  const { columns } = read.draft;
  const data = dataTableOf(table, (k) => columns[k].end());
  return { answer: { table: data }, transfer: data.columns.map(({ numbers }) => numbers.buffer) };
}

/** @param {{ id: number, request: ReaderRequest }} message */
async function reply(message) {
  id = message.id;
  try {
    const { answer, transfer } = await answerTo(message.request);
    postMessage({ id: message.id, answer }, { transfer });
  } catch (reason) {
    postMessage({ id: message.id, answer: { error: reason instanceof RangeError ? 'tooLarge' : 'unreadable' } });
  }
}

addEventListener('message', ({ data }) => reply(data));
