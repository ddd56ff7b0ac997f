// The card of the guide: one move with its question, its controls and its answer.
import { el, setText, translate } from '../ui/dom.js';

/**
 * @import { Translate } from '../i18n/translate.js'
 * @import { Lesson, Move } from './lesson.js'
 */

/**
 * @typedef {object} CardEvents
 * @property {() => void} onClose
 * @property {() => void} onFinish after the last move
 * @property {(by: 1 | -1) => void} onMove to the next move, or back
 * @property {() => void} onPrepare sets the problem that the move needs
 * @property {(rate?: number) => void} onPlay
 * @property {(option: string) => void} onChoose
 * @property {(text: string) => void} onType a number
 * @property {() => void} onRestore sets the problem from before the guide
 *
 * @typedef {object} CardState
 * @property {Lesson} lesson
 * @property {number} index of the move
 * @property {boolean} isPrepared whether the problem is the one that the move needs
 * @property {boolean} isAnswered
 * @property {boolean} hasBefore whether there is a problem from before the guide
 * @property {string | null} chosen option
 * @property {number[]} rates that can be played
 * @property {Record<string, string | number>} args of the sentences
 * @property {{ key: string, isRight: boolean } | { text: string } | null} answer a sentence, or why there is none
 */

export class GuideCard {
  /** @type {CardState | null} */ #state = null;

  /** @param {CardEvents} events @param {HTMLElement} chart */
  constructor(events, chart) {
    this.events = events;
    this.chart = chart;
    this.progress = el('p', { class: 'guide-progress' });
    this.title = el('h2', { id: 'guide-title', tabindex: -1 });
    this.text = el('p', { class: 'guide-text', 'data-testid': 'guide-text' });
    this.controls = el('div', { class: 'guide-controls' });
    this.answer = el('p', { class: 'guide-answer', role: 'status', 'data-testid': 'guide-answer' });
    this.error = el('p', { class: 'control-error', id: 'guide-error', role: 'alert' });
    this.back = this.#button('back', () => events.onMove(-1));
    this.next = this.#button('next', () => (this.#isAtEnd ? events.onFinish() : events.onMove(1)));
    this.restore = this.#button('restore', events.onRestore);
    this.element = el(
      'section',
      {
        class: 'guide card',
        'aria-labelledby': 'guide-title',
        'data-testid': 'guide-card',
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          events.onClose();
        },
      },
      el('div', { class: 'guide-head' }, this.progress, this.#closeButton()),
      this.title,
      this.text,
      this.controls,
      this.error,
      this.answer,
      chart,
      el('div', { class: 'guide-foot' }, this.restore, this.back, this.next),
    );
  }

  get #isAtEnd() {
    return this.#state !== null && this.#state.index === this.#state.lesson.moves.length - 1;
  }

  focus() {
    this.title.focus();
    this.element.parentElement?.scrollTo?.(0, 0);
  }

  /** Moves the focus to the button of the next move, if it is inside the card. */
  focusNext() {
    if (this.element.contains(document.activeElement)) this.next.focus();
  }

  /** @param {CardState} state @param {Translate} t */
  show(state, t) {
    const before = this.#state;
    this.#state = state;
    const { lesson, index, args, answer } = state;
    const move = lesson.moves[index];
    setText(this.progress, t('guide.progress', { k: index + 1, n: lesson.moves.length }));
    setText(this.title, t(`guide.${lesson.key}.${move.key}.title`));
    setText(this.text, t(`guide.${lesson.key}.${move.key}.text`, args));
    const text =
      answer && ('text' in answer ? answer.text : t(`guide.${lesson.key}.${move.key}.answers.${answer.key}`, args));
    setText(this.answer, text ?? '');
    this.answer.dataset.outcome = answer && 'key' in answer ? answer.key : '';
    this.answer.dataset.right = answer && 'key' in answer ? String(answer.isRight) : '';
    const hasSameControls =
      before?.index === index && before.isPrepared === state.isPrepared && String(before.rates) === String(state.rates);
    if (!hasSameControls) this.#build(move, state);
    for (const button of this.controls.querySelectorAll('[aria-pressed]'))
      button.setAttribute('aria-pressed', String(/** @type {HTMLElement} */ (button).dataset.option === state.chosen));
    this.back.hidden = index === 0;
    const goOn = state.isAnswered ? 'guide.next' : 'guide.skip';
    this.next.dataset.t = this.#isAtEnd ? 'guide.finish' : goOn;
    this.next.classList.toggle('primary', state.isAnswered);
    this.restore.hidden = !state.hasBefore;
    translate(this.element, t);
    this.#fill(t, args);
  }

  /** Shows why a typed number is refused; '': it is not. @param {string} text */
  showError(text) {
    setText(this.error, text);
    this.input?.toggleAttribute('aria-invalid', text !== '');
  }

  /** Writes a number into the field, unless someone types there. @param {string} text */
  write(text) {
    if (this.input && document.activeElement !== this.input) this.input.value = text;
  }

  /** @param {Move} move @param {CardState} state */
  #build(move, { lesson, isPrepared, rates }) {
    const hadFocus = this.controls.contains(document.activeElement);
    this.input = null;
    this.showError('');
    const parts = isPrepared ? this.#partsOf(move, lesson) : [this.#prepare(move)];
    const playing = isPrepared && move.kind !== 'watch' ? rates.map((rate) => this.#playButton(rate)) : [];
    this.controls.replaceChildren(...parts, ...playing);
    if (hadFocus) /** @type {HTMLElement} */ (this.controls.querySelector('button, input') ?? this.title).focus();
  }

  /** @param {Move} move @param {Lesson} lesson @returns {HTMLElement[]} */
  #partsOf(move, lesson) {
    if (move.kind === 'watch') return [this.#action(move.rates ? 'playBoth' : 'play', () => this.events.onPlay())];
    if (move.kind === 'number') return [this.#numberForm()];
    return (move.options ?? []).map((option) =>
      el('button', {
        type: 'button',
        class: 'chip guide-option',
        'aria-pressed': 'false',
        'data-option': option,
        'data-testid': `guide-option-${option}`,
        onclick: () => this.events.onChoose(option),
        t: `guide.${lesson.key}.${move.key}.options.${option}`,
      }),
    );
  }

  #numberForm() {
    const input = el('input', {
      type: 'text',
      inputmode: 'decimal',
      autocomplete: 'off',
      'aria-describedby': 'guide-error',
      'aria-labelledby': 'guide-title',
      'data-testid': 'guide-number',
    });
    this.input = input;
    return el(
      'form',
      {
        class: 'guide-form',
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          this.events.onType(input.value);
        },
      },
      input,
      el('button', { class: 'quiet primary', 'data-testid': 'guide-check', t: 'guide.check' }),
    );
  }

  /** @param {Move} move */
  #prepare({ set = '' }) {
    const button = this.#action('prepare', this.events.onPrepare);
    button.dataset.t = `guide.set.${set}`;
    return button;
  }

  /** @param {number} rate */
  #playButton(rate) {
    return el('button', {
      type: 'button',
      class: 'quiet guide-play',
      'data-testid': 'guide-play-rate',
      'data-rate': rate,
      onclick: () => this.events.onPlay(rate),
    });
  }

  /** The sentences of the buttons that have numbers. @param {Translate} t @param {CardState['args']} args */
  #fill(t, args) {
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.controls.querySelectorAll('.guide-play')))
      button.textContent = t('guide.playRate', { rate: Number(Number(button.dataset.rate).toPrecision(4)) });
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.controls.querySelectorAll('.guide-option')))
      button.textContent = t(button.dataset.t ?? '', args);
  }

  /** @param {string} name @param {() => void} act */
  #action(name, act) {
    const button = this.#button(name, act);
    button.classList.add('primary');
    return button;
  }

  /** @param {string} name @param {() => void} act */
  #button(name, act) {
    return el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': `guide-${name}`,
      onclick: act,
      t: `guide.${name}`,
    });
  }

  #closeButton() {
    return el(
      'button',
      {
        type: 'button',
        class: 'quiet guide-close',
        'data-testid': 'guide-close',
        label: 'guide.close',
        onclick: this.events.onClose,
      },
      '×',
    );
  }
}
