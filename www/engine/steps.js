// Work in steps, each in a task of its own, so that the page paints and answers between them. An error of a step is an
// uncaught error of the page, and the steps after it run.

/** @type {(() => void)[]} those that have not run, in order */
const steps = [];

/** Runs a step after all that were given before it. @param {() => void} step */
export function inTurn(step) {
  steps.push(step);
  if (steps.length === 1) setTimeout(runNext);
}

function runNext() {
  try {
    steps[0]();
  } finally {
    steps.shift();
    if (steps.length > 0) setTimeout(runNext);
  }
}
