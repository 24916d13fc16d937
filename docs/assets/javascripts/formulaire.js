// The form that proposes or corrects a module or a gap: nothing leaves the browser before its author sends it.
//
// `?fiche=<id>` starts from a published record, `?brouillon=<number>` goes on with a draft (formulaire-brouillons.js).

import { check } from "./formulaire-regles.js";
import { preview } from "./formulaire-apercu.js";
import {
  addRow,
  fieldAt,
  focusable,
  nameChoicesWith,
  read,
  removeRow,
  setChosen,
  chosen,
  showShape,
  write,
} from "./formulaire-champs.js";
import { isMissing, makeReview, showCounts, showTerms } from "./formulaire-bilan.js";
import { dayOf, draftAddress, FRESH, makeDrafts, showDrafts } from "./formulaire-brouillons.js";
import { makeSearchable } from "./formulaire-choix.js";
import { showDeduced } from "./formulaire-deduit.js";
import { askWhichWins, same } from "./formulaire-differences.js";
import { copyText, showWays } from "./formulaire-envois.js";
import { fetchRecord } from "./formulaire-fiches.js";
import { makeReaders } from "./formulaire-lecture.js";
import { makeNames } from "./formulaire-noms.js";
import { makeProposals } from "./formulaire-propositions.js";
import { showNear } from "./formulaire-proches.js";
import { makeRereading } from "./formulaire-relecture.js";
import { adaptSource, sourceRow } from "./formulaire-sources.js";
import { makeTerms } from "./formulaire-termes.js";
import { proposeId, recordText } from "./formulaire-yaml.js";
import { download } from "./emporter.js";
import { around, element, fetchData, find, quoted, ready, ROOT, today } from "./outils.js";
import { french, plural } from "./textes.js";

/**
 * @typedef {import("./formulaire-yaml.js").Data} Data
 * @typedef {import("./formulaire-regles.js").Problem} Problem
 */

const WAIT = 250; // ms after the last key
const BROKEN = "Le formulaire n’a pas pu être chargé. Vérifiez la connexion, puis rechargez la page.";
// What is reported while a text is being typed; the rest waits until its field is left.
const AT_ONCE = /^(?:donnee-|extrait-longueur|texte-balisage|texte-recopie|texte-invisible)/;

const page = find(".formulaire");
const form = /** @type {HTMLFormElement} */ (document.getElementById("formulaire"));
// What the form makes: collection, address of its page, field that names a record, what people call one.
const { collection = "", adresse = "", titre: named = "", nom = "" } = page.dataset;
const query = new URLSearchParams(location.search);
const asked = query.get("fiche");

/** @type {any} */
let rules;
/** @type {ReturnType<typeof makeTerms>} */
let terms;
/** @type {ReturnType<typeof makeNames>} */
let names;
/** @type {ReturnType<typeof makeReview>} */
let review;
/** @type {ReturnType<typeof makeDrafts>} */
let drafts;
/** Id, title and region of those that exist. @type {[string, string, string][]} */
let records = [];
/** @type {Set<string>} */
let taken = new Set();
/** @type {import("./formulaire-fiches.js").Published | undefined} */
let published;
/** What the record says and the form does not ask. @type {Data} */
let kept = {};
/** What the published record answers; nothing for a new one. @type {Data | undefined} */
let depart;
/** What was answered since the answers were read last. @type {Set<Element>} */
const answered = new Set();
/** @type {ReturnType<typeof makeRereading>} */
let rereading;
/** @type {ReturnType<typeof makeProposals>} */
let proposals;
let [tried, timer] = [false, 0];
/** Fields that were left once, or whose answer was chosen. @type {WeakSet<Element>} */
const left = new WeakSet();

start();

async function start() {
  try {
    [rules, { fiches: records, pris: taken }] = await Promise.all([
      fetchData(`${adresse}donnees.bin`),
      fetchData(`${adresse}fiches.bin`),
    ]);
  } catch {
    find(".formulaire__panne").textContent = BROKEN;
    find(".formulaire__panne").hidden = false;
    return ready();
  }
  rules.lecteurs = makeReaders(rules.lectures);
  rereading = makeRereading(rules.lecteurs, rules.codes, rules.dates);
  terms = makeTerms(form, rules.choix, collection, records);
  taken = new Set([...records.map(([id]) => id), ...taken]);
  nameChoicesWith(terms.labelOf);
  names = makeNames(rules.schema, terms.labelOf);
  review = makeReview(form, find(".formulaire__bilan"), names.titleOf);
  proposals = makeProposals(form, rules.a_classer, prepareSearches, terms);
  await openRecord();
  drafts = makeDrafts(collection, published?.id ?? "");
  restore();
  prepareSearches();
  listen();
  show();
  listDrafts();
  page.classList.add("formulaire--pret");
  ready();
}

/** Every field where terms are searched, those of new rows too. */
function prepareSearches() {
  for (const input of form.querySelectorAll("[data-recherche]:not([role])")) {
    const field = /** @type {HTMLElement} */ (input.closest("[data-cle]"));
    makeSearchable(field, terms.options[field.dataset.source ?? ""] ?? []);
  }
}

// The record and its draft --------------------------------------------------------------------------------------------

/** Start from the record that the address asks for. */
async function openRecord() {
  if (asked === null) return write(form, {});
  try {
    published = await fetchRecord(asked, collection, records);
    kept = write(form, published.data);
    proposals.show();
    depart = read(form);
    showCorrected();
  } catch {
    write(form, {});
    showStatus(`Aucune fiche ${quoted([asked])} dans le catalogue. Vous pouvez en proposer une nouvelle.`);
  }
}

function showCorrected() {
  if (!published) return;
  const link = element("a", { href: new URL(`${collection}/${published.id}/`, ROOT).href }, published.titre);
  const unasked = Object.keys(kept).map((key) => `«\u00a0${names.titleOf([key])}\u00a0»`);
  const more = unasked.length
    ? french(` Elle dit aussi ${unasked.join(", ")}, que ce formulaire ne demande pas : il le garde tel quel.`)
    : "";
  showStatus(element("strong", {}, "Vous corrigez la fiche "), link, `.${more}`);
  document.title = `Corriger «\u00a0${published.titre}\u00a0»`;
}

/** @param {(string | Node)[]} words */
function showStatus(...words) {
  find(".formulaire__etat").append(element("p", {}, ...words));
}

/** Go on with the draft, if there is one; one that is older than the published record asks first. */
function restore() {
  const draft = drafts.pick(query.get("brouillon"));
  if (!draft) return;
  const day = dayOf(draft);
  if (depart && !same(depart, draft.depart) && !same(depart, draft.donnees)) {
    const question = askWhichWins(draft, depart, day, names, {
      take: (data) => {
        write(form, data);
        drafts.take(draft);
        prepareSearches();
        later();
      },
      leave: () => showStatus("Votre brouillon reste dans la liste."),
    });
    find(".formulaire__etat").append(question);
    return;
  }
  write(form, draft.donnees);
  drafts.take(draft);
  showStatus(`Votre brouillon du ${day} est repris.`);
}

function save() {
  const line = find(".formulaire__brouillon span");
  try {
    const answers = read(form);
    if (drafts.save(same(answers, depart) ? {} : answers, depart))
      showStatus(
        "Ce brouillon a changé dans un autre onglet\u00a0: vos réponses d’ici sont gardées à part, dans un second brouillon.",
      );
    line.textContent = "Brouillon gardé dans ce navigateur seulement.";
  } catch {
    line.textContent = "Ce navigateur ne peut pas garder de brouillon\u00a0: ne fermez pas la page.";
  }
  listDrafts();
}

function erase() {
  const question = published
    ? "Revenir à la fiche publiée\u00a0? Vos corrections seront perdues."
    : "Effacer toutes vos réponses\u00a0?";
  if (!confirm(question)) return;
  clearTimeout(timer);
  timer = 0;
  try {
    drafts.erase();
  } catch {
    // There was none.
  }
  location.href = draftAddress(adresse, published?.id ?? "", FRESH);
}

/** The drafts of this browser, whichever record they are about. */
function listDrafts() {
  const titleOfRecord = (/** @type {string} */ id) => records.find(([known]) => known === id)?.[1] ?? id;
  showDrafts(find(".formulaire__brouillons"), { collection, adresse, named }, drafts.isOwn, titleOfRecord, erase);
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
    for (const field of around(/** @type {Element} */ (target), "[data-cle]"))
      if (!field.contains(/** @type {Node | null} */ (relatedTarget))) left.add(field);
    later();
  });
  page.addEventListener("click", ({ target }) => act(/** @type {HTMLElement} */ (target)));
  addEventListener("pagehide", () => timer && save());
  addEventListener("storage", listDrafts);
  page.querySelector(".formulaire__apercu")?.addEventListener("toggle", show);
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
  find(".formulaire__resultat").setAttribute("aria-busy", "true");
  timer = window.setTimeout(() => {
    timer = 0;
    // Not while a button is being pressed: a message below a field moves what is under it.
    for (const target of answered) if (rereading.reread(target)) adapt(/** @type {HTMLElement} */ (target));
    answered.clear();
    save();
    show();
  }, WAIT);
}

/** @param {HTMLElement} target */
function act(target) {
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-action]"));
  if (!button?.dataset.action) return;
  const field = /** @type {HTMLElement} */ (button.closest("[data-cle]"));
  actionsOf(button, field)[button.dataset.action]?.();
  if (field) later();
  else if (button.dataset.action === "verifier") show();
}

/** What a button does, by its action. @param {HTMLElement} button @param {HTMLElement} field @returns {Record<string, () => void>} */
function actionsOf(button, field) {
  return {
    ajouter: () => {
      const row = addRow(field);
      prepareSearches();
      focusable(row).focus();
    },
    retirer: () => {
      const list = /** @type {HTMLElement} */ (button.closest(".lignes")?.closest("[data-cle]"));
      removeRow(list, /** @type {Element} */ (button.closest(".ligne")));
      find("[data-action=ajouter]", list).focus();
    },
    oter: () => {
      const gone = button.closest("li")?.dataset.valeur;
      setChosen(
        field,
        chosen(field).filter((id) => id !== gone),
      );
      find("[data-recherche]", field).focus();
    },
    aujourdhui: () => {
      /** @type {HTMLInputElement} */ (field.querySelector("input")).value = today();
    },
    verifier: () => {
      tried = true;
    },
    ouvrir: () => proposals.open(field),
    proposer: () => proposals.propose(field),
    prendre: () => proposals.take(field, button.dataset.valeur ?? ""),
    retracter: () => proposals.withdraw(field, button.dataset.valeur ?? ""),
    effacer: erase,
    telecharger: () => download(fileName(), "text/yaml", text()),
    copier: () => {
      const status = /** @type {HTMLElement} */ (button.parentElement?.querySelector("[role=status]"));
      copyText(/** @type {HTMLTextAreaElement} */ (find(".formulaire__yaml")), status);
    },
  };
}

// Showing -------------------------------------------------------------------------------------------------------------

/** Everything that depends on the answers. */
function show() {
  proposals.show();
  const data = record();
  const context = { today: today(), folder: published?.region, id: published?.id, known: terms.known };
  const problems = proposals.withProposalHints(check(data, rules, context, names));
  showTerms(form);
  showDeduced(form, data, names.fieldOf);
  review.showAtFields(problems, isShown);
  showCounts(form);
  const others = records.filter(([id]) => id !== published?.id);
  showNear(find(".formulaire__proches"), String(data[named] ?? ""), others, { collection, adresse, nom }, terms.labelOf);
  showResult(data, problems);
  if (/** @type {HTMLDetailsElement | null} */ (page.querySelector(".formulaire__apercu"))?.open)
    find(".apercu").replaceChildren(...preview(data, terms.labelOf, rules.faits));
  find(".formulaire__resultat").setAttribute("aria-busy", "false");
}

/** The record that the answers make; where the form does not ask it, it was read again on this day. @returns {Data} */
function record() {
  return { ...(fieldAt(form, ["verifie_le"]) ? {} : { verifie_le: today() }), ...read(form), ...kept };
}

function text() {
  return recordText(record(), rules.schema, rules.sorte);
}

/** Whether a correction changes nothing yet: there is nothing to send. */
function isAsPublished() {
  return published !== undefined && text() === recordText(published.data, rules.schema, rules.sorte);
}

/** @param {Problem} problem @param {HTMLElement} field */
function isShown({ rule }, field) {
  return tried || left.has(field) || AT_ONCE.test(rule);
}

/** @param {Data} data @param {Problem[]} problems */
function showResult(data, problems) {
  const errors = problems.filter(({ severity }) => severity === "error");
  const missing = errors.filter(isMissing);
  const needed = /** @type {string[]} */ (rules.schema.required).filter((key) => fieldAt(form, [key])).length;
  const others = errors.length - missing.length;
  const done = `${plural(needed - missing.length, "réponse obligatoire", "réponses obligatoires")} sur ${needed}`;
  find(".formulaire__avancement").textContent = others ? `${done}, ${plural(others, "point")} à revoir` : done;
  find(".formulaire__pret").hidden = errors.length > 0 || isAsPublished();
  review.listProblems(problems, missing.length === needed && !tried, isAsPublished());
  if (errors.length) return;
  find(".formulaire__chemin").textContent = path();
  /** @type {HTMLTextAreaElement} */ (find(".formulaire__yaml")).value = text();
  showWays(find(".formulaire__envois"), find(".formulaire__envois-aide"), {
    depot: rules.depot,
    dossiers: rules.dossiers,
    titre: `${collection === "modules" ? "Fiche" : "Écart"} : ${data[named]}`,
    texte: text(),
    chemin: path(),
    region: String(data.region),
    publiee: published?.id,
  });
}

function identifier() {
  if (published) return published.id;
  const { [named]: title = "", region = "" } = read(form);
  return proposeId(String(title), rules.prefixes[String(region)], taken);
}

function fileName() {
  return `${identifier()}.yml`;
}

function path() {
  return `catalogue/${collection}/${published?.region ?? read(form).region}/${fileName()}`;
}
