// Comes without types of its own; the driver's contract is browsers.mjs.
declare module 'selenium-webdriver';

/** wasm/parts.mjs, which the page's bundler puts there. */
declare module 'virtual:engine' {
  export class PartMissing extends Error {}
  export function startEngine(): Promise<{
    engine: import('../wasm/engine.d.ts').Engine;
    complete: (second: BufferSource) => Promise<unknown>;
  }>;
}
