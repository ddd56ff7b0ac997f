// The runs before: what was played of them stays on the charts as ghosts when the learning rate, the method or the
// start changes, so that several settings are one picture.
import { drawnPath } from './path.js';

/** @import { DescentProblem } from './parts.js' */

/**
 * @typedef {object} Ghost the played part of a run
 * @property {Float64Array} epoch
 * @property {Float64Array} w
 * @property {Float64Array} loss
 */

/** At most this many ghosts stay, the latest. */
const maxGhosts = 2;

/** Whether a field changes the run and not its problem. @param {string} path */
const isOfRun = (path) => path.startsWith('optimizer.') || path.startsWith('model.start.');

export class Ghosts {
  /** @type {Ghost[]} the latest last */ list = [];
  /** Whether the gesture in progress has left its ghost: a slider that moves leaves one. */
  #isGestureDone = false;

  /**
   * Called before a change takes effect.
   * @param {string[]} paths of the fields that change
   * @param {DescentProblem | null} problem that is shown
   * @param {number} reach the last epoch of it that was played
   */
  change(paths, problem, reach) {
    const changed = paths.filter((path) => !path.startsWith('view.'));
    if (changed.length === 0) return;
    if (!changed.every(isOfRun)) this.list = [];
    else if (problem && reach > 0 && !this.#isGestureDone) {
      this.list = [...this.list, ghostOf(problem, reach)].slice(-maxGhosts);
      this.#isGestureDone = true;
    }
  }

  /** The gesture has ended. */
  rest() {
    this.#isGestureDone = false;
  }

  clear() {
    this.list = [];
  }
}

/** @param {DescentProblem} problem @param {number} reach @returns {Ghost} */
function ghostOf(problem, reach) {
  const { epoch, w, loss } = drawnPath(problem);
  const count = epoch.findIndex((each) => each > reach);
  const end = count < 0 ? epoch.length : count;
  return { epoch: epoch.slice(0, end), w: w.slice(0, end), loss: loss.slice(0, end) };
}
