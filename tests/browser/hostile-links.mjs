// Hostile links, a given number of them, always the same for the same seed: malformed and huge text,
// names of prototypes, numbers at the ends of the floats, markup, unknown keys, later versions, cut tables.
import { deflateRawSync } from 'node:zlib';

/** @import { Field } from '../../www/experiment/fields.js' */

/** Random numbers from 0 to 1 (mulberry32). @param {number} seed */
export function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const prototypeNames = ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then'];
const numbers = [
  ...['1e308', '-1e308', '1.7976931348623157e308', '5e-324', '-5e-324', '1e-308', '0', '-0', '1e400', '-1e400'],
  ...['NaN', 'Infinity', '-Infinity', '', ' ', '0x10', '1e', '1,5', '٣', '1_000', '9007199254740993', '1e12', '-1e12'],
];
const markup = [
  '<img src=x onerror=globalThis.hacked=1>',
  '<script>globalThis.hacked=1</script>',
  '"><svg/onload=globalThis.hacked=1>',
  "javascript:globalThis.hacked=1//'",
  '</style><script src=https://example.org/x.js></script>',
  '\\href{javascript:globalThis.hacked=1}{x}',
  '\\includegraphics{https://example.org/x.png}',
  '{{globalThis.hacked=1}}',
  'url(https://example.org/x.css)',
];
const formulas = [
  ...[
    'w1*x',
    'w1*x+w2',
    'a*exp(b*x)',
    'w1*x*1e308',
    'w1*1e-308*x',
    '1/0*w1*x',
    'log(-x)*w1',
    'w1^w2^w3*x',
    'sqrt(x-1e308)*w1',
  ],
  ...[
    'constructor*x',
    'toString(x)',
    'x.constructor',
    '__proto__*x',
    'hasOwnProperty*x+valueOf',
    'w1*x;alert(1)',
    'e*x',
    'x',
  ],
  ...[
    'w1*x+',
    '((((w1*x',
    '²√|x',
    'where(x<0, w1, w2)',
    'abs(w1)*abs(x)',
    'tan(1e308*w1*x)',
    'gamma(w1)*x',
    'NaN*w1*x',
  ],
];

/** A key of a table as links have it. @param {unknown} value */
const packed = (value) => `z.${deflateRawSync(JSON.stringify(value)).toString('base64url')}`;

/** @param {number} size @param {(k: number) => number} at */
const list = (size, at) => Array.from({ length: size }, (_, k) => at(k));

/**
 * @param {number} count
 * @param {number} seed
 * @param {Field[]} fields of the page
 * @returns {string[]} hashes without "#"
 */
export function hostileLinks(count, seed, fields) {
  const random = randomOf(seed);
  const whole = (/** @type {number} */ below) => Math.floor(random() * below);
  /** @template T @param {readonly T[]} options @returns {T} */
  const one = (options) => options[whole(options.length)];
  const letters = (/** @type {number} */ length, from = 'abcxyzw019_.,;:=&%#~<>"\'\\/+-*^()[]{} \u0000é漢😀') =>
    Array.from({ length }, () => one([...from])).join('');
  const join = (/** @type {[string, string][]} */ pairs) =>
    pairs.map(([path, value]) => `${path}=${encodeURIComponent(value)}`).join('&');
  const paths = [...new Set(fields.map(({ path }) => path))];
  const table = (/** @type {Partial<Record<'title' | 'name' | 'role' | 'size' | 'scale', any>>} */ change = {}) => {
    const { title = 'x', name = 'x', role = 'x', size = 6, scale = 1 } = change;
    return [
      [title, 'm', name, role, list(size, (k) => k * scale)],
      ['y', '', 'y', 'y', list(size, (k) => (3 * k + random()) * scale)],
    ];
  };
  const valueFor = (/** @type {Field} */ field) => {
    if (field.type === 'choice') return one([...field.options, ...prototypeNames]);
    if (field.type === 'number') return one([...numbers, String(field.min), String(field.max), String(random())]);
    return one([...formulas, ...markup, letters(30)]);
  };
  const race = () =>
    [
      one([
        'data',
        'typed=w1^2+w2^4',
        'typed=constructor',
        'rosenbrock',
        'three-hump-camel',
        '__proto__',
        `typed=${letters(20)}`,
      ]),
      one(['300', '1e9', '-1', 'NaN', '300,gradientTolerance:1e-308', '20,constructor:1']),
      one(['epochs', 'evaluations', 'epochs,solid', 'epochs,solid,cut:w1:w2', `epochs,cut:${letters(8)}`]),
      one(['0', '1', '-1', '1e9', 'NaN', 'constructor']),
      one(['', 'w1:1e308,w2:-1e308', 'w1:5e-324', 'constructor:1', 'w1:NaN', `${letters(6)}:1`]),
      ...Array.from({ length: whole(4) }, () =>
        one(['gd', 'adam,rate:1e308', 'lbfgs', 'brent', 'newton,muted', 'constructor', '']),
      ),
    ].join('~');

  /** @type {(() => string)[]} */
  const kinds = [
    () => letters(1 + whole(200)),
    () =>
      one(['%', '%E0%A4%A', '&&&===', '=', '=&=&', '%00', 'data.n', '#'.repeat(400), '..', '.=1', 'data.=1', '.n=1']),
    () => join([[one(paths), letters(whole(60_000), 'w1*x+()')]]),
    () => join([['model.formula', `${'('.repeat(whole(9000))}w1*x`]]),
    () => join([['model.formula', Array.from({ length: 1 + whole(900) }, (_, k) => `p${k}*x^${k}`).join('+')]]),
    () => Array.from({ length: whole(3000) }, (_, k) => `${letters(3, 'abc.')}${k}=${k}`).join('&'),
    () => {
      const name = one(prototypeNames);
      return join([
        ['model.formula', `${name}*x`],
        [`model.start.${name}`, one(numbers)],
        [`data.constants.${name}`, '1'],
        [name, '1'],
        [`${one(['optimizer', 'loss', 'view', 'data', 'at'])}.${name}`, '1'],
      ]);
    },
    () =>
      join([
        [
          one(['optimizer.name', 'loss.name', 'precision', 'view.workspace', 'at.panel', 'at.guide']),
          one(prototypeNames),
        ],
      ]),
    () => {
      const name = letters(38 + whole(8), 'abcdefgh');
      return join([
        ['model.formula', `${name}*x`],
        ...(random() < 0.5 ? /** @type {[string, string][]} */ ([[`model.start.${name}`, '2']]) : []),
      ]);
    },
    () =>
      join([
        ['data.from', one(numbers)],
        ['data.to', one(numbers)],
        ['data.n', one(['2', '100', '1e308'])],
      ]),
    () =>
      join([
        ['model.start.w1', one(numbers)],
        ['optimizer.rate', one(numbers)],
      ]),
    () =>
      join([
        ['model.formula', one(formulas)],
        ['model.start.w1', one(numbers)],
        ['view.workspace', one(['descent', 'race', 'map'])],
      ]),
    () => join(Array.from({ length: 1 + whole(4) }, () => one(fields)).map((field) => [field.path, valueFor(field)])),
    () =>
      join([
        [one(paths), one(markup)],
        ['at.panel', one(markup)],
        ['at.guide', one(markup)],
      ]),
    () =>
      join([
        ['version', one(['2', '99', '1e308'])],
        ['stop.epochs', '30'],
      ]),
    () =>
      join([
        [one(['presision', 'stop.tol', 'data.nois', 'optimiser.rate', 'model.start.', 'a'.repeat(500)]), '1'],
        ['data.n', '40'],
      ]),
    () => join([['data.table', packed(table()).slice(0, 2 + whole(90))]]),
    () => join([['data.table', `z.${letters(whole(4000), 'abcdefgh-_0123456789')}`]]),
    () =>
      join([
        [
          'data.table',
          packed(table({ title: one(markup), size: 2 + whole(9), scale: one([1, 1e300, 1e-300, 1e308]) })),
        ],
      ]),
    () =>
      join([
        [
          'data.table',
          packed(
            table({
              name: one([...prototypeNames, 'e', 'exp', '1', '', 'a'.repeat(42)]),
              role: one(['x', 'y', 'sigma', 'constructor', 'ignore']),
            }),
          ),
        ],
        ['model.formula', one(formulas)],
      ]),
    () => join([['data.table', packed({ columns: table(), lesson: one([...markup, ...prototypeNames]) })]]),
    () => join([['data.table', `z.${deflateRawSync(Buffer.alloc(1e7, '[')).toString('base64url')}`]]),
    () =>
      join([
        [
          'data.table',
          one([
            'local.1',
            'local.',
            'z.',
            'z',
            '1',
            '1,2',
            '1,2;3',
            'NaN,1;2,3',
            '1e308,1e308;-1e308,-1e308',
            '1,2,3;4,5,6',
            ';;;',
          ]),
        ],
      ]),
    () =>
      join([
        ['view.workspace', 'race'],
        ['view.race', race()],
      ]),
    () =>
      join([
        ['view.workspace', 'map'],
        [
          'view.map',
          one([
            'optimizer.rate,model.start.w1',
            'constructor,__proto__',
            ',',
            letters(20),
            'optimizer.rate,optimizer.rate',
            'a,b,c,d=e,f=1',
          ]),
        ],
        ['model.formula', one(formulas)],
      ]),
    () =>
      join([
        [
          'view.fit',
          one([
            'fix,constructor:1',
            'fix,w1:1e308~low,w1:1e308',
            `rival,${one(formulas)}`,
            `of,${one(formulas)}`,
            'at,x:1e308',
            letters(40),
          ]),
        ],
        ['at.panel', 'fit'],
      ]),
    () =>
      join([
        ['stop.bounds', one(['gradientTolerance:1e-308', 'constructor:1', letters(20), 'lossTarget:NaN', ',,,'])],
        ['at.position', one(['-1', '1e9', '999999999', 'NaN', '3.5'])],
        ['at.panel', one(['fit', 'log', 'table', 'trace', 'constructor'])],
      ]),
  ];
  return Array.from({ length: count }, (_, k) => kinds[k % kinds.length]());
}
