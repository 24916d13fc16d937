// What the explorer says of its answer: how the words were read, what was left out, how many results hold all the words.

import { QUERY_MAX, plain } from "./mots-cherches.js";
import { element } from "./outils.js";
import { plural } from "./textes.js";

/**
 * @typedef {import("./recherche-facettes.js").State} State
 * @typedef {import("./mots-cherches.js").Found} Found
 * @typedef {{kept: (row: number) => boolean, addressOf: (state: State) => string}} Known what the explorer knows: which
 *   rows its filters keep, the address of another search
 */

/**
 * The notices above the results.
 * @param {State} state
 * @param {import("./moteur.js").Answer} answer
 * @param {number[]} results
 * @param {Known} known
 */
export function noticesOf(state, { spelt, found }, results, { kept, addressOf }) {
  const lines = [];
  if (state.q.length > QUERY_MAX) lines.push(line(`Seuls les ${QUERY_MAX} premiers caractères ont été cherchés.`));
  if (state.ignored.length) {
    const asked = state.ignored.slice(0, 5).join("\u00a0; ");
    lines.push(line(`L’adresse demandait ce que le catalogue ne connaît pas\u00a0: ${asked}.`));
  }
  for (const [word, known] of spelt.replaced) {
    lines.push(line(`«\u00a0${word}\u00a0» est inconnu\u00a0; voici ce qui contient «\u00a0${known}\u00a0».`));
  }
  if (spelt.unknown.length) {
    const words = spelt.unknown.map((word) => `«\u00a0${word}\u00a0»`).join(", ");
    lines.push(line(`Aucune fiche ne contient ${words}.`));
  }
  if (results.length && partlyText(found, results)) lines.push(line(partlyText(found, results)));
  const apart = found.apart.filter(kept).length;
  if (apart) lines.push(apartLine(apart, addressOf({ ...state, q: oneByOne(state.q, spelt.words) })));
  if (!results.length) lines.push(line("Rien ne correspond à cette recherche. Vous pouvez essayer\u00a0:"));
  return lines;
}

/** @param {(Node | string)[]} parts */
function line(...parts) {
  return element("p", {}, ...parts);
}

/** The words that are searched, with commas: the search then reads them one by one. @param {string} text @param {string[]} words */
function oneByOne(text, words) {
  const written = text.match(/[\p{L}\p{N}]+/gu)?.filter((word) => words.includes(plain(word))) ?? [];
  return (written.length < words.length ? words : written).join(", ");
}

/** The way to what was left out. @param {number} count @param {string} href */
function apartLine(count, href) {
  const told = count > 1 ? `les ${count} autres modules qui ont` : "l’autre module qui a";
  return line(
    "Ces mots sont lus ensemble, comme une expression. ",
    element("a", { href }, `Voir aussi ${told} ces mots, mais séparés`),
  );
}

/** How many of the results hold all the words. @param {Found} found @param {number[]} results */
function partlyText({ rows, whole }, results) {
  const all = new Set(rows.slice(0, whole));
  const count = results.filter((row) => all.has(row)).length;
  if (!count) return "Aucun module ne contient tous ces mots\u00a0; ceux-ci en contiennent une partie.";
  if (count === results.length) return "";
  if (count === 1) return "Un seul module contient tous ces mots\u00a0; les autres en contiennent une partie.";
  return `${plural(count, "module")} contiennent tous ces mots\u00a0; les autres en contiennent une partie.`;
}
