// The terms that the form's answers are chosen from: those of its lists, and those that are searched.

import { fieldAt } from "./formulaire-champs.js";
import { meant, option } from "./formulaire-choix.js";

/** @typedef {import("./formulaire-choix.js").Option} Option */

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, [string, string, string[], string[]?][]>} searched terms with their other names, and words of their kind
 * @param {string} collection what else may be named: the records of the form's collection
 * @param {[string, string, string][]} records id, title and region of each
 */
export function makeTerms(form, searched, collection, records) {
  const labels = shownLabels(form);
  /** @param {string} source @param {string} id */
  const labelOf = (source, id) => labels.get(`${source}/${id}`) ?? id;
  /** @type {Record<string, Option[]>} */
  const options = {};
  /** @type {[string, string, string[], string[]?][]} */
  const named = records.map(([id, title, region]) => [id, `${title} (${labelOf("regions", region)})`, []]);
  for (const [source, terms] of Object.entries({ ...searched, [collection]: named })) {
    options[source] = terms.map(([id, label, others, kinds]) => option(id, label, others, kinds));
    for (const { id, label } of options[source]) labels.set(`${source}/${id}`, label);
  }
  /** The ids that a record may name, by list. */
  const known = Object.fromEntries(
    ["certifications", "metiers", "modules", "demarches"].map((list) => [list, new Set(termsOf(list).map(([id]) => id))]),
  );
  return { options, labelOf, termsOf, known, meantBy };

  /** The term of a question that a text names without a doubt. @param {string} key @param {string} written */
  function meantBy(key, written) {
    return meant(written, options[fieldAt(form, [key])?.dataset.source ?? key] ?? []);
  }

  /** The terms that a question may be answered with: id and label. @param {string} key @returns {[string, string][]} */
  function termsOf(key) {
    const source = fieldAt(form, [key])?.dataset.source ?? key;
    return [...labels].flatMap(([name, label]) =>
      name.startsWith(`${source}/`) ? [[name.slice(source.length + 1), label]] : [],
    );
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
