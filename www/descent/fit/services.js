// The services that the panel of the fit and its sections use of the workspace, and the state that they show.

export {};

/**
 * @import { EngineError, Fit } from '../../../wasm/engine.d.ts'
 * @import { ValidationError } from '../../experiment/validate.js'
 * @import { Translate } from '../../i18n/translate.js'
 * @import { DescentProblem } from '../parts.js'
 * @import { FitDrawing } from './drawing.js'
 * @import { Residuals } from './rows.js'
 * @import { FitSettings } from './settings.js'
 */

/**
 * @typedef {object} FitServices
 * @property {(kind: string, payload: any, receive: (answer: any) => void) => void} request sends a request to the
 *   engine; a newer request of the same kind replaces an older one
 * @property {() => FitSettings} settings
 * @property {(settings: Partial<FitSettings>) => void} onSettings sets some of them
 * @property {(formula: string) => void} onModel makes it the user's model
 * @property {(text: string) => void} onCopy
 * @property {() => void} onMoved something needs drawing
 * @property {(problem: ValidationError) => string} explain
 * @property {() => string} language
 * @property {() => Translate} t
 * @property {(element: ParentNode) => void} translate fills new elements with sentences in the present language
 *
 * @typedef {object} FitState
 * @property {DescentProblem} problem
 * @property {FitSettings} settings with which it was fitted
 * @property {Fit} fit
 * @property {Residuals | null} residuals of its rows; null: they are too many
 * @property {Record<string, Float64Array>} grid the rows over which curves are drawn
 * @property {boolean} isResult whether its numbers are a result
 * @property {Record<string, EngineError>} errors of derived quantities, by formula
 *
 * @typedef {object} FitSection a part of the panel that opens on demand
 * @property {HTMLElement} element
 * @property {(state: FitState, t: Translate) => void} show
 * @property {boolean} [needsResult] whether it is hidden after a failure
 * @property {Partial<FitDrawing>} [drawing] on the chart of the data, while it is open
 */
