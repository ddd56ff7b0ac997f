// The playback clock: the position of the run follows the time that has passed, not the frames that were drawn.

import { automaticSpeed } from './pace.js';

/** Epochs per second at speed 1×. */
export const epochsPerSecond = 20;
/** A longer time between two frames (s), as in a hidden tab, counts as this much. */
const maxFrameSeconds = 0.1;

/**
 * The position after `seconds` at `speed`, never beyond the end.
 * @param {number} position in epochs @param {number} seconds @param {number} speed 1 for 20 epochs a second
 * @param {number} end
 */
export function advance(position, seconds, speed, end) {
  const passed = Math.min(Math.max(seconds, 0), maxFrameSeconds);
  return Math.min(end, position + passed * speed * epochsPerSecond);
}

export class Player {
  /** In epochs; between two whole ones while it plays. */
  position = 0;
  end = 0;
  /** The last epoch of the part that is worth watching; the automatic speed stops there. */
  watched = 0;
  /** Multiple of 20 epochs a second, or automatic. @type {number | 'auto'} */
  speed = 'auto';
  isPlaying = false;
  #last = 0;
  /** @type {number | null} position of the next run that is set */ #wished = null;
  /** Position at which playing began. */
  #startedAt = 0;

  /** @param {() => void} onFrame called after the position moved, and when playing starts or stops */
  constructor(onFrame) {
    this.onFrame = onFrame;
  }

  /**
   * Sets the length of the run; a playback that stood at the end stays at the end.
   * @param {number} end
   * @param {number} [watched] last epoch of the part that is worth watching
   */
  setEnd(end, watched = end) {
    this.watched = watched;
    const position = this.#wished ?? (this.isAtEnd ? Infinity : this.position);
    this.#wished = null;
    this.position = Math.min(position, end);
    this.end = end;
  }

  /** Whether it stands at the end of the run. */
  get isAtEnd() {
    return this.end > 0 && this.position >= this.end && !this.isPlaying;
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  play() {
    if (this.isPlaying || this.end === 0) return;
    this.#wished = null;
    if (this.position >= this.end) this.position = 0;
    this.#startedAt = this.position;
    this.isPlaying = true;
    this.#last = performance.now();
    requestAnimationFrame((now) => this.#frame(now));
    this.onFrame();
  }

  pause() {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    this.position = Math.floor(this.position);
    this.onFrame();
  }

  /** The speed at the present position. */
  get epochsPerSecond() {
    if (this.speed !== 'auto') return this.speed * epochsPerSecond;
    return automaticSpeed(this.position, Math.max(1, this.#stopsAt));
  }

  /** The position at which playing stops by itself; played on from there, it is the end of the run. */
  get #stopsAt() {
    return this.speed === 'auto' && this.#startedAt < this.watched ? this.watched : this.end;
  }

  /** Pauses at an epoch, or at the nearest end. @param {number} epoch */
  seek(epoch) {
    this.#wished = null;
    this.isPlaying = false;
    this.position = Math.max(0, Math.min(this.end, Math.round(epoch)));
    this.onFrame();
  }

  /** Pauses at an epoch, of this run and of the one that is awaited. @param {number} epoch */
  goTo(epoch) {
    this.seek(epoch);
    this.#wished = epoch;
  }

  /** @param {number} now */
  #frame(now) {
    if (!this.isPlaying) return;
    const last = this.#stopsAt;
    this.position = advance(this.position, (now - this.#last) / 1000, this.epochsPerSecond / epochsPerSecond, last);
    this.#last = now;
    if (this.position >= last) this.isPlaying = false;
    else requestAnimationFrame((time) => this.#frame(time));
    this.onFrame();
  }
}
