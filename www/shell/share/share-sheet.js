// The sheet of the Share button: copies the link, lists its contents, and has a button that copies it again.
import { el } from '../../ui/dom.js';
import { copyText } from './clipboard.js';

/** @import { Translate } from '../../i18n/translate.js' */

/**
 * @typedef {object} Shared what is shared
 * @property {string} link
 * @property {{ rows: number, isInLink: boolean } | null} table of the user's data; null: they are simulated
 * @property {{ at: number, end: number } | null} position of the run; null: its start
 * @property {string} panel key of the open panel, or ''
 * @property {{ k: number, n: number, title: string } | null} move of the guide; title: key of a string
 */

/** Maximum length of a link in many mail and chat programs; browsers open far longer ones. */
const maxLinkLength = 8000;

export class ShareSheet {
  /** @param {() => Translate} t */
  constructor(t) {
    this.t = t;
    this.contents = el('ul', { class: 'share-contents', 'data-testid': 'share-contents' });
    this.warnings = el('div', { class: 'share-warnings', 'data-testid': 'share-warnings' });
    this.link = el('input', {
      type: 'text',
      class: 'share-link',
      readonly: true,
      label: 'share.link',
      'data-testid': 'share-link',
      onfocus: () => this.link.select(),
    });
    this.copy = el('button', {
      type: 'button',
      class: 'quiet primary',
      'data-testid': 'share-copy',
      t: 'share.copy',
      onclick: () => this.#copy(true),
    });
    this.status = el('p', { class: 'share-status', role: 'status', 'data-testid': 'share-status' });
    this.element = el(
      'dialog',
      { class: 'help share', 'aria-labelledby': 'share-title', 'data-testid': 'share-sheet' },
      el(
        'header',
        {},
        el('h2', { id: 'share-title', t: 'share.title' }),
        el('button', {
          type: 'button',
          class: 'quiet',
          'data-testid': 'share-close',
          onclick: () => this.element.close(),
          t: 'help.close',
        }),
      ),
      el('p', { t: 'share.contains' }),
      this.contents,
      el('div', { class: 'share-row' }, this.link, this.copy),
      this.status,
      this.warnings,
    );
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  /** @param {Shared} shared */
  open(shared) {
    this.contents.replaceChildren(...this.#parts(shared).map((text) => el('li', {}, text)));
    this.warnings.replaceChildren(...this.#warnings(shared).map((text) => el('p', {}, text)));
    this.link.value = shared.link;
    this.status.textContent = '';
    this.element.showModal();
    // Copying by selection takes the focus.
    this.#copy(false).then(() => this.copy.focus());
  }

  /** @param {boolean} isByButton whether the button was pressed: then a refusal of the browser is reported */
  async #copy(isByButton) {
    const isCopied = await copyText(this.link.value, this.element);
    if (isCopied) this.status.textContent = this.t()('header.copied');
    else if (isByButton) {
      this.status.textContent = this.t()('share.copyFailed');
      this.link.focus();
    }
  }

  /** @param {Shared} shared @returns {string[]} */
  #parts({ table, position, panel, move }) {
    const t = this.t();
    const data = !table ? t('share.simulated') : table.isInLink ? t('share.table', { rows: table.rows }) : null;
    return [
      t('share.experiment'),
      ...(data ? [data] : []),
      ...(position ? [t('share.position', position)] : []),
      ...(panel ? [t('share.panel', { panel: t(`panels.${panel}`) })] : []),
      ...(move ? [t('share.move', { k: move.k, n: move.n, title: t(move.title) })] : []),
    ];
  }

  /** @param {Shared} shared @returns {string[]} */
  #warnings({ link, table }) {
    const t = this.t();
    return [
      ...(table && !table.isInLink ? [t('share.tableStays', { rows: table.rows })] : []),
      ...(link.length > maxLinkLength ? [t('share.long', { length: link.length })] : []),
      ...(link.startsWith('file:') ? [t('share.file')] : []),
    ];
  }
}
