// The looks of the runners: a colour, a dash and a symbol each, so that colour is never alone; and the colours of
// landscapes.

/** @import { Theme } from './marks.js' */

export const runnerLooks = [
  { light: '#2765a8', dark: '#6fb0f2', dash: 'solid', symbol: 'circle' },
  { light: '#c2540a', dark: '#f5a05f', dash: '9px,4px', symbol: 'square' },
  { light: '#1b7f5c', dark: '#4fcb9d', dash: '3px,3px', symbol: 'diamond' },
  { light: '#b02a76', dark: '#f184bd', dash: '10px,3px,2px,3px', symbol: 'triangle-up' },
  { light: '#7c6a00', dark: '#dcc548', dash: '5px,2px', symbol: 'pentagon' },
  { light: '#4b5a9b', dark: '#a9b5ee', dash: '14px,3px,5px,3px', symbol: 'hexagram' },
];

/** @param {number} index @param {Theme} theme */
export const runnerColour = (index, theme) => runnerLooks[index][theme];

/** The colour scale of heights, from the lowest to the highest: pale, so that paths stand out.
 * @type {Record<Theme, [number, string][]>} */
export const heightColours = {
  light: [
    [0, '#ffffff'],
    [0.45, '#f6f8fa'],
    [0.75, '#dfe6ec'],
    [1, '#b7c4d0'],
  ],
  dark: [
    [0, '#10151a'],
    [0.45, '#171e25'],
    [0.75, '#25303a'],
    [1, '#3b4a58'],
  ],
};
/** @type {Record<Theme, string>} */
export const contourLineColours = { light: '#8fa1b2', dark: '#566777' };

/** Sets the custom properties --runner-0, --runner-1, … of the style sheets. @param {Theme} theme */
export function publishRunnerColours(theme) {
  runnerLooks.forEach((look, index) => document.documentElement.style.setProperty(`--runner-${index}`, look[theme]));
}
