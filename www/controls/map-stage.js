// The right side of the map: the map itself, the run that plays, the methods compared, and a panel for theory, the best
// settings and luck.
import { mapPresets, methods } from '../state/map.js';
import { readable } from '../i18n/format.js';
import { dash } from '../views/figure.js';
import { cloudFigure, correlation, fallFigure, luckFigure, middle95, profileFacts, profileFigure } from '../views/lab-charts.js';
import { cellAt, gradient, mapFigure, outside } from '../views/map-chart.js';
import { nameText } from '../views/names.js';
import { Chart } from '../views/plot.js';
import { publishRunners, runnerLooks } from '../views/race-marks.js';
import { ChartCard } from './chart-card.js';
import { el, setText } from './dom.js';
import { Tabs } from './tabs.js';
import { dialName, draws, short } from './map-workspace.js';
/**
 * @typedef {import('../views/map-chart.js').MapPicture} MapPicture
 * @typedef {import('../engine/lab.js').Lab} Lab
 * @typedef {import('../i18n/translate.js').Translate} Translate
 * @typedef {import('../views/marks.js').Theme} Theme
 * @typedef {{ values: number[], epochs: number, loss: number }} Ranked
 *
 * @typedef {object} MapStageEvents
 * @property {(change: Partial<import('../state/map.js').MapState>) => void} onState
 * @property {(cell: number) => void} onCell
 * @property {(preset: import('../state/map.js').MapPreset) => void} onPreset
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
  /** @type {Record<'map' | 'fall' | 'profile' | 'luck', Chart> | null} */ #charts = null;
  /** @type {Theme} */ #theme = 'light';
  /** @type {MapPicture | null} */ #picture = null;
  /** @type {any} */ #profiles = null;
  /** @type {any} */ #luck = null;
  #cursor = -1;
  #key = '';

  /** @param {MapStageEvents} events */
  constructor(events) {
    this.events = events;
    this.xTitle = el('span', {});
    this.yTitle = el('span', {});
    this.profileTitle = el('span', {});
    this.luckTitle = el('span', {});
    this.menus = {
      x: el('select', { class: 'menu', label: 'map.x', 'data-testid': 'map-x', onchange: () => events.onState({ x: this.menus.x.value }) }),
      y: el('select', { class: 'menu', label: 'map.y', 'data-testid': 'map-y', onchange: () => events.onState({ y: this.menus.y.value }) }),
      method: el('select', { class: 'menu', label: 'map.method', 'data-testid': 'map-method', onchange: () => events.onState({ method: this.menus.method.value }) },
        ...Object.keys(methods).map((name) => el('option', { value: name, t: `optimizers.${name}` }))),
    };
    this.progress = el('progress', { class: 'map-progress', max: 1, value: 1, label: 'map.progress' });
    this.cancel = el('button', { type: 'button', class: 'quiet', t: 'map.cancel', 'data-testid': 'map-cancel', onclick: events.onCancel });
    this.waiting = el('span', { class: 'map-waiting' }, this.progress, this.cancel);
    const card = (/** @type {string} */ name, /** @type {Node} */ x, /** @type {Node} */ y) => new ChartCard(name, { x: [x], y: [y] }, []);
    this.cards = {
      map: card('map', this.xTitle, this.yTitle),
      fall: card('fall', el('span', { t: 'map.epoch' }), el('span', { t: 'map.excess' })),
      profile: card('profile', this.profileTitle, el('span', { t: 'map.epochsNeeded' })),
    };
    this.cards.map.subtitle.replaceWith(this.waiting, el('span', { class: 'map-menus' }, this.menus.method, el('span', { t: 'map.over' }), this.menus.x, el('span', { 'aria-hidden': 'true' }, '×'), this.menus.y));
    this.foot(this.cards.map, this.#legend());
    this.told = el('p', { class: 'map-told', role: 'status', 'data-testid': 'map-told' });
    this.summary = el('p', { class: 'map-summary', 'data-testid': 'map-summary' });
    this.cards.map.element.append(this.told, this.summary);
    this.runTold = el('span', { class: 'note', 'data-testid': 'map-run' });
    this.cards.fall.subtitle.replaceWith(this.runTold);
    this.foot(this.cards.fall, el('ul', { class: 'legend' }, item('path', 'solid', 'map.legend.run'), item('optimum', dash.truth, 'map.legend.predicted'), item('end', '2,4', 'map.legend.target')));
    this.cards.profile.subtitle.replaceWith(el('button', { type: 'button', class: 'quiet', t: 'map.toRunners', 'data-testid': 'map-runners', onclick: events.onRunners }));
    this.runnerLegend = el('ul', { class: 'legend', 'data-testid': 'map-profiles' });
    this.foot(this.cards.profile, this.runnerLegend);
    this.theory = el('div', { class: 'map-theory', tabindex: 0, role: 'group', label: 'panels.theory', 'data-testid': 'map-theory' });
    this.ranked = el('div', { 'data-testid': 'map-ranked' });
    this.tuned = el('p', { class: 'note', 'data-testid': 'map-tuned' });
    const tune = el('button', { type: 'button', class: 'quiet', t: 'map.tune', 'data-testid': 'map-tune', onclick: events.onTune });
    this.luckPlot = el('div', { class: 'plot', 'data-testid': 'chart-luck', 'aria-hidden': 'true' });
    this.luckText = el('p', { class: 'note', 'data-testid': 'map-luck' });
    this.luckName = '';
    this.luckNames = el('select', { class: 'menu', label: 'map.parameter', onchange: () => { this.luckName = this.luckNames.value; this.#drawLuck(); } });
    this.luckLegend = el('ul', { class: 'legend' });
    const luck = el('div', { class: 'map-luck' }, el('div', { class: 'map-luck-plot' }, this.luckPlot), this.luckLegend, this.luckNames, this.luckText);
    this.tabs = new Tabs([
      { key: 'theory', element: this.theory },
      { key: 'best', element: el('div', {}, el('p', {}, tune), this.tuned, this.ranked) },
      { key: 'luck', element: luck },
    ], () => { if (this.tabs?.shows('luck')) events.onLuck(); });
    this.question = el('p', { class: 'map-question', role: 'status' });
    const presets = el('section', { class: 'card map-presets', 'aria-label': '', label: 'map.presetsLabel' },
      el('div', { class: 'map-preset-row' }, ...mapPresets.map((preset) => el('button', { type: 'button', class: 'quiet', t: `map.presets.${preset.key}.name`, 'data-testid': `preset-${preset.key}`, onclick: () => this.#ask(preset) }))), this.question);
    this.element = el('div', { class: 'stage map-stage', id: 'charts', tabindex: -1, role: 'region', label: 'sections.charts' },
      presets, this.cards.map.element, this.cards.fall.element, this.cards.profile.element, this.tabs.element);
    this.#listen();
  }

  /** @param {ChartCard} card @param {Node} content */
  foot(card, content) {
    card.element.querySelector('.chart-foot')?.replaceChildren(content);
  }

  #legend() {
    const swatch = (/** @type {keyof typeof outside} */ name) => el('li', {}, el('span', { class: `map-swatch map-${name}` }), el('span', { t: `map.legend.${name}` }));
    this.most = el('span', {});
    return el('ul', { class: 'legend' },
      el('li', {}, el('span', {}, '0'), el('span', { class: 'map-scale', style: `background:${gradient}` }), this.most), swatch('never'), swatch('diverged'),
      item('end', dash.slope, 'map.legend.limit'), item('optimum', dash.truth, 'map.legend.best'));
  }

  /** @param {import('../state/map.js').MapPreset} preset */
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
    plot.addEventListener('click', (event) => { if (this.#hover(event)) this.events.onCell(this.#cursor); });
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
    const chart = (/** @type {HTMLElement} */ plot) => new Chart(plotly, plot, () => this.events.onMoved());
    this.#charts = { map: chart(this.cards.map.plot), fall: chart(this.cards.fall.plot), profile: chart(this.cards.profile.plot), luck: chart(this.luckPlot) };
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.#theme = theme;
    publishRunners(theme);
    for (const [name, shade] of Object.entries(outside)) this.element.style.setProperty(`--map-${name}`, shade[theme]);
  }

  /** @param {string[]} paths @param {import('../state/map.js').MapState} state @param {import('./workspaces.js').Services} services */
  showDials(paths, state, services) {
    const key = JSON.stringify([paths, services.language()]);
    if (key !== this.#key) for (const menu of [this.menus.x, this.menus.y]) menu.replaceChildren(...paths.map((path) => el('option', { value: path }, dialName(path, services))));
    this.#key = key;
    for (const name of /** @type {const} */ (['x', 'y', 'method'])) if (this.menus[name].value !== state[name]) this.menus[name].value = state[name];
  }

  /** @param {MapPicture} picture @param {string | null} summary null: the one that stands @param {{ x: string, y: string }} names */
  showMap(picture, summary, names) {
    const before = this.#picture?.map;
    this.#picture = picture;
    if (before && this.#cursor >= 0) {
      // A finer map has other cells: the cursor stays where it is, and says what is there now.
      this.#cursor = cellAt(picture.map, before.x[this.#cursor % before.x.length], before.y[Math.floor(this.#cursor / before.x.length)]);
      if (document.activeElement === this.cards.map.plot && this.told.textContent) setText(this.told, this.events.describe(this.#cursor));
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
    setText(this.runTold, lab.arrival === null ? t(lab.diverged ? 'map.runDiverged' : 'map.runNever', { epochs: lab.loss.length - 1 }) : t('map.runReached', { epochs: lab.arrival }));
    if (!settled) return;
    setText(this.cards.fall.summary, this.runTold.textContent ?? '');
    this.theory.replaceChildren(...theoryRows(lab, t));
  }

  /** @param {{ profiles: import('../views/lab-charts.js').RunnerProfile[], axis: import('../../wasm/engine.d.ts').Axis, epochs: number, here: number }} drawn @param {{ index: number, name: string, error: string }[]} failed @param {(index: number) => string} nameOf @param {string} axisName @param {boolean} settled @param {Translate} t */
  showProfiles(drawn, failed, nameOf, axisName, settled, t) {
    this.#profiles = drawn;
    if (!settled) return;
    setText(this.profileTitle, axisName);
    const told = (/** @type {import('../views/lab-charts.js').RunnerProfile} */ { index, profile }) => {
      const { share, fewest, at } = profileFacts(profile);
      const where = { method: nameOf(index), axis: axisName, epochs: fewest, share, at: readable(at, 3) };
      if (profile.level) return t(share ? 'map.levelTold' : 'map.levelNever', where);
      return t(share ? 'map.forgives' : 'map.forgivesNothing', where);
    };
    this.runnerLegend.replaceChildren(
      ...drawn.profiles.map(({ index, profile }) => item(`runner-${index}`, runnerLooks[index].dash, null, profile.level ? t('map.levelLegend', { method: nameOf(index), axis: axisName }) : nameOf(index))),
      ...failed.map(({ index, error }) => el('li', { title: error }, t('map.cannotRun', { method: nameOf(index), reason: error }))),
    );
    setText(this.cards.profile.summary, [...drawn.profiles.map(told), ...failed.map(({ index, error }) => t('map.cannotRun', { method: nameOf(index), reason: error }))].join(' '));
  }

  /** @param {Ranked[]} ranked @param {{ x: string, y: string }} names @param {'map' | 'tuner'} source @param {Translate} t */
  showRanked(ranked, names, source, t) {
    if (source === 'map') setText(this.tuned, '');
    const head = [names.x, names.y, t('map.epochs'), t('chart.loss'), ''];
    const rows = ranked.map(({ values, epochs, loss }) => el('tr', {}, ...values.map((value) => el('td', {}, short(value))), el('td', {}, String(epochs)), el('td', {}, short(loss)),
      el('td', {}, el('button', { type: 'button', class: 'quiet', 'data-testid': 'map-use', onclick: () => this.events.onUse(values[0], values[1]) }, t('map.use')))));
    this.ranked.replaceChildren(el('table', { class: 'map-table' }, el('caption', {}, t(`map.ranked.${source}`)), el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { scope: 'col' }, text)))), el('tbody', {}, ...rows)));
  }

  /** @param {Translate} t */
  tuning(t) {
    setText(this.tuned, t('status.working'));
  }

  /** @param {import('../../wasm/engine.d.ts').Tuning} tuning @param {Translate} t */
  explainTuning({ rounds, refinements, steps }, t) {
    const halving = rounds.map(({ candidates, epochs }) => t('map.tunedRound', { candidates, epochs })).join(' → ');
    setText(this.tuned, t('map.tuned', { halving, refinements, steps }));
  }

  /** @param {{ study: import('../../wasm/engine.d.ts').NoiseStudy, end: Record<string, number> } | null} luck @param {string} sentence @param {Translate} t */
  showLuck(luck, sentence, t) {
    this.#luck = luck && { ...luck, t };
    if (!luck) return setText(this.luckText, sentence);
    const own = luck.study.resampled;
    this.luckLegend.replaceChildren(item('curve', 'solid', null, t('map.legend.bell')), item('truth', dash.truth, null, t(own ? 'map.legend.fit' : 'map.legend.truth')),
      ...(own ? [] : [item('optimum', '2,4', null, t('map.legend.fit'))]), item('end', dash.slope, null, t('map.legend.end')));
    const names = Object.keys(luck.study.estimates);
    const pairs = names.flatMap((a, k) => names.slice(k + 1).map((b) => `${a} × ${b}`));
    if (![...names, ...pairs].includes(this.luckName)) this.luckName = names[0];
    this.luckNames.hidden = names.length < 2;
    this.luckNames.replaceChildren(...[...names, ...pairs].map((name) => el('option', { value: name }, spoken(name))));
    this.luckNames.value = this.luckName;
    this.#tellLuck();
  }

  #tellLuck() {
    const { study, end, t } = this.#luck;
    const name = this.luckName;
    const r = (/** @type {number} */ value) => readable(value, 4);
    const [a, b] = name.split(' × ');
    if (b) return setText(this.luckText, t('map.luckCloud', { a: nameText(a), b: nameText(b), draws, correlation: readable(correlation(study.estimates[a], study.estimates[b]), 3) }));
    const own = study.resampled ? study.truth[name] : study.estimates[name][0];
    const facts = {
      draws, name: nameText(name), mean: r(study.mean[name]), sd: r(study.sd[name]), expectedMean: r(study.expectedMean[name]), expectedSd: r(study.expectedSd[name]),
      bias: r(study.mean[name] - study.truth[name]), optimizer: r((end[name] ?? own) - own),
    };
    if (!study.resampled) return setText(this.luckText, t(study.exact ? 'map.luckTold' : 'map.luckToldLocal', { ...facts, sample: r(own - study.truth[name]) }));
    const [low, high] = middle95(study.estimates[name]).map(r);
    setText(this.luckText, t(study.exact ? 'map.luckResampled' : 'map.luckResampledLocal', { ...facts, fitted: r(own), low, high }));
  }

  /** One frame. @param {Lab} lab @param {number} position */
  show(lab, position) {
    if (!this.#charts) return;
    this.#charts.fall.draw(fallFigure(lab, position, this.#theme));
    this.#drawMap();
    if (this.#profiles) this.#charts.profile.draw(this.#profileFigure());
    this.#drawLuck();
  }

  #profileFigure() {
    const { profiles, axis, epochs, here } = this.#profiles;
    return profileFigure(profiles, axis, epochs, here, this.#theme);
  }

  #drawMap() {
    if (!this.#picture || !this.#charts) return;
    const { map } = this.#picture;
    const cursor = this.#cursor < 0 || document.activeElement !== this.cards.map.plot ? null : { x: map.x[this.#cursor % map.x.length], y: map.y[Math.floor(this.#cursor / map.x.length)] };
    this.#charts.map.draw(mapFigure(this.#picture, this.#theme, cursor));
  }

  #drawLuck() {
    if (!this.#luck || !this.#charts || !this.tabs.shows('luck')) return;
    this.#tellLuck();
    const { study, end } = this.#luck;
    const [a, b] = this.luckName.split(' × ');
    if (b) return this.#charts.luck.draw(cloudFigure(study, [a, b], end, this.#theme));
    this.#charts.luck.draw(luckFigure(study, this.luckName, end[this.luckName] ?? NaN, this.#theme));
  }
}

/** A line of a legend. @param {string} meaning whose colour it has @param {string} dash @param {string | null} key @param {string} [text] */
function item(meaning, dash, key, text = '') {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 12');
  svg.setAttribute('class', 'swatch swatch-line');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', 'M1 6H23');
  path.setAttribute('style', `fill:none;stroke:var(--${meaning});stroke-width:2.2;stroke-dasharray:${dash === 'solid' ? 'none' : dash.replaceAll(',', ' ')}`);
  svg.append(path);
  return el('li', {}, svg, key ? el('span', { t: key }) : el('span', {}, text));
}

/** @param {Lab} lab @param {Translate} t @returns {Node[]} */
function theoryRows({ theory }, t) {
  if (!theory) return [el('p', {}, t('map.noTheory'))];
  const r = (/** @type {number} */ value) => readable(value, 5);
  const { curvature, stableRate, own, gd, momentum, exact } = theory;
  const epochs = (/** @type {number} */ value) => (value < 0 ? '—' : String(value));
  const facts = [
    ['curvature', [...curvature].map(r).join(', ')], ['stable', r(stableRate)], ['bestRate', r(gd.rate)], ['bestMomentum', `μ = ${r(momentum.mu)}, h = ${r(momentum.rate)}`],
  ];
  const methodsTold = [...(own ? [['own', own]] : []), ['gd', gd], ['momentum', momentum]];
  return [
    el('p', { class: 'note' }, t(exact ? 'map.exact' : 'map.local')),
    el('dl', { class: 'map-facts' }, ...facts.flatMap(([key, value]) => [el('dt', {}, t(`map.fact.${key}`)), el('dd', {}, value)])),
    el('table', { class: 'map-table' },
      el('thead', {}, el('tr', {}, ...['setting', 'contraction', 'predicted', 'measured'].map((key) => el('th', { scope: 'col' }, t(`map.column.${key}`))))),
      el('tbody', {}, ...methodsTold.map(([key, row]) => {
        const { contraction, predicted, measured } = /** @type {import('../../wasm/engine.d.ts').Prediction} */ (row);
        return el('tr', {}, el('th', { scope: 'row' }, t(`map.setting.${key}`)), el('td', {}, r(contraction)), el('td', {}, epochs(predicted)), el('td', {}, epochs(measured)));
      }))),
  ];
}


/** A parameter, or two of them: w1 × w2 is w₁ × w₂. @param {string} name */
const spoken = (name) => name.split(' × ').map(nameText).join(' × ');
