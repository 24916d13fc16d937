// A parcours: modules ticked for a certification, their total hours, and the sheet to print or to send.
//
// The address holds everything: `?m=…&m=…` the modules, `region` and `nature` what the list is narrowed to.

import { COMPARED_AT_MOST, comparisonAddress, copyAddress, element, find, quoted } from "./outils.js";
import { plural } from "./textes.js";

const FILTERS = ["region", "nature"];

const page = find(".parcours");
const form = /** @type {HTMLFormElement} */ (document.getElementById("parcours"));
const sheet = find("#fiche");
const rows = /** @type {HTMLLIElement[]} */ ([...form.querySelectorAll(".choix")]);
/** @type {Map<string, HTMLLIElement>} */
const rowOf = new Map(rows.map((row) => [boxOf(row).value, row]));

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", ({ target }) => {
  // Ticking is undone by ticking again: « back » leaves the page, it does not undo twelve ticks one by one.
  history.replaceState(null, "", addressOf());
  if (target instanceof HTMLSelectElement) narrow();
  show();
});
sheet.addEventListener("click", (event) => act(/** @type {HTMLElement} */ (event.target).dataset.action));
addEventListener("popstate", start);
start();

/** @param {Element} row @returns {HTMLInputElement} */
function boxOf(row) {
  return /** @type {HTMLInputElement} */ (row.querySelector("input"));
}

/** @param {string} name @returns {HTMLSelectElement} */
function filter(name) {
  return /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
}

function chosenRows() {
  return rows.filter((row) => boxOf(row).checked);
}

/** Tick and narrow as the address says, whatever it holds. */
function start() {
  const parameters = new URLSearchParams(location.search);
  const wanted = new Set(parameters.getAll("m").filter(Boolean));
  for (const [id, row] of rowOf) boxOf(row).checked = wanted.has(id);
  const strange = FILTERS.flatMap((name) => {
    const value = parameters.get(name) ?? "";
    const known = [...filter(name).options].some((option) => option.value === value);
    filter(name).value = known ? value : "";
    return known ? [] : [value];
  });
  explain(
    [...wanted].filter((id) => !rowOf.has(id)),
    strange,
  );
  narrow();
  show();
}

/** The address of the present choices. */
function addressOf() {
  const address = new URL(location.pathname, location.href);
  for (const row of chosenRows()) address.searchParams.append("m", boxOf(row).value);
  for (const name of FILTERS) if (filter(name).value) address.searchParams.set(name, filter(name).value);
  return address.href;
}

/** @param {string[]} missing @param {string[]} strange */
function explain(missing, strange) {
  const lines = [];
  if (missing.length === 1) lines.push(`Le lien demande un module qui n’est pas dans cette liste\u00a0: ${quoted(missing)}.`);
  if (missing.length > 1)
    lines.push(
      `Le lien demande ${plural(missing.length, "module")} qui ne sont pas dans cette liste\u00a0: ${quoted(missing)}.`,
    );
  if (strange.length) lines.push(`Ce filtre n’existe pas ici\u00a0: ${quoted(strange)}. Toute la liste est montrée.`);
  find("#avis").replaceChildren(...lines.map((line) => element("p", {}, line)));
}

/** The total and the sheet of the ticked modules. */
function show() {
  const chosen = chosenRows();
  const warnings = warningsOf(chosen);
  const total = hoursText(chosen);
  const missing = warnings.filter((warning) => warning.missing).length;
  const attention = missing ? ` ${plural(missing, "prérequis", "prérequis")} à vérifier.` : "";
  const count = plural(chosen.length, "module choisi", "modules choisis");
  find("#total").textContent = chosen.length ? `${count}\u00a0: ${total}.${attention}` : "Aucun module choisi.";
  find("#vers-fiche").hidden = sheet.hidden = !chosen.length;
  page.classList.toggle("parcours--compose", chosen.length > 0);
  fillSheet(chosen, warnings, total);
}

/** Show the rows that the filters keep, and the groups that have any. A ticked module stays ticked. */
function narrow() {
  const wanted = Object.fromEntries(FILTERS.map((name) => [name, filter(name).value]));
  for (const row of rows) row.hidden = FILTERS.some((name) => wanted[name] && row.dataset[name] !== wanted[name]);
  /** @type {NodeListOf<HTMLElement>} */
  const groups = form.querySelectorAll(".parcours__nature, .parcours__region");
  for (const group of groups) group.hidden = !group.querySelector(".choix:not([hidden])");
  const left = rows.filter((row) => !row.hidden).length;
  if (!left) find("#affiches").textContent = "Aucun module pour ces deux filtres\u00a0: élargissez l’un d’eux.";
  else
    find("#affiches").textContent =
      left < rows.length ? `${plural(left, "module affiché", "modules affichés")} sur ${rows.length}` : "";
}

/**
 * « de 42 à 84 h, dont 14 h en entreprise, durée inconnue pour 1 module », as `Hours.text` of build_tools/site/parcours.py.
 * @param {HTMLElement[]} chosen
 */
function hoursText(chosen) {
  const known = chosen.filter((row) => row.dataset.max);
  /** @param {string} name */
  const sum = (name) => known.reduce((total, row) => total + Number(row.dataset[name]), 0);
  const [shortest, longest, company] = [sum("min"), sum("max"), sum("entreprise")];
  const unknown = chosen.length - known.length;
  const parts = [];
  if (known.length)
    parts.push(shortest === longest ? hours(longest) : `de ${shortest.toLocaleString("fr-FR")} à ${hours(longest)}`);
  if (company) parts.push(`dont ${hours(company)} en entreprise`);
  if (unknown) parts.push(`durée inconnue pour ${plural(unknown, "module")}`);
  return parts.join(", ");
}

/** @param {number} count */
function hours(count) {
  return `${count.toLocaleString("fr-FR")}\u00a0h`;
}

/**
 * What the chosen modules ask to have followed before; `missing` is not among them.
 * @typedef {{text: string, missing: boolean}} Warning
 * @param {HTMLElement[]} chosen
 * @returns {Warning[]}
 */
function warningsOf(chosen) {
  return chosen.flatMap((row) =>
    [...row.querySelectorAll("a[data-module]")].map((link) => {
      const before = rowOf.get(/** @type {HTMLElement} */ (link).dataset.module ?? "");
      const names = [`«\u00a0${titleOf(row)}\u00a0»`, `«\u00a0${link.textContent}\u00a0»`];
      if (before && boxOf(before).checked) return { text: `${names[0]} se suit après ${names[1]}.`, missing: false };
      const where = before ? "coché" : "dans cette liste";
      return { text: `${names[0]} demande d’avoir suivi ${names[1]}, qui n’est pas ${where}.`, missing: true };
    }),
  );
}

/** @param {HTMLElement} row */
function titleOf(row) {
  return row.querySelector(".choix__titre")?.textContent ?? "";
}

/** @param {HTMLElement[]} chosen @param {Warning[]} warnings @param {string} total */
function fillSheet(chosen, warnings, total) {
  find(".fiche-parcours__total", sheet).replaceChildren("Total\u00a0: ", element("strong", {}, total), ".");
  const list = find(".fiche-parcours__prerequis", sheet);
  list.hidden = !warnings.length;
  list.replaceChildren(...warnings.map(({ text }) => element("li", {}, text)));
  find(".fiche-parcours__modules", sheet).replaceChildren(...chosen.map(sheetRow));
  const today = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" }).format(new Date());
  const link = element("a", { href: addressOf() }, addressOf());
  find(".fiche-parcours__origine", sheet).replaceChildren(`Fiche composée le ${today}. Pour la retrouver\u00a0: `, link);
  const compare = /** @type {HTMLAnchorElement} */ (find("[data-action=comparer]", sheet));
  compare.hidden = chosen.length < 2 || chosen.length > COMPARED_AT_MOST;
  compare.href = comparisonAddress(chosen.map((row) => boxOf(row).value));
  find("[role=status]", sheet).textContent = "";
}

/** A chosen module in the sheet. @param {HTMLElement} row */
function sheetRow(row) {
  const address = /** @type {HTMLAnchorElement} */ (row.querySelector(".choix__faits a")).href;
  const duration = row.querySelector(".choix__duree")?.textContent ?? "";
  const facts = [duration, optionText("region", row), optionText("nature", row)].join(" · ");
  const made = element("li", {}, element("strong", {}, titleOf(row)), element("p", {}, facts));
  const prerequisites = row.querySelector(".choix__prerequis");
  if (prerequisites) made.append(element("p", {}, prerequisites.textContent ?? ""));
  const skills = row.querySelector("details ul");
  if (skills) made.append(skills.cloneNode(true));
  made.append(
    element("p", { class: "fiche-parcours__adresse" }, "Fiche et sources\u00a0: ", element("a", { href: address }, address)),
  );
  return made;
}

/** The label of a row's region or nature. @param {string} name @param {HTMLElement} row */
function optionText(name, row) {
  const option = [...filter(name).options].find(({ value }) => value === row.dataset[name]);
  return option?.dataset.libelle ?? option?.text ?? "";
}

/** @param {string | undefined} action */
function act(action) {
  if (action === "imprimer") print();
  if (action === "copier") copyAddress(find("[role=status]", sheet));
  if (action !== "vider") return;
  for (const row of rows) boxOf(row).checked = false;
  history.replaceState(null, "", addressOf());
  show();
  boxOf(rows[0]).focus();
}
