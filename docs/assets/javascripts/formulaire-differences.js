// A draft of a record that was published anew meanwhile: what each changed, before the older one wins.

import { button, element } from "./outils.js";
import { french } from "./textes.js";

const FIRST = { class: "md-button md-button--primary" };

/**
 * @typedef {import("./formulaire-yaml.js").Data} Data
 * @typedef {{titleOf(where: import("./formulaire-schema.js").Where): string,
 *   valueText(value: any, where: import("./formulaire-schema.js").Where): string}} Names
 */

/**
 * What a draft changes, applied to what the record says today. What it began from is not known of a draft of long ago:
 * then all that it says otherwise counts as changed.
 * @param {Data | undefined} start what the record said when the draft began
 * @param {Data} today what it says now
 * @param {Data} draft
 */
export function merged(start, today, draft) {
  const made = { ...today };
  for (const key of keysOf(start ?? today, draft)) {
    if (start && same(start[key], draft[key])) continue;
    if (draft[key] === undefined) delete made[key];
    else made[key] = draft[key];
  }
  return made;
}

/** @param {Data | undefined} one @param {Data | undefined} other */
export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The question: what would the draft change in the record of today?
 * @param {{depart?: Data, donnees: Data}} draft
 * @param {Data} today
 * @param {string} day of the draft
 * @param {Names} names
 * @param {{take(data: Data): void, leave(): void}} chosen what each answer does
 */
export function askWhichWins({ depart, donnees }, today, day, names, chosen) {
  const made = merged(depart, today, donnees);
  const mine = keysOf(today, made).filter((key) => !same(today[key], made[key]));
  const theirs = depart ? keysOf(depart, today).filter((key) => !same(depart[key], today[key])) : [];
  const kept = theirs.filter((key) => !mine.includes(key)).map((key) => `«\u00a0${names.titleOf([key])}\u00a0»`);
  const box = element(
    "div",
    { class: "formulaire__ecarts" },
    element("p", {}, element("strong", {}, french(`La fiche publiée a changé depuis votre brouillon du ${day}.`))),
    ...(kept.length ? [element("p", {}, french(`Changé dans la fiche depuis, et gardé : ${kept.join(", ")}.`))] : []),
    ...(mine.length
      ? [element("p", {}, french("Voici ce que votre brouillon y changerait :")), changes(mine, theirs, today, made, names)]
      : [element("p", {}, french("Votre brouillon ne change plus rien : la fiche dit déjà la même chose."))]),
  );
  const answers = [
    ...(mine.length ? [button("Reprendre mes changements", () => chosen.take(made), FIRST)] : []),
    button("Partir de la fiche d’aujourd’hui", chosen.leave, mine.length ? { class: "md-button" } : FIRST),
  ];
  for (const one of answers) one.addEventListener("click", () => box.remove());
  box.append(element("p", { class: "formulaire__fichier" }, ...answers));
  return box;
}

/**
 * What a draft changes, question by question.
 * @param {string[]} mine the keys that it changes
 * @param {string[]} theirs those that the record has changed since
 * @param {Data} today
 * @param {Data} made the record with the changes of the draft
 * @param {Names} names
 */
function changes(mine, theirs, today, made, names) {
  const rows = mine.map((key) => {
    const both = theirs.includes(key) ? [element("em", {}, french(" changée aussi dans la fiche depuis"))] : [];
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, names.titleOf([key]), ...both),
      element("td", { "data-titre": "La fiche aujourd’hui" }, french(names.valueText(today[key], [key]))),
      element("td", { "data-titre": "Votre brouillon" }, french(names.valueText(made[key], [key]))),
    );
  });
  const heads = ["Question", "La fiche aujourd’hui", "Votre brouillon"];
  return element(
    "table",
    { class: "formulaire__comparaison" },
    element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
    element("tbody", {}, ...rows),
  );
}

/** @param {Data} one @param {Data} other */
function keysOf(one, other) {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}
