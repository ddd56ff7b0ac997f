// The notebook's experiment as the page makes it, and what the engine answers.
import { readFileSync } from 'node:fs';
import { createEngine } from '../../build/site/engine.mjs';
import { descentComputations } from '../../www/descent/compute.js';
import { descentParts, descentProblemOf } from '../../www/descent/parts.js';
import { computeParts } from '../../www/engine/parts.js';
import { translatorOf } from '../../www/i18n/translate.js';
import { declareFields } from '../../www/experiment/fields.js';
import { Store } from '../../www/experiment/store.js';

/**
 * @import { Translate } from '../../www/i18n/translate.js'
 * @import { DescentRequest } from '../../www/descent/parts.js'
 * @import { KeptEpochs } from '../../www/problem/run.js'
 */

export const engine = await createEngine();
export const catalog = engine.catalog();
export const fields = declareFields(catalog);

/** @param {'es' | 'en'} language */
export const sentences = (language) =>
  JSON.parse(readFileSync(new URL(`../../www/i18n/${language}.json`, import.meta.url), 'utf8'));
const spanish = translatorOf(sentences('es'), 'es');
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
 * The first request of Descent: for all of its parts.
 * @param {Record<string, number | string>} [values]
 * @param {Partial<DescentRequest>} [change]
 * @returns {DescentRequest}
 */
export const openingRequest = (values = {}, change = {}) => ({
  experiment: storeWith(values).experiment(),
  parts: Object.keys(descentParts),
  known: {},
  findRate: null,
  kept: null,
  along: '',
  range: { name: 'fit', previous: null, isMoving: false },
  epoch: 0,
  ...change,
});

/** The engine's answer to that request. @param {Parameters<typeof openingRequest>} request */
export const answerTo = (...request) => computeParts(descentComputations, engine, openingRequest(...request));

/**
 * The problem of that answer.
 * @param {Record<string, number | string>} [values]
 * @param {KeptEpochs | null} [kept]
 * @param {number} [epoch] that is shown
 * @param {Partial<DescentRequest>} [change]
 */
export function problemWith(values = {}, kept = null, epoch = 0, change = {}) {
  const answer = answerTo(values, { kept, epoch, ...change });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return descentProblemOf(answer.values);
}
