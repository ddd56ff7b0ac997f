// The third-party notices of the built page, as one HTML page: what travels with it, under which licence.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const www = dirname(fileURLToPath(import.meta.url));

/** The npm packages whose code or fonts are in the built page; each carries its licence. */
const packages = [
  'plotly.js-cartesian-dist-min',
  'plotly.js-gl3d-dist-min',
  'katex',
  'papaparse',
  'idb-keyval',
  '@fontsource-variable/source-sans-3',
];

/** The code that is linked into the engine; its licences are in notices/. */
const linked = [
  { title: 'Eigen', file: 'eigen.txt' },
  { title: 'musl', file: 'musl.txt' },
  { title: 'FDLIBM', file: 'fdlibm.txt' },
  { title: 'Emscripten, libc++, compiler-rt', file: 'emscripten.txt' },
];

/** @param {string} name @returns {Promise<{ title: string, text: string }>} */
async function packageNotice(name) {
  const folder = join(www, 'node_modules', name);
  const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e$/i.test(entry)) ?? 'LICENSE';
  return { title: `${name} ${version} (${license})`, text: await readFile(join(folder, file), 'utf8') };
}

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const style =
  'body{max-width:80ch;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}' +
  'pre{white-space:pre-wrap;font-size:.85rem}:root{color-scheme:light dark}';

/** @returns {Promise<string>} an HTML page */
export async function noticesPage() {
  const own = await readFile(join(www, '../LICENSE'), 'utf8');
  const notices = [
    { title: 'Descenso', text: own },
    ...(await Promise.all(packages.map(packageNotice))),
    ...(await Promise.all(
      linked.map(async ({ title, file }) => ({ title, text: await readFile(join(www, 'notices', file), 'utf8') })),
    )),
  ];
  const sections = notices.map(({ title, text }) => `<h2>${escaped(title)}</h2>\n<pre>${escaped(text.trim())}</pre>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Descenso · Third-party notices</title>
<style>${style}</style>
</head>
<body>
<h1>Third-party notices</h1>
${sections.join('\n')}
</body>
</html>
`;
}
