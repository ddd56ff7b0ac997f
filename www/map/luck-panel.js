// Luck: where the fit would have landed with other noise. One parameter at a time as a histogram beside theory's
// bell, or two of them as a cloud.
import { readable } from '../i18n/format.js';
import { dash, symbol } from '../chart/figure.js';
import { cloudFigure, correlation, luckFigure, middle95 } from './lab-charts.js';
import { nameText } from '../ui/names.js';
import { Plot } from '../chart/plot.js';
import { el, setText } from '../ui/dom.js';
import { saidEntry } from '../chart/legend.js';

/**
 * @import { NoiseStudy } from '../../wasm/engine.d.ts'
 * @import { Look } from '../chart/legend.js'
 * @import { Theme } from '../chart/marks.js'
 * @import { Translate } from '../i18n/translate.js'
 */

/**
 * @typedef {{ study: NoiseStudy, end: Record<string, number>, draws: number }} Luck end: the parameters where the
 *   descent ended
 */

/** Between the names of a pair. */
const times = ' × ';

export class LuckPanel {
  /** @type {Plot | null} */ #chart = null;
  /** @type {Luck & { t: Translate } | null} */ #luck = null;
  /** The parameter that is shown, or the pair. */ #name = '';

  /** @param {() => void} onMoved something needs drawing */
  constructor(onMoved) {
    this.onMoved = onMoved;
    this.plot = el('div', { class: 'plot', 'data-testid': 'chart-luck' });
    this.xTitle = el('span', {});
    this.yTitle = el('span', {});
    this.text = el('p', { class: 'note', 'data-testid': 'map-luck' });
    this.names = el('select', {
      class: 'menu',
      label: 'map.parameter',
      'data-testid': 'map-luck-names',
      onchange: () => this.#choose(),
    });
    this.legend = el('ul', { class: 'legend', 'data-testid': 'map-luck-legend' });
    this.element = el(
      'div',
      { class: 'map-luck' },
      this.names,
      el(
        'div',
        { class: 'map-luck-plot', 'aria-hidden': 'true' },
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
    this.#chart = new Plot(plotly, this.plot, this.onMoved);
  }

  /** Why there is nothing to show. @param {string} sentence */
  apologize(sentence) {
    this.#luck = null;
    setText(this.text, sentence);
  }

  /** @param {Luck} luck @param {Translate} t */
  show(luck, t) {
    this.#luck = { ...luck, t };
    const names = Object.keys(luck.study.estimates);
    const pairs = names.flatMap((a, k) => names.slice(k + 1).map((b) => a + times + b));
    const offered = [...names, ...pairs];
    if (!offered.includes(this.#name)) this.#name = names[0];
    this.names.hidden = names.length < 2;
    this.names.replaceChildren(
      ...offered.map((name) => el('option', { value: name }, name.split(times).map(nameText).join(times))),
    );
    this.names.value = this.#name;
    this.#tell();
  }

  #choose() {
    this.#name = this.names.value;
    this.#tell();
    this.onMoved();
  }

  /** @param {Theme} theme */
  draw(theme) {
    if (!this.#luck) return;
    const { study, end } = this.#luck;
    const [a, b] = this.#name.split(times);
    this.#chart?.draw(b ? cloudFigure(study, [a, b], end, theme) : luckFigure(study, a, end[a] ?? NaN, theme));
  }

  /** Legend, titles and sentence of what is chosen. */
  #tell() {
    if (!this.#luck) return;
    const { study, t } = this.#luck;
    const [a, b] = this.#name.split(times);
    setText(this.xTitle, nameText(a));
    setText(this.yTitle, b ? nameText(b) : t('map.density'));
    const looks = b ? cloudLooks(study.resampled) : histogramLooks(study.resampled);
    this.legend.replaceChildren(
      ...looks.map(([meaning, look, key]) => saidEntry(meaning, look, t(`map.legend.${key}`))),
    );
    setText(this.text, b ? cloudText(this.#luck, a, b, t) : histogramText(this.#luck, a, t));
  }
}

/** @typedef {[string, Look, string][]} Looks colour, look, key of "map.legend.<key>" */

/** Of data of one's own the fit stands where the truth would. @param {boolean} own @returns {Looks} */
function histogramLooks(own) {
  /** @type {Looks} */
  const fit = own ? [] : [['optimum', { dash: dash.optimum }, 'fit']];
  return [
    ['curve', {}, 'bell'],
    ['truth', { dash: dash.truth }, own ? 'fit' : 'truth'],
    ...fit,
    ['end', { dash: dash.slope }, 'end'],
  ];
}

/** @param {boolean} own @returns {Looks} */
function cloudLooks(own) {
  /** @type {Looks} */
  const fit = own ? [] : [['optimum', { symbol: symbol.end }, 'fit']];
  return [
    ['data', { symbol: symbol.data }, 'draws'],
    ['truth', { symbol: symbol.optimum }, own ? 'fit' : 'truth'],
    ...fit,
    ['end', { symbol: symbol.model }, 'end'],
  ];
}

/** @param {Luck} luck @param {string} a @param {string} b @param {Translate} t */
function cloudText({ study, draws }, a, b, t) {
  return t('map.luckCloud', {
    a: nameText(a),
    b: nameText(b),
    draws,
    correlation: readable(correlation(study.estimates[a], study.estimates[b]), 3),
  });
}

/** @param {Luck} luck @param {string} name @param {Translate} t */
function histogramText({ study, end, draws }, name, t) {
  const r = (/** @type {number} */ value) => readable(value, 4);
  const own = study.resampled ? study.truth[name] : study.estimates[name][0];
  const facts = {
    draws,
    name: nameText(name),
    mean: r(study.mean[name]),
    sd: r(study.sd[name]),
    expectedMean: r(study.expectedMean[name]),
    expectedSd: r(study.expectedSd[name]),
    bias: r(study.mean[name] - study.truth[name]),
    optimizer: r((end[name] ?? own) - own),
  };
  if (!study.resampled)
    return t(study.exact ? 'map.luckTold' : 'map.luckToldLocal', { ...facts, sample: r(own - study.truth[name]) });
  const [low, high] = middle95(study.estimates[name]).map(r);
  return t(study.exact ? 'map.luckResampled' : 'map.luckResampledLocal', { ...facts, fitted: r(own), low, high });
}
