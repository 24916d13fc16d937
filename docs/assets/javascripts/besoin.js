// « J'ai un besoin »: what is pasted or uploaded, read and answered here; nothing leaves the browser.

import { addressOf, needsInAddress } from "./besoin/adresse.js";
import { drafts } from "./besoin/ebauches.js";
import { makeReader, UnreadableNeeds } from "./besoin/lecture.js";
import { asJson, modulesOf } from "./besoin/offre.js";
import { makeIndex } from "./besoin/reponses.js";
import { asCsv, download } from "./emporter.js";
import { ROOT, copied, element, fetchData, find, once, ready } from "./outils.js";
import { french, plural } from "./textes.js";

/** @typedef {import("./besoin/reponses.js").Answer} Answer */
/** @typedef {import("./besoin/reponses.js").Index} Index */
/** @typedef {import("./besoin/reponses.js").Match} Match */
/** @typedef {import("./besoin/reponses.js").Reason} Reason */

/** As much as the page reads in one go. */
const LENGTH_AT_MOST = 1_000_000;
const LEVEL_CLASSES = ["repond", "partie", "regarder"];
const form = /** @type {HTMLFormElement} */ (document.getElementById("besoin"));
const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("besoins"));
const file = /** @type {HTMLInputElement} */ (document.getElementById("fichier"));
const status = find(".besoin__etat");
const results = find(".besoin__resultats");
const list = find(".besoin__liste");
const takeAway = find(".besoin__emporter");
/** @type {Answer[]} */
let answers = [];
/** The index. */
const open = once(async () => {
  const data = await fetchData("besoin/index.bin");
  const index = makeIndex(data);
  return { index, reader: makeReader(data.lecture, index.words), data };
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show((reader) => reader.needsOf(field.value));
});
// Until here a click would have sent the form, and lost what was typed.
for (const button of form.querySelectorAll("button:disabled")) button.removeAttribute("disabled");
form.querySelector("[data-action=exemple]")?.addEventListener("click", () => {
  field.value = field.placeholder;
  form.requestSubmit();
});
file.addEventListener("change", async () => {
  const chosen = file.files?.[0];
  if (!chosen) return;
  const content = await chosen.arrayBuffer();
  show((reader) => {
    const text = reader.textOf(content);
    const needs = reader.needsOf(text);
    field.value = text;
    return needs;
  });
  file.value = ""; // the same file may be chosen again
});
takeAway.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-emporter]"));
  if (button?.dataset.emporter === "adresse") copyNeeds(button);
  else if (button) take(button.dataset.emporter);
});

begin();
ready();

/** What the visitor left here, or what the address holds. */
async function begin() {
  const left = history.state?.needs;
  const before = typeof left === "string" ? left : await needsInAddress(LENGTH_AT_MOST);
  if (!before) return;
  field.value = before;
  show((reader) => reader.needsOf(before));
}

/**
 * Read the needs, answer them and show the answers; or say why not.
 * @param {(reader: import("./besoin/lecture.js").Reader) => string[]} read
 */
async function show(read) {
  status.classList.remove("besoin__etat--refus");
  status.textContent = "Lecture…";
  try {
    const { index, reader } = await open();
    answers = read(reader).map((need) => index.answer(need));
    draw(index);
    history.replaceState({ needs: field.value }, ""); // so that the answers are there when the visitor comes back
  } catch (error) {
    answers = [];
    results.hidden = true;
    list.replaceChildren();
    status.classList.add("besoin__etat--refus");
    status.textContent =
      error instanceof UnreadableNeeds
        ? error.message
        : "L’index n’a pas pu être chargé. Vérifiez la connexion, puis réessayez.";
  }
}

/** @param {Index} index */
function draw(index) {
  const needs = answers.filter(({ kind }) => kind === "need");
  const answered = needs.filter(index.isAnswered).length;
  const isTitle = answers.some(({ noise }) => noise === "annonce");
  status.textContent = needs.length
    ? `${plural(answered, "besoin")} sur ${needs.length} ${answered < 2 ? "a" : "ont"} une réponse dans le catalogue.`
    : `Aucune ligne ne dit un besoin.${isTitle ? " Pour chercher un métier, écrivez-le seul, sans lieu ni «\u00a0H/F\u00a0»." : ""}`;
  list.replaceChildren(
    ...(needs.length > 1 ? summary(index) : []),
    ...needs.map((answer) => section(answer, index)),
    ...asides(index),
  );
  find("[data-emporter=ebauches]").hidden = answered === needs.length;
  results.hidden = false;
}

/** The modules of the whole offer, each with one reason and the lines that it answers. @param {Index} index */
function summary(index) {
  const modules = modulesOf(answers, index);
  if (!modules.length) return [];
  const items = modules.map((module) => {
    const lines = module.needs.map((need) => element("li", {}, need));
    const summaryText = `Répond à ${plural(module.needs.length, "ligne")}`;
    const made = element(
      "li",
      {},
      title(module, index),
      element("p", { class: "besoin__pourquoi" }, ...reasons([module.reason], index)),
    );
    made.append(element("details", {}, element("summary", {}, summaryText), element("ul", {}, ...lines)));
    return made;
  });
  const heading = element("h2", {}, `${plural(modules.length, "module")} pour cette offre`);
  return [element("section", { class: "besoin__offre" }, heading, element("ol", { class: "besoin__modules" }, ...items))];
}

/** The lines that are no needs, apart from the others. @param {Index} index */
function asides(index) {
  const lines = answers.filter(({ kind }) => kind === "noise");
  if (!lines.length) return [];
  const one = lines.length < 2;
  const summaryText = `${plural(lines.length, "ligne")} ${one ? "mise" : "mises"} à part`;
  const items = lines.map(({ need, noise }) =>
    element("li", {}, need, element("span", { class: "discret" }, ` (${french(index.noiseLabel(noise ?? ""))})`)),
  );
  const made = element("details", { class: "besoin__aparte" }, element("summary", {}, summaryText));
  made.append(element("p", {}, "Elles ne disent pas une compétence, et n’ont pas été cherchées."), element("ul", {}, ...items));
  return [made];
}

/** @param {Answer} answer @param {Index} index */
function section(answer, index) {
  const direct = answer.matches.filter(index.isAnswer);
  const leads = answer.matches.filter((match) => !index.isAnswer(match));
  const made = element("section", { class: "besoin__un" }, element("h2", {}, answer.need));
  if (direct.length) made.append(matchList(direct.slice(0, 1), index));
  else made.append(element("p", { class: "besoin__rien" }, element("strong", {}, "Aucun module ne répond à ce besoin.")));
  if (answer.uncovered.length) {
    const words = answer.uncovered.map((word) => `«\u00a0${word}\u00a0»`).join(", ");
    made.append(element("p", { class: "besoin__reste" }, element("strong", {}, "Reste non couvert\u00a0: "), words, "."));
  }
  made.append(...folded(direct.slice(1), plural(direct.length - 1, "autre module", "autres modules"), index));
  made.append(...folded(leads, `${plural(leads.length, "piste")} à regarder`, index));
  return made;
}

/** @param {Match[]} matches @param {string} summaryText @param {Index} index */
function folded(matches, summaryText, index) {
  return matches.length ? [element("details", {}, element("summary", {}, summaryText), matchList(matches, index))] : [];
}

/** @param {Match[]} matches @param {Index} index */
function matchList(matches, index) {
  return element("ol", { class: "besoin__modules" }, ...matches.map((match) => item(match, index)));
}

/** @param {Match} match @param {Index} index */
function item(match, index) {
  const made = element("li", {}, title(match, index));
  made.append(element("p", { class: "besoin__pourquoi" }, ...reasons(match.why, index)));
  if (match.skills.length) made.append(element("ul", {}, ...match.skills.map((skill) => element("li", {}, french(skill)))));
  return made;
}

/** @param {{id: string, titre: string, region: string, level: string}} module @param {Index} index */
function title({ id, titre, region, level }, index) {
  const kind = LEVEL_CLASSES[index.levelPlace(level)] ?? "regarder";
  const badge = element("span", { class: `besoin__niveau besoin__niveau--${kind}` }, level);
  const link = element("a", { href: new URL(`modules/${id}/`, ROOT).href }, french(titre));
  return element("p", { class: "besoin__titre" }, badge, " ", link, element("span", { class: "discret" }, ` ${region}`));
}

/** « vélos électrique : titre », the words of a field together. @param {Reason[]} why @param {Index} index */
function reasons(why, index) {
  /** @type {Map<string, string[]>} */
  const words = new Map();
  for (const { word, field: name, theme } of why) {
    const where = `${index.fieldLabel(name)}${theme ? ` «\u00a0${theme}\u00a0»` : ""}`;
    words.set(where, [...(words.get(where) ?? []), word]);
  }
  return [...words].flatMap(([where, found], i) => [
    ...(i ? [" · "] : []),
    ...found.flatMap((word) => [element("mark", {}, word), " "]),
    `:\u00a0${french(where)}`,
  ]);
}

/** Copy the address that holds these needs. @param {HTMLElement} button */
async function copyNeeds(button) {
  const address = await addressOf(field.value);
  const message = find(".besoin__copie");
  if (!address) {
    message.textContent = "Ce texte est trop long pour tenir dans une adresse\u00a0: envoyez plutôt le tableur.";
    return;
  }
  if (await copied(address)) message.textContent = "Adresse copiée\u00a0: elle contient vos besoins.";
  else {
    history.replaceState(history.state, "", address);
    message.textContent = "Le navigateur refuse la copie\u00a0: l’adresse est dans sa barre.";
  }
  button.focus();
}

/** @param {string | undefined} how */
async function take(how) {
  if (how === "imprimer") return print();
  const { index, data } = await open();
  if (how === "json") return download("reponses.json", "application/json", asJson(answers, index));
  if (how === "ebauches") {
    const unanswered = answers.filter((answer) => answer.kind === "need" && !index.isAnswered(answer));
    return download("debuts-de-fiches.yml", "application/yaml", drafts(unanswered, data.ebauche));
  }
  const columns = ["besoin", "module", "titre", "region", "niveau", "mots", "competences", "non_couvert"];
  return download("reponses.csv", "text/csv", asCsv(columns, answers.flatMap(rows)));
}

/** One row for each module, or one for a line without any. @param {Answer} answer @returns {unknown[][]} */
function rows({ need, kind, level, matches, uncovered }) {
  if (!matches.length) return [[need, "", "", "", kind === "noise" ? "mis à part" : level, "", "", uncovered]];
  return matches.map((match) => [
    need,
    match.id,
    match.titre,
    match.region,
    match.level,
    match.why.map(({ word }) => word),
    match.skills,
    uncovered,
  ]);
}
