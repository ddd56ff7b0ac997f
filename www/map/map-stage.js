// The right side of the map: the charts and the panels.
import { ChartGrid } from '../chart/grid.js';
import { publishRunnerColours } from '../chart/runner-marks.js';
import { el, setText } from '../ui/dom.js';
import { Tabs } from '../ui/tabs.js';
import { excessChart, runText } from './charts/excess-chart.js';
import { cellPoint, cellText, mapSummary } from './charts/map-cells.js';
import { mapChart } from './charts/map-chart.js';
import { statusColours } from './charts/map-colours.js';
import { MapCursor } from './charts/map-cursor.js';
import { profileChart } from './charts/profile-chart.js';
import { DialMenus } from './dial-menus.js';
import { BestPanel } from './panels/best-panel.js';
import { NoiseStudyPanel } from './panels/noise-study-panel.js';
import { theoryContent } from './panels/theory-panel.js';

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { RunStudy } from './answers.js'
 * @import { MapPicture } from './charts/map-chart.js'
 * @import { Profiles } from './charts/profile-chart.js'
 * @import { MapScene } from './charts/scene.js'
 * @import { MapState } from './state.js'
 */

/**
 * @typedef {object} MapStageEvents
 * @property {(change: Partial<MapState>) => void} onDials
 * @property {(name: string) => void} onMethod
 * @property {(x: number, y: number) => void} onUse the user chose a setting
 * @property {() => void} onCancel
 * @property {() => void} onTune
 * @property {() => void} onNoiseStudy the panel of the noise study has been opened
 * @property {() => void} onRunners
 * @property {() => void} onMoved the charts need a new frame
 * @property {() => { x: string, y: string }} names of the dials
 * @property {(element: ParentNode) => void} translate
 * @property {() => Translate} t
 */

/** The charts, in the order in which they stand. */
const charts = [mapChart, excessChart, profileChart];

export class MapStage {
  /** @type {Theme} */ #theme = 'light';
  /** @type {MapPicture | null} */ #picture = null;
  /** @type {Profiles | null} */ #profiles = null;

  /** @param {Catalog} catalog @param {MapStageEvents} events */
  constructor(catalog, events) {
    this.events = events;
    this.dials = new DialMenus(catalog, events);
    this.best = new BestPanel(events);
    this.noiseStudy = new NoiseStudyPanel(events.onMoved);
    this.progress = el('progress', { class: 'map-progress', max: 1, value: 1, label: 'map.progress' });
    this.waiting = el(
      'span',
      { class: 'map-waiting' },
      this.progress,
      quietButton('map.cancel', 'map-cancel', events.onCancel),
    );
    this.message = el('p', { class: 'map-message', role: 'status', 'data-testid': 'map-message' });
    this.summary = el('p', { class: 'map-summary', 'data-testid': 'map-summary' });
    this.runSummary = el('span', { class: 'note', 'data-testid': 'map-run' });
    this.theory = el('div', {
      class: 'map-theory',
      tabindex: 0,
      role: 'group',
      label: 'panels.theory',
      'data-testid': 'map-theory',
    });
    this.tabs = new Tabs(
      [
        { key: 'theory', element: this.theory },
        { key: 'best', element: this.best.element },
        { key: 'noiseStudy', element: this.noiseStudy.element },
      ],
      () => {
        if (this.tabs?.shows('noiseStudy')) events.onNoiseStudy();
      },
    );
    this.grid = new ChartGrid(
      charts,
      {
        onResize: events.onMoved,
        onPoint: (chart, cell) => {
          if (chart === mapChart.name && cell !== null) this.cursor.moveTo(cell);
          return chart === mapChart.name;
        },
        onClick: (chart, cell) => {
          if (chart === mapChart.name && cell !== null) this.#useCell(cell);
        },
      },
      {
        class: 'map-stage',
        controls: {
          [mapChart.name]: { head: [this.dials.element, this.waiting] },
          [excessChart.name]: { head: [this.runSummary] },
          [profileChart.name]: { head: [quietButton('map.toRunners', 'map-runners', events.onRunners)] },
        },
        panels: [this.tabs.element],
      },
    );
    const card = this.grid.card(mapChart.name);
    card.element.append(this.message, this.summary);
    this.cursor = new MapCursor(card.plot, {
      picture: () => this.#picture,
      onMove: (cell) => {
        this.showMessage(this.#describe(cell));
        events.onMoved();
      },
      onUse: (cell) => this.#useCell(cell),
    });
    this.element = this.grid.element;
    this.question = el('p', { class: 'question', role: 'status', 'data-testid': 'question' });
    this.element.prepend(this.question);
  }

  /** @param {string} text '' if there is none */
  showQuestion(text) {
    setText(this.question, text);
  }

  /** @param {number} cell */
  #useCell(cell) {
    if (!this.#picture) return;
    const { x, y } = cellPoint(this.#picture.map, cell);
    this.events.onUse(x, y);
  }

  /** @param {number} cell */
  #describe(cell) {
    return this.#picture ? cellText(this.#picture, cell, this.events.names(), this.events.t()) : '';
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    this.grid.usePlotly(plotly);
    this.noiseStudy.usePlotly(plotly);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.#theme = theme;
    this.grid.setTheme(theme);
    publishRunnerColours(theme);
    for (const [name, colour] of Object.entries(statusColours))
      this.element.style.setProperty(`--map-${name}`, colour[theme]);
  }

  /** @param {MapPicture} picture */
  showMap(picture) {
    const hasMessage = this.cursor.isShown && this.message.textContent !== '';
    const cell = this.cursor.keepSettings(this.#picture?.map ?? null, picture.map);
    this.#picture = picture;
    if (hasMessage && cell !== null) this.showMessage(this.#describe(cell));
    if (picture.final) setText(this.summary, mapSummary(picture, this.events.names(), this.events.t()));
  }

  /** @param {number} share */
  showProgress(share) {
    if (share !== this.progress.value) this.progress.value = share;
    this.waiting.classList.toggle('shown', share < 1);
  }

  /** @param {string} message */
  showMessage(message) {
    setText(this.message, message);
  }

  /** @param {RunStudy} study @param {Translate} t */
  showStudy(study, t) {
    this.showMessage('');
    setText(this.runSummary, runText(study, t));
  }

  /** @param {Profiles} profiles */
  showProfiles(profiles) {
    this.#profiles = profiles;
  }

  /** Moves the mark of the experiment's setting. @param {number} here */
  moveProfiles(here) {
    if (this.#profiles) this.#profiles = { ...this.#profiles, here };
  }

  /**
   * Shows one frame.
   * @param {RunStudy} study
   * @param {number} position
   * @param {Translate} t
   * @param {boolean} isMoving
   */
  show(study, position, t, isMoving) {
    const scene = this.#scene(study, position);
    this.grid.fit(scene, isMoving);
    this.grid.draw(scene, t, isMoving);
    if (this.tabs.shows('noiseStudy')) this.noiseStudy.draw(this.#theme, t);
  }

  /**
   * Writes the summaries and the theory, which wait until no slider moves.
   * @param {RunStudy} study
   * @param {Translate} t
   */
  summarize(study, t) {
    this.theory.replaceChildren(...theoryContent(study, t));
    this.grid.summarize(this.#scene(study, 0), t);
  }

  /** @param {RunStudy} study @param {number} position @returns {MapScene} */
  #scene(study, position) {
    const cursor = this.#picture && this.cursor.isShown ? cellPoint(this.#picture.map, this.cursor.cell) : null;
    return {
      study,
      position,
      picture: this.#picture,
      profiles: this.#profiles,
      cursor,
      names: this.events.names(),
    };
  }
}

/** @param {string} key of its text @param {string} testId @param {() => void} onclick */
const quietButton = (key, testId, onclick) =>
  el('button', { type: 'button', class: 'quiet', t: key, 'data-testid': testId, onclick });
