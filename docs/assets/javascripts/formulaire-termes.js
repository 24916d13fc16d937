// The terms that answers may name: those that the page shows, and those of the long lists that are searched.

import { option } from "./formulaire-choix.js";
import { fieldAt } from "./formulaire-champs.js";

/** @typedef {import("./formulaire-choix.js").Option} Option */

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, [string, string, string[]][]>} choices id, label, other ways to say it
 * @param {[string, string, string][]} modules id, title, region
 */
export function makeTerms(form, choices, modules) {
  const labels = shownLabels(form);
  /** @type {Record<string, Option[]>} */
  const options = {};
  /** @type {[string, string, string[]][]} */
  const named = modules.map(([id, title, region]) => [id, `${title} (${labelOf("regions", region)})`, []]);
  for (const [source, terms] of Object.entries({ ...choices, modules: named })) {
    options[source] = terms.map(([id, label, ways]) => option(id, label, ways));
    for (const { id, label } of options[source]) labels.set(`${source}/${id}`, label);
  }
  return { options, labelOf, of, known };

  /** @param {string} source @param {string} id */
  function labelOf(source, id) {
    return labels.get(`${source}/${id}`) ?? id;
  }

  /** The terms that a question may be answered with. @param {string} key @returns {[string, string][]} */
  function of(key) {
    const source = fieldAt(form, [key])?.dataset.source ?? key;
    return [...labels].flatMap(([name, label]) =>
      name.startsWith(`${source}/`) ? [[name.slice(source.length + 1), label]] : [],
    );
  }

  /** The ids that may be named, by list. */
  function known() {
    const lists = ["certifications", "metiers", "modules", "demarches"];
    return Object.fromEntries(lists.map((source) => [source, new Set(of(source).map(([id]) => id))]));
  }
}

/** The labels that the page itself shows, by list and id. @param {HTMLFormElement} form @returns {Map<string, string>} */
function shownLabels(form) {
  /** @type {Map<string, string>} */
  const labels = new Map();
  for (const group of [form, ...[...form.querySelectorAll("template")].map((template) => template.content)])
    for (const field of /** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("[data-source]"))) {
      const source = field.dataset.source ?? "";
      for (const choice of /** @type {NodeListOf<HTMLOptionElement>} */ (field.querySelectorAll("option")))
        if (choice.value) labels.set(`${source}/${choice.value}`, choice.text);
      for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll("input[type=checkbox]")))
        if (!box.hasAttribute("data-aucun")) labels.set(`${source}/${box.value}`, box.parentElement?.textContent?.trim() ?? "");
    }
  return labels;
}
