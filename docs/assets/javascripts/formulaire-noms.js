// What the form calls things: the places of a record and its values, in the words of a person.

import { resolve } from "./formulaire-yaml.js";
import { number } from "./textes.js";

/**
 * @typedef {import("./formulaire-yaml.js").Json} Json
 * @typedef {import("./formulaire-schema.js").Where} Where
 */

/**
 * @param {any} schema
 * @param {(source: string, id: string) => string} labelOf
 */
export function makeNames(schema, labelOf) {
  return { titleOf, fieldOf, termOf: labelOf, valueText };

  /** A field inside another is named with both titles: « Besoin : Constat ». @param {string[]} path */
  function fieldOf(path) {
    return path.map((_, i) => titleOf(path.slice(0, i + 1))).join("\u00a0: ");
  }

  /** What a place is called in the form: the schema's title, with « (2) » in a list. @param {Where} where @returns {string} */
  function titleOf(where) {
    const last = where[where.length - 1];
    if (last === undefined) return "La fiche";
    if (typeof last === "number") return `${titleOf(where.slice(0, -1))} (${last + 1})`;
    return partAt(where.slice(0, -1)).properties?.[last]?.title ?? last;
  }

  /**
   * A value of a record as a person reads it.
   * @param {Json | undefined} value
   * @param {Where} where
   * @returns {string}
   */
  function valueText(value, where) {
    if (Array.isArray(value)) return value.map((item) => valueText(item, where)).join("\u00a0; ") || "aucun";
    if (typeof value === "object" && value)
      return Object.entries(value)
        .map(([key, item]) => `${titleOf([...where, key])}\u00a0: ${valueText(item, [...where, key])}`)
        .join(", ");
    if (typeof value === "number") return where[0] === "annee" ? String(value) : number(value);
    if (value === undefined) return "pas de réponse";
    if (where[0] === "deduit") return fieldOf(String(value).split("."));
    return labelOf(sourceAt(where), String(value));
  }

  /** The list of terms that a place is chosen from. @param {Where} where */
  function sourceAt(where) {
    const own = partAt(where.slice(0, -1)).properties?.[where[where.length - 1]] ?? {};
    const part = { ...own, ...own.items };
    return part["x-vocabulaire"] ?? part["x-reference"] ?? "";
  }

  /** The part of the schema that holds a place. @param {Where} where */
  function partAt(where) {
    let part = schema;
    for (const step of where) part = inside(typeof step === "number" ? part.items : part.properties?.[step]);
    return inside(part);
  }

  /** @param {any} part */
  function inside(part) {
    const resolved = resolve(part ?? {}, schema);
    return resolved.items && !resolved.properties ? { ...resolve(resolved.items, schema), items: resolved.items } : resolved;
  }
}
