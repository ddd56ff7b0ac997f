// The log as the notebook prints it.
import { logLines } from './log-lines.js';
import { el, setText } from '../../ui/dom.js';

/**
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 */

const intervals = [1, 10, 100];

export class LogPanel {
  #shown = '';
  /** @type {{ problem: DescentProblem, t: Translate } | null} */ #last = null;

  /** @param {{ onCopy: (text: string) => void, onHover: (epoch: number | null) => void }} events */
  constructor(events) {
    this.every = el(
      'select',
      { label: 'log.everyLabel', 'data-testid': 'log-every', onchange: () => this.#redraw() },
      ...intervals.map((interval) => el('option', { value: interval }, String(interval))),
    );
    this.every.value = '100';
    this.lines = el('div', { class: 'log scroll', tabindex: 0, 'data-testid': 'log', label: 'panels.log' });
    this.lines.addEventListener('pointerover', (event) => {
      const epoch = /** @type {HTMLElement} */ (event.target).closest('p')?.dataset.epoch;
      events.onHover(epoch === undefined ? null : Number(epoch));
    });
    this.lines.addEventListener('pointerleave', () => events.onHover(null));
    this.spent = el('p', { class: 'note', 'data-testid': 'log-spent' });
    this.element = el(
      'div',
      { class: 'panel-log' },
      el(
        'div',
        { class: 'panel-tools' },
        el('label', {}, el('span', { t: 'log.every' }), ' ', this.every),
        el('button', {
          type: 'button',
          class: 'quiet',
          'data-testid': 'log-copy',
          // biome-ignore lint/performance/useDomNodeTextContent: textContent would lose the line breaks of the layout.
          onclick: () => events.onCopy(this.lines.innerText),
          t: 'log.copy',
        }),
      ),
      this.lines,
      this.spent,
      el('p', { class: 'note', t: 'log.note' }),
    );
  }

  /** @param {DescentProblem} problem @param {Translate} t */
  show(problem, t) {
    this.#last = { problem, t };
    const { value, gradient } = problem.trajectory.evaluations;
    setText(this.spent, t('log.spent', { value, gradient }));
    this.#redraw();
  }

  #redraw() {
    if (!this.#last) return;
    const lines = logLines(this.#last.problem, this.#last.t, Number(this.every.value));
    const text = lines.map((line) => line.text).join('\n');
    if (text === this.#shown) return;
    this.#shown = text;
    this.lines.replaceChildren(
      ...lines.map((line) => el('p', line.epoch === null ? {} : { 'data-epoch': line.epoch }, line.text)),
    );
  }
}
