// What the schema refuses, in the checker's words: see build_tools/checking/rules/schema/structure.py.

import { fold, resolve } from "./formulaire-yaml.js";

/**
 * @typedef {import("./formulaire-yaml.js").Json} Json
 * @typedef {import("./formulaire-yaml.js").Schema} Schema
 * @typedef {(string | number)[]} Where the way to a value: keys and numbers in lists
 * @typedef {{where: Where, key: string, values?: Record<string, unknown>}} Finding `key` is that of a message
 * @typedef {(key: string, values?: Record<string, unknown>) => void} Report
 */

// As in build_tools/model/base.py.
/** @type {Record<string, string>} */
const PATTERNS = {
  "^[a-z0-9]+(-[a-z0-9]+)*$": "identifiant",
  "^[A-N][0-9]{4}$": "rome",
  "^RNCP[0-9]{1,6}BC[0-9]{1,3}$": "bloc",
  "^https://[^\\s/@]+\\.[^\\s/@]+(/\\S*)?$": "adresse",
};

/**
 * All findings of a record's data.
 * @param {Json} data
 * @param {Schema} schema
 * @param {Record<string, string>} types what a value should have been, by type
 * @param {(text: string) => import("./formulaire-lecture.js").LengthRead} [readLength] which says why a length is none
 */
export function checkStructure(data, schema, types, readLength) {
  /** @type {Finding[]} */
  const findings = [];
  visit(data, schema, []);
  return findings;

  /** @param {Json} value @param {Schema} part @param {Where} where */
  function visit(value, part, where) {
    const own = { ...resolve(part, schema), ...part };
    /** @type {Report} */
    const report = (key, values = {}) => void findings.push({ where, key, values: { name: where, value, ...values } });
    if (!isOfType(value, own.type)) {
      const read = where[0] === "duree" && typeof value === "string" ? readLength?.(value) : undefined;
      if (read && !read.length) return report(lengthKey(read));
      return wrongType(own, types, report);
    }
    if (typeof value === "string") checkText(value, own, report);
    else if (typeof value === "number") checkNumber(value, own, report);
    else if (Array.isArray(value)) {
      checkList(value, own, where, report);
      for (const [i, item] of value.entries()) visit(item, own.items ?? {}, [...where, i]);
    } else if (typeof value === "object") {
      checkGroup(value, own, where, report);
      for (const [key, inside] of Object.entries(value))
        if (own.properties?.[key]) visit(inside, own.properties[key], [...where, key]);
    }
  }

  /** @param {{[key: string]: Json}} value @param {Schema} own @param {Where} where @param {Report} report */
  function checkGroup(value, own, where, report) {
    for (const key of Object.keys(value))
      if (own.properties && !own.properties[key])
        findings.push({ where: [...where, key], key: "schema-cle-inconnue", values: { key: [key] } });
    for (const key of own.required ?? []) if (!(key in value)) reportMissing(key, own, where);
    if (own.minProperties && !Object.keys(value).length)
      report("schema-vide", { keys: Object.keys(own.properties).map((key) => [...where, key]) });
    const ways = (own.oneOf ?? []).filter((/** @type {Schema} */ way) => suits(value, way));
    if (own.oneOf && ways.length !== 1) {
      if (own.properties?.document) badSource(value, own, where, report);
      else report("schema-duree");
    }
  }

  /**
   * A source that names no document, half describes one, or does both.
   * @param {{[key: string]: Json}} value @param {Schema} own @param {Where} where @param {Report} report
   */
  function badSource(value, own, where, report) {
    const [listed, described] = own.oneOf;
    const given = Object.keys(listed.properties).filter((key) => key in value);
    const places = (/** @type {string[]} */ keys) => keys.map((key) => [...where, key]);
    if ("document" in value) report("schema-source/deux", { keys: places(given) });
    else if (given.length)
      report("schema-source", { keys: places(described.required.filter((/** @type {string} */ key) => !(key in value))) });
    else reportMissing("document", own, where);
  }

  /** @param {string} key @param {Schema} own @param {Where} where */
  function reportMissing(key, own, where) {
    const description = own.properties[key]?.description ?? "";
    findings.push({ where: [...where, key], key: "schema-cle-manquante", values: { key: [...where, key], description } });
  }
}

/** Why a length is none. @param {import("./formulaire-lecture.js").LengthRead} read */
function lengthKey({ only_days, several }) {
  if (only_days) return "schema-type/jours";
  return several ? "schema-type/deux-durees" : "schema-type/heures";
}

/** @param {Json} value @param {string | undefined} type */
function isOfType(value, type) {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && !Array.isArray(value);
  return !type || typeof value === type;
}

/** @param {Schema} own @param {Record<string, string>} types @param {Report} report */
function wrongType(own, types, report) {
  const example = own.examples?.[0];
  report("schema-type", { expected: types[own.type], example: typeof example === "object" ? "" : String(example ?? "") });
}

/** @param {string} text @param {Schema} own @param {Report} report */
function checkText(text, own, report) {
  const count = [...text].length;
  const { description = "" } = own;
  if (own.enum && !own.enum.includes(text)) report("schema-terme", { vocabulary: own["x-vocabulaire"] });
  if (own.pattern && !new RegExp(own.pattern, "u").test(text)) {
    const variant = PATTERNS[own.pattern];
    report(variant ? `schema-forme/${variant}` : "schema-forme", { description: exampleOf(own) });
  }
  // The form's own field gives years, months and days in figures: what is wrong with them is that there is no such day.
  if (own.format === "date" && !isDate(text))
    report(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? "schema-date/jour" : "schema-date");
  if (own.minLength && count < own.minLength) {
    if (own.minLength === 1) report("schema-longueur/vide");
    else report("schema-longueur/court", { count, least: own.minLength, description });
  }
  if (own.maxLength && count > own.maxLength) report("schema-longueur/long", { count, most: own.maxLength });
}

/** @param {number} value @param {Schema} own @param {Report} report */
function checkNumber(value, own, report) {
  const { minimum: low, maximum: high } = own;
  if (!(value < low) && !(value > high)) return;
  const variant = low !== undefined && high !== undefined ? "entre" : low !== undefined ? "au-moins" : "au-plus";
  report(`schema-valeur/${variant}`, { low, high, description: exampleOf(own) });
}

/** @param {Json[]} items @param {Schema} own @param {Where} where @param {Report} report */
function checkList(items, own, where, report) {
  const { description = "" } = own;
  if (items.length < own.minItems) report("schema-liste/courte", { least: own.minItems, description });
  if (items.length > own.maxItems) report("schema-liste/longue", { count: items.length, most: own.maxItems });
  const written = items.map((item) => JSON.stringify(item));
  const again = own.uniqueItems ? written.findIndex((item, i) => written.indexOf(item) < i) : -1;
  if (again >= 0) report("schema-liste/repetition", { value: { value: items[again], at: [...where, again] } });
}

/**
 * Skills, and other things in our words, that stand before but for capitals and accents (`check_repeated` of
 * build_tools/checking/rules/coherence/facts.py).
 * @param {{[key: string]: any}} data
 * @returns {Iterable<Finding>}
 */
export function* repeated({ competences = [], modalites_pedagogiques: ways = [] }) {
  /** @type {[string, string[], unknown[], string[]][]} */
  const lists = [
    ["competences", competences.map((/** @type {any} */ skill) => skill?.intitule), competences, ["intitule"]],
    ["modalites_pedagogiques", ways, ways, []],
  ];
  for (const [name, texts, items, inside] of lists) {
    if (!texts.every((text) => typeof text === "string")) continue;
    const keys = texts.map(fold);
    for (const [i, key] of keys.entries()) {
      const before = keys.indexOf(key);
      if (before === i || JSON.stringify(items[before]) === JSON.stringify(items[i])) continue;
      yield { where: [name, i, ...inside], key: "schema-liste/repetition", values: { name: [name], value: texts[i] } };
    }
  }
}

/** Whether a group has the keys that one of its ways asks for, and none that it forbids. @param {{[key: string]: Json}} value @param {Schema} way */
function suits(value, way) {
  const forbidden = Object.entries(way.properties ?? {}).filter(([, allowed]) => allowed === false);
  return way.required.every((/** @type {string} */ key) => key in value) && !forbidden.some(([key]) => key in value);
}

/** @param {Schema} own */
function exampleOf(own) {
  const example = own.examples?.[0] ?? own.enum?.[0];
  return example === undefined ? (own.description ?? "") : `Par exemple\u00a0: ${example}.`;
}

/** As `on_one_line` of build_tools/model/json_schema.py. @param {Json} value @returns {string} */
export function valueOnOneLine(value) {
  if (Array.isArray(value)) return `[${value.map(valueOnOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${valueOnOneLine(item)}`)
    .join(", ")} }`;
}

/** @param {string} text */
export function isDate(text) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
