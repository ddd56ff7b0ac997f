// The composition root of the script with what opens over the first screen: the tools of the page and the panels of
// Descent. It is fetched after the engine.
import { lateDescent } from './descent/late.js';
import { sentences } from './i18n/sentences.js';
import { Tools } from './shell/tools.js';

/** @import { ToolsHost } from './shell/tools.js' */

descensoPart('tools', { sentences, make: (/** @type {ToolsHost} */ host) => new Tools(host, lateDescent) });
