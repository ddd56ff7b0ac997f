// The workspaces: which one is open, and the switch in the header. Each of those that are not part of the first
// script is fetched when it is opened.
import { runLater } from '../engine/later.js';
import { ChoiceControl } from '../ui/choice-control.js';

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { ChoiceField } from '../experiment/fields.js'
 * @import { Services, Workspace, WorkspaceMaker } from '../problem/workspace.js'
 * @import { Player } from './player.js'
 */

/**
 * @typedef {object} WorkspacesEvents
 * @property {(workspace: string) => void} onChoose
 * @property {() => void} onOpen another workspace is open
 * @property {(open: string) => void} onMissing the script did not arrive, and this workspace stays open
 */

export class Workspaces {
  /** @type {Map<string, Workspace>} those that have been opened */ #made = new Map();
  /** @type {Record<string, WorkspaceMaker>} */ #makers;
  /** @type {Set<string>} the workspaces that are being fetched */ #fetching = new Set();
  /** Name of the open workspace. */ #open;
  /** @type {Map<string, number>} position of the timeline in each workspace */ #positions = new Map();
  /** @type {string | null} key of the panel that a link opens */ #linkedPanel = null;
  /** @type {any} */ #plotly = null;
  /** @type {Theme} */ #theme = 'light';

  /**
   * @param {Catalog} catalog
   * @param {Services} services
   * @param {Player} player
   * @param {Record<string, WorkspaceMaker>} makers of the workspaces in the first script; the first is opened
   * @param {WorkspacesEvents} events
   */
  constructor(catalog, services, player, makers, events) {
    this.catalog = catalog;
    this.services = services;
    this.player = player;
    this.events = events;
    this.#makers = { ...makers };
    [this.#open] = Object.keys(makers);
    const field = /** @type {ChoiceField} */ (services.store.field('view.workspace'));
    this.switch = new ChoiceControl(field, {
      name: 'workspaces.name',
      label: (option) => `workspaces.${option}`,
      onChange: events.onChoose,
    });
    this.switch.element.classList.add('workspaces');
    // A link that cannot be opened leaves this one open.
    this.switch.show(this.#open);
  }

  /** The open workspace. */
  get current() {
    return this.#made.get(this.#open) ?? this.#make(this.#open);
  }

  /**
   * Opens the workspace that the store names; until its script has arrived, the open one stays.
   * @returns {boolean} whether another one is open
   */
  open() {
    const { player } = this;
    const wanted = this.services.store.choice('view.workspace');
    this.switch.show(wanted);
    if (wanted === this.#open) return false;
    if (!this.#makers[wanted]) {
      this.#fetch(wanted);
      return false;
    }
    player.pause();
    this.#positions.set(this.#open, player.position);
    this.#open = wanted;
    player.end = 0;
    player.position = this.#positions.get(wanted) ?? (this.current.opensAtEnd ? Infinity : 0);
    this.events.onOpen();
    this.#openPanel();
    return true;
  }

  /**
   * Shows a moment in the workspace that the store names, as soon as its script has arrived.
   * @param {{ position: number | null, panel: string | null }} moment
   */
  showMoment({ position, panel }) {
    const wanted = this.services.store.choice('view.workspace');
    if (position !== null) this.#positions.set(wanted, position);
    this.#linkedPanel = panel;
    if (wanted !== this.#open) return;
    if (position !== null) this.player.goTo(position);
    this.#openPanel();
  }

  #openPanel() {
    const { current } = this;
    if (this.#linkedPanel !== null && current.panel !== undefined) current.panel = this.#linkedPanel;
    this.#linkedPanel = null;
  }

  /** @param {string} name @param {WorkspaceMaker} maker */
  receive(name, maker) {
    this.#makers[name] = maker;
    this.open();
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    this.#plotly = plotly;
    for (const workspace of this.#made.values()) workspace.usePlotly(plotly);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.#theme = theme;
    for (const workspace of this.#made.values()) workspace.setTheme(theme);
  }

  typeset() {
    for (const workspace of this.#made.values()) workspace.typeset();
  }

  /** @param {string} name */
  #fetch(name) {
    if (this.#fetching.has(name)) return;
    this.#fetching.add(name);
    runLater(name).catch(() => {
      this.#fetching.delete(name);
      if (this.services.store.choice('view.workspace') === name) this.events.onMissing(this.#open);
    });
  }

  /** @param {string} name @returns {Workspace} */
  #make(name) {
    const workspace = this.#makers[name](this.catalog, this.services);
    this.#made.set(name, workspace);
    workspace.setTheme(this.#theme);
    if (this.#plotly) workspace.usePlotly(this.#plotly);
    return workspace;
  }
}
