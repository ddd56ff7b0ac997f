// Which script of the page has which sentences: used by the build alone.

/** The script that brings the sentences below a key, and exceptions by longer keys. All others are in app.js. */
const scripts = /** @type {Record<string, 'app.js' | 'tools.js' | 'workspaces.js'>} */ ({
  editData: 'tools.js',
  'editData.becameOwn': 'app.js',
  'editData.done': 'app.js',
  'editData.edited': 'app.js',
  'editData.open': 'app.js',
  'editData.points': 'app.js',
  'editData.pointsHint': 'app.js',
  'editData.removePoint': 'app.js',
  'editData.selected': 'app.js',
  'editData.title': 'app.js',
  'editData.tooLong': 'app.js',
  fit: 'tools.js',
  glossary: 'tools.js',
  guide: 'tools.js',
  'guide.begin': 'app.js',
  'guide.decline': 'app.js',
  'guide.name': 'app.js',
  'guide.offer': 'app.js',
  help: 'tools.js',
  log: 'tools.js',
  map: 'workspaces.js',
  ownData: 'tools.js',
  'ownData.rows': 'app.js',
  'ownData.short': 'app.js',
  'ownData.title': 'app.js',
  present: 'tools.js',
  race: 'workspaces.js',
  'race.bound': 'app.js',
  'race.boundHint': 'app.js',
  'race.bounds': 'app.js',
  'race.memory': 'app.js',
  'race.method': 'app.js',
  'race.more': 'app.js',
  'race.row': 'app.js',
  'race.sentence': 'app.js',
  share: 'tools.js',
  table: 'tools.js',
  'table.size': 'app.js',
  trace: 'tools.js',
});

/** The script that has a sentence. @param {string} key @returns {'app.js' | 'tools.js' | 'workspaces.js'} */
export function scriptOfKey(key) {
  if (key === '') return 'app.js';
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
