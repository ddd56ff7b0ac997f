// Points as books and geometry programs write them: "A(1|2), B(2|3.5)", "A = (1, 2)", "P₁(1,5; 2,5)".

const number = String.raw`[+\-−]?\d+(?:[.,]\d+)?(?:[eE][+\-−]?\d+)?`;
/** "x = (1, 2)" is a list, "A = (1, 2)" a point. */
const label = String.raw`(?:\p{L}[\p{L}\d₀-₉']{0,3}\s*|\p{Lu}[\d₀-₉']{0,3}\s*[=:]\s*)?`;
const point = new RegExp(String.raw`(${label})\(\s*(${number})\s*([|;,])\s*(${number})\s*\)\s*[,;]?\s*`, 'uy');

/** The text as lines of two cells, or null where it holds anything else. @param {string} text */
export function tableOfPoints(text) {
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
