// Names of formulas as they are written: w1 is w₁.

/** @param {string} name */
export const nameText = (name) =>
  name.replace(/\d+$/, (digits) => [...digits].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join(''));

/** "w₁ = 4.96, w₂ = 0.3", at most `max` of them. @param {Record<string, string>} values @param {number} [max] */
export function listed(values, max = 4) {
  const all = Object.entries(values).map(([name, value]) => `${nameText(name)} = ${value}`);
  return [...all.slice(0, max), ...(all.length > max ? ['…'] : [])].join(', ');
}

/** The TeX of a name: w1 → w_{1}. @param {string} name */
export const nameTex = (name) => name.replace(/^([a-zA-Z]+)_?(\d+)$/, '$1_{$2}');
