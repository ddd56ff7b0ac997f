// The help dialog: the things to try, the terms with their definitions, the formulas, the keys. It opens at its top.
import { el } from '../ui/dom.js';

/** The page of third-party notices: the file beside the page, or the text that a single file carries. */
function noticesLink() {
  const link = el('a', {
    href: 'notices.html',
    target: '_blank',
    'data-testid': 'notices',
    t: 'help.notices',
    onclick: () => {
      const text = document.getElementById('notices')?.textContent;
      if (text) link.href = URL.createObjectURL(new Blob([text], { type: 'text/html' }));
    },
  });
  return link;
}

/** The terms of the page, from the problem to its descent. */
const terms = [
  'model',
  'parameter',
  'constant',
  'trueCurve',
  'noise',
  'noiseMean',
  'noiseFactor',
  'seed',
  'newNoise',
  'residual',
  'loss',
  'penalty',
  'derivative',
  'gradientDescent',
  'learningRate',
  'epoch',
  'settled',
  'initialValue',
  'optimum',
  'bestRate',
  'stabilityLimit',
  'path',
  'evaluation',
  'automatic',
  'finiteDifference',
  'delta',
  'precision',
  'range',
  'aicc',
];

/** The keys and the string of their action. @type {[string[], string][]} */
const keys = [
  [['Space'], 'keySpace'],
  [['←', '→'], 'keyArrows'],
  [['Home', 'End'], 'keyHomeEnd'],
  [['1', '…', '5'], 'keySituations'],
  [['6', '7', '8'], 'keyDifficult'],
  [['0'], 'keyBack'],
  [['R'], 'keyRepeat'],
  [['+', '−'], 'keySpeed'],
  [['↑', '↓'], 'keyField'],
  [['P'], 'keyPresent'],
  [['N'], 'keyNext'],
  [['B'], 'keyBlank'],
  [['?'], 'keyHelp'],
  [['Esc'], 'keyEscape'],
];

/** The keys whose names are words, with the string of the name. @type {Record<string, string>} */
const named = { Space: 'help.spaceName', Home: 'help.homeName', End: 'help.endName' };

/** The sign of a key, or the text between two. @param {string} name */
function keyName(name) {
  if (name === '…') return '… ';
  return name in named ? el('kbd', { t: named[name] }) : el('kbd', {}, name);
}

/** @returns {{ element: HTMLDialogElement, open: () => void }} */
export function helpDialog() {
  const item = (/** @type {string} */ key) => el('li', { t: `help.${key}` });
  const title = el('h2', { id: 'help-title', tabindex: -1, t: 'help.title' });
  const close = (/** @type {string} */ testId) =>
    el('button', {
      type: 'button',
      class: 'quiet primary',
      'data-testid': testId,
      onclick: () => dialog.close(),
      t: 'help.close',
    });
  const dialog = el(
    'dialog',
    { class: 'help', 'aria-labelledby': 'help-title', 'data-testid': 'help-dialog' },
    el('header', {}, title, close('help-close')),
    el('p', { t: 'help.what' }),
    el('p', { t: 'help.guide' }),
    el('h3', { t: 'help.try' }),
    el('ol', {}, ...['try1', 'try2', 'try3', 'try4', 'try5', 'try6', 'try7'].map(item)),
    el('h3', { t: 'help.terms' }),
    el(
      'dl',
      { class: 'terms' },
      ...terms.flatMap((key) => [el('dt', { t: `glossary.${key}.name` }), el('dd', { t: `glossary.${key}.text` })]),
    ),
    el('h3', { t: 'help.formulas' }),
    ...['formula1', 'formula2', 'formula3'].map((key) => el('p', { t: `help.${key}` })),
    el('h3', { t: 'help.keys' }),
    el(
      'dl',
      { class: 'keys' },
      ...keys.flatMap(([names, text]) => [el('dt', {}, ...names.map(keyName)), el('dd', { t: `help.${text}` })]),
    ),
    el('p', { t: 'help.numbers' }),
    el('p', { t: 'help.private' }),
    el('p', {}, noticesLink()),
    el('footer', {}, close('help-end')),
  );
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  return {
    element: dialog,
    open() {
      dialog.showModal();
      title.focus();
      dialog.scrollTop = 0;
    },
  };
}
