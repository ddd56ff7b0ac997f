// The right side of the map: the map, the run, the profiles of the methods, and the panels.
import { ChartCard } from '../chart/chart-card.js';
import { dash } from '../chart/figure.js';
import { entry, textEntry } from '../chart/legend.js';
import { Plot } from '../chart/plot.js';
import { publishRunnerColours, runnerLooks } from '../chart/runner-marks.js';
import { readable } from '../i18n/format.js';
import { el, setText } from '../ui/dom.js';
import { Tabs } from '../ui/tabs.js';
import { excessFigure } from './charts/excess-chart.js';
import { cellAt, cellPoint } from './charts/map-cells.js';
import { mapFigure } from './charts/map-chart.js';
import { epochGradient, statusColours } from './charts/map-colours.js';
import { profileFacts, profileFigure } from './charts/profile-chart.js';
import { DialMenus } from './dial-menus.js';
import { BestPanel } from './panels/best-panel.js';
import { NoiseStudyPanel } from './panels/noise-study-panel.js';
import { theoryContent } from './panels/theory-panel.js';
import { PresetBar } from './preset-bar.js';

/**
 * @import { Theme } from '../chart/marks.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { RunStudy } from './answers.js'
 * @import { MapPicture } from './charts/map-chart.js'
 * @import { Profiles, RunnerProfile } from './charts/profile-chart.js'
 * @import { MapPreset } from './presets.js'
 * @import { MapState } from './state.js'
 */

/**
 * @typedef {object} MapStageEvents
 * @property {(change: Partial<MapState>) => void} onState
 * @property {(cell: number) => void} onCell the user chose a cell
 * @property {(preset: MapPreset) => void} onPreset
 * @property {() => void} onCancel
 * @property {() => void} onTune
 * @property {(x: number, y: number) => void} onUse the user chose a setting
 * @property {() => void} onNoiseStudy
 * @property {() => void} onRunners
 * @property {() => void} onMoved the charts need a new frame
 * @property {(cell: number) => string} describe
 * @property {(element: ParentNode) => void} translate
 *
 * @typedef {{ index: number, error: string }} FailedRunner
 */

/** Cells that an arrow key moves the cursor together with Shift. */
const longStride = 10;

export class MapStage {
  /** @type {Record<'map' | 'excess' | 'profile', Plot> | null} */ #charts = null;
  /** @type {Theme} */ #theme = 'light';
  /** @type {MapPicture | null} */ #picture = null;
  /** @type {Profiles | null} */ #profiles = null;
  /** The cell of the keyboard's cursor; −1: none. */ #cursor = -1;

  /** @param {MapStageEvents} events */
  constructor(events) {
    this.events = events;
    this.xTitle = el('span', {});
    this.yTitle = el('span', {});
    this.profileTitle = el('span', {});
    this.maxEpochs = el('span', {});
    this.dials = new DialMenus(events.onState);
    this.best = new BestPanel(events);
    this.noiseStudy = new NoiseStudyPanel(events.onMoved);
    this.progress = el('progress', { class: 'map-progress', max: 1, value: 1, label: 'map.progress' });
    this.cancel = quietButton('map.cancel', 'map-cancel', events.onCancel);
    this.waiting = el('span', { class: 'map-waiting' }, this.progress, this.cancel);
    this.cards = {
      map: new ChartCard('map', { x: [this.xTitle], y: [this.yTitle] }, []),
      excess: new ChartCard(
        'excess',
        { x: [el('span', { t: 'map.epoch' })], y: [el('span', { t: 'map.excess' })] },
        [],
      ),
      profile: new ChartCard('profile', { x: [this.profileTitle], y: [el('span', { t: 'map.epochsNeeded' })] }, []),
    };
    this.message = el('p', { class: 'map-message', role: 'status', 'data-testid': 'map-message' });
    this.summary = el('p', { class: 'map-summary', 'data-testid': 'map-summary' });
    this.runSummary = el('span', { class: 'note', 'data-testid': 'map-run' });
    this.runnerLegend = el('ul', { class: 'legend', 'data-testid': 'map-profiles' });
    this.#furnishCards();
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
    this.presets = new PresetBar(events);
    this.element = el(
      'div',
      { class: 'stage map-stage', id: 'charts', tabindex: -1, role: 'region', label: 'sections.charts' },
      this.presets.element,
      this.cards.map.element,
      this.cards.excess.element,
      this.cards.profile.element,
      this.tabs.element,
    );
    this.#listen();
  }

  #furnishCards() {
    const { map, excess, profile } = this.cards;
    const setFoot = (/** @type {ChartCard} */ card, /** @type {Node} */ legend) =>
      card.element.querySelector('.chart-foot')?.replaceChildren(legend);
    map.subtitle.replaceWith(this.waiting, this.dials.element);
    setFoot(map, mapLegend(this.maxEpochs));
    map.element.append(this.message, this.summary);
    excess.subtitle.replaceWith(this.runSummary);
    setFoot(excess, excessLegend());
    profile.subtitle.replaceWith(quietButton('map.toRunners', 'map-runners', this.events.onRunners));
    setFoot(profile, this.runnerLegend);
  }

  #listen() {
    const { plot } = this.cards.map;
    plot.parentElement?.removeAttribute('aria-hidden');
    plot.tabIndex = 0;
    plot.setAttribute('role', 'application');
    plot.dataset.tLabel = 'map.keyboard';
    plot.addEventListener('pointermove', (event) => this.#pointAt(event));
    plot.addEventListener('pointerleave', () => this.cards.map.showTip(null, ''));
    plot.addEventListener('click', (event) => {
      if (this.#pointAt(event)) this.events.onCell(this.#cursor);
    });
    plot.addEventListener('keydown', (event) => this.#press(event));
  }

  /** Moves the cursor to the pointer. @param {MouseEvent} event @returns {boolean} whether a cell is there */
  #pointAt(event) {
    const spot = this.#charts?.map.spot(event);
    if (!spot || !this.#picture) return false;
    this.#cursor = cellAt(this.#picture.map, spot.x, spot.y);
    this.cards.map.showTip(spot, this.events.describe(this.#cursor));
    return true;
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (!this.#picture) return;
    const { map, here } = this.#picture;
    const columns = map.x.length;
    if (this.#cursor < 0) this.#cursor = here ? cellAt(map, here.x, here.y) : 0;
    let [i, j] = [this.#cursor % columns, Math.floor(this.#cursor / columns)];
    const stride = event.shiftKey ? longStride : 1;
    if (event.key === 'ArrowRight') i += stride;
    else if (event.key === 'ArrowLeft') i -= stride;
    else if (event.key === 'ArrowUp') j += stride;
    else if (event.key === 'ArrowDown') j -= stride;
    else if (event.key === 'Enter') return this.events.onCell(this.#cursor);
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.#cursor = Math.max(0, Math.min(map.y.length - 1, j)) * columns + Math.max(0, Math.min(columns - 1, i));
    this.showMessage(this.events.describe(this.#cursor));
    this.#drawMap();
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    if (this.#charts) return;
    for (const { plot } of Object.values(this.cards)) plot.replaceChildren();
    const chart = (/** @type {ChartCard} */ { plot }) => new Plot(plotly, plot, () => this.events.onMoved());
    const { map, excess, profile } = this.cards;
    this.#charts = { map: chart(map), excess: chart(excess), profile: chart(profile) };
    this.noiseStudy.usePlotly(plotly);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.#theme = theme;
    publishRunnerColours(theme);
    for (const [name, colour] of Object.entries(statusColours))
      this.element.style.setProperty(`--map-${name}`, colour[theme]);
  }

  /**
   * @param {MapPicture} picture
   * @param {string | null} summary null: the shown one stays
   * @param {{ x: string, y: string }} names of the dials
   */
  showMap(picture, summary, names) {
    const previous = this.#picture?.map;
    this.#picture = picture;
    if (previous && this.#cursor >= 0) {
      // A finer map has other cells; the cursor keeps its settings, and describes the cell that has them now.
      const { x, y } = cellPoint(previous, this.#cursor);
      this.#cursor = cellAt(picture.map, x, y);
      if (document.activeElement === this.cards.map.plot && this.message.textContent)
        this.showMessage(this.events.describe(this.#cursor));
    }
    if (summary) for (const element of [this.summary, this.cards.map.summary]) setText(element, summary);
    setText(this.xTitle, names.x);
    setText(this.yTitle, names.y);
    setText(this.maxEpochs, String(picture.epochs));
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

  /**
   * @param {RunStudy} study
   * @param {boolean} isMoving summaries wait until no slider moves
   * @param {Translate} t
   */
  showStudy(study, isMoving, t) {
    this.showMessage('');
    setText(this.runSummary, runText(study, t));
    if (isMoving) return;
    setText(this.cards.excess.summary, runText(study, t));
    this.theory.replaceChildren(...theoryContent(study, t));
  }

  /**
   * @param {Profiles} profiles
   * @param {FailedRunner[]} failed
   * @param {(index: number) => string} nameOf a runner
   * @param {string} axis name of the dial
   * @param {boolean} isMoving summaries wait until no slider moves
   * @param {Translate} t
   */
  showProfiles(profiles, failed, nameOf, axis, isMoving, t) {
    this.#profiles = profiles;
    if (isMoving) return;
    setText(this.profileTitle, axis);
    const failures = failed.map(({ index, error }) => ({
      error,
      text: t('map.profile.failed', { method: nameOf(index), reason: error }),
    }));
    const legendText = (/** @type {RunnerProfile} */ { index, profile }) =>
      profile.isConstant ? t('map.profile.constantLegend', { method: nameOf(index), axis }) : nameOf(index);
    this.runnerLegend.replaceChildren(
      ...profiles.profiles.map((runner) =>
        textEntry(`runner-${runner.index}`, { dash: runnerLooks[runner.index].dash }, legendText(runner)),
      ),
      ...failures.map(({ error, text }) => el('li', { title: error }, text)),
    );
    const sentences = profiles.profiles.map(({ index, profile }) => profileText(profile, nameOf(index), axis, t));
    setText(this.cards.profile.summary, [...sentences, ...failures.map(({ text }) => text)].join(' '));
  }

  /** Shows one frame. @param {RunStudy} study @param {number} position */
  show(study, position) {
    if (!this.#charts) return;
    this.#charts.excess.draw(excessFigure(study, position, this.#theme));
    this.#drawMap();
    if (this.#profiles) this.#charts.profile.draw(profileFigure(this.#profiles, this.#theme));
    if (this.tabs.shows('noiseStudy')) this.noiseStudy.draw(this.#theme);
  }

  #drawMap() {
    if (!this.#picture || !this.#charts) return;
    const isCursorShown = this.#cursor >= 0 && document.activeElement === this.cards.map.plot;
    const cursor = isCursorShown ? cellPoint(this.#picture.map, this.#cursor) : null;
    this.#charts.map.draw(mapFigure(this.#picture, this.#theme, cursor));
  }
}

/** @param {string} key of its text @param {string} testId @param {() => void} onclick */
const quietButton = (key, testId, onclick) =>
  el('button', { type: 'button', class: 'quiet', t: key, 'data-testid': testId, onclick });

/** @param {Node} maxEpochs */
function mapLegend(maxEpochs) {
  const scale = el('span', { class: 'map-scale', style: `background:${epochGradient}` });
  const status = (/** @type {keyof typeof statusColours} */ name) =>
    el('li', {}, el('span', { class: `map-swatch map-${name}` }), el('span', { t: `map.legend.${name}` }));
  return el(
    'ul',
    { class: 'legend' },
    el('li', {}, el('span', {}, '0'), scale, maxEpochs),
    status('never'),
    status('diverged'),
    entry('end', { dash: dash.slope }, 'map.legend.limit'),
    entry('optimum', { dash: dash.truth }, 'map.legend.best'),
  );
}

function excessLegend() {
  return el(
    'ul',
    { class: 'legend' },
    entry('path', {}, 'map.legend.run'),
    entry('optimum', { dash: dash.truth }, 'map.legend.predicted'),
    entry('end', { dash: dash.optimum }, 'map.legend.target'),
  );
}

/** The outcome of the run in a sentence. @param {RunStudy} study @param {Translate} t */
function runText({ arrival, hasDiverged, loss }, t) {
  if (arrival !== null) return t('map.runReached', { epochs: arrival });
  return t(hasDiverged ? 'map.runDiverged' : 'map.runNever', { epochs: loss.length - 1 });
}

/**
 * A runner's profile in a sentence.
 * @param {RunnerProfile['profile']} profile
 * @param {string} method
 * @param {string} axis
 * @param {Translate} t
 */
function profileText(profile, method, axis, t) {
  const { share, fewest, at } = profileFacts(profile);
  const args = { method, axis, epochs: fewest, share, at: readable(at, 3) };
  if (profile.isConstant) return t(share ? 'map.profile.constant' : 'map.profile.constantNever', args);
  return t(share ? 'map.profile.reached' : 'map.profile.never', args);
}
