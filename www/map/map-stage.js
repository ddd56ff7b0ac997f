// The right side of the map: the map itself, the run that plays, the methods compared, and a panel for theory, the best
// settings and luck.
import { mapPresets } from './state.js';
import { readable } from '../i18n/format.js';
import { dash } from '../chart/figure.js';
import { fallFigure, profileFacts, profileFigure } from './lab-charts.js';
import { cellAt, gradient, mapFigure, outside } from './map-chart.js';
import { Plot } from '../chart/plot.js';
import { publishRunners, runnerLooks } from '../chart/runner-marks.js';
import { BestPanel } from './best-panel.js';
import { ChartCard } from '../chart/chart-card.js';
import { DialMenus } from './dial-menus.js';
import { el, setText } from '../ui/dom.js';
import { entry, saidEntry } from '../chart/legend.js';
import { LuckPanel } from './luck-panel.js';
import { Tabs } from '../ui/tabs.js';
import { theoryRows } from './theory-panel.js';

/**
 * @import { Axis } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { Translate } from '../i18n/translate.js'
 * @import { RunnerProfile } from './lab-charts.js'
 * @import { Lab } from './lab.js'
 * @import { MapPicture } from './map-chart.js'
 * @import { MapPreset, MapState } from './state.js'
 */

/**
 * @typedef {object} MapStageEvents
 * @property {(change: Partial<MapState>) => void} onState
 * @property {(cell: number) => void} onCell
 * @property {(preset: MapPreset) => void} onPreset
 * @property {() => void} onCancel
 * @property {() => void} onTune
 * @property {(x: number, y: number) => void} onUse
 * @property {() => void} onLuck
 * @property {() => void} onRunners
 * @property {() => void} onMoved
 * @property {(cell: number) => string} describe
 * @property {(element: ParentNode) => void} translate
 */

export class MapStage {
  /** @type {Record<'map' | 'fall' | 'profile', Plot> | null} */ #charts = null;
  /** @type {Theme} */ #theme = 'light';
  /** @type {MapPicture | null} */ #picture = null;
  /** @type {any} */ #profiles = null;
  #cursor = -1;

  /** @param {MapStageEvents} events */
  constructor(events) {
    this.events = events;
    this.xTitle = el('span', {});
    this.yTitle = el('span', {});
    this.profileTitle = el('span', {});
    this.dials = new DialMenus(events.onState);
    this.best = new BestPanel(events);
    this.luck = new LuckPanel(events.onMoved);
    this.progress = el('progress', { class: 'map-progress', max: 1, value: 1, label: 'map.progress' });
    this.cancel = el('button', {
      type: 'button',
      class: 'quiet',
      t: 'map.cancel',
      'data-testid': 'map-cancel',
      onclick: events.onCancel,
    });
    this.waiting = el('span', { class: 'map-waiting' }, this.progress, this.cancel);
    const card = (/** @type {string} */ name, /** @type {Node} */ x, /** @type {Node} */ y) =>
      new ChartCard(name, { x: [x], y: [y] }, []);
    this.cards = {
      map: card('map', this.xTitle, this.yTitle),
      fall: card('fall', el('span', { t: 'map.epoch' }), el('span', { t: 'map.excess' })),
      profile: card('profile', this.profileTitle, el('span', { t: 'map.epochsNeeded' })),
    };
    this.cards.map.subtitle.replaceWith(this.waiting, this.dials.element);
    this.foot(this.cards.map, this.#legend());
    this.told = el('p', { class: 'map-told', role: 'status', 'data-testid': 'map-told' });
    this.summary = el('p', { class: 'map-summary', 'data-testid': 'map-summary' });
    this.cards.map.element.append(this.told, this.summary);
    this.runTold = el('span', { class: 'note', 'data-testid': 'map-run' });
    this.cards.fall.subtitle.replaceWith(this.runTold);
    this.foot(
      this.cards.fall,
      el(
        'ul',
        { class: 'legend' },
        entry('path', {}, 'map.legend.run'),
        entry('optimum', { dash: dash.truth }, 'map.legend.predicted'),
        entry('end', { dash: dash.optimum }, 'map.legend.target'),
      ),
    );
    this.cards.profile.subtitle.replaceWith(
      el('button', {
        type: 'button',
        class: 'quiet',
        t: 'map.toRunners',
        'data-testid': 'map-runners',
        onclick: events.onRunners,
      }),
    );
    this.runnerLegend = el('ul', { class: 'legend', 'data-testid': 'map-profiles' });
    this.foot(this.cards.profile, this.runnerLegend);
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
        { key: 'luck', element: this.luck.element },
      ],
      () => {
        if (this.tabs?.shows('luck')) events.onLuck();
      },
    );
    this.question = el('p', { class: 'map-question', role: 'status' });
    const presets = el(
      'section',
      { class: 'card map-presets', 'aria-label': '', label: 'map.presetsLabel' },
      el(
        'div',
        { class: 'map-preset-row' },
        ...mapPresets.map((preset) =>
          el('button', {
            type: 'button',
            class: 'quiet',
            t: `map.presets.${preset.key}.name`,
            'data-testid': `preset-${preset.key}`,
            onclick: () => this.#ask(preset),
          }),
        ),
      ),
      this.question,
    );
    this.element = el(
      'div',
      { class: 'stage map-stage', id: 'charts', tabindex: -1, role: 'region', label: 'sections.charts' },
      presets,
      this.cards.map.element,
      this.cards.fall.element,
      this.cards.profile.element,
      this.tabs.element,
    );
    this.#listen();
  }

  /** @param {ChartCard} card @param {Node} content */
  foot(card, content) {
    card.element.querySelector('.chart-foot')?.replaceChildren(content);
  }

  #legend() {
    const swatch = (/** @type {keyof typeof outside} */ name) =>
      el('li', {}, el('span', { class: `map-swatch map-${name}` }), el('span', { t: `map.legend.${name}` }));
    this.most = el('span', {});
    return el(
      'ul',
      { class: 'legend' },
      el('li', {}, el('span', {}, '0'), el('span', { class: 'map-scale', style: `background:${gradient}` }), this.most),
      swatch('never'),
      swatch('diverged'),
      entry('end', { dash: dash.slope }, 'map.legend.limit'),
      entry('optimum', { dash: dash.truth }, 'map.legend.best'),
    );
  }

  /** @param {MapPreset} preset */
  #ask(preset) {
    this.question.dataset.t = `map.presets.${preset.key}.question`;
    this.events.translate(this.element);
    this.events.onPreset(preset);
  }

  #listen() {
    const { plot } = this.cards.map;
    const frame = plot.parentElement;
    frame?.removeAttribute('aria-hidden');
    plot.tabIndex = 0;
    plot.setAttribute('role', 'application');
    plot.dataset.tLabel = 'map.keyboard';
    plot.addEventListener('pointermove', (event) => this.#hover(event));
    plot.addEventListener('pointerleave', () => this.cards.map.showTip(null, ''));
    plot.addEventListener('click', (event) => {
      if (this.#hover(event)) this.events.onCell(this.#cursor);
    });
    plot.addEventListener('keydown', (event) => this.#press(event));
  }

  /** @param {MouseEvent} event */
  #hover(event) {
    const at = this.#charts?.map.spot(event);
    if (!at || !this.#picture) return false;
    this.#cursor = cellAt(this.#picture.map, at.x, at.y);
    this.cards.map.showTip(at, this.events.describe(this.#cursor));
    return true;
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (!this.#picture) return;
    const { map, here } = this.#picture;
    const columns = map.x.length;
    if (this.#cursor < 0) this.#cursor = here ? cellAt(map, here.x, here.y) : 0;
    let [i, j] = [this.#cursor % columns, Math.floor(this.#cursor / columns)];
    const stride = event.shiftKey ? 10 : 1;
    if (event.key === 'ArrowRight') i += stride;
    else if (event.key === 'ArrowLeft') i -= stride;
    else if (event.key === 'ArrowUp') j += stride;
    else if (event.key === 'ArrowDown') j -= stride;
    else if (event.key === 'Enter') return this.events.onCell(this.#cursor);
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.#cursor = Math.max(0, Math.min(map.y.length - 1, j)) * columns + Math.max(0, Math.min(columns - 1, i));
    setText(this.told, this.events.describe(this.#cursor));
    this.#drawMap();
  }

  /** @param {any} plotly */
  usePlotly(plotly) {
    if (this.#charts) return;
    for (const { plot } of Object.values(this.cards)) plot.replaceChildren();
    const chart = (/** @type {HTMLElement} */ plot) => new Plot(plotly, plot, () => this.events.onMoved());
    this.#charts = {
      map: chart(this.cards.map.plot),
      fall: chart(this.cards.fall.plot),
      profile: chart(this.cards.profile.plot),
    };
    this.luck.usePlotly(plotly);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.#theme = theme;
    publishRunners(theme);
    for (const [name, shade] of Object.entries(outside)) this.element.style.setProperty(`--map-${name}`, shade[theme]);
  }

  /**
   * @param {MapPicture} picture
   * @param {string | null} summary null: the one that stands
   * @param {{ x: string, y: string }} names
   */
  showMap(picture, summary, names) {
    const before = this.#picture?.map;
    this.#picture = picture;
    if (before && this.#cursor >= 0) {
      // A finer map has other cells: the cursor stays where it is, and says what is there now.
      this.#cursor = cellAt(
        picture.map,
        before.x[this.#cursor % before.x.length],
        before.y[Math.floor(this.#cursor / before.x.length)],
      );
      if (document.activeElement === this.cards.map.plot && this.told.textContent)
        setText(this.told, this.events.describe(this.#cursor));
    }
    if (summary) for (const element of [this.summary, this.cards.map.summary]) setText(element, summary);
    setText(this.xTitle, names.x);
    setText(this.yTitle, names.y);
    if (this.most) setText(this.most, String(picture.epochs));
  }

  /** @param {number} share */
  showProgress(share) {
    if (share !== this.progress.value) this.progress.value = share;
    this.waiting.classList.toggle('shown', share < 1);
  }

  /** @param {string} sentence */
  say(sentence) {
    setText(this.told, sentence);
  }

  /** @param {Lab} lab @param {boolean} settled false: words wait for the hand to rest @param {Translate} t */
  showLab(lab, settled, t) {
    setText(this.told, '');
    setText(
      this.runTold,
      lab.arrival === null
        ? t(lab.diverged ? 'map.runDiverged' : 'map.runNever', { epochs: lab.loss.length - 1 })
        : t('map.runReached', { epochs: lab.arrival }),
    );
    if (!settled) return;
    setText(this.cards.fall.summary, this.runTold.textContent ?? '');
    this.theory.replaceChildren(...theoryRows(lab, t));
  }

  /**
   * @param {{ profiles: RunnerProfile[], axis: Axis, epochs: number, here: number }} drawn
   * @param {{ index: number, name: string, error: string }[]} failed
   * @param {(index: number) => string} nameOf
   * @param {string} axisName
   * @param {boolean} settled
   * @param {Translate} t
   */
  showProfiles(drawn, failed, nameOf, axisName, settled, t) {
    this.#profiles = drawn;
    if (!settled) return;
    setText(this.profileTitle, axisName);
    const told = (/** @type {RunnerProfile} */ { index, profile }) => {
      const { share, fewest, at } = profileFacts(profile);
      const where = { method: nameOf(index), axis: axisName, epochs: fewest, share, at: readable(at, 3) };
      if (profile.level) return t(share ? 'map.levelTold' : 'map.levelNever', where);
      return t(share ? 'map.forgives' : 'map.forgivesNothing', where);
    };
    this.runnerLegend.replaceChildren(
      ...drawn.profiles.map(({ index, profile }) =>
        saidEntry(
          `runner-${index}`,
          { dash: runnerLooks[index].dash },
          profile.level ? t('map.levelLegend', { method: nameOf(index), axis: axisName }) : nameOf(index),
        ),
      ),
      ...failed.map(({ index, error }) =>
        el('li', { title: error }, t('map.cannotRun', { method: nameOf(index), reason: error })),
      ),
    );
    setText(
      this.cards.profile.summary,
      [
        ...drawn.profiles.map(told),
        ...failed.map(({ index, error }) => t('map.cannotRun', { method: nameOf(index), reason: error })),
      ].join(' '),
    );
  }

  /** One frame. @param {Lab} lab @param {number} position */
  show(lab, position) {
    if (!this.#charts) return;
    this.#charts.fall.draw(fallFigure(lab, position, this.#theme));
    this.#drawMap();
    if (this.#profiles) this.#charts.profile.draw(this.#profileFigure());
    if (this.tabs.shows('luck')) this.luck.draw(this.#theme);
  }

  #profileFigure() {
    const { profiles, axis, epochs, here } = this.#profiles;
    return profileFigure(profiles, axis, epochs, here, this.#theme);
  }

  #drawMap() {
    if (!this.#picture || !this.#charts) return;
    const { map } = this.#picture;
    const cursor =
      this.#cursor < 0 || document.activeElement !== this.cards.map.plot
        ? null
        : { x: map.x[this.#cursor % map.x.length], y: map.y[Math.floor(this.#cursor / map.x.length)] };
    this.#charts.map.draw(mapFigure(this.#picture, this.#theme, cursor));
  }
}
