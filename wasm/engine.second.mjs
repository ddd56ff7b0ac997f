// The second part of the engine, for whoever has the first.
export { default } from '../build/wasm/descenso.second.wasm';
