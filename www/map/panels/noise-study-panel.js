// The panel of the noise study: the distribution of the estimates over simulated samples, of one parameter as a
// histogram or of two as a cloud; and the error of this run's estimates, decomposed.
import { ChartCard } from '../../chart/card.js';
import { Plot } from '../../chart/plot.js';
import { el, setText } from '../../ui/dom.js';
import { nameText } from '../../ui/names.js';
import { noiseCloudChart } from '../charts/noise-cloud.js';
import { noiseHistogramChart } from '../charts/noise-histogram.js';
import { ErrorTable } from './error-table.js';

/**
 * @import { NoiseStudy } from '../../../wasm/engine.d.ts'
 * @import { Chart, Ranges } from '../../chart/chart.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Translate } from '../../i18n/translate.js'
 */

/**
 * @typedef {object} NoiseResult
 * @property {NoiseStudy} study
 * @property {Record<string, number>} end parameters at the end of the run
 * @property {number} draws simulated samples
 *
 * @typedef {NoiseResult & { names: string[] }} NoiseState names: of the shown parameter, or of both shown parameters
 * @typedef {Chart<NoiseState, NoiseState>} NoiseChart
 */

/** Separates the names of a pair of parameters. */
const pairSign = ' × ';
/** The charts set their ranges in their figures. @type {Ranges} */
const noRanges = { x: [0, 1], y: [0, 1] };

export class NoiseStudyPanel {
  /** @type {Plot[]} */ #plots = [];
  /** @type {NoiseResult | null} */ #result = null;
  /** @type {() => string} the sentence why there is no study */ #error = () => '';

  /** @param {() => void} onMoved the chart needs a new frame */
  constructor(onMoved) {
    this.onMoved = onMoved;
    this.charts = [noiseHistogramChart, noiseCloudChart];
    this.cards = this.charts.map((chart) => new ChartCard(chart));
    this.text = el('p', { class: 'note', 'data-testid': 'map-noise-study' });
    this.errorTable = new ErrorTable();
    this.menu = el('select', {
      class: 'menu',
      label: 'map.parameter',
      'data-testid': 'map-noise-study-names',
      onchange: () => onMoved(),
    });
    this.element = el(
      'div',
      { class: 'map-noise-study' },
      this.errorTable.element,
      this.menu,
      ...this.cards.map(({ element }) => element),
      this.text,
    );
    for (const { element } of this.cards) element.hidden = true;
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    if (this.#plots.length > 0) return;
    this.#plots = this.cards.map(({ plot }) => {
      plot.replaceChildren();
      return new Plot(plotly, plot, this.onMoved);
    });
  }

  /** Shows why there is no study. @param {() => string} tell the sentence in the present language */
  showError(tell) {
    this.#result = null;
    this.#error = tell;
    for (const { element } of this.cards) element.hidden = true;
    this.menu.hidden = true;
  }

  /** @param {NoiseResult} result */
  show(result) {
    this.#result = result;
    const names = Object.keys(result.study.estimates);
    const pairs = names.flatMap((a, k) => names.slice(k + 1).map((b) => a + pairSign + b));
    const options = [...names, ...pairs];
    const chosen = options.includes(this.menu.value) ? this.menu.value : names[0];
    this.menu.hidden = names.length < 2;
    this.menu.replaceChildren(
      ...options.map((option) => el('option', { value: option }, option.split(pairSign).map(nameText).join(pairSign))),
    );
    this.menu.value = chosen;
  }

  /** The run ends elsewhere. @param {Record<string, number>} end parameters at the end of the run */
  showEnd(end) {
    if (this.#result) this.#result = { ...this.#result, end };
  }

  /** @param {Theme} theme @param {Translate} t */
  draw(theme, t) {
    this.errorTable.draw(this.#result?.study ?? null, t);
    if (!this.#result) return setText(this.text, this.#error());
    const names = this.menu.value.split(pairSign);
    const state = { ...this.#result, names };
    const shown = names.length > 1 ? noiseCloudChart : noiseHistogramChart;
    this.cards.forEach((card, i) => {
      card.element.hidden = card.chart !== shown;
      if (card.element.hidden) return;
      card.show(state, t, false);
      card.summarize(state, t);
      this.#plots[i]?.draw(shown.figure(state, { theme, ranges: noRanges }));
    });
    setText(this.text, shown.summary(state, t));
  }
}
