// The address of the page: its link is opened whole or not at all, follows the experiment, and is what Share hands out.
import { fromHash, tableKeyIn, toHash } from '../../experiment/hash.js';
import { readTable } from '../../experiment/kept-tables.js';
import { isLocal, isUnknownTable, unpackTable } from '../../experiment/table.js';
import { takeMoment, withMoment } from './moment.js';

/**
 * @import { Store } from '../../experiment/store.js'
 * @import { LatePart } from '../../engine/late-part.js'
 * @import { Notice } from '../notice.js'
 * @import { Player } from '../player.js'
 * @import { Tools } from '../tools.js'
 * @import { Workspaces } from '../workspaces.js'
 */

/** At most this many parts of a link are named. */
const maxPartsNamed = 4;

export class Address {
  /** The values before the link that was opened last. @type {Record<string, number | string> | null} */ #before = null;
  /** The hash that was opened or written last. */
  #seen = '';
  /** The workspace of the address that was written last. */
  #written = 'descent';

  /** @param {{ store: Store, notice: Notice, workspaces: Workspaces, player: Player }} parts of the page
   * @param {LatePart<Tools>} tools */
  constructor({ store, notice, workspaces, player }, tools) {
    this.store = store;
    this.notice = notice;
    this.workspaces = workspaces;
    this.player = player;
    this.tools = tools;
  }

  /** Opens the link of the address: its whole experiment, or, if a part of it cannot be used, nothing of it. */
  async open() {
    const address = location.hash;
    this.#seen = address;
    const key = tableKeyIn(address);
    const isMissing = isUnknownTable(key) && !(await (isLocal(key) ? readTable(key) : unpackTable(key)));
    // Another link was opened meanwhile.
    if (location.hash !== address) return;
    const { hash, moment, refused: unusable } = takeMoment(address);
    const { values, refused } = fromHash(this.store.fields, hash);
    if (isMissing) this.notice.show((t) => t(isLocal(key) ? 'status.tableElsewhere' : 'status.tableBroken'));
    else if (refused.length > 0) this.#report('link', refused);
    if (isMissing || refused.length > 0) return;
    this.notice.hide();
    this.#before = this.store.values();
    this.store.reset(values);
    this.workspaces.open();
    this.workspaces.showMoment(moment);
    this.#written = this.store.choice('view.workspace');
    if (unusable.length > 0) this.#report('linkMoment', unusable);
    const { move } = moment;
    if (move === null) return;
    this.tools.use(({ guide }) => {
      if (!guide.openAt(move)) this.#report('linkMoment', [...unusable, move]);
    });
  }

  /** @param {'link' | 'linkMoment'} sentence @param {string[]} parts of the link that cannot be used */
  #report(sentence, parts) {
    const shown = parts.slice(0, maxPartsNamed).concat(parts.length > maxPartsNamed ? ['…'] : []);
    this.notice.show((t) => t(`status.${sentence}`, { parts: shown.join(', ') }));
  }

  /** Writes the experiment into the address, unless a person has just entered another one, which is opened next. */
  write() {
    if (location.hash !== this.#seen) return;
    const hash = toHash(this.store);
    const workspace = this.store.choice('view.workspace');
    const isOther = workspace !== this.#written;
    this.#written = workspace;
    if (hash === location.hash.replace(/^#/, '')) return;
    const address = hash ? `#${hash}` : location.pathname + location.search;
    // Back and Forward move between workspaces; within one they would stop at every change.
    if (isOther) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    this.#seen = location.hash;
  }

  /** Opens the sheet with the link of what is shown. @param {Tools} tools */
  share({ guide, sheet }) {
    const { store, player } = this;
    const { panel = '', aside } = this.workspaces.current;
    const move = aside ? guide.shown : null;
    const at = Math.floor(Math.min(player.position, player.end));
    const table = store.table();
    const moment = { position: at, panel, move: move?.key ?? null };
    const hash = withMoment(toHash(store), moment);
    sheet.open({
      link: location.href.replace(/#.*$/, '') + (hash && `#${hash}`),
      table: table && { rows: table.columns[0].numbers.length, isInLink: !isLocal(store.choice('data.table')) },
      position: at > 0 ? { at, end: player.end } : null,
      panel,
      move,
    });
  }

  /**
   * Takes a link back of which a part turned out to be no state of its workspace, and reports the part.
   * @param {string} part
   * @returns {boolean} false: no link was opened, so that nothing changes
   */
  takeBack(part) {
    this.#report('link', [part]);
    if (!this.#before) return false;
    this.store.reset(this.#before);
    return true;
  }
}
