// A proxy that lets nothing through and remembers who asked: the network, off, for every browser alike.
import { createServer } from 'node:http';
import { once } from 'node:events';

/** @import { AddressInfo } from 'node:net' */

/** Starts it on a free port. `requests` grows with each address that was asked for. */
export async function startRefusingProxy() {
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    requests.push(request.url ?? '');
    socket.on('error', () => {});
    socket.end('HTTP/1.1 502 Refused\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  return { port, requests, stop: () => server.close() };
}
