// The modules that a visitor keeps to compare them: at most four, in the browser's local storage, shown in a bar.
//
// Storage may be blocked, full, or hold anything: the selection then lives as long as the page.

import { button, COMPARED_AT_MOST, comparisonAddress, element, isId, ROOT } from "./outils.js";
import { plural } from "./textes.js";

const KEY = `${ROOT.pathname}.selection`; // several sites may share a host
const TITLE_MAX = 300;

/** @typedef {{id: string, titre: string}} Chosen */

/** @type {Chosen[]} */
let selection = read();
/** @type {{bar: HTMLElement, count: HTMLElement, titles: HTMLElement, actions: HTMLElement, compare: HTMLAnchorElement} | undefined} */
let shown;

addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) reload();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) reload(); // the page comes back as it was left; the selection may have changed since
});

// A module's page reserves the button's place.
for (const place of document.querySelectorAll("[data-comparer]")) {
  const { comparer, titre } = /** @type {HTMLElement} */ (place).dataset;
  place.append(compareButton(comparer ?? "", titre ?? ""));
}

/**
 * The selected modules, in the order in which they were chosen.
 * @returns {readonly Chosen[]}
 */
export function selected() {
  return selection;
}

/**
 * A button that puts a module among those to compare, or takes it out. The first one brings the bar.
 * @param {string} id
 * @param {string} title
 */
export function compareButton(id, title) {
  showBar();
  const made = button("", () => toggle(id, title), { class: "comparer", "data-module": id });
  mark(made);
  return made;
}

/**
 * Put these modules in the place of the selection.
 * @param {Chosen[]} chosen
 */
export function select(chosen) {
  save(chosen.slice(0, COMPARED_AT_MOST).map(({ id, titre }) => ({ id, titre: titre.slice(0, TITLE_MAX) })));
}

/**
 * Take a module out of the selection.
 * @param {string} id
 */
export function unselect(id) {
  save(selection.filter((chosen) => chosen.id !== id));
}

/** @param {string} id @param {string} titre */
function toggle(id, titre) {
  if (selection.some((chosen) => chosen.id === id)) return unselect(id);
  if (selection.length < COMPARED_AT_MOST) return select([...selection, { id, titre }]);
  if (shown) shown.count.textContent = "Quatre modules au plus\u00a0: retirez-en un pour en ajouter un autre.";
}

/** @returns {Chosen[]} */
function read() {
  try {
    /** @type {unknown} */
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    if (!Array.isArray(kept)) return [];
    const sound = kept.filter((one) => isId(one?.id) && typeof one.titre === "string" && one.titre.length <= TITLE_MAX);
    return [...new Map(sound.map(({ id, titre }) => [id, { id, titre }])).values()].slice(0, COMPARED_AT_MOST);
  } catch {
    return [];
  }
}

/** @param {Chosen[]} chosen */
function save(chosen) {
  selection = chosen;
  try {
    if (chosen.length) localStorage.setItem(KEY, JSON.stringify(chosen));
    else localStorage.removeItem(KEY);
  } catch {
    // The selection still serves on this page.
  }
  refresh();
}

function reload() {
  selection = read();
  refresh();
}

function refresh() {
  for (const button of document.querySelectorAll("button.comparer")) mark(/** @type {HTMLButtonElement} */ (button));
  fillBar();
}

/** @param {HTMLButtonElement} button */
function mark(button) {
  const chosen = selection.some(({ id }) => id === button.dataset.module);
  button.setAttribute("aria-pressed", String(chosen));
  button.textContent = chosen ? "Dans la comparaison" : "Comparer";
}

/** The bar at the foot of the window: made empty, so that what comes into it is announced. */
function showBar() {
  if (shown) return;
  const count = element("p", { role: "status" });
  const titles = element("p", { class: "selection__titres discret" });
  const compare = element("a", { class: "md-button md-button--primary" }, "Comparer");
  const empty = button("Vider", () => save([]), { class: "md-button" });
  const actions = element("p", {}, compare, " ", empty);
  const inside = element("div", { class: "md-grid md-typeset" }, count, titles, actions);
  const bar = element("section", { class: "selection", "aria-label": "Modules à comparer" }, inside);
  shown = { bar, count, titles, actions, compare };
  document.body.append(bar);
  fillBar();
}

function fillBar() {
  if (!shown) return;
  const { bar, count, titles, actions, compare } = shown;
  bar.classList.toggle("selection--vide", !selection.length);
  document.documentElement.classList.toggle("avec-selection", selection.length > 0);
  actions.hidden = !selection.length;
  compare.hidden = selection.length < 2;
  const alone = selection.length === 1 ? "\u00a0: choisissez-en un autre" : "";
  count.textContent = selection.length ? `${plural(selection.length, "module")} à comparer${alone}` : "";
  titles.textContent = selection.map(({ titre }) => titre).join(" · ");
  compare.href = comparisonAddress(selection.map(({ id }) => id));
}
