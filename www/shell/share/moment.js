// The moment that a shared link adds to the experiment: the position of the run, the open panel, the guide's move. The
// address of the page itself holds the experiment alone.

/**
 * @typedef {object} Moment
 * @property {number | null} position of the run on the timeline; null: where the page stands
 * @property {string | null} panel key of the open panel
 * @property {string | null} move key of the guide's move
 */

/** The names of its parts in a link. */
const names = /** @type {const} */ ({ position: 'at.position', panel: 'at.panel', move: 'at.guide' });

/** @param {string} hash of an experiment @param {Moment} moment @returns {string} the hash of both */
export function withMoment(hash, { position, panel, move }) {
  const parts = [
    hash,
    position && `${names.position}=${position}`,
    panel && `${names.panel}=${panel}`,
    move && `${names.move}=${move}`,
  ];
  return parts.filter(Boolean).join('&');
}

/**
 * Separates the moment of a link from its experiment.
 * @param {string} hash with or without "#"
 * @returns {{ hash: string, moment: Moment, refused: string[] }} refused: the parts of the moment that cannot be used
 */
export function takeMoment(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const [position, panel, move] = Object.values(names).map((name) => parts.get(name));
  const isNumber = position === null || /^\d{1,9}$/.test(position);
  for (const name of Object.values(names)) parts.delete(name);
  return {
    hash: parts.toString(),
    moment: { position: position !== null && isNumber ? Number(position) : null, panel, move },
    refused: isNumber ? [] : [`${names.position}=${position}`],
  };
}
