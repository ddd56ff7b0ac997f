// What may end a run before its epochs do, as numbers by name; in a link "gradient:1e-6,target:0.5".
import { validate } from './validate.js';
/**
 * @typedef {import('./fields.js').NumberField} NumberField
 * @typedef {Record<string, number>} Bounds by key of stopBounds; what is missing bounds nothing
 */

/** By their place under `stop` of an experiment. */
export const stopBounds = ['gradient', 'step', 'loss_change', 'target'];

/** A stop bound as a field of the page: only a loss may be below zero. @param {string} key @returns {NumberField} */
export function boundField(key) {
  return { type: 'number', path: `stop.${key}`, default: 0, min: key === 'target' ? -1e300 : 0, max: 1e300, sliderMin: 0, sliderMax: 1, sliderStep: 0, scale: 'linear', integer: false, positive: false };
}

/** Whether all of them are bounds, and allowed. @param {Bounds} bounds */
export function areBounds(bounds) {
  return Object.entries(bounds).every(([key, bound]) => stopBounds.includes(key) && validate(boundField(key), bound) === null);
}

/** "w1:-1.2,w2:1" @param {string} text @returns {Record<string, number>} */
export function numbersOf(text) {
  return Object.fromEntries(text.split(',').filter(Boolean).map((pair) => pair.split(':')).map(([key, value]) => [key, Number(value)]));
}

/** @param {Record<string, number>} numbers */
export function textOf(numbers) {
  return Object.entries(numbers).map(([key, value]) => `${key}:${value}`).join(',');
}

/** What a text from a link bounds: nothing unless all of it is understood. @param {string} text @returns {Bounds} */
export function boundsOf(text) {
  const bounds = numbersOf(text);
  return areBounds(bounds) ? bounds : {};
}
