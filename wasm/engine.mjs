// The engine as a module of its own: `createEngine()` for other pages and for Node ≥ 18. The contract is engine.d.ts
// beside it. The first part is inside, the second in engine.second.mjs beside it, and both are there before anything
// is asked.
import { startEngine } from './parts.mjs';

export async function createEngine() {
  const [{ engine, complete }, { default: second }] = await Promise.all([startEngine(), import('./engine.second.mjs')]);
  await complete(second);
  return engine;
}
