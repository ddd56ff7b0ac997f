// NumPy's legacy RandomState, written from the description of the Mersenne Twister (Matsumoto & Nishimura 1998) and of
// the polar method (Marsaglia & Bray 1964): the truth that simulated data and resampled residuals are compared with.

export class RandomState {
  /** @type {number[]} */ #words = [];
  #place = 624;
  /** @type {number | null} */ #kept = null;

  /** @param {number} seed an integer in [0, 2³²) */
  constructor(seed) {
    this.#words.push(seed >>> 0);
    for (let i = 1; i < 624; i += 1) {
      const before = this.#words[i - 1] ^ (this.#words[i - 1] >>> 30);
      this.#words.push((Math.imul(1812433253, before) + i) >>> 0);
    }
  }

  /** 32 random bits. */
  word() {
    if (this.#place === 624) this.#twist();
    let y = this.#words[this.#place];
    this.#place += 1;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  #twist() {
    const words = this.#words;
    for (let i = 0; i < 624; i += 1) {
      const y = (words[i] & 0x80000000) | (words[(i + 1) % 624] & 0x7fffffff);
      words[i] = (words[(i + 397) % 624] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)) >>> 0;
    }
    this.#place = 0;
  }

  /** In [0, 1), with 53 bits. */
  uniform() {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  normal() {
    if (this.#kept !== null) {
      const kept = this.#kept;
      this.#kept = null;
      return kept;
    }
    for (;;) {
      const a = 2 * this.uniform() - 1;
      const b = 2 * this.uniform() - 1;
      const square = a * a + b * b;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.#kept = factor * a;
      return factor * b;
    }
  }

  /** An integer in [0, largest], by masked rejection. @param {number} largest */
  integer(largest) {
    if (largest === 0) return 0;
    let mask = 1;
    while (mask < largest) mask = 2 * mask + 1;
    for (;;) {
      const value = (this.word() & mask) >>> 0;
      if (value <= largest) return value;
    }
  }

  /** 0 … n − 1 in a random order (Fisher & Yates). @param {number} n */
  permutation(n) {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i -= 1) {
      const j = this.integer(i);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  // Numbers for random experiments.

  /** @param {number} from @param {number} to */
  between(from, to) {
    return from + (to - from) * this.uniform();
  }

  /** Log-uniform. @param {number} from @param {number} to */
  magnitude(from, to) {
    return Math.exp(this.between(Math.log(from), Math.log(to)));
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return list[Math.floor(this.uniform() * list.length)];
  }

  /** @param {number} probability */
  chance(probability) {
    return this.uniform() < probability;
  }
}
