// The figures of the race's charts at one moment, with the axes that the page would give them.
import { historyChart } from '../../www/race/charts/history-chart.js';
import { landscapeChart } from '../../www/race/charts/landscape-chart.js';

/**
 * @import { Explanation } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../../www/chart/marks.js'
 * @import { RaceChart } from '../../www/race/charts/scene.js'
 * @import { Landscape } from '../../www/race/landscape.js'
 * @import { RaceSnapshot } from '../../www/race/snapshot.js'
 */

/**
 * @param {RaceChart} chart
 * @param {RaceSnapshot} snapshot
 * @param {Landscape} landscape
 * @param {Theme} theme
 * @param {Explanation | null} step
 */
function figureOf({ figure, ranges }, snapshot, landscape, theme, step) {
  const scene = { snapshot, landscape, step, isSurface: false };
  return figure(scene, { theme, ranges: ranges?.(scene, null, false) ?? { x: [0, 1], y: [0, 1] } });
}

/** @param {RaceSnapshot} snapshot @param {Landscape} landscape @param {Theme} theme */
export const landscapeFigure = (snapshot, landscape, theme, step = null) =>
  figureOf(landscapeChart, snapshot, landscape, theme, step);

const noLandscape = { x: new Float64Array(2), y: new Float64Array(2), loss: new Float64Array(4) };

/** @param {RaceSnapshot} snapshot @param {Theme} theme */
export const historyFigure = (snapshot, theme) => figureOf(historyChart, snapshot, noLandscape, theme, null);
