// The composition root of the script with Race, which is fetched when that workspace is opened.
import { sentences } from './i18n/sentences.js';
import { RaceWorkspace } from './race/race-workspace.js';

/** @import { WorkspaceMaker } from './problem/workspace.js' */

/** @type {WorkspaceMaker} */
const make = (catalog, services) => new RaceWorkspace(catalog, services);

descensoPart('race', { sentences, make });
