// The table that one can edit, in a window beside the charts. Enter and the arrow keys go from row to row, Tab from
// cell to cell; every valid number is descended while it is typed.
import { el, setText, translate } from '../ui/dom.js';
import { numberIn, rowCount } from './edits.js';

/**
 * @import { Translate } from '../i18n/translate.js'
 * @import { DataEditor } from './editor.js'
 */

export class EditTable {
  /** Whether a cell of this table makes the change, so that the cells stay. */
  #isTyping = false;

  /** @param {DataEditor} editor @param {() => Translate} t */
  constructor(editor, t) {
    this.editor = editor;
    this.t = t;
    const button = (/** @type {string} */ name, /** @type {() => void} */ onclick) =>
      el('button', { type: 'button', class: 'quiet', 'data-testid': `edit-${name}`, onclick, t: `editData.${name}` });
    this.error = el('p', { class: 'control-error', role: 'alert', 'data-testid': 'edit-error' });
    this.scroll = el('div', { class: 'scroll' });
    this.element = el(
      'dialog',
      { class: 'edit-table', 'aria-labelledby': 'edit-table-title', 'data-testid': 'edit-table' },
      el('h2', { id: 'edit-table-title', t: 'editData.title' }),
      this.scroll,
      this.error,
      el(
        'footer',
        {},
        button('add', () => this.#add()),
        button('undo', () => editor.undo()),
        button('close', () => this.element.close()),
      ),
    );
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    editor.onEdit(() => {
      if (this.element.open && !this.#isTyping) this.#fill();
    });
  }

  open() {
    if (!this.editor.canEdit()) return;
    this.#fill();
    if (!this.element.open) this.element.show();
    this.#focus(0, 0);
  }

  #fill() {
    const { table } = this.editor;
    if (!table) return;
    const { columns } = table;
    const at = this.#place();
    const rows = Array.from({ length: rowCount(table) }, (_, row) =>
      el(
        'tr',
        {},
        el('th', { scope: 'row' }, String(row + 1)),
        ...columns.map((_, k) => this.#cell(row, k)),
        this.#remove(row),
      ),
    );
    const heads = columns.map(({ title, name, unit }) =>
      el('th', { scope: 'col' }, unit ? `${title || name} (${unit})` : title || name),
    );
    const numbers = el('th', { scope: 'col' }, el('span', { class: 'visually-hidden', t: 'editData.row' }));
    this.scroll.replaceChildren(
      el('table', {}, el('thead', {}, el('tr', {}, numbers, ...heads, el('td'))), el('tbody', {}, ...rows)),
    );
    setText(this.error, '');
    translate(this.element, this.t());
    if (at) this.#focus(Math.min(at[0], rows.length - 1), at[1]);
  }

  /** @param {number} row @param {number} k */
  #cell(row, k) {
    const { name, role, numbers } = /** @type {NonNullable<DataEditor['table']>} */ (this.editor.table).columns[k];
    const input = el('input', {
      type: 'text',
      inputmode: 'decimal',
      autocomplete: 'off',
      value: String(numbers[row]),
      label: 'editData.cell',
      'data-row': row + 1,
      'data-column': name,
      'data-testid': `cell-${row}-${k}`,
      oninput: () => take(true),
      onchange: () => take(false),
    });
    const take = (/** @type {boolean} */ isMoving) => {
      const value = numberIn(input.value, role);
      input.setAttribute('aria-invalid', String(value === null));
      setText(this.error, value === null ? this.t()('editData.notNumber') : '');
      if (value === null) return;
      this.#isTyping = true;
      this.editor.set(row, { [k]: value }, isMoving);
      this.#isTyping = false;
    };
    return el('td', {}, input);
  }

  /** @param {number} row */
  #remove(row) {
    const onclick = () => this.editor.remove(row);
    const properties = { type: 'button', class: 'quiet', label: 'editData.remove', 'data-row': row + 1, onclick };
    return el('td', {}, el('button', { ...properties, 'data-testid': `remove-${row}` }, '×'));
  }

  #add() {
    this.editor.add();
    this.#focus(this.scroll.querySelectorAll('tbody tr').length - 1, 0);
  }

  /** Row and column of the focused cell. @returns {[number, number] | null} */
  #place() {
    const cell = document.activeElement?.getAttribute('data-testid')?.match(/^(?:cell|remove)-(\d+)(?:-(\d+))?$/);
    return cell ? [Number(cell[1]), Number(cell[2] ?? 0)] : null;
  }

  /** @param {number} row @param {number} k @returns {boolean} whether there is such a cell */
  #focus(row, k) {
    const cell = /** @type {HTMLInputElement | null} */ (this.scroll.querySelector(`[data-testid="cell-${row}-${k}"]`));
    cell?.focus();
    cell?.select();
    return cell !== null;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    event.stopPropagation();
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape') this.element.close();
    else if (isCommand && event.key.toLowerCase() === 'z') this.editor.undo();
    else {
      const at = this.#place();
      if (!at || !(event.target instanceof HTMLInputElement)) return;
      const [row, k] = at;
      if (event.key === 'ArrowUp') this.#focus(row - 1, k);
      else if (event.key === 'ArrowDown') this.#focus(row + 1, k);
      else if (event.key === 'Enter') {
        event.target.dispatchEvent(new Event('change'));
        if (!this.#focus(row + 1, k)) this.#add();
      } else if (isCommand && event.key === 'Delete') this.editor.remove(row);
      else return;
    }
    event.preventDefault();
  }
}
