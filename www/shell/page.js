// The page: header, the open workspace, run bar; language, theme and link; and the services of the workspaces.
import { publishColours } from '../chart/marks.js';
import { EngineClient } from '../engine/client.js';
import { EarlyRequests } from '../engine/early.js';
import { LatePart } from '../engine/late-part.js';
import { slowPartMs, watchParts } from '../engine/later.js';
import { inTurn } from '../engine/steps.js';
import { listenToArrivals } from '../data/arrivals.js';
import { GuidePlace } from '../guide/place.js';
import { workspaces } from '../experiment/workspaces.js';
import { explain } from '../i18n/explain.js';
import { addSentences, translator } from '../i18n/languages.js';
import { inspectedTable } from '../problem/inspected-table.js';
import { ProblemPanel } from '../problem/panel/problem-panel.js';
import { busySign } from '../ui/busy.js';
import { el, setIfChanged, translate } from '../ui/dom.js';
import { useKatex } from '../ui/math.js';
import { Address } from './share/address.js';
import { Gesture } from './gesture.js';
import { header } from './header.js';
import { Notice } from './notice.js';
import { PartAlert } from './part-alert.js';
import { Player } from './player.js';
import { remember, remembered } from './preferences.js';
import { LanguageSwitch } from './language-switch.js';
import { listenToKeys, RunBar } from './run-bar.js';
import { Workspaces } from './workspaces.js';

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { Store } from '../experiment/store.js'
 * @import { Services, WorkspaceMaker } from '../problem/workspace.js'
 * @import { Tools } from './tools.js'
 */

/** Above this many epochs per second, text that follows the epoch is not updated: it would be too fast to read. */
const maxReadableEpochs = 5;

export class Page {
  /** @type {EngineClient | null} */ #engine = null;
  /** Requests until the engine has arrived. */
  #early = new EarlyRequests();
  /** Starts a worker of the engine. @type {(() => Worker) | null} */ #startWorker = null;
  #isFrameRequested = false;
  /** Tools that the first screen does not need. @type {LatePart<Tools>} */
  tools = new LatePart('tools');
  #reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  /** @type {Gesture} */ #gesture;
  /** @type {Theme} */ theme = 'light';
  // Set by `assemble`:
  workspaces = /** @type {Workspaces} */ (/** @type {unknown} */ (null));
  address = /** @type {Address} */ (/** @type {unknown} */ (null));
  main = /** @type {HTMLElement} */ (/** @type {unknown} */ (null));

  /**
   * @param {Store} store
   * @param {Catalog} catalog
   * @param {object} place
   * @param {string} place.language of which the sentences have arrived
   * @param {Record<string, LatePart<any>>} place.languages the sentences of each language
   * @param {HTMLElement} place.root
   */
  constructor(store, catalog, { language, languages, root }) {
    this.store = store;
    this.catalog = catalog;
    this.root = root;
    this.#gesture = new Gesture(store, (hasMoved) => this.#rest(hasMoved));
    this.language = language;
    this.t = translator(language);
    this.player = new Player(() => this.#draw());
    this.notice = new Notice(() => this.t);
    this.partAlert = new PartAlert(() => this.t);
    watchParts((name, state) => this.partAlert.report(name, state));
    const shared = this.#services();
    this.problem = new ProblemPanel(catalog, shared, (paths) => this.workspaces.current.update(paths));
    /** @type {Services} */
    this.services = { ...shared, problem: this.problem };
    this.languageSwitch = new LanguageSwitch((next) => languages[next].use(() => this.#setLanguage(next)));
    this.runBar = new RunBar(this.player, () => this.#toStart());
    this.guidePlace = new GuidePlace({
      onBegin: () => this.tools.use(({ guide }) => guide.open()),
      onDecline: () => this.tools.use(({ guide }) => guide.close()),
      translate: shared.translate,
    });
  }

  /** The second step of the opening: the form shows the experiment, beside its workspace.
   * @param {Record<string, WorkspaceMaker>} makers of the workspaces of the first script */
  assemble(makers) {
    const { catalog, store } = this;
    this.problem.show();
    this.workspaces = new Workspaces(catalog, this.services, this.player, makers, {
      onChoose: (workspace) => this.#change({ 'view.workspace': workspace }, false),
      onOpen: () => this.#enter(),
      onMissing: (open) => store.set({ 'view.workspace': open }),
    });
    this.address = new Address(this, this.tools);
    this.main = el('main', {}, ...this.workspaces.current.elements);
    this.workspaces.current.aside?.append(this.guidePlace.element);
    if (remembered('guide') === null) this.guidePlace.show('offer');
    this.#listen();
  }

  /** The last step of the opening: shows the page with the experiment of its address. */
  open() {
    this.#build(this.root);
    this.#setTheme(remembered('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
    this.#setLanguage(this.language);
    this.address.open();
  }

  /** Receives a lazily loaded part. @param {string} name which part @param {any} value */
  receivePart(name, value) {
    if (name === 'worker') this.#startEngine(value);
    if (name === 'notebook' && !this.#engine) {
      this.#early.add(value);
      this.workspaces.current.update(null);
    }
    if (name === 'math') {
      useKatex(value);
      inTurn(() => this.problem.typeset());
      inTurn(() => this.workspaces.typeset());
    }
    if (name === 'tools') this.#receiveTools(value);
    if (name === 'reader') this.tools.value?.data.receiveReader(value);
    if (name === 'teaching') this.tools.value?.data.receiveSets(value);
    if (name === 'plotly') this.workspaces.usePlotly(value);
    if (workspaces.some(({ key }) => key === name)) {
      addSentences(value.sentences);
      this.workspaces.receive(name, value.make);
    }
    this.#requestFrame();
  }

  /** @param {{ sentences: Parameters<typeof addSentences>[0], make: (host: any) => Tools }} part */
  #receiveTools({ sentences, make }) {
    addSentences(sentences);
    this.#translate();
    const { notice, guidePlace, main } = this;
    const useData = this.#useData.bind(this);
    const tools = make({ services: this.services, notice, guidePlace, main, root: this.root, useData });
    tools.guide.setTheme(this.theme);
    this.tools.receive(tools);
  }

  /**
   * Uses data, and shows the fit of a user's own where no panel is open; the keyboard goes on there.
   * @param {Record<string, string | number>} values
   */
  #useData(values) {
    this.problem.changes.use(values);
    const { current } = this.workspaces;
    if (values['data.table'] && current.panel === '') current.panel = 'fit';
    // A dialog that has closed leaves the focus on the page, or for a moment, in WebKit, on its button.
    const isAtPlace = document.activeElement && !document.activeElement.matches('body, dialog *');
    if (values['data.table'] && !isAtPlace) current.focusPanel?.();
  }

  /** Read-only state for tests. */
  get inspector() {
    const page = this;
    return Object.freeze({
      get experiment() {
        return page.store.experiment();
      },
      get workspace() {
        return page.workspaces.current;
      },
      get problem() {
        return page.problem.problem;
      },
      get data() {
        return inspectedTable(page.store, page.problem.problem);
      },
    });
  }

  /** @param {HTMLElement} root */
  #build(root) {
    root.replaceChildren(
      header(
        {
          onTheme: () => this.#setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'),
          onShare: () => this.tools.use((tools) => this.address.share(tools)),
          onNotebook: () => this.#toNotebook(),
          onHelp: () => this.#openHelp(),
          onGuide: () => this.tools.use(({ guide }) => guide.open()),
          onPresent: () => this.tools.use(({ present }) => present.enter()),
        },
        this.workspaces.switch.element,
        this.languageSwitch.element,
      ),
      this.main,
      el(
        'footer',
        { class: 'bottom' },
        this.partAlert.element,
        this.notice.element,
        this.problem.rateStrip.element,
        this.runBar.element,
      ),
    );
  }

  #listen() {
    listenToKeys(this.player, this.runBar, {
      playSituation: (index) => this.problem.rateStrip.play(index),
      openHelp: () => this.#openHelp(),
    });
    this.store.subscribe((paths) => {
      // The form is shown while the worker computes.
      this.#changed(paths);
      this.problem.show(paths);
    });
    listenToArrivals((source) => this.tools.use(({ data }) => data.dialog.openWith(source)));
    addEventListener('hashchange', () => this.address.open());
    this.#reducedMotion.addEventListener('change', () => this.#requestFrame());
  }

  /** @param {string} source of the worker */
  #startEngine(source) {
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const startWorker = () => new Worker(address);
    this.#startWorker = startWorker;
    const slowTimer = setTimeout(() => this.partAlert.report('engine', 'slow'), slowPartMs);
    this.#engine = new EngineClient(startWorker, {
      onBusy: busySign(),
      onStart: () => {
        clearTimeout(slowTimer);
        this.partAlert.report('engine', 'arrived');
      },
      onFailure: (reason) => {
        clearTimeout(slowTimer);
        this.partAlert.reportEngine(reason);
      },
    });
    this.#early.handOver(this.#engine);
    this.workspaces.current.update(null);
  }

  /** The services of the page for the workspaces. @returns {Omit<Services, 'problem'>} */
  #services() {
    return {
      store: this.store,
      player: this.player,
      startWorker: () => this.#startWorker,
      change: (values, isMoving) => this.#change(values, isMoving),
      isMoving: () => this.#gesture.isMoving,
      request: (kind, payload, receive) => (this.#engine ?? this.#early).request(kind, payload, receive),
      redraw: () => this.#requestFrame(),
      notify: (sentence) => this.notice.show(sentence),
      offerUndo: (sentence, undo, options) => this.notice.show(sentence, { ...options, undo }),
      copy: (text) => this.notice.copy(text),
      openData: () => this.tools.use(({ data }) => data.open()),
      editData: () => this.tools.use(({ editTable }) => editTable.open()),
      teach: (lesson) => this.tools.use(({ data }) => data.teach(lesson)),
      tools: this.tools,
      translate: (element) => translate(element, this.t),
      explain: (error) => explain(error, this.t),
      language: () => this.language,
      t: () => this.t,
    };
  }

  // --- A gesture, from the store to the open workspace -------------------------------------------------------------

  /**
   * A person sets fields of the store, all or none.
   * @param {Record<string, number | string>} values by path
   * @param {boolean} isMoving
   */
  #change(values, isMoving) {
    this.notice.change(Object.keys(values));
    return this.#gesture.change(values, isMoving);
  }

  /** @param {string[]} paths of the fields that changed */
  #changed(paths) {
    this.#gesture.wait();
    if (paths.includes('view.workspace') && this.workspaces.open()) return;
    const { current } = this.workspaces;
    if (current.field && paths.includes(current.field) && !this.#read()) return;
    current.update(paths);
    // An answer that is awaited causes its own frame; until then nothing differs.
    if (!this.problem.isAwaited) this.#requestFrame();
  }

  /** The gesture has ended: axes, summaries and link. @param {boolean} hasMoved */
  #rest(hasMoved) {
    this.workspaces.current.rest(hasMoved);
    this.address.write();
  }

  // --- From the open workspace to the screen -----------------------------------------------------------------------

  /** Draws in the next frame; during playback there is one anyway. */
  #requestFrame() {
    if (this.#isFrameRequested || this.player.isPlaying) return;
    this.#isFrameRequested = true;
    requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#isFrameRequested = false;
    const { player } = this;
    const shown = this.#reducedMotion.matches ? Math.floor(player.position) : player.position;
    const position = Math.min(shown, player.end);
    const isFast = player.isPlaying && player.epochsPerSecond > maxReadableEpochs;
    const { current } = this.workspaces;
    setIfChanged(this.problem.rateStrip.element, { hidden: current.hasOwnRates ?? false });
    const status = current.draw({ position, isFast });
    if (!status) return;
    this.runBar.show({ ...status, epoch: Math.floor(position), position }, this.t);
    this.tools.value?.guide.show();
    if (!player.isPlaying) this.#gesture.wait();
  }

  /** Another workspace is open. */
  #enter() {
    const { current } = this.workspaces;
    if (!this.#read()) return;
    this.main.replaceChildren(...current.elements);
    this.tools.value?.present.show();
    current.aside?.append(this.guidePlace.element);
    translate(this.main, this.t);
    current.translate();
    current.update(null);
    this.#requestFrame();
  }

  /**
   * The open workspace takes its state from its field.
   * @returns {boolean} false: a link has brought a state that is none, and everything is as before the link
   */
  #read() {
    const { current } = this.workspaces;
    if (!current.field || !current.read || current.read()) return true;
    return !this.address.takeBack(current.field);
  }

  #openHelp() {
    this.tools.use(({ help }) => help.open());
  }

  #toStart() {
    this.player.seek(0);
    this.workspaces.current.reset?.();
  }

  // --- Language, theme, way back -----------------------------------------------------------------------------------

  /** @param {string} language */
  #setLanguage(language) {
    this.language = language;
    this.t = translator(language);
    document.documentElement.lang = language;
    remember('language', language);
    this.#translate();
  }

  /** Shows every sentence again. */
  #translate() {
    document.title = `${this.t('title')} · ${this.t('tagline')}`;
    translate(document, this.t);
    this.languageSwitch.show(this.language);
    this.problem.translate();
    this.workspaces.current.translate();
    this.tools.value?.guide.translate();
    this.notice.translate();
    this.partAlert.translate();
    this.#requestFrame();
  }

  /** @param {string} name */
  #setTheme(name) {
    const theme = name === 'dark' ? 'dark' : 'light';
    this.theme = theme;
    document.documentElement.dataset.theme = theme;
    remember('theme', theme);
    publishColours(theme);
    this.workspaces.setTheme(theme);
    this.tools.value?.guide.setTheme(theme);
    this.#requestFrame();
  }

  /** Every field back to the notebook, and the run to its start; a notice offers the way back. */
  #toNotebook() {
    const before = this.store.values();
    this.problem.reset();
    this.player.seek(0);
    const after = this.store.values();
    if (Object.entries(before).every(([path, value]) => after[path] === value)) return;
    this.notice.show((t) => t('status.reset'), { undo: () => this.store.reset(before) });
  }
}
