// The playback clock: how far the descent has played, by the time that passed and not by the frames that were drawn.

/** Epochs per second at speed 1×. */
export const epochsPerSecond = 20;
/** A longer pause between two frames (a hidden tab) does not make the descent jump. */
const longestFrame = 0.1;

/**
 * The position after `seconds` at `speed`, never beyond the end.
 * @param {number} position in epochs @param {number} seconds @param {number} speed @param {number} end
 */
export function advance(position, seconds, speed, end) {
  const passed = Math.min(Math.max(seconds, 0), longestFrame);
  return Math.min(end, position + passed * speed * epochsPerSecond);
}

export class Player {
  /** In epochs; between two whole ones while it plays. */
  position = 0;
  end = 0;
  speed = 1;
  playing = false;
  #last = 0;

  /** @param {() => void} onFrame called after the position moved, and when playing starts or stops */
  constructor(onFrame) {
    this.onFrame = onFrame;
  }

  /** There is this much to play. Who looks at the end of a run looks at the end of the next one. @param {number} end */
  offer(end) {
    this.position = this.atEnd ? end : Math.min(this.position, end);
    this.end = end;
  }

  get atEnd() {
    return this.end > 0 && this.position >= this.end && !this.playing;
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    if (this.playing || this.end === 0) return;
    if (this.position >= this.end) this.position = 0;
    this.playing = true;
    this.#last = performance.now();
    requestAnimationFrame((now) => this.#frame(now));
    this.onFrame();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.position = Math.floor(this.position);
    this.onFrame();
  }

  /** Pauses at an epoch; beyond the ends is the end. @param {number} epoch */
  seek(epoch) {
    this.playing = false;
    this.position = Math.max(0, Math.min(this.end, Math.round(epoch)));
    this.onFrame();
  }

  /** @param {number} now */
  #frame(now) {
    if (!this.playing) return;
    this.position = advance(this.position, (now - this.#last) / 1000, this.speed, this.end);
    this.#last = now;
    if (this.position >= this.end) this.playing = false;
    else requestAnimationFrame((time) => this.#frame(time));
    this.onFrame();
  }
}
