// Parts of an offer that are no need. The same as build_tools/analysis/matching/noise.py, whose patterns come by the index.

import { fold } from "./mots.js";

/**
 * @typedef {{genres: [string, string][], libelles: Record<string, string>, besoin: string, genresDeBesoin: string[],
 *   fait: string, titre: string, colonne: string, cellules: string, cellulesMinimum: number, proposition: string, balise: string,
 *   adresse: string}} Patterns
 * @typedef {{clauses: string[], noise: string}} Cut
 */

/**
 * Cuts lines into the clauses that may say a need.
 * @param {Patterns} patterns
 */
export function makeCutter(patterns) {
  const kinds = patterns.genres.map(([kind, pattern]) => ({ kind, pattern: new RegExp(pattern) }));
  const needable = new Set(patterns.genresDeBesoin);
  const needed = new RegExp(patterns.besoin);
  const fact = new RegExp(patterns.fait);
  const heading = new RegExp(patterns.titre);
  const column = new RegExp(patterns.colonne);
  const separator = new RegExp(patterns.cellules);
  const clauseEnd = new RegExp(patterns.proposition);
  const tag = new RegExp(patterns.balise, "gi");
  const spokenTo = new RegExp(patterns.adresse);
  return cut;

  /**
   * The clauses of a need without what is noise; the kind of noise of the others, if there are any.
   * @param {string} need
   * @returns {Cut}
   */
  function cut(need) {
    const text = need.replace(tag, " ");
    if (!/[\p{L}\p{N}]/u.test(text)) return { clauses: [], noise: "balises" };
    if (isHead(text)) return { clauses: [], noise: "entete" };
    const clauses = text
      .split(clauseEnd)
      .map((part) => part.replace(/^ +| +$/g, ""))
      .filter((clause) => clause);
    const found = clauses.map(noiseIn);
    const first = found.find((kind) => kind) ?? "";
    const isSpokenTo = spokenTo.test(folded(text));
    if (heading.test(folded(text)) && !isSpokenTo) return { clauses: [], noise: "annonce" };
    if (fact.test(folded(text))) return { clauses: [], noise: first || noiseIn(text) || "entete" };
    if (noiseIn(text) === "presentation" && !isSpokenTo) return { clauses: [], noise: "presentation" };
    return { clauses: clauses.filter((_, i) => !found[i]), noise: first };
  }

  /** @param {string} text */
  function isHead(text) {
    const cells = text.split(separator).map(folded);
    return cells.length >= patterns.cellulesMinimum && 2 * cells.filter((cell) => column.test(cell)).length >= cells.length;
  }

  /** @param {string} clause */
  function noiseIn(clause) {
    const text = folded(clause);
    const kind = kinds.find(({ pattern }) => pattern.test(text))?.kind ?? "";
    return needable.has(kind) && needed.test(text) ? "" : kind;
  }
}

/** @param {string} text */
function folded(text) {
  return fold(text).replaceAll("’", "'");
}
