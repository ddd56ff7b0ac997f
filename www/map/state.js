// The state of the map: its two dials. In the link it is one text, "optimizer.rate,model.start.w1": the experiment has
// the rest.

/**
 * @typedef {object} MapState
 * @property {string} x path of the dial of the horizontal axis
 * @property {string} y path of the dial of the vertical axis
 */

/** @type {MapState} */
export const defaultMap = { x: 'optimizer.rate', y: 'model.start.w1' };

/** @param {MapState} state */
export const encodeMap = ({ x, y }) => `${x},${y}`;

/** The state that a text encodes; null if the text is invalid. @param {string} text @returns {MapState | null} */
export function decodeMap(text) {
  if (text === '') return defaultMap;
  const [x, y, ...rest] = text.split(',');
  return x && y && rest.length === 0 ? { x, y } : null;
}

/**
 * The state with one of its dials changed; the dial that the other axis has changes places with it.
 * @param {MapState} state
 * @param {Partial<MapState>} change
 * @returns {MapState}
 */
export function changedMap(state, change) {
  const changed = { ...state, ...change };
  if (change.x && change.x === state.y) changed.y = state.x;
  if (change.y && change.y === state.x) changed.x = state.y;
  return changed;
}

/**
 * The state with other dials in place of those that the experiment does not have: a hyperparameter of its method, the
 * rate or a start.
 * @param {MapState} state
 * @param {string[]} dials of the experiment
 * @returns {MapState | null} null: there are fewer than two
 */
export function withDials({ x, y }, dials) {
  if (dials.length < 2) return null;
  /** @param {string} path @param {string} other dial, which the other axis has */
  const possible = (path, other) => {
    if (dials.includes(path)) return path;
    const free = dials.filter((dial) => dial !== other);
    const isNamed = (/** @type {RegExp} */ pattern) => free.find((dial) => pattern.test(dial));
    return isNamed(/^optimizer\.(?!rate|batch)/) ?? isNamed(/rate$/) ?? isNamed(/^model\.start/) ?? free[0];
  };
  const across = possible(x, y);
  return { x: across, y: possible(y, across) };
}
