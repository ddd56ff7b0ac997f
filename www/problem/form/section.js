// A section of the form: one line with its name and formula, what is always in sight, and what its button unfolds.
import { el } from '../../ui/dom.js';
import { term } from '../../ui/term.js';

/** The terms that the names of sections are. @type {Record<string, string>} */
const terms = { model: 'model', loss: 'loss', method: 'gradientDescent' };

/**
 * @param {string} name
 * @param {HTMLElement} line
 * @param {Node[]} shown
 * @param {Node[]} folded
 */
export function section(name, line, shown, folded) {
  const id = `section-${name}-more`;
  const more = el('div', { class: 'section-more', id, hidden: true }, ...folded);
  const button = el('button', {
    type: 'button',
    class: 'quiet more',
    'aria-expanded': 'false',
    'aria-controls': id,
    'data-testid': `more-${name}`,
    label: `sections.more.${name}`,
    onclick: () => {
      more.hidden = !more.hidden;
      button.setAttribute('aria-expanded', String(!more.hidden));
      if (!more.hidden) more.scrollIntoView?.({ block: 'nearest' });
    },
  });
  button.append(el('span', { t: 'sections.moreWord' }));
  const t = `sections.${name}`;
  return el(
    'section',
    { class: `section section-${name}` },
    el(
      'header',
      { class: 'section-head' },
      el('h2', {}, name in terms ? term(terms[name], { t }) : el('span', { t })),
      line,
      button,
    ),
    ...shown,
    more,
  );
}

/** Unfolds the part of a section that holds an element. @param {Element | undefined} element */
export function reveal(element) {
  const folded = /** @type {HTMLElement | null} */ (element?.closest('.section-more') ?? null);
  const button = /** @type {HTMLElement | null} */ (folded?.parentElement?.querySelector('.more') ?? null);
  if (folded?.hidden) button?.click();
}
