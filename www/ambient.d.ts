// The modules and globals that the bundler and the other scripts of the page bring along.

/** The engine's catalog, read from the engine itself when the page is built. */
declare module 'virtual:catalog' {
  const catalog: import('../wasm/engine.d.ts').Catalog;
  export default catalog;
}

/** wasm/engine.mjs, which the bundler puts here: its source needs the built engine. */
declare module 'virtual:engine' {
  export function createEngine(): Promise<import('../wasm/engine.d.ts').Engine>;
}

/** Receives a lazily loaded part: the worker's source, KaTeX, Plotly, more workspaces. */
declare var descensoPart: (name: string, value: unknown) => void;

/** Papa Parse, of which the worker that reads user data uses the parser alone. */
declare module 'papaparse' {
  const papa: import('./data/read/rows.js').Papa;
  export default papa;
}
