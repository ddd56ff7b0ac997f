// Formulas, typeset by KaTeX once it has arrived; until then as plain text.

/** @type {{ renderToString(tex: string, options: object): string } | null} */
let katex = null;
/** @type {Map<string, string>} */
const typeset = new Map();

/** @param {any} library */
export function useKatex(library) {
  katex = library;
}

/**
 * Shows a formula in an element; does nothing when it is there already.
 * @param {HTMLElement} element @param {string} tex @param {string} plain what is shown until KaTeX is there
 * @param {boolean} [passing] another will follow at once: without the half that is for screen readers
 */
export function showMath(element, tex, plain, passing = false) {
  const wanted = katex ? `${passing ? '%' : ''}${tex}` : plain;
  if (element.dataset.math === wanted) return;
  element.dataset.math = wanted;
  if (katex) element.innerHTML = html(katex, tex, passing);
  else element.textContent = plain;
}

/** @param {NonNullable<typeof katex>} library @param {string} tex @param {boolean} passing */
function html(library, tex, passing) {
  const known = typeset.get(tex);
  if (known !== undefined) return known;
  const fresh = library.renderToString(tex, { throwOnError: false, output: passing ? 'html' : 'htmlAndMathml', trust: true, strict: false });
  if (passing) return fresh;
  if (typeset.size > 500) typeset.clear();
  typeset.set(tex, fresh);
  return fresh;
}
