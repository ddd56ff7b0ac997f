// The requests for the noise study and for the parts of the error, which its panel shows.
/**
 * @import { Services } from '../problem/workspace.js'
 * @import { MapExperiment } from './map-experiment.js'
 * @import { NoiseStudyPanel } from './panels/noise-study-panel.js'
 */

/** Simulated samples of the noise study. */
const draws = 5000;

export class NoiseRequests {
  /** Whether an answer no longer holds. */
  isStale = { noiseStudy: true, errorParts: true };

  /** @param {MapExperiment} experiment @param {Services} services @param {NoiseStudyPanel} panel */
  constructor(experiment, services, panel) {
    this.experiment = experiment;
    this.services = services;
    this.panel = panel;
  }

  /** Requests both, unless the last answers still hold. @param {() => Record<string, number>} end of the run */
  request(end) {
    const { panel } = this;
    const { request, explain, redraw } = this.services;
    const { isStale } = this;
    this.isStale = { noiseStudy: false, errorParts: false };
    redraw();
    if (isStale.errorParts)
      request('errorParts', this.experiment.values(), (result) => {
        if (result.ok) panel.errorTable.show(result.parts);
        else panel.errorTable.showError(() => explain(result.error));
        redraw();
      });
    if (isStale.noiseStudy)
      request('noiseStudyFromTruth', { experiment: this.experiment.values(), draws }, (result) => {
        if (result.ok) panel.show({ study: result, end: end(), draws });
        else panel.showError(() => explain(result.error));
        redraw();
      });
  }
}
