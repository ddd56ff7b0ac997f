// The panels of Descent: this step, the log, the table, the derivative, the fit.
import { FitPanel } from '../fit/fit-panel.js';
import { LogPanel } from './log-panel.js';
import { PresentStep } from './present-step.js';
import { TablePanel } from './table-panel.js';
import { TracePanel } from './trace-panel.js';

/**
 * @import { FitServices } from '../fit/services.js'
 * @import { PresentStepServices } from './present-step.js'
 */

/**
 * @typedef {object} LatePanelEvents
 * @property {(text: string) => void} onCopy
 * @property {(epoch: number | null) => void} onHover a line of the log is under the pointer
 * @property {PresentStepServices} step
 * @property {(row: number, receive: (answer: any) => void) => void} requestTrace of a row at the present epoch
 * @property {FitServices} fit
 *
 * @typedef {ReturnType<typeof latePanels>} LatePanels by key of the tab
 */

/** The makers of the panels. @param {LatePanelEvents} events */
export const latePanels = ({ onCopy, onHover, step, requestTrace, fit }) => ({
  step: () => new PresentStep(step),
  log: () => new LogPanel({ onCopy, onHover }),
  table: () => new TablePanel({ onCopy }),
  trace: () => new TracePanel(requestTrace),
  fit: () => new FitPanel(fit),
});
