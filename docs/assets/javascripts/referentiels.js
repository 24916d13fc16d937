// « Comparer des besoins à un référentiel »: the answers of `catalogue compare`, made here; nothing leaves the browser.

import { blockOf, makeComparer } from "./besoin/couverture.js";
import { UnreadableFiche } from "./besoin/fiche.js";
import { fichesOfFile } from "./besoin/fichier.js";
import { makeReader, UnreadableNeeds } from "./besoin/lecture.js";
import { makeIndex } from "./besoin/reponses.js";
import { asCsv, download } from "./emporter.js";
import { fold } from "./besoin/mots.js";
import { ROOT, element, fetchData, find, once, ready } from "./outils.js";
import { french, plural } from "./textes.js";

/**
 * @typedef {import("./besoin/couverture.js").Coverage} Coverage
 * @typedef {import("./besoin/couverture.js").Reading} Reading
 * @typedef {import("./besoin/reponses.js").Index} Index
 * @typedef {{code: string, remarque: string, lectures: Reading[]}} Compared
 * @typedef {{need: string, coverage: Coverage, modules: {id: string, titre: string, level: string}[], rest: string[]}} Answer
 */

const LISTED_AT_MOST = 100;
const VERDICTS = { couverte: "couverte", approchee: "approchée", absente: "absente" };
const MARKS = { calcule: "calculé", lu: "lu" };
const form = /** @type {HTMLFormElement} */ (document.getElementById("referentiel"));
const choice = /** @type {HTMLSelectElement} */ (document.getElementById("certification"));
const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("besoins"));
const file = /** @type {HTMLInputElement} */ (document.getElementById("fichier"));
const dropped = /** @type {HTMLInputElement} */ (document.getElementById("fiche"));
const search = find(".besoin__chercher");
const sought = /** @type {HTMLInputElement} */ (document.getElementById("chercher"));
const status = find(".besoin__etat");
const results = find(".besoin__resultats");
const list = find(".besoin__liste");
// What a visitor brought: code → its sentences.
/** @type {Map<string, import("./besoin/fiche.js").Fiche>} */
const brought = new Map();
/** @type {Answer[]} */
let answers = [];
/** What the page works with. */
const open = once(async () => {
  const [data, texts] = await Promise.all([
    fetchData("besoin/index.bin"),
    fetch(new URL("data/referentiels-textes.json", ROOT)),
  ]);
  if (!texts.ok) throw new Error(`${texts.url}: ${texts.status}`);
  const index = makeIndex(data);
  return { index, official: await texts.json(), reader: makeReader(data.lecture, index.words) };
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show((reader) => reader.needsOf(field.value));
});
file.addEventListener("change", async () => {
  const chosen = file.files?.[0];
  if (!chosen) return;
  const content = await chosen.arrayBuffer();
  show((reader) => {
    field.value = reader.textOf(content);
    return reader.needsOf(field.value);
  });
  file.value = ""; // the same file may be chosen again
});
dropped.addEventListener("change", async () => {
  const chosen = dropped.files?.[0];
  if (!chosen) return;
  try {
    say("Lecture…");
    const { fiches, doubled } = await fichesOfFile(chosen);
    brought.clear();
    for (const fiche of fiches) brought.set(fiche.code, fiche);
    sought.value = "";
    offer("");
    search.hidden = brought.size <= LISTED_AT_MOST;
    choice.value = fiches[0].code;
    const left = doubled.length ? ` Laissés de côté, car donnés plusieurs fois\u00a0: ${doubled.slice(0, 5).join(", ")}.` : "";
    const next = search.hidden ? "choisissez dans la liste" : "cherchez la vôtre par son code ou ses mots";
    say(`${plural(fiches.length, "fiche lue", "fiches lues")}\u00a0: ${next}, puis comparez.${left}`);
  } catch (error) {
    refuse(error instanceof UnreadableFiche ? error.message : "Ce fichier n’a pas pu être lu.");
  }
  dropped.value = "";
});
sought.addEventListener("input", () => offer(sought.value));
find(".besoin__emporter").addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-emporter]"));
  if (button?.dataset.emporter === "json") download("comparaison.json", "application/json", asJson());
  else if (button?.dataset.emporter === "csv") download("comparaison.csv", "text/csv", asTable());
  else if (button) print();
});
// Until here a click would have sent the form, and lost what was typed.
for (const button of form.querySelectorAll("button:disabled")) button.removeAttribute("disabled");
ready();

/** @param {string} text */
function say(text) {
  status.classList.remove("besoin__etat--refus");
  status.textContent = text;
}

/** @param {string} text */
function refuse(text) {
  answers = [];
  results.hidden = true;
  list.replaceChildren();
  status.classList.add("besoin__etat--refus");
  status.textContent = text;
}

/** The first fiches of the visitor's file that have all these words become choices of the list. @param {string} words */
function offer(words) {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  const found = [];
  for (const { code, title } of brought.values()) {
    const text = fold(`${code} ${title}`);
    if (wanted.every((word) => text.includes(word))) found.push({ code, title });
    if (found.length === LISTED_AT_MOST) break;
  }
  for (const option of choice.querySelectorAll("[data-fichier]")) option.remove();
  const options = found.map(({ code, title }) =>
    element("option", { value: code, "data-fichier": "" }, `${title} (${code}, votre fichier)`),
  );
  choice.append(...options);
  if (options.length) choice.value = options[0].value;
}

/** The same remark as the command's. @param {import("./besoin/fiche.js").Fiche} fiche */
function remarkOn({ code, detailed }) {
  const words = `De ${code}, seuls les intitulés des blocs sont connus : « absente » veut dire absente d’eux.`;
  return detailed ? "" : french(words);
}

/** What is compared: a visitor's fiche, or one of ours. @param {any} official @returns {Compared & {sentences: [string, string, string][]}} */
function chosen(official) {
  const own = brought.get(choice.value);
  if (own) return { code: own.code, remarque: remarkOn(own), lectures: [], sentences: own.sentences };
  /** @type {Compared | undefined} */
  const compared = official.certifications.find((/** @type {{id: string}} */ { id }) => id === choice.value);
  if (!compared) throw new UnreadableNeeds("Choisissez une certification.");
  return { ...compared, sentences: official.textes[compared.code] };
}

/** @param {(reader: import("./besoin/lecture.js").Reader) => string[]} read */
async function show(read) {
  say("Lecture…");
  try {
    const { index, official, reader } = await open();
    const compared = chosen(official);
    const text = makeComparer(index.words, official.mesure).makeText(compared.sentences);
    const readings = new Map(compared.lectures.map((reading) => [reading.competence, reading]));
    answers = read(reader).map((need) => answer(index, need, text.coverage(need, readings.get(need))));
    draw(compared);
  } catch (error) {
    refuse(
      error instanceof UnreadableNeeds
        ? error.message
        : "Les données n’ont pas pu être chargées. Vérifiez la connexion, puis réessayez.",
    );
  }
}

/**
 * @param {Index} index
 * @param {string} need
 * @param {Coverage} coverage
 * @returns {Answer}
 */
function answer(index, need, coverage) {
  if (coverage.verdict === "couverte") return { need, coverage, modules: [], rest: [] };
  const found = index.answer(need);
  const modules = found.matches.filter(index.isAnswer).map(({ id, titre, level }) => ({ id, titre, level }));
  return { need, coverage, modules, rest: coverage.left.filter((word) => found.uncovered.includes(word)) };
}

/** @param {Compared} compared */
function draw({ code, remarque }) {
  const count = (/** @type {string} */ verdict) => answers.filter(({ coverage }) => coverage.verdict === verdict).length;
  status.textContent = `Face à ${code}\u00a0: ${plural(count("couverte"), "couverte")}, ${plural(count("approchee"), "approchée")}, ${plural(count("absente"), "absente")}. ${remarque}`;
  list.replaceChildren(...answers.map(section));
  results.hidden = false;
}

/** @param {Answer} found */
function section({ need, coverage, modules, rest }) {
  const made = element("section", { class: "besoin__un" }, element("h2", {}, need));
  const verdict = element("strong", {}, VERDICTS[coverage.verdict]);
  const mark = element("span", { class: "discret" }, ` (${MARKS[coverage.how]})`);
  made.append(element("p", {}, verdict, mark));
  if (coverage.sentence?.text) {
    const where = blockOf(coverage);
    made.append(
      element("blockquote", {}, `${where && where !== coverage.sentence.text ? `${where} : ` : ""}${coverage.sentence.text}`),
    );
    if (coverage.words.length)
      made.append(element("p", { class: "discret" }, `Mots communs\u00a0: ${coverage.words.join(", ")}`));
  }
  if (modules.length) made.append(element("ul", { class: "besoin__modules" }, ...modules.map(item)));
  else if (coverage.verdict === "absente") made.append(element("p", { class: "besoin__rien" }, "Aucun module ne répond."));
  if (rest.length)
    made.append(element("p", { class: "besoin__reste" }, element("strong", {}, "Reste\u00a0: "), rest.join(", ")));
  return made;
}

/** @param {{id: string, titre: string}} module */
function item({ id, titre }) {
  return element("li", {}, element("a", { href: new URL(`modules/${id}/`, ROOT).href }, titre));
}

/** The same text as `catalogue compare --format json`. */
function asJson() {
  const lines = answers.map(({ need, coverage, modules, rest }) =>
    JSON.stringify({
      besoin: need,
      verdict: coverage.verdict,
      bloc: blockOf(coverage),
      phrase: coverage.sentence ? coverage.sentence.text : null,
      modules,
      reste: rest,
    }),
  );
  return `[\n${lines.join(",\n")}\n]\n`;
}

function asTable() {
  const columns = ["besoin", "verdict", "calcule_ou_lu", "bloc", "phrase", "mots", "modules", "reste"];
  const rows = answers.map(({ need, coverage, modules, rest }) => [
    need,
    VERDICTS[coverage.verdict],
    MARKS[coverage.how],
    blockOf(coverage) ?? "",
    coverage.sentence?.text ?? "",
    coverage.words,
    modules.map(({ id, titre }) => `${titre} [${id}]`),
    rest,
  ]);
  return asCsv(columns, rows);
}
