// The facets of the explorer: their boxes, the count of each value, which values are shown.

import { wordsOf } from "./mots.js";
import { element, find } from "./outils.js";

const VALUES_SHOWN = 6; // of a facet, before its other values are asked for
const NUMBER = new Intl.NumberFormat("fr-FR");

/**
 * @typedef {import("./moteur.js").Engine} Engine
 * @typedef {{q: string, tri: string, facets: Map<string, Set<string>>, ignored: string[]}} State
 */

const folder = /** @type {HTMLDetailsElement} */ (document.querySelector(".facettes"));
export const boxes = /** @type {HTMLInputElement[]} */ ([...folder.querySelectorAll("input[type=checkbox]")]);
/** The boxes by name of facet and value. @type {Map<string, Map<string, HTMLInputElement>>} */
export const facets = new Map();
for (const box of boxes) facets.set(box.name, (facets.get(box.name) ?? new Map()).set(box.value, box));

/** Shows the counts of the last search, if they have not been shown yet. @type {(() => void) | undefined} */
let waiting;

folder.addEventListener("toggle", showWaiting);
folder.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLInputElement && target.matches(".facette__trouver")) narrowList(target);
});

/** Each value's count is what choosing it would show: the other facets apply, its own does not. */
export function showCounts(/** @type {Engine} */ engine, /** @type {number[]} */ rows, /** @type {State} */ state) {
  waiting = () => {
    for (const name of facets.keys()) showCountsOf(name, engine.table.facettes[name], rows.filter(engine.keeper(state, name)));
  };
  showWaiting();
}

/** Folded facets cost a slow phone a third of its work: their counts wait until they are opened, or asked for. */
function showWaiting() {
  if (folder.open) countAll();
}

function countAll() {
  waiting?.();
  waiting = undefined;
}

/** Whether a facet has any count: a large catalogue has some facets apart. */
export function isCounted(/** @type {string} */ name) {
  return [...(facets.get(name)?.keys() ?? [])].some((value) => countOf(name, value) > 0);
}

/**
 * How many results the value of a facet has.
 * @param {string} name
 * @param {string} value
 */
export function countOf(name, value) {
  countAll();
  const item = facets.get(name)?.get(value)?.closest("li");
  return Number(item?.querySelector("[data-compte]")?.textContent?.replace(/[^\d]/g, "") ?? 0);
}

/**
 * @param {string} name
 * @param {import("./moteur.js").FacetColumn} column
 * @param {number[]} rows
 */
function showCountsOf(name, { valeurs, fiches }, rows) {
  const tally = new Uint32Array(valeurs.length);
  for (const row of rows) for (const position of fiches[row]) tally[position]++;
  const count = new Map(valeurs.map((value, position) => [value, tally[position]]));
  const values = facets.get(name) ?? new Map();
  for (const [value, box] of values) {
    const item = /** @type {HTMLElement} */ (box.closest("li"));
    find("[data-compte]", item).textContent = NUMBER.format(count.get(value) ?? 0);
    item.classList.toggle("rien", !count.get(value) && !box.checked);
  }
  foldValues(name);
  const summary = partOf(name, ".facette__choisis");
  const chosen = [...values.values()].filter((box) => box.checked).length;
  summary.hidden = !chosen;
  summary.textContent = chosen ? `${chosen}\u00a0choix` : "";
  if (chosen) /** @type {HTMLDetailsElement} */ (summary.closest("details")).open = true;
}

/** The first values of a facet that lead somewhere; a button shows the others. */
function foldValues(/** @type {string} */ name) {
  const fieldset = partOf(name, "fieldset");
  const useful = [...(facets.get(name)?.values() ?? [])]
    .flatMap((box) => box.closest("li") ?? [])
    .filter((item) => !item.matches(".rien"));
  const others = useful.slice(VALUES_SHOWN).filter((item) => !item.querySelector("input")?.checked);
  const button = /** @type {HTMLElement} */ (fieldset.querySelector(".facette__autres") ?? moreValues(fieldset));
  const folded = fieldset.dataset.tout === undefined && others.length > 1;
  for (const item of facets.get(name)?.values() ?? []) item.closest("li")?.classList.toggle("plus-loin", false);
  if (folded) for (const item of others) item.classList.add("plus-loin");
  button.hidden = !folded;
  button.textContent = `Voir les ${NUMBER.format(others.length)} autres`;
}

function moreValues(/** @type {HTMLElement} */ fieldset) {
  const button = element("button", { type: "button", class: "facette__autres" });
  button.addEventListener("click", () => {
    fieldset.dataset.tout = "";
    const first = fieldset.querySelector(".plus-loin input");
    for (const item of fieldset.querySelectorAll(".plus-loin")) item.classList.remove("plus-loin");
    button.hidden = true;
    /** @type {HTMLElement | null} */ (first)?.focus();
  });
  fieldset.append(button);
  return button;
}

export function labelOf(/** @type {string} */ name, /** @type {string} */ value) {
  return facets.get(name)?.get(value)?.closest("label")?.textContent?.trim() ?? value;
}

/** Show only the values of a long facet that have words beginning like those typed above them. */
function narrowList(/** @type {HTMLInputElement} */ input) {
  const words = wordsOf(input.value);
  input.closest("fieldset")?.classList.toggle("facette--cherchee", words.length > 0);
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (input.closest("fieldset")?.querySelectorAll("li") ?? [])) {
    const own = wordsOf(item.querySelector("label")?.textContent ?? "");
    item.hidden = !words.every((word) => own.some((one) => one.startsWith(word)));
  }
}

export function foldOnNarrowScreens() {
  if (matchMedia("(max-width: 59.9375em)").matches) folder.open = false;
  folder.dataset.pret = ""; // until now the stylesheet hid them on a narrow screen, so that nothing moves
}

/** @param {string} name of a facet @param {string} selector @returns {HTMLElement} */
function partOf(name, selector) {
  return find(`.facette[data-facette="${name}"] ${selector}`, folder);
}
