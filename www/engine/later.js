// Lazy loading of scripts and style sheets. Classic scripts are used because ES modules and fetch do not work from
// file://.

/**
 * Loads and runs a script: the file beside the page, or, in the page of a single file, the text of the element with
 * that id.
 * @param {string} name without ".js" @returns {Promise<void>} when it has run
 */
export async function runLater(name) {
  // In a single file the element comes after the script that loads it.
  if (document.readyState === 'loading')
    await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
  const script = document.createElement('script');
  const text = document.getElementById(name)?.textContent;
  const done = new Promise((resolve, reject) =>
    Object.assign(script, { onload: resolve, onerror: () => reject(new Error(name)) }),
  );
  if (text) script.textContent = text;
  else script.src = `${name}.js`;
  document.head.append(script);
  if (!text) await done;
}

/**
 * Loads a style sheet: the file beside the page, or, in the page of a single file, the text of the element with that
 * id.
 * @param {string} name without ".css" @returns {Promise<void>} when it applies
 */
export async function styleLater(name) {
  const text = document.getElementById(`${name}-style`)?.textContent;
  const sheet = document.createElement(text ? 'style' : 'link');
  const done = new Promise((resolve, reject) =>
    Object.assign(sheet, { onload: resolve, onerror: () => reject(new Error(name)) }),
  );
  if (text) sheet.textContent = text;
  else Object.assign(sheet, { rel: 'stylesheet', href: `${name}.css` });
  document.head.append(sheet);
  if (!text) await done;
}
