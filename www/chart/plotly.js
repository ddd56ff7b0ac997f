// Fetches Plotly, once.
import { runLater } from '../engine/later.js';

let isFetched = false;

/** The script hands the library over when it has arrived; if it does not, the next figure fetches it again. */
export function fetchPlotly() {
  if (isFetched) return;
  isFetched = true;
  runLater('plotly').catch(() => {
    isFetched = false;
  });
}
