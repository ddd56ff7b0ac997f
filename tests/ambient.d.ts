// Comes without types of its own; the driver's contract is browsers.mjs.
declare module 'selenium-webdriver';
/** The DOM of the tests in page/laboratory.mjs. */
declare module 'jsdom';

/** wasm/engine.mjs, which the page's bundler puts there. */
declare module 'virtual:engine' {
  export function createEngine(): Promise<import('../wasm/engine.d.ts').Engine>;
}
