// The one chart that needs WebGL. Its library is as large as all charts together, so it is fetched when it is first
// asked for; its one WebGL context is given back when nobody looks.
import { runLater } from '../../engine/later.js';
import { logHeights } from '../race-landscape.js';
import { surfaceLayout, surfaceTrace, turnedEye } from './race-surface.js';
import { cameraOf, Relief } from './relief.js';
import { el } from '../../ui/dom.js';
import { SurfaceOverlay } from './surface-overlay.js';

/**
 * @import { Trace } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Landscape, Race } from '../compute.js'
 */

/**
 * @typedef {object} SurfaceScene
 * @property {Race} race
 * @property {Landscape} landscape
 * @property {Trace[]} traces what lies on the surface
 * @property {Theme} theme
 * @property {Translate} t
 */

/** Degrees that a button turns the surface, and how much nearer it brings it. */
const [turn, tilt, step] = [15, 10, 1.2];

/** Whether this browser draws in three dimensions at all. The context that answers is given back. */
function drawsGl() {
  const gl = el('canvas').getContext('webgl');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}

export class SurfacePlot {
  /** @type {any} */ #plotly = null;
  /** @type {'no' | 'asked' | 'ready' | 'failed'} of the library */ #state = 'no';
  /** @type {SurfaceScene | null} */ #scene = null;
  /** @type {unknown[]} what the surface was drawn from */ #drawn = [];
  /** @type {Relief | null} */ #relief = null;
  /** @type {any} the library's own picture */ #gl = null;
  /** Another object for every view. */ #view = {};
  #matrices = '';
  #eye = /** @type {{ x: number, y: number, z: number } | null} */ (null);

  /** @param {() => void} onMoved something needs drawing */
  constructor(onMoved) {
    this.onMoved = onMoved;
    this.plot = /** @type {any} */ (el('div', { class: 'surface-plot' }));
    this.overlay = new SurfaceOverlay();
    this.element = el(
      'div',
      { class: 'plot surface', 'data-testid': 'race-surface', hidden: true },
      this.plot,
      this.overlay.element,
    );
    const button = (
      /** @type {string} */ key,
      /** @type {string} */ sign,
      /** @type {Parameters<typeof turnedEye>[1]} */ by,
    ) =>
      el(
        'button',
        {
          type: 'button',
          class: 'quiet',
          label: `race.camera.${key}`,
          'data-testid': `surface-${key}`,
          onclick: () => this.#turn(by),
        },
        sign,
      );
    this.buttons = el(
      'div',
      { class: 'camera', role: 'group', label: 'race.camera.name', hidden: true },
      button('left', '↺', { around: turn }),
      button('right', '↻', { around: -turn }),
      button('up', '↑', { up: tilt }),
      button('down', '↓', { up: -tilt }),
      button('nearer', '+', { nearer: step }),
      button('farther', '−', { nearer: 1 / step }),
    );
    new ResizeObserver(() => (this.element.clientWidth === 0 ? this.hide() : this.onMoved())).observe(this.element);
  }

  /** Whether there will never be a surface. */
  get failed() {
    return this.#state === 'failed';
  }

  /** @param {SurfaceScene} scene @returns {boolean} whether it is seen */
  show(scene) {
    if (this.#state === 'no') this.#load();
    this.#scene = scene;
    this.element.hidden = this.buttons.hidden = this.#state !== 'ready';
    if (this.#state !== 'ready') return false;
    this.#drawSurface(scene);
    this.#drawOver();
    return true;
  }

  /** Gives the context back; the library and the camera stay. */
  hide() {
    this.element.hidden = this.buttons.hidden = true;
    if (this.#drawn.length === 0) return;
    this.#eye = this.plot.layout?.scene?.camera?.eye ?? this.#eye;
    const context = this.#gl?.gl;
    this.#plotly.purge(this.plot);
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    this.overlay.clear();
    this.#drawn = [];
    this.#gl = null;
    this.#matrices = '';
  }

  /** @param {SurfaceScene} scene */
  #drawSurface({ race, landscape, theme, t }) {
    const { clientWidth: width, clientHeight: height } = this.element;
    const wanted = [landscape, race.bottom, theme, t, width, height];
    if (width === 0 || wanted.every((value, i) => value === this.#drawn[i])) return;
    this.#drawn = wanted;
    this.#relief = new Relief(landscape.x, landscape.y, logHeights(landscape, race.bottom).z);
    this.#matrices = '';
    const layout = /** @type {any} */ (surfaceLayout(race, landscape, theme, t, { width, height }));
    if (this.#eye) layout.scene.camera.eye = this.#eye;
    this.overlay.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#plotly
      .react(this.plot, [surfaceTrace(landscape, race.bottom, theme)], layout, {
        displayModeBar: false,
        responsive: false,
        scrollZoom: false,
      })
      .then(
        () => this.#watch(),
        () => this.#settle('failed'),
      );
  }

  /** Plotly draws when its camera moves; what lies over the surface moves along in the same frame. */
  #watch() {
    const gl = this.plot._fullLayout?.scene?._scene?.glplot;
    if (!gl || gl === this.#gl) return;
    this.#gl = gl;
    const own = gl.onrender;
    gl.onrender = () => {
      own?.();
      this.#drawOver();
    };
    this.onMoved();
  }

  #drawOver() {
    const matrices = this.#gl?.cameraParams;
    if (!this.#scene || !this.#relief || !matrices?.model || !this.plot._fullLayout) return;
    const [, , , , width, height] = /** @type {number[]} */ (this.#drawn);
    const key = [matrices.model, matrices.view, matrices.projection].map((matrix) => [...matrix].join()).join();
    if (key !== this.#matrices) {
      this.#matrices = key;
      this.#view = {};
      this.#relief.lookFrom(cameraOf(matrices, this.plot._fullLayout.scene._scene.dataScale, width, height));
    }
    this.overlay.draw(this.#scene.traces, this.#relief, this.#view);
  }

  /** @param {Parameters<typeof turnedEye>[1]} by */
  #turn(by) {
    const eye = this.plot.layout?.scene?.camera?.eye;
    if (eye) this.#plotly.relayout(this.plot, { 'scene.camera.eye': turnedEye(eye, by) });
  }

  #load() {
    if (!drawsGl()) return this.#settle('failed');
    this.#state = 'asked';
    runLater('plotly3d').then(
      () => {
        // Both libraries call themselves Plotly; the page holds the other one by reference.
        this.#plotly = Reflect.get(globalThis, 'Plotly');
        this.#settle('ready');
      },
      () => this.#settle('failed'),
    );
  }

  /** @param {'ready' | 'failed'} state */
  #settle(state) {
    this.#state = state;
    this.onMoved();
  }
}
