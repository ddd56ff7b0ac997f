// Prediction at a typed x: where the fitted curve lies there, and where another observation would.
import { numberOf } from '../../experiment/named.js';
import { readable } from '../../i18n/format.js';
import { el, setText } from '../../ui/dom.js';
import { nameText } from '../../ui/names.js';
import { intervalText } from './fit-rows.js';
import { NumberInput } from './number-input.js';

/**
 * @import { Translate } from '../../i18n/translate.js'
 * @import { FitServices, FitState } from './services.js'
 */

/** @param {string | undefined} unit @returns {string} what follows the name of a quantity: " (mV)" */
const inUnit = (unit) => (unit ? ` (${unit})` : '');

export class PredictionSection {
  needsResult = true;
  /** @type {Map<string, NumberInput>} by predictor */ #inputs = new Map();
  /** Of the predictors, with their units. @type {string[]} */ #titles = [];

  /** @param {FitServices} services */
  constructor(services) {
    this.services = services;
    this.places = el('div', { class: 'fit-places' });
    this.values = el('dl', { class: 'fit-facts', 'data-testid': 'fit-prediction' });
    this.note = el('p', { class: 'note' });
    this.element = el('div', {}, this.places, this.values, this.note);
  }

  /** @param {FitState} state @param {Translate} t */
  show({ problem, settings, fit }, t) {
    const { columns, labels } = problem.data;
    const place = placeOf(columns, settings.at);
    this.#useNames(Object.keys(place), labels?.units ?? {});
    for (const [name, input] of this.#inputs)
      input.show(Object.hasOwn(settings.at, name) ? settings.at[name] : undefined, readable(place[name], 5));
    const { y, low, high, predictionLow, predictionHigh } = fit.band;
    const last = y.length - 1;
    const facts = [
      ['fit.predicted', readable(y[last], 6)],
      ['fit.ofCurve', intervalText({ low: low[last], high: high[last] })],
      ['fit.ofObservation', intervalText({ low: predictionLow[last], high: predictionHigh[last] })],
    ];
    const unit = inUnit(labels?.y.unit);
    this.values.replaceChildren(
      ...facts.map(([key, value]) => el('div', {}, el('dt', {}, t(key) + unit), el('dd', {}, value))),
    );
    const isWeighted = fit.verdict.findings.some(({ code }) => code === 'weights');
    setText(this.note, t(isWeighted ? 'fit.predictionWeighted' : 'fit.predictionNote'));
  }

  /** One field for each predictor. @param {string[]} names @param {Record<string, string>} units by name */
  #useNames(names, units) {
    const titles = names.map((name) => nameText(name) + inUnit(units[name]));
    if (titles.join() === this.#titles.join()) return;
    this.#titles = titles;
    this.#inputs = new Map(
      names.map((name) => {
        const label = { label: 'fit.place', of: nameText(name) };
        const input = new NumberInput(`fit-at-${name}`, label, this.services, (value) => {
          const { [name]: _, ...others } = this.services.settings().at;
          this.services.onSettings({ at: value === null ? others : { ...others, [name]: value } });
          return null;
        });
        return [name, input];
      }),
    );
    this.places.replaceChildren(
      ...[...this.#inputs.values()].map(({ input, error }, i) =>
        el('div', {}, el('label', { for: input.id }, `${titles[i]} =`), input, error),
      ),
    );
    this.services.translate(this.places);
  }
}

/**
 * The place to predict at: the typed value of each predictor, else its mean.
 * @param {Record<string, Float64Array>} columns
 * @param {Record<string, number>} at
 * @returns {Record<string, number>}
 */
export const placeOf = (columns, at) =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, numberOf(at, name, meanOf(column))]));

/** Means by column: of 10⁶ rows each takes a part of a frame. @type {WeakMap<Float64Array, number>} */
const means = new WeakMap();

/** The mean, 0 where it is the rounding of a sum. @param {Float64Array} column */
function meanOf(column) {
  const known = means.get(column);
  if (known !== undefined) return known;
  let [sum, size] = [0, 0];
  for (let i = 0; i < column.length; i += 1) {
    sum += column[i];
    size += Math.abs(column[i]);
  }
  const mean = Math.abs(sum) <= 1e-14 * size ? 0 : sum / column.length;
  means.set(column, mean);
  return mean;
}
