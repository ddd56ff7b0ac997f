// The run bar, always in the same place: reset, step back, play, step, end; the timeline; the epoch; the speed.
import { readable } from '../i18n/format.js';
import { el, icon, setIfChanged, setText } from '../ui/dom.js';

/**
 * @import { Translate } from '../i18n/translate.js'
 * @import { Player } from './player.js'
 */

/** Speeds from 0.1× to 10×, as exponents of ten on the slider. */
const speedSlider = { min: -1, max: 1, step: 0.05 };

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
    this.unit = el('span', { class: 'run-label', t: 'run.epoch' });
    this.epoch = el('output', { class: 'run-epoch', 'data-testid': 'epoch' });
    this.total = el('span', { class: 'run-total', 'data-testid': 'epochs-total' });
    this.speed = el('input', {
      type: 'range',
      ...speedSlider,
      value: 0,
      class: 'speed',
      'data-testid': 'speed',
      label: 'run.speed',
      oninput: () => this.#setSpeed(),
    });
    this.speedText = el('output', { class: 'speed-text', 'data-testid': 'speed-text' });
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
      el('div', { class: 'run-speed' }, el('span', { class: 'run-label', t: 'run.speed' }), this.speed, this.speedText),
    );
    this.#setSpeed();
  }

  #setSpeed() {
    const speed = 10 ** Number(this.speed.value);
    this.player.speed = speed;
    const text = `${speed < 1 ? speed.toFixed(2).replace(/0$/, '') : readable(speed, 2)}×`;
    setText(this.speedText, text);
    this.speed.setAttribute('aria-valuetext', text);
    this.speed.style.setProperty('--filled', String((Number(this.speed.value) + 1) / 2));
  }

  /**
   * @param {{ epoch: number, loss: number, position: number, unit: 'epoch' | 'evaluations' }} status unit: of the
   *   timeline
   * @param {Translate} t
   */
  show({ epoch, loss, position, unit }, t) {
    this.unit.dataset.t = `run.${unit}`;
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
    if (!isPlaying)
      this.timeline.setAttribute(
        'aria-valuetext',
        t('run.timelineValue', { epoch, epochs: end, loss: readable(loss) }),
      );
  }
}

/**
 * Space and arrows control the playback, except in elements that use these keys themselves.
 * @param {Player} player
 */
export function listenToKeys(player) {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const act = actions[/** @type {keyof typeof actions} */ (event.key)];
    if (!act || usesKey(target, event.key)) return;
    event.preventDefault();
    act(player);
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
  if (kind === 'range') return key !== ' ';
  if (element.tagName === 'BUTTON' || element.tagName === 'SUMMARY')
    return key === ' ' || element.getAttribute('role') === 'tab';
  if (kind === 'checkbox') return key === ' ';
  return (
    ['text', 'radio', 'SELECT', 'TEXTAREA'].includes(kind) ||
    (element.tabIndex === 0 && element.classList.contains('scroll'))
  );
}
