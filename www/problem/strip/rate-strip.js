// The strip of the learning rate: its slider with the zones of this problem, its number, the verdict in words, the
// situations, each of which sets a rate and plays from the start, and the losses that are difficult to descend.
import { difficultLosses } from '../../experiment/difficult-losses.js';
import { el, setIfChanged, setText } from '../../ui/dom.js';
import { MenuControl } from '../../ui/menu-control.js';
import { showTerms } from '../../ui/term.js';
import { momentumOf } from '../method-theory.js';
import { isNarrow, situationRate, situations, zoneOf, zonesOf } from './rate-zones.js';

/**
 * @import { NumberControl } from '../../ui/number-control.js'
 * @import { Problem } from '../parts.js'
 * @import { Situation, Zone } from './rate-zones.js'
 * @import { Verdict } from '../verdict.js'
 */

/**
 * @typedef {object} RateStripEvents
 * @property {(rate: number) => void} onSituation sets the rate and plays from the start
 * @property {(key: string) => void} onDifficultLoss takes this problem and plays from its start; '' takes back the
 *   problem from before
 * @property {() => void} onFindRate
 */

/** The slider spans this many decades below the rate at which the descent diverges, and this factor above it. */
const decadesBelow = 3.7;
const factorAbove = 2;

/** The limits that the verdict names, with their terms. */
const rateTerms = { '1/L″': 'bestRate', '2/L″': 'stabilityLimit', '2/λmax': 'stabilityLimit' };

export class RateStrip {
  /** @type {Zone[]} */ #zones = [];
  /** Where the zones stand, as text. @type {string[]} */ #places = [];
  /** @type {Problem['valley']} */ #optimum = null;
  /** The situations are those of gradient descent. */ #hasMomentum = false;

  /** @param {NumberControl} control of the learning rate @param {RateStripEvents} events */
  constructor(control, { onSituation, onDifficultLoss, onFindRate }) {
    this.control = control;
    this.events = { onSituation, onDifficultLoss };
    this.zones = el('span', { class: 'rate-zones', 'aria-hidden': 'true' });
    this.zoneNames = el('span', { class: 'zone-names', 'aria-hidden': 'true' });
    control.track.prepend(this.zones, this.zoneNames);
    this.setting = el('div', { class: 'main-setting', hidden: true });
    this.verdict = el('p', { class: 'verdict', 'data-testid': 'verdict', role: 'status' });
    this.findRate = el('button', {
      type: 'button',
      class: 'quiet find-rate',
      'data-testid': 'find-rate',
      hidden: true,
      onclick: onFindRate,
      t: 'verdict.findRate',
    });
    this.chips = el(
      'div',
      { class: 'situation-chips', role: 'group', label: 'situations.name' },
      ...situations.map((name, i) => this.#chip(name, i + 1)),
    );
    this.difficult = new MenuControl(
      'difficult-loss',
      'situations.difficult',
      [
        { value: '', t: 'situations.more' },
        ...difficultLosses.map(({ key }) => ({ value: key, t: `situations.${key}` })),
      ],
      onDifficultLoss,
    );
    this.difficult.element.classList.add('chip');
    this.element = el(
      'div',
      { class: 'rate-strip', role: 'group', label: 'fields.optimizer.rate.name' },
      control.element,
      this.setting,
      el('div', { class: 'situations' }, this.chips, this.difficult.element),
      el('div', { class: 'rate-words' }, this.verdict, this.findRate),
    );
  }

  /**
   * Shows the main setting of the method: its learning rate, another hyperparameter, or none.
   * @param {'rate' | HTMLElement | null} setting
   */
  showSetting(setting) {
    const other = setting === 'rate' ? null : setting;
    this.control.element.hidden = setting !== 'rate';
    this.setting.hidden = setting === 'rate';
    this.name =
      other || setting === 'rate' ? null : el('span', { class: 'control-name', 'data-testid': 'strip-method' });
    this.setting.replaceChildren(...[other, this.name].flatMap((each) => (each ? [each] : [])));
  }

  /** @param {string} name of the method that descends, shown where it has no setting for the strip */
  showMethod(name) {
    if (this.name) setText(this.name, name);
  }

  /** @type {HTMLElement | null} */ name = null;

  /** Shows the zones of a problem. @param {Problem} problem @param {string} method that descends */
  showProblem(problem, method) {
    this.#optimum = problem.valley;
    this.#zones = zonesOf(problem, method);
    this.#hasMomentum = momentumOf(problem.experiment.optimizer) > 0;
    this.#span();
    this.placeZones();
    this.chips.hidden = this.#zones.length === 0 || this.#hasMomentum;
  }

  /** Shows the rate's zone and the verdict of theory. @param {Verdict} verdict @param {number} rate */
  showVerdict({ text, kind, hasDiverged }, rate) {
    showTerms(this.verdict, text, rateTerms);
    setIfChanged(this.verdict.dataset, { kind });
    setIfChanged(this.element.dataset, { zone: zoneOf(this.#zones, rate) ?? '' });
    setIfChanged(this.findRate, { hidden: !hasDiverged });
  }

  /** Shows which of the difficult losses descends; the first entry leads back from it. @param {string} key or '' */
  showDifficultLoss(key) {
    const first = this.difficult.element.options[0];
    const t = key ? 'situations.back' : 'situations.more';
    if (first.dataset.t !== t) {
      first.dataset.t = t;
      this.translate?.();
    }
    this.difficult.show(key);
  }

  /**
   * Plays a situation of the learning rate, or after these a difficult loss.
   * @param {number} index from 0; −1: back from a difficult loss
   * @returns {boolean} whether there is one
   */
  play(index) {
    if (this.element.hidden) return false;
    const isDifficult = this.difficult.element.value !== '';
    if (index < 0 && isDifficult) this.events.onDifficultLoss('');
    if (index < 0) return isDifficult;
    const difficult = difficultLosses[index - situations.length];
    if (difficult) this.events.onDifficultLoss(difficult.key);
    if (difficult) return true;
    const situation = situations[index];
    if (!situation || !this.#optimum || this.chips.hidden) return false;
    this.events.onSituation(situationRate(situation, this.#optimum));
    return true;
  }

  /** The slider spans the zones of this problem. */
  #span() {
    const diverges = this.#zones.at(-1)?.from;
    if (diverges === undefined) return;
    const max = Math.min(this.control.field.max, 10 ** (Math.ceil(4 * Math.log10(factorAbove * diverges)) / 4));
    const min = 10 ** Math.floor(Math.log10(max) - decadesBelow);
    this.control.setSpan(min, max);
  }

  /** Puts the zones where the slider has them: it also spans the value that it shows, which may have changed. */
  placeZones() {
    const place = (/** @type {number} */ rate) => Math.max(0, Math.min(1, rate > 0 ? this.control.place(rate) : 0));
    const isSlowAlone = isNarrow(this.#zones);
    const names = this.#zones.map(({ name }) => (name === 'slow' && isSlowAlone ? 'slowAll' : name));
    if (this.zones.dataset.names !== names.join()) this.#buildZones(names);
    this.#zones.forEach(({ from, to }, i) => {
      const [left, right] = [place(from), place(to)];
      this.#placeZone(i, percent(left), percent(right - left));
    });
  }

  /** @param {number} i @param {string} left @param {string} width */
  #placeZone(i, left, width) {
    const place = `${left} ${width}`;
    if (this.#places[i] === place) return;
    this.#places[i] = place;
    // The style attribute would be parsed and checked against the content security policy.
    Object.assign(/** @type {HTMLElement} */ (this.zones.children[i]).style, { left, width });
  }

  /** @param {string[]} names */
  #buildZones(names) {
    this.zones.dataset.names = names.join();
    this.#places = [];
    this.zones.replaceChildren(
      ...names.map((name) =>
        el('span', { class: `zone zone-${name}` }, el('span', { class: 'zone-name', t: `zones.${name}` })),
      ),
    );
    // On a phone the zones are too narrow for their names, which stand in one line with their colours instead.
    this.zoneNames.replaceChildren(
      ...names.map((name) =>
        el('span', {}, el('span', { class: `zone-sample zone-${name}` }), el('span', { t: `zones.${name}` })),
      ),
    );
    this.translate?.();
  }

  /** Set by the form: fills new sentences. @type {(() => void) | undefined} */
  translate;

  /** @param {Situation} name @param {number} key */
  #chip(name, key) {
    return el(
      'button',
      {
        type: 'button',
        class: 'chip',
        'data-testid': `situation-${name}`,
        onclick: () => this.play(key - 1),
      },
      el('kbd', { 'aria-hidden': 'true' }, String(key)),
      el('span', { t: `situations.${name}` }),
    );
  }
}

/** @param {number} share of the track */
const percent = (share) => `${Number((100 * share).toFixed(2))}%`;
