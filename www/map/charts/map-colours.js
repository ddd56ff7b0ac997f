// The cells of a map as colours: Plotly's heat map, and the same picture with one pixel per cell for a map that still
// changes. Few epochs are bright and many are dark; cells that do not reach the target are darker or lighter than any
// number of epochs, so that the map can be read without hue.

/**
 * @import { Sweep } from '../../../wasm/engine.d.ts'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Pixels } from '../../chart/sketch.js'
 */

/** Colours of the epochs, by their place from 0 (none) to 1 (all of the experiment's). */
const epochColours = /** @type {const} */ ([
  [0, '#fde725'],
  [0.2, '#90d743'],
  [0.4, '#35b779'],
  [0.6, '#21918c'],
  [0.8, '#31688e'],
  [1, '#443983'],
]);
/** Colours of the cells that do not reach the target. */
export const statusColours = {
  never: { light: '#cfd4da', dark: '#3a424b' },
  diverged: { light: '#7b1f2b', dark: '#b3475a' },
  failed: { light: '#ffffff', dark: '#12161a' },
};

/** The names of a sweep's statuses; the last one is `notComputed` of a map in parts. */
export const statusNames = /** @type {const} */ (['settled', 'never', 'diverged', 'failed', 'failed']);

/** On the colour scale the epochs end at this place; each other status has a band above it. */
const epochsEnd = 0.7;
const bands = /** @type {const} */ ([
  ['never', 0.75, 0.85],
  ['diverged', 0.85, 0.95],
  ['failed', 0.95, 1],
]);
/** Places within the bands. */
const statusPlaces = { never: 0.8, diverged: 0.9, failed: 1 };

/** The place of a number of epochs on the colour scale. @param {number} epochs @param {number} maxEpochs */
const placeOf = (epochs, maxEpochs) => (epochsEnd * Math.log1p(epochs)) / Math.log1p(Math.max(1, maxEpochs));

/** The colours of the epochs as a CSS gradient. */
export const epochGradient = `linear-gradient(90deg, ${epochColours
  .map(([place, colour]) => `${colour} ${100 * place}%`)
  .join(', ')})`;

/** @param {Theme} theme @returns {[number, string][]} Plotly's colour scale */
function colourScale(theme) {
  return [
    ...epochColours.map(([place, colour]) => /** @type {[number, string]} */ ([place * epochsEnd, colour])),
    [bands[0][1], epochColours[epochColours.length - 1][1]],
    ...bands.flatMap(([name, from, to]) => [
      /** @type {[number, string]} */ ([from, statusColours[name][theme]]),
      /** @type {[number, string]} */ ([to, statusColours[name][theme]]),
    ]),
  ];
}

/** @param {Sweep} map @param {number} maxEpochs @param {Theme} theme @returns {object} Plotly's trace */
export function heatMap(map, maxEpochs, theme) {
  const columns = map.x.length;
  const z = Array.from(map.y, (_, j) =>
    Float64Array.from(map.x, (__, i) => {
      const cell = j * columns + i;
      const status = statusNames[map.status[cell]];
      return status === 'settled' ? placeOf(map.epochs[cell], maxEpochs) : statusPlaces[status];
    }),
  );
  return {
    type: 'heatmap',
    x: map.x,
    y: map.y,
    z,
    zmin: 0,
    zmax: 1,
    colorscale: colourScale(theme),
    showscale: false,
    hoverinfo: 'skip',
  };
}

/**
 * The picture of the heat map with one pixel per cell.
 * @param {Sweep} map
 * @param {number} maxEpochs
 * @param {Theme} theme
 * @returns {Pixels}
 */
export function cellPixels(map, maxEpochs, theme) {
  const columns = map.x.length;
  const rows = map.y.length;
  const words = new Uint32Array(columns * rows);
  const settled = paletteOf(maxEpochs);
  const others = statusNames.map((name) => (name === 'settled' ? 0 : pixelWord(channels(statusColours[name][theme]))));
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const status = map.status[cell];
      // Pixels begin with the upper row, maps with the lower one.
      words[(rows - 1 - row) * columns + column] = status === 0 ? settled[map.epochs[cell]] : others[status];
    }
  return { columns, rows, colours: new Uint8ClampedArray(words.buffer) };
}

/** The red, green and blue of a colour. @param {string} colour "#rrggbb" */
const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** A colour as the 32 bits of a pixel, in this machine's byte order. @param {number[]} channels */
const pixelWord = ([red, green, blue]) => new Uint32Array(Uint8ClampedArray.of(red, green, blue, 255).buffer)[0];

const rampLength = 256;
/** The channels of the epochs' colours at evenly spaced places, interpolated as Plotly does. */
const ramp = Array.from({ length: rampLength }, (_, k) => {
  const place = k / (rampLength - 1);
  const next = Math.max(
    1,
    epochColours.findIndex(([each]) => each >= place),
  );
  const [[from, low], [to, high]] = [epochColours[next - 1], epochColours[next]];
  const share = (place - from) / (to - from);
  const [a, b] = [channels(low), channels(high)];
  return a.map((channel, c) => channel + share * (b[c] - channel));
});

/** The last computed palette. @type {{ maxEpochs: number, colours: Uint32Array } | null} */
let palette = null;

/** The pixel of each number of epochs. @param {number} maxEpochs */
function paletteOf(maxEpochs) {
  if (palette?.maxEpochs !== maxEpochs) {
    const last = rampLength - 1;
    const colours = Uint32Array.from({ length: maxEpochs + 1 }, (_, k) =>
      pixelWord(ramp[Math.min(last, Math.round((last / epochsEnd) * placeOf(k, maxEpochs)))]),
    );
    palette = { maxEpochs, colours };
  }
  return palette.colours;
}
