// The header: name, workspaces, guide, notebook, link, present mode, language, theme, help. The tools append the bar of
// present mode.
import { el, icon } from '../ui/dom.js';

/**
 * @param {Record<'onGuide' | 'onTheme' | 'onShare' | 'onPresent' | 'onNotebook' | 'onHelp', () => void>} events
 * @param {HTMLElement} workspaces the switch between the workspaces
 * @param {HTMLElement} language the switch of the language
 */
export function header(events, workspaces, language) {
  const button = (
    /** @type {string} */ name,
    /** @type {Parameters<typeof icon>[0]} */ glyph,
    /** @type {() => void} */ act,
    /** @type {string | null} */ text,
  ) =>
    el(
      'button',
      { type: 'button', class: 'quiet', 'data-testid': name, label: `header.${name}`, onclick: act },
      icon(glyph),
      ...(text ? [el('span', { class: 'button-text', t: text })] : []),
    );
  return el(
    'header',
    { class: 'top' },
    el('a', {
      class: 'skip',
      href: '#charts',
      t: 'skip',
      onclick: (/** @type {Event} */ event) => {
        event.preventDefault();
        document.getElementById('charts')?.focus();
      },
    }),
    logo(),
    el('h1', { t: 'title' }),
    el('p', { class: 'tagline', t: 'tagline' }),
    workspaces,
    el(
      'nav',
      { class: 'top-tools' },
      button('guide', 'guide', events.onGuide, 'header.guideShort'),
      button('notebook', 'notebook', events.onNotebook, 'header.notebookShort'),
      button('share', 'link', events.onShare, 'header.shareShort'),
      button('present', 'present', events.onPresent, 'header.presentShort'),
      language,
      button('theme', 'theme', events.onTheme, null),
      button('help', 'help', events.onHelp, null),
    ),
  );
}

function logo() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 32 32');
  svg.setAttribute('class', 'logo');
  svg.setAttribute('aria-hidden', 'true');
  svg.innerHTML = '<path d="M4 5C8 31 24 31 28 5"/><circle cx="8.9" cy="17" r="3.6"/>';
  return svg;
}
