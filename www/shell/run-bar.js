// The run bar, always in the same place: reset, step back, play, step, end; the timeline; the epoch; the speed.
import { readable } from '../i18n/format.js';
import { el, icon, setAttributeIfChanged, setIfChanged, setText } from '../ui/dom.js';
import { term } from '../ui/term.js';

/**
 * @import { Translate } from '../i18n/translate.js'
 * @import { Player } from './player.js'
 */

/** The speeds that can be chosen, as multiples of 20 epochs a second. */
const speeds = [0.1, 0.25, 0.5, 1, 2, 5, 10];

export class RunBar {
  /** @param {Player} player @param {() => void} onReset */
  constructor(player, onReset) {
    this.player = player;
    const button = (
      /** @type {string} */ name,
      /** @type {Parameters<typeof icon>[0]} */ glyph,
      /** @type {() => void} */ act,
    ) =>
      el(
        'button',
        { type: 'button', class: 'run-button', 'data-testid': `run-${name}`, label: `run.${name}`, onclick: act },
        icon(glyph),
      );
    this.playButton = button('play', 'play', () => player.toggle());
    this.playButton.classList.add('play');
    this.pauseIcon = icon('pause');
    this.playIcon = /** @type {SVGElement} */ (this.playButton.firstElementChild);
    this.timeline = el('input', {
      type: 'range',
      min: 0,
      max: 0,
      step: 1,
      value: 0,
      class: 'timeline',
      'data-testid': 'timeline',
      label: 'run.timeline',
      oninput: () => player.seek(Number(this.timeline.value)),
    });
    this.unit = term('epoch', { class: 'run-label term', t: 'run.epoch' });
    this.epoch = el('output', { class: 'run-epoch', 'data-testid': 'epoch' });
    this.total = el('span', { class: 'run-total', 'data-testid': 'epochs-total' });
    this.speed = el(
      'select',
      { class: 'menu speed', 'data-testid': 'speed', label: 'run.speed', onchange: () => this.#setSpeed() },
      el('option', { value: 'auto', t: 'run.speedAuto' }),
      ...speeds.map((speed) => el('option', { value: speed }, `${speed}×`)),
    );
    this.element = el(
      'div',
      { class: 'run-bar', role: 'group', label: 'run.name' },
      el(
        'div',
        { class: 'run-buttons' },
        button('reset', 'reset', onReset),
        button('back', 'back', () => player.seek(Math.ceil(player.position) - 1)),
        this.playButton,
        button('step', 'forward', () => player.seek(Math.floor(player.position) + 1)),
        button('end', 'end', () => player.seek(player.end)),
      ),
      this.timeline,
      el('div', { class: 'run-count' }, this.unit, this.epoch, this.total),
      this.speed,
    );
  }

  #setSpeed() {
    const { value } = this.speed;
    this.player.speed = value === 'auto' ? 'auto' : Number(value);
  }

  /** The next faster or slower speed; from the automatic one, that beside 1×. @param {1 | -1} direction */
  changeSpeed(direction) {
    const at = this.speed.value === 'auto' ? speeds.indexOf(1) : speeds.indexOf(Number(this.speed.value));
    this.speed.value = String(speeds[Math.max(0, Math.min(speeds.length - 1, at + direction))]);
    this.#setSpeed();
  }

  /**
   * @param {{ epoch: number, loss: number, position: number, unit: 'epoch' | 'evaluations' }} status unit: of the
   *   timeline
   * @param {Translate} t
   */
  show({ epoch, loss, position, unit }, t) {
    setIfChanged(this.unit.dataset, { t: `run.${unit}`, term: unit === 'epoch' ? 'epoch' : 'evaluation' });
    setText(this.unit, t(`run.${unit}`));
    const { end, isPlaying } = this.player;
    setIfChanged(this.timeline, { max: String(end), value: String(epoch) });
    this.timeline.style.setProperty('--filled', String(end > 0 ? position / end : 0));
    setText(this.epoch, String(epoch));
    setText(this.total, `/ ${end}`);
    const glyph = isPlaying ? this.pauseIcon : this.playIcon;
    if (this.playButton.firstElementChild !== glyph) this.playButton.replaceChildren(glyph);
    const name = isPlaying ? 'run.pause' : 'run.play';
    if (this.playButton.dataset.tLabel !== name || this.playButton.title !== t(name)) {
      this.playButton.dataset.tLabel = name;
      this.playButton.setAttribute('aria-label', t(name));
      this.playButton.title = t(name);
    }
    if (isPlaying) return;
    const text = t('run.timelineValue', { epoch, epochs: end, loss: readable(loss) });
    setAttributeIfChanged(this.timeline, 'aria-valuetext', text);
  }
}

/**
 * Keys control the playback, except in elements that use these keys themselves: space, arrows, Home and End; R repeats
 * the run, + and − change the speed, 1 to 8 play a situation, 0 leads back from it, ? opens the help.
 * @param {Player} player
 * @param {RunBar} runBar
 * @param {{ playSituation: (index: number) => boolean, openHelp: () => void }} page
 */
export function listenToKeys(player, runBar, { playSituation, openHelp }) {
  const act = (/** @type {string} */ key) => {
    if (key in actions) actions[/** @type {keyof typeof actions} */ (key)](player);
    else if (/^[0-9]$/.test(key)) return playSituation(Number(key) - 1);
    else if (key === '+') runBar.changeSpeed(1);
    else if (key === '-') runBar.changeSpeed(-1);
    else if (key === '?') openHelp();
    else if (key === 'r' || key === 'R') {
      player.seek(0);
      player.play();
    } else return false;
    return true;
  };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (!usesKey(target, event.key) && act(event.key)) event.preventDefault();
  });
}

const actions = {
  ' ': (/** @type {Player} */ player) => player.toggle(),
  ArrowLeft: (/** @type {Player} */ player) => player.seek(Math.ceil(player.position) - 1),
  ArrowRight: (/** @type {Player} */ player) => player.seek(Math.floor(player.position) + 1),
  Home: (/** @type {Player} */ player) => player.seek(0),
  End: (/** @type {Player} */ player) => player.seek(player.end),
};

/** Whether the element uses the key itself. @param {HTMLElement} element @param {string} key */
function usesKey(element, key) {
  const kind = element instanceof HTMLInputElement ? element.type : element.tagName;
  if (kind === 'range') return /^(Arrow|Home|End|Page)/.test(key);
  if (kind === 'radio')
    return (key === ' ' && !(/** @type {HTMLInputElement} */ (element).checked)) || key.startsWith('Arrow');
  if (element.tagName === 'BUTTON' || element.tagName === 'SUMMARY')
    return key === ' ' || element.getAttribute('role') === 'tab';
  if (kind === 'checkbox') return key === ' ';
  return (
    ['text', 'SELECT', 'TEXTAREA'].includes(kind) || (element.tabIndex === 0 && element.classList.contains('scroll'))
  );
}
