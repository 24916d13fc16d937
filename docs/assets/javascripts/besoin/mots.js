// French words: which ones tell something, and their stems. The same as build_tools/analysis/matching/words.py.

import { FrenchStemmer } from "./snowball-fr.js";

/** @typedef {{text: string, stem: string}} Word */

// The French stemmer leaves an « s » after a vowel: « vélos » would not be « vélo ».
const PLURAL = /(?<=[a-z][aiou])s$/;
const stemmer = new FrenchStemmer();
/** @type {Map<string, string>} */
const stems = new Map();

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

/** @param {string} folded @returns {string} */
export function stem(folded) {
  const known = stems.get(folded);
  if (known !== undefined) return known;
  const found = stemmer.stemWord(folded.replace(PLURAL, ""));
  stems.set(folded, found);
  return found;
}

/**
 * The words of a text as they are written.
 * @param {string} text
 * @returns {string[]}
 */
export function rawWords(text) {
  return text.normalize("NFC").match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
}

/** What tells a telling word from the others, with the lists of the index. */
export class Words {
  #stopWords;
  #offerStems;

  /**
   * @param {string[]} stopWords folded
   * @param {string[]} offerStems
   */
  constructor(stopWords, offerStems) {
    this.#stopWords = new Set(stopWords);
    this.#offerStems = new Set(offerStems);
  }

  /** @param {string} folded */
  isStopWord(folded) {
    return this.#stopWords.has(folded);
  }

  /** Whether a stem is one that every job offer has. @param {string} own */
  isOfOffers(own) {
    return this.#offerStems.has(own);
  }

  /** Whether a folded word may say something. @param {string} folded */
  tells(folded) {
    return /^[a-z0-9]{2,}$/.test(folded) && !/^[0-9]+$/.test(folded) && !this.#stopWords.has(folded);
  }

  /**
   * The telling words of a need, each stem once; a compound is one word if records do so.
   * @param {string} text
   * @param {(stem: string) => boolean} isKnown
   * @returns {Word[]}
   */
  ofNeed(text, isKnown) {
    /** @type {Map<string, Word>} */
    const found = new Map();
    for (const written of rawWords(text)) {
      for (const part of partsOf(written, isKnown)) {
        const folded = fold(part);
        if (!this.tells(folded)) continue;
        const own = stem(folded);
        if (!this.#offerStems.has(own) && !found.has(own)) found.set(own, { text: part, stem: own });
      }
    }
    return [...found.values()];
  }
}

/**
 * @param {string} written
 * @param {(stem: string) => boolean} isKnown
 */
function partsOf(written, isKnown) {
  if (!written.includes("-")) return [written];
  const whole = written.replaceAll("-", "");
  return isKnown(stem(fold(whole))) ? [whole] : written.split("-");
}
