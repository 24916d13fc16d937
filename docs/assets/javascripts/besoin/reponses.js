// The answers to a need, in whole numbers. The same as build_tools/analysis/matching/match.py.

import { Words } from "./mots.js";

/**
 * @typedef {{word: string, field: string, theme?: string}} Reason
 * @typedef {{id: string, titre: string, region: string, score: number, why: Reason[], skills: string[]}} Match
 * @typedef {{need: string, matches: Match[], uncovered: string[]}} Answer
 * @typedef {{weight: number, counts: Map<number, number>, fields: Map<number, number>}} Posting
 * @typedef {{label: string, modules: number[], names: string[][]}} Theme
 * @typedef {import("./mots.js").Word} Word
 */

/** The index of words that the build wrote. */
export class Index {
  #data;
  /** @type {Map<string, Posting>} */
  #postings = new Map();
  /** @type {Theme[]} */
  #themes;
  #synonym;

  /** @param {any} data as build_tools/site/needs.py writes it */
  constructor(data) {
    this.#data = data;
    this.words = new Words(data.lecture.motsVides, data.lecture.racinesVides);
    this.#synonym = data.champs.indexOf("synonyme");
    /** @type {[string, number[], string[][]][]} */
    const themes = data.themes;
    this.#themes = themes.map(([label, steps, names]) => ({ label, modules: positions(steps), names }));
  }

  /**
   * The modules that answer a need best.
   * @param {string} need
   * @returns {Answer}
   */
  answer(need) {
    const { scoreMinimum } = this.#data.mesure;
    const words = this.words.ofNeed(need, this.#isKnown);
    const whole = 100 * words.reduce((sum, word) => sum + this.#weight(word.stem), 0);
    const named = this.#namedThemes(words);
    /** @type {Map<number, number>} */
    const points = new Map();
    for (const { stem } of words) {
      const weight = this.#weight(stem);
      for (const [module, credit] of this.#credits(stem, named.get(stem) ?? new Map()))
        points.set(module, (points.get(module) ?? 0) + weight * credit);
    }
    const matches = this.#best(points)
      .map((module) => ({ module, share: 100 * (points.get(module) ?? 0) }))
      .filter(({ share }) => share >= scoreMinimum * whole)
      .map(({ module, share }) => this.#match(module, Math.floor(share / whole), words, named));
    const covered = new Set(matches.filter(this.isAnswer).flatMap(({ why }) => why.map(({ word }) => word)));
    return { need, matches, uncovered: words.map(({ text }) => text).filter((text) => !covered.has(text)) };
  }

  /** Whether a module is more than a lead. @param {Match} match */
  isAnswer = ({ score }) => score >= this.#data.mesure.scoreDeReponse;

  /** Whether a module answers the need, if only in part. @param {Answer} answer */
  isAnswered = ({ matches }) => matches.some(this.isAnswer);

  /** A field as visitors read it. @param {string} field @returns {string} */
  fieldLabel(field) {
    return this.#data.libelles[field];
  }

  /** @param {string} stem */
  #isKnown = (stem) => Object.hasOwn(this.#data.mots, stem);

  /** What a word counts: the more, the fewer modules have it. @param {string} stem @returns {number} */
  #weight(stem) {
    return this.#isKnown(stem) ? this.#data.mots[stem][0] : this.#data.inconnu;
  }

  /** Unpacked when it is first asked for. @param {string} stem @returns {Posting | undefined} */
  #posting(stem) {
    if (!this.#isKnown(stem)) return undefined;
    let found = this.#postings.get(stem);
    if (!found) {
      const [weight, steps, counts, fields] = this.#data.mots[stem];
      const modules = positions(steps);
      found = {
        weight,
        counts: new Map(modules.map((module, i) => [module, counts[i]])),
        fields: new Map(modules.map((module, i) => [module, fields[i]])),
      };
      this.#postings.set(stem, found);
    }
    return found;
  }

  /** The modules with most points; of equals, those of the first ids. @param {Map<number, number>} points */
  #best(points) {
    return [...points]
      .sort(([one, his], [other, its]) => its - his || one - other)
      .slice(0, this.#data.mesure.reponses)
      .map(([module]) => module);
  }

  /**
   * Stem of the need → module → the theme that the need names with this word: all words of one of its names.
   * @param {Word[]} words
   * @returns {Map<string, Map<number, string>>}
   */
  #namedThemes(words) {
    /** @type {Map<string, Map<number, string>>} */
    const named = new Map(words.map(({ stem }) => [stem, new Map()]));
    for (const { label, modules, names } of this.#themes) {
      const stems = new Set(names.filter((name) => name.every((stem) => named.has(stem))).flat());
      for (const stem of stems) {
        const labels = named.get(stem);
        for (const module of modules) if (labels && !labels.has(module)) labels.set(module, label);
      }
    }
    return named;
  }

  /**
   * Module → what the word is worth there, in hundredths.
   * @param {string} stem
   * @param {Map<number, string>} named
   */
  #credits(stem, named) {
    const direct = this.#posting(stem)?.counts ?? new Map();
    /** @param {number} module @param {number} count */
    const credit = (module, count) => Math.floor((10_000 * count) / (100 * count + this.#data.freins[module]));
    /** @type {Map<number, number>} */
    const found = new Map();
    for (const [module, count] of direct) found.set(module, credit(module, count));
    for (const module of named.keys())
      found.set(module, credit(module, (direct.get(module) ?? 0) + this.#data.mesure.nomDeTheme));
    return found;
  }

  /**
   * @param {number} module
   * @param {number} score
   * @param {Word[]} words
   * @param {Map<string, Map<number, string>>} named
   * @returns {Match}
   */
  #match(module, score, words, named) {
    /** @type {[string, string, string, string[]]} */
    const [id, titre, region, skills] = this.#data.modules[module];
    const why = words
      .map((word) => this.#reason(module, word, named.get(word.stem) ?? new Map()))
      .filter((reason) => reason !== undefined);
    const stems = new Set(words.map(({ stem }) => stem));
    const shared = skills.filter((skill) => this.words.ofNeed(skill, this.#isKnown).some(({ stem }) => stems.has(stem)));
    return { id, titre, region, score, why, skills: shared.slice(0, this.#data.mesure.competences) };
  }

  /**
   * @param {number} module
   * @param {Word} word
   * @param {Map<number, string>} named
   * @returns {Reason | undefined}
   */
  #reason(module, word, named) {
    const field = this.#posting(word.stem)?.fields.get(module);
    if (named.has(module) && (field === undefined || field > this.#synonym)) {
      return { word: word.text, field: "synonyme", theme: named.get(module) };
    }
    return field === undefined ? undefined : { word: word.text, field: this.#data.champs[field] };
  }
}

/** @param {number[]} steps @returns {number[]} */
function positions(steps) {
  let last = 0;
  return steps.map((step) => (last += step));
}
