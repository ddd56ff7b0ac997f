// The page: slider → state → worker → problem → snapshot → charts, and back.
import { Player, epochsPerSecond } from './animation/player.js';
import { el, translate } from './controls/dom.js';
import { header } from './controls/header.js';
import { helpDialog } from './controls/help.js';
import { Notice } from './controls/notice.js';
import { OwnData } from './controls/own-data.js';
import { ProblemForm } from './controls/problem-form.js';
import { RunBar, listenToKeys } from './controls/run-bar.js';
import { Stage } from './controls/stage.js';
import { Workspaces } from './controls/workspaces.js';
import { EngineClient } from './engine/client.js';
import { pastOf, release } from './engine/past.js';
import { MapPool } from './engine/pool.js';
import { explain } from './i18n/explain.js';
import { translator } from './i18n/strings.js';
import { preferredLanguage } from './i18n/translate.js';
import { fromHash, toHash } from './state/hash.js';
import { valuesOf } from './state/presets.js';
import { remember, remembered } from './state/preferences.js';
import { takeSnapshot } from './state/snapshot.js';
import { equationFormula, ruleFormula } from './views/formulas.js';
import { useKatex } from './views/math.js';
import { sceneRanges } from './views/scene.js';
import { verdict } from './views/verdict.js';
/**
 * @typedef {import('./state/store.js').Store} Store
 * @typedef {import('./engine/compute.js').Problem} Problem
 * @typedef {import('./engine/compute.js').Past} Past
 * @typedef {import('./state/validate.js').Problem} Mistake
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
    this.notice = new Notice(() => this.t);
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
      explain: (mistake) => explain(mistake, this.t),
      language: () => this.language,
    });
    this.stage = new Stage(store, {
      onSeek: (epoch) => this.player.seek(epoch),
      onChange: (path, value) => this.#change({ [path]: value }, true),
      onCopy: (text) => this.notice.copy(text),
      onMoved: () => this.#requestFrame(),
      askDerivative: (point, receive) => this.#problem && this.#engine?.ask('derivative', { experiment: this.#problem.experiment, point }, receive),
      askSlice: (point, receive) => this.#askSlice(point, receive),
      askFit: (receive) => this.#problem && this.#engine?.ask('fit', { experiment: this.#problem.experiment, x: this.#problem.curves.x }, receive),
      explain: (mistake) => explain(mistake, this.t),
      askTrace: (point, row, receive) => this.#problem && this.#engine?.ask('trace', { experiment: this.#problem.experiment, point, row }, receive),
      language: () => this.language,
    });
    this.runBar = new RunBar(this.player, () => this.#toStart());
    this.help = helpDialog();
    this.ownData = new OwnData({ onUse: (table) => this.#useTable(table), t: () => this.t });
    this.workspaces = new Workspaces(catalog, this.#services(), this.player, {
      onChoose: (workspace) => this.#change({ 'view.workspace': workspace }, true),
      onOpen: () => this.#enter(),
      onMissing: (stays) => {
        this.notice.say(this.t('status.workspaceFailed'));
        store.set({ 'view.workspace': stays });
      },
    });
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
      this.workspaces.typeset();
    }
    if (name === 'csv') this.ownData.useParser(value);
    if (name === 'plotly') {
      this.stage.usePlotly(value);
      this.workspaces.usePlotly(value);
    }
    if (name === 'workspaces') this.workspaces.receive(value);
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
      get guest() { return page.workspaces.guest; },
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
      }, this.workspaces.switch.element),
      this.main,
      el('footer', { class: 'bottom' }, this.notice.element, this.runBar.element),
      this.help, this.ownData.element);
  }

  #listen() {
    listenToKeys(this.player);
    this.store.subscribe((paths) => this.#changed(paths));
    addEventListener('hashchange', () => this.#readHash());
    addEventListener('error', ({ target }) => target instanceof HTMLScriptElement && this.notice.say(this.t('status.partFailed')), true);
    this.#calm.addEventListener('change', () => this.#requestFrame());
  }

  /** @param {string} source of the worker */
  #startEngine(source) {
    this.#pool = new MapPool(source, this.#second, navigator.hardwareConcurrency ?? 2);
    this.#engine = new EngineClient(source, this.#second, {
      onBusy: (busy) => this.#showBusy(busy),
      onFailure: (reason) => this.notice.say(this.t('status.engineFailed', { reason })),
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
    if (paths.includes('view.workspace')) this.workspaces.open();
    const { guest } = this.workspaces;
    if (guest && paths.includes(guest.field)) this.#readGuest(guest);
    else if (paths.some((path) => !path.startsWith('view.') || path === 'view.range' || path === 'view.along')) this.#compute();
    else this.#requestFrame();
    this.#afterRest();
  }

  #compute() {
    const { guest } = this.workspaces;
    if (guest && this.#engine) guest.compute(this.#settled);
    if (!guest || guest.withForm) this.#computeDescent();
  }

  #computeDescent() {
    const range = /** @type {import('./engine/compute.js').RangeName} */ (this.store.choice('view.range'));
    const previous = this.#ranges?.loss.x ?? null;
    const payload = { experiment: this.store.experiment(), tune: this.#tune, along: this.store.choice('view.along'), range: { name: range, previous, settled: this.#settled }, epoch: this.player.atEnd ? Infinity : Math.floor(this.player.position), past: this.#past };
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
    const renamed = [this.store.use('model.start', problem.parameters), this.store.use('data.constants', problem.formulas.truth?.parameters ?? [])].includes(true);
    const { guest } = this.workspaces;
    this.form.showProblem(problem, this.#lossOf(problem), this.#ruleOf(problem), this.t);
    this.form.blame(problem.mistake);
    if (!guest) this.player.offer(problem.trajectory.epochs);
    this.form.judge(guest?.verdict?.(this.t) ?? verdict(problem, this.t));
    if (renamed && guest?.withForm) guest.compute(this.#settled);
    this.stage.showProblem(problem, this.t, !this.#settled);
    this.#requestFrame();
  }

  /** @param {Problem} problem */
  #lossOf({ experiment }) {
    const { losses } = this.catalog;
    return losses.find(({ name }) => name === experiment.loss?.name) ?? losses[0];
  }

  /** The rule of the method that descends in the open workspace. @param {Problem} problem */
  #ruleOf({ formulas: { model }, along, parameters }) {
    const method = this.workspaces.guest?.method?.();
    const other = this.catalog.optimizers.find(({ name }) => name === method && name !== 'gd');
    return other ? equationFormula(other.equation) : ruleFormula(model.symbols[along], parameters.length === 1);
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

  /** The engine refuses the experiment: say why at the field, and go back to the last good one. @param {Mistake} error */
  #refuse(error) {
    const good = this.#good;
    if (!good) {
      this.notice.say(`${this.t('status.badStart')} ${explain(error, this.t)}`);
      this.store.reset();
      return;
    }
    if (!this.form.refuse(error, this.#lastChanged, good)) this.notice.say(explain(error, this.t));
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
    if (this.workspaces.guest) return this.#drawGuest(this.workspaces.guest);
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

  /** What the page does for the others. @returns {import('./controls/workspaces.js').Services} */
  #services() {
    return {
      store: this.store,
      form: this.form.element,
      pool: () => this.#pool,
      play: () => { this.player.seek(0); this.player.play(); },
      change: (values, settled) => this.#change(values, settled),
      ask: (kind, payload, receive) => this.#engine?.ask(kind, payload, receive),
      ready: (end) => { this.player.offer(end); this.#requestFrame(); },
      moved: () => this.#requestFrame(),
      translate: (element) => translate(element, this.t),
      explain: (mistake) => explain(mistake, this.t),
      language: () => this.language,
      t: () => this.t,
    };
  }

  /** Another workspace is open. */
  #enter() {
    const { guest } = this.workspaces;
    this.main.replaceChildren(...(guest?.elements ?? [this.form.element, this.stage.element]));
    translate(this.main, this.t);
    guest?.translate();
    if (guest) this.#readGuest(guest);
    else this.#compute();
  }

  /** @param {import('./controls/workspaces.js').Guest} guest */
  #readGuest(guest) {
    if (!guest.read()) this.notice.say(this.t('status.link', { parts: guest.field }));
    this.#compute();
  }

  /** @param {import('./controls/workspaces.js').Guest} guest */
  #drawGuest(guest) {
    const { player } = this;
    const position = Math.min(this.#calm.matches ? Math.floor(player.position) : player.position, player.end);
    const seen = guest.show(position, this.#hasty);
    if (seen) this.runBar.show({ epoch: Math.floor(position), loss: seen.loss, position }, this.t, seen.unit);
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
    this.workspaces.guest?.translate();
    if (this.#problem) {
      this.form.judge(this.workspaces.guest?.verdict?.(this.t) ?? verdict(this.#problem, this.t));
      this.stage.showProblem(this.#problem, this.t);
      this.stage.translate(this.t);
    }
    this.notice.hide();
    this.#requestFrame();
  }

  /** @param {string} theme */
  #setTheme(theme) {
    const known = theme === 'dark' ? 'dark' : 'light';
    document.documentElement.dataset.theme = known;
    remember('theme', known);
    this.stage.setTheme(known);
    this.workspaces.setTheme(known);
    this.#requestFrame();
  }

  #readHash() {
    const { values, refused } = fromHash(this.store.fields, location.hash);
    this.store.set({ ...this.store.standard(), ...values });
    this.form.show();
    this.stage.showChoices();
    this.workspaces.open();
    if (refused.length > 0) this.notice.say(this.t('status.link', { parts: refused.join(', ') }));
  }

  #writeHash() {
    const hash = toHash(this.store);
    if (hash !== location.hash.replace(/^#/, '')) history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search);
  }

  #share() {
    this.#writeHash();
    this.notice.copyLink(location.href);
  }

  #toNotebook() {
    this.form.forgetErrors();
    this.#past = null;
    this.store.reset();
    this.player.seek(0);
    this.form.show();
  }

  /** @param {boolean} busy */
  #showBusy(busy) {
    clearTimeout(this.#busy);
    if (busy) this.#busy = setTimeout(() => { document.documentElement.dataset.busy = ''; }, busyAfter);
    else delete document.documentElement.dataset.busy;
  }
}
