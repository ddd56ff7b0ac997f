// User preferences (language, theme) in localStorage. It may be unavailable from file://; then they last until the page
// closes.

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
    // localStorage is unavailable.
  }
}
