// A sign that the engine is at work, where that takes long enough to be worth a sign.

/** Waiting longer than this many milliseconds is. */
const busyAfter = 150;

/** @returns {(busy: boolean) => void} */
export function busySign() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  return (busy) => {
    clearTimeout(waiting);
    if (busy)
      waiting = setTimeout(() => {
        document.documentElement.dataset.busy = '';
      }, busyAfter);
    else delete document.documentElement.dataset.busy;
  };
}
