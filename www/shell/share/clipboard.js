// Copying to the clipboard.

/**
 * From file:// the clipboard may be missing; then the text is selected and copied by a command.
 * @param {string} text
 * @param {HTMLElement} [host] element in which a text can be selected: an open dialog, for it alone is not inert
 * @returns {Promise<boolean>} whether the text is on the clipboard
 */
export async function copyText(text, host = document.body) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, host);
  }
}

/** @param {string} text @param {HTMLElement} host */
function copyBySelection(text, host) {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  host.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
