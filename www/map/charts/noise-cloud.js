// The estimates of two parameters over simulated samples: a scatter of points with the true values, the estimate of
// this sample, and the end of the run.
import { marksTrace, points, symbol } from '../../chart/figure.js';
import { extent } from '../../chart/ranges.js';
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';
import { endText } from './noise-histogram.js';

/**
 * @import { NoiseStudy } from '../../../wasm/engine.d.ts'
 * @import { Figure } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { NoiseChart } from '../panels/noise-study-panel.js'
 */

/** @type {NoiseChart} */
export const noiseCloudChart = {
  name: 'noiseCloud',
  axes: {
    x: [{ symbol: ({ names: [a] }) => nameText(a) }],
    y: [{ symbol: ({ names: [, b = ''] }) => nameText(b) }],
  },
  // Of user data the fit takes the place of the true value.
  legend: ({ study, study: { resampled }, end, names }, t) => [
    { text: t('map.legend.draws'), meaning: 'data', symbol: symbol.data },
    { text: t(resampled ? 'map.legend.fit' : 'map.legend.truth'), meaning: 'truth', symbol: symbol.optimum },
    ...(resampled ? [] : [{ text: t('map.legend.fit'), meaning: 'optimum', symbol: symbol.end }]),
    {
      text: endText(
        names.map((name) => ({ range: cloudRange(study, name), at: end[name] })),
        t,
      ),
      meaning: 'end',
      symbol: symbol.model,
    },
  ],
  figure: ({ study, end, names: [a, b = ''] }, { theme }) => noiseCloud(study, [a, b], end, theme),
  summary: ({ study: { estimates }, draws, names: [a, b = ''] }, t) => {
    const coefficient = readable(correlation(estimates[a], estimates[b]), 3);
    return t('map.noiseStudy.cloud', { a: nameText(a), b: nameText(b), draws, correlation: coefficient });
  },
};

const maxPoints = 1000;

/**
 * @param {NoiseStudy} study
 * @param {[string, string]} names of the horizontal and of the vertical axis
 * @param {Record<string, number>} end parameters at the end of the run
 * @param {Theme} theme
 * @returns {Figure}
 */
export function noiseCloud(study, [a, b], end, theme) {
  const [x, y] = [a, b].map((name) => study.estimates[name].subarray(0, maxPoints));
  const pointOf = (/** @type {Record<string, number>} */ parameters) =>
    Number.isFinite(parameters[a]) && Number.isFinite(parameters[b]) ? { x: parameters[a], y: parameters[b] } : null;
  const range = cloudRange(study, a);
  return {
    theme,
    axes: { x: { range }, y: { range: cloudRange(study, b) } },
    traces: [
      points('cloud', x, y, 'data', theme, { size: 4, opacity: 0.45 }),
      marksTrace(
        [
          { meaning: 'truth', symbol: symbol.optimum, size: 15, at: pointOf(study.truth) },
          { meaning: 'optimum', symbol: symbol.end, size: 10, at: study.resampled ? null : { x: x[0], y: y[0] } },
          { meaning: 'end', symbol: symbol.model, size: 10, at: pointOf(end) },
        ],
        theme,
        range,
      ),
    ],
  };
}

/** The drawn estimates and the true value, with a margin. @param {NoiseStudy} study @param {string} name
 * @returns {[number, number]} */
function cloudRange({ estimates, truth }, name) {
  const [lo, hi] = extent([estimates[name].subarray(0, maxPoints), [truth[name]]]);
  const margin = 0.06 * (hi - lo) || 1e-12;
  return [lo - margin, hi + margin];
}

/** Pearson correlation of two columns. @param {Float64Array} x @param {Float64Array} y */
export function correlation(x, y) {
  const [a, b] = [x, y].map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    return column.map((value) => value - mean);
  });
  const dot = (/** @type {Float64Array} */ p, /** @type {Float64Array} */ q) =>
    p.reduce((sum, value, k) => sum + value * q[k], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
