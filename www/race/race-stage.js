// The right side of the race: the landscape, the losses, the standings, and the chosen runner's step.
import { publishRunners } from '../chart/runner-marks.js';
import { raceHistory } from './race-history.js';
import { raceLandscape } from './race-landscape.js';
import { nameOf, raceSummary, standingRows } from './race-standings.js';
import { stepArrows } from './step.js';
import { nameText } from '../ui/names.js';
import { Plot } from '../chart/plot.js';
import { axisKind, coordinate, directionText, movedTo } from './race-axes.js';
import { ChartCard } from '../chart/chart-card.js';
import { ChoiceControl } from '../ui/choice-control.js';
import { el, setText } from '../ui/dom.js';
import { runnerSwatch } from '../chart/legend.js';
import { RaceStep } from './step-panel.js';
import { Standings } from './standings.js';
import { SurfacePlot } from './surface/surface-plot.js';

/**
 * @import { Catalog, Explanation } from '../../wasm/engine.d.ts'
 * @import { Trace } from '../chart/figure.js'
 * @import { Theme } from '../chart/marks.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Landscape } from './compute.js'
 * @import { RaceSnapshot } from './race.js'
 */

/**
 * @typedef {object} RaceStageEvents
 * @property {(start: Record<string, number>, settled: boolean) => void} onStart the start was dragged
 * @property {(runner: number) => void} onChoose
 * @property {(by: string) => void} onBy
 * @property {(solid: boolean) => void} onSolid the landscape as a surface, or as contours
 * @property {(cut: string) => void} onCut
 * @property {() => void} onMoved something needs drawing
 */

/** So close to the start, in pixels, a pointer takes it. */
const grip = 22;
export class RaceStage {
  /** @type {{ landscape: Plot, history: Plot } | null} */ #charts = null;
  /** @type {Theme} */ #theme = 'light';
  /** @type {{ snapshot: RaceSnapshot, landscape: Landscape, t: Translate } | null} */ #last = null;
  /** @type {Explanation | null} */ #step = null;
  #dragging = false;
  /** The runners in the legend. */ #who = '';
  #cutNames = '';

  /** @param {Catalog} catalog @param {RaceStageEvents} events */
  constructor(catalog, events) {
    this.catalog = catalog;
    this.events = events;
    this.xTitle = [el('span', {}), el('i', {})];
    this.yTitle = [el('span', {}), el('i', {})];
    this.by = new ChoiceControl(
      { path: 'race.by', options: ['epochs', 'evaluations'] },
      { name: 'race.by', label: (option) => `race.by_${option}`, onChange: events.onBy },
    );
    this.byTitle = el('span', {});
    this.cards = {
      landscape: new ChartCard('raceLandscape', { x: this.xTitle, y: this.yTitle }, []),
      history: new ChartCard(
        'raceHistory',
        { x: [this.byTitle], y: [el('span', { t: 'race.excess' }), el('span', { t: 'chart.logScale' })] },
        [],
      ),
    };
    this.hint = el('span', { class: 'note landscape-hint' });
    this.apology = el('p', { class: 'landscape-apology', role: 'status' });
    this.dimensions = new ChoiceControl(
      { path: 'race.dimensions', options: ['plane', 'solid'] },
      {
        name: 'race.dimensions',
        label: (option) => `race.in_${option}`,
        onChange: (option) => events.onSolid(option === 'solid'),
      },
    );
    this.surface = new SurfacePlot(events.onMoved);
    this.cut = el('div', { class: 'race-cut' });
    this.cards.landscape.subtitle.replaceWith(this.hint, this.dimensions.element, this.cut, this.apology);
    this.cards.landscape.plot.after(this.surface.element);
    const frame = this.surface.element.parentElement;
    // Pictures are hidden from screen readers, which get the summary; the camera's buttons among them are not.
    frame?.removeAttribute('aria-hidden');
    for (const picture of frame?.children ?? []) picture.setAttribute('aria-hidden', 'true');
    frame?.append(this.surface.buttons);
    this.cards.history.subtitle.replaceWith(this.by.element);
    const signs = (/** @type {string} */ sign, /** @type {string[]} */ keys) =>
      el(
        'ul',
        { class: 'legend' },
        ...keys.map((key) =>
          el(
            'li',
            { class: `arrow-${key}` },
            el('span', { 'aria-hidden': 'true' }, sign),
            el('span', { t: `race.arrow.${key}` }),
          ),
        ),
      );
    this.arrows = signs('→', ['gradient', 'memory', 'step']);
    this.lines = signs('╌', ['bracket', 'substitute']);
    this.cards.landscape.element.querySelector('.chart-foot')?.replaceChildren(this.arrows, this.lines);
    this.who = el('ul', { class: 'legend' });
    this.cards.history.element.querySelector('.chart-foot')?.replaceChildren(this.who);
    this.standings = new Standings(events.onChoose);
    this.step = new RaceStep(catalog);
    this.element = el(
      'div',
      { class: 'stage race-stage', id: 'charts', tabindex: -1, role: 'region', label: 'sections.charts' },
      this.cards.landscape.element,
      this.cards.history.element,
      this.standings.element,
      this.step.element,
    );
    this.#listen();
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    if (this.#charts) return;
    const chart = (/** @type {'landscape' | 'history'} */ name) => {
      this.cards[name].plot.replaceChildren();
      return new Plot(plotly, this.cards[name].plot, () => this.events.onMoved());
    };
    this.#charts = { landscape: chart('landscape'), history: chart('history') };
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.#theme = theme;
    publishRunners(theme);
  }

  /** What a frame does not change. @param {RaceSnapshot} snapshot @param {Translate} t */
  showRace({ race, state }, t) {
    this.by.show(state.by);
    this.dimensions.show(state.solid ? 'solid' : 'plane');
    const [first, second] = race.axes;
    setText(this.xTitle[0], axisKind(first, t));
    setText(this.xTitle[1], first.name);
    setText(this.yTitle[0], second === undefined ? t('chart.loss') : axisKind(second, t));
    setText(this.yTitle[1], second === undefined ? 'L' : second.name);
    setText(this.byTitle, t(`race.by_${state.by}`));
    this.dimensions.element.hidden = second === undefined;
    this.arrows.hidden = second === undefined;
    this.lines.hidden = second !== undefined;
    this.#showCut(race, t);
    this.#showWho(state, t);
    const summary = raceSummary(race, state, t);
    for (const card of Object.values(this.cards)) setText(card.summary, summary);
    this.standings.show(standingRows(race, state, t), state.chosen, t);
  }

  /** @param {RaceSnapshot['state']} state @param {Translate} t */
  #showWho(state, t) {
    const names = state.runners.flatMap(({ muted }, i) => (muted ? [] : [{ i, name: nameOf(state, i, t) }]));
    const key = JSON.stringify(names);
    if (key === this.#who) return;
    this.#who = key;
    this.who.replaceChildren(...names.map(({ i, name }) => el('li', {}, runnerSwatch(i), el('span', {}, name))));
  }

  /** @param {RaceSnapshot} snapshot @param {Landscape} landscape @param {Translate} t */
  show(snapshot, landscape, t) {
    this.#last = { snapshot, landscape, t };
    if (!this.#charts) return;
    const arrows = this.#step && !this.#dragging ? stepArrows(this.#step, snapshot.race.axes) : [];
    const figure = raceLandscape(snapshot, landscape, this.#theme, arrows, this.#dragging ? null : this.#step);
    if (!this.#showSurface(snapshot, landscape, figure.traces, t)) this.#charts.landscape.draw(figure);
    this.#charts.history.draw(raceHistory(snapshot, this.#theme));
  }

  /**
   * @param {RaceSnapshot} snapshot
   * @param {Landscape} landscape
   * @param {Trace[]} traces
   * @param {Translate} t
   * @returns {boolean} whether there is one
   */
  #showSurface({ race, state }, landscape, traces, t) {
    const wanted = state.solid && race.axes.length > 1;
    const shown = wanted && this.surface.show({ race, landscape, traces, theme: this.#theme, t });
    if (!wanted) this.surface.hide();
    this.cards.landscape.element.classList.toggle('in-solid', shown);
    setText(this.hint, t(shown ? 'race.turnHint' : !wanted || this.surface.failed ? 'race.dragHint' : 'chart.loading'));
    setText(this.apology, wanted && this.surface.failed ? t('race.noSurface') : '');
    return shown;
  }

  /** What is drawn along, of more parameters than two. @param {RaceSnapshot['race']} race @param {Translate} t */
  #showCut({ names, axes: [first, second] }, t) {
    this.cut.hidden = names.length < 3;
    if (this.cut.hidden) return;
    const principal = first.curvature !== null;
    const key = JSON.stringify([names, first.key, second.key, t('title'), t('race.cut')]);
    if (key === this.#cutNames) return;
    this.#cutNames = key;
    const option = (/** @type {string} */ value, /** @type {string} */ text, /** @type {string} */ chosen) =>
      el('option', value === chosen ? { value, selected: true } : { value }, text);
    const others = names.filter((name) => name !== first.key);
    const x = el(
      'select',
      {
        class: 'menu',
        'aria-label': t('race.cutFirst'),
        'data-testid': 'cut-first',
        onchange: () => {
          const other = x.value === second.key || principal ? names.find((name) => name !== x.value) : second.key;
          this.events.onCut(x.value === 'principal' ? x.value : `${x.value}:${other}`);
        },
      },
      ...names.map((name) => option(name, nameText(name), first.key)),
      option('principal', t('race.principal'), principal ? 'principal' : ''),
    );
    const y = el(
      'select',
      {
        class: 'menu',
        'aria-label': t('race.cutSecond'),
        'data-testid': 'cut-second',
        onchange: () => this.events.onCut(`${first.key}:${y.value}`),
      },
      ...others.map((name) => option(name, nameText(name), second.key)),
    );
    this.cut.replaceChildren(
      el('span', {}, t('race.cut')),
      x,
      ...(principal
        ? [
            el(
              'span',
              { class: 'note' },
              `${first.name} = ${directionText(first)} · ${second.name} = ${directionText(second)}`,
            ),
          ]
        : [el('span', { 'aria-hidden': 'true' }, '×'), y]),
    );
  }

  /**
   * The chosen runner's step, or why there is none.
   * @param {Explanation | null} step
   * @param {RaceSnapshot} snapshot
   * @param {Translate} t
   * @param {string} [sentence] instead of a step
   */
  tell(step, snapshot, t, sentence = '') {
    this.#step = step;
    this.step.show(step, snapshot, t, sentence);
  }

  typeset() {
    this.step.forget();
  }

  #listen() {
    const { plot } = this.cards.landscape;
    const start = (/** @type {PointerEvent} */ event) => {
      if (!this.#near(event)) return;
      event.preventDefault();
      this.#dragging = true;
      plot.setPointerCapture(event.pointerId);
    };
    const move = (/** @type {PointerEvent} */ event) => {
      if (this.#dragging) this.#drag(event, false);
      else plot.style.cursor = this.#near(event) ? 'grab' : '';
    };
    const end = (/** @type {PointerEvent} */ event) => {
      if (!this.#dragging) return;
      this.#dragging = false;
      this.#drag(event, true);
    };
    plot.addEventListener('pointerdown', start);
    plot.addEventListener('pointermove', move);
    plot.addEventListener('pointerup', end);
    plot.addEventListener('pointercancel', end);
  }

  /** Whether a pointer is at the start. @param {PointerEvent} event */
  #near(event) {
    const spot = this.#charts?.landscape.spot(event);
    if (!spot || !this.#last) return false;
    const { race } = this.#last.snapshot;
    const [first, second] = race.axes;
    const at = this.#charts?.landscape.pixels(
      coordinate(first, race.start),
      second === undefined ? spot.y : coordinate(second, race.start),
    );
    return at !== undefined && Math.hypot(at.left - spot.left, second === undefined ? 0 : at.top - spot.top) < grip;
  }

  /** @param {PointerEvent} event @param {boolean} settled */
  #drag(event, settled) {
    const spot = this.#charts?.landscape.spot(event);
    if (!this.#last) return;
    const {
      start,
      axes: [first, second],
    } = this.#last.snapshot.race;
    if (!spot) return settled ? this.events.onStart(start, true) : undefined;
    const along = movedTo(first, start, spot.x);
    this.events.onStart(second === undefined ? along : movedTo(second, along, spot.y), settled);
  }
}
