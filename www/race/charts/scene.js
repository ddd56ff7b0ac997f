// The state that the charts of the race draw in one frame.
/**
 * @import { Explanation } from '../../../wasm/engine.d.ts'
 * @import { Chart } from '../../chart/chart.js'
 * @import { Landscape } from '../landscape.js'
 * @import { RaceSnapshot } from '../snapshot.js'
 */

/**
 * @typedef {object} RaceScene
 * @property {RaceSnapshot} snapshot
 * @property {Landscape} landscape
 * @property {Explanation | null} step that is drawn: the explained one; null while the start is being dragged
 * @property {Explanation | null} [explained] the step that is explained, also while the start is being dragged
 * @property {boolean} isSurface whether the landscape is shown as a surface, over the hidden contours
 *
 * @typedef {Chart<RaceScene, RaceScene>} RaceChart
 */

/** Whether the landscape is a curve over one parameter. @param {RaceScene} scene */
export const isCurve = ({ landscape }) => landscape.y.length === 1;

/** The runners that are drawn. @param {RaceScene} scene */
export const drawnRunners = ({ snapshot: { runners } }) => runners.filter(({ isHidden }) => !isHidden);
