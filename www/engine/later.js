// Lazy loading of parts of the page: scripts and style sheets. Classic scripts are used because ES modules and fetch do
// not work from file://. A part has arrived when it is handed over: no event reports a script that was cut on its way.

/**
 * @typedef {'asked' | 'slow' | 'arrived' | 'failed'} PartState slow: still awaited after a while
 * @typedef {(name: string, state: PartState) => void} PartListener
 */

/** Time (ms) after which a part that has not arrived is slow. */
export const slowPartMs = 4000;

/** @type {PartListener} */
let report = () => {};
/** The parts that are awaited, by name: each is called when its part arrives. @type {Map<string, () => void>} */
const awaited = new Map();

/** The number of fetches of each file. @type {Map<string, number>} */
const fetches = new Map();

/** The address of a file. Another try has another address: browsers keep a file that came cut. @param {string} file */
function addressOf(file) {
  const count = fetches.get(file) ?? 0;
  fetches.set(file, count + 1);
  return count === 0 ? file : `${file}?try=${count}`;
}

/** Sets the listener that receives the states of the parts. @param {PartListener} listener */
export function watchParts(listener) {
  report = listener;
}

/** A script has handed over its part. @param {string} name */
export function markArrived(name) {
  awaited.get(name)?.();
  awaited.delete(name);
}

/**
 * Loads and runs a script: the file beside the page, or, in the page of a single file, the text of the element with
 * that id.
 * @param {string} name without ".js" @returns {Promise<void>} when its part has arrived
 */
export function runLater(name) {
  return load(name, async () => {
    // In a single file the element may come after the script that loads it.
    if (document.readyState === 'loading' && !document.getElementById(name))
      await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
    const script = document.createElement('script');
    const text = document.getElementById(name)?.textContent;
    const arrival = new Promise((resolve) => awaited.set(name, () => resolve(undefined)));
    const done = loaded(script, name);
    if (text) script.textContent = text;
    else script.src = addressOf(`${name}.js`);
    document.head.append(script);
    if (!text) await Promise.race([arrival, done]);
    return !awaited.has(name);
  });
}

/**
 * Loads a style sheet: the file beside the page, or, in the page of a single file, the text of the element with that
 * id. Its last rule sets a custom property of its name.
 * @param {string} name without ".css" @returns {Promise<void>} when it applies
 */
export function styleLater(name) {
  return load(name, async () => {
    const text = document.getElementById(`${name}-style`)?.textContent;
    const sheet = document.createElement(text ? 'style' : 'link');
    const done = loaded(sheet, name);
    if (text) sheet.textContent = text;
    else Object.assign(sheet, { rel: 'stylesheet', href: addressOf(`${name}.css`) });
    document.head.append(sheet);
    if (!text) await done;
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}-style`) !== '';
  });
}

/**
 * Reports what becomes of a part.
 * @param {string} name
 * @param {() => Promise<boolean>} fetchPart gives whether the part is whole
 */
async function load(name, fetchPart) {
  report(name, 'asked');
  const timer = setTimeout(() => report(name, 'slow'), slowPartMs);
  try {
    if (!(await fetchPart())) throw new Error(name);
    report(name, 'arrived');
  } catch (reason) {
    report(name, 'failed');
    throw reason;
  } finally {
    clearTimeout(timer);
  }
}

/** @param {HTMLElement} element @param {string} name @returns {Promise<unknown>} */
const loaded = (element, name) =>
  new Promise((resolve, reject) => Object.assign(element, { onload: resolve, onerror: () => reject(new Error(name)) }));
