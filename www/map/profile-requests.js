// The requests for profiles: of each runner of the race that is not hidden, the epochs along the horizontal dial.
import { decodeRace, defaultRace } from '../experiment/race.js';
import { givenSettings } from '../experiment/settings.js';
import { hasDial } from './dials.js';

/**
 * @import { Services } from '../problem/workspace.js'
 * @import { ProfilesAnswer } from './answers.js'
 * @import { Profiles } from './charts/profile-chart.js'
 * @import { MapExperiment } from './map-experiment.js'
 */

const profilePoints = 120;

export class ProfileRequests {
  /** Whether the last answer no longer holds. */ isStale = true;
  /** The axis and the runners that were requested last. */ #key = '';

  /** @param {MapExperiment} experiment @param {Services} services */
  constructor(experiment, services) {
    this.experiment = experiment;
    this.services = services;
  }

  /**
   * Requests the profiles, unless the last ones still hold.
   * @param {string} path of the dial
   * @param {{ onProfiles: (profiles: Profiles) => void, onMove: (here: number) => void }} events onMove: the last
   *   ones hold, and the experiment's value of the dial may be another
   */
  request(path, { onProfiles, onMove }) {
    const experiment = this.experiment.values();
    const axis = this.experiment.axis(path, profilePoints);
    const runners = this.#runners(path);
    const key = JSON.stringify([axis, runners]);
    if (!this.isStale && key === this.#key) return onMove(this.experiment.valueOf(path));
    this.#key = key;
    this.isStale = false;
    const request = { experiment, runners, x: axis };
    this.services.request('profiles', request, (/** @type {ProfilesAnswer} */ answer) => {
      if (!answer.ok) return;
      const results = answer.profiles.map((result, k) => ({
        ...result,
        index: runners[k].index,
        method: runners[k].name,
      }));
      onProfiles({
        profiles: results.flatMap(({ profile, index, method }) => (profile ? [{ index, method, profile }] : [])),
        failed: results.flatMap(({ error, index, method }) => (error ? [{ index, method, error }] : [])),
        axis,
        epochs: experiment.stop.epochs,
        here: this.experiment.valueOf(path),
      });
    });
  }

  /** The runners that are not hidden. @param {string} path of the dial */
  #runners(path) {
    const { store } = this.services;
    const race = decodeRace(store.choice('view.race'), this.experiment.catalog) ?? defaultRace;
    const rate = store.number('optimizer.rate');
    return race.runners.flatMap((runner, index) => {
      const { name, isHidden } = runner;
      const method = this.experiment.methodNamed(name);
      const settings = givenSettings(runner, method.hyperparameters, { rate });
      return isHidden ? [] : [{ name, settings, index, isConstant: !hasDial(method, path) }];
    });
  }
}
