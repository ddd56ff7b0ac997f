// A frame of Descent, as its charts draw it.

/**
 * @import { Scene } from '../../www/descent/charts/scene.js'
 * @import { Snapshot } from '../../www/descent/snapshot.js'
 */

/** @param {Snapshot} snapshot @param {Partial<Scene>} [change] @returns {Scene} */
export const sceneOf = (snapshot, change = {}) => ({
  snapshot,
  reach: snapshot.problem.trajectory.epochs,
  ghosts: [],
  hover: null,
  guess: null,
  slice: null,
  isPredicting: false,
  isOptimumShown: true,
  areResidualsShown: false,
  contour: null,
  fit: null,
  ...change,
});
