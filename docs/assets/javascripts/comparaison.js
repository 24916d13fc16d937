// Two to four modules side by side. The address says which (`?m=…&m=…`), and whether only differences are shown.
//
// Each module's own page is read: the build has marked its facts there (`data-champ`), in French.

import {
  button,
  COMPARED_AT_MOST,
  comparisonAddress,
  copyAddress,
  element,
  find,
  isId,
  once,
  quoted,
  ready,
  ROOT,
} from "./outils.js";
import { select, selected, unselect } from "./selection.js";
import { plural } from "./textes.js";

/**
 * A module as its page shows it: the marked element of each field that it documents.
 * @typedef {{id: string, title: string, address: string, fields: Map<string, Element>}} Shown
 * @typedef {{ids: string[], malformed: string[], left: string[], twice: boolean, differences: boolean}} Asked
 * @typedef {{nodes: Node[], key: string}} Item
 */

const root = find("#comparaison");
const notice = find(".comparaison__avis");
const help = find(".comparaison__aide");
const result = find(".comparaison__resultat");
const table = /** @type {HTMLTableElement} */ (find("table", root));
const onlyDifferences = /** @type {HTMLInputElement} */ (find("input[name=differences]", root));
/** A module's page; null if there is none. */
const pageOf = once(fetchPage);
let drawing = 0;

onlyDifferences.addEventListener("change", () => {
  const asked = read();
  history.replaceState(null, "", address(asked.ids, onlyDifferences.checked));
  showDifferences();
});
action("copier").addEventListener("click", ({ currentTarget }) =>
  copyAddress(/** @type {Element} */ (/** @type {Element} */ (currentTarget).parentElement?.querySelector("[role=status]"))),
);
action("imprimer").addEventListener("click", () => print());
addEventListener("popstate", draw);
draw();
ready();

/** @param {string} name */
function action(name) {
  return find(`[data-action=${name}]`, root);
}

/** What the address asks for, whatever it holds. @returns {Asked} */
function read() {
  const parameters = new URLSearchParams(location.search);
  const all = parameters.getAll("m").map((text) => text.trim());
  const wanted = all.filter(Boolean);
  const distinct = [...new Set(wanted)];
  const sound = distinct.filter(isId);
  return {
    ids: sound.slice(0, COMPARED_AT_MOST),
    malformed: distinct.filter((text) => !isId(text)),
    left: sound.slice(COMPARED_AT_MOST),
    twice: distinct.length < wanted.length,
    differences: parameters.get("differences") === "oui",
  };
}

/** @param {string[]} ids @param {boolean} differences */
function address(ids, differences) {
  return comparisonAddress(ids) + (differences && ids.length ? "&differences=oui" : "");
}

/** Show what the address asks for. */
async function draw() {
  const mine = ++drawing;
  const asked = read();
  onlyDifferences.checked = asked.differences;
  if (asked.ids.length) notice.replaceChildren("Lecture des fiches…");
  /** @type {Shown[]} */
  const modules = [];
  /** @type {string[]} */
  const unknown = [];
  /** @type {string[]} */
  const unread = [];
  const answers = await Promise.allSettled(asked.ids.map(pageOf));
  if (mine !== drawing) return; // the visitor has gone back or forth meanwhile
  answers.forEach((answer, i) => {
    if (answer.status === "rejected") unread.push(asked.ids[i]);
    else if (answer.value) modules.push(answer.value);
    else unknown.push(asked.ids[i]);
  });
  help.hidden = modules.length > 1;
  result.hidden = !modules.length;
  if (modules.length) fill(modules);
  explain(asked, modules, unknown, unread);
  offerSelection();
}

/** @param {string} id @returns {Promise<Shown | null>} */
async function fetchPage(id) {
  const address = new URL(`modules/${id}/`, ROOT).href;
  const answer = await fetch(address);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // Lists of modules lie beside the modules, under names that a hand-written address may hold.
  const offered = page.querySelector(`[data-comparer="${id}"]`);
  if (!offered) return null;
  const marked = [...page.querySelectorAll("[data-champ]")];
  return {
    id,
    title: offered.getAttribute("data-titre") ?? id,
    address,
    fields: new Map(marked.map((one) => [/** @type {HTMLElement} */ (one).dataset.champ ?? "", one])),
  };
}

/** Columns of the table, one for each module; its rows are those of the page. @param {Shown[]} modules */
function fill(modules) {
  const [head] = table.tHead?.rows ?? [];
  head.replaceChildren(head.cells[0], ...modules.map((module) => heading(module, modules)));
  for (const row of table.tBodies[0].rows) fillRow(row, modules);
  showDifferences();
  const add = action("ajouter");
  add.hidden = modules.length >= COMPARED_AT_MOST;
  // The selection goes to the search with the visitor, who adds to it there.
  add.onclick = () => select(modules.map(({ id, title }) => ({ id, titre: title })));
  find(".comparaison__outils > label").hidden = find(".comparaison__legende").hidden = modules.length < 2;
}

/** @param {Shown} module @param {Shown[]} modules */
function heading(module, modules) {
  const name = `Retirer «\u00a0${module.title}\u00a0» de la comparaison`;
  const remove = () => {
    unselect(module.id);
    const others = modules.filter((other) => other !== module).map((other) => other.id);
    history.pushState(null, "", address(others, onlyDifferences.checked));
    draw().then(() => (result.hidden ? help.querySelector("a") : find(".comparaison__defile"))?.focus());
  };
  const gone = button("Retirer", remove, { class: "comparatif__retirer", "aria-label": name });
  return element("th", { scope: "col" }, element("a", { href: module.address }, module.title), gone);
}

/** @param {HTMLTableRowElement} row @param {Shown[]} modules */
function fillRow(row, modules) {
  const label = row.cells[0];
  const items = modules.map((module) => itemsOf(module.fields.get(row.dataset.champ ?? ""), module.address));
  const keys = items.map((some) =>
    some
      .map(({ key }) => key)
      .sort()
      .join("\n"),
  );
  const different = keys.some((key) => key !== keys[0]);
  const common = new Set(
    modules.length > 1
      ? items[0].map(({ key }) => key).filter((key) => items.every((some) => some.some((i) => i.key === key)))
      : [],
  );
  row.classList.toggle("different", different);
  row.classList.toggle(
    "sans-valeur",
    keys.every((key) => !key),
  );
  label.querySelector(".difference")?.remove();
  if (different) {
    const sign = element("span", { "aria-hidden": "true" }, "≠");
    label.append(element("span", { class: "difference" }, " ", sign, element("span", { class: "cache" }, "(différence)")));
  }
  row.replaceChildren(label, ...items.map((some) => cell(some, different ? common : new Set())));
}

/** @param {Item[]} items @param {Set<string>} common */
function cell(items, common) {
  if (!items.length) return element("td", { class: "discret" }, "non précisé");
  if (items.length === 1 && !common.size) return element("td", {}, ...items[0].nodes);
  const own = items.filter(({ key }) => !common.has(key)).map(({ nodes }) => element("li", {}, ...nodes));
  const shared = items
    .filter(({ key }) => common.has(key))
    .map(({ nodes }) => element("li", { class: "commun" }, ...nodes, " ", element("span", { class: "ecart" }, "en commun")));
  return element("td", {}, element("ul", {}, ...own, ...shared));
}

/** The items of a marked element: those of a list, or the only one. @param {Element | undefined} marked @param {string} base @returns {Item[]} */
function itemsOf(marked, base) {
  if (!marked) return [];
  const parts = marked.localName === "ul" ? [...marked.children] : [marked];
  const items = parts.map((part) => {
    const nodes = [...part.childNodes].map((node) => copy(node, base, marked.localName === "ul"));
    const holder = element("div", {}, ...nodes.map((node) => node.cloneNode(true)));
    for (const aside of holder.querySelectorAll(".deduit, .ecart")) aside.remove();
    // The same values in another order, or with another case, are the same.
    const words = (holder.textContent ?? "").toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    const key = words
      .split(/\s*,\s+/)
      .map((text) => text.replace(/[\s.;]+/gu, " ").trim())
      .sort()
      .join(", ");
    return { nodes, key };
  });
  const stated = items.filter(({ key }) => key && !key.startsWith("non precise"));
  if (isDeduced(marked))
    stated.at(-1)?.nodes.push(document.createTextNode(" "), element("span", { class: "deduit" }, "déduit"));
  return stated;
}

/** Whether the mark of a deduced field stands after what the page says of it, and not in it. @param {Element} marked */
function isDeduced(marked) {
  return marked.nextElementSibling?.matches(".deduit, p:has(> .deduit:first-child)") ?? false;
}

const KEPT = new Set(["a", "abbr", "code", "em", "q", "span", "strong"]);

/**
 * A copy that holds nothing but text, plain inline elements and links: whatever a page holds, nothing runs.
 * @param {Node} node
 * @param {string} base the address against which its links are resolved
 * @param {boolean} brief without the details that stand under an item of a list
 * @returns {Node}
 */
function copy(node, base, brief) {
  if (!(node instanceof Element))
    return document.createTextNode(node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "") : "");
  if (brief && node.classList.contains("bloc")) return document.createTextNode("");
  const made = KEPT.has(node.localName) ? document.createElement(node.localName) : document.createElement("span");
  for (const name of ["class", "title"]) if (node.hasAttribute(name)) made.setAttribute(name, node.getAttribute(name) ?? "");
  if (made instanceof HTMLAnchorElement) {
    const target = new URL(node.getAttribute("href") ?? "", base);
    if (/^https?:$/.test(target.protocol)) made.href = target.href;
  }
  made.append(...[...node.childNodes].map((child) => copy(child, base, brief)));
  return made;
}

/** Hide what no module documents, and what is the same everywhere if the visitor wants only differences. */
function showDifferences() {
  const several = (table.tHead?.rows[0].cells.length ?? 0) > 2;
  for (const row of table.tBodies[0].rows) {
    const same = several && onlyDifferences.checked && !row.classList.contains("different");
    row.hidden = row.classList.contains("sans-valeur") || same;
  }
}

/**
 * Say what is shown, and why something is not.
 * @param {Asked} asked
 * @param {Shown[]} modules
 * @param {string[]} unknown
 * @param {string[]} unread
 */
function explain(asked, modules, unknown, unread) {
  const lines = [];
  if (modules.length > 1) {
    const rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("sans-valeur"));
    const different = rows.filter((row) => row.classList.contains("different")).length;
    lines.push(`${plural(modules.length, "module")} côte à côte\u00a0: ${differencesText(different, rows.length)}.`);
  }
  if (modules.length === 1) lines.push("Un seul module est choisi\u00a0: ajoutez-en au moins un autre pour comparer.");
  if (asked.twice) lines.push("Un module demandé plusieurs fois n’est montré qu’une fois.");
  if (asked.malformed.length)
    lines.push(`Ce n’est pas l’identifiant d’un module\u00a0: ${quoted(asked.malformed)}. Le lien a peut-être été coupé.`);
  if (unknown.length)
    lines.push(
      `Le catalogue n’a pas de module ${quoted(unknown)}. Il a peut-être changé de nom\u00a0: cherchez-le dans la recherche.`,
    );
  if (unread.length)
    lines.push(`Lecture impossible\u00a0: ${quoted(unread)}. Vérifiez votre connexion, puis rechargez la page.`);
  notice.replaceChildren(...lines.map((line) => element("p", {}, line)));
  if (asked.left.length) notice.append(leftAside(asked.left));
}

/** @param {number} different @param {number} all */
function differencesText(different, all) {
  if (!different) return "rien ne les distingue";
  return `${plural(different, "point")} sur ${all} ${different === 1 ? "les distingue" : "les distinguent"}`;
}

/** @param {string[]} ids */
function leftAside(ids) {
  const links = ids
    .slice(0, 10)
    .flatMap((id, i) => [i ? ", " : "", element("a", { href: new URL(`modules/${id}/`, ROOT).href }, id)]);
  const more = ids.length > 10 ? "…" : "";
  return element("p", {}, "Quatre modules au plus tiennent côte à côte. Laissés de côté\u00a0: ", ...links, `${more}.`);
}

/** A visitor who comes without choice, but has a selection, can take it up. */
function offerSelection() {
  const link = /** @type {HTMLAnchorElement} */ (action("reprendre"));
  const ids = selected().map(({ id }) => id);
  link.hidden = ids.length < 2;
  link.href = comparisonAddress(ids);
  link.textContent = `Comparer ma sélection (${plural(ids.length, "module")})`;
}
