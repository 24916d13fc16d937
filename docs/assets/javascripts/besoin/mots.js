// French words: which ones tell something, and their stems. The same as build_tools/analysis/matching/words.py.

import { remembering } from "../outils.js";
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

/**
 * What tells a telling word from the others, with the lists of the index.
 * @typedef {ReturnType<typeof makeWords>} Words
 * @param {Lists} lists
 */
export function makeWords(lists) {
  const stopWords = new Set(lists.motsVides);
  const offerStems = new Set(lists.racinesVides);
  const units = new Set(lists.unites);
  const nameWords = new Set(lists.motsDeNom);
  const setting = new Set(lists.cadre);
  const noSubject = new Set(lists.sansSujet);
  const families = new Set(lists.familles);
  const otherWords = new Set(lists.autresMots);
  const prefixes = new Set(lists.prefixes);
  /** The stem of a folded word's family. @type {(folded: string) => string} */
  const stem = remembering((folded) => stemmer.stemWord(inFamily(folded).replace(PLURAL, "")));
  return { isStopWord, isOfOffers, offerStemsOf, tells, isSubject, stem, ofNeed };

  /** @param {string} folded */
  function isStopWord(folded) {
    return stopWords.has(folded);
  }

  /** Whether a stem is one that every job offer has. @param {string} own */
  function isOfOffers(own) {
    return offerStems.has(own);
  }

  /** What a text has of every job offer's words. @param {string} text @returns {string[]} */
  function offerStemsOf(text) {
    const folded = rawWords(text).map(fold);
    const stems = folded.filter(tells).map(stem);
    return [...stems.filter(isOfOffers), ...folded.filter((word) => nameWords.has(word))];
  }

  /** Whether a folded word may say something. @param {string} folded */
  function tells(folded) {
    return !units.has(folded) && /^[a-z0-9]{2,}$/.test(folded) && !/^[0-9]+$/.test(folded) && !stopWords.has(folded);
  }

  /** Neither a verb of any trade nor an everyday word. @param {string} own */
  function isSubject(own) {
    return !noSubject.has(own);
  }

  /** @param {string} folded */
  function inFamily(folded) {
    if (Object.hasOwn(lists.formes, folded)) return lists.formes[folded];
    const quality = QUALITY.exec(folded);
    if (quality) return `${quality[1]}if`;
    if (otherWords.has(folded)) return folded;
    for (const ending of lists.terminaisons) {
      const root = folded.slice(0, -ending.length);
      if (folded.endsWith(ending) && families.has(root)) return `${root}er`;
    }
    return folded;
  }

  /**
   * The telling words of a need, each stem once; a compound is one word if records do so.
   * @param {string} text a clause a line
   * @param {(stem: string) => boolean} isKnown
   * @returns {Word[]}
   */
  function ofNeed(text, isKnown) {
    /** @type {Map<string, Word>} */
    const found = new Map();
    for (const clause of text.split("\n")) {
      let [isSetting, hasSubject] = [false, false];
      for (const written of rawWords(clause)) {
        isSetting ||= hasSubject && setting.has(fold(written));
        for (const [part, folded] of partsOf(written, isKnown)) {
          if (!tells(folded)) continue;
          const own = stem(folded);
          if (isOfOffers(own)) continue;
          hasSubject ||= isSubject(own);
          const before = found.get(own);
          if (!before || (before.isSetting && !isSetting)) found.set(own, { text: part, stem: own, isSetting });
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
  function partsOf(written, isKnown) {
    if (!written.includes("-")) return [[written, fold(written)]];
    const ways = [joined(written.replace(PLURAL_PART, "-")), joined(written)];
    const whole = ways.find((way) => isKnown(stem(way)));
    if (whole) return [[written, whole]];
    /** @type {[string, string][]} */
    const parts = written.split("-").map((part) => [part, fold(part)]);
    // « éco-conduite » in one word, beside its parts: they say less than the whole, which nobody knows.
    return prefixes.has(parts[0][1]) ? [...parts, [written, ways[1]]] : parts;
  }
}
