// Which script of the page has which sentences: used by the build alone.

/** @typedef {'first' | 'app.js' | 'tools.js' | 'workspaces.js'} Script first: es.js and en.js, of one language each */

/** The script that brings the sentences below a key, and exceptions by longer keys. All others are in the first. */
const scripts = /** @type {Record<string, Script>} */ ({
  editData: 'tools.js',
  'editData.becameOwn': 'first',
  'editData.done': 'first',
  'editData.edited': 'first',
  'editData.open': 'first',
  'editData.points': 'first',
  'editData.pointsHint': 'first',
  'editData.removePoint': 'first',
  'editData.selected': 'first',
  'editData.title': 'first',
  'editData.tooLong': 'first',
  fit: 'tools.js',
  glossary: 'tools.js',
  guide: 'tools.js',
  'guide.begin': 'first',
  'guide.decline': 'first',
  'guide.name': 'first',
  'guide.offer': 'first',
  'header.language': 'app.js',
  'header.languageLabel': 'app.js',
  help: 'tools.js',
  log: 'tools.js',
  map: 'workspaces.js',
  ownData: 'tools.js',
  'ownData.rows': 'first',
  'ownData.short': 'first',
  'ownData.title': 'first',
  present: 'tools.js',
  race: 'workspaces.js',
  'race.bound': 'first',
  'race.boundHint': 'first',
  'race.bounds': 'first',
  'race.memory': 'first',
  'race.method': 'first',
  'race.more': 'first',
  'race.row': 'first',
  'race.sentence': 'first',
  share: 'tools.js',
  table: 'tools.js',
  'table.size': 'first',
  trace: 'tools.js',
});

/** The script that has a sentence. @param {string} key @returns {Script} */
export function scriptOfKey(key) {
  if (key === '') return 'first';
  return scripts[key] ?? scriptOfKey(key.slice(0, Math.max(0, key.lastIndexOf('.'))));
}

/**
 * The sentences of a script.
 * @param {Record<string, any>} tree of one language
 * @param {string} script
 * @param {string} [prefix] of the keys of the tree
 * @returns {Record<string, any>}
 */
export function sentencesOf(tree, script, prefix = '') {
  const branches = Object.entries(tree).map(([name, branch]) => {
    const key = `${prefix}${name}`;
    if (typeof branch === 'object') return [name, sentencesOf(branch, script, `${key}.`)];
    return [name, scriptOfKey(key) === script ? branch : null];
  });
  return Object.fromEntries(
    branches.filter(([, branch]) => branch !== null && (typeof branch !== 'object' || Object.keys(branch).length > 0)),
  );
}
