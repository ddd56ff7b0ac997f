// Formulas with the elements that show them: KaTeX, which typesets them, may arrive later than they are shown.
import { inTurn } from '../../engine/steps.js';
import { el } from '../../ui/dom.js';
import { showMath } from '../../ui/math.js';

/** @typedef {readonly [tex: string, text: string]} Formula */

export class TypesetFormulas {
  /** @type {Map<HTMLElement, Formula>} */ #shown = new Map();

  /** Keeps a formula until KaTeX arrives. @param {HTMLElement} element @param {Formula} formula */
  keep(element, formula) {
    this.#shown.set(element, formula);
  }

  /** Shows a formula now, and typesets it once KaTeX has arrived. @param {HTMLElement} element
   * @param {Formula} formula */
  show(element, formula) {
    this.keep(element, formula);
    showMath(element, ...formula);
  }

  /** Shows one formula in each line of an element, with as many lines as formulas. @param {HTMLElement} element
   * @param {Formula[]} formulas */
  showLines(element, formulas) {
    const lines = /** @type {HTMLCollectionOf<HTMLElement>} */ (element.children);
    for (const line of [...lines].slice(formulas.length)) {
      this.#shown.delete(line);
      line.remove();
    }
    formulas.forEach((formula, i) => this.show(lines[i] ?? element.appendChild(el('div', {})), formula));
  }

  /** Typesets the formulas, each in a step of its own. */
  typeset() {
    for (const element of this.#shown.keys())
      inTurn(() => {
        const formula = this.#shown.get(element);
        if (formula) showMath(element, ...formula);
      });
  }
}
