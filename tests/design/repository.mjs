// The repository as the design tests read it: its files as git lists them, and their text.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Paths of every file that is, or is about to be, in the repository. */
export const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path && existsSync(root + path));

/** @param {string} path */
export const text = (path) => readFileSync(root + path, 'utf8');

/** @param {string} path */
export const json = (path) => JSON.parse(text(path));
