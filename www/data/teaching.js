// Real data that teach, each with its source, its licence, a model and a start for it. The sentence of each is in the
// string files, "teaching.<key>". The titles of columns are names in the formulas of all languages.

/** @import { Role } from '../experiment/table.js' */

/**
 * @typedef {object} TeachingSet
 * @property {string} key
 * @property {string} source
 * @property {string} licence
 * @property {{ title: string, unit: string, role: Role, numbers: number[] }[]} columns
 * @property {string} formula
 * @property {Record<string, number>} start
 */

/** @type {TeachingSet[]} */
export const teachingSets = [
  {
    key: 'hubble',
    source: 'E. Hubble, Proc. Natl. Acad. Sci. 15 (1929) 168–173, table 1',
    licence: 'public domain (published in 1929)',
    columns: [
      {
        title: 'distance',
        unit: 'Mpc',
        role: 'x',
        numbers: [
          0.032, 0.034, 0.214, 0.263, 0.275, 0.275, 0.45, 0.5, 0.5, 0.63, 0.8, 0.9, 0.9, 0.9, 0.9, 1, 1.1, 1.1, 1.4,
          1.7, 2, 2, 2, 2,
        ],
      },
      {
        title: 'velocity',
        unit: 'km/s',
        role: 'y',
        numbers: [
          170, 290, -130, -70, -185, -220, 200, 290, 270, 200, 300, -30, 650, 150, 500, 920, 450, 500, 500, 960, 500,
          850, 800, 1090,
        ],
      },
    ],
    formula: 'H*distance',
    start: { H: 100 },
  },
  {
    key: 'chwirut',
    source: 'NIST Statistical Reference Datasets, nonlinear regression, Chwirut2',
    licence: 'public domain (work of the United States government)',
    columns: [
      {
        title: 'distance',
        unit: '',
        role: 'x',
        numbers: [
          0.5, 1, 1.75, 3.75, 5.75, 0.875, 2.25, 3.25, 5.25, 0.75, 1.75, 2.75, 4.75, 0.625, 1.25, 2.25, 4.25, 0.5, 3,
          0.75, 3, 1.5, 6, 3, 6, 1.5, 3, 0.5, 2, 4, 0.75, 2, 5, 0.75, 2.25, 3.75, 5.75, 3, 0.75, 2.5, 4, 0.75, 2.5, 4,
          0.75, 2.5, 4, 0.5, 6, 3, 0.5, 2.75, 0.5, 1.75,
        ],
      },
      {
        title: 'response',
        unit: '',
        role: 'y',
        numbers: [
          92.9, 57.1, 31.05, 11.5875, 8.025, 63.6, 21.4, 14.25, 8.475, 63.8, 26.8, 16.4625, 7.125, 67.3, 41, 21.15,
          8.175, 81.5, 13.12, 59.9, 14.62, 32.9, 5.44, 12.56, 5.44, 32, 13.95, 75.8, 20, 10.42, 59.5, 21.67, 8.55, 62,
          20.2, 7.76, 3.75, 11.81, 54.7, 23.7, 11.55, 61.3, 17.7, 8.74, 59.2, 16.3, 8.62, 81, 4.87, 14.62, 81.7, 17.17,
          81.3, 28.9,
        ],
      },
    ],
    formula: 'exp(-b1*distance)/(b2 + b3*distance)',
    start: { b1: 0.15, b2: 0.008, b3: 0.01 },
  },
  {
    key: 'misra',
    source: 'NIST Statistical Reference Datasets, nonlinear regression, Misra1a',
    licence: 'public domain (work of the United States government)',
    columns: [
      {
        title: 'pressure',
        unit: '',
        role: 'x',
        numbers: [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760],
      },
      {
        title: 'volume',
        unit: '',
        role: 'y',
        numbers: [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78],
      },
    ],
    formula: 'b1*(1 - exp(-b2*pressure))',
    start: { b1: 250, b2: 0.0005 },
  },
  {
    key: 'kowalik',
    source: 'NIST Statistical Reference Datasets, nonlinear regression, MGH09 (after Kowalik and Osborne 1968)',
    licence: 'public domain (work of the United States government)',
    columns: [
      { title: 'dose', unit: '', role: 'x', numbers: [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625] },
      {
        title: 'rate',
        unit: '',
        role: 'y',
        numbers: [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246],
      },
    ],
    formula: 'V*dose/(K + dose)',
    start: { V: 0.1, K: 1 },
  },
  {
    key: 'rat',
    source: 'NIST Statistical Reference Datasets, nonlinear regression, Rat43 (after Ratkowsky 1983)',
    licence: 'public domain (work of the United States government)',
    columns: [
      { title: 'cycle', unit: '', role: 'x', numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] },
      {
        title: 'weight',
        unit: '',
        role: 'y',
        numbers: [
          16.08, 33.83, 65.8, 97.2, 191.55, 326.2, 386.87, 520.53, 590.03, 651.92, 724.93, 699.56, 689.96, 637.56,
          717.41,
        ],
      },
    ],
    formula: 'b1/(1 + exp(b2 - b3*cycle))',
    start: { b1: 700, b2: 5, b3: 0.75 },
  },
  {
    key: 'eckerle',
    source: 'NIST Statistical Reference Datasets, nonlinear regression, Eckerle4',
    licence: 'public domain (work of the United States government)',
    columns: [
      {
        title: 'wavelength',
        unit: 'nm',
        role: 'x',
        numbers: [
          400, 405, 410, 415, 420, 425, 430, 435, 436.5, 438, 439.5, 441, 442.5, 444, 445.5, 447, 448.5, 450, 451.5,
          453, 454.5, 456, 457.5, 459, 460.5, 462, 463.5, 465, 470, 475, 480, 485, 490, 495, 500,
        ],
      },
      {
        title: 'transmittance',
        unit: '',
        role: 'y',
        numbers: [
          0.0001575, 0.0001699, 0.000235, 0.0003102, 0.0004917, 0.000871, 0.0017418, 0.00464, 0.0065895, 0.0097302,
          0.0149002, 0.023731, 0.0401683, 0.0712559, 0.1264458, 0.2073413, 0.2902366, 0.3445623, 0.3698049, 0.3668534,
          0.3106727, 0.2078154, 0.1164354, 0.0616764, 0.03372, 0.0194023, 0.0117831, 0.0074357, 0.0022732, 0.00088,
          0.0004579, 0.0002345, 0.0001586, 0.0001143, 0.000071,
        ],
      },
    ],
    formula: '(b1/b2)*exp(-0.5*((wavelength - b3)/b2)^2)',
    start: { b1: 1.5, b2: 5, b3: 450 },
  },
  {
    key: 'enso',
    source: 'NIST Statistical Reference Datasets, nonlinear regression, ENSO',
    licence: 'public domain (work of the United States government)',
    columns: [
      {
        title: 'month',
        unit: '',
        role: 'x',
        numbers: [
          1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
          31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57,
          58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84,
          85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109,
          110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131,
          132, 133, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153,
          154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168,
        ],
      },
      {
        title: 'difference',
        unit: '',
        role: 'y',
        numbers: [
          12.9, 11.3, 10.6, 11.2, 10.9, 7.5, 7.7, 11.7, 12.9, 14.3, 10.9, 13.7, 17.1, 14, 15.3, 8.5, 5.7, 5.5, 7.6, 8.6,
          7.3, 7.6, 12.7, 11, 12.7, 12.9, 13, 10.9, 10.4, 10.2, 8, 10.9, 13.6, 10.5, 9.2, 12.4, 12.7, 13.3, 10.1, 7.8,
          4.8, 3, 2.5, 6.3, 9.7, 11.6, 8.6, 12.4, 10.5, 13.3, 10.4, 8.1, 3.7, 10.7, 5.1, 10.4, 10.9, 11.7, 11.4, 13.7,
          14.1, 14, 12.5, 6.3, 9.6, 11.7, 5, 10.8, 12.7, 10.8, 11.8, 12.6, 15.7, 12.6, 14.8, 7.8, 7.1, 11.2, 8.1, 6.4,
          5.2, 12, 10.2, 12.7, 10.2, 14.7, 12.2, 7.1, 5.7, 6.7, 3.9, 8.5, 8.3, 10.8, 16.7, 12.6, 12.5, 12.5, 9.8, 7.2,
          4.1, 10.6, 10.1, 10.1, 11.9, 13.6, 16.3, 17.6, 15.5, 16, 15.2, 11.2, 14.3, 14.5, 8.5, 12, 12.7, 11.3, 14.5,
          15.1, 10.4, 11.5, 13.4, 7.5, 0.6, 0.3, 5.5, 5, 4.6, 8.2, 9.9, 9.2, 12.5, 10.9, 9.9, 8.9, 7.6, 9.5, 8.4, 10.7,
          13.6, 13.7, 13.7, 16.5, 16.8, 17.1, 15.4, 9.5, 6.1, 10.1, 9.3, 5.3, 11.2, 16.6, 15.6, 12, 11.5, 8.6, 13.8,
          8.7, 8.6, 8.6, 8.7, 12.8, 13.2, 14, 13.4, 14.8,
        ],
      },
    ],
    formula: 'b1 + b2*cos(2*pi*month/12) + b3*sin(2*pi*month/12)',
    start: { b1: 11, b2: 3, b3: 0.5 },
  },
  {
    key: 'forbes',
    source: 'J. D. Forbes, Trans. R. Soc. Edinburgh 21 (1857) 235–243, 17 boiling points in the Alps and Scotland',
    licence: 'public domain (published in 1857)',
    columns: [
      {
        title: 'temperature',
        unit: '°F',
        role: 'x',
        numbers: [
          194.5, 194.3, 197.9, 198.4, 199.4, 199.9, 200.9, 201.1, 201.4, 201.3, 203.6, 204.6, 209.5, 208.6, 210.7,
          211.9, 212.2,
        ],
      },
      {
        title: 'pressure',
        unit: 'inHg',
        role: 'y',
        numbers: [
          20.79, 20.79, 22.4, 22.67, 23.15, 23.35, 23.89, 23.99, 24.02, 24.01, 25.14, 26.57, 28.49, 27.76, 29.04, 29.88,
          30.06,
        ],
      },
    ],
    formula: 'A*exp(B*(temperature - 200))',
    start: { A: 20, B: 0.01 },
  },
];
