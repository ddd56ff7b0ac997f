// Scripts of the page that it does not need from the start. ES modules and `fetch` do not work from a disk; classic
// scripts do.

/**
 * Runs a script, once: the one beside the page, or, in a page of a single file, the element of that id, where it lies
 * as text.
 * @param {string} name without ".js" @returns {Promise<void>} when it has run
 */
export async function runLater(name) {
  // In a single file it comes after what asks for it.
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
