// An answer in anyone's words becomes the one that the record says, once its field is left; the form shows what it read.

import { addRow, answer } from "./formulaire-champs.js";
import { element } from "./outils.js";
import { french, lengthText } from "./textes.js";

/** @typedef {ReturnType<typeof import("./formulaire-lecture.js").makeReaders>} Readers */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Control */

/** Items of lists that people paste as a whole. */
const ITEMS = new Set(["intitule", "condition"]);

/**
 * What reads an answer again; `kinds` says which fields hold which codes, `dates` which form a field's date has.
 * @param {Readers} readers
 * @param {Record<string, string>} kinds
 * @param {Record<string, string>} dates
 */
export function makeRereading(readers, kinds, dates) {
  return { reread, paste };

  /** Read what stands in a control, and say what was read; returns whether it is another answer. @param {Element} target */
  function reread(target) {
    const input = /** @type {Control} */ (target);
    const field = /** @type {HTMLElement | null} */ (input.closest("[data-cle]"));
    if (!field || !input.matches("[data-valeur]:not(select, [type=date])")) return false;
    const before = input.value;
    const length = /** @type {HTMLElement | null} */ (field.closest("[data-sorte=duree]"));
    if (length) showReading(length, hours(length, field, input));
    else showReading(field, value(field, input));
    return input.value !== before;
  }

  /** @param {HTMLElement} field @param {Control} input */
  function value(field, input) {
    const key = field.dataset.cle ?? "";
    if (kinds[key]) return code(kinds[key], input);
    if (key === "page") return code(key, input);
    if (key === "annee") return year(input);
    if (dates[key]) return day(input, new RegExp(dates[key], "u"));
    if (key === "adresse") return address(input);
    const isList = field.dataset.sorte === "textes" || isItem(field);
    return isList ? items(field, input, readers.readItems(input.value)) : "";
  }

  /**
   * A list pasted in one of its rows fills several.
   * @param {Element} target
   * @param {string} text
   * @returns {boolean} whether that was done
   */
  function paste(target, text) {
    const input = /** @type {Control} */ (target);
    const field = /** @type {HTMLElement | null} */ (input.closest("[data-cle]"));
    const list = readers.readItems(text);
    if (!field || list.length < 2 || input.value.trim() || !(field.dataset.sorte === "textes" || isItem(field))) return false;
    showReading(field, items(field, input, list));
    return true;
  }

  /** @param {HTMLElement} length @param {HTMLElement} field @param {Control} input */
  function hours(length, field, input) {
    const typed = input.value.trim();
    const read = readers.readLength(typed);
    if (!read.length || /^[0-9 \u00a0\u202f]+$/.test(typed)) return "";
    const alone = Object.keys(read.length).join() === "heures";
    if (alone) input.value = String(read.length.heures).replace(".", ",");
    else if (field.dataset.cle !== "heures") return "";
    else answer(length, read.length);
    return readAs(
      typed,
      lengthText(read.length, (hours) => String(hours ?? 0).replace(".", ",")),
    );
  }

  /** @param {string} kind @param {Control} input */
  function code(kind, input) {
    const typed = input.value;
    const { codes, exact } = readers.readCode(kind, typed);
    if (codes.length !== 1 || exact) return "";
    input.value = codes[0];
    return readAs(typed, codes[0]);
  }

  /** @param {Control} input */
  function year(input) {
    const typed = input.value.trim();
    const { day } = readers.readDay(typed, true);
    if (!day || typed === day) return "";
    input.value = day.slice(0, 4);
    return readAs(typed, input.value);
  }

  /** A day, a month or a year, as far as the field says it. @param {Control} input @param {RegExp} form */
  function day(input, form) {
    const typed = input.value.trim();
    const { day: read, exact } = readers.readDay(typed, true);
    if (!form.test(read) || exact) return "";
    input.value = read;
    return readAs(typed, read);
  }

  /** @param {Control} input */
  function address(input) {
    const typed = input.value.trim();
    input.value = readers.readAddress(typed);
    return input.value === typed ? "" : readAs(typed, input.value);
  }

  /** @param {HTMLElement} field @param {Control} input @param {import("./formulaire-lecture.js").Item[]} list */
  function items(field, input, list) {
    const before = input.value.trim();
    const kept = list.filter((item) => !item.left_out).map(({ text }) => text);
    const left = list.filter((item) => item.left_out).map(({ text }) => `«\u00a0${text}\u00a0»`);
    if (kept.length === 1 && !left.length && (kept[0] === before || before.includes("\n"))) return "";
    if (!list.length) return "";
    input.value = kept[0] ?? "";
    const rows = /** @type {HTMLElement} */ (field.closest("[data-sorte=textes], [data-sorte=lignes]"));
    for (const text of kept.slice(1)) rowInput(rows, field).value = text;
    const parts = kept.length > 1 ? [`${kept.length} lignes sont lues.`] : [];
    if (left.length) parts.push(`N'est pas repris : ${left.join(", ")}.`);
    else if (kept.length === 1 && before && kept[0] !== before) parts.push(readAs(before, kept[0]));
    return parts.join(" ");
  }

  /** The control of a new row of a list. @param {HTMLElement} rows @param {HTMLElement} field @returns {Control} */
  function rowInput(rows, field) {
    const row = addRow(rows);
    const place = rows === field ? row : row.querySelector(`[data-cle=${field.dataset.cle}]`);
    return /** @type {Control} */ (place?.querySelector("[data-valeur]"));
  }
}

/** @param {HTMLElement} field */
function isItem(field) {
  return ITEMS.has(field.dataset.cle ?? "") && field.closest("[data-sorte=lignes]") !== null;
}

/** @param {string} typed @param {string} read */
function readAs(typed, read) {
  return `«\u00a0${typed.trim()}\u00a0» est lu : ${read}.`;
}

/** Say it below the field; nothing takes away what was said. @param {HTMLElement} field @param {string} words */
function showReading(field, words) {
  let line = field.querySelector(":scope > .champ__lu");
  if (!line && words) {
    line = element("p", { class: "champ__lu", role: "status" });
    field.append(line);
  }
  if (line) line.textContent = french(words);
}
