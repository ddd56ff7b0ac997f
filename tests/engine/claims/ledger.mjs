// Counts the numbers that are compared and keeps those that disagree.

export class Ledger {
  numbers = 0;
  /** Numbers by claim. @type {Record<string, number>} */ counts = {};
  /** @type {string[]} */ disagreements = [];
  /** The experiment, which is named beside each disagreement. */ about = '';

  /** @param {string} claim @param {boolean} holds @param {() => string} detail */
  holds(claim, holds, detail) {
    this.numbers += 1;
    this.counts[claim] = (this.counts[claim] ?? 0) + 1;
    if (!holds) this.disagreements.push(`${claim}: ${detail()} [${this.about}]`);
  }

  /** The same number, word or null. @param {string} claim @param {unknown} actual @param {unknown} expected */
  same(claim, actual, expected) {
    this.holds(claim, Object.is(actual, expected) || actual === expected, () => `${actual} is not ${expected}`);
  }

  /**
   * Within `allowed` of each other; not-a-number agrees with not-a-number, and an infinity with itself.
   * @param {string} claim @param {number} actual @param {number} expected @param {number} allowed in the same unit
   */
  near(claim, actual, expected, allowed) {
    const isSame = Object.is(actual, expected) || actual === expected;
    this.holds(
      claim,
      isSame || Math.abs(actual - expected) <= allowed,
      () => `${actual} is not ${expected} ± ${allowed}`,
    );
  }

  /** A small relative difference. @param {string} claim @param {number} actual @param {number} expected
   * @param {number} [relative] @param {number} [least] a size below which numbers count as 0 */
  close(claim, actual, expected, relative = 1e-9, least = 1e-12) {
    this.near(claim, actual, expected, relative * Math.max(Math.abs(actual), Math.abs(expected)) + least);
  }
}
