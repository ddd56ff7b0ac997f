// One meaning, one look, in every chart, legend and panel: a colour for each theme, and a dash or a symbol so that
// colour is never alone. Style sheets use the colours as custom properties of the same names (--data, --truth, …).

/** @typedef {'light' | 'dark'} Theme */
/** @typedef {keyof typeof colours} Meaning */

export const colours = /** @type {const} */ ({
  data: { light: '#6d8299', dark: '#8fa5bd' },
  truth: { light: '#b0730f', dark: '#e0aa4e' },
  model: { light: '#c43d4b', dark: '#f27a84' },
  curve: { light: '#4d5763', dark: '#a9b4c0' },
  path: { light: '#2765a8', dark: '#6fb0f2' },
  slope: { light: '#086e6e', dark: '#4cc7c2' },
  optimum: { light: '#7a43b6', dark: '#c39af0' },
  start: { light: '#111418', dark: '#000000' },
  end: { light: '#1e7f46', dark: '#3fbf74' },
});

/** Dashes of lines, in SVG's units as in Plotly; lines that are not listed are solid. */
export const dashes = { truth: '9px,5px', slope: '7px,3px,2px,3px', optimum: '2px,4px', future: '1px,3px' };

/** Symbols of points, by Plotly's names. */
export const symbols = {
  data: 'circle',
  start: 'circle',
  end: 'square',
  model: 'circle',
  next: 'triangle-down-open',
  optimum: 'star',
  guess: 'x-thin-open',
  hover: 'circle-open',
};

/** The same symbols as paths, in a box of 12. @type {Record<string, string>} */
export const outlines = {
  circle: 'M6 1.5a4.5 4.5 0 1 0 .01 0z',
  square: 'M2 2h8v8H2z',
  diamond: 'M6 .6L11.4 6 6 11.4.6 6z',
  star: 'M6 .8l1.5 3.4 3.7.4-2.8 2.5.8 3.6L6 8.9l-3.2 1.8.8-3.6L.8 4.6l3.7-.4z',
  'triangle-up': 'M6 1l5 9.2H1z',
  'triangle-down-open': 'M1.5 2.5h9L6 10.2z',
  pentagon: 'M6 .8l5.2 3.8-2 6.1H2.8l-2-6.1z',
  hexagram: 'M6 .5l1.6 2.8h3.2L9.2 6l1.6 2.7H7.6L6 11.5 4.4 8.7H1.2L2.8 6 1.2 3.3h3.2z',
};

/** Colours of axes, grid and paper. */
export const chrome = {
  light: { faint: '#6a7480', grid: '#e6e8ea', axis: '#b9c0c7', paper: '#ffffff', ring: '#ffffff' },
  dark: { faint: '#98a3ae', grid: '#2b323a', axis: '#525c67', paper: '#1b2026', ring: '#e9eef3' },
};

/** @param {Meaning} meaning @param {Theme} theme */
export const colour = (meaning, theme) => colours[meaning][theme];

/** Gives the colours to the style sheets, as custom properties. @param {Theme} theme */
export function publishColours(theme) {
  const { style } = document.documentElement;
  for (const [meaning, shades] of Object.entries(colours)) style.setProperty(`--${meaning}`, shades[theme]);
  style.setProperty('--ring', chrome[theme].ring);
}
