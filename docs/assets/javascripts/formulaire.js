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
import { makeSearchable, option } from "./formulaire-choix.js";
import { makeReaders } from "./formulaire-lecture.js";
import { nearTitles } from "./formulaire-proches.js";
import { makeRereading } from "./formulaire-relecture.js";
import { adaptSource, sourceRow } from "./formulaire-sources.js";
import { proposeId, recordText, resolve } from "./formulaire-yaml.js";
import { download } from "./emporter.js";
import { element, isId, quoted, ROOT } from "./outils.js";
import { french, plural } from "./textes.js";

/**
 * @typedef {import("./formulaire-yaml.js").Data} Data
 * @typedef {import("./formulaire-regles.js").Problem} Problem
 * @typedef {import("./formulaire-choix.js").Option} Option
 * @typedef {{id: string, titre: string, region: string, data: Data}} Published a record that is corrected
 */

const WAIT = 250; // ms after the last key
// GitHub refuses an address of more than 8,192 characters.
const ADDRESS_MAX = 8000;
// What is told while a text is being typed; the rest waits until its field is left.
const AT_ONCE = /^(?:donnee-|extrait-longueur|texte-balisage|texte-recopie|texte-invisible)/;
const NEVER_DEDUCED = new Set(["deduit", "sources", "precisions", "verifie_le", "confiance", "region"]);

const page = /** @type {HTMLElement} */ (document.querySelector(".formulaire"));
const form = /** @type {HTMLFormElement} */ (document.getElementById("formulaire"));
const asked = new URLSearchParams(location.search).get("fiche");

/** @type {any} */
let rules;
/** @type {Record<string, Option[]>} */
const options = {};
/** @type {Map<string, string>} */
const labels = new Map();
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

/** The lists that are searched, the name of each term, and the ids that may be named. */
function prepareChoices() {
  taken = new Set([...modules.map(([id]) => id), ...taken]);
  for (const field of form.querySelectorAll("[data-source]")) {
    const source = /** @type {HTMLElement} */ (field).dataset.source ?? "";
    for (const choice of /** @type {NodeListOf<HTMLOptionElement>} */ (field.querySelectorAll("option[value]")))
      labels.set(`${source}/${choice.value}`, choice.text);
    for (const box of field.querySelectorAll("input[type=checkbox]"))
      labels.set(`${source}/${/** @type {HTMLInputElement} */ (box).value}`, box.parentElement?.textContent?.trim() ?? "");
  }
  for (const template of form.querySelectorAll("template"))
    for (const field of /** @type {NodeListOf<HTMLElement>} */ (template.content.querySelectorAll("[data-source]")))
      for (const choice of field.querySelectorAll("option")) labels.set(`${field.dataset.source}/${choice.value}`, choice.text);
  const searched = {
    ...rules.choix,
    modules: modules.map(([id, title, region]) => [id, `${title} (${labelOf("regions", region)})`, []]),
  };
  for (const [source, terms] of Object.entries(searched)) {
    options[source] = terms.map((/** @type {[string, string, string[]]} */ [id, label, ways]) => option(id, label, ways));
    for (const { id, label } of options[source]) labels.set(`${source}/${id}`, label);
  }
  nameChoicesWith(labelOf);
  known = Object.fromEntries(
    ["certifications", "metiers", "modules"].map((source) => [source, new Set(options[source].map(({ id }) => id))]),
  );
  known.demarches = new Set(
    [...labels.keys()].flatMap((key) => (key.startsWith("demarches/") ? [key.slice("demarches/".length)] : [])),
  );
}

/** Every field where terms are searched, those of new rows too. */
function prepareSearches() {
  for (const input of form.querySelectorAll("[data-recherche]:not([role])")) {
    const field = /** @type {HTMLElement} */ (input.closest("[data-cle]"));
    makeSearchable(field, options[field.dataset.source ?? ""] ?? []);
  }
}

/** @param {string} source @param {string} id */
function labelOf(source, id) {
  return labels.get(`${source}/${id}`) ?? id;
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

function draftKey() {
  return `${ROOT.pathname}.formulaire.${published?.id ?? ""}`; // several sites may share a host
}

/** Put the draft back, if there is one and it can be read. */
function restore() {
  try {
    const draft = JSON.parse(localStorage.getItem(draftKey()) ?? "null");
    if (!draft?.donnees || typeof draft.donnees !== "object" || Array.isArray(draft.donnees)) return;
    write(form, draft.donnees);
    const day = new Date(draft.date).toLocaleDateString("fr-FR", { dateStyle: "long" });
    tell(`Votre brouillon du ${day} est repris.`);
  } catch {
    // Storage is blocked, or holds something else: the form starts as if there were no draft.
  }
}

function save() {
  const line = part(".formulaire__brouillon span");
  try {
    const donnees = read(form);
    if (Object.keys(donnees).length)
      localStorage.setItem(draftKey(), JSON.stringify({ date: new Date().toISOString(), donnees }));
    else localStorage.removeItem(draftKey());
    line.textContent = "Brouillon gardé dans ce navigateur seulement.";
  } catch {
    line.textContent = "Ce navigateur ne peut pas garder de brouillon\u00a0: ne fermez pas la page.";
  }
}

function erase() {
  const question = published
    ? "Revenir à la fiche publiée\u00a0? Vos corrections seront perdues."
    : "Effacer toutes vos réponses\u00a0?";
  if (!confirm(question)) return;
  try {
    localStorage.removeItem(draftKey());
  } catch {
    // There was none.
  }
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
  const data = record();
  const context = { today: today(), folder: published?.region, id: published?.id, known };
  const problems = check(data, rules, context, titleOf);
  showTerms();
  showDeduced(data);
  showMessages(problems);
  showCounts();
  showNear(String(data.titre ?? ""));
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

/** Whether a correction changes nothing yet: there is nothing to send. */
function isAsPublished() {
  return published !== undefined && text() === recordText(published.data, rules.schema);
}

/** What the chosen term means. */
function showTerms() {
  for (const select of form.querySelectorAll("select")) {
    const line = /** @type {HTMLElement | null} */ (select.nextElementSibling);
    const description = select.selectedOptions[0]?.dataset.description ?? "";
    if (line) [line.textContent, line.hidden] = [description, !description];
  }
}

/** @param {Data} data */
function showDeduced(data) {
  const field = fieldAt(form, ["deduit"]);
  const names = Object.keys(data).filter((key) => !NEVER_DEDUCED.has(key));
  const inside = Object.entries(data).flatMap(([key, value]) => {
    const parts = Array.isArray(value) ? value : [value];
    const keys = parts.flatMap((one) => (one && typeof one === "object" && !Array.isArray(one) ? Object.keys(one) : []));
    return key === "sources" ? [] : [...new Set(keys)].map((inner) => `${key}.${inner}`);
  });
  const given = /** @type {string[]} */ (data.deduit ?? []);
  const offered = [
    ...new Set([...names, ...inside.filter((name) => name.startsWith("besoin.") || given.includes(name)), ...given]),
  ];
  if (field)
    offerDeduced(
      field,
      offered.map((name) => ({ name, label: deducedLabel(name) })),
    );
}

/** « besoin : constat » @param {string} name */
function deducedLabel(name) {
  const steps = name.split(".");
  return steps.map((_, i) => titleOf(steps.slice(0, i + 1))).join("\u00a0: ");
}

/** @param {Problem[]} problems */
function showMessages(problems) {
  /** @type {Map<HTMLElement, Problem[]>} */
  const byField = new Map();
  for (const problem of problems) {
    const field = fieldAt(form, problem.where);
    if (field && isTold(problem, field)) byField.set(field, [...(byField.get(field) ?? []), problem]);
  }
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-cle]"))) {
    const told = byField.get(field) ?? [];
    const wrong = told.some(({ severity }) => severity === "error");
    field.classList.toggle("champ--erreur", wrong);
    field.classList.toggle("champ--avis", told.length > 0 && !wrong);
    for (const control of ownControls(field)) control.setAttribute("aria-invalid", String(wrong));
    const line = [...field.querySelectorAll(".champ__message")].find((one) => one.closest("[data-cle]") === field);
    const words = [...new Set(told.map(sentence))].join(" ");
    if (line && line.textContent !== words) line.textContent = words;
  }
}

/** The inputs of a field that is answered with them alone. @param {HTMLElement} field */
function ownControls(field) {
  return [
    ...field.querySelectorAll("input[data-valeur], textarea[data-valeur], select[data-valeur], input[data-recherche]"),
  ].filter((control) => control.closest("[data-cle]") === field);
}

/** @param {Problem} problem @param {HTMLElement} field */
function isTold({ rule }, field) {
  return tried || left.has(field) || AT_ONCE.test(rule);
}

/** What a problem says; a missing answer needs no other help than that of its field. @param {Problem} problem */
function sentence({ rule, message, hint }) {
  return french(rule === "schema-cle-manquante" ? message : `${message} ${hint}`.trim());
}

/** How many questions of a folded part have an answer. */
function showCounts() {
  for (const folded of form.querySelectorAll("details.formulaire__partie")) {
    const answered = Object.keys(read(form)).filter((key) => folded.contains(fieldAt(form, [key]) ?? null)).length;
    const count = /** @type {HTMLElement} */ (folded.querySelector("summary .compte"));
    count.hidden = !answered;
    count.textContent = plural(answered, "réponse");
  }
}

/** @param {string} title */
function showNear(title) {
  const box = part(".formulaire__proches");
  const near = nearTitles(
    title,
    modules.filter(([id]) => id !== published?.id),
  );
  if (box.dataset.pour === near.map(([id]) => id).join()) return;
  box.dataset.pour = near.map(([id]) => id).join();
  if (!near.length) return box.replaceChildren();
  const items = near.map(([id, titre, region]) => {
    const link = element(
      "a",
      { href: new URL(`modules/${id}/`, ROOT).href, target: "_blank", rel: "noopener" },
      french(titre),
      element("span", { class: "cache" }, " (nouvel onglet)"),
    );
    const complete = element("a", { href: new URL(`contribuer/formulaire/?fiche=${id}`, ROOT).href }, "compléter cette fiche");
    return element("li", {}, link, ` (${labelOf("regions", region)}), `, complete);
  });
  const several = near.length > 1;
  const words = several ? "Des modules proches existent déjà." : "Un module proche existe déjà.";
  box.replaceChildren(
    element("p", {}, element("strong", {}, words), " Si c’est le même, complétez sa fiche."),
    element("ul", {}, ...items),
  );
}

/** @param {Data} data @param {Problem[]} problems */
function showResult(data, problems) {
  const errors = problems.filter(({ severity }) => severity === "error");
  const missing = errors.filter(isMissing);
  const needed = /** @type {string[]} */ (rules.schema.required).length;
  const others = errors.length - missing.length;
  const done = `${plural(needed - missing.length, "réponse obligatoire", "réponses obligatoires")} sur ${needed}`;
  part(".formulaire__avancement").textContent = others ? `${done}, ${plural(others, "point")} à revoir` : done;
  part(".formulaire__pret").hidden = errors.length > 0 || isAsPublished();
  showProblems(problems, missing.length === needed && !tried);
  if (errors.length) return;
  part(".formulaire__chemin").textContent = path();
  /** @type {HTMLTextAreaElement} */ (part(".formulaire__yaml")).value = text();
  showWays(String(data.titre));
}

/** @param {Problem[]} problems @param {boolean} untouched */
function showProblems(problems, untouched) {
  const box = part(".formulaire__bilan");
  if (untouched)
    return box.replaceChildren(element("p", {}, french("Répondez aux questions obligatoires : le fichier apparaîtra ici.")));
  const ordered = inOrder(problems);
  const errors = ordered.filter(({ severity }) => severity === "error");
  const missing = errors.filter(isMissing);
  const wrong = errors.filter((problem) => !isMissing(problem));
  const warnings = ordered.filter(({ severity }) => severity !== "error");
  const lines = [];
  if (!errors.length) {
    const verdict = isAsPublished() ? "Rien n’est changé : la fiche est telle qu’elle est publiée." : "La fiche est prête.";
    lines.push(element("p", { class: "formulaire__accord" }, element("strong", {}, french(verdict))));
  }
  if (missing.length)
    lines.push(element("p", {}, element("strong", {}, french("Il manque : ")), ...separated(missing.map(placeLink)), "."));
  if (wrong.length)
    lines.push(
      element(
        "p",
        { class: "formulaire__refus" },
        element("strong", {}, french(`${plural(wrong.length, "point")} à revoir :`)),
      ),
      listed(wrong),
    );
  if (warnings.length) lines.push(element("p", {}, french("À regarder, sans que cela bloque :")), listed(warnings));
  box.replaceChildren(...lines);
}

/** A question without its answer. @param {Problem} problem */
function isMissing({ rule, where }) {
  return rule === "schema-cle-manquante" && where.length === 1;
}

/** Problems in the order of the questions. @param {Problem[]} problems */
function inOrder(problems) {
  const fields = [...form.querySelectorAll("[data-cle]")];
  const rank = new Map(problems.map((problem) => [problem, fields.indexOf(fieldAt(form, problem.where) ?? form)]));
  return [...problems].sort((one, other) => (rank.get(one) ?? 0) - (rank.get(other) ?? 0));
}

/** @param {Node[]} items */
function separated(items) {
  return items.flatMap((item, i) => (i ? [", ", item] : [item]));
}

/** @param {Problem[]} problems */
function listed(problems) {
  return element("ul", {}, ...problems.map((problem) => element("li", {}, placeLink(problem), `\u00a0: ${sentence(problem)}`)));
}

/** A link to the question. @param {Problem} problem */
function placeLink({ where }) {
  const link = element("a", { href: "#" }, titleOf(where));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(where);
  });
  return link;
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

/** How the record may be sent. @param {string} title */
function showWays(title) {
  const [links, words] = [part(".formulaire__envois"), part(".formulaire__envois-aide")];
  if (!rules.depot) {
    links.replaceChildren();
    words.textContent =
      "Cette copie du site ne connaît pas l’adresse de son dépôt\u00a0: téléchargez le fichier et envoyez-le à l’organisme qui la publie.";
    return;
  }
  const message = byMessage(title);
  const file = byFile();
  links.replaceChildren(way(message.href, "Envoyer par un message", true), " ", way(file.href, file.label, false));
  words.textContent = french([message.words, file.words].join(" "));
}

/** @param {string} href @param {string} label @param {boolean} isFirst */
function way(href, label, isFirst) {
  return element(
    "a",
    { class: `md-button${isFirst ? " md-button--primary" : ""}`, href, target: "_blank", rel: "noopener" },
    label,
    element("span", { class: "cache" }, " (nouvel onglet)"),
  );
}

/** The issue form, filled in; the text is left to paste where it would make the address too long. @param {string} title */
function byMessage(title) {
  const words = "Le message ouvre une page du dépôt déjà remplie : il suffit d'un compte, nous faisons le reste.";
  const fields = { template: "fiche.yml", title: `Fiche : ${title}`, ...(published ? { identifiant: published.id } : {}) };
  const whole = address("issues/new", { ...fields, fiche: text() });
  if (whole.length <= ADDRESS_MAX) return { href: whole, words };
  return {
    href: address("issues/new", fields),
    words: `La fiche est trop longue pour remplir la page d'avance : copiez le texte, puis collez-le dans le message.`,
  };
}

/** The page of the forge that makes the file, or where it can be put. */
function byFile() {
  const words = "Le fichier est pour qui connaît Git.";
  if (published)
    return {
      href: `${rules.depot}/edit/main/${path()}`,
      label: "Modifier le fichier",
      words: `${words} Copiez le texte, puis collez-le à la place de l'ancien.`,
    };
  const whole = address("new/main", { filename: path(), value: text() });
  if (whole.length <= ADDRESS_MAX) return { href: whole, label: "Créer le fichier", words };
  const region = String(read(form).region);
  const folder = rules.dossiers.includes(region);
  return {
    href: folder ? `${rules.depot}/upload/main/catalogue/modules/${region}` : address("new/main", { filename: path() }),
    label: folder ? "Déposer le fichier" : "Créer le fichier",
    words: `${words} ${folder ? "Téléchargez-le, puis déposez-le" : "Copiez le texte, puis collez-le"} dans la page qui s'ouvre.`,
  };
}

/** @param {string} place @param {Record<string, string>} parameters */
function address(place, parameters) {
  return `${rules.depot}/${place}?${Object.entries(parameters)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join("&")}`;
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

/** What a place is called in the form: the schema's title, with « (2) » in a list. @param {(string | number)[]} where @returns {string} */
function titleOf(where) {
  const last = where[where.length - 1];
  if (last === undefined) return "La fiche";
  if (typeof last === "number") return `${titleOf(where.slice(0, -1))} (${last + 1})`;
  let part_ = rules.schema;
  for (const step of where.slice(0, -1))
    part_ = inside(typeof step === "number" ? part_.items : resolve(part_, rules.schema).properties?.[step]);
  return inside(part_).properties?.[last]?.title ?? last;
}

/** @param {any} schema */
function inside(schema) {
  const resolved = resolve(schema, rules.schema);
  return resolved.items && !resolved.properties
    ? { ...resolve(resolved.items, rules.schema), items: resolved.items }
    : resolved;
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
