// The presets of the map as a row of buttons, with the question of the chosen one.
import { el } from '../ui/dom.js';
import { mapPresets } from './presets.js';

/** @import { MapPreset } from './presets.js' */

export class PresetBar {
  /** @param {{ onPreset: (preset: MapPreset) => void, translate: (element: ParentNode) => void }} events */
  constructor(events) {
    this.events = events;
    this.question = el('p', { class: 'map-question', role: 'status' });
    const buttons = mapPresets.map((preset) =>
      el('button', {
        type: 'button',
        class: 'quiet',
        t: `map.presets.${preset.key}.name`,
        'data-testid': `preset-${preset.key}`,
        onclick: () => this.#choose(preset),
      }),
    );
    this.element = el(
      'section',
      { class: 'card stage-bar map-presets', label: 'map.presetsLabel' },
      el('div', { class: 'map-preset-row' }, ...buttons),
      this.question,
    );
  }

  /** @param {MapPreset} preset */
  #choose(preset) {
    this.question.dataset.t = `map.presets.${preset.key}.question`;
    this.events.translate(this.element);
    this.events.onPreset(preset);
  }
}
