// Other problems in place of the present one: examples, the user's data, difficult losses, situations. Each descends
// from its own start, and what the user loses by it can come back.
import { difficultLosses, difficultLossOf } from '../../experiment/difficult-losses.js';
import { formulaFor } from '../../experiment/table.js';
import { namesIn, replacedBy } from './replaced.js';

/**
 * @import { Sentence } from '../../i18n/translate.js'
 * @import { ProblemForm } from '../form/problem-form.js'
 * @import { Services } from '../workspace.js'
 * @import { RateSearch, Search } from './rate-search.js'
 *
 * @typedef {Record<string, number | string>} Values of the store, by path
 * @typedef {{ sentence: Sentence, undo: () => void }} Replaced what the user has lost, and its way back
 */

export class ProblemChanges {
  /** Whether the next run plays as soon as it is here. */ playsNext = false;
  /** The loss that the awaited problem causes. @type {Replaced | null} */ replaced = null;
  /** The experiment from before a difficult loss. @type {Values | null} */ #beforeDifficultLoss = null;

  /** @param {Omit<Services, 'problem'>} services @param {RateSearch} rateSearch @param {() => ProblemForm} form */
  constructor(services, rateSearch, form) {
    this.services = services;
    this.rateSearch = rateSearch;
    this.form = form;
  }

  /** Takes other data, the key of their table among the values, and perhaps a model. @param {Values} values */
  use(values) {
    this.replaceWith(values, 'model.formula' in values ? 'always' : 'ifDiverged');
  }

  /**
   * Starts with other data or another model, and offers to take it back if the user's own are gone.
   * @param {Values} values
   * @param {Search} search of a rate
   */
  replaceWith(values, search) {
    const before = ofExperiment(this.services.store.values());
    this.startWith(values, search);
    this.#offerReturn(before);
  }

  /**
   * Takes a difficult loss instead of the experiment, and plays from its start.
   * @param {string} key '' takes back the experiment from before
   */
  playDifficultLoss(key) {
    const { store, player, change } = this.services;
    const before = ofExperiment(store.values());
    if (key === '') return this.#return(this.#beforeDifficultLoss ?? ofExperiment(store.standard()));
    if (!difficultLossOf(store)) this.#beforeDifficultLoss = before;
    const values = difficultLosses.find((each) => each.key === key)?.values;
    player.seek(0);
    this.rateSearch.forgetTyped();
    this.rateSearch.cancel();
    this.playsNext = true;
    this.form().forgetErrors();
    const { 'view.along': along, 'view.map': map, ...standard } = store.standard();
    change({ ...ofExperiment(standard), 'view.along': along, 'view.map': map, ...values }, false);
    this.#offerReturn(before);
  }

  /** Descends with another model in the names of the data, from the start. @param {string} formula */
  useModel(formula) {
    const { store, player, change } = this.services;
    const before = ofExperiment(store.values());
    player.seek(0);
    this.rateSearch.prepare('always');
    change({ 'model.formula': formula }, false);
    this.#offerReturn(before);
  }

  /** Sets fields, and plays from the start once the run with them is here. @param {Record<string, number>} values */
  playWith(values) {
    const { player, store, change } = this.services;
    player.seek(0);
    if (Object.entries(values).every(([path, value]) => store.number(path) === value)) {
      player.play();
      return;
    }
    this.playsNext = true;
    change(values, false);
  }

  /**
   * Other data or another model, from the start.
   * @param {Values} values
   * @param {Search | null} search of a rate that suits them; null: the one that is set
   */
  startWith(values, search) {
    const { store, player, change } = this.services;
    const isPreset = 'model.formula' in values;
    const named = {
      'data.table': store.choice('data.table'),
      'model.formula': store.choice('model.formula'),
      ...values,
    };
    const after = namesIn(String(named['data.table']));
    const before = isPreset ? ['x'] : namesIn(store.choice('data.table'));
    player.seek(0);
    this.rateSearch.prepare(search);
    change({ ...values, 'model.formula': formulaFor(String(named['model.formula']), before, after) }, false);
  }

  /** @param {Values} before the values of the experiment until now */
  #offerReturn(before) {
    const { store, offerUndo } = this.services;
    const gone = replacedBy(before, store.values());
    this.replaced = gone && { sentence: (t) => t(`status.replaced.${gone}`), undo: () => this.#return(before) };
    if (this.replaced) offerUndo(this.replaced.sentence, this.replaced.undo);
    if (this.rateSearch.wanted === null) this.replaced = null;
  }

  /** Sets the values from before; the values that they replace can come back as well. @param {Values} to */
  #return(to) {
    const { store, player, change } = this.services;
    const from = ofExperiment(store.values());
    player.seek(0);
    this.rateSearch.cancel();
    this.form().forgetErrors();
    change(to, false);
    this.#offerReturn(from);
  }
}

/** The values of the experiment, without those of the view. @param {Values} values @returns {Values} */
export const ofExperiment = (values) =>
  Object.fromEntries(Object.entries(values).filter(([path]) => !path.startsWith('view.')));
