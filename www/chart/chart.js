// A chart is one object, in one file of its workspace. A workspace lists its charts; a ChartGrid (grid.js) places
// whatever number there is and loops over them to draw, to hover, to summarize and to change theme.
//
// A state is whatever a workspace draws in one frame; all charts of a workspace share its type. For example, the whole
// of a chart that shows a line from (0, 0) to where the descent is:
//
//     export const distanceChart = {
//       name: 'distance',                                      // its title is the string chart.distanceTitle
//       axes: { x: ['chart.epoch'], y: ['chart.distance'] },
//       legend: [{ t: 'legend.path', meaning: 'path' }],
//       ranges: ({ trajectory }) => ({ x: [0, trajectory.epochs], y: [0, 1] }),
//       figure: ({ epoch }, { theme, ranges: { x, y } }) => ({
//         theme,
//         axes: { x: { range: x }, y: { range: y } },
//         traces: [line('path', [0, epoch], [0, 1], 'path', theme)],
//       }),
//       nearest: ({ trajectory }, { x }) => Math.min(trajectory.epochs, Math.round(x)),
//       summary: ({ epoch }, t) => `${t('run.epoch')} ${epoch}`,
//     };

/**
 * @import { Translate } from '../i18n/translate.js'
 * @import { Figure } from './figure.js'
 * @import { LegendEntry } from './legend.js'
 * @import { Meaning, Theme } from './marks.js'
 * @import { Range } from './ranges.js'
 * @import { Spot } from './plot.js'
 */

/**
 * @typedef {{ x: Range, y: Range }} Ranges of the axes; of a log axis the exponents
 */

/**
 * A piece of the title of an axis or of a value: the key of a string, a symbol in italics, or text that follows the
 * state. Empty text is not shown.
 * @template State
 * @typedef {string | { symbol: string | ((state: State) => string) } | { text: (state: State, t: Translate) => string
 *   }} TitlePart
 */

/**
 * @template State what the workspace draws in one frame
 * @template Result what the ranges of the axes follow: an answer of the engine
 * @typedef {object} Chart
 * @property {string} name names the card ("chart-<name>") and the title ("chart.<name>Title")
 * @property {{ x: TitlePart<State>[], y: TitlePart<State>[] }} axes titles
 * @property {LegendEntry<State>[] | ((state: State, t: Translate) => LegendEntry<State>[])} legend
 * @property {(state: State, view: { theme: Theme, ranges: Ranges }) => Figure} figure
 * @property {(result: Result, previous: Ranges | null, isMoving: boolean) => Ranges} [ranges] of the axes for a result;
 *   while a slider moves they only grow, so that movement on the chart has a meaning. A chart without it sets them in
 *   its figure
 * @property {(state: State, spot: { x: number, y: number }, ranges: Ranges) => number | null} [nearest] the epoch (or
 *   the cell, or whatever a number stands for in this workspace) that a pointer means; null: none
 * @property {(state: State, nearest: number, t: Translate) => string} [tip] text beside the pointer
 * @property {(state: State, distance: (x: number, y: number) => number, t: Translate) => string} [pointTip] text of the
 *   point of the data under the pointer, instead; distance: of a place to the pointer, in pixels; '': none
 * @property {(state: State, t: Translate) => string} summary the chart in words, for screen readers
 * @property {(state: State, t: Translate, ranges: Ranges) => Label[]} [labels] names of curves and points, beside them
 * @property {boolean} [isStrip] a low chart without titles of its axes
 * @property {(state: State) => readonly [tex: string, text: string]} [formula] after the title, typeset
 * @property {TitlePart<State>[]} [value] after the title: a number that follows the state
 * @property {(state: State, t: Translate) => string} [note] in the corner of the plot; empty: none
 * @property {(state: State) => boolean} [isDrawn] whether the plot is drawn; without it: always
 */

/**
 * @typedef {object} Label
 * @property {string} text
 * @property {Meaning} meaning its colour
 * @property {number} x place in the data
 * @property {number} y
 * @property {'left' | 'right' | 'top' | 'topLeft' | 'topRight' | 'bottom' | 'above' | 'below'} side of the place on
 *   which the text stands
 */

/**
 * @typedef {object} ChartControls controls that a workspace places on one of its charts
 * @property {Node[]} [head] after the title
 * @property {Node[]} [foot] after the legend
 * @property {Node[]} [folded] in a menu that a button unfolds
 *
 * @typedef {object} GridEvents
 * @property {() => void} onResize a chart has another size and must be drawn
 * @property {(chart: string, nearest: number | null) => boolean} [onPoint] the pointer means another number, or none;
 *   returns whether the tip is shown
 * @property {(chart: string, nearest: number | null, spot: Spot) => void} [onClick]
 */

export {};
