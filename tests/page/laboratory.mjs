// The whole page in Node: app.js with a DOM (jsdom), the engine in a worker that answers when a test allows it, a
// Plotly that makes the nodes which the charts move, and a clock that stands still until the test advances it.
import { createRequire } from 'node:module';
import { JSDOM, VirtualConsole } from 'jsdom';
import { Clock } from './clock.mjs';
import { catalog, engine } from './notebook.mjs';

/** @import { Experiment } from '../../wasm/engine.d.ts' */

const www = new URL('../../www/', import.meta.url).pathname;
/** @type {any} the bundler of www/, without its types */
const esbuild = createRequire(`${www}package.json`)('esbuild');

/** @param {string} contents of the entry @returns {Promise<string>} a script */
async function bundle(contents) {
  const virtual = {
    name: 'virtual',
    setup(/** @type {any} */ build) {
      build.onResolve({ filter: /^virtual:/ }, (/** @type {any} */ { path }) => ({ path, namespace: 'virtual' }));
      build.onLoad({ filter: /catalog/, namespace: 'virtual' }, () => ({
        contents: JSON.stringify(catalog),
        loader: 'json',
      }));
      build.onLoad({ filter: /engine/, namespace: 'virtual' }, () => ({
        contents: 'export const createEngine = async () => testEngine;',
      }));
    },
  };
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: www },
    bundle: true,
    format: 'iife',
    write: false,
    loader: { '.css': 'empty' },
    plugins: [virtual],
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

const [pageScript, workerScript, readerScript] = await Promise.all([
  bundle("import './app.js'; import './tools.js'; import './race.js'; import './map.js';"),
  bundle("import './worker.js';"),
  bundle("import './data/worker.js';"),
]);

/** A worker that runs worker.js beside the page. Its answers can be held back, or given by the test. */
class TestWorker {
  /** @type {any} */ onmessage = null;
  /** @type {any} */ onerror = null;
  isTerminated = false;
  /** @type {any[]} messages that came while the laboratory held answers back */ held = [];
  /** @type {(event: any) => void} */ #receive = () => {};

  /** @param {Laboratory} laboratory */
  constructor(laboratory) {
    this.laboratory = laboratory;
    laboratory.workers.push(this);
    new Function('testEngine', 'addEventListener', 'postMessage', workerScript)(
      engine,
      (/** @type {string} */ _, /** @type {(event: any) => void} */ listener) => {
        this.#receive = listener;
      },
      (/** @type {any} */ data) => {
        if (!this.isTerminated) this.onmessage?.({ data });
      },
    );
  }

  /** @param {any} message */
  postMessage(message) {
    const copy = structuredClone(message);
    this.laboratory.requests.push(copy);
    if (this.laboratory.isHolding) this.held.push(copy);
    else this.#receive({ data: copy });
  }

  /** Answers what was held back. */
  release() {
    for (const message of this.held.splice(0)) this.#receive({ data: message });
  }

  terminate() {
    this.isTerminated = true;
  }
}

/** The worker that reads user data. */
class TestReader {
  /** @type {any} */ onmessage = null;
  /** @type {any} */ onerror = null;
  isTerminated = false;
  /** @type {(event: any) => void} */ #receive = () => {};

  constructor() {
    new Function('addEventListener', 'postMessage', readerScript)(
      (/** @type {string} */ _, /** @type {(event: any) => void} */ listener) => {
        this.#receive = listener;
      },
      (/** @type {any} */ data) => {
        if (!this.isTerminated) this.onmessage?.({ data });
      },
    );
  }

  /** @param {any} message */
  postMessage(message) {
    this.#receive({ data: structuredClone(message) });
  }

  terminate() {
    this.isTerminated = true;
  }
}

/** A Plotly that makes one node for each line, cloud or mark. @param {Document} document */
const plotlyFor = (document) => ({
  react(/** @type {HTMLElement} */ element, /** @type {any[]} */ traces, /** @type {any} */ layout) {
    const layers = traces
      .filter(({ type }) => type === 'scatter')
      .map(({ mode, x }) =>
        mode === 'lines'
          ? '<g class="trace"><g class="lines"><path class="js-line"/></g></g>'
          : `<g class="trace"><g class="points">${'<path class="point"/>'.repeat(x.length)}</g></g>`,
      );
    const drawing = document.createElement('div');
    drawing.className = 'drawing';
    drawing.innerHTML = `<svg class="main-svg"><g class="scatterlayer">${layers.join('')}</g></svg>`;
    element.querySelector('.drawing')?.remove();
    element.append(drawing);
    Object.assign(element, { data: traces, layout });
  },
  relayout(/** @type {any} */ element, /** @type {Record<string, any>} */ changes) {
    for (const [path, value] of Object.entries(changes)) {
      const [axis, name] = path.split('.');
      element.layout[axis][name] = value;
    }
  },
});

/** Pixels of every chart. */
export const size = { width: 572, height: 354 };

export class Laboratory {
  /** @type {TestWorker[]} */ workers = [];
  /** Every message that the page sent to a worker. @type {any[]} */ requests = [];
  /** Texts that the page put on the clipboard. @type {string[]} */ copied = [];
  isHolding = false;
  clock = new Clock();

  /** The page after its first answer.
   * @param {{ address?: string, hash?: string, languages?: string[], withoutWorker?: boolean,
   *   withoutPlotly?: boolean, remembered?: Record<string, string>, sentences?: string[] }} [options] remembered:
   *   preferences of an earlier visit; sentences: the languages whose sentences have arrived */
  static async open({
    address = 'http://localhost/',
    hash = '',
    languages = ['en'],
    withoutWorker = false,
    withoutPlotly = false,
    remembered = {},
    sentences = ['es', 'en'],
  } = {}) {
    const laboratory = new Laboratory(address + hash, languages, remembered);
    // Their texts are in the script of the page.
    for (const language of sentences) laboratory.part(language, {});
    if (!withoutWorker) laboratory.part('worker', '');
    if (!withoutPlotly) laboratory.receivePlotly();
    await laboratory.clock.advance(1000);
    return laboratory;
  }

  /** @param {string} address @param {string[]} languages @param {Record<string, string>} remembered */
  constructor(address, languages, remembered = {}) {
    // An exception of an event listener fails the test that caused it.
    const virtualConsole = new VirtualConsole();
    virtualConsole.on('jsdomError', (/** @type {any} */ error) => {
      if (error.type === 'unhandled exception') queueMicrotask(() => Promise.reject(error.detail));
    });
    const dom = new JSDOM('<!doctype html><html><body><div id="app"></div></body></html>', {
      url: address,
      virtualConsole,
    });
    const { window } = dom;
    for (const [name, value] of Object.entries(remembered)) window.localStorage.setItem(`descenso.${name}`, value);
    const laboratory = this;
    this.window = window;
    this.document = window.document;
    const { clock } = this;
    Object.defineProperties(window.HTMLElement.prototype, {
      clientWidth: { get: () => size.width },
      clientHeight: { get: () => size.height },
    });
    window.Element.prototype.setPointerCapture = () => {};
    window.Element.prototype.getBoundingClientRect = () =>
      /** @type {any} */ ({ left: 0, top: 0, right: size.width, bottom: size.height, ...size });
    window.HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    window.HTMLDialogElement.prototype.close = function () {
      this.open = false;
      this.dispatchEvent(new window.Event('close'));
    };
    /** @type {any} what the page's script has as its global object */
    this.scope = {};
    const media = { matches: false, addEventListener() {} };
    const surroundings = {
      globalThis: this.scope,
      descensoPart: (/** @type {string} */ name, /** @type {any} */ value) => this.part(name, value),
      window,
      document: window.document,
      location: window.location,
      history: window.history,
      // From file:// there is none.
      localStorage: address.startsWith('file:') ? undefined : window.localStorage,
      navigator: {
        languages,
        hardwareConcurrency: 2,
        clipboard: { writeText: async (/** @type {string} */ text) => void this.copied.push(text) },
      },
      addEventListener: window.addEventListener.bind(window),
      matchMedia: () => media,
      innerWidth: size.width,
      innerHeight: size.height,
      HTMLElement: window.HTMLElement,
      HTMLInputElement: window.HTMLInputElement,
      HTMLScriptElement: window.HTMLScriptElement,
      Node: window.Node,
      CSS: { escape: (/** @type {string} */ text) => text },
      ResizeObserver: class {
        observe() {}
        disconnect() {}
      },
      ImageData: class {},
      Worker: function StartedWorker(/** @type {string} */ address) {
        return address === 'blob:reader' ? new TestReader() : new TestWorker(laboratory);
      },
      // The script of the engine's worker arrives empty, that of the reader does not.
      URL: {
        createObjectURL: (/** @type {Blob} */ { size }) => (size > 0 ? 'blob:reader' : 'blob:worker'),
        revokeObjectURL() {},
      },
      performance: clock.performance,
      setTimeout: clock.setTimeout,
      clearTimeout: clock.clearTimeout,
      requestAnimationFrame: clock.requestAnimationFrame,
    };
    new Function(...Object.keys(surroundings), pageScript)(...Object.values(surroundings));
  }

  /** The charts library arrives. */
  receivePlotly() {
    this.part('plotly', plotlyFor(this.document));
  }

  /** A lazily loaded part arrives. @param {string} name @param {any} value */
  part(name, value) {
    this.scope.descensoPart(name, value);
  }

  /** Waits for what does not follow the clock: streams, and the worker that reads data. @param {() => unknown} holds */
  async until(holds) {
    for (let turn = 0; turn < 400; turn += 1) {
      if (holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
      await this.clock.advance(20);
    }
    throw new Error(`never: ${holds}`);
  }

  /** @returns {Experiment & Record<string, any>} */
  get experiment() {
    return this.scope.descenso.experiment;
  }

  /** The problem that is shown. @returns {any} */
  get problem() {
    return this.scope.descenso.problem;
  }

  /** The worker that the page uses for its requests. */
  get worker() {
    return this.workers[this.workers.length - 1];
  }

  /** Kinds of the requests since the last call. */
  takeKinds() {
    return this.requests.splice(0).map(({ kind }) => kind);
  }

  /** @param {string} testId @returns {any} */
  find(testId) {
    const found = this.document.querySelector(`[data-testid="${testId}"]`);
    if (!found) throw new Error(`nothing has the test id ${testId}`);
    return found;
  }

  /** @param {string} testId */
  text(testId) {
    return this.find(testId).textContent.trim();
  }

  /** @param {string} testId */
  async click(testId) {
    this.find(testId).click();
    await this.clock.advance(20);
  }

  /** Types into a field, as a user does: the whole text at once. @param {string} testId @param {string} text */
  async type(testId, text) {
    const field = this.find(testId);
    field.focus();
    field.value = text;
    field.dispatchEvent(new this.window.Event('input', { bubbles: true }));
    await this.clock.advance(20);
  }

  /** Moves a slider, which is still held. @param {string} testId @param {number} value on its track */
  async slide(testId, value) {
    const slider = this.find(testId);
    slider.value = String(value);
    slider.dispatchEvent(new this.window.Event('input', { bubbles: true }));
    await this.clock.advance(20);
  }

  /** @param {string} testId @param {string} value */
  async choose(testId, value) {
    const menu = this.find(testId);
    menu.value = value;
    menu.dispatchEvent(new this.window.Event('change', { bubbles: true }));
    await this.clock.advance(20);
  }

  /** @param {string} key @param {string} [testId] of the element that has the focus; without it the page itself */
  async press(key, testId) {
    const target = testId ? this.find(testId) : this.document.body;
    target.dispatchEvent(new this.window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await this.clock.advance(20);
  }

  /**
   * A pointer on a chart, at a place in its data, or at half the height.
   * @param {string} type of the event @param {string} chart @param {number} x @param {number} [height] exponents on a
   *   log axis
   */
  async point(type, chart, x, height) {
    const plot = this.find(`chart-${chart}`);
    const { margin, xaxis, yaxis } = plot.layout;
    const y = height ?? (yaxis.range[0] + yaxis.range[1]) / 2;
    const across = (x - xaxis.range[0]) / (xaxis.range[1] - xaxis.range[0]);
    const up = (y - yaxis.range[0]) / (yaxis.range[1] - yaxis.range[0]);
    const clientX = margin.l + across * (size.width - margin.l - margin.r);
    const clientY = size.height - margin.b - up * (size.height - margin.t - margin.b);
    const event = new this.window.MouseEvent(type, { clientX, clientY, bubbles: true });
    plot.dispatchEvent(event);
    await this.clock.advance(20);
  }

  /** Traces of a chart, by name, as Plotly drew them last. @param {string} chart @returns {Map<string, any>} */
  traces(chart) {
    return new Map(this.find(`chart-${chart}`).data.map((/** @type {any} */ trace) => [trace.name, trace]));
  }

  /**
   * The points of a line or of a trace of marks, in data (exponents on a log axis), as the chart has placed them.
   * @param {string} chart @param {string} name of the trace @returns {[number, number][]}
   */
  placed(chart, name) {
    const plot = this.find(`chart-${chart}`);
    const { margin, xaxis, yaxis } = plot.layout;
    const index = plot.data
      .filter((/** @type {any} */ { type }) => type === 'scatter')
      .findIndex((/** @type {any} */ trace) => trace.name === name);
    const layer = plot.querySelectorAll('.scatterlayer .trace')[index];
    const texts = [...layer.querySelectorAll('.js-line, .point')].map(
      (path) => path.getAttribute('d') ?? path.getAttribute('transform') ?? '',
    );
    return [...texts.join(' ').matchAll(/(-?[\d.e+-]+),(-?[\d.e+-]+)/g)].map(([, left, top]) => [
      along(xaxis.range, Number(left) / (size.width - margin.l - margin.r)),
      along(yaxis.range, 1 - Number(top) / (size.height - margin.t - margin.b)),
    ]);
  }
}

/** @param {[number, number]} range @param {number} share */
const along = ([low, high], share) => low + share * (high - low);
