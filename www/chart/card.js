// The card of a chart: title, values, plot with the titles of its axes, legend, controls, tip and text summary.
import { el, setIfChanged, setText } from '../ui/dom.js';
import { showMath } from '../ui/math.js';
import { legendItem } from './legend.js';

/**
 * @import { Translate } from '../i18n/translate.js'
 * @import { Chart, ChartControls, Label, TitlePart } from './chart.js'
 * @import { LegendEntry } from './legend.js'
 */

/** A plot of fewer pixels has the symbol of its y-axis alone. */
const minTitleHeight = 145;

/** The height that a label needs above its place, by its side. @type {Partial<Record<Label['side'], number>>} */
const heightsAbove = { above: 22, top: 28, topLeft: 26, topRight: 26 };
/** The same for other sides. */
const halfHeight = 9;
/** The height that a label below its place needs, with the ticks and their labels under it. */
const heightBelow = 66;

/**
 * The side and the height of a label within its frame: it goes to the other side where it would cover the ticks, and
 * down where it would be cut off.
 * @param {Label['side']} side @param {number} top of its place @param {number} frameHeight
 */
export function placeInFrame(side, top, frameHeight) {
  const fitting = side === 'bottom' && top > frameHeight - heightBelow ? 'top' : side;
  return { side: fitting, top: Math.max(top, heightsAbove[fitting] ?? halfHeight) };
}

/** @template State */
export class ChartCard {
  /** @type {((state: State, t: Translate) => void)[]} set the parts of the axis titles that follow the state */
  #titleUpdates = [];
  /** @type {LegendEntry<State>[]} */ #entries = [];
  #legendKey = '';
  /** Height of the head in pixels. */
  #headHeight = 0;
  /** Height of the frame of the plot in pixels. */
  #frameHeight = Infinity;

  /** @param {Chart<State, any>} chart @param {ChartControls} [controls] */
  constructor(chart, { head = [], foot = [], folded = [] } = {}) {
    const { name, axes, legend, value } = chart;
    this.chart = chart;
    const id = `chart-${name}`;
    this.plot = el('div', { class: 'plot', 'data-testid': id }, el('p', { class: 'plot-loading', t: 'chart.loading' }));
    this.tip = el('div', { class: 'tip', hidden: true });
    this.summary = el('figcaption', { class: 'visually-hidden', id: `${id}-summary`, 'data-testid': `${id}-summary` });
    this.note = el('span', { class: 'chart-note' });
    this.formula = el('div', { class: 'chart-formula', 'data-testid': `${id}-formula` });
    this.legend = el('ul', { class: 'legend' });
    this.labels = el('div', { class: 'chart-labels' });
    if (typeof legend !== 'function') this.#fillLegend(legend);
    this.head = el(
      'header',
      { class: 'chart-head' },
      el('h2', { id: `${id}-title`, t: `chart.${name}Title` }),
      ...(chart.formula ? [this.formula] : []),
      ...(value
        ? [el('span', { class: 'live', 'data-testid': `${name}-now` }, ...value.map((part) => this.#titlePart(part)))]
        : []),
      ...head,
      ...(folded.length > 0 ? [foldedControls(folded)] : []),
    );
    new ResizeObserver(([{ borderBoxSize }]) => {
      this.#headHeight = borderBoxSize[0].blockSize;
    }).observe(this.head);
    const frame = el(
      'div',
      { class: 'plot-frame', 'aria-hidden': 'true' },
      this.plot,
      this.labels,
      el('div', { class: 'axis axis-x' }, ...axes.x.map((part) => this.#titlePart(part)), this.note),
      el('div', { class: 'axis axis-y' }, ...axes.y.map((part) => this.#titlePart(part))),
      this.tip,
    );
    new ResizeObserver(([{ contentRect }]) => {
      this.#frameHeight = contentRect.height;
      frame.classList.toggle('is-low', contentRect.height < minTitleHeight);
    }).observe(frame);
    this.element = el(
      'figure',
      {
        class: `card chart ${id}${chart.isStrip ? ' chart-strip' : ''}`,
        'aria-labelledby': `${id}-title`,
        'aria-describedby': `${id}-summary`,
      },
      this.head,
      frame,
      el('div', { class: 'chart-foot' }, this.legend, el('div', { class: 'chart-tools' }, ...foot)),
      this.summary,
    );
  }

  /** Everything but the plot and the summary. @param {State} state @param {Translate} t @param {boolean} isMoving */
  show(state, t, isMoving) {
    const { formula, note, legend } = this.chart;
    // While a slider moves, the head only grows: every change of its height is one of the plot, which is drawn again.
    const minHeight = isMoving ? `${this.#headHeight}px` : '';
    if (this.head.style.minHeight !== minHeight) this.head.style.minHeight = minHeight;
    if (formula) showMath(this.formula, ...formula(state), isMoving);
    if (note) setText(this.note, note(state, t));
    if (typeof legend === 'function') this.#fillLegend(legend(state, t));
    this.#entries.forEach(({ isShown }, i) => {
      if (isShown) setIfChanged(/** @type {HTMLElement} */ (this.legend.children[i]), { hidden: !isShown(state) });
    });
    for (const update of this.#titleUpdates) update(state, t);
  }

  /**
   * Places the labels.
   * @param {Label[]} labels
   * @param {(x: number, y: number) => { left: number, top: number } | undefined} pixels
   */
  showLabels(labels, pixels) {
    const { children } = this.labels;
    while (children.length < labels.length) this.labels.append(el('span', {}));
    [...children].forEach((child, i) => {
      const span = /** @type {HTMLElement} */ (child);
      const label = labels[i];
      const at = label && pixels(label.x, label.y);
      setIfChanged(span, { hidden: !at || !Number.isFinite(at.left + at.top) });
      if (!at || span.hidden) return;
      setText(span, label.text);
      const { side, top } = placeInFrame(label.side, at.top, this.#frameHeight);
      const name = `chart-label label-${side}`;
      if (span.className !== name) span.className = name;
      const translate = `${Math.round(at.left)}px ${Math.round(top)}px`;
      setIfChanged(span.style, { translate, color: `var(--${label.meaning})` });
    });
  }

  /** @param {State} state @param {Translate} t */
  summarize(state, t) {
    setText(this.summary, this.chart.summary(state, t));
  }

  /** @param {{ left: number, top: number } | null} at null: no tip @param {string} text */
  showTip(at, text) {
    this.tip.hidden = at === null;
    if (!at) return;
    setText(this.tip, text);
    const room = this.plot.clientWidth;
    const { offsetWidth, offsetHeight } = this.tip;
    const left = at.left > room / 2 ? at.left - 14 - offsetWidth : at.left + 14;
    this.tip.style.left = `${Math.max(4, Math.min(room - offsetWidth - 4, left))}px`;
    this.tip.style.top = `${Math.max(4, at.top - offsetHeight - 8)}px`;
  }

  /** @param {TitlePart<State>} part */
  #titlePart(part) {
    if (typeof part === 'string') return el('span', { t: part });
    if ('text' in part) {
      const text = el('span', { hidden: true });
      this.#titleUpdates.push((state, t) => {
        setText(text, part.text(state, t));
        setIfChanged(text, { hidden: text.textContent === '' });
      });
      return text;
    }
    const { symbol } = part;
    if (typeof symbol === 'string') return el('i', {}, symbol);
    const letter = el('i');
    this.#titleUpdates.push((state) => setText(letter, symbol(state)));
    return letter;
  }

  /** Builds the legend, unless it is the one that stands there. @param {LegendEntry<State>[]} entries */
  #fillLegend(entries) {
    const key = JSON.stringify(entries);
    if (key === this.#legendKey) return;
    this.#legendKey = key;
    this.#entries = entries;
    this.legend.replaceChildren(...entries.map(legendItem));
    entries.forEach(({ isShown }, i) => {
      /** @type {HTMLElement} */ (this.legend.children[i]).hidden = isShown !== undefined;
    });
  }
}

/** Controls in a menu. @param {Node[]} controls */
const foldedControls = (controls) =>
  el(
    'details',
    { class: 'chart-more' },
    el('summary', { label: 'chart.more' }, '⋯'),
    el('div', { class: 'chart-menu' }, ...controls),
  );
