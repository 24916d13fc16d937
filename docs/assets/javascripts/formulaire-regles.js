// A record checked in the browser: the schema, the texts, and the facts that must agree, in the checker's own words or, with
// the names of a form, in its words (build_tools/site/form_words.py).
//
// What needs the whole catalogue (near-duplicates, loops of prerequisites), figures beside their indicators' units, and
// whether a site's name exists (the public suffix list) are left to `catalogue check`.

import { checkStructure, isDate, repeated, valueOnOneLine } from "./formulaire-schema.js";
import { checkText, countWords, patternsOf } from "./formulaire-textes.js";

/**
 * @typedef {import("./formulaire-yaml.js").Data} Data
 * @typedef {import("./formulaire-schema.js").Finding} Finding
 * @typedef {import("./formulaire-schema.js").Where} Where
 * @typedef {{message: string, hint: string}} Message
 * @typedef {{certification: string}} Followed
 * @typedef {{schema: any, messages: Record<string, Message>, types: Record<string, string>, destinataires: Record<string, string>, gravites: Record<string, string>, rome: any, prenoms: string[], integre: string, motifs: Record<string, string>, signes: import("./formulaire-textes.js").TextRules["signes"], ensembles: Record<string, string[]>, jours: Record<string, {premier: string, avance: number}>, limites: Record<string, any>, lecteurs?: ReturnType<typeof import("./formulaire-lecture.js").makeReaders>}} Rules
 * @typedef {{today: string, folder?: string, id?: string, known: Record<string, Set<string>>, recipients?: Record<string, string>}} Context
 * @typedef {Context & {rules: Rules}} RuleContext
 *   `known`: the ids of each collection that a record refers to; `folder` and `id`: of a record that is corrected;
 *   `recipients`: the label of each type of recipient
 * @typedef {{where: Where, rule: string, severity: string, message: string, hint: string}} Problem
 * @typedef {{titleOf(where: Where): string, fieldOf(path: string[]): string, termOf(collection: string, id: string): string,
 *   valueText(value: any, where: Where): string}} Names
 * @typedef {{field?: string[], term?: [string, string], value?: unknown, at?: Where}} Named what `Names` name: a field of the
 *   record, a term or a record by its id, or a value at a place
 */

/** As the file writes them. @type {Names} */
const AS_WRITTEN = {
  titleOf: keyOf,
  fieldOf: (path) => path.join("."),
  termOf: (_, id) => id,
  valueText: valueOnOneLine,
};

const PART_OF_DATE = /^\d{4}(-\d{2})?$/;
// Our own words, which stay whole whatever their length.
const OURS = new Set(["description", "example"]);

/**
 * Everything that is wrong with a record's data.
 * @param {Data} data
 * @param {Rules} rules
 * @param {Context} context
 * @param {Names} names what places and values are called
 * @returns {Problem[]}
 */
export function check(data, rules, context, names = AS_WRITTEN) {
  const structure = checkStructure(data, rules.schema, rules.types, rules.lecteurs?.readLength);
  const texts = textsOf(data, []).flatMap(([where, text]) => checkText(text, where, rules));
  // Facts are compared where they are valid: one value is not reported twice.
  const spoiled = new Set(structure.map(({ where }) => where.join()));
  const mistyped = new Set(structure.filter(({ key }) => key.startsWith("schema-type")).map(({ where }) => where[0]));
  const sound = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, mistyped.has(key) ? undefined : value]));
  const facts = RECORD_RULES.flatMap((rule) => [...rule(sound, { ...context, rules, recipients: rules.destinataires })]);
  const findings = [...structure, ...texts, ...facts.filter(({ where }) => !spoiled.has(where.join()))];
  return findings.map(({ where, key, values = {} }) => {
    const rule = key.split("/")[0];
    const { message, hint } = rules.messages[key];
    const named = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, valueInMessage(name, value, names, rules.limites.cite)]),
    );
    return { where, rule, severity: rules.gravites[rule], message: fill(message, named), hint: fill(hint, named) };
  });
}

/**
 * The key that a person would name (`name_of` of build_tools/checking/problem.py).
 * @param {Where} where
 * @returns {string}
 */
export function keyOf(where) {
  const last = where[where.length - 1];
  if (last === undefined) return "fiche";
  return typeof last === "number" ? `${keyOf(where.slice(0, -1))} (${last + 1})` : last;
}

/** A place is given by its name; what a value holds is quoted in short. @param {string} name @param {any} value @param {Names} names @param {number} most @returns {unknown} */
function valueInMessage(name, value, names, most) {
  if (Array.isArray(value) && ["name", "key", "after", "before", "date", "dated"].includes(name)) return names.titleOf(value);
  if (Array.isArray(value) && name === "keys") return value.map(names.titleOf);
  if (value && typeof value === "object" && !Array.isArray(value))
    return valueInMessage(name, named(value, names), names, most);
  if (typeof value !== "string" || OURS.has(name)) return value;
  return [...value].length <= most
    ? value
    : `${[...value]
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

/** @param {Named} what @param {Names} names */
function named({ field, term, value, at }, names) {
  if (at) return names.valueText(value, at);
  return [field && names.fieldOf(field), term && names.termOf(...term)].filter(Boolean).join("\u00a0: ");
}

/**
 * A text with its values in place (`fill` of build_tools/checking/rulebook.py).
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
function fill(text, values) {
  return text.replace(/\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g, (_, name, one, many) => {
    const value = values[name];
    if (one !== undefined) return Math.abs(Number(value)) < 2 ? one : many;
    return Array.isArray(value) ? value.join(", ") : String(value ?? "");
  });
}

/** Every text that is not empty, with its place. @param {unknown} data @param {Where} where @returns {[Where, string][]} */
function textsOf(data, where) {
  if (typeof data === "string") return data ? [[where, data]] : [];
  if (Array.isArray(data)) return data.flatMap((item, i) => textsOf(item, [...where, i]));
  if (data && typeof data === "object") return Object.entries(data).flatMap(([key, value]) => textsOf(value, [...where, key]));
  return [];
}

// Rules on a record: build_tools/checking/rules/{coherence,reference,texte}/ ------------------------------

/** @typedef {(record: any, context: RuleContext) => Iterable<Finding>} RecordRule */

/** @type {RecordRule[]} */
const RECORD_RULES = [
  subject,
  deducedFields,
  repeated,
  excerpts,
  durations,
  status,
  year,
  dates,
  dateOrder,
  freshness,
  references,
  region,
  takenUp,
  followed,
  branchNumber,
  answers,
  integrated,
  codes,
];

/** @type {RecordRule} */
function* subject({ resume }, { rules }) {
  const cited = patternsOf(rules).source.exec(resume ?? "");
  if (cited) yield { where: ["resume"], key: "resume-source", values: { name: ["resume"], found: cited[0] } };
}

/** @type {RecordRule} */
function* deducedFields(record, { rules }) {
  for (const [i, name] of (record.deduit ?? []).entries()) {
    const where = ["deduit", i];
    const field = name.split(".");
    if (rules.ensembles.jamais_deduits.includes(name))
      yield { where, key: "deduit-present/jamais", values: { name: { field } } };
    else if (!isPresent(record, field)) yield { where, key: "deduit-present", values: { name: { field } } };
  }
}

/** @param {any} value @param {string[]} steps @returns {boolean} */
function isPresent(value, steps) {
  if (!steps.length) return true;
  if (Array.isArray(value)) return value.some((item) => isPresent(item, steps));
  return Boolean(value) && typeof value === "object" && steps[0] in value && isPresent(value[steps[0]], steps.slice(1));
}

/** @type {RecordRule} */
function* excerpts(record, { rules }) {
  const most = rules.limites.extrait;
  for (const [i, source] of (record.sources ?? []).entries()) {
    const words = countWords(source.extrait ?? "", rules);
    if (words > most) yield { where: ["sources", i, "extrait"], key: "extrait-longueur", values: { words, most } };
  }
}

/** @type {RecordRule} */
function* durations({ duree }) {
  if (!duree) return;
  for (const [key, value] of Object.entries(duree))
    for (const [i, hours] of [value].flat().entries()) {
      const where = ["duree", key, ...(Array.isArray(value) ? [i] : [])];
      if ((4 * hours) % 1) yield { where, key: "schema-valeur/quart", values: { name: where, value: hours } };
    }
  if (duree.min > duree.max) yield { where: ["duree", "min"], key: "duree-ordre", values: { min: duree.min, max: duree.max } };
  const centre = duree.heures ?? duree.max ?? Math.max(0, ...(duree.choix ?? []));
  if (duree.entreprise > centre)
    yield { where: ["duree", "entreprise"], key: "duree-entreprise", values: { hours: duree.entreprise, centre } };
}

/** @type {RecordRule} */
function* status(record, { rules }) {
  if (record.statut !== "en-projet") return;
  for (const name of ["annee", "mises_en_oeuvre"])
    if (record[name]) yield { where: [name], key: "statut-resultats", values: { name: [name] } };
  for (const [i, { indicateur }] of (record.resultats ?? []).entries())
    if (rules.ensembles.apres_coup.includes(indicateur))
      yield {
        where: ["resultats", i, "indicateur"],
        key: "statut-resultats",
        values: { name: { field: ["resultats"], term: ["indicateurs", indicateur] } },
      };
}

/** @type {RecordRule} */
function* year({ annee }, { today, rules }) {
  const start = rules.limites.debut;
  const values = { name: ["annee"], year: annee, start };
  if (annee < start) yield { where: ["annee"], key: "annee-programme", values };
  else if (annee > Number(today.slice(0, 4))) yield { where: ["annee"], key: "annee-programme/avenir", values };
}

/** @param {string} day */
function dayAfter(day) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** @type {RecordRule} */
function* dates(record, { today, rules }) {
  const tomorrow = dayAfter(today);
  const lastYear = (/** @type {number} */ ahead) => Number(today.slice(0, 4)) + ahead;
  for (const [where, date] of textsOf(record, [])) {
    const range = rules.jours[String(where[where.length - 1])];
    if (!range || !(isDate(date) || PART_OF_DATE.test(date))) continue;
    const values = { name: where, date, first: range.premier, last: lastYear(range.avance) };
    if (date < range.premier) yield { where, key: "date-possible/ancienne", values };
    else if (range.avance && Number(date.slice(0, 4)) > values.last) yield { where, key: "date-possible/lointaine", values };
    else if (!range.avance && date > tomorrow.slice(0, date.length)) yield { where, key: "date-possible/avenir", values };
  }
}

/** @type {RecordRule} */
function* dateOrder(record, { today }) {
  const pairs = [
    ["le", "le_reponse"],
    ["le", "le_decision"],
    ["le_reponse", "le_decision"],
  ];
  for (const [i, sent] of (record.transmissions ?? []).entries())
    for (const [before, after] of pairs)
      if (sent[before] && sent[after] && sent[after] < sent[before]) {
        const places = { after: ["transmissions", i, after], before: ["transmissions", i, before] };
        yield { where: places.after, key: "date-ordre", values: { ...places, second: sent[after], first: sent[before] } };
      }
  for (const [i, { date, lu_le }] of (record.sources ?? []).entries())
    if (date && lu_le && lu_le.slice(0, date.length) < date && date <= dayAfter(today).slice(0, date.length)) {
      const places = { after: ["sources", i, "lu_le"], before: ["sources", i, "date"] };
      yield { where: places.after, key: "date-ordre", values: { ...places, second: lu_le, first: date } };
    }
}

/** @type {RecordRule} */
function* followed(record) {
  const completed = new Set((record.certifications ?? []).map((/** @type {Followed} */ completed) => completed.certification));
  for (const name of ["transmissions", "integrations"])
    for (const [i, { certification }] of (record[name] ?? []).entries())
      if (certification && !completed.has(certification))
        yield {
          where: [name, i, "certification"],
          key: "suivi-certification",
          values: { id: { term: ["certifications", certification] } },
        };
}

/** @type {RecordRule} */
function* branchNumber(record, { recipients }) {
  for (const [i, { type, idcc }] of (record.transmissions ?? []).entries()) {
    if (type === "cpne" && !idcc) yield { where: ["transmissions", i, "type"], key: "transmission-idcc" };
    else if (idcc && type && type !== "cpne")
      yield {
        where: ["transmissions", i, "idcc"],
        key: "transmission-idcc/autre",
        values: { label: recipients?.[type] ?? type },
      };
  }
}

/** @type {RecordRule} */
function* answers(record) {
  for (const [i, sent] of (record.transmissions ?? []).entries())
    for (const [date, dated] of [
      ["le_reponse", "reponse"],
      ["le_decision", "decision"],
    ])
      if (sent[date] && !sent[dated]) {
        const places = { date: ["transmissions", i, date], dated: ["transmissions", i, dated] };
        yield { where: places.date, key: "transmission-suite", values: places };
      }
}

/** @type {RecordRule} */
function* integrated({ statut, integrations = [], certifications = [] }, { rules }) {
  const takenBy = new Set(integrations.map((/** @type {Followed} */ taken) => taken.certification));
  if (statut === rules.integre && !takenBy.size) yield { where: ["statut"], key: "statut-integre" };
  else if (
    takenBy.size &&
    statut !== rules.integre &&
    certifications.every((/** @type {Followed} */ completed) => takenBy.has(completed.certification))
  )
    yield {
      where: [statut ? "statut" : "integrations"],
      key: "statut-integre/ajout",
      values: { status: { term: ["statuts", rules.integre] } },
    };
}

/** @type {RecordRule} */
function* codes(record, { rules }) {
  for (const [i, { siret, lieu_insee: place }] of (record.mises_en_oeuvre ?? []).entries()) {
    const at = ["mises_en_oeuvre", i];
    if (/^0{14}$/.test(siret)) yield { where: [...at, "siret"], key: "code-siret/zeros" };
    else if (/^[0-9]{14}$/.test(siret) && !isSiret(siret, rules.limites.la_poste))
      yield { where: [...at, "siret"], key: "code-siret", values: { value: siret } };
    const key = place && wrongMunicipality(place, rules.motifs);
    if (key) yield { where: [...at, "lieu_insee"], key, values: { value: place } };
  }
}

/** `is_siret` of build_tools/checking/rules/coherence/codes.py. @param {string} value @param {string} post */
function isSiret(value, post) {
  const sum = [...value].reduce((total, figure) => total + Number(figure), 0);
  if (value.startsWith(post)) return hasKey(value) || sum % 5 === 0;
  return hasKey(value) && hasKey(value.slice(0, 9));
}

/** @param {string} value */
function hasKey(value) {
  const doubled = [...value].reverse().map((figure, i) => Number(figure) * (i % 2 ? 2 : 1));
  return doubled.reduce((total, number) => total + Math.floor(number / 10) + (number % 10), 0) % 10 === 0;
}

/** @param {string} value @param {Record<string, string>} patterns */
function wrongMunicipality(value, patterns) {
  if (!/^[0-9AB]{5}$/.test(value)) return "";
  if (value.startsWith("20")) return "code-commune/corse";
  if (value.startsWith("75")) return new RegExp(patterns.paris, "u").test(value) ? "" : "code-commune/postal";
  return new RegExp(patterns.commune, "u").test(value) ? "" : "code-commune";
}

/** @type {RecordRule} */
function* freshness({ verifie_le: checked }, { today, rules }) {
  const most = rules.limites.relecture;
  if (!checked || !isDate(checked) || checked < String(rules.limites.debut)) return;
  const [year_, month, day] = checked.split("-").map(Number);
  const [thisYear, thisMonth, thisDay] = today.split("-").map(Number);
  const months = 12 * (thisYear - year_) + thisMonth - month - (thisDay < day ? 1 : 0);
  if (months >= most) yield { where: ["verifie_le"], key: "relecture-ancienne", values: { months, most } };
}

/** @type {RecordRule} */
function* references(record, { known, id: own, rules }) {
  for (const [where, collection, id] of referencesOf(record)) {
    if (collection === "metiers") {
      if (known.metiers && !known.metiers.has(id)) yield { where, ...unknownOccupation(id, rules.rome) };
    } else if (known[collection] && !known[collection].has(id)) yield { where, key: `reference-${collection}`, values: { id } };
    if (collection === "modules" && id === own) yield { where, key: "prerequis-boucle" };
  }
}

/**
 * A code of the ROME that our version has not (`_unknown_occupation` of checking/rules/reference/references.py).
 * @param {string} id @param {{version: string, retires: Record<string, {libelle: string, version: string, suites: string[]}>}} rome
 */
function unknownOccupation(id, rome) {
  const gone = rome.retires[id];
  if (!gone) return { key: "reference-metiers", values: { id, edition: rome.version || "celui de ce catalogue" } };
  const key = gone.suites.length ? "reference-metiers/remplace" : "reference-metiers/retire";
  return { key, values: { id, label: gone.libelle, version: gone.version, ids: gone.suites } };
}

/** @param {any} record @returns {Iterable<[Where, string, string]>} */
function* referencesOf(record) {
  if (record.demarche) yield [["demarche"], "demarches", record.demarche];
  for (const [i, { certification }] of (record.certifications ?? []).entries())
    if (certification) yield [["certifications", i, "certification"], "certifications", certification];
  for (const [i, code] of (record.metiers ?? []).entries()) yield [["metiers", i], "metiers", code];
  for (const [i, { module }] of (record.prerequis ?? []).entries())
    if (module) yield [["prerequis", i, "module"], "modules", module];
}

/** @type {RecordRule} */
function* region(record, { folder }) {
  if (folder && record.region && record.region !== folder)
    yield {
      where: ["region"],
      key: "region-dossier",
      values: { region: { term: ["regions", record.region] }, folder: { term: ["regions", folder] } },
    };
}

/** @type {RecordRule} */
function* takenUp({ region: own, reprises = [] }) {
  if (reprises.includes(own))
    yield { where: ["reprises", reprises.indexOf(own)], key: "reprise-region", values: { region: { term: ["regions", own] } } };
}
