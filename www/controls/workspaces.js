// The switch between workspaces in the header, and what a workspace is. The descent is the page's own; every other one is a
// guest that brings its elements and answers for them.
import { ChoiceControl } from './choice-control.js';
/**
 * @typedef {import('../../wasm/engine.d.ts').Catalog} Catalog
 * @typedef {import('../i18n/translate.js').Translate} Translate
 * @typedef {import('../state/store.js').Store} Store
 *
 * @typedef {object} Services what a page does for its guests
 * @property {Store} store
 * @property {HTMLElement} form of the problem, for guests that show it
 * @property {() => import('../engine/pool.js').MapPool | null} pool workers for maps, once the engine is here
 * @property {(values: Record<string, string | number>, settled: boolean) => void} change sets fields of the store
 * @property {() => void} play from the start
 * @property {(kind: any, payload: any, receive: (result: any) => void) => void} ask the engine
 * @property {(end: number) => void} ready there is something to play, this long
 * @property {() => void} moved something needs drawing
 * @property {(element: ParentNode) => void} translate says new elements in today's language
 * @property {(problem: import('../state/validate.js').Problem) => string} explain an error in a sentence
 * @property {() => string} language
 * @property {() => Translate} t
 *
 * @typedef {object} Guest
 * @property {HTMLElement[]} elements between header and run bar
 * @property {string} field of the store that is its own
 * @property {boolean} [withForm] it shows the problem's form, which then is kept up to date
 * @property {() => boolean} read takes its field from the store; false: it holds nothing usable
 * @property {(settled: boolean) => void} compute asks the engine
 * @property {(position: number, hasty: boolean) => { loss: number, unit: 'epoch' | 'evaluations' } | null} show one frame; what the run bar says
 * @property {(plotly: any) => void} usePlotly
 * @property {(theme: import('../views/marks.js').Theme) => void} setTheme
 * @property {() => void} typeset
 * @property {() => void} translate
 *
 * @typedef {Record<string, (catalog: Catalog, services: Services) => Guest>} Guests who makes them
 */

/** @param {import('../state/fields.js').ChoiceField} field @param {(workspace: string) => void} onChange */
export function workspaceSwitch(field, onChange) {
  const choice = new ChoiceControl(field, { name: 'workspaces.name', label: (option) => `workspaces.${option}`, onChange });
  choice.element.classList.add('workspaces');
  return choice;
}
