// The notebook's experiment as the page makes it, and what the engine answers.
import { readFileSync } from 'node:fs';
import { createEngine } from '../../build/site/engine.mjs';
import { computeProblem } from '../../www/descent/compute.js';
import { translatorOf } from '../../www/i18n/translate.js';
import { declareFields } from '../../www/experiment/fields.js';
import { Store } from '../../www/experiment/store.js';

/**
 * @import { Past } from '../../www/descent/compute.js'
 * @import { Translate } from '../../www/i18n/translate.js'
 */

export const engine = await createEngine();
export const catalog = engine.catalog();
export const fields = declareFields(catalog);

/** @param {'es' | 'en'} language */
export const sentences = (language) =>
  JSON.parse(readFileSync(new URL(`../../www/i18n/${language}.json`, import.meta.url), 'utf8'));
const spanish = translatorOf(sentences('es'));
/** The Spanish sentences; a key that is missing fails the test, but for symbols of a method's memory.
 * @type {Translate} */
export const es = (key, args) => {
  const sentence = spanish(key, args);
  if (sentence === key && !key.startsWith('race.memory.')) throw new Error(`no sentence ${key}`);
  return sentence;
};

/** A store with the notebook's values but for these. @param {Record<string, number | string>} [values] */
export function storeWith(values = {}) {
  const store = new Store(fields);
  store.set(values);
  return store;
}

/**
 * @param {Record<string, number | string>} [values]
 * @param {Past | null} [past]
 * @param {number} [epoch] that is shown
 */
export function problemWith(values = {}, past = null, epoch = 0) {
  const result = computeProblem(engine, {
    experiment: storeWith(values).experiment(),
    along: '',
    range: { name: 'fit', previous: null, settled: true },
    epoch,
    past,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.problem;
}
