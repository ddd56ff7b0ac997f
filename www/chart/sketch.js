// A field of cells while it still changes: one pixel per cell, painted on a canvas behind Plotly's lines. Plotly's own
// heat map of 100 × 100 cells takes 45 ms, too long while a slider moves; this takes one.

/**
 * @typedef {{ columns: number, rows: number, colours: Uint8ClampedArray<ArrayBuffer> }} Pixels colours: red, green,
 *   blue, opacity of each cell, from the upper left
 */

export class Sketch {
  #element;
  /** @type {HTMLCanvasElement | null} */ #canvas = null;
  /** @type {Pixels | null} */ #shown = null;

  /**
   * @param {HTMLElement} element of the chart
   * @param {{ l: number, r: number, t: number, b: number }} margin around the plot
   */
  constructor(element, margin) {
    this.#element = element;
    this.margin = margin;
  }

  /** @param {Pixels | null} pixels null: nothing */
  show(pixels) {
    if (pixels === this.#shown) return;
    this.#shown = pixels;
    this.#canvas ??= this.#start();
    const canvas = this.#canvas;
    canvas.hidden = pixels === null;
    if (!pixels) return;
    if (canvas.width !== pixels.columns) canvas.width = pixels.columns;
    if (canvas.height !== pixels.rows) canvas.height = pixels.rows;
    canvas.getContext('2d')?.putImageData(new ImageData(pixels.colours, pixels.columns, pixels.rows), 0, 0);
  }

  #start() {
    const { l, r, t, b } = this.margin;
    const canvas = document.createElement('canvas');
    canvas.className = 'sketch';
    canvas.style.cssText = `left:${l}px;top:${t}px;width:calc(100% - ${l + r}px);height:calc(100% - ${t + b}px)`;
    this.#element.prepend(canvas);
    return canvas;
  }
}
