// The help dialog.
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

export function helpDialog() {
  const item = (/** @type {string} */ key) => el('li', { t: `help.${key}` });
  const shortcut = (/** @type {string[]} */ keys, /** @type {string} */ text) => [
    el('dt', {}, ...keys.map((key) => el('kbd', {}, key))),
    el('dd', { t: `help.${text}` }),
  ];
  const close = el('button', {
    type: 'button',
    class: 'quiet primary',
    'data-testid': 'help-close',
    onclick: () => dialog.close(),
    t: 'help.close',
  });
  const dialog = el(
    'dialog',
    { class: 'help', 'aria-labelledby': 'help-title', 'data-testid': 'help-dialog' },
    el('h2', { id: 'help-title', t: 'help.title' }),
    el('p', { t: 'help.what' }),
    el('h3', { t: 'help.try' }),
    el('ol', {}, ...['try1', 'try2', 'try3', 'try4', 'try5', 'try6', 'try7'].map(item)),
    el('h3', { t: 'help.formulas' }),
    ...['formula1', 'formula2', 'formula3'].map((key) => el('p', { t: `help.${key}` })),
    el('h3', { t: 'help.keys' }),
    el(
      'dl',
      { class: 'keys' },
      ...shortcut(['Space'], 'keySpace'),
      ...shortcut(['←', '→'], 'keyArrows'),
      ...shortcut(['Home', 'End'], 'keyHomeEnd'),
      ...shortcut(['↑', '↓'], 'keyField'),
    ),
    el('p', { t: 'help.numbers' }),
    el('p', { t: 'help.private' }),
    el('p', {}, noticesLink()),
    el('footer', {}, close),
  );
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}
