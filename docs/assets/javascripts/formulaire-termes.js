// The terms that the form's answers are chosen from: those of its lists, and those that are searched.

import { option } from "./formulaire-choix.js";

/** @typedef {import("./formulaire-choix.js").Option} Option */

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, [string, string, string[]][]>} searched terms of the lists that are searched
 * @param {string} collection what else may be named: the records of the form's collection
 * @param {[string, string, string][]} records id, title and region of each
 */
export function makeTerms(form, searched, collection, records) {
  /** @type {Map<string, string>} */
  const labels = labelsOf(form);
  /** @param {string} source @param {string} id */
  const labelOf = (source, id) => labels.get(`${source}/${id}`) ?? id;
  /** @type {Record<string, Option[]>} */
  const options = {};
  /** @type {[string, string, string[]][]} */
  const named = records.map(([id, title, region]) => [id, `${title} (${labelOf("regions", region)})`, []]);
  for (const [source, terms] of Object.entries({ ...searched, [collection]: named })) {
    options[source] = terms.map(([id, label, ways]) => option(id, label, ways));
    for (const { id, label } of options[source]) labels.set(`${source}/${id}`, label);
  }
  /** The ids that a record may name. @type {Record<string, Set<string>>} */
  const known = Object.fromEntries(
    ["certifications", "metiers", "modules"].map((source) => [source, new Set((options[source] ?? []).map(({ id }) => id))]),
  );
  known.demarches = new Set(
    [...labels.keys()].flatMap((key) => (key.startsWith("demarches/") ? [key.slice("demarches/".length)] : [])),
  );
  return { options, labelOf, known };
}

/** The name of each term of the short lists, those of rows too. @param {HTMLFormElement} form */
function labelsOf(form) {
  /** @type {Map<string, string>} */
  const labels = new Map();
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-source]"))) {
    const source = field.dataset.source ?? "";
    for (const choice of /** @type {NodeListOf<HTMLOptionElement>} */ (field.querySelectorAll("option[value]")))
      labels.set(`${source}/${choice.value}`, choice.text);
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll("input[type=checkbox]")))
      labels.set(`${source}/${box.value}`, box.parentElement?.textContent?.trim() ?? "");
  }
  for (const template of form.querySelectorAll("template"))
    for (const field of /** @type {NodeListOf<HTMLElement>} */ (template.content.querySelectorAll("[data-source]")))
      for (const choice of field.querySelectorAll("option")) labels.set(`${field.dataset.source}/${choice.value}`, choice.text);
  return labels;
}
