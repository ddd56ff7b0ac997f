// The data as tests and the console see them.
/**
 * @import { Store } from '../experiment/store.js'
 * @import { Problem } from './parts.js'
 */

/**
 * The data: columns with names, roles and numbers, and the rows that were left out.
 * @param {Store} store @param {Problem | null} problem
 */
export function inspectedTable(store, problem) {
  const table = store.table();
  if (table)
    return { columns: table.columns, leftOut: table.leftOut?.rows ?? [], leftOutCount: table.leftOut?.total ?? 0 };
  if (!problem) return null;
  const column = (/** @type {'x' | 'y'} */ role) => ({
    title: '',
    unit: '',
    name: role,
    role,
    numbers: problem.data[role],
  });
  return { columns: [column('x'), column('y')], leftOut: [], leftOutCount: 0 };
}
