// The elements of a number that may be left out: an empty field sets nothing, and an error is shown beneath it.
import { el } from './dom.js';

/**
 * @param {string} id of the field, for tests too
 * @param {Record<string, any>} more attributes and listeners of the field
 */
export const optionalNumber = (id, more) => ({
  input: el('input', {
    type: 'text',
    inputmode: 'decimal',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: '–',
    id,
    'data-testid': id,
    'aria-describedby': `${id}-error`,
    ...more,
  }),
  error: el('p', { class: 'control-error', id: `${id}-error`, role: 'alert', 'data-testid': `${id}-error` }),
});
