// The composition root of the script with the workspaces that are fetched when one of them is opened.
import { sentences } from './i18n/sentences.js';
import { MapWorkspace } from './map/map-workspace.js';
import { RaceWorkspace } from './race/race-workspace.js';

/** @import { WorkspaceMaker } from './problem/workspace.js' */

/** @type {Record<string, WorkspaceMaker>} */
const makers = {
  race: (catalog, services) => new RaceWorkspace(catalog, services),
  map: (catalog, services) => new MapWorkspace(catalog, services),
};

descensoPart('workspaces', { sentences, makers });
