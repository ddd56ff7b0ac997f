// The composition root of the script with Map, which is fetched when that workspace is opened.
import { sentences } from './i18n/sentences.js';
import { MapWorkspace } from './map/map-workspace.js';

/** @import { WorkspaceMaker } from './problem/workspace.js' */

/** @type {WorkspaceMaker} */
const make = (catalog, services) => new MapWorkspace(catalog, services);

descensoPart('map', { sentences, make });
