// The estimates of one parameter over simulated samples: a histogram with the normal density of theory, the true value,
// the estimate of this sample, and the end of the run. Of user data the fit takes the place of the true value.
import { dash, emptyLine, line } from '../../chart/figure.js';
import { chrome } from '../../chart/marks.js';
import { extent } from '../../chart/ranges.js';
import { readable } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';

/**
 * @import { NoiseStudy } from '../../../wasm/engine.d.ts'
 * @import { Figure } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { NoiseChart } from '../panels/noise-study-panel.js'
 */

/** @type {NoiseChart} */
export const noiseHistogramChart = {
  name: 'noiseHistogram',
  axes: { x: [{ symbol: ({ names: [a] }) => nameText(a) }], y: ['map.density'] },
  // Of user data the fit takes the place of the true value.
  legend: ({ study, study: { resampled }, end, names: [a] }, t) => [
    { text: t('map.legend.normal'), meaning: 'curve' },
    { text: t(resampled ? 'map.legend.fit' : 'map.legend.truth'), meaning: 'truth', dash: dash.truth },
    ...(resampled ? [] : [{ text: t('map.legend.fit'), meaning: 'optimum', dash: dash.optimum }]),
    { text: endText([{ range: histogramRange(study, a), at: end[a] }], t), meaning: 'end', dash: dash.slope },
  ],
  figure: ({ study, end, names: [a] }, { theme }) => noiseHistogram(study, a, end[a] ?? NaN, theme),
  summary,
};

const bars = 60;
const densityPoints = 121;
/** Standard deviations on both sides of the mean that are drawn at least. */
const minDeviations = 3.5;
/** Of a density that is drawn although the noise has none. */
const minSd = 1e-12;

/**
 * @param {NoiseStudy} study
 * @param {string} name
 * @param {number} end value of the parameter at the end of the run
 * @param {Theme} theme
 * @returns {Figure}
 */
export function noiseHistogram(study, name, end, theme) {
  const values = study.estimates[name];
  const sd = study.expectedSd[name] || minSd;
  const mean = study.expectedMean[name];
  const range = histogramRange(study, name);
  const histogram = histogramOf(values, range);
  const normal = normalDensity(mean, sd, range);
  const top = 1.12 * extent([histogram.y, normal.y])[1];
  const upright = (/** @type {number} */ x) => ({ x: Float64Array.of(x, x), y: Float64Array.of(0, top) });
  const truth = upright(study.truth[name]);
  const fit = study.resampled ? { x: emptyLine, y: emptyLine } : upright(values[0]);
  const ended = upright(end);
  return {
    theme,
    axes: { x: { range: [range[0] - histogram.width, range[1] + histogram.width] }, y: { range: [0, top] } },
    traces: [
      {
        id: 'histogram',
        x: histogram.x,
        y: histogram.y,
        look: {
          mode: 'lines',
          fill: 'tozeroy',
          fillcolor: `${chrome[theme].axis}55`,
          line: { width: 1, color: chrome[theme].faint, simplify: false },
        },
      },
      line('normal', normal.x, normal.y, 'curve', theme, { width: 2 }),
      line('truth', truth.x, truth.y, 'truth', theme, { width: 2.5, dash: dash.truth }),
      line('fit', fit.x, fit.y, 'optimum', theme, { width: 2, dash: dash.optimum }),
      line('end', ended.x, ended.y, 'end', theme, { width: 2, dash: dash.slope }),
    ],
  };
}

/** The estimates, the true value, and most of the normal density. @param {NoiseStudy} study @param {string} name */
function histogramRange({ estimates, truth, expectedMean, expectedSd }, name) {
  const reach = minDeviations * (expectedSd[name] || minSd);
  return extent([estimates[name], [truth[name], expectedMean[name] - reach, expectedMean[name] + reach]]);
}

/**
 * The legend of the end of the run, with its numbers where the chart does not show it.
 * @param {{ range: [number, number], at: number }[]} axes NaN: nowhere
 * @param {Translate} t
 */
export function endText(axes, t) {
  const isOutside = axes.some(({ range: [low, high], at }) => at < low || at > high);
  if (!isOutside) return t('map.legend.end');
  return t('map.legend.endOutside', { at: axes.map(({ at }) => readable(at, 4)).join(', ') });
}

/** A histogram of area 1 as a line with both upper corners of each bar. @param {Float64Array} values
 * @param {[number, number]} range */
function histogramOf(values, [lo, hi]) {
  const width = (hi - lo) / bars;
  const counts = new Float64Array(bars);
  for (const value of values) counts[Math.min(bars - 1, Math.floor((value - lo) / width))] += 1;
  const density = counts.map((count) => count / (values.length * width));
  const y = Float64Array.from({ length: 2 * bars }, (_, k) => density[Math.floor(k / 2)]);
  const x = Float64Array.from(y, (_, k) => lo + Math.ceil(k / 2) * width);
  return { x, y, width };
}

/** @param {number} mean @param {number} sd @param {[number, number]} range */
function normalDensity(mean, sd, [lo, hi]) {
  const x = Float64Array.from({ length: densityPoints }, (_, k) => lo + (k / (densityPoints - 1)) * (hi - lo));
  const y = x.map((value) => Math.exp(-0.5 * ((value - mean) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI)));
  return { x, y };
}

/** The interval that holds the middle 95 % of the values. @param {Float64Array} values @returns {[number, number]} */
export function middle95(values) {
  const sorted = Float64Array.from(values).sort();
  const quantile = (/** @type {number} */ share) => sorted[Math.round(share * (sorted.length - 1))];
  return [quantile(0.025), quantile(0.975)];
}

/** @type {NoiseChart['summary']} */
function summary({ study, draws, names: [name] }, t) {
  const short = (/** @type {number} */ value) => readable(value, 4);
  const facts = {
    draws,
    name: nameText(name),
    mean: short(study.mean[name]),
    sd: short(study.sd[name]),
    expectedMean: short(study.expectedMean[name]),
    expectedSd: short(study.expectedSd[name]),
    bias: short(study.mean[name] - study.truth[name]),
  };
  if (!study.resampled) return t(study.exact ? 'map.noiseStudy.simulated' : 'map.noiseStudy.simulatedLocal', facts);
  const [low, high] = middle95(study.estimates[name]).map(short);
  const fitted = short(study.truth[name]);
  return t(study.exact ? 'map.noiseStudy.resampled' : 'map.noiseStudy.resampledLocal', { ...facts, fitted, low, high });
}
