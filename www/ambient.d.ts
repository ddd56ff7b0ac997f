// What the bundler and the other scripts of the page bring along.

/** The engine's catalog, read from the engine itself when the page is built. */
declare module 'virtual:catalog' {
  const catalog: import('../wasm/engine.d.ts').Catalog;
  export default catalog;
}

/** wasm/parts.mjs, which the bundler puts here: its source is not ours to check. */
declare module 'virtual:engine' {
  export class PartMissing extends Error {}
  export function startEngine(): Promise<{
    engine: import('../wasm/engine.d.ts').Engine;
    complete: (second: BufferSource) => Promise<unknown>;
  }>;
}

/** Receives a lazily loaded part: the worker's source, KaTeX, Plotly, more workspaces. */
declare var descensoPart: (name: string, value: unknown) => void;
