// The controls of the landscape: contours or surface, the slice, and hints; and the surface in place of the contours.
import { ChoiceControl } from '../../ui/choice-control.js';
import { el, setText } from '../../ui/dom.js';
import { SurfacePlot } from '../surface/surface-plot.js';
import { landscapeFigure } from './landscape-chart.js';
import { SliceMenu } from './slice-menu.js';

/**
 * @import { ChartCard } from '../../chart/card.js'
 * @import { RaceState } from '../../experiment/race.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { Race } from '../answers.js'
 * @import { RaceChart, RaceScene } from './scene.js'
 */

export class LandscapeControls {
  /** @type {HTMLElement | null} */ #card = null;

  /** @param {{ onChange: (change: Partial<RaceState>) => void, onMoved: () => void }} events */
  constructor({ onChange, onMoved }) {
    this.dimensions = new ChoiceControl(
      { path: 'race.dimensions', options: ['contours', 'surface'] },
      {
        name: 'race.dimensions',
        label: (option) => `race.dimensions_${option}`,
        onChange: (option) => onChange({ isSurface: option === 'surface' }),
      },
    );
    this.slice = new SliceMenu((slice) => onChange({ slice }));
    this.surface = new SurfacePlot(onMoved);
    this.hint = el('span', { class: 'note landscape-hint' });
    this.notice = el('p', { class: 'landscape-notice', role: 'status' });
    this.head = [this.hint, this.dimensions.element, this.slice.element, this.notice];
  }

  /** Places the surface over the plot of a card. @param {ChartCard<RaceScene>} card */
  placeSurface({ element, plot }) {
    this.#card = element;
    plot.after(this.surface.element);
    const frame = this.surface.element.parentElement;
    // The pictures are hidden from screen readers, which read the summary; the buttons of the camera are not.
    frame?.removeAttribute('aria-hidden');
    for (const picture of frame?.children ?? []) picture.setAttribute('aria-hidden', 'true');
    frame?.append(this.surface.buttons);
  }

  /** @param {Race} race @param {RaceState} state @param {Translate} t */
  showRace(race, state, t) {
    this.dimensions.show(state.isSurface ? 'surface' : 'contours');
    this.dimensions.element.hidden = race.axes.length < 2;
    this.slice.show(race, t);
  }

  /**
   * Shows the landscape as a surface, if the user chose it and the browser can.
   * @param {RaceScene} scene
   * @param {Parameters<RaceChart['figure']>[1]} view
   * @param {Translate} t
   * @returns {boolean} whether it is shown
   */
  showSurface(scene, view, t) {
    const { race, state } = scene.snapshot;
    const isChosen = state.isSurface && race.axes.length > 1;
    if (!isChosen) this.surface.hide();
    const { traces } = isChosen ? landscapeFigure(scene, view) : { traces: [] };
    const isShown = isChosen && this.surface.show({ race, landscape: scene.landscape, traces, theme: view.theme, t });
    const { hasFailed } = this.surface;
    this.#card?.classList.toggle('shows-surface', isShown);
    setText(this.hint, t(isShown ? 'race.turnHint' : !isChosen || hasFailed ? 'race.dragHint' : 'chart.loading'));
    setText(this.notice, isChosen && hasFailed ? t('race.noSurface') : '');
    return isShown;
  }
}
