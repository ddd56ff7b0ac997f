// The experiment as the map varies it: its method, and the spans and values of its dials.
import { methodNamed } from '../experiment/settings.js';
import { dialSpan, dialValue } from './dials.js';

/**
 * @import { Axis, Catalog, Experiment } from '../../wasm/engine.d.ts'
 * @import { Method } from '../experiment/settings.js'
 * @import { Store } from '../experiment/store.js'
 */

export class MapExperiment {
  /** @type {number | null} the rate up to which the method is stable; null: not known */ stableRate = null;

  /** @param {Store} store @param {Catalog} catalog */
  constructor(store, catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  /** The method of the experiment. */
  get method() {
    return this.methodNamed(this.store.choice('optimizer.name'));
  }

  /** @param {string} name of a method of the catalog */
  methodNamed(name) {
    return /** @type {Method} */ (methodNamed(this.catalog, name));
  }

  /** The experiment, with starts for the parameters of the model only. @returns {Experiment} */
  values() {
    const { store } = this;
    const { model, ...rest } = store.experiment();
    const start = Object.fromEntries(
      Object.entries(model.start).filter(([name]) => store.inEffect(store.field(`model.start.${name}`))),
    );
    return { ...rest, model: { ...model, start } };
  }

  /** @param {string} path of a dial @param {number} points @returns {Axis} */
  axis(path, points) {
    return { ...dialSpan(this.store, this.method, path, this.stableRate), points };
  }

  /**
   * The span of a dial in which the best loss of this problem is searched: a dial of the data or of the loss would
   * change the problem.
   * @param {string} path
   * @returns {Axis}
   */
  searchAxis(path) {
    const value = this.store.number(path);
    return /^(data|loss)\./.test(path) ? { path, from: value, to: value, points: 1 } : this.axis(path, 2);
  }

  /** The experiment's value of a dial. @param {string} path */
  valueOf(path) {
    return dialValue(this.store, this.values(), path, this.catalog);
  }
}
