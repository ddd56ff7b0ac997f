// The profile of each parameter as a picture, and the correlations of the estimates.
import { readable } from '../../i18n/format.js';
import { el, setText } from '../../ui/dom.js';
import { nameText } from '../../ui/names.js';
import { intervalText } from './fit-rows.js';
import { picture } from './picture.js';

/**
 * @import { Fit, Profile } from '../../../wasm/engine.d.ts'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { FitState } from './services.js'
 * @import { Mark, View } from './picture.js'
 */

/** Maximum number of parameters whose correlations make a table. */
const maxCorrelated = 8;

export class UncertaintySection {
  constructor() {
    this.pictures = el('div', { class: 'fit-pictures', 'data-testid': 'fit-profiles' });
    this.note = el('p', { class: 'note' });
    this.correlations = el('table', { class: 'fit-table', 'data-testid': 'fit-correlations' });
    this.frame = el(
      'div',
      { class: 'fit-frame', role: 'region', tabindex: 0, label: 'fit.correlations' },
      this.correlations,
    );
    this.element = el('div', {}, this.pictures, this.note, this.frame);
  }

  /** @param {FitState} state @param {Translate} t */
  show({ fit, isResult }, t) {
    const profiles = Object.entries(fit.profile ?? {}).filter(([, { at }]) => at.length > 0);
    this.pictures.replaceChildren(
      ...profiles.map(([name, profile]) => {
        const { view, marks } = profileView(fit, name, t);
        const caption = el('figcaption', {}, el('b', {}, nameText(name)), ` ${intervalText(profile)}`);
        return el('figure', { 'data-parameter': name }, picture(view, marks), caption);
      }),
    );
    setText(this.note, t(profiles.length > 0 ? 'fit.profileNote' : 'fit.noProfiles'));
    const names = Object.keys(fit.parameters).filter((name) => fit.correlation[name][name] === 1);
    this.frame.hidden = !isResult || names.length < 2 || names.length > maxCorrelated;
    if (this.frame.hidden) return;
    const head = [t('fit.correlation'), ...names.map(nameText)].map((text) => el('th', { scope: 'col' }, text));
    const rows = names.map((name) =>
      el(
        'tr',
        {},
        el('th', { scope: 'row' }, nameText(name)),
        ...names.map((other) => el('td', {}, readable(fit.correlation[name][other], 3))),
      ),
    );
    this.correlations.replaceChildren(el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...rows));
  }
}

/**
 * The picture of a profile: how much the residual sum of squares rises, in units of s², where the parameter is held and
 * the others are fitted again; dashed, the parabola that Wald's interval assumes.
 * @param {Fit} fit
 * @param {string} name
 * @param {Translate} t
 * @returns {{ view: View, marks: Mark[] }}
 */
export function profileView(fit, name, t) {
  const { at, tau, low, high } = /** @type {Record<string, Profile>} */ (fit.profile)[name];
  const rise = tau.map((each) => each * each);
  const limit = limitOf(fit);
  const error = fit.standardErrors[name];
  const parabola = at.map((value) => ((value - fit.parameters[name]) / error) ** 2);
  return {
    view: {
      x: [at[0], at[at.length - 1]],
      // A flat profile stands clear of the frame.
      y: [-0.12 * limit, 1.9 * limit],
      label: t('fit.profileLabel', { name: nameText(name), interval: intervalText({ low, high }) }),
    },
    marks: [
      { kind: 'across', y: [limit], look: 'limit' },
      { kind: 'upright', x: [low, high].filter(Number.isFinite), look: 'limit' },
      ...(error > 0 ? [/** @type {Mark} */ ({ kind: 'line', x: at, y: parabola, look: 'wald' })] : []),
      { kind: 'line', x: at, y: rise, look: 'profile' },
    ],
  };
}

/** t² of the intervals; 4 where no parameter has a standard error. @param {Fit} fit */
function limitOf({ parameters, standardErrors, intervals }) {
  const name = Object.keys(parameters).find((each) => standardErrors[each] > 0);
  return name === undefined ? 4 : ((intervals[name].high - parameters[name]) / standardErrors[name]) ** 2;
}
