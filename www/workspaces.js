// The workspaces beside the descent, fetched when the first of them is opened.
import { MapWorkspace } from './controls/map-workspace.js';
import { RaceWorkspace } from './controls/race-workspace.js';

/** @type {import('./controls/workspaces.js').Guests} */
const guests = {
  race: (catalog, services) => new RaceWorkspace(catalog, services),
  map: (catalog, services) => new MapWorkspace(catalog, services),
};

descensoPart('workspaces', guests);
