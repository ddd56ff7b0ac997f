// The state that the charts of the map draw in one frame.
/**
 * @import { Chart } from '../../chart/chart.js'
 * @import { RunStudy } from '../answers.js'
 * @import { MapPicture } from './map-chart.js'
 * @import { Profiles } from './profile-chart.js'
 */

/**
 * @typedef {object} MapScene
 * @property {RunStudy} study
 * @property {number} position of the run
 * @property {MapPicture | null} picture null: no map has been computed yet
 * @property {Profiles | null} profiles null: none have been computed yet
 * @property {{ x: number, y: number } | null} cursor of the keyboard, on the map
 * @property {{ x: string, y: string }} names of the dials
 *
 * @typedef {Chart<MapScene, MapScene>} MapChart
 */

export {};
