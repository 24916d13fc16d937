// French words: which ones tell something, and their stems. The same as build_tools/analysis/matching/words.py.

import { FrenchStemmer } from "./snowball-fr.js";

/**
 * @typedef {{text: string, stem: string, isSetting: boolean}} Word
 * @typedef {{motsVides: string[], racinesVides: string[], unites: string[], motsDeNom: string[], cadre: string[], sansSujet: string[], prefixes: string[],
 *   familles: string[], terminaisons: string[], autresMots: string[],
 *   formes: Record<string, string>}} Lists
 */

// The French stemmer leaves an « s » after a vowel: « vélos » would not be « vélo ».
// « aides-soignants », « lève-personnes »: the plural of a part that another follows.
const PLURAL_PART = /(?<=[\p{L}\p{N}]{2})[sx]-/gu;
const PLURAL = /(?<=[a-z][aiou])s$/;
const QUALITY = /^(.{4,})ivites?$/;
const stemmer = new FrenchStemmer();

/** A compound in one word, folded. @param {string} written */
function joined(written) {
  return fold(written).replaceAll("-", "");
}

/**
 * Small letters without accents or ligatures.
 * @param {string} text
 */
export function fold(text) {
  return text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
}

/**
 * The words of a text as they are written.
 * @param {string} text
 * @returns {string[]}
 */
export function rawWords(text) {
  return text.normalize("NFC").match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
}

/**
 * Whether a letter is missing, added, changed, or swapped with its neighbour.
 * @param {string} one
 * @param {string} other
 */
export function isOneErrorAway(one, other) {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || one === other) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1);
  const [rest, its] = [short.slice(start), long.slice(start)];
  return rest.slice(1) === its.slice(1) || (rest.slice(2) === its.slice(2) && rest[0] === its[1] && rest[1] === its[0]);
}

/** What tells a telling word from the others, with the lists of the index. */
export class Words {
  #stopWords;
  #offerStems;
  #units;
  #nameWords;
  #setting;
  #noSubject;
  #families;
  #endings;
  #otherWords;
  #aliases;
  #prefixes;
  /** @type {Map<string, string>} */
  #stems = new Map();

  /** @param {Lists} lists */
  constructor(lists) {
    this.#stopWords = new Set(lists.motsVides);
    this.#offerStems = new Set(lists.racinesVides);
    this.#units = new Set(lists.unites);
    this.#nameWords = new Set(lists.motsDeNom);
    this.#setting = new Set(lists.cadre);
    this.#noSubject = new Set(lists.sansSujet);
    this.#families = new Set(lists.familles);
    this.#endings = lists.terminaisons;
    this.#otherWords = new Set(lists.autresMots);
    this.#aliases = lists.formes;
    this.#prefixes = new Set(lists.prefixes);
  }

  /** @param {string} folded */
  isStopWord(folded) {
    return this.#stopWords.has(folded);
  }

  /** Whether a stem is one that every job offer has. @param {string} own */
  isOfOffers(own) {
    return this.#offerStems.has(own);
  }

  /** What a text has of every job offer's words. @param {string} text @returns {string[]} */
  offerStemsOf(text) {
    const folded = rawWords(text).map(fold);
    const stems = folded.filter((word) => this.tells(word)).map((word) => this.stem(word));
    return [...stems.filter((stem) => this.isOfOffers(stem)), ...folded.filter((word) => this.#nameWords.has(word))];
  }

  /** Whether a folded word may say something. @param {string} folded */
  tells(folded) {
    return (
      !this.#units.has(folded) && /^[a-z0-9]{2,}$/.test(folded) && !/^[0-9]+$/.test(folded) && !this.#stopWords.has(folded)
    );
  }

  /** Neither a verb of any trade nor an everyday word. @param {string} stem */
  isSubject(stem) {
    return !this.#noSubject.has(stem);
  }

  /** The stem of a folded word's family. @param {string} folded @returns {string} */
  stem(folded) {
    let found = this.#stems.get(folded);
    if (found === undefined) {
      found = stemmer.stemWord(this.#inFamily(folded).replace(PLURAL, ""));
      this.#stems.set(folded, found);
    }
    return found;
  }

  /** @param {string} folded */
  #inFamily(folded) {
    if (Object.hasOwn(this.#aliases, folded)) return this.#aliases[folded];
    const quality = QUALITY.exec(folded);
    if (quality) return `${quality[1]}if`;
    if (this.#otherWords.has(folded)) return folded;
    for (const ending of this.#endings) {
      const root = folded.slice(0, -ending.length);
      if (folded.endsWith(ending) && this.#families.has(root)) return `${root}er`;
    }
    return folded;
  }

  /**
   * The telling words of a need, each stem once; a compound is one word if records do so.
   * @param {string} text a clause a line
   * @param {(stem: string) => boolean} isKnown
   * @returns {Word[]}
   */
  ofNeed(text, isKnown) {
    /** @type {Map<string, Word>} */
    const found = new Map();
    for (const clause of text.split("\n")) {
      let [isSetting, hasSubject] = [false, false];
      for (const written of rawWords(clause)) {
        isSetting ||= hasSubject && this.#setting.has(fold(written));
        for (const [part, folded] of this.#partsOf(written, isKnown)) {
          if (!this.tells(folded)) continue;
          const stem = this.stem(folded);
          if (this.#offerStems.has(stem)) continue;
          hasSubject ||= this.isSubject(stem);
          const before = found.get(stem);
          if (!before || (before.isSetting && !isSetting)) found.set(stem, { text: part, stem, isSetting });
        }
      }
    }
    return [...found.values()];
  }

  /**
   * A word, as it is written and folded; for a compound this word if it is known as one, or else its parts.
   * @param {string} written
   * @param {(stem: string) => boolean} isKnown
   * @returns {[string, string][]}
   */
  #partsOf(written, isKnown) {
    if (!written.includes("-")) return [[written, fold(written)]];
    const ways = [joined(written.replace(PLURAL_PART, "-")), joined(written)];
    const whole = ways.find((way) => isKnown(this.stem(way)));
    if (whole) return [[written, whole]];
    /** @type {[string, string][]} */
    const parts = written.split("-").map((part) => [part, fold(part)]);
    // « éco-conduite » in one word, beside its parts: they say less than the whole, which nobody knows.
    return this.#prefixes.has(parts[0][1]) ? [...parts, [written, ways[1]]] : parts;
  }
}
