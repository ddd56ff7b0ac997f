// Bundles the page: `node build.mjs` reads ../build/wasm/descenso.* and writes ../build/site.
//
//   engine.mjs, engine.d.ts   the engine for any page, worker or Node
//   index.html                the first screen without its numbers, styles and font inside, and beside it, in the
//                             order in which the page fetches them:
//     app.js                    what the first screen needs
//     es.js or en.js            its sentences in one language; those of the other follow after the tools
//     notebook.js               the notebook's run, which is shown before the engine has arrived
//     worker.js                 the worker with the engine, as a string: from file:// only blob workers start
//     tools.js                  help, guide, dialogs, closed panels; it shares the modules of app.js
//     math.css math.js          KaTeX and its fonts (as data: Firefox refuses font files from file://)
//     plotly.js                 the charts library, fetched when a chart needs it
//     race.js map.js            one workspace each, fetched when it is opened; they share the modules too
//     teaching.js               real data that teach, fetched when one of them is chosen
//     reader.js                 the worker that reads user data, with Papa Parse, as a string; fetched when data arrive
//     plotly3d.js               the charts library in three dimensions, fetched when it is asked for
//   notices.html              the licences of what travels with the page
//   descenso.html             the same, in a single file
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { sentencesOf } from './i18n/scripts.mjs';
import { noticesPage } from './notices.mjs';

/** @import { BuildOptions, Plugin, PluginBuild } from 'esbuild' */

const www = dirname(fileURLToPath(import.meta.url));
const site = resolve(www, '../build/site');
const require = createRequire(import.meta.url);

/**
 * Turns the frequent bytes of WebAssembly, 0 first of all, into letters, and what a string cannot hold into rare bytes.
 */
const mask = 112;

/**
 * `import bytes from './x.wasm'` gives a Uint8Array. The bytes travel as a string of characters 0 to 255: after
 * compression a fifth smaller than Base64, whose six-bit letters hide the repetitions from the compressor. The string
 * is put in after bundling, because the bundler would write four characters for each byte below 32. It is decoded by a
 * loop, 40 times as fast as `Uint8Array.from` with a function.
 */
const wasmPlugin = {
  name: 'wasm',
  /** @param {PluginBuild} pluginBuild */
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /\.wasm$/ }, async ({ path }) => ({
      contents: `const text = "wasm:${path}";
        const bytes = new Uint8Array(text.length);
        for (let i = 0; i < bytes.length; ++i) bytes[i] = text.charCodeAt(i) ^ ${mask};
        export default bytes;`,
      loader: 'js',
    }));
  },
};

/** The options of every bundle. */
const common = {
  absWorkingDir: www,
  bundle: true,
  minify: true,
  legalComments: 'none',
  target: 'es2022',
  charset: 'utf8',
  alias: { 'virtual:engine': join(www, '../wasm/engine.mjs') },
  loader: { '.woff2': 'dataurl' },
  plugins: [wasmPlugin],
  logLevel: 'warning',
};

/** @param {BuildOptions} options @returns {Promise<string>} the text of the one output file */
async function bundle(options) {
  const result = await build({ ...common, ...options, write: false });
  return withBytes(result.outputFiles[0].text);
}

/**
 * Puts in the bytes that wasmPlugin named. What a string, or a script in HTML, cannot hold travels as another character
 * of the same remainder by 256, which is all that a byte keeps of it.
 * @param {string} text
 */
async function withBytes(text) {
  const [, name, path] = text.match(/(["'`]wasm:(.*?)["'`])/) ?? [];
  if (!path) return text;
  const held = (/** @type {number} */ unit) => ([0, 10, 13, 34, 92].includes(unit) ? 256 + unit : unit);
  const units = Uint16Array.from(await readFile(path), (byte) => held(byte ^ mask));
  return text.replace(name, () => `"${Buffer.from(units.buffer).toString('utf16le')}"`);
}

/** A string of JavaScript that holds this text, its control characters as they are. @param {string} text */
const quoted = (text) => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;

/** Makes `import catalog from 'virtual:catalog'` the data the engine itself tells. */
const catalogPlugin = (catalog) => ({
  name: 'catalog',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^virtual:catalog$/ }, () => ({ path: 'catalog', namespace: 'virtual' }));
    pluginBuild.onLoad({ filter: /.*/, namespace: 'virtual' }, () => ({
      contents: JSON.stringify(catalog),
      loader: 'json',
    }));
  },
});

/** KaTeX's style sheet with the fonts that our formulas need, each in one format. */
const katexFontsPlugin = {
  name: 'katex-fonts',
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /katex\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replace(/@font-face\s*\{[^}]*\}/g, (face) =>
          /KaTeX_(Fraktur|SansSerif|Script|Typewriter)|bold|-Bold/.test(face) ? '' : face,
        )
        .replace(/,\s*url\([^)]*\.(woff|ttf)\) format\("\w+"\)/g, ''),
      loader: 'css',
    }));
  },
};

/**
 * Scripts of one page: the later ones take the modules that are in the first from there, for they hold state. Each has
 * its own sentences.
 * @param {string} first entry point @param {string[]} later entry points @param {Plugin[]} plugins of the first
 */
async function bundleScripts(first, later, plugins) {
  const options = { format: 'iife', plugins };
  const inputsOf = async (entry) => Object.keys((await analysis({ ...options, entryPoints: [entry] })).inputs);
  const inFirst = new Set(await inputsOf(first));
  const inLater = new Set((await Promise.all(later.map(inputsOf))).flat());
  const shared = [...inLater].filter((path) => inFirst.has(path) && !/^i18n\/(sentences\.js|\w+\.json)$/.test(path));
  const exported = await exportsOf(shared);
  const laterScripts = await Promise.all(
    later.map((entry) =>
      bundle({ entryPoints: [entry], format: 'iife', plugins: [sharedPlugin(exported), sentencesPlugin(entry)] }),
    ),
  );
  const used = new Set(
    laterScripts.flatMap((text) => [...text.matchAll(/descensoShared\((\d+)\)/g)].map(([, i]) => +i)),
  );
  const places = exported.map((one, i) => (used.has(i) ? { ...one, local: `shared${i}` } : null));
  const imports = places.map((one) => (one ? `import { ${one.name} as ${one.local} } from './${one.path}';\n` : ''));
  const contents = `${imports.join('')}
    const shared = [${places.map((one) => one?.local ?? '')}];
    globalThis.descensoShared = (i) => shared[i];
    import './${first}';`;
  return [
    await bundle({ stdin: { contents, resolveDir: www }, ...options, plugins: [...plugins, sentencesPlugin(first)] }),
    ...laterScripts,
  ];
}

/** What a bundle would consist of. @param {BuildOptions} options */
async function analysis(options) {
  const plugins = [...common.plugins, ...(options.plugins ?? [])];
  return (await build({ ...common, ...options, plugins, write: false, metafile: true })).metafile;
}

/** What modules export. @param {string[]} paths @returns {Promise<{ path: string, name: string }[]>} */
async function exportsOf(paths) {
  const { outputs } = await analysis({ entryPoints: paths, format: 'esm', outdir: site });
  return Object.values(outputs).flatMap(({ entryPoint: path, exports }) => exports.map((name) => ({ path, name })));
}

/** Takes shared modules from the first script, by the place of each export. */
const sharedPlugin = (exported) => ({
  name: 'shared',
  setup(pluginBuild) {
    const paths = new Set(exported.map(({ path }) => path));
    pluginBuild.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const inside = relative(www, join(resolveDir, path));
      return paths.has(inside) ? { path: inside, namespace: 'shared' } : undefined;
    });
    // A call that is pure is left out where its value is not used.
    pluginBuild.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({
      contents: exported
        .map((one, i) => (one.path === path ? `export const ${one.name} = /* @__PURE__ */ descensoShared(${i});` : ''))
        .join('\n'),
    }));
  },
});

/** Leaves in the files of sentences those of one script. @param {string} script */
const sentencesPlugin = (script) => ({
  name: 'sentences',
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /i18n[/\\]\w+\.json$/ }, async ({ path }) => ({
      contents: JSON.stringify(sentencesOf(JSON.parse(await readFile(path, 'utf8')), script)),
      loader: 'json',
    }));
  },
});

/** The sentences of one language for the first screen. @param {string} language */
const sentencesScript = (language) =>
  bundle({
    stdin: {
      contents: `import sentences from './i18n/${language}.json'; descensoPart('${language}', sentences);`,
      resolveDir: www,
    },
    format: 'iife',
    plugins: [sentencesPlugin('first')],
  });

async function buildEngine() {
  await writeFile(
    join(site, 'engine.mjs'),
    await bundle({ entryPoints: ['../wasm/engine.mjs'], format: 'esm', platform: 'neutral' }),
  );
  // TypeScript looks for the types of engine.mjs under the second name.
  for (const name of ['engine.d.ts', 'engine.d.mts'])
    await copyFile(join(www, '../wasm/engine.d.ts'), join(site, name));
  const { createEngine } = await import(pathToFileURL(join(site, 'engine.mjs')).href);
  return createEngine();
}

/** The exports of modules of the page. @param {string} contents that exports them */
async function modulesOf(contents) {
  const text = await bundle({ stdin: { contents, resolveDir: www }, format: 'esm', platform: 'neutral' });
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
}

/** The notebook's run as the engine computes it. */
async function notebookAnswer(engine) {
  const contents = `export { packedAnswer } from './descent/notebook-answer.js';
    export { declareFields } from './experiment/fields.js';
    export { Store } from './experiment/store.js';`;
  const { packedAnswer, declareFields, Store } = await modulesOf(contents);
  return packedAnswer(engine, new Store(declareFields(engine.catalog())));
}

/** The scripts and style sheets of the page, by file name. */
async function buildParts(engine) {
  const catalog = engine.catalog();
  const worker = await bundle({ entryPoints: ['worker.js'], format: 'iife' });
  const [app, tools, race, map] = await bundleScripts(
    'app.js',
    ['tools.js', 'race.js', 'map.js'],
    [catalogPlugin(catalog)],
  );
  const languages = await Promise.all(languageNames.map(async (name) => [`${name}.js`, await sentencesScript(name)]));
  const math = await bundle({
    stdin: { contents: "import katex from 'katex'; descensoPart('math', katex);", resolveDir: www },
    format: 'iife',
  });
  const reader = await bundle({ entryPoints: ['data/worker.js'], format: 'iife' });
  const teaching = await bundle({
    stdin: {
      contents: "import { teachingSets } from './data/teaching.js'; descensoPart('teaching', teachingSets);",
      resolveDir: www,
    },
    format: 'iife',
  });
  const packed = JSON.stringify(await notebookAnswer(engine));
  const notebook = await bundle({
    stdin: {
      contents: `import { unpackAnswer } from './descent/notebook-answer.js';
        descensoPart('notebook', unpackAnswer(${packed}));`,
      resolveDir: www,
    },
    format: 'iife',
  });
  const plotly = await readFile(require.resolve('plotly.js-cartesian-dist-min'), 'utf8');
  const plotly3d = await readFile(require.resolve('plotly.js-gl3d-dist-min'), 'utf8');
  const mathStyle = await bundle({ entryPoints: ['ui/math.css'], plugins: [katexFontsPlugin] });
  return {
    /** Run before the first paint, from inside the page. */
    first: await bundle({ entryPoints: ['first-paint.js'], format: 'iife' }),
    /** Run as soon as they have arrived. */
    scripts: { 'app.js': app, 'notebook.js': notebook },
    /** Run when the page asks for them. */
    later: {
      ...Object.fromEntries(languages),
      'worker.js': `descensoPart('worker', ${quoted(worker)});`,
      'plotly.js': `${plotly}\ndescensoPart('plotly', Plotly);`,
      'tools.js': tools,
      'math.js': math,
      'race.js': race,
      'map.js': map,
      'reader.js': `descensoPart('reader', ${quoted(reader)});`,
      'teaching.js': teaching,
      'plotly3d.js': `${plotly3d}\ndescensoPart('plotly3d', Plotly);`,
    },
    /** The styles of the first screen, inside the page. */
    style: await bundle({ entryPoints: ['shell/app.css'] }),
    /** Fetched when the page asks for them. */
    styles: {
      // The last rule tells that the sheet has arrived whole.
      'math.css': `${mathStyle}:root{--math-style:1}`,
    },
  };
}

/** The page may run its own scripts and WebAssembly, and reach nothing else. @param {string} scripts */
const policy = (scripts) =>
  [
    "default-src 'none'",
    `script-src ${scripts} 'wasm-unsafe-eval' blob:`,
    'worker-src blob:',
    "style-src 'self' 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** @param {string} scripts */
const policyElement = (scripts) => `<meta http-equiv="Content-Security-Policy" content="${policy(scripts)}">`;

function pageOfFiles(template, parts) {
  const scripts = Object.keys(parts.scripts).map((name) => `<script defer src="${name}"></script>`);
  const first = inlineScript(parts.first);
  return fill(template, {
    policy: policyElement(`'self' ${hashOf(first)}`),
    head: [`<style>${parts.style.trim()}</style>`, ...scripts].join('\n'),
    'first paint': `<script>${first}</script>`,
    tail: '',
  });
}

function pageInOneFile(template, parts, notices) {
  const first = inlineScript(parts.first);
  const sources = Object.values(parts.scripts).map(inlineScript);
  const later = Object.entries(parts.later).map(([name, text]) => [name.replace(/\.js$/, ''), inlineScript(text)]);
  const hashes = [first, ...sources, ...later.map(([, text]) => text)].map(hashOf);
  // A script of no known type is text, until the page asks for it.
  const text = (id, content) => `<script type="text/plain" id="${id}">${content}</script>`;
  return fill(template, {
    policy: policyElement(hashes.join(' ')),
    head: `<style>${parts.style.trim()}</style>`,
    'first paint': `<script>${first}</script>`,
    tail: [
      ...sources.map((source) => `<script>${source}</script>`),
      ...later.map(([id, source]) => text(id, source)),
      ...Object.entries(parts.styles).map(([name, style]) => text(name.replace(/\.css$/, '-style'), style)),
      text('notices', notices),
    ].join('\n'),
  });
}

/** A script as the content security policy names it. @param {string} script */
const hashOf = (script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** A script may not contain the marks that end a script element; inside its strings a backslash hides them. */
const inlineScript = (text) => text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--').trim();

/** The sentence of the first screen in every language, of which a script shows one. */
async function firstSentences() {
  const texts = languageNames.map(async (name) => {
    const { state, parts } = JSON.parse(await readFile(join(www, `i18n/${name}.json`), 'utf8'));
    const others = `data-slow="${parts.slow.app}" data-failed="${parts.failed.app}"`;
    return `<p class="state" lang="${name}" ${others} hidden>${state.before}</p>`;
  });
  return (await Promise.all(texts)).join('\n');
}

/** @param {string} template @param {Record<string, string>} places what stands for each of its comments */
const fill = (template, places) =>
  Object.entries(places).reduce((page, [name, text]) => page.replace(`<!-- ${name} -->`, () => text), template);

await rm(site, { recursive: true, force: true });
await mkdir(site, { recursive: true });
const { languageNames } = await modulesOf("export { languageNames } from './i18n/languages.js';");
const parts = await buildParts(await buildEngine());
const template = fill(await readFile(join(www, 'index.html'), 'utf8'), { sentences: await firstSentences() });
for (const files of [parts.scripts, parts.later, parts.styles])
  for (const [name, text] of Object.entries(files)) await writeFile(join(site, name), text);
const notices = await noticesPage();
await writeFile(join(site, 'notices.html'), notices);
await writeFile(join(site, 'index.html'), pageOfFiles(template, parts));
await writeFile(join(site, 'descenso.html'), pageInOneFile(template, parts, notices));
