// The workspaces beside the descent, fetched when the first of them is opened.
import { MapWorkspace } from './map/map-workspace.js';
import { RaceWorkspace } from './race/race-workspace.js';

/** @import { Guests } from './shell/workspaces.js' */

/** @type {Guests} */
const guests = {
  race: (catalog, services) => new RaceWorkspace(catalog, services),
  map: (catalog, services) => new MapWorkspace(catalog, services),
};

descensoPart('workspaces', guests);
