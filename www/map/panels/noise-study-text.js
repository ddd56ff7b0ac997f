// The legends and the sentences of the noise study.
import { dash, symbol } from '../../chart/figure.js';
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';
import { correlation } from '../charts/noise-cloud.js';
import { middle95 } from '../charts/noise-histogram.js';

/**
 * @import { NoiseStudy } from '../../../wasm/engine.d.ts'
 * @import { Look } from '../../chart/legend.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { NoiseResult } from './noise-study-panel.js'
 */

/** @typedef {{ meaning: string, look: Look, key: string }} LegendEntry key: of the string "map.legend.<key>" */

/**
 * The legend of the histogram. Of user data the fit takes the place of the true value.
 * @param {boolean} isUserData
 * @returns {LegendEntry[]}
 */
export function histogramLegend(isUserData) {
  return [
    { meaning: 'curve', look: {}, key: 'normal' },
    { meaning: 'truth', look: { dash: dash.truth }, key: isUserData ? 'fit' : 'truth' },
    ...(isUserData ? [] : [{ meaning: 'optimum', look: { dash: dash.optimum }, key: 'fit' }]),
    { meaning: 'end', look: { dash: dash.slope }, key: 'end' },
  ];
}

/** The legend of the cloud. @param {boolean} isUserData @returns {LegendEntry[]} */
export function cloudLegend(isUserData) {
  return [
    { meaning: 'data', look: { symbol: symbol.data }, key: 'draws' },
    { meaning: 'truth', look: { symbol: symbol.optimum }, key: isUserData ? 'fit' : 'truth' },
    ...(isUserData ? [] : [{ meaning: 'optimum', look: { symbol: symbol.end }, key: 'fit' }]),
    { meaning: 'end', look: { symbol: symbol.model }, key: 'end' },
  ];
}

/** @param {NoiseStudy} study @param {number} draws @param {string} a @param {string} b @param {Translate} t */
export function cloudText({ estimates }, draws, a, b, t) {
  const coefficient = readable(correlation(estimates[a], estimates[b]), 3);
  return t('map.noiseStudy.cloud', { a: nameText(a), b: nameText(b), draws, correlation: coefficient });
}

/** @param {NoiseResult} result @param {string} name @param {Translate} t */
export function histogramText({ study, end, draws }, name, t) {
  const short = (/** @type {number} */ value) => readable(value, 4);
  const estimate = study.resampled ? study.truth[name] : study.estimates[name][0];
  const facts = {
    draws,
    name: nameText(name),
    mean: short(study.mean[name]),
    sd: short(study.sd[name]),
    expectedMean: short(study.expectedMean[name]),
    expectedSd: short(study.expectedSd[name]),
    bias: short(study.mean[name] - study.truth[name]),
    optimizer: short((end[name] ?? estimate) - estimate),
  };
  if (!study.resampled) {
    const sample = short(estimate - study.truth[name]);
    return t(study.exact ? 'map.noiseStudy.simulated' : 'map.noiseStudy.simulatedLocal', { ...facts, sample });
  }
  const [low, high] = middle95(study.estimates[name]).map(short);
  const fitted = short(estimate);
  return t(study.exact ? 'map.noiseStudy.resampled' : 'map.noiseStudy.resampledLocal', { ...facts, fitted, low, high });
}
