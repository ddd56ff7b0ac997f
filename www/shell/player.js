// The playback clock: the position of the run follows the time that has passed, not the frames that were drawn.

/** Epochs per second at speed 1×. */
export const epochsPerSecond = 20;
/** A longer time between two frames (s), as in a hidden tab, counts as this much. */
const maxFrameSeconds = 0.1;

/**
 * The position after `seconds` at `speed`, never beyond the end.
 * @param {number} position in epochs @param {number} seconds @param {number} speed @param {number} end
 */
export function advance(position, seconds, speed, end) {
  const passed = Math.min(Math.max(seconds, 0), maxFrameSeconds);
  return Math.min(end, position + passed * speed * epochsPerSecond);
}

export class Player {
  /** In epochs; between two whole ones while it plays. */
  position = 0;
  end = 0;
  speed = 1;
  isPlaying = false;
  #last = 0;

  /** @param {() => void} onFrame called after the position moved, and when playing starts or stops */
  constructor(onFrame) {
    this.onFrame = onFrame;
  }

  /** Sets the length of the run; a playback that stood at the end stays at the end. @param {number} end */
  setEnd(end) {
    this.position = this.isAtEnd ? end : Math.min(this.position, end);
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
    if (this.position >= this.end) this.position = 0;
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

  /** Pauses at an epoch, or at the nearest end. @param {number} epoch */
  seek(epoch) {
    this.isPlaying = false;
    this.position = Math.max(0, Math.min(this.end, Math.round(epoch)));
    this.onFrame();
  }

  /** @param {number} now */
  #frame(now) {
    if (!this.isPlaying) return;
    this.position = advance(this.position, (now - this.#last) / 1000, this.speed, this.end);
    this.#last = now;
    if (this.position >= this.end) this.isPlaying = false;
    else requestAnimationFrame((time) => this.#frame(time));
    this.onFrame();
  }
}
