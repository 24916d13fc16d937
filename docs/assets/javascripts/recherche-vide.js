// What the explorer offers when nothing answers: the search without a filter or without the words, the lists, the nearest.

import { nearestTo } from "./besoin/proche.js";
import { jobWords } from "./moteur.js";
import { wordsOf } from "./mots.js";
import { element } from "./outils.js";
import { plural } from "./textes.js";

/**
 * @typedef {{q: string, tri: string, facets: Map<string, Set<string>>, ignored: string[]}} State
 * @typedef {{
 *   countWithout: (facet: string) => number,
 *   withoutWords: number,
 *   families: string[],
 *   countOfFamily: (family: string) => number,
 *   labelOf: (facet: string, value: string) => string,
 *   addressOf: (state: State) => string,
 * }} Known what the explorer knows of the other searches
 */

/**
 * What to try: without each filter, without the words, the lists, or telling us.
 * @param {State} state
 * @param {Known} known
 */
export function waysOut(state, { countWithout, withoutWords, families, countOfFamily, labelOf, addressOf }) {
  const items = [];
  for (const family of families) {
    const count = countOfFamily(family);
    if (!count) continue;
    const address = addressOf({ q: "", tri: "", facets: new Map([["famille", new Set([family])]]), ignored: [] });
    items.push(
      wayOut(address, `Métiers proches, «\u00a0${labelOf("famille", family)}\u00a0»\u00a0: ${plural(count, "module")}`),
    );
  }
  for (const [name, values] of state.facets) {
    const count = countWithout(name);
    if (!count) continue;
    const label = [...values].map((value) => labelOf(name, value)).join(", ");
    const left = new Map([...state.facets].filter(([other]) => other !== name));
    items.push(
      wayOut(addressOf({ ...state, facets: left }), `Sans le filtre «\u00a0${label}\u00a0»\u00a0: ${plural(count, "module")}`),
    );
  }
  if (state.q && state.facets.size && withoutWords) {
    const words = `Sans les mots «\u00a0${state.q.slice(0, 40)}\u00a0»`;
    items.push(wayOut(addressOf({ ...state, q: "" }), `${words}\u00a0: ${plural(withoutWords, "module")}`));
  }
  items.push(wayOut("../themes/", "Parcourir les thèmes"), wayOut("../modules/", "Voir la liste de tous les modules"));
  items.push(wayOut("../contribuer/", "Signaler un module qui manque"));
  return element("ul", {}, ...items);
}

/**
 * The families of the first job that the words name.
 * @param {string} query
 */
export async function familiesOf(query) {
  const { familles: jobs } = await jobWords().catch(() => ({ familles: /** @type {Record<string, string>} */ ({}) }));
  const named = wordsOf(query).find((word) => Object.hasOwn(jobs, word) && jobs[word]);
  return named ? [...jobs[named]] : [];
}

/**
 * What the reading of needs finds for words that no record has; null if it finds nothing either.
 * @param {string} query
 */
export async function nearest(query) {
  const modules = await nearestTo(query).catch(() => []);
  if (!modules.length) return null;
  const items = modules.map(({ id, titre, level }) => {
    const item = wayOut(`../modules/${id}/`, titre);
    item.append(element("span", { class: "discret" }, ` (${level})`));
    return item;
  });
  const intro = "Les modules les plus proches, lus comme un besoin\u00a0:";
  return element("div", { class: "explorateur__proches" }, element("p", {}, intro), element("ul", {}, ...items));
}

/** A link of a list. @param {string} address @param {string} text */
export function wayOut(address, text) {
  return element("li", {}, element("a", { href: address }, text));
}
