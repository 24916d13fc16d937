// Which answers may be marked as deduced: those that the record gives, by the names of their questions.

import { fieldAt, offerDeduced } from "./formulaire-champs.js";

/** @typedef {import("./formulaire-yaml.js").Data} Data */

const NEVER_DEDUCED = new Set(["deduit", "sources", "precisions", "verifie_le", "confiance", "region"]);

/**
 * @param {HTMLFormElement} form
 * @param {Data} data
 * @param {(path: string[]) => string} fieldOf
 */
export function showDeduced(form, data, fieldOf) {
  const field = fieldAt(form, ["deduit"]);
  const filled = Object.keys(data).filter((key) => !NEVER_DEDUCED.has(key));
  const inside = Object.entries(data).flatMap(([key, value]) => {
    const parts = Array.isArray(value) ? value : [value];
    const keys = parts.flatMap((one) => (one && typeof one === "object" && !Array.isArray(one) ? Object.keys(one) : []));
    return key === "sources" ? [] : [...new Set(keys)].map((inner) => `${key}.${inner}`);
  });
  const given = /** @type {string[]} */ (data.deduit ?? []);
  const offered = [
    ...new Set([...filled, ...inside.filter((name) => name.startsWith("besoin.") || given.includes(name)), ...given]),
  ];
  if (field)
    offerDeduced(
      field,
      offered.map((name) => ({ name, label: fieldOf(name.split(".")) })),
    );
}
