// The busy indicator, shown while the engine computes for longer than a moment.

/** Delay (ms) before the busy indicator appears. */
const busyDelayMs = 150;

/** @returns {(busy: boolean) => void} */
export function busySign() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  return (busy) => {
    clearTimeout(waiting);
    if (busy)
      waiting = setTimeout(() => {
        document.documentElement.dataset.busy = '';
      }, busyDelayMs);
    else delete document.documentElement.dataset.busy;
  };
}
