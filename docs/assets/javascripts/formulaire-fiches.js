// What the form asks the site for: its own data, and the record that is corrected.

import { isId, ROOT } from "./outils.js";

/** @typedef {import("./formulaire-yaml.js").Data} Data */
/** @typedef {{id: string, titre: string, region: string, data: Data}} Published a record that is corrected */

/** @param {string} file its address below the root */
export async function fetchData(file) {
  const answer = await fetch(new URL(file, ROOT));
  if (!answer.ok || !answer.body) throw new Error(`${file}: ${answer.status}`);
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
}

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
