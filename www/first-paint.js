// Shows the sentence of the first screen in the reader's language and in the theme of the last visit, before the
// scripts of the page have arrived, and another sentence if they do not arrive. The build puts this script into
// index.html.
import { languageFor } from './i18n/translate.js';
import { remembered } from './shell/preferences.js';

/** @type {NodeListOf<HTMLElement>} one for each language */
const sentences = document.querySelectorAll('#app [lang]');
const languages = [...sentences].map(({ lang }) => lang);
const language = languageFor(remembered('language'), navigator.languages, languages);
for (const sentence of sentences) sentence.hidden = sentence.lang !== language;
document.documentElement.lang = language;
// The page in a single file has the sentences of the language inside, and no script of its own beside it.
if (document.querySelector('script[src]')) {
  const preload = { rel: 'preload', as: 'script', href: `${language}.js` };
  document.head.append(Object.assign(document.createElement('link'), preload));
}
document.documentElement.dataset.theme =
  remembered('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

/** Time (ms) after which the page's script is slow. */
const slowScriptMs = 4000;

/** The page's script has not run. @param {'slow' | 'failed'} state @param {string} [sign] global that it makes */
function report(state, sign = 'descenso') {
  if (sign in globalThis) return;
  for (const sentence of sentences) {
    sentence.textContent = sentence.dataset[state] ?? '';
    sentence.setAttribute('role', 'alert');
    // A script that fails half-way has taken the first screen away.
    if (!sentence.isConnected && !sentence.hidden) document.body.prepend(sentence);
  }
}

setTimeout(() => report('slow'), slowScriptMs);
addEventListener('error', () => report('failed'), true);
// The script opens the page in steps, which may end after the page has loaded.
addEventListener('load', () => report('failed', 'descensoPart'));
