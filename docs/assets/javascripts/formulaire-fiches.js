// The published record that the form corrects.

import { isId, ROOT } from "./outils.js";

/** @typedef {import("./formulaire-yaml.js").Data} Data */
/** @typedef {{id: string, titre: string, region: string, data: Data}} Published a record that is corrected */

/**
 * A published record. Raises what a network raises, and an error where there is none of this id.
 * @param {string} asked
 * @param {string} collection
 * @param {[string, string, string][]} records id, title and region of each that it has
 * @returns {Promise<Published>}
 */
export async function fetchRecord(asked, collection, records) {
  const [, titre = "", region = ""] = records.find(([id]) => id === asked) ?? [];
  if (!isId(asked) || !titre) throw new Error("unknown");
  const answer = await fetch(new URL(`api/v1/${collection}/${asked}.json`, ROOT));
  if (!answer.ok) throw new Error(String(answer.status));
  const { id, ...data } = (await answer.json())[collection.replace(/s$/, "")];
  return { id, titre, region, data };
}
