// The guide: leads through a lesson, move by move. The worker computes the answers; the card shows them.
import { ChartCard } from '../chart/card.js';
import { plainPlot } from '../chart/plain-plot.js';
import { Plot } from '../chart/plot.js';
import { readNumber } from '../experiment/validate.js';
import { plain, rateText, readable } from '../i18n/format.js';
import { GuideCard } from './card.js';
import { holds, presetAt, valuesFor } from './lesson.js';
import { notebookLesson } from './lessons/notebook.js';
import { rateChart } from './rate-chart.js';

/**
 * @import { Theme } from '../chart/marks.js'
 * @import { NumberField } from '../experiment/fields.js'
 * @import { Services } from '../problem/workspace.js'
 * @import { Answer, Outcome } from './answers.js'
 * @import { CardState } from './card.js'
 * @import { Move } from './lesson.js'
 * @import { GuidePlace } from './place.js'
 */

/**
 * @typedef {object} GuideEvents
 * @property {() => string | null} remembered the key of the move at which it was left
 * @property {(move: string) => void} remember
 * @property {() => void} onShow opens the workspace of the lesson
 * @property {() => void} onClose the focus returns to where the guide was opened
 */

export class Guide {
  #lesson = notebookLesson;
  #index = 0;
  #isOpen = false;
  /** @type {Map<string, Answer>} the answers by key of the move */ #answers = new Map();
  /** @type {Map<string, string>} the chosen options by key of the move */ #chosen = new Map();
  /** @type {Set<string>} keys of the moves whose run has been played */ #played = new Set();
  /** @type {number[]} learning rates that are still to be played, in turn */ #queue = [];
  #isWatching = false;
  /** @type {string} why the present move has no answer */ #problem = '';
  /** @type {Record<string, string | number> | null} the fields before the guide set others */ #before = null;
  /** The problem whose numbers stand in the sentences. @type {object | null} */ #shownProblem = null;
  /**
   * The learner's answer, while the problem that it is about is being computed.
   * @type {{ answer: string | number | null } | null}
   */
  #waiting = null;
  /** @type {Theme} */ #theme = 'light';
  /** @type {Plot | null} */ #plot = null;

  /** @param {Services} services @param {GuidePlace} place @param {GuideEvents} events */
  constructor(services, place, events) {
    this.services = services;
    this.place = place;
    this.events = events;
    this.chart = new ChartCard(rateChart);
    this.card = new GuideCard(
      {
        onClose: () => this.close(),
        onFinish: () => this.close('done'),
        onMove: (by) => this.#goTo(by > 0 ? this.#following : this.#index - 1),
        onPrepare: () => this.#prepare(),
        onPlay: (rate) => this.#play(rate === undefined ? this.#rates : [rate]),
        onChoose: (option) => this.#choose(option),
        onType: (text) => this.#type(text),
        onRestore: () => this.#restore(),
      },
      this.chart.element,
    );
    services.store.subscribe((paths) => this.#changed(paths));
  }

  open() {
    this.events.onShow();
    const index = this.#lesson.moves.findIndex(({ key }) => key === this.events.remembered());
    if (!this.#isOpen) this.#index = Math.max(0, index);
    this.#place(true);
    this.#goTo(this.#index);
  }

  /** Opens at a move. @param {string} key @returns {boolean} whether there is such a move */
  openAt(key) {
    const index = this.#lesson.moves.findIndex((move) => move.key === key);
    if (index < 0) return false;
    this.#place(true);
    this.#goTo(index);
    return true;
  }

  /** The move that is shown: its key, its number of how many, the key of its title; null while the guide is closed. */
  get shown() {
    if (!this.#isOpen) return null;
    const { key, moves } = this.#lesson;
    const move = this.#move.key;
    return { key: move, k: this.#index + 1, n: moves.length, title: `guide.${key}.${move}.title` };
  }

  /** @param {string} [memory] the move at which it opens next; one that is none: the first */
  close(memory = this.#move.key) {
    this.#queue = [];
    this.#isWatching = false;
    this.#place(false);
    this.events.remember(memory);
    this.events.onClose();
  }

  /** One frame: the problem may be another, and the run that the guide plays may have ended. */
  show() {
    const { player, problem } = this.services;
    if (this.#isOpen && problem.problem !== this.#shownProblem) this.#show();
    if (this.#waiting && !problem.isAwaited) this.#ask(this.#waiting.answer);
    if (this.#isPlayedByHand) this.#isWatching = true;
    if (!this.#isWatching || player.isPlaying || player.position === 0) return;
    this.#isWatching = false;
    if (this.#queue.length > 0) return this.#playNext();
    this.#played.add(this.#move.key);
    this.#show();
    if (this.#move.kind === 'watch') this.card.focusNext();
  }

  translate() {
    if (!this.#isOpen) return;
    this.services.translate(this.card.element);
    this.#show();
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.#theme = theme;
    this.#draw();
  }

  get #move() {
    return this.#lesson.moves[this.#index];
  }

  /** Whether the run that the present move shows is played by the run bar. */
  get #isPlayedByHand() {
    const { kind, key, rates, needs } = this.#move;
    const { player, store } = this.services;
    return (
      this.#isOpen && kind === 'watch' && !rates && player.isPlaying && !this.#played.has(key) && holds(store, needs)
    );
  }

  /** The answer of the present move, or of the one that it continues. */
  get #answer() {
    const { key, of = '' } = this.#move;
    return this.#answers.get(key) ?? this.#answers.get(of) ?? null;
  }

  /** Index of the next move; without an answer those that continue it are left out. */
  get #following() {
    const { moves } = this.#lesson;
    return moves.findIndex(({ of }, index) => index > this.#index && (!of || this.#answers.has(of)));
  }

  /** The learning rates that the present move plays. */
  get #rates() {
    return (this.#move.rates ?? []).map((name) => this.#answer?.numbers[name] ?? NaN).filter(Number.isFinite);
  }

  /** @param {boolean} isOpen */
  #place(isOpen) {
    this.#isOpen = isOpen;
    if (isOpen) this.place.show('open', this.card.element);
    else this.place.show('closed');
  }

  /** @param {number} index of a move; of one that continues an answer that is not here, the move of that answer */
  #goTo(index) {
    const { of } = this.#lesson.moves[index];
    const source = of && !this.#answers.has(of) ? this.#lesson.moves.findIndex(({ key }) => key === of) : index;
    this.#index = source;
    this.#problem = '';
    this.#isWatching = false;
    this.#waiting = null;
    this.#queue = [];
    this.events.remember(this.#move.key);
    this.#show();
    this.card.focus();
    if (this.#move.kind === 'text') this.#showText();
  }

  #show() {
    const { store, problem, t } = this.services;
    this.#shownProblem = problem.problem;
    const move = this.#move;
    const answer = this.#answers.get(move.key);
    const isWatched = move.kind === 'watch' && this.#played.has(move.key);
    /** @type {CardState} */
    const state = {
      lesson: this.#lesson,
      index: this.#index,
      isPrepared: holds(store, move.needs),
      isAnswered: answer !== undefined || isWatched || (move.kind === 'text' && !move.check),
      hasBefore: this.#before !== null,
      chosen: this.#chosen.get(move.key) ?? null,
      rates: this.#rates,
      args: this.#args(),
      answer: this.#sentence(answer, isWatched),
    };
    this.card.show(state, t());
    this.chart.element.hidden = !this.#answer?.row;
    this.#draw();
  }

  /** @param {Answer | undefined} answer @param {boolean} isWatched @returns {CardState['answer']} */
  #sentence(answer, isWatched) {
    if (this.#problem) return { text: this.#problem };
    if (answer) return { key: answer.outcome, isRight: answer.isRight };
    return isWatched ? { key: 'done', isRight: true } : null;
  }

  /** The numbers of the sentences: those of the experiment and of every answer. */
  #args() {
    const { store, problem, player } = this.services;
    const trajectory = problem.problem?.trajectory;
    const numbers = {
      rateNow: store.number('optimizer.rate'),
      epochsNow: store.number('stop.epochs'),
      lossNow: trajectory?.loss[Math.min(Math.floor(player.position), trajectory.epochs)] ?? NaN,
      lossBefore: trajectory ? trajectory.loss[0] : NaN,
      ...this.#answer?.numbers,
    };
    return Object.fromEntries(
      Object.entries(numbers).map(([name, value]) => [
        name,
        rateNames.has(name) ? rateText(value) : readable(value, 4),
      ]),
    );
  }

  #makePlot() {
    this.chart.plot.replaceChildren();
    return new Plot(plainPlot, this.chart.plot, () => this.#draw());
  }

  #draw() {
    const answer = this.#answer;
    if (!this.#isOpen || !answer?.row) return;
    const state = { row: answer.row, numbers: answer.numbers };
    const t = this.services.t();
    this.chart.show(state, t, false);
    this.chart.summarize(state, t);
    this.#plot ??= this.#makePlot();
    this.#plot.draw(rateChart.figure(state, { theme: this.#theme, ranges: { x: [0, 1], y: [0, 1] } }));
  }

  /** @param {string[]} paths of the fields that changed */
  #changed(paths) {
    if (!this.#isOpen) return;
    this.#show();
    const { field = '', isFollowing } = this.#move;
    if (isFollowing && paths.includes(field)) this.card.write(plain(this.services.store.number(field)));
  }

  // --- What the learner does ---------------------------------------------------------------------------------------

  #prepare() {
    const { store, problem } = this.services;
    const { needs = {} } = this.#move;
    const values = store.values();
    const isOwn = Object.entries(store.standard()).some(([path, value]) => isKept(path) && values[path] !== value);
    if (isOwn && this.#answers.size === 0) this.#before ??= values;
    problem.changes.startWith(valuesFor(needs), needs.values ? null : 'always');
    this.#show();
  }

  /** Sets the problem from before the guide. */
  #restore() {
    if (!this.#before) return;
    this.services.player.seek(0);
    const values = Object.fromEntries(Object.entries(this.#before).filter(([path]) => isKept(path)));
    this.#before = null;
    this.services.change(values, false);
    this.#show();
    this.card.focus();
  }

  /** Plays the run, or one with each of some learning rates in turn. @param {number[]} rates */
  #play(rates) {
    this.#queue = rates.slice();
    this.#playNext();
  }

  #playNext() {
    const rate = this.#queue.shift();
    this.#isWatching = true;
    this.services.problem.changes.playWith(rate === undefined ? {} : { 'optimizer.rate': rate });
  }

  /** @param {string} option */
  #choose(option) {
    const { key, uses } = this.#move;
    this.#chosen.set(key, option);
    if (uses) this.services.problem.changes.startWith(valuesFor({ [uses]: presetAt(option).key }), 'always');
    this.#ask(option);
  }

  /** @param {string} text of a number */
  #type(text) {
    const { store, language, explain } = this.services;
    const field = /** @type {NumberField} */ (store.field(this.#move.field ?? ''));
    const read = readNumber(field, text, language());
    this.card.showError(read.error ? explain(read.error) : '');
    if (!read.error) this.#ask(read.value);
  }

  /** A text whose numbers come from a check. */
  #showText() {
    const { check, needs } = this.#move;
    if (check && holds(this.services.store, needs)) this.#ask(this.#answer?.numbers.guess ?? null);
  }

  /** Requests the answer of the present move. @param {string | number | null} answer the learner's */
  #ask(answer) {
    const move = this.#move;
    const { problem, request } = this.services;
    this.#waiting = problem.isAwaited ? { answer } : null;
    if (!move.check || !problem.problem || this.#waiting) return;
    const { experiment } = problem.problem;
    request('guide', { experiment, check: move.check, answer }, (/** @type {Outcome} */ outcome) =>
      this.#receive(move, outcome),
    );
  }

  /** @param {Move} move @param {Outcome} outcome */
  #receive(move, outcome) {
    if (outcome.ok) this.#answers.set(move.key, outcome);
    if (move !== this.#move || !this.#isOpen) return;
    const { explain, problem } = this.services;
    this.#problem = outcome.ok ? '' : explain(outcome.error);
    this.#show();
    if (outcome.ok && move.uses) problem.changes.playWith({});
    if (outcome.ok && move.kind !== 'text' && (outcome.isRight || move.kind === 'number')) this.card.focusNext();
  }
}

/** Numbers that are learning rates. */
const rateNames = new Set(['rate', 'rateNow', 'guess', 'best', 'limit', 'more']);

/** Whether a field is part of the problem that is set again after the guide. @param {string} path */
const isKept = (path) => !path.startsWith('view.');
