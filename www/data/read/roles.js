// The role of each column: by its title where that is known, else the first is x and the second y. Where neither is
// certain, a question is left.

/** @import { Role } from '../../experiment/table.js' */

/**
 * @typedef {object} Candidate a column as far as its role depends on it
 * @property {number} index
 * @property {string} title
 * @property {string} unit
 * @property {boolean} isNumeric
 * @property {boolean} isDate
 * @property {boolean} counts whether its values are 0, 1, 2, … or 1, 2, 3, …
 * @property {boolean} isPositive
 *
 * @typedef {Record<number, Role>} RoleSettings
 *
 * @typedef {object} RoleQuestion
 * @property {'thirdColumn' | 'whichColumns'} kind
 * @property {number[]} columns
 * @property {{ key: string, settings: { roles: RoleSettings } }[]} options the readings
 */

const titles = {
  x: /^(x|t|time|tiempo|mediciones?|measurements?|x[ _-]?(values?|data|axis)|abscissa)$/i,
  y: /^(y|observaci[oó]n(es)?|observations?|valor(es)?|values?|y[ _-]?(values?|data|axis)|ordinate)$/i,
  weight: /^(w|wts?|weights?|pesos?|ponderaci[oó]n(es)?)$/i,
  // One weight may be that of a body; weights are not.
  certainWeight: /^(wts|weights|pesos|ponderaciones)$/i,
  sigma: new RegExp(
    `^(${[
      String.raw`σ|±|\+/?-|sigma|s\.?d\.?|std|stdev|std[ ._]?dev\.?|standard deviation|desviaci[oó]n( est[aá]ndar)?`,
      String.raw`desv\.? ?est\.?|s\.?e\.?|s\.?e\.?m\.?|std[ ._]*err(or)?\.?|standard[ _]error|error est[aá]ndar`,
      String.raw`err\.?|errors?|errors?[ _]?bars?|unc\.?|uncertainty|incertidumbre`,
      'fehler|messfehler|unsicherheit|incertitude|errore|incertezza|incerteza',
      String.raw`(σ|sigma|err|error|sd|se|unc|d|u|s|e|δ|delta)[ _]?\(?y\)?`,
      '±[ _]?y|y[ _]?±|y[ _]?(sigma|errors?|err|sd|se|unc|uncertainty)',
    ].join('|')})$`,
    'i',
  ),
  // "err+", "error bar (upper)": an uncertainty, but not certainly σ.
  likeSigma: /(?:^|[^a-z])(?:err(?:or)?|sd|s\.d\.|std|sigma|σ|unc|±|desv|incert)(?![a-z])/i,
  sigmaX: /^((sigma|err|error|sd|unc|d|u|s|e|δ|σ)[ _]?\(?x\)?|x[ _]?(sigma|err|error|sd|unc))$/i,
  index: /^(|#|n|no\.?|nr\.?|n[uú]m\.?|id|idx|index|[ií]ndice|row|fila|obs|unnamed: ?0)$/i,
};

/** Whether a title names x or y; a capital T is a temperature. @param {'x' | 'y'} role @param {string} title */
const fits = (role, title) => title !== 'T' && titles[role].test(title);

/**
 * Whether a title means "uncertainty of the column with that title": "dose_err".
 * @param {string} title
 * @param {string} of
 */
function isSigmaOf(title, of) {
  const rest = title.toLowerCase().startsWith(of.toLowerCase()) ? title.slice(of.length) : '';
  return (
    of !== '' &&
    /^[ _.-]?\(?(err|error|sd|se|sem|std|std[ _.]?err(or)?|std[ _.]?dev|sigma|unc|uncertainty|stdev|σ|±)\)?$/i.test(
      rest,
    )
  );
}

/** Whether a title is that of a column with the sign of an uncertainty before it: "dt" beside "t", "Δv" beside "v".
 * @param {string} title @param {string} of */
const isTwin = (title, of) =>
  of !== '' &&
  /^(?:[dδΔuσs]|err)[ _]?\(?$/.test(title.replace(/\)$/, '').slice(0, -of.length)) &&
  title.replace(/\)$/, '').endsWith(of);

/**
 * The uncertainties of a table whose columns have one each, "t, dt, v, dv" or "x, ±, y, ±": that of x, and σ.
 * @param {Candidate[]} left
 * @returns {{ ofX: Candidate, ofY: Candidate } | null}
 */
function pairedUncertainties(left) {
  if (left.length < 4) return null;
  const [x, ofX, y, ofY] = left;
  const isOf = (/** @type {Candidate} */ { title }, /** @type {Candidate} */ of) =>
    isTwin(title, of.title) || isSigmaOf(title, of.title) || (title === ofX.title && titles.sigma.test(title));
  return isOf(ofX, x) && isOf(ofY, y) && (left.length === 4 || ofX.title !== ofY.title) ? { ofX, ofY } : null;
}

/**
 * @param {Candidate[]} columns
 * @param {boolean} hasTitles
 * @param {RoleSettings} [chosen]
 * @returns {{ roles: Role[], question: RoleQuestion | null }}
 */
export function decideRoles(columns, hasTitles, chosen = {}) {
  const found = hasTitles ? byTitles(columns) : byPlace(columns);
  const decided = Object.keys(chosen).length > 0;
  const given = columns.map(({ index }, i) => chosen[index] ?? found.roles[i]);
  return { roles: decided ? withoutRivals(columns, given, chosen) : given, question: decided ? null : found.question };
}

/** x, y, weight and sigma are one column each: the one that a person chose. @param {Candidate[]} columns
 * @param {Role[]} given @param {RoleSettings} chosen */
function withoutRivals(columns, given, chosen) {
  return given.map((role, i) => {
    if (role === 'ignore' || role === 'predictor' || chosen[columns[i].index]) return role;
    const rival = given.some((other, j) => other === role && j !== i && chosen[columns[j].index]);
    const both = role === 'weight' ? 'sigma' : role === 'sigma' ? 'weight' : null;
    return rival || given.some((other, j) => other === both && chosen[columns[j].index]) ? 'ignore' : role;
  });
}

/** @param {Candidate[]} columns @returns {{ roles: Role[], question: RoleQuestion | null }} */
function byPlace(columns) {
  const numeric = columns.filter(({ isNumeric }) => isNumeric);
  const [x, y, third] = numeric;
  const base = rolesWith(columns, numeric.length > 1 ? { [x.index]: 'x', [y.index]: 'y' } : onlyY(numeric));
  if (!third) return { roles: base, question: null };
  const option = (/** @type {Role} */ role) => ({ key: role, settings: { roles: { [third.index]: role } } });
  /** @type {RoleQuestion['options']} */
  const options = [
    ...(third.isPositive ? [option('sigma'), option('weight')] : []),
    option('predictor'),
    option('ignore'),
  ];
  options.push({
    key: 'lastIsY',
    settings: { roles: lastIsY(numeric) },
  });
  return { roles: base, question: { kind: 'thirdColumn', columns: [third.index], options } };
}

/** @param {Candidate[]} numeric @returns {RoleSettings} */
const onlyY = (numeric) => (numeric.length === 1 ? { [numeric[0].index]: 'y' } : {});

/** The first is x, the last y, those between are predictors. @param {Candidate[]} numeric @returns {RoleSettings} */
const lastIsY = (numeric) =>
  Object.fromEntries(
    numeric.map(({ index }, i) => [index, i === 0 ? 'x' : i === numeric.length - 1 ? 'y' : 'predictor']),
  );

/** @param {Candidate[]} columns @param {RoleSettings} given @returns {Role[]} */
const rolesWith = (columns, given) => columns.map(({ index }) => given[index] ?? 'ignore');

/** @param {Candidate[]} columns @returns {{ roles: Role[], question: RoleQuestion | null }} */
function byTitles(columns) {
  const numeric = columns.filter(({ isNumeric }) => isNumeric);
  const isIndex = (/** @type {Candidate} */ { title, counts }) => counts && titles.index.test(title);
  let left = numeric.length > 2 ? numeric.filter((column) => !isIndex(column)) : numeric;
  /** @type {RoleSettings} */
  const given = {};
  const take = (/** @type {Role} */ role, /** @type {(column: Candidate) => boolean} */ isIt) => {
    const column = left.find(isIt);
    if (!column) return;
    given[column.index] = role;
    left = left.filter((other) => other !== column);
  };
  const paired = pairedUncertainties(left);
  if (paired) {
    take('sigma', (column) => column === paired.ofY);
    left = left.filter((column) => column !== paired.ofX);
  } else if (left.length > 2) {
    take(
      'sigma',
      (column) =>
        (titles.sigma.test(column.title) && !isRelative(column, left)) ||
        left.some((other) => isSigmaOf(column.title, other.title) && other !== left[0]),
    );
    left = left.filter(
      ({ title }) => !titles.sigmaX.test(title) && !left.some((other) => isSigmaOf(title, other.title)),
    );
  }
  // Of two columns with such a title neither is certain: "time, x, y".
  const named = (/** @type {'x' | 'y'} */ role) => left.filter(({ title }) => fits(role, title)).length === 1;
  const bothNamed = named('x') && named('y');
  const weightTitle = bothNamed ? titles.weight : titles.certainWeight;
  if (left.length > 2 && !Object.values(given).includes('sigma'))
    take('weight', ({ title }) => weightTitle.test(title));
  if (bothNamed) {
    take('x', ({ title }) => fits('x', title));
    take('y', ({ title }) => fits('y', title));
    const relative = left.find(
      ({ title, isPositive }) => titles.sigma.test(title) || (isPositive && titles.likeSigma.test(title)),
    );
    return { roles: rolesWith(columns, given), question: relative ? relativeSigma(relative) : null };
  }
  // "volt, time": one title is enough where there are two columns.
  const isPair = left.length === 2;
  if (isPair) {
    if (named('x')) take('x', ({ title }) => fits('x', title));
    else if (named('y')) take('y', ({ title }) => fits('y', title));
    const [other, ...others] = left;
    if (others.length === 0) {
      given[other.index] = Object.values(given).includes('x') ? 'y' : 'x';
      return { roles: rolesWith(columns, given), question: null };
    }
  }
  const date = columns.find(({ isDate }) => isDate);
  if (date && left.length === 2)
    return { roles: firstTwo(columns, left, given), question: whichColumns(left, given, date) };
  if (left.length > 2) return { roles: firstTwo(columns, left, given), question: whichColumns(left, given, date) };
  if (left.length === 1) given[left[0].index] = 'y';
  return { roles: left.length > 1 ? firstTwo(columns, left, given) : rolesWith(columns, given), question: null };
}

/** @param {Candidate[]} columns @param {Candidate[]} left @param {RoleSettings} given */
const firstTwo = (columns, left, given) => rolesWith(columns, { ...given, [left[0].index]: 'x', [left[1].index]: 'y' });

/** Whether an uncertainty is in per cent of y, and no σ. @param {Candidate} column @param {Candidate[]} all */
const isRelative = (column, all) => column.unit === '%' && !all.some((other) => other !== column && other.unit === '%');

/** @param {Candidate} column @returns {RoleQuestion} */
function relativeSigma({ index }) {
  const roles = /** @type {const} */ (['ignore', 'sigma', 'weight']);
  return {
    kind: 'thirdColumn',
    columns: [index],
    options: roles.map((key) => ({ key, settings: { roles: { [index]: key } } })),
  };
}

/** @param {Candidate[]} left @param {RoleSettings} given @param {Candidate} [date] @returns {RoleQuestion} */
function whichColumns(left, given, date) {
  /** @type {RoleSettings} */
  const first = { ...given, [left[0].index]: 'x', [left[1].index]: 'y' };
  /** @type {RoleSettings} */
  const ignored = Object.fromEntries(left.slice(2).map(({ index }) => [index, 'ignore']));
  /** @type {RoleQuestion['options']} */
  const options = [
    { key: 'firstTwo', settings: { roles: { ...first, ...ignored } } },
    ...(left.length > 2 ? [{ key: 'lastIsY', settings: { roles: { ...given, ...lastIsY(left) } } }] : []),
  ];
  if (date) {
    const unused = Object.fromEntries(left.slice(1).map(({ index }) => [index, /** @type {Role} */ ('ignore')]));
    options.push({
      key: 'dates',
      settings: { roles: { ...given, ...unused, [date.index]: 'x', [left[0].index]: 'y' } },
    });
  }
  if (left.length === 3 && left[2].isPositive)
    for (const role of /** @type {const} */ (['sigma', 'weight']))
      if (!Object.values(given).some((other) => other === 'sigma' || other === 'weight'))
        options.push({ key: role, settings: { roles: { ...first, [left[2].index]: role } } });
  return { kind: 'whichColumns', columns: left.map(({ index }) => index), options };
}
