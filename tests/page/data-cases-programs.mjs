// Texts as they are copied out of programs, articles and spreadsheets, and what each must give: lists and matrices of
// R, Python, MATLAB, Julia, C and Mathematica, tables of LaTeX, negative numbers of accountants, dates as people
// write them. After questions in the threads of Papa Parse, pandas, readr, datatable, actual and SheetJS, and of
// forums of the programs; the right values are read off the text by a person.

/** @import { Case } from './data-cases.mjs' */

const x = [1, 2, 3, 4];
const y = [2.1, 3.9, 6.2, 7.8];
const asList = { x, y };

/** @type {Case[]} */
export const cases = [
  // Lists
  { id: 'vectors of R', text: 'x <- c(1, 2, 3, 4)\ny <- c(2.1, 3.9, 6.2, 7.8)', ...asList },
  { id: 'vectors of R over several lines', text: 'x = c(1, 2,\n  3, 4)\ny = c(2.1, 3.9,\n 6.2, 7.8)', ...asList },
  { id: 'data frame of R', text: 'df <- data.frame(x = c(1, 2, 3, 4), y = c(2.1, 3.9, 6.2, 7.8))', ...asList },
  {
    id: 'dput of R',
    text: 'structure(list(x = c(1, 2, 3, 4), y = c(2.1, 3.9, 6.2, 7.8)), class = "data.frame", row.names = c(NA, -4L))',
    ...asList,
  },
  {
    id: 'a printed vector of R',
    text: ' [1] 2.5 3.5 4.5\n [4] 5.5 6.5',
    asks: ['oneColumn'],
    y: [2.5, 3.5, 4.5, 5.5, 6.5],
  },
  {
    id: 'arrays of NumPy below an import',
    text: 'import numpy as np\nx = np.array([1, 2, 3, 4])  # s\ny = np.array([2.1, 3.9, 6.2, 7.8], dtype=float)',
    ...asList,
  },
  {
    id: 'an array of rows',
    text: 'array([[1. , 2.1],\n       [2. , 3.9],\n       [3. , 6.2],\n       [4. , 7.8]])',
    ...asList,
  },
  { id: 'an array as NumPy prints it', text: '[[1.  2.1]\n [2.  3.9]\n [3.  6.2]\n [4.  7.8]]', ...asList },
  { id: 'lists of Python', text: 'x = [1, 2, 3, 4]\ny = [2.1, 3.9, 6.2, 7.8]', ...asList },
  { id: 'pairs of Python', text: 'data = [(1, 2.1), (2, 3.9), (3, 6.2), (4, 7.8)]', ...asList },
  { id: 'a dictionary', text: "pd.DataFrame({'x': [1, 2, 3, 4], 'y': [2.1, 3.9, 6.2, 7.8]})", ...asList },
  { id: 'a list alone', text: '[2.1, 3.9, 6.2]', asks: ['oneColumn'], y: [2.1, 3.9, 6.2] },
  { id: 'a matrix of MATLAB', text: 'A = [1 2.1; 2 3.9; 3 6.2; 4 7.8];', ...asList },
  { id: 'a matrix of MATLAB over lines', text: 'A = [1 2.1\n2 3.9\n3 6.2\n4 7.8];', ...asList },
  { id: 'vectors of MATLAB', text: 'x = [1 2 3 4];\ny = [2.1; 3.9; 6.2; 7.8];', ...asList },
  { id: 'a matrix of Mathematica', text: '{{1, 2.1}, {2, 3.9}, {3, 6.2}, {4, 7.8}}', ...asList },
  { id: 'arrays of JavaScript', text: 'const x = [1, 2, 3, 4];\nconst y = [2.1, 3.9, 6.2, 7.8];', ...asList },
  { id: 'arrays of C', text: 'double x[4] = {1, 2, 3, 4};\ndouble y[] = {2.1, 3.9, 6.2, 7.8};', ...asList },
  { id: 'JSON by rows', text: '[{"x":1,"y":2.1},{"x":2,"y":3.9},{"x":3,"y":6.2},{"x":4,"y":7.8}]', ...asList },
  { id: 'JSON by columns', text: '{"x": [1, 2, 3, 4], "y": [2.1, 3.9, 6.2, 7.8]}', ...asList },
  { id: 'points', text: '(1, 2.1)\n(2, 3.9)\n(3, 6.2)\n(4, 7.8)', ...asList },
  { id: 'points in a line', text: '(1, 2.1), (2, 3.9), (3, 6.2), (4, 7.8)', ...asList },
  { id: 'points with decimal commas', text: '(1; 2,1)\n(2; 3,9)\n(3; 6,2)\n(4; 7,8)', ...asList },
  { id: 'named rows', text: 'x: 1, 2, 3, 4\ny: 2.1, 3.9, 6.2, 7.8', ...asList },
  { id: 'named rows with decimal commas', text: 'x: 1 2 3 4\ny: 2,1 3,9 6,2 7,8', ...asList },
  {
    id: 'named rows with units',
    text: 't (s) = 1, 2, 3\nv (m/s) = 4, 5, 7',
    x: [1, 2, 3],
    y: [4, 5, 7],
    units: { t: 's', v: 'm/s' },
  },
  { id: 'two rows without titles', text: '1\t2\t3\t4\n2.1\t3.9\t6.2\t7.8', asks: ['transposed'], ...asList },
  { id: 'a range is no list', text: 'x = [0:0.1:1]', error: 'noNumbers' },
  { id: 'arguments are no list', text: 'x = np.linspace(0, 10, 50)', asks: ['oneColumn'], error: 'tooFewRows' },
  // LaTeX and printed tables
  {
    id: 'table of LaTeX',
    text: String.raw`\begin{tabular}{c|c}
\hline
x & y (mV) \\
\hline
1 & $2.1\times10^{-3}$ \\
2 & $-3.9\cdot 10^{-3}$ \\ [2pt]
3 & 6.2 \\
\hline
\end{tabular}`,
    x: [1, 2, 3],
    y: [0.0021, -0.0039, 6.2],
    units: { y: 'mV' },
  },
  { id: 'rows of LaTeX', text: String.raw`1 & 2.1 \\ 2 & 3{,}900 \\ 3 & 6.2 \\`, x: [1, 2, 3], y: [2.1, 3900, 6.2] },
  {
    id: 'a tibble',
    text: '# A tibble: 3 × 2\n      x     y\n  <dbl> <dbl>\n1     1   2.5\n2     2   3.5\n3     3   4.5',
    x: [1, 2, 3],
    y: [2.5, 3.5, 4.5],
  },
  {
    id: 'comments after semicolons',
    text: '; made by hand\n; twice\n1 2\n2 4\n3 6',
    x: [1, 2, 3],
    y: [2, 4, 6],
    aside: 2,
  },
  {
    id: 'a comment after an exclamation mark',
    text: '! to be repeated soon\n1 2\n2 4',
    x: [1, 2],
    y: [2, 4],
    aside: 1,
  },
  // Negative numbers
  { id: 'parentheses are a minus', text: 'x,y\n1,(2.5)\n2,3.5\n3,(4.5)', x: [1, 2, 3], y: [-2.5, 3.5, -4.5] },
  {
    id: 'parentheses around currency',
    text: 'month,profit\n1,"$1,200.50"\n2,"($999.99)"\n3,"$(1,250.00)"',
    y: [1200.5, -999.99, -1250],
    units: { profit: '$' },
  },
  { id: 'minus after the number', text: 'x;y\n1;100,50-\n2;200,25\n3;1.300,75-', y: [-100.5, 200.25, -1300.75] },
  // Uncertainties
  {
    id: 'uncertainties after ±',
    text: 'x,y\n1,2.5 ± 0.1\n2,3.5 ± 0.2\n3,4.4±0.1',
    y: [2.5, 3.5, 4.4],
    sigma: [0.1, 0.2, 0.1],
  },
  {
    id: 'uncertainties of x and y between spaces',
    text: 'x y\n1 +/- 0.1 2.3 +/- 0.2\n2 +/- 0.1 3.4 +/- 0.3',
    x: [1, 2],
    y: [2.3, 3.4],
    sigma: [0.2, 0.3],
  },
  {
    id: 'uncertainties of the last digits',
    text: 'T (K);ρ (g/cm3)\n1;1,23(4)\n2;2,35(12)\n3;13,4(1,5)',
    x: [1, 2, 3],
    y: [1.23, 2.35, 13.4],
    sigma: [0.04, 0.12, 1.5],
    units: { T: 'K', ρ: 'g/cm3', 'ρ ±': 'g/cm3' },
  },
  {
    id: 'uncertainties in a table of LaTeX',
    text: String.raw`x & y \\ 1 & $2.5 \pm 0.1$ \\ 2 & $3.5 \pm 0.2$ \\`,
    y: [2.5, 3.5],
    sigma: [0.1, 0.2],
  },
  {
    id: 'a row without its uncertainty',
    text: 'x,y\n1,2.5 ± 0.1\n2,NA\n3,4.4 ± 0.1\n4,5.5',
    x: [1, 3],
    y: [2.5, 4.4],
    left: { blank: 2 },
  },
  // Enclosed numbers
  { id: 'single quotes', text: "x,y\n'1','2.5'\n'2','3.5'", x: [1, 2], y: [2.5, 3.5] },
  { id: 'typographic quotes', text: 'x,y\n“1”,“2.5”\n“2”,“3.5”', x: [1, 2], y: [2.5, 3.5] },
  { id: 'formulas that keep texts in spreadsheets', text: 'x,y\n="1",="2.5"\n="2",="3.5"', x: [1, 2], y: [2.5, 3.5] },
  { id: 'apostrophes of spreadsheets', text: "x,y\n'1,'2.5\n'2,'3.5", x: [1, 2], y: [2.5, 3.5] },
  { id: 'values after equal signs', text: 'x;y\n=1;=2,5\n=2;=3,5', x: [1, 2], y: [2.5, 3.5] },
  { id: 'marks of footnotes', text: 'x,y\n1,2.5[1]\n2,3.5[b]\n3,4.5', x: [1, 2, 3], y: [2.5, 3.5, 4.5] },
  // Powers of ten, and other scripts
  { id: 'powers of ten with braces', text: 'x\ty\n1\t2.1×10^{3}\n2\t3.9×10^{-3}', y: [2100, 0.0039] },
  { id: 'powers of ten without superscripts', text: 'x\ty\n1\t2.1 × 10−3\n2\t3.9 × 10−4', y: [0.0021, 0.00039] },
  { id: 'powers of ten alone', text: 'x\ty\n10⁻³\t2\n10^-2\t3\n10^1\t4', x: [0.001, 0.01, 10], y: [2, 3, 4] },
  { id: 'powers of Mathematica', text: '1\t2.1*^-3\n2\t3.9*^2', x: [1, 2], y: [0.0021, 390] },
  { id: 'fullwidth digits', text: 'x,y\n１,２.５\n２,３．５', x: [1, 2], y: [2.5, 3.5] },
  { id: 'Arabic digits', text: 'x,y\n١,٢٫٥\n٢,٣٫٥', x: [1, 2], y: [2.5, 3.5] },
  { id: 'a raised decimal point', text: 'x,y\n1,2·5\n2,3·5', x: [1, 2], y: [2.5, 3.5] },
  {
    id: 'a power of e is no unit',
    text: 'x,y\n1,1.5e^3\n2,2.5\n3,3.5',
    x: [2, 3],
    y: [2.5, 3.5],
    left: { notNumber: 1 },
  },
  {
    id: 'quoted titles after spaces',
    text: '"x", "dose (g)"\n"1", "2.5"\n"2", "3.5"',
    y: [2.5, 3.5],
    units: { dose: 'g' },
  },
  // Times and dates
  {
    id: 'times with seconds',
    text: 'time,y\n00:00:00,2\n00:00:10.5,4\n00:01:20,6',
    x: [0, 10.5, 80],
    units: { time: 's' },
  },
  ...[
    ['days and names of months', '1 Jan 2024,2\n2 Jan 2024,4\n5 Feb 2024,6'],
    ['names of months in Spanish', '1 de enero de 2024,2\n2-ene-2024,4\n5 feb. 2024,6'],
    ['names of months before days', '"January 1, 2024",2\n"Jan 2, 2024",4\n"Feb 5th, 2024",6'],
    ['years of two digits', '31/01/24,2\n02/02/24,4\n05/02/24,6'],
    [
      'dates with times and zones',
      '2024-01-01T00:00:00+02:00,2\n2024-01-02T00:00:00+02:00,4\n2024-02-05T00:00+02:00,6',
    ],
    ['dates with times of half a day', '1/1/2024 12:00 AM,2\n1/2/2024 12:00 AM,4\n2/5/2024 12:00 am,6'],
  ].map(([id, rows]) => ({
    id,
    text: `date,y\n${rows}`,
    asks: ['oneColumn'],
    types: ['date', 'number'],
    y: [2, 4, 6],
  })),
  {
    id: 'days between dates with names of months',
    text: 'date,y\n1 Jan 2024,2\n2 Jan 2024,4\n5 Feb 2024 12:00,6',
    asks: ['oneColumn'],
    answers: [['oneColumn', 'dates']],
    x: [0, 1, 35.5],
    y: [2, 4, 6],
  },
  {
    id: 'months',
    text: 'month,y\nJan-20,2\nFeb-20,4\nMar-20,6',
    asks: ['oneColumn'],
    answers: [['oneColumn', 'dates']],
    x: [0, 31, 60],
    y: [2, 4, 6],
  },
  {
    id: 'dates of which one tells the order, with times',
    text: 'date,y\n1/2/2024 6:00,2\n1/13/2024 18:00,4',
    asks: ['oneColumn'],
    answers: [['oneColumn', 'dates']],
    x: [0.25, 11.75],
    y: [2, 4],
  },
  // Titles
  { id: 'a title that is a function of another', text: 'log(c),y\n1,2\n2,4', x: [1, 2], units: { 'log(c)': '' } },
  {
    id: 'units written out',
    text: 'time,speed\nseconds,meters per second\n1,2\n2,4',
    x: [1, 2],
    units: { time: 'seconds', speed: 'meters per second' },
  },
  {
    id: 'missing values of databases',
    text: 'x,y\n1,\\N\n2,(null)\n3,<NA>\n4,5\n5,6',
    x: [4, 5],
    y: [5, 6],
    left: { blank: 3 },
  },
  // Exports of instruments
  {
    id: 'a header of LabVIEW',
    text: [
      'LabVIEW Measurement\t\nWriter_Version\t2\nSeparator\tTab\n***End_of_Header***\t\n\t\nChannels\t1\t',
      'Samples\t3\t\nX0\t0.0\t\nDelta_X\t0.001\t\n***End_of_Header***\t\t\nX_Value\tVoltage\tComment',
      '0.000\t0.12\n0.001\tbad\n0.002\t0.61\n0.003\t0.94',
    ].join('\n'),
    x: [0, 0.002, 0.003],
    y: [0.12, 0.61, 0.94],
    names: ['X_Value'],
    left: { notNumber: 1 },
  },
  {
    id: 'titles, units and comments of Origin',
    text: 'Long Name\tTime\tVoltage\nUnits\ts\tmV\nComments\t\tSample A\n1\t0\t1.2\n2\t5\t2.3\n3\t7\t3.1',
    x: [0, 5, 7],
    y: [1.2, 2.3, 3.1],
    units: { Time: 's', Voltage: 'mV' },
    aside: 1,
  },
  {
    id: 'settings of an oscilloscope beside its curve',
    text: [
      'Record Length,2.5e3,,-0.005,0.04,\nSample Interval,4e-6,,-0.004,0.08,\nTrigger Point,1.25e3,,-0.003,0.12,',
      ...Array.from({ length: 20 }, (_, i) => `,,,-0.00${i + 30},0.${i + 10},`),
    ].join('\n'),
    x: [-0.005, -0.004, -0.003, ...Array.from({ length: 20 }, (_, i) => Number(`-0.00${i + 30}`))],
    y: [0.04, 0.08, 0.12, ...Array.from({ length: 20 }, (_, i) => Number(`0.${i + 10}`))],
  },
  {
    id: 'a spectrometer marks where its numbers begin',
    text: 'Data from QE650.txt Node\n>>>>>Begin Spectral Data<<<<<\n350,12\t120,5\n350,58\t131,2\n351,04\t128,9',
    x: [350.12, 350.58, 351.04],
    y: [120.5, 131.2, 128.9],
    aside: 2,
  },
  {
    id: 'times over midnight',
    text: 'time,y\n23:59:58,1\n23:59:59,2\n00:00:00,3\n12:30:00,4\n00:10:00,5',
    x: [86398, 86399, 86400, 131400, 173400],
    y: [1, 2, 3, 4, 5],
  },
  {
    id: 'laps are no times of day',
    text: 'lap,duration\n1,0:59:10\n2,0:01:30\n3,0:02:00',
    x: [1, 2, 3],
    y: [3550, 90, 120],
  },
  {
    id: 'the name of a block in gnuplot is no title',
    text: '# A\n0 1\n1 2\n2 3',
    x: [0, 1, 2],
    y: [1, 2, 3],
    names: ['x'],
  },
  {
    id: 'two tables under each other',
    text: 'x,y\n1,2\n2,4\n3,7\n\nx,z\n1,10\n2,20',
    asks: ['secondTable'],
    x: [1, 2, 3],
    y: [2, 4, 7],
    left: { otherTable: 3 },
  },
  {
    id: 'rows after a heading among them are of the same table if a person says so',
    text: 'x,y\n1,2\n2,4\n\nsecond,part\n3,10\n4,20',
    asks: ['secondTable'],
    answers: [['secondTable', 'allRows']],
    x: [1, 2, 3, 4],
    y: [2, 4, 10, 20],
    left: { notNumber: 1 },
  },
  {
    id: 'a header that repeats after a blank line is no other table',
    text: 't,v\n0,5\n1,4\n\nt,v\n2,3\n3,2',
    x: [0, 1, 2, 3],
    y: [5, 4, 3, 2],
    left: { notNumber: 1 },
  },
  {
    id: 'decimal commas in one line are no pairs for certain',
    text: '1,5; 2,5; 3,5; 4,5',
    asks: ['transposed', 'oneColumn'],
    y: [1.5, 2.5, 3.5, 4.5],
  },
  { id: 'pairs in one line', text: '1,2.1 2,3.9 3,6.2', x: [1, 2, 3], y: [2.1, 3.9, 6.2] },
  {
    id: 'thousands with an uncertainty of the last digits',
    text: 'x;y\n1;1,234(5)\n2;2,345(6)',
    asks: ['decimalSign'],
    answers: [['decimalSign', 'comma']],
    x: [1, 2],
    y: [1.234, 2.345],
    sigma: [0.005, 0.006],
  },
  {
    id: 'uncertainties of the last digits before a power of ten',
    text: 'x;y\n1;1,23(4)E-3\n2;2,35(12)×10⁻³',
    y: [0.00123, 0.00235],
    sigma: [0.00004, 0.00012],
  },
];
