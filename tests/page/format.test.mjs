import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fitting,
  limitText,
  powerOfTen,
  pythonFloat,
  rateText,
  readable,
  sideBySide,
  steady,
  texNumber,
} from '../../www/i18n/format.js';

test('floats read as Python prints them', () => {
  // From `python3 -c "print(…)"`.
  const printed = [
    [10, '10.0'],
    [38.407744806265676, '38.407744806265676'],
    [4.018570423126221, '4.018570423126221'],
    [0, '0.0'],
    [-0, '-0.0'],
    [1e16, '1e+16'],
    [123456789012345680, '1.2345678901234568e+17'],
    [1e15, '1000000000000000.0'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [1e300, '1e+300'],
    [5e-324, '5e-324'],
    [-2.5, '-2.5'],
    [NaN, 'nan'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
    [0.1 + 0.2, '0.30000000000000004'],
  ];
  for (const [x, text] of /** @type {[number, string][]} */ (printed)) assert.equal(pythonFloat(x), text);
});

test('numbers for reading have few digits, a true minus and powers of ten', () => {
  assert.equal(readable(9.862949383699329), '9.8629');
  assert.equal(readable(-10), '−10');
  assert.equal(readable(1.18e9, 3), '1.18·10⁹');
  assert.equal(readable(6.02e-5, 2), '6·10⁻⁵');
  assert.equal(readable(Infinity), '∞');
  assert.equal(steady(10, 5), '10.000');
  assert.equal(powerOfTen(-12), '10⁻¹²');
  assert.equal(texNumber(2e-9), '2\\cdot 10^{-9}');
});

test('a rate in a sentence has two digits at least', () => {
  assert.equal(rateText(0.8), '0.80');
  assert.equal(rateText(0.735), '0.735');
  assert.equal(rateText(0.01), '0.010');
  assert.equal(rateText(12), '12');
});

test('a bound in a sentence has its digits in threes', () => {
  assert.equal(limitText(2), '2');
  assert.equal(limitText(-10000000), '−10\u202f000\u202f000');
  assert.equal(limitText(1e12), '1·10¹²');
  assert.equal(limitText(0.5), '0.5');
});

test('two numbers side by side tell how many characters they share', () => {
  const { a, b, shared } = sideBySide(13.705061630067203, 13.70506163004587);
  assert.equal(a.slice(0, shared), '13.7050616300');
  assert.notEqual(a[shared], b[shared]);
  assert.equal(sideBySide(-2, -2).shared, sideBySide(-2, -2).a.length);
});

test('a field shows as many digits as it has room for, and whole numbers whole', () => {
  const shown = [
    [0.05607169938205458, '0.05607'],
    [-1.859296482412061, '−1.8593'],
    [-1.25e-17, '−1e−17'],
    [0.01, '0.01'],
    [0.000095, '9.5e−5'],
    [0.000123456, '1.23e−4'],
    [4294967295, '4294967295'],
    [0.3675742574257426, '0.36757'],
  ];
  for (const [x, text] of shown) assert.equal(fitting(Number(x)), text);
});
