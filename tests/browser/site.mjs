// Where the page is: as two files on a disk, and behind www/serve.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const site = new URL('../../build/site/', import.meta.url);

/** The page as a folder of files and as a single file, opened by double-click. */
export const fileAddresses = [new URL('index.html', site).href, new URL('descenso.html', site).href];

/** Starts www/serve, as a person would, and waits until it prints the address. */
export async function serve() {
  const port = await freePort();
  const command = fileURLToPath(new URL('../../www/serve', import.meta.url));
  const server = spawn(command, ['--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const text of server.stdout) {
    const address = String(text).match(/http:\/\/localhost:\d+/)?.[0];
    if (address) {
      await answering(address);
      return { address, stop: () => stop(server) };
    }
  }
  throw new Error('www/serve ended without an address');
}

/** A port that nobody listens at: another copy of the tests may run beside this one. @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}

/** @param {string} address */
async function answering(address) {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
    if ((await fetch(address).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${address} does not answer`);
}

/** @param {import('node:child_process').ChildProcess} server */
async function stop(server) {
  server.kill();
  if (server.exitCode === null) await once(server, 'exit');
}
