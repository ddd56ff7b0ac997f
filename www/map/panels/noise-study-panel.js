// The panel of the noise study: the distribution of the estimates over simulated samples, of one parameter as a
// histogram or of two as a cloud.
import { textEntry } from '../../chart/legend.js';
import { Plot } from '../../chart/plot.js';
import { el, setText } from '../../ui/dom.js';
import { nameText } from '../../ui/names.js';
import { noiseCloud } from '../charts/noise-cloud.js';
import { noiseHistogram } from '../charts/noise-histogram.js';
import { cloudLegend, cloudText, histogramLegend, histogramText } from './noise-study-text.js';

/**
 * @import { NoiseStudy } from '../../../wasm/engine.d.ts'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Translate } from '../../i18n/translate.js'
 */

/**
 * @typedef {object} NoiseResult
 * @property {NoiseStudy} study
 * @property {Record<string, number>} end parameters at the end of the run
 * @property {number} draws simulated samples
 */

/** Separates the names of a pair of parameters. */
const pairSign = ' × ';

export class NoiseStudyPanel {
  /** @type {Plot | null} */ #plot = null;
  /** @type {NoiseResult & { t: Translate } | null} */ #result = null;
  /** The shown parameter, or pair of parameters. */ #names = '';

  /** @param {() => void} onMoved the chart needs a new frame */
  constructor(onMoved) {
    this.onMoved = onMoved;
    this.plot = el('div', { class: 'plot', 'data-testid': 'chart-noise-study' });
    this.xTitle = el('span', {});
    this.yTitle = el('span', {});
    this.text = el('p', { class: 'note', 'data-testid': 'map-noise-study' });
    this.menu = el('select', {
      class: 'menu',
      label: 'map.parameter',
      'data-testid': 'map-noise-study-names',
      onchange: () => this.#choose(),
    });
    this.legend = el('ul', { class: 'legend', 'data-testid': 'map-noise-study-legend' });
    this.element = el(
      'div',
      { class: 'map-noise-study' },
      this.menu,
      el(
        'div',
        { class: 'map-noise-plot', 'aria-hidden': 'true' },
        this.plot,
        el('div', { class: 'axis axis-x' }, this.xTitle),
        el('div', { class: 'axis axis-y' }, this.yTitle),
      ),
      this.legend,
      this.text,
    );
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    this.#plot = new Plot(plotly, this.plot, this.onMoved);
  }

  /** Shows why there is no study. @param {string} message */
  showError(message) {
    this.#result = null;
    setText(this.text, message);
  }

  /** @param {NoiseResult} result @param {Translate} t */
  show(result, t) {
    this.#result = { ...result, t };
    const names = Object.keys(result.study.estimates);
    const pairs = names.flatMap((a, k) => names.slice(k + 1).map((b) => a + pairSign + b));
    const options = [...names, ...pairs];
    if (!options.includes(this.#names)) this.#names = names[0];
    this.menu.hidden = names.length < 2;
    this.menu.replaceChildren(
      ...options.map((option) => el('option', { value: option }, option.split(pairSign).map(nameText).join(pairSign))),
    );
    this.menu.value = this.#names;
    this.#showText();
  }

  #choose() {
    this.#names = this.menu.value;
    this.#showText();
    this.onMoved();
  }

  /** @param {Theme} theme */
  draw(theme) {
    if (!this.#result) return;
    const { study, end } = this.#result;
    const [a, b] = this.#names.split(pairSign);
    this.#plot?.draw(b ? noiseCloud(study, [a, b], end, theme) : noiseHistogram(study, a, end[a] ?? NaN, theme));
  }

  /** Shows the legend, the axis titles and the sentence of the chosen parameters. */
  #showText() {
    if (!this.#result) return;
    const { study, draws, t } = this.#result;
    const [a, b] = this.#names.split(pairSign);
    setText(this.xTitle, nameText(a));
    setText(this.yTitle, b ? nameText(b) : t('map.density'));
    const legend = b ? cloudLegend(study.resampled) : histogramLegend(study.resampled);
    this.legend.replaceChildren(
      ...legend.map(({ meaning, look, key }) => textEntry(meaning, look, t(`map.legend.${key}`))),
    );
    setText(this.text, b ? cloudText(study, draws, a, b, t) : histogramText(this.#result, a, t));
  }
}
