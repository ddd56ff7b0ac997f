// User preferences (language, theme, the move at which the guide was left) in localStorage. It may be unavailable from
// file://; then they last until the page closes.

/** @param {'language' | 'theme' | 'guide'} name @returns {string | null} */
export function remembered(name) {
  try {
    return localStorage.getItem(`descenso.${name}`);
  } catch {
    return null;
  }
}

/** @param {'language' | 'theme' | 'guide'} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(`descenso.${name}`, value);
  } catch {
    // localStorage is unavailable.
  }
}
