// What a browser remembers of its reader: language and theme. From file:// some browsers remember nothing, which is
// fine.

/** @param {'language' | 'theme'} name @returns {string | null} */
export function remembered(name) {
  try {
    return localStorage.getItem(`descenso.${name}`);
  } catch {
    return null;
  }
}

/** @param {'language' | 'theme'} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(`descenso.${name}`, value);
  } catch {
    // Nowhere to remember: the choice holds until the page closes.
  }
}
