// A skill against the sentences of an official text. The same as build_tools/analysis/coverage/.

import { remembering } from "../outils.js";
import { fold, rawWords } from "./mots.js";

/**
 * @typedef {import("./mots.js").Word} Word
 * @typedef {import("./mots.js").Words} Words
 * @typedef {{block: string, title: string, text: string, stems: Set<string>}} Sentence
 * @typedef {"couverte" | "approchee" | "absente"} Verdict
 * @typedef {{verdict: Verdict, sentence?: Sentence, words: string[], left: string[], how: "calcule" | "lu"}} Coverage
 * @typedef {{couverte: number, approchee: number, debutCommun: number, fin: number,
 *   semblables: Record<string, string>, legers: string[], demi: string[]}} Measure
 * @typedef {{competence: string, verdict: Verdict, bloc: string}} Reading
 */

const REFERENCE = /[0-9]{3}/;

/**
 * Compares skills with texts, by the lists that the build wrote.
 * @param {Words} words
 * @param {Measure} measure
 */
export function makeComparer(words, measure) {
  const light = new Set(measure.legers);
  const halved = new Set(measure.demi);
  return { makeText };

  /**
   * The text of a registration: block, title of the block and sentence of each.
   * @param {[string, string, string][]} given
   */
  function makeText(given) {
    return textOf(given.map(([block, title, text]) => ({ block, title, text, stems: stemsOf(text) })));
  }

  /** @param {Sentence[]} sentences */
  function textOf(sentences) {
    const known = new Set(sentences.flatMap(({ stems }) => [...stems]));
    /** The positions of the sentences that say a word. @type {(stem: string) => number[]} */
    const placesOf = remembering((stem) => {
      const forms = [...known].filter((other) => isForm(stem, other));
      return sentences.flatMap(({ stems }, i) => (forms.some((form) => stems.has(form)) ? [i] : []));
    });
    return { coverage };

    /**
     * What the text says of a skill; what a person read wins.
     * @param {string} skill
     * @param {Reading} [reading]
     * @returns {Coverage}
     */
    function coverage(skill, reading) {
      return reading ? read(reading) : computed(skill);
    }

    /** @param {Reading} reading @returns {Coverage} */
    function read(reading) {
      if (reading.verdict === "absente") return { verdict: "absente", words: [], left: [], how: "lu" };
      const own = reading.bloc ? sentences.filter(({ block }) => block === reading.bloc) : sentences;
      const found = textOf(own).coverage(reading.competence);
      const other = { block: reading.bloc, title: "", text: "", stems: new Set() };
      const sentence = found.sentence ?? (reading.bloc && own[0] ? own[0] : other);
      return { ...found, verdict: reading.verdict, sentence, how: "lu" };
    }

    /** @param {string} skill @returns {Coverage} */
    function computed(skill) {
      const own = wordsOf(skill, known);
      const shares = [...sharesOf(own)].sort(
        ([one, his], [other, its]) => its - his || sentences[one].stems.size - sentences[other].stems.size || one - other,
      );
      const [best, share] = shares[0] ?? [0, -1];
      const verdict = verdictOf(share);
      if (verdict === "absente") return { verdict, words: [], left: own.map(({ text }) => text), how: "calcule" };
      const said = own.filter(({ stem }) => placesOf(stem).includes(best)).map(({ text }) => text);
      const left = own.map(({ text }) => text).filter((text) => !said.includes(text));
      return { verdict, sentence: sentences[best], words: said, left, how: "calcule" };
    }

    /** Position of a sentence → how much of the skill it says. @param {Word[]} own @returns {Map<number, number>} */
    function sharesOf(own) {
      /** @type {Map<number, number>} */
      const found = new Map();
      const telling = new Set();
      const onlyLight = own.every(({ stem }) => light.has(stem));
      let whole = 0;
      for (const { stem } of own) {
        const weight = halved.has(stem) ? 1 : 2;
        whole += weight;
        for (const place of placesOf(stem)) {
          found.set(place, (found.get(place) ?? 0) + weight);
          if (onlyLight || !light.has(stem)) telling.add(place);
        }
      }
      const shares = [...found].filter(([place]) => telling.has(place));
      return new Map(shares.map(([place, weight]) => [place, Math.floor((100 * weight) / whole)]));
    }
  }

  /** The stems of an official text, those of one meaning as one. @param {string} text @returns {Set<string>} */
  function stemsOf(text) {
    const found = new Set();
    for (const written of rawWords(text)) {
      const parts = fold(written).split("-");
      for (const part of parts.length > 1 ? [...parts, parts.join("")] : parts) {
        if (!words.tells(part)) continue;
        const own = words.stem(part);
        if (!words.isOfOffers(own) && !REFERENCE.test(own)) found.add(alike(own));
      }
    }
    return found;
  }

  /**
   * The telling words of a skill or a need, one for each meaning.
   * @param {string} text
   * @param {Set<string>} known
   * @returns {Word[]}
   */
  function wordsOf(text, known) {
    /** @type {Map<string, Word>} */
    const found = new Map();
    for (const word of words.ofNeed(text, (own) => known.has(own))) {
      const same = alike(word.stem);
      if (!REFERENCE.test(same) && !found.has(same)) found.set(same, { ...word, stem: same });
    }
    return [...found.values()];
  }

  /** Whether two stems are forms of one word. @param {string} one @param {string} other */
  function isForm(one, other) {
    if (one === other) return true;
    const { debutCommun, fin } = measure;
    let shared = 0;
    while (shared < one.length && shared < other.length && one[shared] === other[shared]) shared++;
    return shared >= debutCommun && Math.max(one.length, other.length) - shared <= fin;
  }

  /** @param {number} share @returns {Verdict} */
  function verdictOf(share) {
    if (share < measure.approchee) return "absente";
    return share >= measure.couverte ? "couverte" : "approchee";
  }

  /** @param {string} own */
  function alike(own) {
    return Object.hasOwn(measure.semblables, own) ? measure.semblables[own] : own;
  }
}

/** The block's code, or its title where the code is not known. @param {Coverage} said @returns {string | null} */
export function blockOf({ sentence }) {
  return sentence?.block || sentence?.title || null;
}
