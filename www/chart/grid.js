// The charts of a workspace in a grid: places whatever number there is, and loops over them to draw a frame, to fit the
// axes, to show a tip, to summarize.
import { inTurn } from '../engine/steps.js';
import { el } from '../ui/dom.js';
import { ChartCard } from './card.js';
import { needsPlotly, plainPlot } from './plain-plot.js';
import { Plot } from './plot.js';
import { fetchPlotly } from './plotly.js';
import { sameWhereEqual } from './ranges.js';

/**
 * @import { Translate } from '../i18n/translate.js'
 * @import { Chart, ChartControls, GridEvents, Ranges } from './chart.js'
 * @import { Figure } from './figure.js'
 * @import { Theme } from './marks.js'
 * @import { Spot } from './plot.js'
 */

/**
 * @template State
 * @template Result
 */
export class ChartGrid {
  /** @type {Plot[]} one for each chart that has been drawn */ #plots = [];
  /** @type {any} */ #plotly = null;
  /** @type {Set<number>} indices of the charts that Plotly draws */ #byPlotly = new Set();
  /** @type {Set<number>} indices of the charts whose first drawing awaits its turn */ #awaited = new Set();
  /** @type {(Ranges | null)[]} */ #ranges;
  /** @type {Theme} */ #theme = 'light';
  /** @type {{ state: State, t: Translate } | null} the last frame */ #last = null;

  /**
   * @param {Chart<State, Result>[]} charts in the order in which they stand
   * @param {GridEvents} events
   * @param {{ controls?: Record<string, ChartControls>, panels?: Node[], class?: string }} [more] controls on the
   *   charts, by name; panels after them
   */
  constructor(charts, events, { controls = {}, panels = [], class: own = '' } = {}) {
    this.charts = charts;
    this.events = events;
    this.#ranges = charts.map(() => null);
    this.cards = charts.map((chart) => new ChartCard(chart, controls[chart.name]));
    this.element = el(
      'div',
      { class: `stage ${own}`.trim(), id: 'charts', tabindex: -1, role: 'region', label: 'sections.charts' },
      ...this.cards.map(({ element }) => element),
      ...panels,
    );
    this.cards.forEach((_, i) => this.#listen(i));
  }

  /** The ranges of a chart's axes. @param {string} name */
  rangesOf(name) {
    return this.#ranges[this.#indexOf(name)];
  }

  /** The card of a chart. @param {string} name */
  card(name) {
    return this.cards[this.#indexOf(name)];
  }

  /** The plot of a chart; undefined before its first frame. @param {string} name @returns {Plot | undefined} */
  plot(name) {
    return this.#plots[this.#indexOf(name)];
  }

  /** @param {string} name */
  #indexOf(name) {
    return this.charts.findIndex((chart) => chart.name === name);
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    this.#plotly = plotly;
    this.events.onResize();
  }

  /** Whether the plot of a chart is the one of the library that draws now. @param {number} i */
  #hasPlot(i) {
    return this.#plots[i] !== undefined && (!this.#plotly || this.#byPlotly.has(i));
  }

  /** Plotly's plot of a chart, or the plain one until Plotly has arrived. @param {Figure} figure @param {number} i */
  #plotFor(figure, i) {
    if (needsPlotly(figure) && !this.#plotly) fetchPlotly();
    if (this.#hasPlot(i)) return this.#plots[i];
    if (this.#plotly) this.#byPlotly.add(i);
    this.#plots[i]?.end();
    this.#plots[i] = this.#plot(this.#plotly ?? plainPlot, i);
    return this.#plots[i];
  }

  /** @param {any} library @param {number} i */
  #plot(library, i) {
    const { plot } = this.cards[i];
    plot.replaceChildren();
    return new Plot(library, plot, () => this.events.onResize(), this.charts[i].isStrip ?? false);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.#theme = theme;
  }

  /**
   * Fits the axes to a result.
   * @param {Result} result
   * @param {boolean} isMoving while a slider moves they only grow
   * @param {string | null} [held] the chart whose axes stay: under a pointer that drags, they must not move
   */
  fit(result, isMoving, held = null) {
    this.charts.forEach(({ name, ranges }, i) => {
      const before = this.#ranges[i];
      if (ranges && !(before && name === held))
        this.#ranges[i] = sameWhereEqual(ranges(result, before, isMoving), before);
    });
  }

  /** One frame. @param {State} state @param {Translate} t @param {boolean} [isMoving] another follows at once */
  draw(state, t, isMoving = false) {
    this.#last = { state, t };
    this.charts.forEach((chart, i) => {
      this.cards[i].show(state, t, isMoving);
      if (!(chart.isDrawn?.(state) ?? true)) return;
      if (this.#hasPlot(i)) this.#drawChart(i, state, t, isMoving);
      else this.#drawInTurn(i);
    });
  }

  /** One chart alone, with axes for what it shows. @param {string} name @param {State} state @param {Result} result
   * @param {Translate} t */
  drawOne(name, state, result, t) {
    const i = this.#indexOf(name);
    this.#last = { state, t };
    this.#ranges[i] = this.charts[i].ranges?.(result, null, false) ?? this.#ranges[i];
    this.cards[i].show(state, t, false);
    if (this.#hasPlot(i)) this.#drawChart(i, state, t, false);
    else this.#drawInTurn(i);
  }

  /** The first drawing of a chart, which takes long, is a step of its own. @param {number} i */
  #drawInTurn(i) {
    if (this.#awaited.has(i)) return;
    this.#awaited.add(i);
    inTurn(() => {
      this.#awaited.delete(i);
      if (!this.#last) return;
      const { state, t } = this.#last;
      if (this.charts[i].isDrawn?.(state) ?? true) this.#drawChart(i, state, t, false);
    });
  }

  /** @param {number} i @param {State} state @param {Translate} t @param {boolean} isMoving */
  #drawChart(i, state, t, isMoving) {
    const chart = this.charts[i];
    const ranges = this.#rangesAt(i);
    const figure = chart.figure(state, { theme: this.#theme, ranges });
    const plot = this.#plotFor(figure, i);
    plot.draw(figure, isMoving);
    if (chart.labels) this.cards[i].showLabels(chart.labels(state, t, ranges), (x, y) => plot.pixels(x, y));
  }

  /** Writes the text summaries of the charts. @param {State} state @param {Translate} t */
  summarize(state, t) {
    for (const card of this.cards) card.summarize(state, t);
  }

  hideTips() {
    for (const card of this.cards) card.showTip(null, '');
  }

  /** @param {number} i @returns {Ranges} */
  #rangesAt(i) {
    return this.#ranges[i] ?? unitRanges;
  }

  /** @param {number} i */
  #listen(i) {
    const { plot } = this.cards[i];
    const { name } = this.charts[i];
    plot.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'touch') return;
      const { spot, nearest } = this.#point(i, event);
      const text = spot ? this.#pointTip(i, spot) : '';
      const hasTip = this.events.onPoint?.(name, text ? null : nearest) ?? false;
      const { tip } = this.charts[i];
      if (text) this.cards[i].showTip(spot, text);
      else if (hasTip && tip && this.#last && nearest !== null)
        this.cards[i].showTip(spot, tip(this.#last.state, nearest, this.#last.t));
      else this.cards[i].showTip(null, '');
    });
    plot.addEventListener('pointerleave', () => {
      this.events.onPoint?.(name, null);
      this.hideTips();
    });
    plot.addEventListener('click', (event) => {
      const { spot, nearest } = this.#point(i, event);
      if (!spot) return;
      // A finger has no hover: a tap on a point shows its values.
      const text = /** @type {PointerEvent} */ (event).pointerType === 'touch' ? this.#pointTip(i, spot) : '';
      this.cards[i].showTip(text ? spot : null, text);
      if (!text) this.events.onClick?.(name, nearest, spot);
    });
  }

  /** The values of the point of the data under a pointer, or ''. @param {number} i @param {Spot} spot */
  #pointTip(i, spot) {
    const { pointTip } = this.charts[i];
    if (!pointTip || !this.#last) return '';
    const distance = (/** @type {number} */ x, /** @type {number} */ y) => {
      const at = this.#plots[i].pixels(x, y);
      return at ? Math.hypot(at.left - spot.left, at.top - spot.top) : Infinity;
    };
    return pointTip(this.#last.state, distance, this.#last.t);
  }

  /** Where in the data a pointer stands, and what it means there. @param {number} i @param {MouseEvent} event */
  #point(i, event) {
    const spot = this.#plots[i]?.spot(event) ?? null;
    const { nearest } = this.charts[i];
    return {
      spot,
      nearest: spot && nearest && this.#last ? nearest(this.#last.state, spot, this.#rangesAt(i)) : null,
    };
  }
}

/** Axes of a chart that has had no result. @type {Ranges} */
const unitRanges = { x: [0, 1], y: [0, 1] };
