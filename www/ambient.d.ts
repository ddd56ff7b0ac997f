// What the bundler and the other scripts of the page bring along.

/** The engine's catalog, read from the engine itself when the page is built. */
declare module 'virtual:catalog' {
  const catalog: import('../wasm/engine').Catalog;
  export default catalog;
}

/** Called by the scripts that follow app.js when they have arrived: the worker's source, KaTeX, Plotly. */
declare var descensoPart: (name: string, value: any) => void;
