// How runners look: a colour, a dash and a symbol for each place in the list, so that none of them is needed alone.

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

/** From valley to heights: pale, so that paths stand out. @type {Record<Theme, [number, string][]>} */
export const heights = {
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
export const contourLines = { light: '#8fa1b2', dark: '#566777' };

/** Gives style sheets the colours as --runner-0, --runner-1, … @param {Theme} theme */
export function publishRunners(theme) {
  runnerLooks.forEach((look, index) => document.documentElement.style.setProperty(`--runner-${index}`, look[theme]));
}
