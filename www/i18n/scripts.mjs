// Which script of the page has which sentences: used by the build alone.

/** @typedef {'first' | 'app.js' | 'tools.js' | 'race.js' | 'map.js'} Script first: es.js or en.js */

/**
 * The scripts that bring the sentences below a key, and exceptions by longer keys. All others are in the first. The
 * step of a method is explained by two scripts, which may arrive in any order.
 */
const scripts = /** @type {Record<string, Script | Script[]>} */ ({
  editData: 'tools.js',
  'editData.open': 'first',
  'editData.title': 'first',
  errors: 'tools.js',
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
  line: 'tools.js',
  log: 'tools.js',
  map: 'map.js',
  ownData: 'tools.js',
  'ownData.rows': 'first',
  'ownData.short': 'first',
  'ownData.title': 'first',
  present: 'tools.js',
  race: 'race.js',
  'race.bound': 'first',
  'race.boundHint': 'first',
  'race.bounds': 'first',
  'race.memory': ['tools.js', 'race.js'],
  'race.method': 'first',
  'race.more': 'first',
  'race.row': ['tools.js', 'race.js'],
  'race.sentence': ['tools.js', 'race.js'],
  scaling: 'tools.js',
  'scaling.off': 'first',
  'scaling.summary': 'first',
  share: 'tools.js',
  step: 'tools.js',
  table: 'tools.js',
  'table.size': 'first',
  trace: 'tools.js',
});

/** The scripts that have a sentence. @param {string} key @returns {Script | Script[]} */
function scriptsOfKey(key) {
  if (key === '') return 'first';
  return scripts[key] ?? scriptsOfKey(key.slice(0, Math.max(0, key.lastIndexOf('.'))));
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
    return [name, [scriptsOfKey(key)].flat().includes(/** @type {Script} */ (script)) ? branch : null];
  });
  return Object.fromEntries(
    branches.filter(([, branch]) => branch !== null && (typeof branch !== 'object' || Object.keys(branch).length > 0)),
  );
}
