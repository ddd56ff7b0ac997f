// The workspaces: which one is open, and the switch in the header. The descent is the page's own; every other one is
// a guest that brings its elements and answers for them. Guests arrive as a part of the page like others, once one of
// them is opened.
import { runLater } from '../engine/later.js';
import { ChoiceControl } from '../ui/choice-control.js';

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { MapPool } from '../engine/pool.js'
 * @import { ChoiceField } from '../experiment/fields.js'
 * @import { Store } from '../experiment/store.js'
 * @import { Problem } from '../experiment/validate.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Verdict } from '../problem/verdict.js'
 * @import { Player } from './player.js'
 */

/**
 * @typedef {object} Services what a page does for its guests
 * @property {Store} store
 * @property {HTMLElement} form of the problem, for guests that show it
 * @property {() => MapPool | null} pool workers for maps, once the engine is here
 * @property {(values: Record<string, string | number>, settled: boolean) => Problem | null} change sets fields of the
 *   store
 * @property {() => void} play from the start
 * @property {(kind: any, payload: any, receive: (result: any) => void) => void} ask the engine
 * @property {(end: number) => void} ready there is something to play, this long
 * @property {() => void} moved something needs drawing
 * @property {(element: ParentNode) => void} translate says new elements in today's language
 * @property {(problem: Problem) => string} explain an error in a sentence
 * @property {() => string} language
 * @property {() => Translate} t
 *
 * @typedef {object} Guest
 * @property {HTMLElement[]} elements between header and run bar
 * @property {string} field of the store that is its own
 * @property {boolean} [withForm] it shows the problem's form, which then is kept up to date
 * @property {(t: Translate) => Verdict | null} [verdict] on the learning rate, where its method is not the form's
 * @property {() => string} [method] of the optimizer, where it is not the form's
 * @property {() => boolean} read takes its field from the store; false: it holds nothing usable
 * @property {(settled: boolean) => void} compute asks the engine
 * @property {(position: number, hasty: boolean) => { loss: number, unit: 'epoch' | 'evaluations' } | null} show one
 *   frame; what the run bar says
 * @property {(plotly: any) => void} usePlotly
 * @property {(theme: Theme) => void} setTheme
 * @property {() => void} typeset
 * @property {() => void} translate
 *
 * @typedef {Record<string, (catalog: Catalog, services: Services) => Guest>} Guests who makes them
 */

/**
 * @typedef {object} WorkspaceEvents
 * @property {(workspace: string) => void} onChoose
 * @property {() => void} onOpen another one is open
 * @property {(stays: string) => void} onMissing the guests did not arrive, and this one stays open
 */

/** The page's own workspace. */
const home = 'descent';

export class Workspaces {
  /** @type {Map<string, Guest>} those that were opened */ #guests = new Map();
  /** @type {Guests | null} who makes them, once fetched */ #makers = null;
  #fetching = false;
  #open = home;
  /** @type {Map<string, number>} where the timeline of each workspace stands */ #positions = new Map();
  /** @type {any} */ #plotly = null;
  /** @type {Theme} */ #theme = 'light';

  /** @param {Catalog} catalog @param {Services} services @param {Player} player @param {WorkspaceEvents} events */
  constructor(catalog, services, player, events) {
    this.catalog = catalog;
    this.services = services;
    this.player = player;
    this.events = events;
    const field = /** @type {ChoiceField} */ (services.store.field('view.workspace'));
    this.switch = new ChoiceControl(field, {
      name: 'workspaces.name',
      label: (option) => `workspaces.${option}`,
      onChange: events.onChoose,
    });
    this.switch.element.classList.add('workspaces');
  }

  /** The open workspace, if it is not the page's own. */
  get guest() {
    return this.#guests.get(this.#open) ?? null;
  }

  /** Opens the workspace that the store names; until the guests are here the open one stays. */
  open() {
    const { player } = this;
    const wanted = this.services.store.choice('view.workspace');
    this.switch.show(wanted);
    if (wanted === this.#open) return;
    if (!this.#makers) return this.#fetch();
    player.pause();
    this.#positions.set(this.#open, player.position);
    this.#open = wanted;
    player.end = 0;
    player.position = this.#positions.get(wanted) ?? Infinity;
    if (wanted in this.#makers && !this.#guests.has(wanted))
      this.#guests.set(wanted, this.#invite(this.#makers[wanted]));
    this.events.onOpen();
  }

  /** @param {Guests} makers */
  receive(makers) {
    this.#makers = makers;
    this.open();
  }

  #fetch() {
    if (this.#fetching) return;
    this.#fetching = true;
    runLater('workspaces').catch(() => {
      this.#fetching = false;
      this.events.onMissing(this.#open);
    });
  }

  /** @param {Guests[string]} maker */
  #invite(maker) {
    const guest = maker(this.catalog, this.services);
    guest.setTheme(this.#theme);
    if (this.#plotly) guest.usePlotly(this.#plotly);
    return guest;
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    this.#plotly = plotly;
    for (const guest of this.#guests.values()) guest.usePlotly(plotly);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.#theme = theme;
    for (const guest of this.#guests.values()) guest.setTheme(theme);
  }

  typeset() {
    for (const guest of this.#guests.values()) guest.typeset();
  }
}
