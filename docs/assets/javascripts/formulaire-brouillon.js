// The draft of a record, in the browser's storage: one for each record, which nobody else sees.

import { ROOT } from "./outils.js";

/** @typedef {import("./formulaire-yaml.js").Data} Data */

/** Several sites may share a host. @param {string} id of the record that is corrected, or nothing */
function draftKey(id) {
  return `${ROOT.pathname}.formulaire.${id}`;
}

/**
 * The draft of a record and its day, if there is one and it can be read.
 * @param {string} id
 * @returns {{data: Data, day: string} | undefined}
 */
export function draftOf(id) {
  try {
    const draft = JSON.parse(localStorage.getItem(draftKey(id)) ?? "null");
    if (!draft?.donnees || typeof draft.donnees !== "object" || Array.isArray(draft.donnees)) return undefined;
    return { data: draft.donnees, day: new Date(draft.date).toLocaleDateString("fr-FR", { dateStyle: "long" }) };
  } catch {
    return undefined; // storage is blocked, or holds something else
  }
}

/**
 * Keep the answers; returns what is to be told.
 * @param {string} id
 * @param {Data} data
 */
export function keepDraft(id, data) {
  try {
    if (Object.keys(data).length)
      localStorage.setItem(draftKey(id), JSON.stringify({ date: new Date().toISOString(), donnees: data }));
    else localStorage.removeItem(draftKey(id));
    return "Brouillon gardé dans ce navigateur seulement.";
  } catch {
    return "Ce navigateur ne peut pas garder de brouillon\u00a0: ne fermez pas la page.";
  }
}

/** @param {string} id */
export function forgetDraft(id) {
  try {
    localStorage.removeItem(draftKey(id));
  } catch {
    // There was none.
  }
}
