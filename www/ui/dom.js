// Building elements. Their texts are keys of the string files, so that the language can change later.

/** @import { Translate } from '../i18n/translate.js' */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [properties] attributes; string keys: `t` for the text, `label` for aria-label and,
 *   on what shows another text or none, the tooltip; `hint` for the tooltip alone; `on…` listeners
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 't') element.dataset.t = value;
    else if (name === 'label') element.dataset.tLabel = value;
    else if (name === 'hint') element.dataset.tHint = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** Sets all texts below `root` in the language of `t`. @param {ParentNode} root @param {Translate} t */
export function translate(root, t) {
  for (const element of root.querySelectorAll('[data-t]')) element.textContent = sentence(element, 't', t);
  for (const element of root.querySelectorAll('[data-t-label]')) {
    const text = sentence(element, 'tLabel', t);
    element.setAttribute('aria-label', text);
    if (hasTooltip(element, text)) element.setAttribute('title', text);
    else element.removeAttribute('title');
  }
  for (const element of root.querySelectorAll('[data-t-group]'))
    element.setAttribute('label', sentence(element, 'tGroup', t));
  for (const element of root.querySelectorAll('[data-t-hint]'))
    element.setAttribute('title', sentence(element, 'tHint', t));
}

/**
 * Whether the label of an element is also its tooltip: of a button, a link or a menu that shows another text or none.
 * @param {Element} element @param {string} label
 */
const hasTooltip = (element, label) =>
  /^(BUTTON|A|SELECT)$/.test(element.tagName) &&
  !element.hasAttribute('data-term') &&
  element.textContent?.trim() !== label;

/**
 * The sentence of an element, filled in from its own data: {of} from data-of.
 * @param {Element} element
 * @param {'t' | 'tLabel' | 'tHint' | 'tGroup'} kind
 * @param {Translate} t
 */
function sentence(element, kind, t) {
  const { dataset } = /** @type {HTMLElement} */ (element);
  return t(dataset[kind] ?? '', /** @type {Record<string, string>} */ (dataset));
}

/**
 * Sets the text only if it differs: setting it always would cause layout. A text node that is there gets the new text:
 * a new node would also cause new styles.
 * @param {Node} node @param {string} text
 */
export function setText(node, text) {
  if (node.textContent === text) return;
  const only = node.childNodes.length === 1 ? node.firstChild : null;
  if (text && only?.nodeType === Node.TEXT_NODE) only.nodeValue = text;
  else node.textContent = text;
}

/**
 * Sets properties only where they differ: setting those of a slider or a menu always would cause layout.
 * @template {object} E
 * @param {E} element an element or its style
 * @param {Partial<E>} properties
 */
export function setIfChanged(element, properties) {
  for (const name of /** @type {(keyof E)[]} */ (Object.keys(properties)))
    if (element[name] !== properties[name]) element[name] = /** @type {E[keyof E]} */ (properties[name]);
}

/** Sets an attribute only where it differs. @param {Element} element @param {string} name @param {string} value */
export function setAttributeIfChanged(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** An icon from the set below, hidden from screen readers: its button has a label. @param {keyof typeof icons} name */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', icons[name]);
  svg.append(path);
  return svg;
}

const icons = {
  reset: 'M4 4v12M16 4.5v11L7 10z',
  back: 'M14.5 4.5v11L6 10z',
  play: 'M5.5 3.5v13L17 10z',
  pause: 'M5 4h3.4v12H5zM11.6 4H15v12h-3.4z',
  forward: 'M5.5 4.5v11L14 10z',
  end: 'M16 4v12M4 4.5v11L13 10z',
  link: 'M8.5 11.5l3-3M7 9L4.8 11.2a2.8 2.8 0 0 0 4 4L11 13M13 11l2.2-2.2a2.8 2.8 0 0 0-4-4L9 7',
  theme: 'M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14',
  help: 'M7.2 7.6a2.8 2.8 0 1 1 4 2.6c-.8.4-1.2.9-1.2 1.8M10 14.6v.2',
  guide: 'M10 3a7 7 0 1 0 .01 0zM13 7l-1.8 4.2L7 13l1.8-4.2z',
  present: 'M3 4h14M4 4v9h12V4M10 13v1M6.5 17L10 14l3.5 3',
  notebook: 'M4 10a6 6 0 1 0 2-4.5M6 2.5v3.2h3.2',
  dice: 'M4 4h12v12H4zM7.4 7.4h.01M12.6 7.4h.01M10 10h.01M7.4 12.6h.01M12.6 12.6h.01',
  copy: 'M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3',
};
