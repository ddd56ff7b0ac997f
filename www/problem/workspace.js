// A workspace is one view of the experiment: Descent, Race, Map. The shell uses it through this interface alone, and it
// uses the shell through the services below. One gesture passes once through it:
//
//     a control calls services.change → the store changes → the shell calls update on the open workspace → it requests
//     from the engine what the changed fields affect → the answer arrives, it calls services.redraw → the shell calls
//     draw with the next frame; once the gesture has ended it calls rest.

export {};

/**
 * @import { Catalog } from '../../wasm/engine.d.ts'
 * @import { Theme } from '../chart/marks.js'
 * @import { LatePart } from '../engine/late-part.js'
 * @import { Store } from '../experiment/store.js'
 * @import { ValidationError } from '../experiment/validate.js'
 * @import { Sentence, Translate } from '../i18n/translate.js'
 * @import { scalingTable } from './form/scaling-table.js'
 * @import { ProblemPanel } from './panel/problem-panel.js'
 */

/**
 * @typedef {object} UndoOptions
 * @property {(paths: string[]) => boolean} [isOver] whether a change of these fields ends what the sentence reports
 * @property {number} [durationMs] after which the sentence is hidden
 *
 * @typedef {object} Workspace
 * @property {HTMLElement[]} elements between header and run bar
 * @property {HTMLElement} [aside] an empty element among them in which the page places the guide
 * @property {string} [field] path of the field of the store that holds the state of this workspace alone
 * @property {() => void} [focusPanel] focuses the tab of the open panel
 * @property {string} [panel] key of the open panel, '' if none is open; a key that is set opens its panel
 * @property {boolean} [opensAtEnd] whether the run stands at its end when the workspace is opened for the first time;
 *   otherwise at its start
 * @property {boolean} [hasOwnRates] the experiment's learning rate plays in no run of it, so that it is not shown
 * @property {() => boolean} [read] takes the state from that field; false: the field has no usable value
 * @property {(paths: string[] | null) => void} update requests from the engine what the changed fields affect; null:
 *   the workspace has just been opened
 * @property {(hasMoved: boolean) => void} rest nothing has changed for a while: fits the axes and writes the summaries.
 *   hasMoved: a slider was moving until now
 * @property {(frame: Frame) => RunStatus | null} draw draws one frame; null while there is nothing to draw
 * @property {() => void} [reset] the run goes back to its start
 * @property {(plotly: any) => void} usePlotly
 * @property {(theme: Theme) => void} setTheme
 * @property {() => void} translate shows everything again in the present language
 * @property {() => void} typeset shows the formulas again, because KaTeX has arrived
 *
 * @typedef {object} Frame
 * @property {number} position of the run on the timeline, in its unit; between two whole ones while it plays
 * @property {boolean} isFast whether epochs pass too fast to read
 *
 * @typedef {object} RunStatus what the run bar shows
 * @property {number} loss
 * @property {'epoch' | 'evaluations'} unit of the timeline
 *
 * @typedef {object} Playback the run that plays; the shell's player
 * @property {number} position
 * @property {boolean} isPlaying
 * @property {boolean} isAtEnd whether it stands at the end of the run
 * @property {() => void} play
 * @property {() => void} pause
 * @property {(position: number) => void} seek pauses there
 * @property {(end: number, watched?: number) => void} setEnd the run has this length, of which the part up to `watched`
 *   is worth watching; a playback that stood at the end stays at the end
 *
 * @typedef {object} LateTools what a workspace uses of the tools of the page
 * @property {any} descent the part of Descent that its first screen does not need
 * @property {any} editor of the data
 * @property {typeof scalingTable} scalingTable
 *
 * @typedef {object} Services what the shell does for a workspace
 * @property {Store} store
 * @property {Playback} player
 * @property {() => void} openData opens the dialog of user data
 * @property {() => void} editData opens the table that one can edit
 * @property {(lesson: string) => void} teach uses data that teach
 * @property {Pick<LatePart<LateTools>, 'fetch' | 'use' | 'whenHere'>} tools
 * @property {ProblemPanel} problem the form of the problem, which workspaces that show it share
 * @property {() => (() => Worker) | null} startWorker starts one more worker of the engine; null: it has not arrived
 * @property {(values: Record<string, string | number>, isMoving: boolean) => ValidationError | null} change sets fields
 *   of the store, all or none
 * @property {(kind: string, payload: any, receive: (answer: any) => void) => void} request sends a request to the
 *   engine; a newer request of the same kind replaces an older one
 * @property {() => boolean} isMoving whether a slider is moving: another change is likely to follow at once
 * @property {() => void} redraw calls draw with the next frame
 * @property {(sentence: Sentence) => void} notify shows a sentence above the run bar
 * @property {(sentence: Sentence, undo: () => void, options?: UndoOptions) => void} offerUndo the same, with a button
 *   that takes it back
 * @property {(text: string) => void} copy to the clipboard
 * @property {(element: ParentNode) => void} translate fills new elements with sentences in the present language
 * @property {(error: ValidationError) => string} explain an error in a sentence
 * @property {() => string} language
 * @property {() => Translate} t
 *
 * @typedef {(catalog: Catalog, services: Services) => Workspace} WorkspaceMaker
 */
