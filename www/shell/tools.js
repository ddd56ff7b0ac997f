// The tools that the first screen does not need: help, the sheet of a link, user data and their table, present mode,
// the definitions of terms, the guide. They come with a script of their own and place themselves in the page.
import { EditTable } from '../data/edit-table.js';
import { UserData } from '../data/user-data.js';
import { Guide } from '../guide/guide.js';
import { TermTips } from '../ui/term-tips.js';
import { helpDialog } from './help.js';
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
  /** @param {ToolsHost} host @param {any} panels makes the panels of Descent that come with the tools */
  constructor({ services, notice, guidePlace, root, main, useData }, panels) {
    this.panels = panels;
    const { store, t } = services;
    /** Focuses the button of the header that opened a tool. @param {string} testId */
    const focusButton = (testId) =>
      /** @type {HTMLElement} */ (root.querySelector(`[data-testid="${testId}"]`))?.focus();
    this.help = helpDialog();
    this.sheet = new ShareSheet(t);
    this.data = new UserData(store, { onUse: useData, t });
    this.editTable = new EditTable(services.editor, t);
    this.present = new Present(main, {
      onEnter: () => {
        document.getElementById('charts')?.focus();
        notice.show((t) => t('present.hint'), { durationMs: hintMs });
      },
      onLeave: () => {
        notice.hide();
        focusButton('present');
      },
    });
    this.guide = new Guide(services, guidePlace, {
      remembered: () => remembered('guide'),
      remember: (move) => remember('guide', move),
      onShow: () => services.change({ 'view.workspace': 'descent' }, false),
      onClose: () => focusButton('guide'),
    });
    this.tips = new TermTips(t);
    root.querySelector('.top')?.append(this.present.bar);
    root.querySelector('.bottom')?.append(this.tips.element);
    const windows = [this.help, this.data.dialog, this.editTable, this.sheet].map(({ element }) => element);
    root.append(...windows, this.present.blank);
    services.translate(root);
  }
}
