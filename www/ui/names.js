// Names of formulas as people write them: w1 is w₁.

/** @param {string} name */
export const nameText = (name) =>
  name.replace(/\d+$/, (digits) => [...digits].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join(''));

/** w₁ = 4.96, w₂ = 0.3: at most so many. @param {Record<string, string>} values @param {number} [most] */
export function listed(values, most = 4) {
  const all = Object.entries(values).map(([name, value]) => `${nameText(name)} = ${value}`);
  return [...all.slice(0, most), ...(all.length > most ? ['…'] : [])].join(', ');
}
