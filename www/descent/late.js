// The part of Descent that its first screen does not need: it comes with the tools of the page.
import { contourChart, startOn } from './charts/contour-chart.js';
import { DataGestures } from './data-gestures.js';
import { latePanels } from './panels/late-panels.js';

/** @import { DataGestureServices } from './data-gestures.js' */

/** @typedef {typeof lateDescent} LateDescent */

export const lateDescent = {
  panels: latePanels,
  contour: contourChart,
  startOn,
  /** @param {HTMLElement} plot @param {DataGestureServices} services */
  gestures: (plot, services) => new DataGestures(plot, services),
};
