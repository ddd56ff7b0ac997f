// The page: slider → state → worker → problem → snapshot → charts, and back.
import { Player, epochsPerSecond } from './player.js';
import { busySign } from '../ui/busy.js';
import { el, translate } from '../ui/dom.js';
import { header } from './header.js';
import { helpDialog } from './help.js';
import { Notice } from './notice.js';
import { OwnData } from '../problem/own-data.js';
import { RunBar, listenToKeys } from './run-bar.js';
import { Workspaces } from './workspaces.js';
import { Descent } from '../descent/descent.js';
import { EngineClient } from '../engine/client.js';
import { MapPool } from '../engine/pool.js';
import { explain } from '../i18n/explain.js';
import { translator } from '../i18n/strings.js';
import { preferredLanguage } from '../i18n/translate.js';
import { fromHash, toHash } from '../experiment/hash.js';
import { remember, remembered } from './preferences.js';
import { takeSnapshot } from '../descent/snapshot.js';
import { useKatex } from '../ui/math.js';

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { Store } from '../experiment/store.js'
 * @import { Problem as Mistake } from '../experiment/validate.js'
 * @import { Language } from '../i18n/translate.js'
 * @import { Guest, Services } from './workspaces.js'
 */

/** When nothing has moved for this many milliseconds, ranges fit, the link is written, and summaries are said anew. */
const restAfter = 400;
/** More epochs per second than this nobody reads. */
const readableEpochs = 5;

export class Page {
  /** @type {EngineClient | null} */ #engine = null;
  /** @type {MapPool | null} */ #pool = null;
  #settled = true;
  #frameAsked = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #rest;
  #calm = matchMedia('(prefers-reduced-motion: reduce)');

  /** @param {Store} store @param {Catalog} catalog @param {HTMLElement} root */
  constructor(store, catalog, root) {
    this.store = store;
    this.catalog = catalog;
    this.language = /** @type {Language} */ (remembered('language') ?? preferredLanguage(navigator.languages));
    this.t = translator(this.language);
    this.player = new Player(() => this.#draw());
    this.notice = new Notice(() => this.t);
    this.descent = new Descent(catalog, this.player, this.#services(), {
      settled: () => this.#settled,
      compute: () => this.#compute(),
      guest: () => this.workspaces.guest,
      say: (sentence) => this.notice.say(sentence),
      copy: (text) => this.notice.copy(text),
      openOwnData: () => this.ownData.open(),
    });
    this.runBar = new RunBar(this.player, () => this.#toStart());
    this.help = helpDialog();
    this.ownData = new OwnData({ onUse: (table) => this.descent.useTable(table), t: () => this.t });
    this.workspaces = new Workspaces(catalog, { ...this.#services(), form: this.descent.form.element }, this.player, {
      onChoose: (workspace) => this.#change({ 'view.workspace': workspace }, true),
      onOpen: () => this.#enter(),
      onMissing: (stays) => {
        this.notice.say(this.t('status.workspaceFailed'));
        store.set({ 'view.workspace': stays });
      },
    });
    this.main = el('main', {}, ...this.descent.elements);
    this.#build(root);
    this.#listen();
    this.#setTheme(remembered('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
    this.#setLanguage(this.language);
    this.#readHash();
  }

  /** The heavy parts, as they arrive. @param {string} name @param {any} value */
  receivePart(name, value) {
    if (name === 'worker') this.#startEngine(value);
    if (name === 'math') {
      useKatex(value);
      this.descent.typeset();
      this.workspaces.typeset();
    }
    if (name === 'csv') this.ownData.useParser(value);
    if (name === 'plotly') {
      this.descent.stage.usePlotly(value);
      this.workspaces.usePlotly(value);
    }
    if (name === 'workspaces') this.workspaces.receive(value);
    this.#requestFrame();
  }

  /** A look inside, for tests. */
  get inspector() {
    const page = this;
    return Object.freeze({
      get experiment() {
        return page.store.experiment();
      },
      get problem() {
        return page.descent.problem;
      },
      get snapshot() {
        return page.descent.problem && takeSnapshot(page.descent.problem, page.player.position);
      },
      get playing() {
        return page.player.playing;
      },
      get guest() {
        return page.workspaces.guest;
      },
    });
  }

  /** @param {HTMLElement} root */
  #build(root) {
    root.append(
      header(
        {
          onLanguage: () => this.#setLanguage(this.language === 'es' ? 'en' : 'es'),
          onTheme: () => this.#setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'),
          onShare: () => this.#share(),
          onNotebook: () => this.#toNotebook(),
          onHelp: () => this.help.showModal(),
        },
        this.workspaces.switch.element,
      ),
      this.main,
      el('footer', { class: 'bottom' }, this.notice.element, this.runBar.element),
      this.help,
      this.ownData.element,
    );
  }

  #listen() {
    listenToKeys(this.player);
    this.store.subscribe((paths) => this.#changed(paths));
    addEventListener('hashchange', () => this.#readHash());
    addEventListener(
      'error',
      ({ target }) => target instanceof HTMLScriptElement && this.notice.say(this.t('status.partFailed')),
      true,
    );
    this.#calm.addEventListener('change', () => this.#requestFrame());
  }

  /** @param {string} source of the worker */
  #startEngine(source) {
    this.#pool = new MapPool(source, navigator.hardwareConcurrency ?? 2);
    this.#engine = new EngineClient(source, {
      onBusy: busySign(),
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
    this.descent.changed(paths);
    if (paths.includes('view.workspace')) this.workspaces.open();
    const { guest } = this.workspaces;
    if (guest && paths.includes(guest.field)) this.#readGuest(guest);
    else if (paths.some((path) => !path.startsWith('view.') || path === 'view.range' || path === 'view.along'))
      this.#compute();
    else this.#requestFrame();
    this.#afterRest();
  }

  #compute() {
    const { guest } = this.workspaces;
    if (guest && this.#engine) guest.compute(this.#settled);
    if (!guest || guest.withForm) this.descent.compute();
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
    const {
      player,
      workspaces: { guest },
    } = this;
    const position = this.#calm.matches ? Math.floor(player.position) : player.position;
    if (guest) return this.#drawGuest(guest, Math.min(position, player.end));
    const snapshot = this.descent.show(position, this.#hasty);
    if (!snapshot) return;
    this.runBar.show(snapshot, this.t);
    if (!player.playing) this.#afterRest();
  }

  /** Epochs pass faster than one reads. */
  get #hasty() {
    return this.player.playing && this.player.speed * epochsPerSecond > readableEpochs;
  }

  // --- Workspaces ----------------------------------------------------------------------------------------------

  /** What the page does for the others. @returns {Omit<Services, 'form'>} */
  #services() {
    return {
      store: this.store,
      pool: () => this.#pool,
      play: () => {
        this.player.seek(0);
        this.player.play();
      },
      change: (values, settled) => this.#change(values, settled),
      ask: (kind, payload, receive) => this.#engine?.ask(kind, payload, receive),
      ready: (end) => {
        this.player.offer(end);
        this.#requestFrame();
      },
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
    this.main.replaceChildren(...(guest?.elements ?? this.descent.elements));
    translate(this.main, this.t);
    guest?.translate();
    if (guest) this.#readGuest(guest);
    else this.#compute();
  }

  /** @param {Guest} guest */
  #readGuest(guest) {
    if (!guest.read()) this.notice.say(this.t('status.link', { parts: guest.field }));
    this.#compute();
  }

  /** @param {Guest} guest @param {number} position */
  #drawGuest(guest, position) {
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
      this.descent.summarize();
    }, restAfter);
  }

  /** Back to the start, and to one rate for the whole run. */
  #toStart() {
    this.player.seek(0);
    if (this.descent.forgetPast()) this.#compute();
  }

  // --- Language, theme, link ---------------------------------------------------------------------------------

  /** @param {Language} language */
  #setLanguage(language) {
    this.language = language;
    this.t = translator(language);
    document.documentElement.lang = language;
    document.title = `${this.t('title')} · ${this.t('tagline')}`;
    remember('language', language);
    translate(document, this.t);
    this.descent.translate();
    this.workspaces.guest?.translate();
    this.notice.hide();
    this.#requestFrame();
  }

  /** @param {string} theme */
  #setTheme(theme) {
    const known = theme === 'dark' ? 'dark' : 'light';
    document.documentElement.dataset.theme = known;
    remember('theme', known);
    this.descent.stage.setTheme(known);
    this.workspaces.setTheme(known);
    this.#requestFrame();
  }

  #readHash() {
    const { values, refused } = fromHash(this.store.fields, location.hash);
    this.store.reset(values);
    this.descent.showValues();
    this.workspaces.open();
    if (refused.length > 0) this.notice.say(this.t('status.link', { parts: refused.join(', ') }));
  }

  #writeHash() {
    const hash = toHash(this.store);
    if (hash !== location.hash.replace(/^#/, ''))
      history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search);
  }

  #share() {
    this.#writeHash();
    this.notice.copyLink(location.href);
  }

  #toNotebook() {
    this.descent.reset();
    this.player.seek(0);
  }
}
