// Evaluates the LaTeX in which the catalog writes rules and losses, so that what the page typesets can be compared with
// what the engine computes.

/** @typedef {Record<string, number | ((x: number) => number)>} Scope */

const functions = /** @type {Record<string, (x: number) => number>} */ ({
  ln: Math.log,
  cosh: Math.cosh,
  sign: Math.sign,
});

/** Commands, names with a subscript, numbers and signs. @param {string} latex */
const tokensOf = (latex) =>
  latex
    .replace(/\\left|\\right|\\[,;]|\\quad/g, ' ')
    .replace(/\\operatorname\{(\w+)\}/g, '\\$1 ')
    .replace(/\\tfrac(\d)(\d)/g, '($1/$2)')
    .match(/\\[a-zA-Z]+(?:_(?:\w|\{\w+\}))?|[a-zA-Z](?:_(?:\w|\{\w+\}))?|\d+(?:\.\d+)?|\S/g) ?? [];

class Evaluator {
  #tokens;
  #at = 0;
  #bars = 0;
  #scope;

  /** @param {string} latex @param {Scope} scope */
  constructor(latex, scope) {
    this.#tokens = tokensOf(latex);
    this.#scope = scope;
  }

  value() {
    const value = this.#sum();
    if (this.#at < this.#tokens.length) throw new Error(`cannot read ${this.#tokens.slice(this.#at).join(' ')}`);
    return value;
  }

  get #next() {
    return this.#tokens[this.#at];
  }

  /** @param {string} token */
  #take(token) {
    if (this.#next !== token) return false;
    this.#at += 1;
    return true;
  }

  /** @param {string} open @param {string} close */
  #inside(open, close) {
    if (!this.#take(open)) throw new Error(`expected ${open} before ${this.#next}`);
    const value = this.#sum();
    if (!this.#take(close)) throw new Error(`expected ${close} before ${this.#next}`);
    return value;
  }

  /** @returns {number} */
  #sum() {
    let value = this.#product();
    for (;;) {
      if (this.#take('+')) value += this.#product();
      else if (this.#take('-')) value -= this.#product();
      else return value;
    }
  }

  #product() {
    let value = this.#signed();
    for (;;) {
      if (this.#take('/')) value /= this.#power();
      else if (this.#startsFactor()) value *= this.#power();
      else return value;
    }
  }

  #startsFactor() {
    const token = this.#next;
    return token !== undefined && (/^[\w\\(]/.test(token) || (token === '|' && this.#bars === 0));
  }

  /** @returns {number} */
  #signed() {
    return this.#take('-') ? -this.#signed() : this.#power();
  }

  /** @returns {number} */
  #power() {
    const base = this.#atom();
    if (!this.#take('^')) return base;
    return base ** (this.#next === '{' ? this.#inside('{', '}') : this.#atom());
  }

  /** @returns {number} */
  #atom() {
    const token = this.#next;
    if (token === '(') return this.#inside('(', ')');
    if (token === '|') {
      this.#bars += 1;
      const value = Math.abs(this.#inside('|', '|'));
      this.#bars -= 1;
      return value;
    }
    this.#at += 1;
    if (/^\d/.test(token)) return Number(token);
    if (token === '\\frac') return this.#inside('{', '}') / this.#inside('{', '}');
    if (token === '\\sqrt') return Math.sqrt(this.#inside('{', '}'));
    if (token === '\\hat') return this.#named(`\\hat ${this.#tokens[this.#at++]}`);
    if (token === '\\max') return this.#largest();
    if (token === '\\nabla') {
      this.#at += 1;
      return /** @type {(w: number) => number} */ (this.#scope['\\nabla L'])(this.#inside('(', ')'));
    }
    const known = functions[token.slice(1)];
    return token.startsWith('\\') && known ? known(this.#power()) : this.#named(token);
  }

  #largest() {
    this.#take('(');
    const values = [this.#sum()];
    while (this.#take(',')) values.push(this.#sum());
    this.#take(')');
    return Math.max(...values);
  }

  /** @param {string} name */
  #named(name) {
    const value = this.#scope[name];
    if (typeof value !== 'number') throw new Error(`no value for ${name}`);
    return value;
  }
}

/** The value of an expression. @param {string} latex @param {Scope} scope @returns {number} */
export function evaluate(latex, scope) {
  const cases = /^\\begin\{cases\}(.*?)&(.*?)\\le(?![a-z])(.*?)\\\\(.*?)&.*\\end\{cases\}$/.exec(latex);
  if (!cases) return new Evaluator(latex, scope).value();
  const [, first, left, right, second] = cases;
  return evaluate(evaluate(left, scope) <= evaluate(right, scope) ? first : second, scope);
}

/** The assignments of a rule, in their order: [name, expression].
 * @param {string} latex @returns {[string, string][]} */
export const assignments = (latex) =>
  latex.split(',\\quad').map((part) => {
    const [name, expression] = part.split(/\\leftarrow|=/).map((side) => side.trim());
    return [name, expression];
  });
