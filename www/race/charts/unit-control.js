// The choice of the unit in which the runners advance together: epochs or evaluations.
import { ChoiceControl } from '../../ui/choice-control.js';

/** @import { RaceState } from '../../experiment/race.js' */

export class UnitControl extends ChoiceControl {
  /** @param {(change: Partial<RaceState>) => void} onChange */
  constructor(onChange) {
    super(
      { path: 'race.unit', options: ['epochs', 'evaluations'] },
      {
        name: 'race.unit',
        label: (option) => `race.unit_${option}`,
        onChange: (option) => onChange({ unit: option === 'evaluations' ? 'evaluations' : 'epochs' }),
      },
    );
  }
}
