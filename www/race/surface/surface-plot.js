// The surface chart, the only one that uses WebGL. Its library is as large as that of all other charts, so it is loaded
// at the first use; its WebGL context is released while the surface is hidden.
import { runLater } from '../../engine/later.js';
import { el } from '../../ui/dom.js';
import { hasHeights, logHeights } from '../../chart/log-heights.js';
import { cameraOf } from './camera.js';
import { HeightField } from './height-field.js';
import { surfaceLayout, surfaceTrace, turnedEye } from './surface-figure.js';
import { SurfaceOverlay } from './surface-overlay.js';

/**
 * @import { Trace } from '../../chart/figure.js'
 * @import { Theme } from '../../chart/marks.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Race } from '../answers.js'
 * @import { Landscape } from '../landscape.js'
 */

/**
 * @typedef {object} SurfaceScene
 * @property {Race} race
 * @property {Landscape} landscape
 * @property {Trace[]} traces lines and marks on the surface
 * @property {Theme} theme
 * @property {Translate} t
 */

/** The effect of a button: a turn and a tilt in degrees, and the factor of an approach. */
const [turn, tilt, approach] = [15, 10, 1.2];

/** Whether this browser has WebGL. The context that the check creates is released. */
function hasWebGl() {
  const gl = el('canvas').getContext('webgl');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}

export class SurfacePlot {
  /** @type {any} */ #plotly = null;
  /** @type {'none' | 'loading' | 'ready' | 'failed'} of the library */ #state = 'none';
  /** @type {SurfaceScene | null} */ #scene = null;
  /** @type {unknown[]} inputs of the drawn surface */ #drawn = [];
  /** @type {HeightField | null} */ #heights = null;
  /** @type {any} Plotly's WebGL plot */ #gl = null;
  /** A new object for each position of the camera. */ #view = {};
  /** A fingerprint of the camera's matrices. */ #matrices = '';
  /** The camera's position while the surface is hidden. @type {{ x: number, y: number, z: number } | null} */
  #eye = null;

  /** @param {() => void} onChange the chart needs a new frame */
  constructor(onChange) {
    this.onChange = onChange;
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
      button('nearer', '+', { nearer: approach }),
      button('farther', '−', { nearer: 1 / approach }),
    );
    new ResizeObserver(() => (this.element.clientWidth === 0 ? this.hide() : this.onChange())).observe(this.element);
  }

  /** Whether this browser cannot draw a surface. */
  get hasFailed() {
    return this.#state === 'failed';
  }

  /** @param {SurfaceScene} scene @returns {boolean} whether it is visible */
  show(scene) {
    if (!hasHeights(scene.landscape, scene.race.baseline)) {
      this.hide();
      return false;
    }
    if (this.#state === 'none') this.#load();
    this.#scene = scene;
    this.element.hidden = this.buttons.hidden = this.#state !== 'ready';
    if (this.#state !== 'ready') return false;
    this.#drawSurface(scene);
    this.#drawOverlay();
    return true;
  }

  /** Hides the surface and releases its WebGL context; the library and the camera stay. */
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
    const inputs = [landscape, race.baseline, theme, t, width, height];
    if (width === 0 || inputs.every((value, i) => value === this.#drawn[i])) return;
    this.#drawn = inputs;
    this.#heights = new HeightField(landscape.x, landscape.y, logHeights(landscape, race.baseline).z);
    this.#matrices = '';
    const layout = /** @type {any} */ (surfaceLayout(race, landscape, theme, t, { width, height }));
    if (this.#eye) layout.scene.camera.eye = this.#eye;
    this.overlay.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#plotly
      .react(this.plot, [surfaceTrace(landscape, race.baseline, theme)], layout, {
        displayModeBar: false,
        responsive: false,
        scrollZoom: false,
      })
      .then(
        () => this.#followCamera(),
        () => this.#setState('failed'),
      );
  }

  /** Draws the overlay in every frame that Plotly draws, as it does when the user moves its camera. */
  #followCamera() {
    const gl = this.plot._fullLayout?.scene?._scene?.glplot;
    if (!gl || gl === this.#gl) return;
    this.#gl = gl;
    const { onrender } = gl;
    gl.onrender = () => {
      onrender?.();
      this.#drawOverlay();
    };
    this.onChange();
  }

  #drawOverlay() {
    const matrices = this.#gl?.cameraParams;
    if (!this.#scene || !this.#heights || !matrices?.model || !this.plot._fullLayout) return;
    const [, , , , width, height] = /** @type {number[]} */ (this.#drawn);
    const key = [matrices.model, matrices.view, matrices.projection].map((matrix) => [...matrix].join()).join();
    if (key !== this.#matrices) {
      this.#matrices = key;
      this.#view = {};
      this.#heights.setCamera(cameraOf(matrices, this.plot._fullLayout.scene._scene.dataScale, width, height));
    }
    this.overlay.draw(this.#scene.traces, this.#heights, this.#view);
  }

  /** @param {Parameters<typeof turnedEye>[1]} by */
  #turn(by) {
    const eye = this.plot.layout?.scene?.camera?.eye;
    if (eye) this.#plotly.relayout(this.plot, { 'scene.camera.eye': turnedEye(eye, by) });
  }

  #load() {
    if (!hasWebGl()) return this.#setState('failed');
    this.#state = 'loading';
    runLater('plotly3d').then(
      () => {
        // Both libraries define the global Plotly; the page has a reference to the other one.
        this.#plotly = Reflect.get(globalThis, 'Plotly');
        this.#setState('ready');
      },
      () => this.#setState('failed'),
    );
  }

  /** @param {'ready' | 'failed'} state */
  #setState(state) {
    this.#state = state;
    this.onChange();
  }
}
