// « J'ai un besoin »: what is pasted or uploaded, read and answered here; nothing leaves the browser.

import { drafts } from "./besoin/ebauches.js";
import { Reader, UnreadableNeeds } from "./besoin/lecture.js";
import { Index } from "./besoin/reponses.js";
import { asCsv, download } from "./emporter.js";
import { ROOT, element } from "./outils.js";
import { plural } from "./textes.js";

/** @typedef {import("./besoin/reponses.js").Answer} Answer */
/** @typedef {import("./besoin/reponses.js").Match} Match */

const NARROW = "\u202f";
const form = /** @type {HTMLFormElement} */ (document.getElementById("besoin"));
const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("besoins"));
const file = /** @type {HTMLInputElement} */ (document.getElementById("fichier"));
const status = find(".besoin__etat");
const results = find(".besoin__resultats");
const list = find(".besoin__liste");
const takeAway = find(".besoin__emporter");
/** @type {Answer[]} */
let answers = [];
/** @type {Promise<{index: Index, reader: Reader, data: any}> | undefined} */
let opening;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show((reader) => reader.needsOf(field.value));
});
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
  if (button) take(button.dataset.emporter);
});

const before = history.state?.needs;
if (typeof before === "string") {
  field.value = before;
  show((reader) => reader.needsOf(before));
}

/** @param {string} selector @returns {HTMLElement} */
function find(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}

/** The index, fetched once. */
function open() {
  opening ??= load().catch((error) => {
    opening = undefined; // the next attempt may succeed
    throw error;
  });
  return opening;
}

async function load() {
  const answer = await fetch(new URL("besoin/index.bin", ROOT));
  if (!answer.ok || !answer.body) throw new Error(`index: ${answer.status}`);
  const data = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
  const index = new Index(data);
  return { index, reader: new Reader(data.lecture, index.words), data };
}

/**
 * Read the needs, answer them and show the answers; or say why not.
 * @param {(reader: Reader) => string[]} read
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
  const answered = answers.filter(index.isAnswered).length;
  status.textContent = `${plural(answered, "besoin")} sur ${answers.length} ${answered < 2 ? "a" : "ont"} une réponse dans le catalogue.`;
  list.replaceChildren(...answers.map((answer) => section(answer, index)));
  find("[data-emporter=ebauches]").hidden = answered === answers.length;
  results.hidden = false;
}

/** @param {Answer} answer @param {Index} index */
function section(answer, index) {
  const said = answer.matches.filter(index.isAnswer);
  const leads = answer.matches.filter((match) => !index.isAnswer(match));
  const made = element("section", { class: "besoin__un" }, element("h2", {}, answer.need));
  if (said.length) made.append(matchList(said, index));
  else made.append(element("p", { class: "besoin__rien" }, element("strong", {}, "Aucun module ne répond à ce besoin.")));
  if (answer.uncovered.length) {
    const words = answer.uncovered.map((word) => `«\u00a0${word}\u00a0»`).join(", ");
    made.append(element("p", { class: "besoin__reste" }, element("strong", {}, "Reste non couvert\u00a0: "), words, "."));
  }
  if (leads.length) {
    const title = `${plural(leads.length, "piste")} à regarder`;
    made.append(element("details", {}, element("summary", {}, title), matchList(leads, index)));
  }
  return made;
}

/** @param {Match[]} matches @param {Index} index */
function matchList(matches, index) {
  return element("ol", { class: "besoin__modules" }, ...matches.map((match) => item(match, index)));
}

/** @param {Match} match @param {Index} index */
function item(match, index) {
  const link = element("a", { href: new URL(`modules/${match.id}/`, ROOT).href }, french(match.titre));
  const facts = element("span", { class: "discret" }, ` ${match.region} · score ${match.score}`);
  const made = element("li", {}, element("p", { class: "besoin__titre" }, link, facts));
  made.append(element("p", { class: "besoin__pourquoi" }, ...reasons(match, index)));
  if (match.skills.length) made.append(element("ul", {}, ...match.skills.map((skill) => element("li", {}, french(skill)))));
  return made;
}

/** « vélos électrique : titre », the words of a field together. @param {Match} match @param {Index} index */
function reasons(match, index) {
  /** @type {Map<string, string[]>} */
  const words = new Map();
  for (const { word, field: name, theme } of match.why) {
    const where = `${index.fieldLabel(name)}${theme ? ` «\u00a0${theme}\u00a0»` : ""}`;
    words.set(where, [...(words.get(where) ?? []), word]);
  }
  return [...words].flatMap(([where, found], i) => [
    ...(i ? [" · "] : []),
    ...found.flatMap((word) => [element("mark", {}, word), " "]),
    `:\u00a0${where}`,
  ]);
}

/** The spaces of French typography in a record's text. @param {string} text */
function french(text) {
  return text
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/ : /g, "\u00a0: ")
    .replace(/« /g, "«\u00a0")
    .replace(/ »/g, "\u00a0»")
    .replace(/(?<=\p{L})'(?=\p{L})/gu, "’");
}

/** @param {string | undefined} how */
async function take(how) {
  if (how === "imprimer") return print();
  const { index, data } = await open();
  if (how === "json")
    return download("reponses.json", "application/json", `[\n${answers.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
  if (how === "ebauches") {
    const unanswered = answers.filter((answer) => !index.isAnswered(answer));
    return download("ebauches.yml", "application/yaml", drafts(unanswered, data.ebauche));
  }
  const columns = ["besoin", "module", "titre", "region", "score", "mots", "competences", "non_couvert"];
  return download("reponses.csv", "text/csv", asCsv(columns, answers.flatMap(rows)));
}

/** One row for each module, or one for a need without any. @param {Answer} answer @returns {unknown[][]} */
function rows({ need, matches, uncovered }) {
  if (!matches.length) return [[need, "", "", "", "", "", "", uncovered]];
  return matches.map(({ id, titre, region, score, why, skills }) => [
    need,
    id,
    titre,
    region,
    score,
    why.map(({ word }) => word),
    skills,
    uncovered,
  ]);
}
