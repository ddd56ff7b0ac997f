// The right side of the race: the charts, the standings, and the chosen runner's step.
import { ChartGrid } from '../chart/grid.js';
import { publishRunnerColours } from '../chart/runner-marks.js';
import { historyChart } from './charts/history-chart.js';
import { landscapeChart } from './charts/landscape-chart.js';
import { LandscapeControls } from './charts/landscape-controls.js';
import { StartDrag } from './charts/start-drag.js';
import { standingRows } from './panels/standings-rows.js';
import { Standings } from './panels/standings.js';
import { StepPanel } from './panels/step-panel.js';
import { UnitControl } from './charts/unit-control.js';

/**
 * @import { Catalog, Explanation } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { RaceState } from '../experiment/race.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { Point } from '../chart/axes.js'
 * @import { RaceScene } from './charts/scene.js'
 * @import { Landscape } from './landscape.js'
 * @import { RaceSnapshot } from './snapshot.js'
 */

/**
 * @typedef {object} RaceStageEvents
 * @property {(start: Point, isMoving: boolean) => void} onStart the start was dragged
 * @property {(change: Partial<RaceState>) => void} onChange
 * @property {() => void} onMoved the charts need a new frame
 */

/** The charts, in the order in which they stand. */
const charts = [historyChart, landscapeChart];

export class RaceStage {
  /** @type {RaceScene | null} the last frame */ #scene = null;
  /** @type {Explanation | null} */ #step = null;
  /** @type {Theme} */ #theme = 'light';
  /** The epochs of the shown standings. */ #standingsKey = '';

  /** @param {Catalog} catalog @param {RaceStageEvents} events */
  constructor(catalog, events) {
    this.landscape = new LandscapeControls(events);
    this.unit = new UnitControl(events.onChange);
    this.standings = new Standings((chosen) => events.onChange({ chosen }));
    this.step = new StepPanel(catalog);
    this.grid = new ChartGrid(
      charts,
      { onResize: events.onMoved },
      {
        class: 'race-stage',
        controls: {
          [landscapeChart.name]: { head: this.landscape.head },
          [historyChart.name]: { head: [this.unit.element] },
        },
        panels: [this.standings.element, this.step.element],
      },
    );
    const card = this.grid.card(landscapeChart.name);
    this.landscape.placeSurface(card);
    this.drag = new StartDrag(card.plot, {
      race: () => this.#scene?.snapshot.race ?? null,
      spot: (event) => this.grid.plot(landscapeChart.name)?.spot(event) ?? null,
      pixels: (x, y) => this.grid.plot(landscapeChart.name)?.pixels(x, y),
      onStart: events.onStart,
    });
    this.element = this.grid.element;
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.#theme = theme;
    this.grid.setTheme(theme);
    publishRunnerColours(theme);
  }

  /** Shows what stays the same in every frame. @param {RaceSnapshot} snapshot @param {Landscape} landscape
   * @param {Translate} t */
  showRace(snapshot, landscape, t) {
    const { race, state } = snapshot;
    this.unit.show(state.unit);
    this.landscape.showRace(race, state, t);
    this.#standingsKey = '';
    this.grid.fit({ snapshot, landscape, step: null, isSurface: false }, false);
  }

  /** Shows one frame. @param {RaceSnapshot} snapshot @param {Landscape} landscape @param {Translate} t */
  show(snapshot, landscape, t) {
    const scene = {
      snapshot,
      landscape,
      step: this.drag.isActive ? null : this.#step,
      explained: this.#step,
      isSurface: false,
    };
    const ranges = this.grid.rangesOf(landscapeChart.name);
    const view = ranges && { theme: this.#theme, ranges };
    this.#scene = { ...scene, isSurface: view !== null && this.landscape.showSurface(scene, view, t) };
    this.grid.draw(this.#scene, t);
    this.#showStandings(snapshot, t);
  }

  /** Shows the standings, which change with the whole epochs. @param {RaceSnapshot} snapshot @param {Translate} t */
  #showStandings(snapshot, t) {
    const key = snapshot.runners.map(({ epoch }) => epoch).join();
    if (key === this.#standingsKey) return;
    this.#standingsKey = key;
    this.standings.show(standingRows(snapshot, t), snapshot.state.chosen, t);
  }

  /** Writes the summaries of the charts. @param {Translate} t */
  summarize(t) {
    if (this.#scene) this.grid.summarize(this.#scene, t);
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
