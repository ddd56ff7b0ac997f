// Words in place: elements with a term, whose definition a tooltip shows (term-tips.js).
import { el } from './dom.js';

/** The term of a field's name, by path or by the group of paths. */
const termsOfFields = /** @type {Record<string, string>} */ ({
  'data.seed': 'seed',
  'data.noise.sd': 'noise',
  'data.noise.mean': 'noiseMean',
  'data.noise.factor': 'noiseFactor',
  'data.constants': 'constant',
  'model.start': 'initialValue',
  'loss.ridge': 'penalty',
  'loss.lasso': 'penalty',
  'optimizer.rate': 'learningRate',
  'stop.epochs': 'epoch',
});

/** The term of a field, if its name is one. @param {string} path */
export const termOfField = (path) => termsOfFields[path] ?? termsOfFields[path.replace(/[.][^.]*$/, '')];

/**
 * A word with its definition.
 * @param {string} term key of the glossary
 * @param {Record<string, any>} properties its text, as for `el`
 * @param {...string} children
 */
export const term = (term, properties, ...children) =>
  el('span', { class: 'term', tabindex: 0, role: 'button', 'data-term': term, ...properties }, ...children);

/**
 * Shows a text in which some symbols have definitions. While the symbols are the same, their elements stay.
 * @param {HTMLElement} element
 * @param {string} text
 * @param {Record<string, string>} terms of the glossary, by symbol
 */
export function showTerms(element, text, terms) {
  if (element.textContent === text) return;
  const symbols = Object.keys(terms).map((symbol) => symbol.replace(/[()/]/g, '\\$&'));
  const parts = text.split(new RegExp(`(${symbols.join('|')})`));
  const nodes = [...element.childNodes];
  const isTerm = (/** @type {string} */ part) => Object.hasOwn(terms, part);
  const isSame = (/** @type {string} */ part, /** @type {Node} */ node) =>
    isTerm(part) ? node.textContent === part : node.nodeType === Node.TEXT_NODE;
  if (nodes.length === parts.length && parts.every((part, i) => isSame(part, nodes[i])))
    parts.forEach((part, i) => {
      if (!isTerm(part) && nodes[i].nodeValue !== part) nodes[i].nodeValue = part;
    });
  else element.replaceChildren(...parts.map((part) => (isTerm(part) ? term(terms[part], {}, part) : part)));
}
