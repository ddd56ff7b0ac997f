// The composition root of the page: the store, the first workspace, the page.
import catalog from 'virtual:catalog';
import { fetchPlotly } from './chart/plotly.js';
import { DescentWorkspace } from './descent/descent-workspace.js';
import { runLater, styleLater } from './engine/later.js';
import { declareFields } from './experiment/fields.js';
import { Store } from './experiment/store.js';
import { Page } from './shell/page.js';

/** @import { WorkspaceMaker } from './problem/workspace.js' */

/** The workspaces of the first script; workspaces.js has the others. @type {Record<string, WorkspaceMaker>} */
const makers = { descent: (catalog, services) => new DescentWorkspace(catalog, services) };
const root = document.getElementById('app') ?? document.body;
const page = new Page(new Store(declareFields(catalog)), catalog, makers, root);

globalThis.descensoPart = (/** @type {string} */ name, /** @type {unknown} */ value) => page.receivePart(name, value);
// Exposed for tests and debugging.
Object.defineProperty(globalThis, 'descenso', { value: page.inspector });

/** Fetches what the first screen lacks, in the order in which it is needed; the page reports what does not arrive. */
async function fetchParts() {
  for (const fetchPart of [() => runLater('worker'), () => styleLater('math'), () => runLater('math')])
    await fetchPart().catch(() => {});
  fetchPlotly();
}
fetchParts();
