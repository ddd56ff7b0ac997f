// Shows the sentence of the first screen in the reader's language and in the theme of the last visit, before the
// scripts of the page have arrived. The build puts this script into index.html.
import { languageFor } from './i18n/translate.js';
import { remembered } from './shell/preferences.js';

/** @type {NodeListOf<HTMLElement>} one for each language */
const sentences = document.querySelectorAll('#app [lang]');
const languages = [...sentences].map(({ lang }) => lang);
const language = languageFor(remembered('language'), navigator.languages, languages);
for (const sentence of sentences) sentence.hidden = sentence.lang !== language;
document.documentElement.lang = language;
document.documentElement.dataset.theme =
  remembered('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
