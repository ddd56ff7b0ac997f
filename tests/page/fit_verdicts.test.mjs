// Every finding of a verdict, provoked on the page by a table and a formula of a link, and read in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Laboratory } from './laboratory.mjs';

/** @param {number} count @param {(i: number) => number} of */
const numbers = (count, of) => Array.from({ length: count }, (_, i) => of(i));

/** A deviation that looks random, within ±0.5. @param {number} i */
const deviation = (i) =>
  (((i + 1) * 48271) % 2147483647) / 2147 - Math.floor((((i + 1) * 48271) % 2147483647) / 2147) - 0.5;

const twenty = numbers(20, (i) => i);
const nearLine = numbers(20, (i) => 2 * i + 1 + deviation(i));
const tenths = numbers(12, (i) => i / 10);

/**
 * @typedef {object} Case
 * @property {string} [code] of the finding, where it is not the name of the case
 * @property {number[][]} columns x, y and perhaps weights
 * @property {string} formula
 * @property {string} [link] more of the address
 * @property {RegExp} en the sentence
 * @property {RegExp} es
 */

/** @type {Record<string, Case>} by finding */
const cases = {
  not_converged: {
    columns: [numbers(10, (i) => i + 1), numbers(10, (i) => -1 - i)],
    formula: 'exp(a*x)',
    en: /^The descent ended without a minimum\. \S/,
    es: /^El descenso terminó sin llegar a un mínimo\. \S/,
  },
  pole: {
    columns: [
      [-3, -2, -1, 0.1, 1, 2, 3],
      [-0.3, -0.5, -1.1, 9, 1, 0.52, 0.34],
    ],
    formula: 'a/(x-b)',
    en: /a pole inside the data, between x = −1 and x = 0\.1\./,
    es: /un polo dentro de los datos, entre x = −1 y x = 0\.1\./,
  },
  undetermined: {
    columns: [twenty, nearLine],
    formula: 'a+b+c*x+0*d',
    en: /^The value of d does not change the curve: .* only a combination of a, b: .*\(Δa = −?1, Δb = −?1\)/,
    es: /^El valor de d no cambia la curva: .* solo una combinación de a, b: .*\(Δa = −?1, Δb = −?1\)/,
  },
  no_degrees_of_freedom: {
    columns: [
      [1, 2, 3],
      [1, 3, 2],
    ],
    formula: 'a+b*x+c*x^2',
    en: /^With 3 parameters and 3 data points there are no degrees of freedom left/,
    es: /^Con 3 parámetros y 3 puntos no quedan grados de libertad/,
  },
  poorly_determined: {
    columns: [tenths, tenths.map((x, i) => 3 * x + deviation(i) * 0.05)],
    formula: 'a*(1-exp(-b*x))',
    en: /^The data hardly determine [ab], [ab]: very different values fit almost as well\.$/,
    es: /^Los datos apenas determinan [ab], [ab]: valores muy distintos se ajustan casi igual de bien\.$/,
  },
  no_better_than_mean: {
    columns: [
      [1, 2, 3, 4, 5, 6],
      [1, -1, 1, 1, -1, 1],
    ],
    formula: 'a+b*x',
    en: /no better than a constant \(F = 0, p = 1\)\.$/,
    es: /no explica y mejor que una constante \(F = 0, p = 1\)\.$/,
  },
  at_bound: {
    columns: [twenty, nearLine],
    formula: 'a+b*x',
    link: '&view.fit=high,b%3A1',
    en: /^b is at its bound 1, so it has no standard error\.$/,
    es: /^b está en su cota 1, así que no tiene error estándar\.$/,
  },
  residual_pattern: {
    columns: [twenty, twenty.map((x) => x * x)],
    formula: 'a*x',
    en: /^The residuals have a pattern: 2 runs of one sign, [\d.]+ expected/,
    es: /^Los residuos siguen un patrón: 2 rachas de un mismo signo, se esperan [\d.]+/,
  },
  outliers: {
    columns: [twenty, twenty.map((x) => x + Math.sin(7 * x) / 9 + (x === 9 ? 9 : 0))],
    formula: 'a+b*x',
    en: /^Possible outliers in rows: 10 \(studentized residuals: \d+; p = /,
    es: /^Posibles valores atípicos en las filas: 10 \(residuos estudentizados: \d+; p = /,
  },
  unused_column: {
    columns: [twenty, nearLine],
    formula: 'a',
    en: /^The formula does not contain x\.$/,
    es: /^La fórmula no contiene x\.$/,
  },
  // ELISA, a five-parameter logistic (Tom-Alexander/regression-js#96): two optima of nearly the same residual sum.
  several_optima: {
    columns: [
      [25, 12.5, 6.25, 3.125, 1.563, 0.781, 0.391, 0.195, 0.098],
      [1.7914, 1.682833, 1.500367, 1.179967, 0.822533, 0.501933, 0.301333, 0.187467, 0.130033],
    ],
    formula: 'D+(A-D)/(1+(x/C)^B)^G',
    en: /^The data do not exclude 1 other optimum: residual sum of squares 0\.000\d+, below the 95% limit 0\.00\d+\.$/,
    es: /^Los datos no excluyen 1 óptimo más: suma de cuadrados de los residuos 0\.000\d+, .* 95 %, 0\.00\d+\.$/,
  },
  better_optimum: {
    columns: [numbers(40, (i) => i / 4), numbers(40, (i) => 3 * Math.sin(i / 2) + 0.1 * deviation(i))],
    formula: 'a*sin(w*x)',
    link: '&model.start.a=1&model.start.w=7',
    en: /^The initial values lead to another optimum, .* of \d+\.?\d*; the fit shown has 0\.\d+\.$/,
    es: /^Los valores iniciales llevan a otro óptimo, .* de \d+\.?\d*; la del ajuste que se muestra es 0\.\d+\.$/,
  },
  better_loss: {
    code: 'better_optimum',
    columns: [numbers(41, (i) => i / 4), numbers(41, (i) => 3 * Math.sin(i / 8) + 0.1 * deviation(i))],
    formula: 'a*sin(w*x)',
    link: '&model.start.a=1&model.start.w=2.5&loss.name=mae',
    en: /^The initial values lead to another optimum, with a loss of 1\.\d+; the fit shown has 0\.0\d+\.$/,
    es: /^Los valores iniciales llevan a otro óptimo, con una pérdida de 1\.\d+; la del .* muestra es 0\.0\d+\.$/,
  },
  weights: {
    columns: [twenty, nearLine, twenty.map((i) => (i ? 1 / (i + 1) : 0))],
    formula: 'a+b*x',
    en: /^The data points have weights from 0 to 0\.5; 1 of them is 0\.$/,
    es: /^Los puntos tienen pesos de 0 a 0\.5; 1 de ellos es 0\.$/,
  },
};

/** The sentence of a finding, without its links. @param {Laboratory} lab @param {string} code */
function sentence(lab, code) {
  const item = lab.document.querySelector(`[data-finding="${code}"]`);
  return [...(item?.childNodes ?? [])]
    .filter(({ nodeType }) => nodeType === 3)
    .map(({ textContent }) => textContent)
    .join('')
    .trim();
}

for (const [name, { code = name, columns, formula, link = '', en, es }] of Object.entries(cases))
  test(`the page argues: ${name}`, async () => {
    const rows = columns[0].map((_, i) => columns.map((column) => column[i]).join(',')).join('\n');
    const hash = `#data.table=${encodeURIComponent(rows)}&model.formula=${encodeURIComponent(formula)}${link}`;
    const lab = await Laboratory.open({ languages: ['en'], hash });
    await lab.click('tab-fit');
    await lab.until(() => sentence(lab, code) !== '');
    assert.match(sentence(lab, code), en);
    await lab.click('language');
    await lab.until(() => sentence(lab, code) !== '' && !en.test(sentence(lab, code)));
    assert.match(sentence(lab, code), es);
  });
