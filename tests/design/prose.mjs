// The comments and names of a source file, and the words in them that plain English of the field avoids.

/**
 * @typedef {object} Comment
 * @property {number} line of its beginning, from 1
 * @property {string} text without its marks, one line
 * @property {boolean} isDoc whether it documents a declaration
 */

const strings = /"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/.source;
const jsStrings = `${strings}|'(?:\\\\.|[^'\\\\\\n])*'`;
// An apostrophe in C++ begins a character, or parts the digits of a number.
const cppStrings = `${strings}|'(?:\\\\.|[^'\\\\\\n])'`;
const lineComments = /(?:\/\/[^\n]*(?:\n[ \t]*(?=\/\/))?)+/.source;
const blockComments = /\/\*[\s\S]*?\*\//.source;

/** A pattern for the strings (first group) and the comments (second group) of a file.
 * @param {string} path */
function pattern(path) {
  if (/\.(css|html)$/.test(path)) return new RegExp(`(${strings})|(${blockComments}|<!--[\\s\\S]*?-->)`, 'g');
  if (/\.py$|\/(run|serve|install|format|mutate)$|\.ya?ml$|CMakeLists\.txt$/.test(path)) {
    return /("(?:\\.|[^"\\\n])*"|'[^'\n]*')|((?:^[ \t]*#[^\n]*\n?)+)/gm;
  }
  return new RegExp(`(${/pp$/.test(path) ? cppStrings : jsStrings})|(${lineComments}|${blockComments})`, 'g');
}

/** @param {string} comment as it is written */
const plainText = (comment) =>
  comment
    .replace(/^\s*(?:\/\*+|<!--)|(?:\*+\/|-->)\s*$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\/\/[/!]?<?|\*|#+)?[ \t]?/, '').trimEnd())
    .join('\n');

/** The comments of a file.
 * @param {string} path @param {string} source @returns {Comment[]} */
export function comments(path, source) {
  return [...source.matchAll(pattern(path))]
    .filter(([, , comment]) => comment)
    .map((match) => ({
      line: source.slice(0, match.index).split('\n').length,
      text: plainText(match[2]),
      isDoc: /^\s*(\/\*\*|\/\/\/)/.test(match[2]),
    }));
}

/** The names of a file: its code without comments and strings, each identifier once.
 * @param {string} path @param {string} source */
export const names = (path, source) => [
  ...new Set(source.replace(pattern(path), ' ').match(/[A-Za-z_$][\w$]*/g) ?? []),
];

// Only a person says, knows, asks or wants something; "asked for" is left alone.
const people = 'users?|people|persons?|readers?|students?|teachers?|maintainers?|authors?|one|who|you|we|I|they|to';
const verbs = 'tells?|told|telling|says?|said|saying|knows?|known to|knew|asks?|asked|asking|wants?|wanted';
const between = '(?:(?:do|does|not|can|may|must|will|would|should|already|also) ){0,2}';
const acting = new RegExp(`(?<!\\b(?:${people}) ${between})\\b(?:${verbs})\\b(?! for\\b)`, 'i');

/** Phrases that comments avoid, each with the plain word for it. @type {[RegExp, string][]} */
const phrases = [
  [/\bone's own\b/i, 'user data, its own'],
  [/\banew\b/i, 'again'],
  [/\bso (?:many|often|much)\b(?! (?:that|as)\b)/i, 'the number'],
  [/\bnobody\b|\bno one\b/i, 'nothing, or the noun'],
  [/\bforet(?:ell|old)/i, 'predicts, predicted'],
  [/\bopinions?\b/i, 'check'],
  [/\bbut a\b/i, 'only a'],
  [/\b(?:blames?|blamed|apologi[sz]es?|patience|hasty|forgives?|hopes?|stands by)\b/i, 'a technical verb'],
  [acting, 'only people say, know, ask, want'],
];

/** Names that hide what they are, each with the plain one. @type {[RegExp, string][]} */
const badNames = [
  [/^most[A-Z_]/, 'max…'],
  [
    /^(?:lay_?ground|grounds?|guests?|luck|newcomers?|told|strayed|silenced|hasty|patience|nowhere)$/i,
    'the noun of the field',
  ],
];

// "Optimise" and its like, in comments and names. Words that end in -ise by nature (precise, otherwise) do not match.
const stems =
  'optim|minim|maxim|summar|vector|recogn|factor|linear|initial|normal|organ|parametr|parameter|regular|general|' +
  'special|standard|discret|quant|serial|token|memo|util|visual|stabil|final|categor|character|priorit|synchron|' +
  'priorit|custom|penal|real|random|raster|equal|local|global|neutral|symbol|emphas';
const isSpelling = new RegExp(`(?:${stems})is(?:e[ds]?|ers?|ing|ations?|able)(?![a-z])`, 'i');

/** The faults of a comment, in words.
 * @param {Comment} comment @returns {string[]} */
export function commentFaults({ text, isDoc }) {
  const prose = text
    .replace(/@(?:param|property|typedef)\s+\{[^}]*\}+\s+\[?[\w.]+/g, '…')
    .replace(/`[^`]*`|"[^"]*"|«[^»]*»|“[^”]*”/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
  const faults = phrases.flatMap(([phrase, better]) => {
    const found = phrase.exec(prose);
    return found ? [`"${found[0]}": ${better}`] : [];
  });
  const spelling = isSpelling.exec(prose);
  if (spelling) faults.push(`"${spelling[0]}": -ize`);
  const sentence = prose.split(/(?<=[.:!?]) |@\w+ /)[0];
  if (/^(?:What|How|Who|As many|As much)\b/.test(sentence)) faults.push(`begins with a question word: ${sentence}`);
  if (/^Where\b/.test(sentence) && !sentence.includes(',')) faults.push(`has no main clause: ${sentence}`);
  if (isDoc && /\?$/.test(prose.split(/ @\w+/)[0])) faults.push(`ends in a question: ${sentence}`);
  return faults;
}

/** The faults of a name, in words. @param {string} name @returns {string[]} */
export function nameFaults(name) {
  const faults = badNames.flatMap(([bad, better]) => (bad.test(name) ? [`${name}: ${better}`] : []));
  const spelling = isSpelling.exec(name);
  return spelling ? [...faults, `${name}: -ize`] : faults;
}

/** All faults of a file, with their lines.
 * @param {string} path @param {string} source @returns {string[]} */
export const faults = (path, source) => [
  ...comments(path, source).flatMap((comment) =>
    commentFaults(comment).map((fault) => `${path}:${comment.line} ${fault}`),
  ),
  ...names(path, source).flatMap((name) => nameFaults(name).map((fault) => `${path} ${fault}`)),
];
