// What the explorer says of its answer: how the words were read, what was left out, how many results hold all the words.

import { QUERY_MAX, plain } from "./mots.js";
import { element } from "./outils.js";
import { EMBEDDED } from "./recherche-adresse.js";
import { answersTo } from "./recherche-questions.js";
import { plural } from "./textes.js";

// The letters that two forms of a word begin with at least.
const FORM_LEAST = 4;
// A region of the address, among what no filter has.
const REGION = /^region = /;

/**
 * @typedef {import("./recherche-facettes.js").State} State
 * @typedef {import("./mots-cherches.js").Found} Found
 * @typedef {{kept: (row: number) => boolean, countWithout: (facet: string) => number,
 *   countIn: (regions: string[]) => number, addressOf: (state: State) => string,
 *   labels: Record<string, string>}} Known what the explorer knows: which rows its filters keep, how many they are without
 *   one, how many modules regions have, the address of another search, the labels of regions
 */

/**
 * The notices above the results.
 * @param {State} state what the address says
 * @param {State} asked the same, the regions that its words name as choices
 * @param {import("./moteur.js").Answer} answer
 * @param {number[]} results
 * @param {Known} known
 */
export function noticesOf(state, asked, { spelt, found, read }, results, known) {
  const lines = [];
  if (state.q.length > QUERY_MAX) lines.push(line(`Seuls les ${QUERY_MAX} premiers caractères ont été cherchés.`));
  if (!EMBEDDED) lines.push(...answersTo(state.q, known.addressOf));
  lines.push(...ignoredLines(state.ignored, results.length, known.labels));
  if (read.regions.length) lines.push(regionLine(state, asked, read, results.length, known));
  for (const [word, meant] of spelt.replaced) {
    lines.push(
      line(`«\u00a0${asTyped(word, state.q)}\u00a0» est inconnu\u00a0; voici ce qui contient «\u00a0${meant}\u00a0».`),
    );
  }
  if (spelt.unknown.length) {
    const words = spelt.unknown.map((word) => `«\u00a0${asTyped(word, state.q)}\u00a0»`).join(", ");
    lines.push(line(`Aucune fiche ne contient ${words}.`));
  }
  if (results.length && partlyText(found, results)) lines.push(line(partlyText(found, results)));
  const apart = found.apart.filter(known.kept).length;
  if (apart) lines.push(apartLine(apart, known.addressOf({ ...asked, q: oneByOne(asked.q, spelt.words) })));
  if (found.absent.length)
    lines.push(absentLine(found.absent, state.q, known.addressOf({ ...asked, q: oneByOne(asked.q, spelt.words) })));
  if (!results.length) lines.push(line("Rien ne correspond à cette recherche. Vous pouvez essayer\u00a0:"));
  return lines;
}

/**
 * What the address asks for that no filter has: a region without any module, or whatever else.
 * @param {string[]} ignored
 * @param {number} count of the results, of which another site shows none in the place of those that it meant
 * @param {Record<string, string>} labels
 */
function ignoredLines(ignored, count, labels) {
  const empty = ignored.filter((one) => REGION.test(one) && Object.hasOwn(labels, one.replace(REGION, "")));
  const others = ignored.filter((one) => !empty.includes(one)).slice(0, 5);
  const lines = empty.map((one) => {
    const region = one.replace(REGION, "");
    const text = `${labels[region]}\u00a0: le catalogue n’y connaît encore aucun module. ${count ? "Voici ceux d’autres régions. " : ""}`;
    return line(text, element("a", { href: `../regions/${region}/` }, "Voir la page de cette région"));
  });
  if (others.length)
    lines.push(line(`L’adresse demandait un filtre que cette page n’a pas\u00a0: ${others.join("\u00a0; ")}.`));
  return lines;
}

/** @param {(Node | string)[]} parts */
function line(...parts) {
  return element("p", {}, ...parts);
}

/**
 * The regions read in the words, since only their modules are shown, and the ways to the others.
 * @param {State} state
 * @param {State} asked
 * @param {import("./regions-dites.js").Reading} read
 * @param {number} count
 * @param {Known} known
 */
function regionLine(state, asked, { regions, asWritten, literal }, count, { countWithout, countIn, addressOf, labels }) {
  const several = regions.length > 1;
  const names = regions.map((region) => labels[region]).join(", ");
  const others = asWritten.filter((name) => !regions.some((region) => plain(labels[region]) === plain(name)));
  const places = others.length ? ` (${others.map((name) => `«\u00a0${name}\u00a0»`).join(", ")})` : "";
  const heading = element("strong", {}, `${several ? "Régions lues" : "Région lue"} dans vos mots\u00a0: ${names}${places}.`);
  const isKept = regions.every((region) => asked.facets.get("region")?.has(region));
  const own = countIn(regions);
  const ways = [];
  if (!isKept && own) {
    const href = addressOf({ ...state, q: "", facets: new Map([["region", new Set(regions)]]) });
    ways.push(element("a", { href }, `Voir tous ${several ? "leurs" : "ses"} modules (${own})`));
  } else if (isKept && count && countWithout("region") > count) {
    const facets = new Map([...asked.facets].filter(([name]) => name !== "region"));
    const href = addressOf({ ...asked, facets });
    ways.push(element("a", { href }, `Voir ceux de toutes les régions (${countWithout("region")})`));
  }
  const word = several ? "ces noms comme de simples mots" : "ce nom comme un simple mot";
  ways.push(element("a", { href: addressOf({ ...state, q: literal }) }, `Chercher ${word}`));
  return line(heading, ` ${shownText(several, own, count, isKept)} `, ...ways.flatMap((way, i) => (i ? [" · ", way] : [way])));
}

/** @param {boolean} several @param {number} own @param {number} count @param {boolean} isKept */
function shownText(several, own, count, isKept) {
  const whose = several ? "leurs" : "ses";
  if (isKept && count) return `Seuls ${whose} modules sont montrés.`;
  const none = own ? `Aucun de ${whose} modules ne répond` : "Le catalogue n’y connaît encore aucun module";
  return `${none}${isKept ? "." : "\u00a0: voici ceux d’autres régions."}`;
}

/** A word as the visitor typed it, with its accents, be it in another form: « familiaux » for « familial ». @param {string} word @param {string} text */
function asTyped(word, text) {
  const typed = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const isForm = (/** @type {string} */ one) => plain(one).startsWith(word.slice(0, FORM_LEAST));
  return typed.find((one) => plain(one) === word) ?? (word.length >= FORM_LEAST ? typed.find(isForm) : undefined) ?? word;
}

/** The words that are searched, with commas: the search then reads them one by one. @param {string} text @param {string[]} words */
function oneByOne(text, words) {
  const alone = words.filter((word) => !/^0[a-z]/.test(word)); // « permis B » counts as one word more
  const written = text.match(/[\p{L}\p{N}]+/gu)?.filter((word) => alone.includes(plain(word))) ?? [];
  return (written.length < alone.length ? alone : written).join(", ");
}

/** The way to what was left out. @param {number} count @param {string} href */
function apartLine(count, href) {
  const others = count > 1 ? `les ${count} autres modules qui ont` : "l’autre module qui a";
  return line(
    "Ces mots sont lus ensemble, comme une expression. ",
    element("a", { href }, `Voir aussi ${others} ces mots, mais séparés`),
  );
}

/** A name whose words no module has together, and the way to each of them. @param {string[]} words @param {string} text @param {string} href */
function absentLine(words, text, href) {
  const [first, last] = [words[0], words[words.length - 1]].map((word) => asTyped(word, text));
  const [start, end] = [text.indexOf(first), text.lastIndexOf(last) + last.length];
  const name = start < 0 || end <= start + first.length ? words.join(" ") : text.slice(start, end);
  return line(
    `Aucun module ne contient l’expression «\u00a0${name}\u00a0». `,
    element("a", { href }, "Chercher ces mots séparément"),
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
