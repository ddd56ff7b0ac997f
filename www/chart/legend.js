// Entries of legends: a sample of the look, and its meaning.
import { outlines } from './marks.js';
import { runnerLooks } from './runner-marks.js';
import { el } from '../ui/dom.js';
import { term } from '../ui/term.js';

/**
 * The look of a line with a dash, or of a point with a symbol.
 * @typedef {{ dash?: string, symbol?: string }} Look
 */

/**
 * One entry of a chart's legend: a swatch and what it means.
 * @template State
 * @typedef {object} LegendEntry
 * @property {string} [t] key of the string of its meaning
 * @property {string} [text] the same in words, where the string has arguments
 * @property {string} [meaning] whose colour the swatch has
 * @property {string} [dash] of a line
 * @property {string} [symbol] of a point
 * @property {number} [runner] the swatch is the line and the symbol of this runner
 * @property {() => Element} [swatch] makes another swatch
 * @property {(state: State) => boolean} [isShown] whether the chart shows it; without it: always
 */

/** The terms among the entries, by key of the string. @type {Record<string, string>} */
const terms = {
  'legend.truth': 'trueCurve',
  'legend.model': 'model',
  'legend.curve': 'loss',
  'legend.slope': 'derivative',
  'legend.optimum': 'optimum',
};

const namespace = 'http://www.w3.org/2000/svg';

/** @param {string} outline @param {string} style */
function part(outline, style) {
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', outline);
  path.setAttribute('style', style);
  return path;
}

/** @param {string} kind of swatch @param {string} box @param {...SVGElement} parts */
function sample(kind, box, ...parts) {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', box);
  svg.setAttribute('class', `swatch swatch-${kind}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(...parts);
  return svg;
}

/** @param {string} colour a custom property @param {string} [dash] */
const stroked = (colour, dash = 'solid') => {
  const dashes = dash === 'solid' ? 'none' : dash.replaceAll(',', ' ');
  return `fill:none;stroke:var(--${colour});stroke-width:2.2;stroke-dasharray:${dashes}`;
};
/** @param {string} colour a custom property */
const filled = (colour) => `fill:var(--${colour});stroke:var(--ring);stroke-width:1`;

/** @param {string} meaning whose colour it has @param {Look} look */
function swatch(meaning, { dash, symbol }) {
  if (!symbol) return sample('line', '0 0 24 12', part('M1 6H23', stroked(meaning, dash)));
  return sample(
    'point',
    '0 0 12 12',
    part(outlines[symbol], symbol.endsWith('open') ? stroked(meaning) : filled(meaning)),
  );
}

/** A filled area. @param {string} meaning whose colour it has @param {number} opacity */
export const areaSwatch = (meaning, opacity) =>
  sample('line', '0 0 24 12', part('M1 1H23V11H1z', `fill:var(--${meaning});fill-opacity:${opacity}`));

/** A runner's look: its line and its symbol. @param {number} index */
export function runnerSwatch(index) {
  const { dash, symbol } = runnerLooks[index];
  return sample(
    'runner',
    '-12 0 36 12',
    part('M-11 6H23', stroked(`runner-${index}`, dash)),
    part(outlines[symbol], filled(`runner-${index}`)),
  );
}

/**
 * The element of an entry.
 * @param {LegendEntry<any>} entry
 */
export function legendItem({ t, text, meaning = '', dash, symbol, runner, swatch: own }) {
  const sign = own?.() ?? (runner === undefined ? swatch(meaning, { dash, symbol }) : runnerSwatch(runner));
  if (t === undefined) return el('li', {}, sign, el('span', {}, text ?? ''));
  return el('li', {}, sign, t in terms ? term(terms[t], { t }) : el('span', { t }));
}
