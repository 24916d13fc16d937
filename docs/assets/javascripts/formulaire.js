// The form that proposes or corrects a module: nothing leaves the browser before its author sends it.
//
// `?fiche=<id>` starts from a published record. Answers are kept in the browser's storage, one draft for each record.

import { check } from "./formulaire-regles.js";
import { preview } from "./formulaire-apercu.js";
import {
  addRow,
  fieldAt,
  focusable,
  nameChoicesWith,
  offerDeduced,
  read,
  removeRow,
  setChosen,
  chosen,
  showShape,
  write,
} from "./formulaire-champs.js";
import { makeSearchable } from "./formulaire-choix.js";
import { balance, isMissing, nothingYet } from "./formulaire-bilan.js";
import { draftOf, forgetDraft, keepDraft } from "./formulaire-brouillon.js";
import { deducible } from "./formulaire-deduit.js";
import { showWays } from "./formulaire-envoi.js";
import { makeReaders } from "./formulaire-lecture.js";
import { showCounts, showMessages, showTerms } from "./formulaire-messages.js";
import { makeProposals } from "./formulaire-propositions.js";
import { nearTitles, showNear } from "./formulaire-proches.js";
import { makeRereading } from "./formulaire-relecture.js";
import { adaptSource, sourceRow } from "./formulaire-sources.js";
import { makeTerms } from "./formulaire-termes.js";
import { titleIn } from "./formulaire-schema.js";
import { proposeId, recordText } from "./formulaire-yaml.js";
import { download } from "./emporter.js";
import { element, isId, quoted, ROOT } from "./outils.js";
import { french, plural } from "./textes.js";

/**
 * @typedef {import("./formulaire-yaml.js").Data} Data
 * @typedef {import("./formulaire-regles.js").Problem} Problem
 * @typedef {{id: string, titre: string, region: string, data: Data}} Published a record that is corrected
 */

const WAIT = 250; // ms after the last key
// What is told while a text is being typed; the rest waits until its field is left.
const AT_ONCE = /^(?:donnee-|extrait-longueur|texte-balisage|texte-recopie|texte-invisible)/;

const page = /** @type {HTMLElement} */ (document.querySelector(".formulaire"));
const form = /** @type {HTMLFormElement} */ (document.getElementById("formulaire"));
const asked = new URLSearchParams(location.search).get("fiche");

/** @type {any} */
let rules;
/** @type {ReturnType<typeof makeTerms>} */
let terms;
/** @type {[string, string, string][]} */
let modules = [];
/** @type {Set<string>} */
let taken = new Set();
/** @type {Record<string, Set<string>>} */
let known = {};
/** @type {Published | undefined} */
let published;
/** What the record says and the form does not ask. @type {Data} */
let kept = {};
/** What was answered since the answers were read last. @type {Set<Element>} */
const answered = new Set();
/** @type {ReturnType<typeof makeRereading>} */
let rereading;
/** @type {ReturnType<typeof makeProposals>} */
let proposals;
let tried = false;
let timer = 0;
/** Fields that were left once, or whose answer was chosen. @type {WeakSet<Element>} */
const left = new WeakSet();

start();

async function start() {
  try {
    [rules, { fiches: modules, pris: taken }] = await Promise.all([fetchData("donnees"), fetchData("modules")]);
  } catch {
    const broken = part(".formulaire__panne");
    broken.textContent = "Le formulaire n’a pas pu être chargé. Vérifiez la connexion, puis rechargez la page.";
    broken.hidden = false;
    return;
  }
  rereading = makeRereading(makeReaders(rules.lectures), rules.codes);
  prepareChoices();
  proposals = makeProposals(form, rules.a_classer, prepareSearches, terms.of);
  await openRecord();
  restore();
  prepareSearches();
  listen();
  show();
  page.classList.add("formulaire--pret");
}

/** @param {string} name */
async function fetchData(name) {
  const answer = await fetch(new URL(`contribuer/formulaire/${name}.bin`, ROOT));
  if (!answer.ok || !answer.body) throw new Error(`${name}: ${answer.status}`);
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
}

/** The terms of all lists, and the ids that may be named. */
function prepareChoices() {
  taken = new Set([...modules.map(([id]) => id), ...taken]);
  terms = makeTerms(form, rules.choix, modules);
  nameChoicesWith(labelOf);
  known = terms.known();
}

/** Every field where terms are searched, those of new rows too. */
function prepareSearches() {
  for (const input of form.querySelectorAll("[data-recherche]:not([role])")) {
    const field = /** @type {HTMLElement} */ (input.closest("[data-cle]"));
    makeSearchable(field, terms.options[field.dataset.source ?? ""] ?? []);
  }
}

/** @param {string} source @param {string} id */
function labelOf(source, id) {
  return terms.labelOf(source, id);
}

// The record and its draft --------------------------------------------------------------------------------------------

/** Start from the record that the address asks for. */
async function openRecord() {
  if (asked === null) return write(form, {});
  const [, titre = "", region = ""] = modules.find(([id]) => id === asked) ?? [];
  try {
    if (!isId(asked) || !titre) throw new Error("unknown");
    const answer = await fetch(new URL(`modules/${asked}/fiche.json`, ROOT));
    if (!answer.ok) throw new Error(String(answer.status));
    const { id, ...data } = await answer.json();
    published = { id, titre, region, data };
    kept = write(form, data);
    tellRecord();
  } catch {
    write(form, {});
    tell(`Aucune fiche ${quoted([asked])} dans le catalogue. Vous pouvez en proposer une nouvelle.`);
  }
}

function tellRecord() {
  if (!published) return;
  const link = element("a", { href: new URL(`modules/${published.id}/`, ROOT).href }, published.titre);
  const names = Object.keys(kept).map((key) => `«\u00a0${titleOf([key])}\u00a0»`);
  const more = names.length
    ? french(` Elle dit aussi ${names.join(", ")}, que ce formulaire ne demande pas : il le garde tel quel.`)
    : "";
  tell(element("strong", {}, "Vous corrigez la fiche "), link, `.${more}`);
  document.title = `Corriger «\u00a0${published.titre}\u00a0»`;
}

/** @param {(string | Node)[]} words */
function tell(...words) {
  part(".formulaire__etat").append(element("p", {}, ...words));
}

/** Put the draft back. */
function restore() {
  const draft = draftOf(published?.id ?? "");
  if (!draft) return;
  write(form, draft.data);
  tell(`Votre brouillon du ${draft.day} est repris.`);
}

function save() {
  part(".formulaire__brouillon span").textContent = keepDraft(published?.id ?? "", read(form));
}

function erase() {
  const question = published
    ? "Revenir à la fiche publiée\u00a0? Vos corrections seront perdues."
    : "Effacer toutes vos réponses\u00a0?";
  if (!confirm(question)) return;
  forgetDraft(published?.id ?? "");
  location.reload();
}

// Answering -----------------------------------------------------------------------------------------------------------

function listen() {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    adapt(/** @type {HTMLElement} */ (target));
    later();
  });
  form.addEventListener("change", ({ target }) => {
    answered.add(/** @type {Element} */ (target));
    left.add(/** @type {Element} */ (/** @type {HTMLElement} */ (target).closest("[data-cle]")));
    later();
  });
  form.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!rereading.paste(/** @type {Element} */ (event.target), text)) return;
    event.preventDefault();
    later();
  });
  form.addEventListener("focusout", ({ target, relatedTarget }) => {
    for (
      let field = /** @type {HTMLElement} */ (target).closest("[data-cle]");
      field;
      field = field.parentElement?.closest("[data-cle]") ?? null
    )
      if (!field.contains(/** @type {Node | null} */ (relatedTarget))) left.add(field);
    later();
  });
  page.addEventListener("click", ({ target }) => act(/** @type {HTMLElement} */ (target)));
  addEventListener("pagehide", () => timer && save());
  part(".formulaire__apercu").addEventListener("toggle", show);
}

/** What an answer changes in its own field. @param {HTMLElement} target */
function adapt(target) {
  const field = /** @type {HTMLElement} */ (target.closest("[data-cle]"));
  if (target.closest(".champ__formes")) showShape(/** @type {HTMLElement} */ (target.closest(".champ--duree")));
  const source = sourceRow(target);
  if (source) adaptSource(source, target, rules.adresses ?? {}, today());
  if (target instanceof HTMLInputElement && field.dataset.sorte === "cases" && target.checked) {
    // « none » and a term exclude each other.
    const others = target.hasAttribute("data-aucun") ? "input:not([data-aucun])" : "[data-aucun]";
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll(others))) box.checked = false;
  }
}

function later() {
  clearTimeout(timer);
  part(".formulaire__resultat").setAttribute("aria-busy", "true");
  timer = window.setTimeout(() => {
    timer = 0;
    // Not while a button is being pressed: what is told below a field moves what stands under it.
    for (const target of answered) rereading.reread(target);
    answered.clear();
    save();
    show();
  }, WAIT);
}

/** @param {HTMLElement} target */
function act(target) {
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-action]"));
  const field = /** @type {HTMLElement} */ (button?.closest("[data-cle]"));
  /** @type {Record<string, () => void>} */
  const actions = {
    ajouter: () => {
      const row = addRow(field);
      prepareSearches();
      focusable(row).focus();
    },
    retirer: () => {
      const list = /** @type {HTMLElement} */ (button?.closest(".lignes")?.closest("[data-cle]"));
      removeRow(list, /** @type {Element} */ (button?.closest(".ligne")));
      /** @type {HTMLElement} */ (list.querySelector("[data-action=ajouter]")).focus();
    },
    oter: () => {
      const gone = button?.closest("li")?.dataset.valeur;
      setChosen(
        field,
        chosen(field).filter((id) => id !== gone),
      );
      /** @type {HTMLElement} */ (field.querySelector("[data-recherche]")).focus();
    },
    aujourdhui: () => {
      /** @type {HTMLInputElement} */ (field.querySelector("input")).value = today();
    },
    verifier: () => {
      tried = true;
    },
    ouvrir: () => proposals.open(field),
    proposer: () => proposals.propose(field),
    prendre: () => proposals.take(field, button?.dataset.valeur ?? ""),
    retracter: () => proposals.withdraw(field, button?.dataset.valeur ?? ""),
    effacer: erase,
    telecharger: () => download(fileName(), "text/yaml", text()),
    copier: () => copy(/** @type {HTMLElement} */ (button?.parentElement?.querySelector("[role=status]"))),
  };
  if (!button?.dataset.action) return;
  actions[button.dataset.action]?.();
  if (field) later();
  else if (button.dataset.action === "verifier") show();
}

/** @param {HTMLElement} status */
async function copy(status) {
  try {
    await navigator.clipboard.writeText(text());
    status.textContent = "Texte copié.";
  } catch {
    const shown = /** @type {HTMLTextAreaElement} */ (part(".formulaire__yaml"));
    /** @type {HTMLDetailsElement} */ (shown.closest("details")).open = true;
    shown.select();
    status.textContent = "Le navigateur refuse la copie\u00a0: le texte est sélectionné, copiez-le.";
  }
}

// Showing -------------------------------------------------------------------------------------------------------------

/** Everything that depends on the answers. */
function show() {
  proposals.show();
  const data = record();
  const context = { today: today(), folder: published?.region, id: published?.id, known };
  const problems = proposals.retold(check(data, rules, context, titleOf));
  showTerms(form);
  const deduced = fieldAt(form, ["deduit"]);
  if (deduced) offerDeduced(deduced, deducible(data, titleOf));
  showMessages(form, problems, isTold);
  showCounts(form);
  const others = modules.filter(([id]) => id !== published?.id);
  showNear(part(".formulaire__proches"), nearTitles(String(data.titre ?? ""), others), labelOf);
  showResult(data, problems);
  if (/** @type {HTMLDetailsElement} */ (part(".formulaire__apercu")).open)
    part(".apercu").replaceChildren(...preview(data, labelOf, rules.faits));
  part(".formulaire__resultat").setAttribute("aria-busy", "false");
}

/** The record that the answers make. @returns {Data} */
function record() {
  return { ...read(form), ...kept };
}

function text() {
  return recordText(record(), rules.schema);
}

/** Whether a problem is told already. @param {Problem} problem @param {HTMLElement} field */
function isTold({ rule }, field) {
  return tried || left.has(field) || AT_ONCE.test(rule);
}

/** @param {Data} data @param {Problem[]} problems */
function showResult(data, problems) {
  const errors = problems.filter(({ severity }) => severity === "error");
  const missing = errors.filter(isMissing);
  const needed = /** @type {string[]} */ (rules.schema.required).length;
  const others = errors.length - missing.length;
  const done = `${plural(needed - missing.length, "réponse obligatoire", "réponses obligatoires")} sur ${needed}`;
  part(".formulaire__avancement").textContent = others ? `${done}, ${plural(others, "point")} à revoir` : done;
  part(".formulaire__pret").hidden = errors.length > 0;
  const untouched = missing.length === needed && !tried;
  part(".formulaire__bilan").replaceChildren(...(untouched ? nothingYet() : balance(inOrder(problems), titleOf, goTo)));
  if (errors.length) return;
  part(".formulaire__chemin").textContent = path();
  /** @type {HTMLTextAreaElement} */ (part(".formulaire__yaml")).value = text();
  const region = published?.region ?? String(data.region);
  const ready = { title: String(data.titre), text: text(), path: path(), region, corrects: published?.id ?? "" };
  showWays(part(".formulaire__envois"), part(".formulaire__envois-aide"), ready, rules.depot, rules.dossiers);
}

/** Problems in the order of the questions. @param {Problem[]} problems */
function inOrder(problems) {
  const fields = [...form.querySelectorAll("[data-cle]")];
  const rank = new Map(problems.map((problem) => [problem, fields.indexOf(fieldAt(form, problem.where) ?? form)]));
  return [...problems].sort((one, other) => (rank.get(one) ?? 0) - (rank.get(other) ?? 0));
}

/** @param {import("./formulaire-schema.js").Where} where */
function goTo(where) {
  const field = fieldAt(form, where);
  if (!field) return;
  for (let folded = field.closest("details"); folded; folded = folded.parentElement?.closest("details") ?? null)
    folded.open = true;
  field.scrollIntoView({ block: "center" });
  focusable(field).focus();
}

function identifier() {
  if (published) return published.id;
  const { titre = "", region = "" } = read(form);
  return proposeId(String(titre), rules.prefixes[String(region)], taken);
}

function fileName() {
  return `${identifier()}.yml`;
}

function path() {
  return `catalogue/modules/${published?.region ?? read(form).region}/${fileName()}`;
}

/** What a place is called in the form. @param {(string | number)[]} where */
function titleOf(where) {
  return titleIn(rules.schema, where);
}

/** The day, where the visitor is. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** @param {string} selector @returns {HTMLElement} */
function part(selector) {
  return /** @type {HTMLElement} */ (page.querySelector(selector));
}
