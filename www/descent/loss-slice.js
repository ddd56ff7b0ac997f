// The loss curve of several parameters changes with the parameters that it does not show: it is requested at every
// epoch.
import { pointOf } from './snapshot.js';

/**
 * @import { DescentProblem } from './parts.js'
 * @import { Snapshot } from './snapshot.js'
 */

/** @typedef {{ at: Float64Array, loss: Float64Array }} Curve */

export class LossSlice {
  /** @type {{ problem: DescentProblem, epoch: number, curve: Curve | null } | null} the last request */ #last = null;

  /**
   * @param {(point: Record<string, number>, receive: (answer: any) => void) => void} request
   * @param {() => void} onMoved there is another curve to draw
   */
  constructor(request, onMoved) {
    this.request = request;
    this.onMoved = onMoved;
  }

  /** The curve at the present epoch, or at the last for which there is one; null: that of the problem. */
  get curve() {
    return this.#last?.curve ?? null;
  }

  /** @param {Snapshot} snapshot */
  follow({ problem, epoch }) {
    if (problem.parameters.length < 2) {
      this.#last = null;
      return;
    }
    const isSameProblem = this.#last?.problem === problem;
    if (isSameProblem && this.#last?.epoch === epoch) return;
    this.#last = { problem, epoch, curve: isSameProblem ? this.curve : null };
    if (problem.landscape.epoch === epoch) this.#last.curve = problem.landscape;
    else
      this.request(pointOf(problem.trajectory, epoch), (answer) => {
        if (!answer.ok || this.#last?.problem !== problem || this.#last.epoch === problem.landscape.epoch) return;
        this.#last.curve = { at: answer.at, loss: answer.loss };
        this.onMoved();
      });
  }
}
