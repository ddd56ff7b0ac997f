// The tools that the first screen does not need: help, the sheet of a link, user data and their table, present mode,
// the definitions of terms, the guide. They come with a script of their own and place themselves in the page.
import { EditTable } from '../data/edit-table.js';
import { DataEditor } from '../data/editor.js';
import { maxEditedRows } from '../data/edits.js';
import { UserData } from '../data/user-data.js';
import { Guide } from '../guide/guide.js';
import { TermTips } from '../ui/term-tips.js';
import { helpDialog } from './help.js';
import { scalingTable } from '../problem/form/scaling-table.js';
import { remember, remembered } from './preferences.js';
import { Present } from './present/present.js';
import { ShareSheet } from './share/share-sheet.js';

/**
 * @import { GuidePlace } from '../guide/place.js'
 * @import { Services } from '../problem/workspace.js'
 * @import { Notice } from './notice.js'
 */

/**
 * @typedef {object} ToolsHost what the tools use of the page
 * @property {Services} services
 * @property {Notice} notice
 * @property {GuidePlace} guidePlace
 * @property {HTMLElement} root
 * @property {HTMLElement} main that holds the open workspace
 * @property {(values: Record<string, string | number>) => void} useData
 */

/** Time (ms) for which the keys of present mode are listed. */
const hintMs = 5000;

export class Tools {
  scalingTable = scalingTable;
  /** @type {ReturnType<typeof helpDialog> | null} */ #help = null;
  /** @type {ShareSheet | null} */ #sheet = null;
  /** @type {UserData | null} */ #data = null;
  /** @type {EditTable | null} */ #editTable = null;

  /** @param {ToolsHost} host @param {any} descent the part of it that its first screen does not need */
  constructor({ services, notice, guidePlace, root, main, useData }, descent) {
    this.services = services;
    this.root = root;
    this.useData = useData;
    this.descent = descent;
    this.editor = new DataEditor(services.store, {
      data: () => services.problem.problem?.data ?? null,
      onChange: (key, isMoving) => services.change({ 'data.table': key }, isMoving),
      notify: (sentence, undo) =>
        notice.show((t) => t(`editData.${sentence}`, { rows: maxEditedRows }), { ...(undo && { undo }) }),
    });
    this.present = new Present(main, services.player, {
      onEnter: () => {
        document.getElementById('charts')?.focus();
        notice.show((t) => t('present.hint'), { durationMs: hintMs });
      },
      onLeave: () => {
        notice.hide();
        this.#focusButton('present');
      },
    });
    this.guide = new Guide(services, guidePlace, {
      remembered: () => remembered('guide'),
      remember: (move) => remember('guide', move),
      onShow: () => services.change({ 'view.workspace': 'descent' }, false),
      onClose: () => this.#focusButton('guide'),
    });
    this.tips = new TermTips(services.t);
    this.#place(root.querySelector('.top'), this.present.bar);
    this.#place(root.querySelector('.bottom'), this.tips.element);
    this.#place(root, this.present.blank);
  }

  // The windows are built when they are opened first.

  get help() {
    this.#help ??= this.#placed(helpDialog());
    return this.#help;
  }

  get sheet() {
    this.#sheet ??= this.#placed(new ShareSheet(this.services.t));
    return this.#sheet;
  }

  get data() {
    if (this.#data) return this.#data;
    const { store, t } = this.services;
    this.#data = new UserData(store, { onUse: this.useData, t });
    this.#placed(this.#data.dialog);
    return this.#data;
  }

  get editTable() {
    this.#editTable ??= this.#placed(new EditTable(this.editor, this.services.t));
    return this.#editTable;
  }

  /** Puts a window into the page. @template {{ element: HTMLElement }} T @param {T} window @returns {T} the window */
  #placed(window) {
    this.#place(this.root, window.element);
    return window;
  }

  /** @param {Element | null} parent @param {HTMLElement} element */
  #place(parent, element) {
    const fragment = document.createDocumentFragment();
    fragment.append(element);
    this.services.translate(fragment);
    parent?.append(fragment);
  }

  /** Focuses the button of the header that opened a tool. @param {string} testId */
  #focusButton(testId) {
    /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-testid="${testId}"]`))?.focus();
  }
}
