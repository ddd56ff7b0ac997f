// Automatic differentiation step by step: the computation of one data point's loss, forward and then backward, and the
// derivative by each parameter beside two independent methods.
import { readable, sideBySide } from '../../i18n/format.js';
import { nameText } from '../../ui/names.js';
import { traceState, traceSteps, traceSvg } from './trace-graph.js';
import { layoutTrace } from './trace-layout.js';
import { el, icon, setText } from '../../ui/dom.js';

/**
 * @import { Trace } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Snapshot } from '../snapshot.js'
 * @import { Step } from './trace-graph.js'
 * @import { Layout } from './trace-layout.js'
 */

export class TracePanel {
  /** @type {Trace | null} */ #trace = null;
  /** @type {Layout | null} */ #layout = null;
  /** @type {Step[]} */ #steps = [];
  /** Number of steps that are shown; Infinity: all. */
  #done = Infinity;
  /** @type {Translate} */ #t = (key) => key;
  /** @type {{ problem: object, epoch: number, row: number } | null} */ #requested = null;
  /** @type {Snapshot | null} */ #snapshot = null;

  /**
   * @param {(row: number, receive: (answer: any) => void) => void} request the trace of a row at the present epoch
   */
  constructor(request) {
    this.request = request;
    this.row = el('input', {
      type: 'number',
      min: 1,
      step: 1,
      value: 1,
      class: 'trace-row',
      'data-testid': 'trace-row',
      label: 'trace.rowLabel',
      oninput: () => this.#requestAgain(),
    });
    this.point = el('span', { class: 'note', 'data-testid': 'trace-point' });
    const button = (
      /** @type {string} */ name,
      /** @type {Parameters<typeof icon>[0]} */ glyph,
      /** @type {() => void} */ act,
    ) =>
      el(
        'button',
        {
          type: 'button',
          class: 'run-button small',
          'data-testid': `trace-${name}`,
          label: `trace.${name}`,
          onclick: act,
        },
        icon(glyph),
      );
    this.sentence = el('p', { class: 'trace-says', 'data-testid': 'trace-says', role: 'status' });
    this.graph = el('div', {
      class: 'trace-frame scroll',
      tabindex: 0,
      label: 'trace.graph',
      'data-testid': 'trace-graph',
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    this.slopes = el('tbody');
    this.element = el(
      'div',
      { class: 'panel-trace' },
      el(
        'div',
        { class: 'trace-tools' },
        el('label', {}, el('span', { t: 'trace.row' }), ' ', this.row),
        this.point,
        el(
          'span',
          { class: 'trace-buttons' },
          button('start', 'reset', () => this.#go(0)),
          button('back', 'back', () => this.#go(this.#at() - 1)),
          button('next', 'forward', () => this.#go(this.#at() + 1)),
          button('end', 'end', () => this.#go(Infinity)),
        ),
      ),
      this.graph,
      this.sentence,
      el(
        'div',
        { class: 'trace-table scroll' },
        el(
          'table',
          { 'data-testid': 'trace-slopes' },
          el(
            'thead',
            {},
            el(
              'tr',
              {},
              ...['parameter', 'reverse', 'dual', 'difference'].map((key) =>
                el('th', { scope: 'col', t: `trace.${key}` }),
              ),
            ),
          ),
          this.slopes,
        ),
      ),
    );
  }

  /** @param {Snapshot} snapshot @param {Translate} t */
  show(snapshot, t) {
    this.#t = t;
    this.#snapshot = snapshot;
    this.row.max = String(snapshot.problem.data.x.length);
    const row = this.#row();
    const { problem, epoch } = snapshot;
    if (this.#requested?.problem === problem && this.#requested.epoch === epoch && this.#requested.row === row) return;
    this.#requested = { problem, epoch, row };
    this.request(row, (result) => {
      if (result.ok) this.#receive(result);
    });
  }

  /** Shows everything in the present language. @param {Translate} t */
  translate(t) {
    this.#t = t;
    this.#draw();
  }

  #row() {
    const wanted = Math.round(Number(this.row.value)) - 1;
    return Math.max(0, Math.min(Number(this.row.max) - 1, Number.isFinite(wanted) ? wanted : 0));
  }

  #requestAgain() {
    if (this.#snapshot) this.show(this.#snapshot, this.#t);
  }

  /** @param {Trace} trace */
  #receive(trace) {
    const sameShape =
      this.#trace?.nodes.length === trace.nodes.length &&
      this.#trace.nodes.every((node, i) => node.formula === trace.nodes[i].formula);
    this.#trace = trace;
    if (!sameShape) {
      this.#layout = layoutTrace(trace);
      this.#steps = traceSteps(trace);
      this.#done = Infinity;
    }
    this.#draw();
  }

  #at() {
    return Math.min(this.#done, this.#steps.length);
  }

  /** @param {number} done */
  #go(done) {
    this.#done = done >= this.#steps.length ? Infinity : Math.max(0, done);
    this.#draw();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const wanted = { ArrowLeft: this.#at() - 1, ArrowRight: this.#at() + 1, Home: 0, End: Infinity }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    this.#go(wanted);
  }

  #draw() {
    const trace = this.#trace;
    if (!trace || !this.#layout) return;
    const state = traceState(trace, this.#steps, this.#at());
    const text = this.#sentence(trace, state.now);
    this.graph.innerHTML = traceSvg(trace, this.#layout, state, text);
    this.#follow(state.now);
    setText(this.sentence, text);
    this.#showPoint();
    this.#showSlopes(trace);
  }

  /** Scrolls the node of this step into view. @param {Step | null} now */
  #follow(now) {
    const place = now && this.#layout?.nodes[now.node];
    if (!place || !this.#layout) return;
    const { scrollWidth, clientWidth } = this.graph;
    if (scrollWidth > clientWidth)
      this.graph.scrollLeft = (place.x / this.#layout.width) * scrollWidth - clientWidth / 2;
  }

  /** @param {Trace} trace @param {Step | null} now */
  #sentence(trace, now) {
    const t = this.#t;
    const count = { k: this.#at(), of: this.#steps.length };
    if (!now) return t('trace.begin', count);
    const node = trace.nodes[now.node];
    if (now.kind === 'forward')
      return t('trace.forward', { ...count, formula: node.formula, value: readable(node.value) });
    const shares = node.edges
      .filter((edge) => edge.flows)
      .map((edge) => `${trace.nodes[edge.from].formula}: ${readable(edge.adjoint)}`);
    return t('trace.backward', {
      ...count,
      formula: node.formula,
      adjoint: readable(node.adjoint),
      shares: shares.join(', '),
    });
  }

  #showPoint() {
    const { columns, y } = this.#snapshot?.problem.data ?? { columns: {}, y: [] };
    const row = this.#row();
    const values = Object.entries({ ...columns, y }).map(([name, numbers]) => `${name} = ${readable(numbers[row])}`);
    setText(this.point, row < y.length ? values.join(', ') : '');
  }

  /** @param {Trace} trace */
  #showSlopes({ slopes }) {
    while (this.slopes.rows.length > slopes.length) this.slopes.deleteRow(-1);
    slopes.forEach((slope, i) => {
      const row =
        this.slopes.rows[i] ??
        this.slopes.appendChild(
          el(
            'tr',
            {},
            el('th', { scope: 'row' }),
            el('td'),
            el('td', {}, el('b'), el('span')),
            el('td', {}, el('b'), el('span')),
          ),
        );
      setText(row.cells[0], nameText(slope.name));
      setText(row.cells[1], sideBySide(slope.reverse, slope.reverse).a);
      for (const [cell, other, digits] of /** @type {const} */ ([
        [row.cells[2], slope.dual, slope.dualDigits],
        [row.cells[3], slope.finiteDifference, slope.finiteDifferenceDigits],
      ])) {
        const { b, shared } = sideBySide(slope.reverse, other);
        setText(cell.children[0], b.slice(0, shared));
        setText(cell.children[1], b.slice(shared));
        cell.title = this.#t('trace.agree', { digits });
      }
    });
  }
}
