// The names of a column: its title as the file has it, its unit, and the name that stands for it in formulas.

/** @typedef {{ title: string, unit: string }} Heading */

/** Units that may stand alone in a row below the header, or after a comma in it. */
const unitWords =
  's sec ms us µs μs ns ps min h hr hrs hour hours d day days wk yr yrs y a year years month months seg ' +
  'sekunden minuten stunden tage jahre segundos minutos horas dias días semanas meses años second seconds ' +
  'minute minutes week weeks meter meters metre metres metros gram grams gramos kilogram kilograms volt volts ' +
  'voltios ampere amperes amps kelvin celsius fahrenheit hertz pascal pascals newton newtons joule joules watt ' +
  'watts ohms liter liters litre litres litros mole moles percent grados degrees V mV kV uV µV μV A mA uA µA μA ' +
  'nA Ω ohm kΩ MΩ Ohm ohm kOhm kohm MOhm Mohm W mW kW J kJ eV keV MeV GeV cal kcal N kN mN m mm cm km dm um µm ' +
  'μm nm pm in ft mi yd Å g kg mg ug µg μg ng t lb oz mol mmol umol µmol μmol nmol kmol M mM uM µM μM nM pM L l ' +
  'mL ml uL µL μL dL ul K C F °C °F ℃ ℉ degC degF Hz kHz MHz GHz THz rpm Pa hPa kPa MPa GPa bar mbar atm psi ' +
  'mmHg torr Torr T mT G rad mrad deg ° % ‰ ppm ppb ppt a.u. au u.a. arb arb. units count counts cps cts dB dBm ' +
  'pH OD USD EUR MXN $ € £ m2 m3 m² m³ cm2 cm3 cm² cm³ Bq Ci Gy Sv lx lm cd sr F pF nF uF µF μF H mH S mS px ' +
  'cells U IU AU mAU RFU RLU Abs - 1';
const units = new Set(unitWords.split(' '));

/** Whether a text is a unit: "m/s", "mg/L", "(V)", "m^2", "µmol·min⁻¹". @param {string} text trimmed */
export function isUnit(text) {
  const bare = /^[([{].*[)\]}]$/.test(text) ? text.slice(1, -1).trim() : null;
  if (bare !== null) return bare.length <= 24;
  const factors = text.split(/\s+per\s+|[/·*.\s]+/).filter(Boolean);
  return (
    units.has(text) ||
    (factors.length > 1 && factors.every((factor) => units.has(factor.replace(/(?:\^?-?\d|[⁻¹²³⁴]+)+$/, ''))))
  );
}

/** "Time (s)", "c [mg/L]", "t / s", "Volt, mV" → title and unit. @param {string} text @returns {Heading} */
export function readHeading(text) {
  const whole = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^("|\*\*|__|`)(.+)\1$/, '$2');
  const enclosed = /^(.*\S)\s*[([{]\s*([^()[\]{}]*(?:\([^()]*\)[^()[\]{}]*)*)\s*[)\]}]$/.exec(whole);
  if (enclosed && enclosed[2].length <= 24 && !functions.has(enclosed[1]))
    return { title: enclosed[1].replace(/\s*\/$/, ''), unit: enclosed[2].trim() };
  const divided = /^(.*\S)\s+\/\s*(\S.*)$/.exec(whole) ?? /^(.*\S),\s*(\S.*)$/.exec(whole);
  const unit = divided?.[2].replace(/^\((.*)\)$/, '$1') ?? '';
  if (divided && isUnit(unit)) return { title: divided[1], unit };
  return { title: whole, unit: '' };
}

/** "[mg/L]" → "mg/L". @param {string} text */
export const bareUnit = (text) =>
  text
    .trim()
    .replace(/^[([{]\s*|\s*[)\]}]$/g, '')
    .trim();

/** Functions before parentheses that hold no unit: "log(c)". */
const functions = new Set('log ln lg log2 log10 exp sqrt sin cos tan abs'.split(' '));

/** Names of functions and constants in formulas. */
const taken = new Set(
  (
    'pi e π where if si donde abs sign sgn signo sqrt raiz raíz cbrt exp expm1 log ln log1p log2 log10 sin sen ' +
    'cos tan tg asin arcsin arcsen asen acos arccos atan arctan arctg atg sinh senh cosh tanh tgh sigmoid ' +
    'sigmoide logistic softplus erf min minimum minimo mínimo max maximum maximo máximo atan2 arctan2 hypot ' +
    'floor piso mod clip pow potencia sum'
  ).split(' '),
);

const letter = 'a-zA-ZÀ-ÖØ-öø-ɏΑ-ϵ';
const longestName = 24;

/** The title as a formula can name it: "Temp. exterior 2" → "Temp_exterior_2". @param {string} title */
export function nameOfTitle(title) {
  const plain = title
    .normalize('NFC')
    .replaceAll('µ', 'μ')
    .replace(/[₀-₉]/g, (sign) => String(sign.charCodeAt(0) - 0x2080))
    .replace(new RegExp(`[^${letter}0-9]+`, 'g'), '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, longestName);
  if (!plain) return '';
  const started = /^\d/.test(plain) ? `c${plain}` : plain;
  return taken.has(started) ? `${started}_` : started;
}

/** Names that a loss has for what is no predictor. */
const ofLosses = new Set(['y', 'yhat', 'r']);

/**
 * Names for predictors, each its own: without a title the first is x and the others x2, x3, …
 * @param {string[]} titles @returns {string[]}
 */
export function uniqueNames(titles) {
  /** @type {Set<string>} */
  const used = new Set();
  return titles.map((title, i) => {
    const plain = nameOfTitle(title) || (i === 0 ? 'x' : `x${i + 1}`);
    const wanted = ofLosses.has(plain) ? `${plain}_` : plain;
    let name = wanted;
    for (let n = 2; used.has(name); n += 1) name = `${wanted}_${n}`;
    used.add(name);
    return name;
  });
}
