// Where everything meets: the store, the engine, the player, the views and the controls.
import catalog from 'virtual:catalog';
import { Page } from './shell/page.js';
import { declareFields } from './experiment/fields.js';
import { Store } from './experiment/store.js';

const page = new Page(new Store(declareFields(catalog)), catalog, document.getElementById('app') ?? document.body);

globalThis.descensoPart = (/** @type {string} */ name, /** @type {unknown} */ value) => page.receivePart(name, value);
// For tests and for the curious: what the page knows, to look at.
Object.defineProperty(globalThis, 'descenso', { value: page.inspector });
