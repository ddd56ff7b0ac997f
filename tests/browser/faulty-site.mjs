// The built page behind a server that withholds, cuts or refuses one of its files.
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/** @import { AddressInfo } from 'node:net' */

const site = new URL('../../build/site/', import.meta.url);
/** Files beside the page that it does not load: itself, the page in a single file, licences, the engine for others. */
const isNoPart = (/** @type {string} */ file) => file.endsWith('.html') || file.startsWith('engine.');
/** The parts of the page: every file that it may load. */
export const partFiles = readdirSync(site).filter((file) => !isNoPart(file));
const types = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/**
 * @typedef {'withheld' | 'broken off' | 'truncated' | 'missing' | 'refused'} Fault broken off: the connection ends
 *   half-way; truncated: half of the file, as if it were the whole
 */

/** @type {Fault[]} */
export const faults = ['truncated', 'missing', 'refused', 'broken off', 'withheld'];

/**
 * Starts it on a free port.
 * @param {Record<string, Fault | ((text: string) => string)>} faulty by file name: a fault, or what is sent instead
 */
export async function serveFaulty(faulty) {
  /** The files that were requested. @type {Set<string>} */
  const requested = new Set();
  const server = createServer(async (request, response) => {
    const name = (request.url ?? '').slice(1).replace(/[?#].*/, '') || 'index.html';
    requested.add(name);
    const fault = faulty[name];
    const body = await readFile(new URL(name, site), 'utf8').catch(() => null);
    if (body === null || fault === 'missing') return response.writeHead(404).end('not found');
    if (fault === 'refused') return response.writeHead(500).end('refused');
    // A withheld file is never answered; the connection ends with the server.
    if (fault === 'withheld') return;
    const text = typeof fault === 'function' ? fault(body) : body;
    const bytes = Buffer.from(text);
    const type = types[/** @type {'js'} */ (name.split('.').at(-1))] ?? 'text/plain';
    const isCut = fault === 'broken off' || fault === 'truncated';
    const sent = isCut ? bytes.subarray(0, bytes.length / 2) : bytes;
    const length = fault === 'broken off' ? bytes.length : sent.length;
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-length': length });
    if (fault !== 'broken off') return response.end(sent);
    response.write(sent, () => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  // It keeps its port, so that no later site has its address, and with it its storage and cache in a browser.
  const stop = () => {
    server.unref();
    server.closeAllConnections();
  };
  /** The file is sent as it is from now on. @param {string} name */
  const mend = (name) => {
    delete faulty[name];
  };
  return { address: `http://localhost:${port}/`, requested, mend, stop };
}
