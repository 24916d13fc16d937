// Modules whose title is near the one that is being typed.

import { fold, wordsOf } from "./formulaire-yaml.js";
import { element, linkInNewTab, remembering, ROOT } from "./outils.js";
import { french } from "./textes.js";

const SHOWN = 4;
/** Of all words of two titles, the part that both have. */
const NEAR = 0.5;
// As in build_tools/checking/rules/catalogue/duplicates.py.
const LITTLE_WORDS = new Set("a au aux avec d dans de des du en et l la le les ou par pour".split(" "));

/**
 * The nearest modules, nearest first.
 * @template {[string, string, string]} Known
 * @param {string} title
 * @param {Known[]} modules id, title, region
 * @returns {Known[]}
 */
function nearTitles(title, modules) {
  const words = wordsOfTitle(title);
  if (!words.size) return [];
  return modules
    .map((module) => ({ module, near: likeness(words, wordsOfTitle(module[1])) }))
    .filter(({ near }) => near >= NEAR)
    .sort((one, other) => other.near - one.near)
    .slice(0, SHOWN)
    .map(({ module }) => module);
}

/** Words in the singular, without little ones. @type {(title: string) => Set<string>} */
const wordsOfTitle = remembering((title) => {
  const words = fold(title).split("-");
  return wordsOf(words.filter((word) => !LITTLE_WORDS.has(word)).join("-"));
});

/** @param {Set<string>} some @param {Set<string>} others */
function likeness(some, others) {
  const common = [...some].filter((word) => others.has(word)).length;
  return common / (some.size + others.size - common);
}

/**
 * Show the records whose title is near; `nom` is what people call one.
 * @param {HTMLElement} box
 * @param {string} title
 * @param {[string, string, string][]} records
 * @param {{collection: string, adresse: string, nom: string}} kind
 * @param {(source: string, id: string) => string} labelOf
 */
export function showNear(box, title, records, { collection, adresse, nom }, labelOf) {
  const near = nearTitles(title, records);
  if (box.dataset.pour === near.map(([id]) => id).join()) return;
  box.dataset.pour = near.map(([id]) => id).join();
  if (!near.length) return box.replaceChildren();
  const items = near.map(([id, titre, region]) => {
    const link = linkInNewTab(new URL(`${collection}/${id}/`, ROOT).href, french(titre));
    const complete = element("a", { href: new URL(`${adresse}?fiche=${id}`, ROOT).href }, "compléter cette fiche");
    return element("li", {}, link, ` (${labelOf("regions", region)}), `, complete);
  });
  const several = near.length > 1;
  const words = several ? `Des ${nom}s proches existent déjà.` : `Un ${nom} proche existe déjà.`;
  box.replaceChildren(
    element("p", {}, element("strong", {}, words), " Si c’est le même, complétez sa fiche."),
    element("ul", {}, ...items),
  );
}
