// The menu of the race's problems: the test functions, the experiment's own problem, and a typed function.
import { testFunctions } from '../../experiment/test-functions.js';
import { el } from '../../ui/dom.js';

/** @param {(problem: string) => void} onChange @returns {HTMLSelectElement} */
export function problemMenu(onChange) {
  const group = (/** @type {string} */ key, /** @type {Node[]} */ ...options) =>
    el('optgroup', { 'data-t-group': `race.${key}` }, ...options);
  const functionsOf = (/** @type {number} */ parameters) =>
    testFunctions
      .filter(({ start }) => Object.keys(start).length === parameters)
      .map(({ key, name, nameKey }) => el('option', { value: key, ...(nameKey && { t: nameKey }) }, name ?? ''));
  const menu = el(
    'select',
    {
      class: 'race-problem',
      id: 'race-problem',
      label: 'race.problem',
      'data-testid': 'race-problem',
      onchange: () => onChange(menu.value),
    },
    group('two', ...functionsOf(2)),
    group('one', ...functionsOf(1)),
    group(
      'own',
      el('option', { value: 'data', t: 'race.dataOption' }),
      el('option', { value: 'typed', t: 'race.typedOption' }),
    ),
  );
  return menu;
}
