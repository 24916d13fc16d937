// What the form asks the site for: its own data, and the record that is corrected.

import { isId, ROOT } from "./outils.js";

/** @typedef {import("./formulaire-yaml.js").Data} Data */
/** @typedef {{id: string, titre: string, region: string, data: Data}} Published a record that is corrected */

/** @param {string} name */
export async function fetchData(name) {
  const answer = await fetch(new URL(`contribuer/formulaire/${name}.bin`, ROOT));
  if (!answer.ok || !answer.body) throw new Error(`${name}: ${answer.status}`);
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
}

/**
 * A published record. Raises what a network raises, and an error where there is none of this id.
 * @param {string} asked
 * @param {[string, string, string][]} modules id, title and region of each
 * @returns {Promise<Published>}
 */
export async function fetchRecord(asked, modules) {
  const [, titre = "", region = ""] = modules.find(([id]) => id === asked) ?? [];
  if (!isId(asked) || !titre) throw new Error("unknown");
  const answer = await fetch(new URL(`modules/${asked}/fiche.json`, ROOT));
  if (!answer.ok) throw new Error(String(answer.status));
  const { id, ...data } = await answer.json();
  return { id, titre, region, data };
}
