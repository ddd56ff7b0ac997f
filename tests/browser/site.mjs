// The addresses of the page: as two files on a disk, and behind www/serve.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** @import { ChildProcess } from 'node:child_process' */

const site = new URL('../../build/site/', import.meta.url);

/** The page as a folder of files and as a single file, opened by double-click. */
export const fileAddresses = [new URL('index.html', site).href, new URL('descenso.html', site).href];

/** Starts www/serve, as a person would, and waits until it prints the address. */
export async function serve() {
  const command = fileURLToPath(new URL('../../www/serve', import.meta.url));
  const server = spawn(command, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const text of server.stdout) {
    const address = String(text).match(/http:\/\/localhost:\d+/)?.[0];
    if (address) {
      await answering(address);
      return { address, stop: () => stop(server) };
    }
  }
  throw new Error('www/serve ended without an address');
}

/** @param {string} address */
async function answering(address) {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    if ((await fetch(address).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${address} does not answer`);
}

/** @param {ChildProcess} server */
async function stop(server) {
  server.kill();
  if (server.exitCode === null) await once(server, 'exit');
}
