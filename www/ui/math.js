// Formulas, typeset by KaTeX once it has arrived; until then they are plain text.

/** @type {{ renderToString(tex: string, options: object): string } | null} */
let katex = null;
/** @type {Map<string, string>} */
const typeset = new Map();

/** @param {any} library */
export function useKatex(library) {
  katex = library;
}

/**
 * Shows a formula in an element, unless it is the one that it shows.
 * @param {HTMLElement} element @param {string} tex @param {string} plain text until KaTeX has arrived
 * @param {boolean} [isMoving] another will follow at once, with other numbers
 */
export function showMath(element, tex, plain, isMoving = false) {
  if (katex && isMoving && showNumbers(katex, element, tex)) return;
  const wanted = katex ? tex : plain;
  if (element.dataset.math === wanted) return;
  element.dataset.math = wanted;
  if (katex) element.innerHTML = html(katex, tex);
  else element.textContent = plain;
}

/** @param {NonNullable<typeof katex>} library @param {string} tex */
function html(library, tex) {
  const known = typeset.get(tex);
  if (known !== undefined) return known;
  const fresh = library.renderToString(tex, {
    throwOnError: false,
    output: 'htmlAndMathml',
    trust: true,
    strict: false,
  });
  if (typeset.size > 500) typeset.clear();
  typeset.set(tex, fresh);
  return fresh;
}

/** Replaces the numbers of a formula while it is typeset: no number of the page has as many digits. */
const placeholder = 9070700000000;
/** @type {WeakMap<HTMLElement, Text[]>} the text nodes of the numbers, of elements whose formula has placeholders */
const numbersIn = new WeakMap();

/**
 * A formula without MathML, typeset once for all numbers: setting its digits costs a tenth of typesetting.
 * @param {NonNullable<typeof katex>} library @param {HTMLElement} element @param {string} tex
 * @returns {boolean} whether all of its numbers were found
 */
function showNumbers(library, element, tex) {
  const numbers = tex.match(/\d+(\.\d+)?/g) ?? [];
  let count = 0;
  const frame = tex.replace(/\d+(\.\d+)?/g, () => `{${placeholder + count++}}`);
  if (element.dataset.math !== frame) {
    element.innerHTML = library.renderToString(frame, {
      throwOnError: false,
      output: 'html',
      trust: true,
      strict: false,
    });
    element.dataset.math = frame;
    numbersIn.set(
      element,
      textsOf(element)
        .filter(({ data }) => Number(data) >= placeholder)
        .sort((a, b) => Number(a.data) - Number(b.data)),
    );
  }
  const places = numbersIn.get(element) ?? [];
  places.forEach((place, i) => {
    if (place.data !== numbers[i]) place.data = numbers[i];
  });
  return places.length === numbers.length;
}

/** @param {HTMLElement} element @returns {Text[]} */
function textsOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  return texts;
}
