// A skill against the sentences of an official text. The same as build_tools/analysis/coverage/.

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

/** Compares words by the lists that the build wrote. */
export class Comparer {
  #words;
  #measure;
  #light;
  #halved;

  /**
   * @param {Words} words
   * @param {Measure} measure
   */
  constructor(words, measure) {
    this.#words = words;
    this.#measure = measure;
    this.#light = new Set(measure.legers);
    this.#halved = new Set(measure.demi);
  }

  /**
   * The text of a registration: block, title of the block and sentence of each.
   * @param {[string, string, string][]} sentences
   */
  text(sentences) {
    return new OfficialText(
      this,
      sentences.map(([block, title, text]) => ({ block, title, text, stems: this.stemsOf(text) })),
    );
  }

  /** The stems of an official text, those of one meaning as one. @param {string} text */
  stemsOf(text) {
    const found = new Set();
    for (const written of rawWords(text)) {
      const parts = fold(written).split("-");
      for (const part of parts.length > 1 ? [...parts, parts.join("")] : parts) {
        if (!this.#words.tells(part)) continue;
        const own = this.#words.stem(part);
        if (!this.#words.isOfOffers(own) && !REFERENCE.test(own)) found.add(this.#alike(own));
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
  wordsOf(text, known) {
    /** @type {Map<string, Word>} */
    const found = new Map();
    for (const word of this.#words.ofNeed(text, (own) => known.has(own))) {
      const same = this.#alike(word.stem);
      if (!REFERENCE.test(same) && !found.has(same)) found.set(same, { ...word, stem: same });
    }
    return [...found.values()];
  }

  /** Whether a stem tells what one does rather than to what. @param {string} own */
  isLight(own) {
    return this.#light.has(own);
  }

  /** What a word counts. @param {string} own */
  weight(own) {
    return this.#halved.has(own) ? 1 : 2;
  }

  /** Whether two stems are forms of one word. @param {string} one @param {string} other */
  isForm(one, other) {
    if (one === other) return true;
    const { debutCommun, fin } = this.#measure;
    let shared = 0;
    while (shared < one.length && shared < other.length && one[shared] === other[shared]) shared++;
    return shared >= debutCommun && Math.max(one.length, other.length) - shared <= fin;
  }

  /** @param {number} share @returns {Verdict} */
  verdict(share) {
    if (share < this.#measure.approchee) return "absente";
    return share >= this.#measure.couverte ? "couverte" : "approchee";
  }

  /** @param {string} own */
  #alike(own) {
    return Object.hasOwn(this.#measure.semblables, own) ? this.#measure.semblables[own] : own;
  }
}

/** The sentences of a registration. */
export class OfficialText {
  #comparer;
  #sentences;
  /** @type {Set<string>} */
  #known = new Set();
  /** @type {Map<string, number[]>} */
  #saying = new Map();

  /**
   * @param {Comparer} comparer
   * @param {Sentence[]} sentences
   */
  constructor(comparer, sentences) {
    this.#comparer = comparer;
    this.#sentences = sentences;
    for (const { stems } of sentences) for (const own of stems) this.#known.add(own);
  }

  /**
   * What the text says of a skill; what a person read wins.
   * @param {string} skill
   * @param {Reading} [reading]
   * @returns {Coverage}
   */
  coverage(skill, reading) {
    return reading ? this.#read(reading) : this.#computed(skill);
  }

  /** @param {Reading} reading @returns {Coverage} */
  #read(reading) {
    if (reading.verdict === "absente") return { verdict: "absente", words: [], left: [], how: "lu" };
    const own = reading.bloc ? this.#sentences.filter(({ block }) => block === reading.bloc) : this.#sentences;
    const found = new OfficialText(this.#comparer, own).coverage(reading.competence);
    const other = { block: reading.bloc, title: "", text: "", stems: new Set() };
    const sentence = found.sentence ?? (reading.bloc && own[0] ? own[0] : other);
    return { ...found, verdict: reading.verdict, sentence, how: "lu" };
  }

  /** @param {string} skill @returns {Coverage} */
  #computed(skill) {
    const words = this.#comparer.wordsOf(skill, this.#known);
    const shares = [...this.#shares(words)].sort(
      ([one, his], [other, its]) =>
        its - his || this.#sentences[one].stems.size - this.#sentences[other].stems.size || one - other,
    );
    const [best, share] = shares[0] ?? [0, -1];
    const verdict = this.#comparer.verdict(share);
    if (verdict === "absente") return { verdict, words: [], left: words.map(({ text }) => text), how: "calcule" };
    const said = words.filter((word) => this.#places(word.stem).includes(best)).map(({ text }) => text);
    const left = words.map(({ text }) => text).filter((text) => !said.includes(text));
    return { verdict, sentence: this.#sentences[best], words: said, left, how: "calcule" };
  }

  /** Position of a sentence → how much of the skill it says. @param {Word[]} words @returns {Map<number, number>} */
  #shares(words) {
    /** @type {Map<number, number>} */
    const found = new Map();
    const telling = new Set();
    const light = words.every((word) => this.#comparer.isLight(word.stem));
    let whole = 0;
    for (const { stem: own } of words) {
      const weight = this.#comparer.weight(own);
      whole += weight;
      for (const place of this.#places(own)) {
        found.set(place, (found.get(place) ?? 0) + weight);
        if (light || !this.#comparer.isLight(own)) telling.add(place);
      }
    }
    const shares = [...found].filter(([place]) => telling.has(place));
    return new Map(shares.map(([place, weight]) => [place, Math.floor((100 * weight) / whole)]));
  }

  /** The positions of the sentences that say a word. @param {string} own @returns {number[]} */
  #places(own) {
    let found = this.#saying.get(own);
    if (!found) {
      const forms = [...this.#known].filter((other) => this.#comparer.isForm(own, other));
      found = this.#sentences.flatMap(({ stems }, i) => (forms.some((form) => stems.has(form)) ? [i] : []));
      this.#saying.set(own, found);
    }
    return found;
  }
}

/** The block's code, or its title where the code is not known. @param {Coverage} said @returns {string | null} */
export function blockOf({ sentence }) {
  return sentence?.block || sentence?.title || null;
}
