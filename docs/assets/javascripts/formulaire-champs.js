// The fields of the form, as the page gives them: reading answers into a record's data, writing data into answers.
//
// A field has `data-cle`, the key that it fills, and `data-sorte`, how it is answered (build_tools/site/form.py). Fields
// stand in groups (`data-groupe`): the form itself, an object of the record, a row of a list.

import { showSource, sourceRow } from "./formulaire-sources.js";
import { element, find } from "./outils.js";

/** @typedef {import("./formulaire-yaml.js").Json} Json */
/** @typedef {import("./formulaire-yaml.js").Data} Data */
/** @typedef {import("./formulaire-schema.js").Where} Where */

/** Order in which a list was given: what is ticked keeps it, what is added comes after. @type {WeakMap<Element, string[]>} */
const given = new WeakMap();
let made = 0;

/**
 * What the fields of a group say; a field without an answer has no key.
 * @param {Element} group
 */
export function read(group) {
  /** @type {Data} */
  const data = {};
  for (const field of fieldsOf(group)) {
    if (field.hidden && sourceRow(field)) continue; // a document of the list is chosen: what describes a page is not said
    const value = READERS[field.dataset.sorte ?? ""](field);
    if (value !== undefined) data[field.dataset.cle ?? ""] = value;
  }
  return data;
}

/**
 * Fill the fields of a group; returns the data that has no field.
 * @param {Element} group
 * @param {Data} data
 */
export function write(group, data) {
  const left = { ...data };
  for (const field of fieldsOf(group)) {
    const key = field.dataset.cle ?? "";
    WRITERS[field.dataset.sorte ?? ""](field, Object.hasOwn(data, key) ? data[key] : undefined);
    delete left[key];
  }
  return left;
}

/**
 * Put a value in one field.
 * @param {HTMLElement} field
 * @param {Json | undefined} value
 */
export function answer(field, value) {
  WRITERS[field.dataset.sorte ?? ""](field, value);
}

/**
 * The field in which a value is answered; that of the list for a value of a list.
 * @param {Element} group
 * @param {Where} where
 * @returns {HTMLElement | undefined}
 */
export function fieldAt(group, where) {
  const [key, ...rest] = where;
  const field = fieldsOf(group).find((one) => one.dataset.cle === key);
  if (!field || !rest.length) return field;
  const inside = typeof rest[0] === "number" ? answered(field)[rest[0]] : field.querySelector("[data-groupe]");
  if (!inside?.matches("[data-groupe]")) return field;
  const deeper = typeof rest[0] === "number" ? rest.slice(1) : rest;
  return (deeper.length ? fieldAt(inside, deeper) : undefined) ?? field;
}

/**
 * What takes the focus in a field.
 * @param {HTMLElement} field
 */
export function focusable(field) {
  return find("input, select, textarea, button", field);
}

/**
 * A new row of a list, empty.
 * @param {HTMLElement} field
 */
export function addRow(field) {
  // Its own template: a row may hold a list, whose template comes before it.
  const template = /** @type {HTMLTemplateElement} */ (
    find(".lignes", field).parentElement?.querySelector(":scope > template")
  );
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const number = String(made++);
  for (const inside of [row, ...row.querySelectorAll("*")])
    for (const { name, value } of [...inside.attributes])
      if (value.includes("__n__")) inside.setAttribute(name, value.replaceAll("__n__", number));
  find(".lignes", field).append(row);
  renumber(field);
  return row;
}

/**
 * @param {HTMLElement} field
 * @param {Element} row
 */
export function removeRow(field, row) {
  row.remove();
  renumber(field);
}

/**
 * What may be ticked as deduced: the answers given, and those of the parts of an answer.
 * @param {HTMLElement} field
 * @param {{name: string, label: string}[]} names
 */
export function offerDeduced(field, names) {
  const box = find(".champ__cases", field);
  const shown = [...box.querySelectorAll("input")].map((input) => input.value);
  if (shown.join() === names.map(({ name }) => name).join()) return;
  const ticked = new Set(checked(field));
  box.replaceChildren(...names.map(({ name, label }) => tick(name, label, ticked.has(name))));
}

/** @param {string} value @param {string} label @param {boolean} isTicked */
function tick(value, label, isTicked) {
  const box = element("input", { type: "checkbox", value });
  box.checked = isTicked;
  return element("label", { class: "case" }, box, " ", element("span", {}, label));
}

/** The fields that stand directly in a group. @param {Element} group @returns {HTMLElement[]} */
function fieldsOf(group) {
  const fields = /** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("[data-cle]"));
  return [...fields].filter((field) => field.parentElement?.closest("[data-groupe]") === group);
}

/** The rows that say something, in the order of the data. @param {HTMLElement} field */
function answered(field) {
  const box = field.querySelector(".lignes");
  return box ? [...box.children].filter((row) => rowValue(row) !== undefined) : [];
}

/** @param {Element} row @returns {Json | undefined} */
function rowValue(row) {
  if (!row.matches("[data-groupe]")) return textOf(control(row));
  return groupOf(read(row));
}

/** @param {HTMLElement} field */
function renumber(field) {
  const legend = field.querySelector("legend")?.firstChild?.textContent?.trim() ?? "";
  [...find(".lignes", field).children].forEach((row, i) => {
    row.querySelector(":scope > [data-action=retirer]")?.setAttribute("aria-label", `Retirer la ligne ${i + 1}`);
    if (!row.matches("[data-groupe]")) control(row).setAttribute("aria-label", `${legend} ${i + 1}`);
  });
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/** @param {Element} field @returns {Control} */
function control(field) {
  return /** @type {Control} */ (field.querySelector("[data-valeur]"));
}

/** @param {Control} from */
function textOf(from) {
  return from.value.replace(/\r\n?/g, "\n").trim() || undefined;
}

/** @param {Element} field */
function searchInput(field) {
  return /** @type {HTMLInputElement} */ (field.querySelector("[data-recherche]"));
}

/** Ticked values, in the order given at first. @param {HTMLElement} field */
function checked(field) {
  const values = [...field.querySelectorAll("input:checked:not([data-aucun])")].map(
    (box) => /** @type {HTMLInputElement} */ (box).value,
  );
  const order = given.get(field) ?? [];
  return [...order.filter((value) => values.includes(value)), ...values.filter((value) => !order.includes(value))];
}

/** « 1 470 » and « 3,5 » as numbers; anything else stays a text, which the checker refuses. @param {string | undefined} text */
function numberOf(text) {
  if (text === undefined) return undefined;
  const plain = text.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3})/g, "").replace(/(?<=\d),(?=\d)/, ".");
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(plain) ? Number(plain) : text;
}

/** @type {Record<string, (field: HTMLElement) => Json | undefined>} */
const READERS = {
  texte: (field) => textOf(control(field)),
  long: (field) => textOf(control(field)),
  date: (field) => textOf(control(field)),
  choix: (field) => textOf(control(field)),
  nombre: (field) => numberOf(textOf(control(field))),
  cases: (field) => {
    const none = /** @type {HTMLInputElement | null} */ (field.querySelector("[data-aucun]"));
    const values = checked(field);
    // A term that the list lacks is an answer where one is required: the list itself is empty, not unknown.
    const proposed = field.hasAttribute("data-propose") && field.hasAttribute("data-obligatoire");
    return values.length || none?.checked || proposed ? values : undefined;
  },
  deduit: (field) => orNothing(checked(field)),
  recherche: (field) => searchInput(field).dataset.valeur || textOf(searchInput(field)),
  recherches: (field) =>
    orNothing(
      [...field.querySelectorAll(".champ__choisis > li")].map((item) => /** @type {HTMLElement} */ (item).dataset.valeur ?? ""),
    ),
  textes: (field) => orNothing(answered(field).map((row) => rowValue(row) ?? "")),
  nombres: (field) => orNothing(answered(field).map((row) => numberOf(textOf(control(row))) ?? "")),
  lignes: (field) => orNothing(answered(field).map((row) => rowValue(row) ?? {})),
  groupe: (field) => groupOf(read(find("[data-groupe]", field))),
  duree: (field) => {
    const data = read(find("[data-groupe]", field));
    const wanted = keysOfShape(field);
    return groupOf(Object.fromEntries(Object.entries(data).filter(([key]) => wanted.includes(key))));
  },
};

/** @template T @param {T[]} values */
function orNothing(values) {
  return values.length ? values : undefined;
}

/** @param {Data} data */
function groupOf(data) {
  return Object.keys(data).length ? data : undefined;
}

/** The way in which a length is given. @param {HTMLElement} field */
export function shape(field) {
  return /** @type {HTMLInputElement | null} */ (field.querySelector(".champ__formes input:checked"))?.value ?? "";
}

/** The keys of a length given in that way. @param {HTMLElement} field */
function keysOfShape(field) {
  return shape(field) ? [...shape(field).split(" "), "entreprise"] : [];
}

/** Show the fields of that way alone. @param {HTMLElement} field */
export function showShape(field) {
  const wanted = keysOfShape(field);
  for (const inner of fieldsOf(find("[data-groupe]", field))) inner.hidden = !wanted.includes(inner.dataset.cle ?? "");
}

/** @param {HTMLElement} field @param {Json | undefined} value */
function writeText(field, value) {
  control(field).value = value === undefined ? "" : String(value);
}

/** @param {HTMLElement} field @param {Json | undefined} value */
function writeTicks(field, value) {
  const values = listOf(value).map(String);
  given.set(field, values);
  for (const box of field.querySelectorAll("input"))
    box.checked = values.includes(box.value) && !box.hasAttribute("data-aucun");
  const none = /** @type {HTMLInputElement | null} */ (field.querySelector("[data-aucun]"));
  if (none) none.checked = Array.isArray(value) && !value.length;
}

/** @param {HTMLElement} field @param {Json | undefined} value */
function writeLines(field, value) {
  find(".lignes", field).replaceChildren();
  for (const item of listOf(value)) control(addRow(field)).value = String(item);
}

/** @type {Record<string, (field: HTMLElement, value: Json | undefined) => void>} */
const WRITERS = {
  texte: writeText,
  long: writeText,
  date: writeText,
  choix: writeText,
  nombre: writeText,
  cases: writeTicks,
  deduit: (field, value) => {
    const box = find(".champ__cases", field);
    box.replaceChildren(...listOf(value).map((name) => tick(String(name), String(name), true)));
    given.set(field, listOf(value).map(String));
  },
  recherche: (field, value) => setChosen(field, value === undefined ? [] : [String(value)]),
  recherches: (field, value) => setChosen(field, listOf(value).map(String)),
  textes: writeLines,
  nombres: writeLines,
  lignes: (field, value) => {
    find(".lignes", field).replaceChildren();
    for (const item of listOf(value)) {
      const row = addRow(field);
      write(row, objectOf(item));
      if (sourceRow(row)) showSource(row);
    }
    if (field.hasAttribute("data-obligatoire") && !find(".lignes", field).children.length) addRow(field);
  },
  groupe: (field, value) => void write(find("[data-groupe]", field), objectOf(value)),
  duree: (field, value) => {
    const data = objectOf(value);
    write(find("[data-groupe]", field), data);
    const ways = /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll(".champ__formes input"));
    const way = [...ways].find((one) => one.value?.split(" ").some((key) => key in data)) ?? ways[0];
    way.checked = true;
    showShape(field);
  },
};

/** @param {Json | undefined} value @returns {Json[]} */
function listOf(value) {
  return Array.isArray(value) ? value : [];
}

/** @param {Json | undefined} value @returns {Data} */
function objectOf(value) {
  return value && typeof value === "object" && !Array.isArray(value) ? value : {};
}

// Terms chosen in a long list -----------------------------------------------------------------------------------------

/** What a value of a long list is called; set once the lists are known. @type {(source: string, id: string) => string} */
let nameOf = (_, id) => id;

/** @param {(source: string, id: string) => string} names */
export function nameChoicesWith(names) {
  nameOf = names;
}

/**
 * Put these terms in a field where terms are searched.
 * @param {HTMLElement} field
 * @param {string[]} ids
 */
export function setChosen(field, ids) {
  const source = field.dataset.source ?? "";
  const input = searchInput(field);
  if (field.dataset.sorte === "recherche") {
    input.dataset.valeur = ids[0] ?? "";
    input.value = ids.length ? nameOf(source, ids[0]) : "";
    return;
  }
  const list = find(".champ__choisis", field);
  list.replaceChildren(...ids.map((id) => chosenItem(id, nameOf(source, id))));
}

/** @param {HTMLElement} field */
export function chosen(field) {
  return listOf(READERS.recherches(field)).map(String);
}

/** @param {string} id @param {string} label */
function chosenItem(id, label) {
  const remove = { type: "button", "data-action": "oter", "aria-label": `Retirer ${label}` };
  return element("li", { "data-valeur": id }, element("span", {}, label), element("button", remove, "×"));
}
