// Points as books and geometry programs write them: "A(1|2), B(2|3.5)", "A = (1, 2)", "P₁(1,5; 2,5)".

const number = String.raw`[+\-−]?\d+(?:[.,]\d+)?(?:[eE][+\-−]?\d+)?`;
/** "x = (1, 2)" is a list, "A = (1, 2)" a point. */
const label = String.raw`(?:\p{L}[\p{L}\d₀-₉']{0,3}\s*|\p{Lu}[\d₀-₉']{0,3}\s*[=:]\s*)?`;
const point = new RegExp(String.raw`(${label})\(\s*(${number})\s*([|;,])\s*(${number})\s*\)\s*[,;]?\s*`, 'uy');

/** The text as lines of two cells, or null where it holds anything else. @param {string} text */
export const tableOfPoints = (text) => labelledPoints(text) ?? pairsInALine(text);

/** The signs within and between the pairs of a line: "1 2.1; 2 3.9", "1,2.1 2,3.9", "{1: 2.1, 2: 3.9}". */
const signs = [
  [' +', ' *[;|] *'],
  [' +', ' *, +'],
  [' *, *', ' *[;|] *'],
  [',', ' +'],
  [' *(?::|->|→|=) *', ' *[;,|] *'],
  ['(?::|->|→|=)', ' +'],
].map(([within, between]) => ({ within: new RegExp(within), between: new RegExp(between) }));
const numberAlone = new RegExp(String.raw`^"?(${number})"?$`);

/** One line of at least three pairs. "1,5 2,5 3,5" may be three numbers, and "1:20, 2:40" times.
 * @param {string} text */
function pairsInALine(text) {
  const line = text.trim().replace(/^\{\s*(.*?)\s*\}$/, '$1');
  if (line.length > 100_000 || /[\n\t()[\]]/.test(line)) return null;
  const areTimes = /^[\d:\s,;|]*$/.test(line) && !/:\s*(?![0-5]\d\b)/.test(line);
  for (const { within, between } of signs) {
    if (within.test(',') ? !line.includes('.') : within.test(':') && areTimes) continue;
    const pairs = line.split(between).map((pair) => pair.split(within).map((cell) => numberAlone.exec(cell)?.[1]));
    if (pairs.length > 2 && pairs.every((pair) => pair.length === 2 && pair.every(Boolean)))
      return pairs.map((pair) => pair.join('\t')).join('\n');
  }
  return null;
}

/** @param {string} text */
function labelledPoints(text) {
  /** @type {string[]} */
  const rows = [];
  const all = text.trim();
  let isOwn = false;
  for (point.lastIndex = 0; point.lastIndex < all.length; ) {
    const [, name, x, between, y] = point.exec(all) ?? [];
    if (!between) return null;
    isOwn ||= name !== '' || between === '|';
    rows.push(`${x}\t${y}`);
  }
  return isOwn && rows.length > 1 ? rows.join('\n') : null;
}
