// The page: slider → state → worker → problem → snapshot → charts, and back.
import { Player, epochsPerSecond } from './animation/player.js';
import { copyText } from './controls/copy.js';
import { el, translate } from './controls/dom.js';
import { header } from './controls/header.js';
import { helpDialog } from './controls/help.js';
import { OwnData } from './controls/own-data.js';
import { ProblemForm } from './controls/problem-form.js';
import { RunBar, listenToKeys } from './controls/run-bar.js';
import { Stage } from './controls/stage.js';
import { workspaceSwitch } from './controls/workspaces.js';
import { EngineClient } from './engine/client.js';
import { runLater } from './engine/later.js';
import { MapPool } from './engine/pool.js';
import { limitText } from './i18n/format.js';
import { translator } from './i18n/strings.js';
import { preferredLanguage } from './i18n/translate.js';
import { fromHash, toHash } from './state/hash.js';
import { valuesOf } from './state/presets.js';
import { remember, remembered } from './state/preferences.js';
import { takeSnapshot } from './state/snapshot.js';
import { useKatex } from './views/math.js';
import { sceneRanges } from './views/scene.js';
import { verdict } from './views/verdict.js';
/**
 * @typedef {import('./state/store.js').Store} Store
 * @typedef {import('./engine/compute.js').Problem} Problem
 * @typedef {import('./engine/compute.js').Past} Past
 * @typedef {import('./state/validate.js').Problem} Mistake
 * @typedef {import('./controls/workspaces.js').Guest} Guest
 */

/** When nothing has moved for this many milliseconds, ranges fit, the link is written, and summaries are said anew. */
const restAfter = 400;
/** More epochs per second than this nobody reads. */
const readableEpochs = 5;
/** Waiting longer than this many milliseconds is worth a word. */
const busyAfter = 150;

export class Page {
  /** @type {EngineClient | null} */ #engine = null;
  /** @type {Problem | null} */ #problem = null;
  /** @type {Past | null} the epochs that stand since the rate changed while the descent played */ #past = null;
  /** @type {import('./views/figure.js').Scene['ranges'] | null} */ #ranges = null;
  /** @type {Record<string, number | string> | null} the values of the last problem that could be computed */ #good = null;
  /** @type {Record<string, number | string> | null} the values of the last question */ #asked = null;
  /** @type {string[]} */ #lastChanged = [];
  /** @type {'always' | 'ifDiverged' | null} whether a learning rate is to be found */ #tune = null;
  /** @type {Map<string, Guest>} the workspaces beside the descent, once they were opened */ #guests = new Map();
  /** @type {import('./controls/workspaces.js').Guests | null} who makes them, once fetched */ #makers = null;
  #fetching = false;
  /** The open workspace. */ #workspace = 'descent';
  /** @type {Map<string, number>} where the timeline of each workspace stands */ #positions = new Map();
  /** @type {any} */ #plotly = null;
  /** @type {MapPool | null} */ #pool = null;
  /** @type {(part: BufferSource) => void} */ #takeSecond = () => {};
  /** @type {Promise<BufferSource>} the engine's second part */ #second = new Promise((resolve) => { this.#takeSecond = resolve; });
  #settled = true;
  #frameAsked = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #rest;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #busy;
  #calm = matchMedia('(prefers-reduced-motion: reduce)');

  /** @param {Store} store @param {import('../wasm/engine.d.ts').Catalog} catalog @param {HTMLElement} root */
  constructor(store, catalog, root) {
    this.store = store;
    this.catalog = catalog;
    this.language = /** @type {import('./i18n/translate.js').Language} */ (remembered('language') ?? preferredLanguage(navigator.languages));
    this.t = translator(this.language);
    this.player = new Player(() => this.#draw());
    this.notice = el('p', { class: 'notice', role: 'status', hidden: true, 'data-testid': 'notice' });
    this.form = new ProblemForm(store, {
      onChange: (path, value, settled) => {
        if (path === 'model.formula') this.#tune = 'ifDiverged';
        return this.#change({ [path]: value }, settled);
      },
      onFindRate: () => this.#findRate(),
      onPreset: (preset, part) => this.#usePreset(preset, part),
      check: (payload, receive) => this.#engine?.ask('check', payload, receive),
      translate: (element) => translate(element, this.t),
      onOwnData: () => this.ownData.open(),
      onNewNoise: () => this.#change({ 'data.seed': Math.floor(Math.random() * 10000) }, true),
      explain: (mistake) => this.#explain(mistake),
      language: () => this.language,
    });
    this.stage = new Stage(store, {
      onSeek: (epoch) => this.player.seek(epoch),
      onChange: (path, value) => this.#change({ [path]: value }, true),
      onCopy: (text) => this.#copy(text),
      onMoved: () => this.#requestFrame(),
      askDerivative: (point, receive) => this.#problem && this.#engine?.ask('derivative', { experiment: this.#problem.experiment, point }, receive),
      askSlice: (point, receive) => this.#askSlice(point, receive),
      askFit: (receive) => this.#problem && this.#engine?.ask('fit', { experiment: this.#problem.experiment, x: this.#problem.curves.x }, receive),
      explain: (mistake) => this.#explain(mistake),
      askTrace: (point, row, receive) => this.#problem && this.#engine?.ask('trace', { experiment: this.#problem.experiment, point, row }, receive),
      language: () => this.language,
    });
    this.runBar = new RunBar(this.player, () => this.#toStart());
    this.help = helpDialog();
    this.ownData = new OwnData({ onUse: (table) => this.#useTable(table), t: () => this.t });
    this.switch = workspaceSwitch(/** @type {import('./state/fields.js').ChoiceField} */ (store.field('view.workspace')), (workspace) => this.#change({ 'view.workspace': workspace }, true));
    this.main = el('main', {}, this.form.element, this.stage.element);
    this.#build(root);
    this.#listen();
    this.#setTheme(remembered('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
    this.#setLanguage(this.language);
    this.#readHash();
  }

  /** The heavy parts, as they arrive. @param {string} name @param {any} value */
  receivePart(name, value) {
    if (name === 'worker') this.#startEngine(value);
    if (name === 'second') this.#takeSecond(value);
    if (name === 'math') {
      useKatex(value);
      this.form.typeset();
      this.stage.typeset();
      for (const guest of this.#guests.values()) guest.typeset();
    }
    if (name === 'csv') this.ownData.useParser(value);
    if (name === 'plotly') this.#usePlotly(value);
    if (name === 'workspaces') {
      this.#makers = value;
      this.#openWorkspace();
    }
    this.#requestFrame();
  }

  /** A look inside, for tests. */
  get inspector() {
    const page = this;
    return Object.freeze({
      get experiment() { return page.store.experiment(); },
      get problem() { return page.#problem; },
      get snapshot() { return page.#problem && takeSnapshot(page.#problem, page.player.position); },
      get playing() { return page.player.playing; },
      get guest() { return page.#guest; },
    });
  }

  /** @param {HTMLElement} root */
  #build(root) {
    root.append(
      header({
        onLanguage: () => this.#setLanguage(this.language === 'es' ? 'en' : 'es'),
        onTheme: () => this.#setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'),
        onShare: () => this.#share(),
        onNotebook: () => this.#toNotebook(),
        onHelp: () => this.help.showModal(),
      }, this.switch.element),
      this.main,
      el('footer', { class: 'bottom' }, this.notice, this.runBar.element),
      this.help, this.ownData.element);
  }

  #listen() {
    listenToKeys(this.player);
    this.store.subscribe((paths) => this.#changed(paths));
    addEventListener('hashchange', () => this.#readHash());
    this.#calm.addEventListener('change', () => this.#requestFrame());
  }

  /** @param {string} source of the worker */
  #startEngine(source) {
    this.#pool = new MapPool(source, this.#second, navigator.hardwareConcurrency ?? 2);
    this.#engine = new EngineClient(source, this.#second, {
      onBusy: (busy) => this.#showBusy(busy),
      onFailure: (reason) => this.#say(this.t('status.engineFailed', { reason })),
    });
    this.#compute();
  }

  // --- From a gesture to a problem ---------------------------------------------------------------------------

  /** @param {Record<string, number | string>} values @param {boolean} settled @returns {Mistake | null} */
  #change(values, settled) {
    this.#settled = settled;
    const mistake = this.store.set(values);
    if (settled && !mistake) this.#afterRest();
    return mistake;
  }

  /** @param {string[]} paths */
  #changed(paths) {
    this.#lastChanged = paths;
    const onlyRate = paths.every((path) => path === 'optimizer.rate');
    this.#past = onlyRate && this.player.playing && this.#problem ? pastOf(this.#problem, Math.floor(this.player.position)) : null;
    this.form.show();
    this.stage.showChoices();
    if (paths.includes('view.workspace')) this.#openWorkspace();
    if (this.#guest && paths.includes(this.#guest.field)) this.#readGuest(this.#guest);
    else if (paths.some((path) => !path.startsWith('view.') || path === 'view.range' || path === 'view.along')) this.#compute();
    else this.#requestFrame();
    this.#afterRest();
  }

  #compute() {
    if (this.#guest) this.#engine && this.#guest.compute(this.#settled);
    if (!this.#guest || this.#guest.withForm) this.#computeDescent();
  }

  #computeDescent() {
    const range = /** @type {import('./engine/compute.js').RangeName} */ (this.store.choice('view.range'));
    const previous = this.#ranges?.loss.x ?? null;
    const payload = { experiment: this.store.experiment(), tune: this.#tune, along: this.store.choice('view.along'), range: { name: range, previous, settled: this.#settled }, epoch: this.#atEnd() ? Infinity : Math.floor(this.player.position), past: this.#past };
    const values = this.store.values();
    this.#engine?.ask('problem', payload, (result) => {
      if (result.ok) {
        this.#show(result.problem, values);
        if (payload.tune) this.#takeRate(result.problem);
      } else if (values === this.#asked) this.#refuse(result.error);
    });
    this.#asked = values;
  }

  /** @param {Problem} problem @param {Record<string, number | string>} values that it was computed from */
  #show(problem, values) {
    this.#good = values;
    if (this.#problem && this.#problem !== problem) release(this.#problem.curves.y);
    this.#problem = problem;
    this.#ranges = sceneRanges(problem, this.#ranges, this.#settled);
    this.store.use('model.start', problem.parameters);
    this.store.use('data.constants', problem.formulas.truth?.parameters ?? []);
    this.form.showProblem(problem, this.#lossOf(problem), this.t);
    this.form.blame(problem.mistake);
    if (!this.#guest) this.#play(problem.trajectory.epochs);
    this.form.judge(verdict(problem, this.t), problem.optimum);
    this.stage.showProblem(problem, this.t, !this.#settled);
    this.#requestFrame();
  }

  /** The timeline of what was computed. @param {number} end */
  #play(end) {
    const { player } = this;
    const position = this.#atEnd() ? end : Math.min(player.position, end);
    player.end = end;
    player.position = position;
  }

  /** @param {Problem} problem */
  #lossOf({ experiment }) {
    const { losses } = this.catalog;
    return losses.find(({ name }) => name === experiment.loss?.name) ?? losses[0];
  }

  /** Data or a model from the table, with a learning rate that suits them. @param {import('./state/presets.js').Preset} preset @param {'data' | 'model'} part */
  #usePreset(preset, part) {
    this.player.seek(0);
    this.#tune = 'always';
    this.#change(valuesOf(preset, part), true);
  }

  /** Data of one's own, or none: then they are simulated again. @param {string} table */
  #useTable(table) {
    this.player.seek(0);
    this.#tune = 'ifDiverged';
    this.#change({ 'data.table': table }, true);
  }

  /** The rate that the engine found. @param {Problem} problem */
  #takeRate({ experiment }) {
    this.#tune = null;
    this.store.set({ 'optimizer.rate': Number(experiment.optimizer.rate) });
  }

  #findRate() {
    this.#tune = 'always';
    this.#compute();
  }

  /** @param {Record<string, number>} point @param {(result: any) => void} receive */
  #askSlice(point, receive) {
    if (!this.#problem) return;
    const { experiment, along, landscape: { range } } = this.#problem;
    this.#engine?.ask('slice', { experiment, point, along, range }, receive);
  }

  /** Who looks at the end of a run looks at the end of the next one. */
  #atEnd() {
    const { end, position, playing } = this.player;
    return end > 0 && position >= end && !playing;
  }

  /** The engine refuses the experiment: say why at the field, and go back to the last good one. @param {Mistake} error */
  #refuse(error) {
    const good = this.#good;
    if (!good) {
      this.#say(`${this.t('status.badStart')} ${this.#explain(error)}`);
      this.store.reset();
      return;
    }
    if (!this.form.refuse(error, this.#lastChanged, good)) this.#say(this.#explain(error));
    this.store.set(good);
  }

  // --- From a problem to the screen ---------------------------------------------------------------------------

  /** Draws in the next frame; while it plays there is one anyway. */
  #requestFrame() {
    if (this.#frameAsked || this.player.playing) return;
    this.#frameAsked = true;
    requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frameAsked = false;
    if (this.#guest) return this.#drawGuest(this.#guest);
    if (!this.#problem || !this.#ranges) return;
    const { player } = this;
    const position = this.#calm.matches ? Math.floor(player.position) : player.position;
    const snapshot = takeSnapshot(this.#problem, position);
    this.runBar.show(snapshot, this.t);
    this.stage.show(snapshot, this.#ranges, this.t, this.#hasty);
    if (!player.playing) this.#afterRest();
  }

  /** Epochs pass faster than one reads. */
  get #hasty() {
    return this.player.playing && this.player.speed * epochsPerSecond > readableEpochs;
  }

  // --- Workspaces ----------------------------------------------------------------------------------------------

  /** The open workspace, if it is not the descent. */
  get #guest() {
    return this.#guests.get(this.#workspace) ?? null;
  }

  #openWorkspace() {
    const { player } = this;
    const wanted = this.store.choice('view.workspace');
    this.switch.show(wanted);
    if (wanted === this.#workspace) return;
    if (!this.#makers) return this.#fetchMakers();
    player.pause();
    this.#positions.set(this.#workspace, player.position);
    this.#workspace = wanted;
    player.end = 0;
    player.position = this.#positions.get(wanted) ?? Infinity;
    if (wanted in this.#makers && !this.#guests.has(wanted)) this.#guests.set(wanted, this.#invite(this.#makers[wanted]));
    this.main.replaceChildren(...(this.#guest?.elements ?? [this.form.element, this.stage.element]));
    translate(this.main, this.t);
    this.#guest?.translate();
    if (this.#guest) this.#readGuest(this.#guest);
    else this.#compute();
  }

  /** They arrive as a part of the page like others; until then the descent stays. */
  #fetchMakers() {
    if (this.#fetching) return;
    this.#fetching = true;
    runLater('workspaces').catch(() => {
      this.#fetching = false;
      this.#say(this.t('status.workspaceFailed'));
      this.store.set({ 'view.workspace': this.#workspace });
    });
  }

  /** @param {import('./controls/workspaces.js').Guests[string]} maker @returns {Guest} */
  #invite(maker) {
    const guest = maker(this.catalog, {
      store: this.store,
      form: this.form.element,
      pool: () => this.#pool,
      play: () => { this.player.seek(0); this.player.play(); },
      change: (values, settled) => this.#change(values, settled),
      ask: (kind, payload, receive) => this.#engine?.ask(kind, payload, receive),
      ready: (end) => { this.#play(end); this.#requestFrame(); },
      moved: () => this.#requestFrame(),
      translate: (element) => translate(element, this.t),
      explain: (mistake) => this.#explain(mistake),
      language: () => this.language,
      t: () => this.t,
    });
    guest.setTheme(/** @type {import('./views/marks.js').Theme} */ (document.documentElement.dataset.theme));
    if (this.#plotly) guest.usePlotly(this.#plotly);
    return guest;
  }

  /** @param {Guest} guest */
  #readGuest(guest) {
    if (!guest.read()) this.#say(this.t('status.link', { parts: guest.field }));
    this.#compute();
  }

  /** @param {Guest} guest */
  #drawGuest(guest) {
    const { player } = this;
    const position = Math.min(this.#calm.matches ? Math.floor(player.position) : player.position, player.end);
    const seen = guest.show(position, this.#hasty);
    if (seen) this.runBar.show({ epoch: Math.floor(position), loss: seen.loss, position }, this.t, seen.unit);
  }

  /** @param {any} plotly */
  #usePlotly(plotly) {
    this.#plotly = plotly;
    this.stage.usePlotly(plotly);
    for (const guest of this.#guests.values()) guest.usePlotly(plotly);
  }

  /** Once nothing moves: fit the ranges, write the link, say in words what the charts show. */
  #afterRest() {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      if (document.querySelector('input[type=range]:active')) return this.#afterRest();
      const wasMoving = !this.#settled;
      this.#settled = true;
      if (wasMoving) this.#compute();
      this.#writeHash();
      if (this.#problem) this.stage.summarize(takeSnapshot(this.#problem, this.player.position), this.t);
    }, restAfter);
  }

  /** Back to the start, and to one rate for the whole run. */
  #toStart() {
    this.player.seek(0);
    if (!this.#past) return;
    this.#past = null;
    this.#compute();
  }

  // --- Language, theme, link ---------------------------------------------------------------------------------

  /** @param {import('./i18n/translate.js').Language} language */
  #setLanguage(language) {
    this.language = language;
    this.t = translator(language);
    document.documentElement.lang = language;
    document.title = `${this.t('title')} · ${this.t('tagline')}`;
    remember('language', language);
    translate(document, this.t);
    this.form.translate();
    this.#guest?.translate();
    if (this.#problem) {
      this.form.judge(verdict(this.#problem, this.t), this.#problem.optimum);
      this.stage.showProblem(this.#problem, this.t);
      this.stage.translate(this.t);
    }
    this.notice.hidden = true;
    this.#requestFrame();
  }

  /** @param {string} theme */
  #setTheme(theme) {
    const known = theme === 'dark' ? 'dark' : 'light';
    document.documentElement.dataset.theme = known;
    remember('theme', known);
    this.stage.setTheme(known);
    for (const guest of this.#guests.values()) guest.setTheme(known);
    this.#requestFrame();
  }

  #readHash() {
    const { values, refused } = fromHash(this.store.fields, location.hash);
    this.store.set({ ...this.store.standard(), ...values });
    this.form.show();
    this.stage.showChoices();
    this.#openWorkspace();
    if (refused.length > 0) this.#say(this.t('status.link', { parts: refused.join(', ') }));
  }

  #writeHash() {
    const hash = toHash(this.store);
    if (hash !== location.hash.replace(/^#/, '')) history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search);
  }

  #share() {
    this.#writeHash();
    this.#copy(location.href);
  }

  #toNotebook() {
    this.form.forgetErrors();
    this.#past = null;
    this.store.reset();
    this.player.seek(0);
    this.form.show();
  }

  // --- Words --------------------------------------------------------------------------------------------------

  /** @param {string} text */
  async #copy(text) {
    this.#say(this.t((await copyText(text)) ? 'header.copied' : 'header.copyFailed'), 1600);
  }

  /** @param {Mistake} mistake */
  #explain({ code, args }) {
    const shown = Object.entries(args).map(([name, value]) => [name, typeof value === 'number' ? limitText(value) : value]);
    const sentence = this.t(`errors.${code}`, Object.fromEntries(shown));
    return 'suggestion' in args ? `${sentence} ${this.t('status.suggestion', args)}` : sentence;
  }

  /** @param {string} text @param {number} [milliseconds] until it goes; without, it stays until the next word */
  #say(text, milliseconds) {
    this.notice.textContent = text;
    this.notice.hidden = false;
    if (milliseconds) setTimeout(() => { if (this.notice.textContent === text) this.notice.hidden = true; }, milliseconds);
  }

  /** @param {boolean} busy */
  #showBusy(busy) {
    clearTimeout(this.#busy);
    if (busy) this.#busy = setTimeout(() => { document.documentElement.dataset.busy = ''; }, busyAfter);
    else delete document.documentElement.dataset.busy;
  }
}

/**
 * Gives the memory of an array back at once. Left to the collector, half a megabyte for each move of a slider would make it
 * stop the page at every tenth for longer than a frame.
 * @param {Float64Array} array empty afterwards
 */
function release(array) {
  /** @type {any} in browsers before 2024 without `transfer` */ (array.buffer).transfer?.(0);
}

/** The epochs up to `epoch`, which stand whatever the rate becomes. @param {Problem} problem @param {number} epoch @returns {Past} */
function pastOf({ trajectory, rates }, epoch) {
  const upTo = (/** @type {Float64Array} */ column) => column.slice(0, epoch + 1);
  const upToAll = (/** @type {Record<string, Float64Array>} */ columns) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, upTo(column)]));
  return {
    epoch,
    rates: rates.filter((change) => change.epoch < epoch),
    parameters: upToAll(trajectory.parameters),
    loss: upTo(trajectory.loss),
    gradient: upToAll(trajectory.gradient),
  };
}
