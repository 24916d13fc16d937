// Parts of an offer that are no need. The same as build_tools/analysis/matching/noise.py, whose patterns come by the index.

import { fold } from "./mots.js";

/**
 * @typedef {{genres: [string, string][], libelles: Record<string, string>, besoin: string, genresDeBesoin: string[],
 *   fait: string, titre: string, colonne: string, cellules: string, cellulesMinimum: number, proposition: string, balise: string,
 *   adresse: string}} Patterns
 * @typedef {{clauses: string[], noise: string}} Cut
 */

/** Cuts a line into the clauses that may say a need. */
export class Noise {
  #kinds;
  #needable;
  #needed;
  #fact;
  #heading;
  #column;
  #cells;
  #cellsLeast;
  #clause;
  #tag;
  #spokenTo;

  /** @param {Patterns} patterns */
  constructor(patterns) {
    this.#kinds = patterns.genres.map(([kind, pattern]) => ({ kind, pattern: new RegExp(pattern) }));
    this.#needable = new Set(patterns.genresDeBesoin);
    this.#needed = new RegExp(patterns.besoin);
    this.#fact = new RegExp(patterns.fait);
    this.#heading = new RegExp(patterns.titre);
    this.#column = new RegExp(patterns.colonne);
    this.#cells = new RegExp(patterns.cellules);
    this.#cellsLeast = patterns.cellulesMinimum;
    this.#clause = new RegExp(patterns.proposition);
    this.#tag = new RegExp(patterns.balise, "gi");
    this.#spokenTo = new RegExp(patterns.adresse);
  }

  /**
   * The clauses of a need without what is noise; the kind of noise of the others, if there are any.
   * @param {string} need
   * @returns {Cut}
   */
  cut(need) {
    const text = need.replace(this.#tag, " ");
    if (!/[\p{L}\p{N}]/u.test(text)) return { clauses: [], noise: "balises" };
    if (this.#isHead(text)) return { clauses: [], noise: "entete" };
    const clauses = text
      .split(this.#clause)
      .map((part) => part.replace(/^ +| +$/g, ""))
      .filter((clause) => clause);
    const kinds = clauses.map((clause) => this.#noiseIn(clause));
    const first = kinds.find((kind) => kind) ?? "";
    if (this.#heading.test(folded(text)) && !this.#spokenTo.test(folded(text))) return { clauses: [], noise: "annonce" };
    if (this.#fact.test(folded(text))) return { clauses: [], noise: first || this.#noiseIn(text) || "entete" };
    if (this.#noiseIn(text) === "presentation" && !this.#spokenTo.test(folded(text)))
      return { clauses: [], noise: "presentation" };
    return { clauses: clauses.filter((_, i) => !kinds[i]), noise: first };
  }

  /** @param {string} text */
  #isHead(text) {
    const cells = text.split(this.#cells).map(folded);
    return cells.length >= this.#cellsLeast && 2 * cells.filter((cell) => this.#column.test(cell)).length >= cells.length;
  }

  /** @param {string} clause */
  #noiseIn(clause) {
    const text = folded(clause);
    const kind = this.#kinds.find(({ pattern }) => pattern.test(text))?.kind ?? "";
    return this.#needable.has(kind) && this.#needed.test(text) ? "" : kind;
  }
}

/** @param {string} text */
function folded(text) {
  return fold(text).replaceAll("’", "'");
}
