// The right side of the race: the landscape, the losses, the standings, and the chosen runner's step.
import { ChartCard } from '../chart/chart-card.js';
import { runnerSwatch } from '../chart/legend.js';
import { Plot } from '../chart/plot.js';
import { publishRunnerColours } from '../chart/runner-marks.js';
import { ChoiceControl } from '../ui/choice-control.js';
import { el, setText } from '../ui/dom.js';
import { nameText } from '../ui/names.js';
import { axisKind } from './axis-text.js';
import { stepArrows } from './charts/arrows.js';
import { historyFigure } from './charts/history-chart.js';
import { landscapeFigure } from './charts/landscape-chart.js';
import { SliceMenu } from './charts/slice-menu.js';
import { StartDrag } from './charts/start-drag.js';
import { raceSummary, runnerName, standingRows } from './panels/standings-rows.js';
import { Standings } from './panels/standings.js';
import { StepPanel } from './panels/step-panel.js';
import { SurfacePlot } from './surface/surface-plot.js';

/**
 * @import { Catalog, Explanation } from '../../wasm/engine.d.ts'
 * @import { Trace } from '../chart/figure.js'
 * @import { Theme } from '../chart/marks.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Point } from './axes.js'
 * @import { Landscape } from './landscape.js'
 * @import { RaceSnapshot } from './snapshot.js'
 */

/**
 * @typedef {object} RaceStageEvents
 * @property {(start: Point, isMoving: boolean) => void} onStart the start was dragged
 * @property {(runner: number) => void} onChoose
 * @property {(unit: string) => void} onUnit
 * @property {(isSurface: boolean) => void} onSurface
 * @property {(slice: string) => void} onSlice
 * @property {() => void} onMoved the charts need a new frame
 */

export class RaceStage {
  /** @type {{ landscape: Plot, history: Plot } | null} */ #charts = null;
  /** @type {Theme} */ #theme = 'light';
  /** @type {RaceSnapshot | null} */ #snapshot = null;
  /** @type {Explanation | null} */ #step = null;
  /** A fingerprint of the runners in the legend. */ #legendRunners = '';

  /** @param {Catalog} catalog @param {RaceStageEvents} events */
  constructor(catalog, events) {
    this.events = events;
    this.xTitle = [el('span', {}), el('i', {})];
    this.yTitle = [el('span', {}), el('i', {})];
    this.unit = new ChoiceControl(
      { path: 'race.unit', options: ['epochs', 'evaluations'] },
      { name: 'race.unit', label: (option) => `race.unit_${option}`, onChange: events.onUnit },
    );
    this.unitTitle = el('span', {});
    this.cards = {
      landscape: new ChartCard('raceLandscape', { x: this.xTitle, y: this.yTitle }, []),
      history: new ChartCard(
        'raceHistory',
        { x: [this.unitTitle], y: [el('span', { t: 'race.excess' }), el('span', { t: 'chart.logScale' })] },
        [],
      ),
    };
    this.hint = el('span', { class: 'note landscape-hint' });
    this.notice = el('p', { class: 'landscape-notice', role: 'status' });
    this.dimensions = new ChoiceControl(
      { path: 'race.dimensions', options: ['contours', 'surface'] },
      {
        name: 'race.dimensions',
        label: (option) => `race.dimensions_${option}`,
        onChange: (option) => events.onSurface(option === 'surface'),
      },
    );
    this.slice = new SliceMenu(events.onSlice);
    this.surface = new SurfacePlot(events.onMoved);
    this.arrows = signLegend('→', ['gradient', 'memory', 'step']);
    this.lines = signLegend('╌', ['bracket', 'substitute']);
    this.runnerLegend = el('ul', { class: 'legend' });
    this.standings = new Standings(events.onChoose);
    this.step = new StepPanel(catalog);
    this.#furnishCards();
    this.drag = new StartDrag(this.cards.landscape.plot, {
      race: () => this.#snapshot?.race ?? null,
      spot: (event) => this.#charts?.landscape.spot(event) ?? null,
      pixels: (x, y) => this.#charts?.landscape.pixels(x, y),
      onStart: events.onStart,
    });
    this.element = el(
      'div',
      { class: 'stage race-stage', id: 'charts', tabindex: -1, role: 'region', label: 'sections.charts' },
      this.cards.landscape.element,
      this.cards.history.element,
      this.standings.element,
      this.step.element,
    );
  }

  #furnishCards() {
    const { landscape, history } = this.cards;
    landscape.subtitle.replaceWith(this.hint, this.dimensions.element, this.slice.element, this.notice);
    landscape.plot.after(this.surface.element);
    const frame = this.surface.element.parentElement;
    // The pictures are hidden from screen readers, which read the summary; the buttons of the camera are not.
    frame?.removeAttribute('aria-hidden');
    for (const picture of frame?.children ?? []) picture.setAttribute('aria-hidden', 'true');
    frame?.append(this.surface.buttons);
    landscape.element.querySelector('.chart-foot')?.replaceChildren(this.arrows, this.lines);
    history.subtitle.replaceWith(this.unit.element);
    history.element.querySelector('.chart-foot')?.replaceChildren(this.runnerLegend);
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
    publishRunnerColours(theme);
  }

  /** Shows what stays the same in every frame. @param {RaceSnapshot} snapshot @param {Translate} t */
  showRace({ race, state }, t) {
    this.unit.show(state.unit);
    this.dimensions.show(state.isSurface ? 'surface' : 'contours');
    const [first, second] = race.axes;
    setText(this.xTitle[0], axisKind(first, t));
    setText(this.xTitle[1], nameText(first.name));
    setText(this.yTitle[0], second === undefined ? t('chart.loss') : axisKind(second, t));
    setText(this.yTitle[1], second === undefined ? 'L' : nameText(second.name));
    setText(this.unitTitle, t(`race.unit_${state.unit}`));
    this.dimensions.element.hidden = second === undefined;
    this.arrows.hidden = second === undefined;
    this.lines.hidden = second !== undefined;
    this.slice.show(race, t);
    this.#showRunnerLegend(state, t);
    const summary = raceSummary(race, state, t);
    for (const card of Object.values(this.cards)) setText(card.summary, summary);
    this.standings.show(standingRows(race, state, t), state.chosen, t);
  }

  /** @param {RaceSnapshot['state']} state @param {Translate} t */
  #showRunnerLegend(state, t) {
    const runners = state.runners.flatMap(({ isHidden }, i) =>
      isHidden ? [] : [{ i, name: runnerName(state, i, t) }],
    );
    const fingerprint = JSON.stringify(runners);
    if (fingerprint === this.#legendRunners) return;
    this.#legendRunners = fingerprint;
    this.runnerLegend.replaceChildren(
      ...runners.map(({ i, name }) => el('li', {}, runnerSwatch(i), el('span', {}, name))),
    );
  }

  /** Shows one frame. @param {RaceSnapshot} snapshot @param {Landscape} landscape @param {Translate} t */
  show(snapshot, landscape, t) {
    this.#snapshot = snapshot;
    if (!this.#charts) return;
    const step = this.drag.isActive ? null : this.#step;
    const arrows = step ? stepArrows(step, snapshot.race.axes) : [];
    const figure = landscapeFigure(snapshot, landscape, this.#theme, arrows, step);
    if (!this.#showSurface(snapshot, landscape, figure.traces, t)) this.#charts.landscape.draw(figure);
    this.#charts.history.draw(historyFigure(snapshot, this.#theme));
  }

  /**
   * @param {RaceSnapshot} snapshot
   * @param {Landscape} landscape
   * @param {Trace[]} traces
   * @param {Translate} t
   * @returns {boolean} whether the landscape is shown as a surface
   */
  #showSurface({ race, state }, landscape, traces, t) {
    const isWanted = state.isSurface && race.axes.length > 1;
    const isShown = isWanted && this.surface.show({ race, landscape, traces, theme: this.#theme, t });
    if (!isWanted) this.surface.hide();
    const { hasFailed } = this.surface;
    this.cards.landscape.element.classList.toggle('shows-surface', isShown);
    setText(this.hint, t(isShown ? 'race.turnHint' : !isWanted || hasFailed ? 'race.dragHint' : 'chart.loading'));
    setText(this.notice, isWanted && hasFailed ? t('race.noSurface') : '');
    return isShown;
  }

  /**
   * Shows the chosen runner's step, or the reason why there is none.
   * @param {Explanation | null} step
   * @param {RaceSnapshot} snapshot
   * @param {Translate} t
   * @param {string} [reason] in place of a step
   */
  showStep(step, snapshot, t, reason = '') {
    this.#step = step;
    this.step.show(step, snapshot, t, reason);
  }

  typeset() {
    this.step.invalidate();
  }
}

/** A legend whose samples are one sign in several colours. @param {string} sign @param {string[]} keys */
function signLegend(sign, keys) {
  const items = keys.map((key) =>
    el(
      'li',
      { class: `arrow-${key}` },
      el('span', { 'aria-hidden': 'true' }, sign),
      el('span', { t: `race.arrow.${key}` }),
    ),
  );
  return el('ul', { class: 'legend' }, ...items);
}
