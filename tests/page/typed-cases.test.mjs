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

/** Notations of school books and other programs that are understood, with the parameters of the model. */
const understood = Object.entries({
  '2x²+3+w1': ['w1'],
  'w1*√x': ['w1'],
  'w1*√(x+3)': ['w1'],
  'w1*x×2': ['w1'],
  'w1*x÷2': ['w1'],
  'w1−x': ['w1'],
  'w1–x': ['w1'],
  'w1*x³': ['w1'],
  'w1*x⁻¹': ['w1'],
  'w1*∛x': ['w1'],
  'w1 ∙ x': ['w1'],
  'w1•x': ['w1'],
  a·x: ['a'],
  α·x: ['α'],
  'µ*x': ['μ'],
  'a₁*x': ['a1'],
  'A*sin(ω*x+φ)': ['A', 'ω', 'φ'],
  'a*(1-e^(-x/τ))': ['a', 'τ'],
  'a x + b': ['a', 'b'],
  '(a+b)(x-c)': ['a', 'b', 'c'],
  '2|x|a': ['a'],
  '|a*x|*|b|': ['a', 'b'],
  'w1*e^x': ['w1'],
  'w1*x**2': ['w1'],
  'w1*pow(x,2)': ['w1'],
  '1e5*w1*x': ['w1'],
  '.5*w1*x': ['w1'],
  'ln(x+3)a': ['a'],
  'w1*log10(x+3)': ['w1'],
  'w1*sen(x)': ['w1'],
  'w1*tg(x)': ['w1'],
  'w1*arcsen(x/3)': ['w1'],
  'w1*PI*x': ['w1'],
  'max(0,w1*x)': ['w1'],
  'si(x>0, a, b*x)': ['a', 'b'],
  'if(x≥0, a, b*x)': ['a', 'b'],
});

/** Those that are refused, with the error's code and a part of its sentence. @type {[string, string, string?][]} */
const refused = [
  ['ax+b', 'no_column', 'a*x+b'],
  ['ax²+bx+c', 'no_column', 'a*x²+b*x+c'],
  ['ax^2+bx+c', 'no_column', 'a*x^2+b*x+c'],
  ['a/bx', 'no_column', 'a/(b*x)'],
  ['ae^(-bx)', 'no_column', 'a*e^(-b*x)'],
  ['x_1*w1', 'no_column'],
  ['w1*x2', 'no_column'],
  ['f(x)=w1*x', 'equation'],
  ['0,5*w1*x', 'decimal_comma'],
  ['10^3x*w1', 'ambiguous_product'],
  ['w1*√x²', 'ambiguous_product'],
  ['w1 ln x', 'function_needs_parentheses', 'ln(x)'],
  ['w1*abs x', 'function_needs_parentheses', 'abs(x)'],
  ['w1*exp x', 'function_needs_parentheses', 'exp(x)'],
  ['w1(x+1)', 'unknown_function', '*'],
  ['if x>0 then w1*x else 0', 'other_notation', 'where(x>0, w1*x, 0)'],
  ['si x>0 entonces w1*x sino 0', 'other_notation', 'where(x>0, w1*x, 0)'],
  ['w1*x if x>0 else 0', 'other_notation', 'where(x>0, w1*x, 0)'],
  ['IF(x>0, w1, b)', 'other_notation', 'if(x>0, w1, b)'],
  ['if(x>0;w1;b)', 'other_notation', 'if(x>0,w1,b)'],
  ['max(0;w1*x)', 'other_notation', 'max(0,w1*x)'],
  ['5%*w1*x', 'other_notation', '5/100*w1*x'],
  ['½*w1*x', 'other_notation', '(1/2)*w1*x'],
  ['[w1+1]*x', 'other_notation', '(w1+1)*x'],
  ['w1.*x.^2', 'other_notation', 'w1*x^2'],
  ['w1*sin^-1(x/9)', 'other_notation', 'asin(x/9)'],
  ['w1*tan⁻¹(x)', 'other_notation', 'atan(x)'],
  ['w1*PI()*x', 'other_notation', 'pi'],
  ['w1*erfc(x)', 'other_notation', '(1 - erf(x))'],
  ['w1*sinc(x)', 'other_notation', 'sin(x)/(x)'],
  ['w1*atanh(x/9)', 'other_notation', 'log((1 + x/9)/(1 - (x/9)))/2'],
  ['w1*coth(x+9)', 'other_notation', '1/tanh(x+9)'],
  ['w1*sech(x)', 'other_notation', '1/cosh(x)'],
  ['w1*sind(x)', 'other_notation', 'sin((x)*pi/180)'],
  ['w1*exp2(x)', 'other_notation', '2^(x)'],
  ['w1*SIN(x)', 'other_notation', 'w1*sin(x)'],
  ['w1*Exp[x]', 'other_notation', 'w1*exp(x)'],
  ['w1*LOG(x)', 'other_notation', 'w1*log10(x)'],
  ['w1*log_2(x)', 'other_notation', 'w1*log2(x)'],
  ['w1*cos²(x)', 'other_notation', 'cos(x)^2'],
  ['w1*³√x', 'other_notation', 'w1*∛x'],
  ['w1*trunc(x)', 'other_notation', 'sign(x)*floor(abs(x))'],
  ['w1*nthroot(x,3)', 'other_notation', '(x)^(1/(3))'],
  ['w1*ifelse(x>0,1,2)', 'other_notation', 'where(x>0, 1, 2)'],
  ['\\frac{w1}{x}', 'other_notation', '(w1)/(x)'],
  ['w1\\cdot\\sqrt{x}', 'other_notation', 'w1*sqrt(x)'],
  ['w1*x*sin(30°)', 'other_notation', 'w1*x*sin(30*pi/180)'],
  ['w1*x!', 'unexpected_character', '!'],
  ['∑w1*x', 'unexpected_character', '∑'],
  ['w1*x)', 'unexpected_text', ')'],
  ['w1*(x', 'unclosed_parenthesis'],
  ['|x*w1', 'unclosed_bar'],
  ['w1*x+', 'missing_operand'],
  ['1 000*w1*x', 'missing_operator'],
];
for (const [typed, code, suggestion] of refused) formulas.push({ typed, before: 'no way out', code, suggestion });
for (const [typed, parameters] of understood) formulas.push({ typed, before: 'understood', parameters });

for (const language of languages)
  test(`formulas typed in ${language} are accepted, or answered with what to type instead`, async () => {
    const lab = await Laboratory.open({ languages: [language] });
    // Those that are refused come first: a model that is accepted changes the page.
    for (const { typed, code = '', suggestion } of formulas.filter(({ parameters }) => !parameters)) {
      await lab.type('model.formula', typed);
      await lab.clock.advance(600);
      const shown = messages(lab);
      const [start] = all[language].errors[code].split('{');
      assert.ok(start.length > 1 ? shown.includes(start) : shown.length > 20, `${typed}: ${shown}`);
      if (suggestion) assert.ok(shown.includes(suggestion), `${typed}: ${shown}`);
      assert.deepEqual(lab.problem.parameters, ['w1'], 'the last valid picture stays');
      await lab.type('model.formula', 'w1*x');
      await lab.clock.advance(600);
      assert.equal(messages(lab), '', `${typed} is gone`);
    }
    for (const { typed, parameters } of formulas.filter((each) => each.parameters)) {
      await lab.type('model.formula', typed);
      await lab.clock.advance(600);
      assert.equal(lab.text('model.formula-error'), '', typed);
      assert.equal(lab.experiment.model?.formula, typed);
      assert.deepEqual(lab.problem.parameters, parameters, typed);
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
