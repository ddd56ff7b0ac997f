// Every reason for which a run ends: a function on which a race provokes it, an experiment on which Descent does, and
// its sentences.
import { defaultRace, encodeRace } from '../../www/experiment/race.js';

const bowl = 'w1^2+3*w2^2';
const corner = { w1: 1, w2: 1 };
const slow = { rate: 0.01 };

/**
 * @typedef {object} Ending
 * @property {string} formula
 * @property {Record<string, number>} start
 * @property {string} name of the method
 * @property {Record<string, number>} [settings]
 * @property {Record<string, number>} [bounds]
 * @property {string} en
 * @property {string} es
 */

/** @type {Record<string, Ending>} by reason */
export const endings = {
  epochs: {
    ...{ formula: bowl, start: corner, name: 'gd', settings: slow },
    // All of its epochs are in the column of the epochs, without a sentence.
    en: '300',
    es: '300',
  },
  converged: {
    ...{ formula: bowl, start: corner, name: 'newton' },
    en: 'Converged at epoch 1',
    es: 'Convergió en la época 1',
  },
  diverged: {
    ...{ formula: bowl, start: corner, name: 'gd', settings: { rate: 2 } },
    en: 'Diverged; last finite epoch: 147.',
    es: 'Divergió; la última época finita es la 147.',
  },
  unbounded: {
    ...{ formula: '-exp(w)', start: { w: 1 }, name: 'bfgs' },
    en: 'The loss decreases without end; last epoch: 3.',
    es: 'La pérdida baja sin límite; última época: 3.',
  },
  left_domain: {
    ...{ formula: 'sqrt(w)+w', start: { w: 1 }, name: 'gd', settings: { rate: 5 } },
    en:
      'Epoch 0 is the last at which the loss and its derivative are numbers. ' +
      'At w = −6.5 the loss is not a number.',
    es:
      'La época 0 es la última en la que la pérdida y su derivada son números. ' +
      'En w = −6.5 la pérdida no es un número.',
  },
  edge: {
    ...{ formula: '(w-20)^2', start: { w: 0 }, name: 'brent' },
    en: 'At epoch 25 it ended at a limit of the interval, beyond which the loss still decreases.',
    es: 'En la época 25 terminó en un límite del intervalo, más allá del cual la pérdida sigue bajando.',
  },
  saddle: {
    ...{ formula: 'a^2-b^2', start: { a: 1, b: 0 }, name: 'lbfgs' },
    en: 'At epoch 2 the slope is zero, but this is a saddle or a maximum, not a minimum.',
    es: 'En la época 2 la pendiente es cero, pero es un punto de silla o un máximo, no un mínimo.',
  },
  stuck: {
    ...{ formula: 'abs(a-0.1)+abs(b-a^2)', start: { a: 1.3, b: 3.1 }, name: 'bfgs' },
    en: 'Found no lower point at epoch 2, although this is not a smooth minimum.',
    es: 'No encontró un punto más bajo en la época 2, aunque no es un mínimo suave.',
  },
  gradient: {
    ...{ formula: bowl, start: corner, name: 'gd', settings: slow, bounds: { gradient: 1 } },
    en: 'Gradient within tolerance at epoch 35.',
    es: 'Gradiente dentro de la tolerancia en la época 35.',
  },
  step: {
    ...{ formula: bowl, start: corner, name: 'gd', settings: slow, bounds: { step: 0.01 } },
    en: 'Step within tolerance at epoch 36.',
    es: 'Paso dentro de la tolerancia en la época 36.',
  },
  loss_change: {
    ...{ formula: bowl, start: corner, name: 'gd', settings: slow, bounds: { loss_change: 0.05 } },
    en: 'Loss has hardly changed since epoch 37.',
    es: 'La pérdida casi no cambia desde la época 37.',
  },
  target: {
    ...{ formula: bowl, start: corner, name: 'gd', settings: slow, bounds: { target: 1 } },
    en: 'Reached the target loss at epoch 16.',
    es: 'Alcanzó la pérdida meta en la época 16.',
  },
};

/** The link that opens the race. @param {Ending} ending */
export function raceHash({ name, settings = {}, formula, start, bounds = {} }) {
  const runners = [{ name, settings, isHidden: false }];
  const race = encodeRace({ ...defaultRace, problem: 'typed', formula, start, bounds, runners });
  return `#view.workspace=race&view.race=${encodeURIComponent(race)}`;
}

/**
 * Descents of the notebook's data that end for the reasons that have no sentence with the losses of the run.
 * @type {Record<string, { hash: string, en: string, es: string }>} by reason
 */
export const descentEndings = {
  unbounded: {
    hash: 'loss.name=custom&loss.formula=-r^2&optimizer.name=bfgs',
    en: 'The loss decreases without end; last epoch: 2.',
    es: 'La pérdida baja sin límite; última época: 2.',
  },
  left_domain: {
    hash: 'model.formula=log(w1)*x&model.start.w1=1&data.constants.m=-5&optimizer.rate=0.5',
    en:
      'Epoch 0 is the last at which the loss and its derivative are numbers. ' +
      'At w1 = −5.8525 the loss is not a number, because of row 1 of the data.',
    es:
      'La época 0 es la última en la que la pérdida y su derivada son números. ' +
      'En w1 = −5.8525 la pérdida no es un número, por la fila 1 de los datos.',
  },
  edge: {
    hash: 'data.constants.m=50&optimizer.name=brent',
    en: 'At epoch 23 it ended at a limit of the interval, beyond which the loss still decreases.',
    es: 'En la época 23 terminó en un límite del intervalo, más allá del cual la pérdida sigue bajando.',
  },
  saddle: {
    hash: 'model.formula=a*b*x&model.start.a=0&model.start.b=0&optimizer.name=lbfgs',
    en: 'At epoch 1 the slope is zero, but this is a saddle or a maximum, not a minimum.',
    es: 'En la época 1 la pendiente es cero, pero es un punto de silla o un máximo, no un mínimo.',
  },
  stuck: {
    hash: 'model.formula=floor(w1)*x&optimizer.name=bfgs',
    en: 'Found no lower point at epoch 1, although this is not a smooth minimum.',
    es: 'No encontró un punto más bajo en la época 1, aunque no es un mínimo suave.',
  },
  gradient: {
    hash: 'stop.bounds=gradient:1',
    en: 'Gradient within tolerance at epoch 95.',
    es: 'Gradiente dentro de la tolerancia en la época 95.',
  },
  step: {
    hash: 'stop.bounds=step:0.01',
    en: 'Step within tolerance at epoch 96.',
    es: 'Paso dentro de la tolerancia en la época 96.',
  },
  loss_change: {
    hash: 'stop.bounds=loss_change:0.05',
    en: 'Loss has hardly changed since epoch 1.',
    es: 'La pérdida casi no cambia desde la época 1.',
  },
  target: {
    hash: 'stop.bounds=target:5',
    en: 'Reached the target loss at epoch 63.',
    es: 'Alcanzó la pérdida meta en la época 63.',
  },
};
