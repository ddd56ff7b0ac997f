// The button that changes the language: it names the next one, in that language.
import { nextLanguage, translator } from '../i18n/languages.js';
import { el } from '../ui/dom.js';

export class LanguageSwitch {
  #next = '';

  /** @param {(language: string) => void} onChange */
  constructor(onChange) {
    this.element = el('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'language',
      onclick: () => onChange(this.#next),
    });
  }

  /** @param {string} language of the page */
  show(language) {
    this.#next = nextLanguage(language);
    const t = translator(this.#next);
    this.element.lang = this.#next;
    this.element.textContent = t('header.language');
    this.element.title = t('header.languageLabel');
    this.element.setAttribute('aria-label', t('header.languageLabel'));
  }
}
