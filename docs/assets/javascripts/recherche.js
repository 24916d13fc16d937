// The explorer: words and facets, wholly in the address, so that a search can be shared and the back button works.

import "./recherche-avance.js"; // before this one, whichever the network brings first: it asks for the first cards
import { alsoHere, card } from "./carte-de-module.js";
import { FIRST, FULLEST, open, prepare } from "./moteur.js";
import { QUERY_MAX } from "./mots.js";
import { button, copyAddress, element, find, ready } from "./outils.js";
import { EMBEDDED, addressOf, stateOfAddress } from "./recherche-adresse.js";
import { boxes, facets, foldOnNarrowScreens, labelOf, showCounts } from "./recherche-facettes.js";
import { regionsIn, withRegions } from "./regions-dites.js";
import { plural } from "./textes.js";

const WAIT = 100; // ms after the last key
const SHOW_AFTER_MS = 250; // before something is shown in the place of the whole answer
const PAGE = 24; // cards shown at once
const PRINTED_AT_MOST = 200; // cards: some thirty sheets; the file has them all
const OTHERS_AFTER = 3; // cards before the other pages
const OTHERS_SHOWN = 4;
const NUMBER = new Intl.NumberFormat("fr-FR");
const TITLE = document.title;

/** @type {import("./regions-dites.js").Reading} */
const NOTHING_READ = { regions: [], asWritten: [], rest: "", literal: "" };

/**
 * @typedef {import("./moteur.js").Engine} Engine
 * @typedef {import("./moteur.js").Answer} Answer
 * @typedef {import("./recherche-facettes.js").State} State
 */

const form = /** @type {HTMLFormElement} */ (document.getElementById("explorateur"));
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const order = /** @type {HTMLSelectElement} */ (form.elements.namedItem("tri"));
const status = find("#nombre");
const chips = find(".explorateur__puces");
const notice = find(".explorateur__avis");
const list = find(".explorateur__liste");
const more = find(".explorateur__suite");
const partPrinted = find(".explorateur__imprime");
const takeAway = find(".explorateur__emporter");
const outcome = find(".explorateur__issue");

/** The rows of the current results, and how many of them are shown. */
let results = /** @type {number[]} */ ([]);
let shown = 0;
let run = 0;
let answered = 0;
/** Cards that were shown before the whole answer, by row: one that is about to be pressed stays. */
let early = /** @type {Map<number, HTMLElement>} */ (new Map());
let timer = 0;
/** The regions that the words of the current search name: filters too, whose boxes are ticked. */
let read = NOTHING_READ;
/** Whether the words being typed have their entry in the history: one step back for each search, not for each key. */
let isTyping = false;

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    typed();
    isTyping = true;
  }, WAIT);
});
field.addEventListener("change", () => {
  typed();
  isTyping = false;
});
form.addEventListener("change", (event) => {
  if (event.target !== field && !target(event).matches(".facette__trouver")) change("push");
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  change("push");
});
more.addEventListener("click", showMore);
takeAway.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (target(event).closest("[data-emporter]"));
  if (button) takeAwayAs(button.dataset.emporter);
});
addEventListener("popstate", () => {
  isTyping = false;
  update();
});
foldOnNarrowScreens();
update();
// What words need is fetched when the visitor comes to the field: most of what the page weighs.
if (document.activeElement === field) prepare();
else field.addEventListener("focus", prepare, { once: true });

// State ----------------------------------------------------------------------------------------------------------------

function typed() {
  change(isTyping ? "replace" : "push");
}

/**
 * Write what the form says into the address, and show it.
 * @param {"push" | "replace"} how
 * @param {string[]} dropped regions that the visitor no longer wants, though the words name them
 */
function change(how, dropped = []) {
  clearTimeout(timer);
  /** @type {Map<string, Set<string>>} */
  const chosen = new Map();
  const add = (/** @type {string} */ name, /** @type {string} */ value) =>
    chosen.set(name, (chosen.get(name) ?? new Set()).add(value));
  const named = read.regions;
  const kept = named.filter((region) => !dropped.includes(region) && facets.get("region")?.get(region)?.checked !== false);
  for (const { name, value, checked } of boxes) if (checked && !(name === "region" && named.includes(value))) add(name, value);
  // Words cannot name a region that is not wanted: what is left of them becomes choices.
  const isUnwanted = kept.length < named.length;
  if (isUnwanted) for (const region of kept) add("region", region);
  const q = isUnwanted ? read.rest : field.value.trim();
  if (isUnwanted) read = NOTHING_READ;
  const address = addressOf({ q, tri: order.value, facets: chosen, ignored: [] });
  if (address !== location.pathname + location.search)
    history[how === "push" ? "pushState" : "replaceState"](null, "", address);
  else if (results.length) return;
  update();
}

// Search ---------------------------------------------------------------------------------------------------------------

async function update() {
  const mine = ++run;
  const state = stateOfAddress();
  document.title = state.q ? `${state.q.slice(0, QUERY_MAX)} - ${TITLE}` : TITLE; // in tabs, the history, a shared link
  if (document.activeElement !== field || field.value.trim() !== state.q) field.value = state.q.slice(0, QUERY_MAX);
  order.value = state.tri;
  tick(state);
  list.setAttribute("aria-busy", "true");
  if (!shown) status.textContent = state.q ? `Recherche de «\u00a0${field.value}\u00a0»…` : "Chargement des modules…";
  try {
    const engine = await open();
    if (state.q && !shown) showByTitle(engine, state).catch(() => {}); // what fails is said below
    const answer = await engine.answer(state.q);
    if (mine === run) await showAnswer(engine, state, answer, mine);
  } catch (error) {
    if (mine === run) showFailure(error);
  } finally {
    if (mine === run) list.removeAttribute("aria-busy");
    if (mine === run) ready();
  }
}

/**
 * Show the answer to the search number `mine`, unless another has begun: all at once, so that nothing moves.
 * @param {Engine} engine
 * @param {State} state
 * @param {Answer} answer
 * @param {number} mine
 */
async function showAnswer(engine, state, answer, mine) {
  const { found } = answer;
  const asked = askedOf(engine, state, answer);
  read = answer.read.regions.every((region) => asked.facets.get("region")?.has(region)) ? answer.read : NOTHING_READ;
  tick(state);
  const kept = keptOf(engine, state, asked, answer);
  // Only the very first answer comes in two parts: a list that shrinks and grows again would move what is below it.
  const first = shown ? PAGE : FIRST;
  const hasNotices = state.q || state.ignored.length || !kept.length;
  const [cards, others, notices] = await Promise.all([
    cardsOf(engine, kept.slice(0, first)),
    engine.others(found, OTHERS_SHOWN),
    hasNotices ? import("./recherche-avis.js") : null,
  ]);
  if (mine !== run) return;
  answered = mine;
  results = kept;
  showCounts(engine, found.rows, asked);
  showChips(engine, asked);
  showNotices(engine, asked, answer, notices?.noticesOf(state, asked, answer, kept, knownOf(engine, asked, found)) ?? []);
  const made = cards.map((card, i) => early.get(kept[i]) ?? card);
  showFirst(made, others);
  form.classList.toggle("explorateur--vide", !kept.length);
  form.classList.add("explorateur--pret");
  status.replaceChildren(element("strong", {}, kept.length ? plural(kept.length, "module") : "Aucun module"));
  takeAway.hidden = !kept.length;
  const before = Number(history.state?.shown) || 0; // when the visitor comes back
  if (!before && first < PAGE) await painted();
  if (mine === run) await showNext(engine, Math.max(PAGE, before) - first);
}

/**
 * The rows that the filters keep, in the order asked for; without words nothing is more relevant, and the fullest records
 * come first.
 * @param {Engine} engine
 * @param {State} state
 * @param {State} asked
 * @param {Answer} answer
 */
function keptOf(engine, state, asked, { found, spelt }) {
  // A page of another site never shows other modules than those that its address meant.
  const meant = EMBEDDED && state.ignored.length ? [] : found.rows.filter(engine.keeper(asked));
  return engine.inOrder(meant, state.tri || (spelt.words.length ? "" : FULLEST));
}

/** Tick the boxes of what is chosen, and of the regions that the words name. */
function tick(/** @type {State} */ state) {
  for (const box of boxes) {
    const isNamed = box.name === "region" && read.regions.includes(box.value);
    box.checked = isNamed || (state.facets.get(box.name)?.has(box.value) ?? false);
  }
}

/** What is asked, the regions that the words name as choices; without them where they have nothing, and others have. */
function askedOf(/** @type {Engine} */ engine, /** @type {State} */ state, /** @type {Answer} */ answer) {
  const asked = withRegions(state, answer.read);
  const elsewhere = { ...state, q: asked.q };
  const has = (/** @type {State} */ one) => answer.found.rows.some(engine.keeper(one));
  return asked !== state && answer.spelt.words.length && !EMBEDDED && !has(asked) && has(elsewhere) ? elsewhere : asked;
}

function showChips(/** @type {Engine} */ engine, /** @type {State} */ state) {
  const items = [];
  for (const [name, values] of state.facets) {
    for (const value of values) items.push(chip(labelFor(engine, name, value), () => uncheck(name, value)));
  }
  if (items.length > 1) items.push(chip("Tout effacer", clearFacets, "explorateur__effacer"));
  chips.hidden = !items.length;
  chips.replaceChildren(...items);
}

/** A region that has no module has no box, which would have its label. */
function labelFor(/** @type {Engine} */ engine, /** @type {string} */ name, /** @type {string} */ value) {
  return (name === "region" && engine.table.regions.libelles[value]) || labelOf(name, value);
}

function chip(/** @type {string} */ label, /** @type {() => void} */ action, kind = "") {
  const made = button(label, action, { class: kind || "explorateur__puce" });
  if (!kind) made.setAttribute("aria-label", `Retirer le filtre ${label}`);
  return element("li", {}, made);
}

function uncheck(/** @type {string} */ name, /** @type {string} */ value) {
  const box = facets.get(name)?.get(value);
  if (box) box.checked = false;
  change("push", name === "region" ? [value] : []);
  field.focus({ preventScroll: true }); // the button that had the focus is gone
}

function clearFacets() {
  for (const box of boxes) box.checked = false;
  change("push", read.regions);
  field.focus({ preventScroll: true });
}

// Results --------------------------------------------------------------------------------------------------------------

function showFirst(/** @type {HTMLElement[]} */ cards, /** @type {import("./moteur.js").Page[]} */ others) {
  list.replaceChildren(...cards);
  if (others.length) list.insertBefore(alsoHere(others), list.children[OTHERS_AFTER] ?? null);
  early = new Map();
  shown = cards.length;
  more.hidden = true;
}

/** When the first cards are on the screen: the others would share the network with what they need. */
function painted() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, SHOW_AFTER_MS); // a page in the background paints nothing
  });
}

/** On a slow network the index takes seconds more than the titles: those that hold the words come first. */
async function showByTitle(/** @type {Engine} */ engine, /** @type {State} */ state) {
  const mine = run;
  await new Promise((resolve) => setTimeout(resolve, SHOW_AFTER_MS));
  if (mine !== run || answered === mine) return;
  const asked = withRegions(state, regionsIn(state.q, engine.table.regions));
  const rows = engine.byTitle(asked.q).filter(engine.keeper(asked));
  const first = rows.slice(0, FIRST);
  const cards = await cardsOf(engine, first);
  if (mine !== run || answered === mine) return;
  list.replaceChildren(...cards);
  early = new Map(first.map((row, i) => [row, cards[i]]));
}

/** The next cards; the first of them, unless another search has begun. */
async function showNext(/** @type {Engine} */ engine, /** @type {number} */ count) {
  const mine = run;
  const cards = await cardsOf(engine, results.slice(shown, shown + count));
  if (mine !== run) return undefined;
  list.append(...cards);
  shown += cards.length;
  more.hidden = partPrinted.hidden = shown >= results.length;
  partPrinted.textContent = `Les ${shown} premiers modules sur ${NUMBER.format(results.length)}. Le tableur (CSV) de la page les a tous.`;
  return cards[0];
}

async function showMore() {
  const first = await showNext(await open(), PAGE);
  first?.querySelector("a")?.focus();
  history.replaceState({ shown }, "");
}

function cardsOf(/** @type {Engine} */ engine, /** @type {number[]} */ rows) {
  const made = async (/** @type {number} */ row) => card(await engine.page(row), (name) => engine.valuesOf(name, row), labelOf);
  return Promise.all(rows.map(made));
}

// Notices --------------------------------------------------------------------------------------------------------------

/**
 * What the notices of an answer need to know (see recherche-avis.js).
 * @param {Engine} engine
 * @param {State} asked
 * @param {import("./mots-cherches.js").Found} found
 */
function knownOf(engine, asked, found) {
  return {
    kept: engine.keeper(asked),
    countWithout: (/** @type {string} */ name) => found.rows.filter(engine.keeper(asked, name)).length,
    countIn: (/** @type {string[]} */ regions) => engine.inRegions(engine.rows, regions).length,
    addressOf,
    labels: engine.table.regions.libelles,
  };
}

/**
 * Whatever the visitor should know of the answer, and ways out of an empty one.
 * @param {Engine} engine
 * @param {State} asked
 * @param {Answer} answer
 * @param {HTMLElement[]} lines
 */
function showNotices(engine, asked, answer, lines) {
  notice.hidden = !lines.length;
  notice.replaceChildren(...lines);
  if (!results.length) showWaysOut(engine, asked, answer.found.rows).catch(() => {}); // the menu still leads on
}

/** What to try when nothing is found, in a script of its own: few visitors need it. */
async function showWaysOut(/** @type {Engine} */ engine, /** @type {State} */ state, /** @type {number[]} */ rows) {
  const mine = run;
  const { familiesOf, nearest, waysOut } = await import("./recherche-vide.js");
  const families = await familiesOf(state.q);
  if (mine !== run) return;
  const countWithout = (/** @type {string} */ name) => rows.filter(engine.keeper(state, name)).length;
  const withoutWords = engine.rows.filter(engine.keeper(state)).length;
  const label = (/** @type {string} */ name, /** @type {string} */ value) => labelFor(engine, name, value);
  const countOfFamily = (/** @type {string} */ name) =>
    engine.rows.filter((row) => engine.valuesOf("famille", row).includes(name)).length;
  const lastLine = notice.lastElementChild; // that nothing answers, and what may be tried
  notice.append(waysOut(state, { countWithout, withoutWords, families, countOfFamily, labelOf: label, addressOf }));
  const close = state.q ? await nearest(state.q) : null;
  if (close && mine === run) lastLine?.before(close);
}

function wayOut(/** @type {string} */ address, /** @type {string} */ text) {
  return element("li", {}, element("a", { href: address }, text));
}

function showFailure(/** @type {unknown} */ error) {
  console.error(error);
  status.replaceChildren(element("strong", {}, "La recherche n’a pas pu démarrer."));
  const why =
    "L’index n’a pas pu être lu\u00a0: le réseau est peut-être coupé, ou le navigateur trop ancien. Tout le catalogue reste lisible par ses listes.";
  const lists = [wayOut("../modules/", "Voir la liste de tous les modules"), wayOut("../regions/", "Voir les régions")];
  notice.hidden = false;
  notice.replaceChildren(element("p", {}, why), element("ul", {}, ...lists));
}

// Taking the results away ----------------------------------------------------------------------------------------------

async function takeAwayAs(/** @type {string | undefined} */ how) {
  if (how === "lien") return copyAddress(outcome);
  try {
    if (how === "imprimer") return await printAll();
    const { giveFile } = await import("./recherche-emporter.js");
    await giveFile(how, results);
    outcome.textContent = `Fichier préparé\u00a0: ${plural(results.length, "module")}.`;
  } catch (error) {
    console.error(error);
    outcome.textContent = "La sélection n’a pas pu être préparée\u00a0: le réseau est peut-être coupé.";
  }
}

/** Print the results, and not only the cards that are on the screen. */
async function printAll() {
  await showNext(await open(), Math.max(0, PRINTED_AT_MOST - shown));
  print();
}

// Small parts ----------------------------------------------------------------------------------------------------------

function target(/** @type {Event} */ event) {
  return /** @type {HTMLElement} */ (event.target);
}
