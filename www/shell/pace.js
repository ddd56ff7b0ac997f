// The automatic speed: the first steps can be counted one by one, then the descent goes faster, and the part of the run
// that is worth watching takes 6 to 12 seconds whatever its length.
//
//     dp/dt = v₀ + g·p      p(t) = (v₀/g)(eᵍᵗ − 1)
//
// p is the position in epochs, v₀ the speed of the first step, and g is such that p(T) = N for N epochs in T seconds.
// With v₀ = 1.25 epochs a second and N = 124 it is g = 0.53 per second and T = 9.4 s.

/** Epochs per second at the start of a run. */
const startSpeed = 1.25;
/** Number of epochs that takes the shortest time. */
const minEpochs = 8;
/** Seconds for the shortest and for the longest part worth watching. */
const minSeconds = 6;
const maxSeconds = 12;
/** From this many epochs on the longest time is taken. */
const manyEpochs = 1000;

/** Time (s) in which a number of epochs is played, from 6 to 12. @param {number} epochs */
export function watchSeconds(epochs) {
  const share = Math.log(Math.max(epochs, minEpochs) / minEpochs) / Math.log(manyEpochs / minEpochs);
  return minSeconds + (maxSeconds - minSeconds) * Math.min(1, share);
}

/**
 * The speed at a position, in epochs per second.
 * @param {number} position in epochs, from the start of the run
 * @param {number} epochs that are worth watching, at least 1
 */
export function automaticSpeed(position, epochs) {
  const seconds = watchSeconds(epochs);
  if (epochs <= startSpeed * seconds) return epochs / seconds;
  return startSpeed + growth(epochs, seconds) * position;
}

/**
 * The g with (v₀/g)(e^{gT} − 1) = N, by bisection; the left side rises with g.
 * @param {number} epochs N
 * @param {number} seconds T
 */
function growth(epochs, seconds) {
  let [low, high] = [0, 1];
  const played = (/** @type {number} */ g) => (startSpeed / g) * Math.expm1(g * seconds);
  while (played(high) < epochs) high *= 2;
  for (let halving = 0; halving < 50; halving += 1) {
    const middle = (low + high) / 2;
    if (played(middle) < epochs) low = middle;
    else high = middle;
  }
  return high;
}
