// Epochs until the run has settled, by learning rate: the row of the map for this start, with the learner's guess.
import { dash, line, marksTrace, symbol } from '../chart/figure.js';
import { readable } from '../i18n/format.js';

/**
 * @import { Chart } from '../chart/chart.js'
 * @import { RateRow } from './answers.js'
 */

/**
 * @typedef {object} RateState
 * @property {RateRow} row
 * @property {Record<string, number>} numbers of the answer: guess, guessEpochs, fewest, best, limit, epochs
 */

/** @type {Chart<RateState, RateState>} */
export const rateChart = {
  name: 'guideRates',
  axes: { x: ['fields.optimizer.rate.name', { symbol: 'h' }], y: ['fields.stop.epochs.name'] },
  legend: [
    { t: 'guide.chart.settled', meaning: 'path' },
    { t: 'guide.chart.best', meaning: 'optimum', dash: dash.optimum },
    { t: 'guide.chart.limit', meaning: 'curve', dash: dash.truth },
    { t: 'guide.chart.guess', meaning: 'model', symbol: symbol.model },
  ],
  figure: ({ row, numbers }, { theme }) => {
    const { guess, guessEpochs, best, limit, epochs } = numbers;
    const x = /** @type {[number, number]} */ ([row.rate[0], row.rate[row.rate.length - 1]].map(Math.log10));
    const upright = (/** @type {string} */ id, /** @type {number} */ at, /** @type {'optimum' | 'curve'} */ meaning) =>
      line(id, Float64Array.of(at, at), Float64Array.of(0.5, 2 * epochs), meaning, theme, {
        width: 1.5,
        dash: meaning === 'optimum' ? dash.optimum : dash.truth,
      });
    return {
      theme,
      axes: { x: { range: x, log: true }, y: { range: [-0.15, Math.log10(epochs) + 0.15], log: true } },
      traces: [
        upright('best', best, 'optimum'),
        upright('limit', limit, 'curve'),
        line(
          'settled',
          row.rate,
          // A rate at which the run does not settle leaves a gap; zero epochs stand at the foot of the log axis.
          Float64Array.from(row.epochs, (value) => (value < 0 ? NaN : Math.max(value, 0.8))),
          'path',
          theme,
          { width: 2.5 },
        ),
        marksTrace(
          [
            // A guess that does not settle stands at the top, at all the epochs of the run.
            {
              meaning: 'model',
              symbol: symbol.model,
              size: 13,
              at: { x: guess, y: guessEpochs < 0 ? epochs : Math.max(guessEpochs, 0.8) },
            },
          ],
          theme,
          x,
        ),
      ],
    };
  },
  summary: ({ numbers: { fewest, best, limit, guess, guessEpochs } }, t) =>
    t(guessEpochs < 0 ? 'guide.chart.summaryNever' : 'guide.chart.summary', {
      fewest,
      best: readable(best, 4),
      limit: readable(limit, 4),
      guess: readable(guess, 4),
      guessEpochs,
    }),
};
