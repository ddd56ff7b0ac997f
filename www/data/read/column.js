// A column while it is read: for each row the kind of its cell and the value, and counts over all cells.
import { cell, clockAffix, readCell } from './cell.js';
import { isNumber, kind } from './kinds.js';
import { isTotal, readWord } from './words.js';

/** The number of cells kept as texts; of further cells that are no numbers only the kind is counted. */
const maxTexts = 20_000;
/** The length of a day in each unit of times. @type {Record<string, number>} */
const days = { s: 86_400, min: 1440, [clockAffix]: 1440 };

export class Column {
  values = new Float64Array(1024);
  kinds = new Uint8Array(1024);
  /** Numbers of cells of each kind; those of missing cells at the ends of rows are not counted. */
  counts = new Array(Object.keys(kind).length).fill(0);
  /** @type {Map<number, string>} the texts of cells that are no numbers, by row */ texts = new Map();
  /** @type {number[]} rows whose text is the label of a total */ totals = [];
  /** @type {string[]} units and currencies beside the numbers; the first is "" */ affixes = [''];
  /** @type {number[]} how many numbers have each */ affixCounts = [0];
  /** @type {Uint8Array | null} which of them each cell has */ affixOf = null;
  /** Numbers without decimals and group signs, below 1000 and from 1000 on. */
  plainBelow1000 = 0;
  plainFrom1000 = 0;
  /** The time of day that was read last, and the days that have passed since the first, in its unit. */
  #clock = { last: -Infinity, days: 0 };

  /** @param {number} row @param {string} text */
  set(row, text) {
    if (row >= this.kinds.length) this.#grow(row + 1);
    const read = readCell(text);
    const word = read === kind.text && text.length < 20 ? readWord(text.trim()) : null;
    const isTime = cell.affix in days && read === kind.number && /^\d+:\d/.test(text.trimStart());
    const found = word?.found ?? (isTime && this.#isAfterMidnight() ? kind.text : read);
    if (word) cell.value = word.value;
    this.kinds[row] = found;
    this.counts[found] += 1;
    if (found === kind.blank) return;
    this.values[row] = isTime && isNumber(found) ? this.#sinceFirst(cell.value, days[cell.affix]) : cell.value;
    if (!isNumber(found)) {
      if (found === kind.text && isTotal(text)) this.totals.push(row);
      if (this.texts.size < maxTexts) this.texts.set(row, text.trim());
      return;
    }
    if (found === kind.number && text.length < 4) this.plainBelow1000 += 1;
    else if (found === kind.number && Math.abs(cell.value) >= 1000 && /\d{4}/.test(text)) this.plainFrom1000 += 1;
    if (cell.affix === '') this.affixCounts[0] += 1;
    else this.#note(row, cell.affix);
  }

  /** Whether the cell is 0:10 after 23:50: of the next day if these are hours, an earlier time if they are minutes. */
  #isAfterMidnight() {
    return cell.affix === clockAffix && cell.value < this.#clock.last - days[clockAffix] / 2;
  }

  /** A time of day, where one that is half a day before the last is one of the next day.
   * @param {number} time @param {number} day */
  #sinceFirst(time, day) {
    const clock = this.#clock;
    if (time < clock.last - day / 2 && clock.last < day) clock.days += day;
    clock.last = time;
    return time + clock.days;
  }

  /**
   * The same for a cell of digits, at most with a point.
   * @param {number} row @param {number} found kind @param {number} value @param {number} length characters of the cell
   */
  setPlain(row, found, value, length) {
    if (row >= this.kinds.length) this.#grow(row + 1);
    this.kinds[row] = found;
    this.values[row] = value;
    this.counts[found] += 1;
    this.affixCounts[0] += 1;
    if (found !== kind.number) return;
    if (length < 4) this.plainBelow1000 += 1;
    else if (Math.abs(value) >= 1000) this.plainFrom1000 += 1;
  }

  /** @param {number} row @param {string} affix */
  #note(row, affix) {
    let index = this.affixes.indexOf(affix);
    if (index < 0 && this.affixes.length < 255) {
      index = this.affixes.push(affix) - 1;
      this.affixCounts.push(0);
    }
    this.affixOf ??= new Uint8Array(this.kinds.length);
    this.affixOf[row] = index;
    this.affixCounts[index] += 1;
  }

  /** Cells that are numbers under some decimal sign. */
  get numberCount() {
    return this.counts.slice(kind.number, kind.commaOrThousands + 1).reduce((sum, count) => sum + count, 0);
  }

  /** Cells that are texts, unless a person says that their words are numbers. */
  get textCount() {
    const { counts } = this;
    return counts[kind.text] + counts[kind.fraction] + counts[kind.no] + counts[kind.yes];
  }

  /** Whether each cell is a number or a fraction, or most are, and fractions among them. */
  get hasFractions() {
    const fractions = this.counts[kind.fraction];
    return fractions > 0 && this.numberCount + fractions >= this.textCount - fractions + this.dateCount;
  }

  /** Whether all texts are yes or no, and there are both. */
  get isOfTruths() {
    const { counts } = this;
    return counts[kind.no] > 0 && counts[kind.yes] > 0 && this.textCount === counts[kind.no] + counts[kind.yes];
  }

  get dateCount() {
    return this.counts[kind.date] + this.counts[kind.dateOfUnknownOrder];
  }

  get isEmpty() {
    return this.counts.every((count, found) => found === kind.blank || count === 0);
  }

  /** @param {number} rows that are needed */
  #grow(rows) {
    const size = Math.max(rows, 2 * this.kinds.length);
    const larger = (/** @type {Float64Array | Uint8Array} */ old) => {
      const next = new /** @type {any} */ (old.constructor)(size);
      next.set(old);
      return next;
    };
    this.values = larger(this.values);
    this.kinds = larger(this.kinds);
    if (this.affixOf) this.affixOf = larger(this.affixOf);
  }

  /** Frees the numbers at once: 56 MB would otherwise stay while those of the table are in use. */
  end() {
    /** @type {any} browsers before 2024 have no `transfer` */ (this.values.buffer).transfer?.(0);
  }

  /** Makes every array at least as long as the table. @param {number} rows */
  finish(rows) {
    if (rows > this.kinds.length) this.#grow(rows);
  }
}
