// The sentences of every language, in the order of the switch. The build leaves in each script of the page those that
// scripts.mjs assigns to it: in app.js the name of each language. A language is one file of sentences and one line
// here.
import en from './en.json';
import es from './es.json';

/** @type {Record<string, unknown>} by the code of the language */
export const sentences = { es, en };
