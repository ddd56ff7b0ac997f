// A recorded path as charts draw it: thinned to at most `maxPoints` points, of which the travelled ones are a prefix.

/** Maximum number of drawn points: more cannot be distinguished on a screen, and cost time in every frame. */
export const maxPoints = 1000;

/**
 * The epochs to draw of 0 … epochs: all, or every k-th and the last.
 * @param {number} epochs @returns {Float64Array}
 */
export function drawnEpochs(epochs) {
  if (latest?.at(-1) === epochs) return latest;
  const stride = drawnStride(epochs);
  const drawn = [];
  for (let epoch = 0; epoch < epochs; epoch += stride) drawn.push(epoch);
  latest = Float64Array.from([...drawn, epochs]);
  return latest;
}
/** @type {Float64Array | null} the last answer: every chart needs the same one in every frame */
let latest = null;

/** @param {number} epochs */
export const drawnStride = (epochs) => Math.ceil((epochs + 1) / maxPoints);

/**
 * The travelled part of a column, ending in the shown point.
 * @param {Float64Array} epochs the drawn epochs @param {Float64Array} column @param {number} epoch @param {number} last
 */
export function travelled(epochs, column, epoch, last) {
  let count = 0;
  while (count < epochs.length && epochs[count] <= epoch) count += 1;
  const part = new Float64Array(count + 1);
  part.set(column.subarray(0, count));
  part[count] = last;
  return part;
}
