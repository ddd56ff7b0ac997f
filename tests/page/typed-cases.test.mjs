// Typed text that was once refused without a way out, or accepted in silence: in both languages, each with the answer
// of the page today; no message is left after its cause is gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presets } from '../../www/experiment/presets.js';
import { Laboratory } from './laboratory.mjs';
import { sentences } from './notebook.mjs';

const all = { en: sentences('en'), es: sentences('es') };
const languages = /** @type {const} */ (['en', 'es']);

/**
 * @typedef {object} Case
 * @property {string} typed into the field of the model
 * @property {string} before what the page did before
 * @property {string[]} [parameters] of the model that is accepted
 * @property {string} [code] of the error that is shown
 * @property {string} [suggestion] in its sentence
 */

/** @type {Case[]} */
const formulas = [
  { typed: 'w1*x²', before: 'unexpected character', parameters: ['w1'] },
  { typed: 'w1*√(x²)', before: 'unexpected character', parameters: ['w1'] },
  { typed: 'w1*|x|', before: 'unexpected character', parameters: ['w1'] },
  { typed: 'w1·x', before: 'unexpected character', parameters: ['w1'] },
  { typed: 'π*w1*x', before: 'π was a parameter', parameters: ['w1'] },
  { typed: 'constructor*x', before: 'not a number', parameters: ['constructor'] },
  { typed: `${'a'.repeat(42)}*x`, before: 'an exception, busy for ever', parameters: ['a'.repeat(42)] },
  { typed: 'w1*np.exp(x)', before: 'unexpected character', code: 'other_notation', suggestion: 'exp' },
  { typed: 'w1*math.sqrt(x)', before: 'unexpected character', code: 'other_notation', suggestion: 'sqrt' },
  { typed: 'relu(x)*w1', before: 'not a function', code: 'other_notation', suggestion: 'max(x, 0)' },
  { typed: 'w1*sin^2(x)', before: 'needs parentheses', code: 'other_notation', suggestion: 'sin(x)^2' },
  { typed: 'w1*log(x, 2)', before: 'wrong number of arguments', code: 'other_notation', suggestion: 'log(x)/log(2)' },
  { typed: 'lg(x)*w1', before: 'not a function', code: 'other_notation', suggestion: 'log10(x)' },
  { typed: 'mx+b', before: 'two parameters without a column, in silence', code: 'no_column', suggestion: 'm*x+b' },
  { typed: 'A*exp(-t/tau)', before: 'three parameters, in silence', code: 'no_column', suggestion: 'A*exp(-x/tau)' },
  { typed: 'a*x^4+b*x^3+c*x^2+d*x+e', before: 'e was 2.718… in silence', code: 'constant_as_parameter' },
  { typed: 'e', before: 'in silence', code: 'no_parameters' },
  { typed: '2,5*w1*x', before: 'unexpected character', code: 'decimal_comma' },
  { typed: 'y = w1*x', before: 'unexpected character', code: 'equation' },
];

for (const language of languages)
  test(`formulas typed in ${language} are accepted, or answered with what to type instead`, async () => {
    for (const { typed, parameters, code, suggestion } of formulas) {
      const lab = await Laboratory.open({ languages: [language] });
      await lab.type('model.formula', typed);
      await lab.clock.advance(600);
      if (parameters) {
        assert.deepEqual(lab.problem.parameters, parameters, typed);
        assert.equal(lab.text('model.formula-error'), '');
        continue;
      }
      const shown = messages(lab);
      const [start] = all[language].errors[/** @type {string} */ (code)].split('{');
      assert.ok(start.length > 0 ? shown.includes(start) : shown.length > 20, `${typed}: ${shown}`);
      if (suggestion) assert.ok(shown.includes(suggestion), `${typed}: ${shown}`);
      assert.deepEqual(lab.problem.parameters, ['w1'], 'the last valid picture stays');
      await lab.type('model.formula', 'w1*x');
      await lab.clock.advance(600);
      assert.equal(messages(lab), '', `${typed} is gone`);
    }
  });

/** Every message that the page shows. @param {Laboratory} lab */
function messages(lab) {
  const shown = [...lab.document.querySelectorAll('.control-error, [data-testid=notice]')].filter(
    (element) => !(/** @type {any} */ (element).hidden),
  );
  return shown.map((element) => element.textContent).join('');
}

/**
 * Own data with a model: before, the data went back to the simulated ones, or no slider appeared.
 * @type {{ name: string, rows: string, model: string, rate: number, parameters: string[] }[]}
 */
const ownData = [
  {
    name: 'bacteria',
    rows: '0,2938 10,7354 20,11900 30,17000 40,47200 50,79100 60,119600',
    model: 'a*exp(b*x)',
    rate: 1e-12,
    parameters: ['a', 'b'],
  },
  {
    name: 'a resistance of 1.2·10¹³',
    rows: '1e-9,12000 2e-9,24020 3e-9,36010 4e-9,48050',
    model: 'R*x',
    rate: 1e16,
    parameters: ['R'],
  },
];

for (const language of languages)
  test(`large numbers of own data are computed in ${language}`, async () => {
    for (const { name, rows, model, parameters } of ownData) {
      const table = rows.replaceAll(' ', ';');
      const lab = await Laboratory.open({ hash: `#data.table=${table}`, languages: [language] });
      await lab.type('model.formula', model);
      await lab.clock.advance(1000);
      assert.equal(messages(lab).includes(all[language].errors.out_of_range.split('{')[0]), false, name);
      assert.deepEqual(lab.problem.parameters, parameters, name);
      assert.equal(lab.problem.data.y[0], Number(rows.split(/[ ,]/)[1]), 'the data stay');
      for (const parameter of parameters) assert.ok(lab.find(`model.start.${parameter}-slider`));
    }
  });

for (const language of languages)
  test(`starts of 4000, 25000 and 400000 are accepted in ${language}`, async () => {
    for (const start of ['4000', '25000', '400000']) {
      const lab = await Laboratory.open({ languages: [language] });
      await lab.type('model.start.w1-number', start);
      await lab.clock.advance(600);
      assert.equal(lab.problem.trajectory.parameters.w1[0], Number(start));
      assert.equal(messages(lab), '');
    }
  });

test('an unknown remembered language is none: the page is in the language of the browser', async () => {
  for (const remembered of ['fr', 'constructor', '__proto__', '']) {
    const lab = await Laboratory.open({ languages: ['en'], remembered: { language: remembered } });
    assert.equal(lab.document.documentElement.lang, 'en', remembered);
    assert.equal(lab.text('run-play').includes('run.'), false);
    assert.equal(lab.find('language').lang, 'es');
  }
});

test('a notice can be closed, and the report of a found rate goes by itself', async () => {
  const lab = await Laboratory.open({ hash: '#optimizer.rate=-1' });
  const notice = lab.find('notice');
  assert.ok(!notice.hidden);
  notice.querySelector('.notice-close').click();
  assert.ok(notice.hidden);

  const other = await Laboratory.open();
  await other.choose('preset-data', String(presets.findIndex(({ key }) => key === 'sinusoid')));
  await other.clock.advance(3000);
  assert.match(other.text('notice'), /^h was set to/);
  await other.clock.advance(12_000);
  assert.ok(other.find('notice').hidden);
});

test('a notice goes with its cause', async () => {
  const lab = await Laboratory.open({ hash: '#optimizer.rate=-1' });
  assert.ok(!lab.find('notice').hidden);
  await lab.type('optimizer.rate-number', '0.02');
  assert.ok(lab.find('notice').hidden, 'a link is reported until something changes');
  await lab.type('optimizer.rate-number', '-1');
  assert.notEqual(messages(lab), '');
  await lab.press('Enter', 'optimizer.rate-number');
  assert.equal(messages(lab), '', 'a value that was given up is no longer explained');
});
