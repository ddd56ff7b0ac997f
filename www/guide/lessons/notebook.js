// The notebook's three exercises: the descent itself, data without a straight trend, the best learning rate.
// Its sentences are guide.notebook.<move>.* in every file of i18n/.
/** @import { Lesson } from '../lesson.js' */

/** A line through the origin and its model, with a loss that is quadratic. */
const line = {
  data: 'origin',
  model: 'origin',
  values: { 'loss.name': 'mse', 'loss.lasso': 0, 'stop.bounds': '' },
};
/** The same with the notebook's learning rate. */
const notebook = { ...line, values: { ...line.values, 'optimizer.rate': 0.01 } };

/** @type {Lesson} */
export const notebookLesson = {
  key: 'notebook',
  moves: [
    { key: 'watch', kind: 'watch', needs: notebook, set: 'line' },
    {
      key: 'slow',
      kind: 'choice',
      needs: notebook,
      set: 'line',
      options: ['rate', 'slope', 'zero'],
      check: { name: 'shrinkingSteps', epochs: [0, 20] },
    },
    {
      key: 'ten',
      kind: 'number',
      needs: notebook,
      set: 'line',
      field: 'model.start.w1',
      check: { name: 'parameterAfter', epochs: 10 },
    },
    {
      key: 'wave',
      kind: 'choice',
      needs: { data: 'sinusoid', model: 'origin' },
      set: 'wave',
      options: ['yes', 'no'],
      check: { name: 'moreEpochs', factor: 10 },
    },
    {
      key: 'shape',
      kind: 'choice',
      needs: { data: 'sinusoid' },
      set: 'wave',
      options: ['origin', 'polynomial', 'sinusoid'],
      uses: 'model',
      check: { name: 'leastLoss', models: ['origin', 'polynomial', 'sinusoid'] },
    },
    {
      key: 'guess',
      kind: 'number',
      needs: line,
      set: 'line',
      field: 'optimizer.rate',
      isFollowing: true,
      check: { name: 'fewestEpochs', points: 160 },
    },
    { key: 'both', kind: 'watch', needs: line, set: 'line', rates: ['guess', 'best'], of: 'guess' },
    { key: 'why', kind: 'text', needs: line, set: 'line', of: 'guess', check: { name: 'contraction' } },
    {
      key: 'twice',
      kind: 'choice',
      needs: line,
      set: 'line',
      options: ['yes', 'no'],
      rates: ['rate', 'more'],
      check: { name: 'multipleOfBest', factor: 2, beyond: 1.01 },
    },
    { key: 'end', kind: 'text' },
  ],
};
