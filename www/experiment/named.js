// Numbers by names that people choose: "constructor" is a name like any other, and no object has its number by itself.

/**
 * The number of a name, or another one if there is none.
 * @param {Record<string, number>} numbers by name
 * @param {string} name
 * @param {number} otherwise
 */
export const numberOf = (numbers, name, otherwise) => (Object.hasOwn(numbers, name) ? numbers[name] : otherwise);
