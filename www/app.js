// The composition root of the page: the store, the first workspace, the page.
import catalog from 'virtual:catalog';
import { fetchPlotly } from './chart/plotly.js';
import { DescentWorkspace } from './descent/descent-workspace.js';
import { LatePart } from './engine/late-part.js';
import { markArrived, runLater, slowPartMs, styleLater } from './engine/later.js';
import { inTurn } from './engine/steps.js';
import { declareFields } from './experiment/fields.js';
import { Store } from './experiment/store.js';
import { addSentences, languageNames } from './i18n/languages.js';
import { languageFor } from './i18n/translate.js';
import { Page } from './shell/page.js';
import { remembered } from './shell/preferences.js';

/** @import { WorkspaceMaker } from './problem/workspace.js' */

/** The workspaces of the first script; the others have a script each. @type {Record<string, WorkspaceMaker>} */
const makers = { descent: (catalog, services) => new DescentWorkspace(catalog, services) };
const root = document.getElementById('app') ?? document.body;
/** @type {Store} */
let store;
/** @type {Page} */
let page;

/** The sentences of each language: the page opens with those of one. @type {Record<string, LatePart<any>>} */
const languages = Object.fromEntries(languageNames.map((name) => [name, new LatePart(name)]));
const language = languageFor(remembered('language'), navigator.languages, languageNames);

globalThis.descensoPart = (/** @type {string} */ name, /** @type {any} */ value) => {
  markArrived(name);
  if (name in languages) {
    addSentences({ [name]: value });
    languages[name].receive(value);
  } else languages[language].whenHere(() => inTurn(() => page.receivePart(name, value)));
};
languages[language].use(() => {
  inTurn(() => {
    store = new Store(declareFields(catalog));
  });
  inTurn(() => {
    page = new Page(store, catalog, { language, languages, root });
  });
  inTurn(() => page.assemble(makers));
  inTurn(() => {
    page.open();
    // Exposed for tests and debugging.
    Object.defineProperty(globalThis, 'descenso', { value: page.inspector });
    fetchParts();
  });
});

/** Fetches what the first screen lacks, in the order in which it is needed; the page reports what does not arrive. */
async function fetchParts() {
  await arrivedOrSlow(runLater('worker'));
  await arrivedOrSlow(page.tools.fetch());
  for (const sentences of Object.values(languages)) await arrivedOrSlow(sentences.fetch());
  await arrivedOrSlow(styleLater('math').then(() => runLater('math')));
  fetchPlotly();
}

/** A part that does not arrive does not hold up those that follow. @param {Promise<void>} part */
function arrivedOrSlow(part) {
  const wait = new Promise((resolve) => setTimeout(resolve, slowPartMs));
  return Promise.race([part.catch(() => {}), wait]);
}
