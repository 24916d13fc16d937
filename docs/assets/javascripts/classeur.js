// The page where a spreadsheet is dropped: it is read in this browser, shown cell by cell, and its records are sent or
// taken away. The reader (classeur-lecteur.js) is a worker, and is ended if a file takes too long.

import { showReading } from "./classeur-resultat.js";
import { give } from "./emporter.js";
import { find, ready, today } from "./outils.js";
import { french } from "./textes.js";

const SECONDS_MAX = 120;
const TOO_LONG = "Ce fichier demande trop de temps : il contient sans doute beaucoup plus qu'une liste de modules.";
/** @type {Record<string, string>} */
const STEPS = {
  telechargement: "Téléchargement de l’outil de lecture…",
  preparation: "Préparation de l’outil…",
  lecture: "Lecture du fichier, case par case…",
};
/** @type {Record<string, string>} */
const TAKEN_AWAY = { fiches: "fiches.zip", annote: "tableur-annote.xlsx" };

const page = /** @type {HTMLElement | null} */ (document.querySelector(".classeur"));
/** @type {Worker | undefined} */
let reader;
/** The file that was dropped last. @type {File | undefined} */
let file;
/** The values for cells that are empty, by the title of their column. @type {Record<string, string>} */
let defaults = {};
let timer = 0;
/** What was asked to be taken away. @type {string} */
let asked = "";

if (page) listen(page);
ready();

/** @param {HTMLElement} page */
function listen(page) {
  page.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
    defaults = Object.fromEntries(
      [...given].flatMap(([title, value]) => (String(value).trim() ? [[title, String(value)]] : [])),
    );
    read();
  });
  const zone = find(".classeur__depot", page);
  const input = /** @type {HTMLInputElement} */ (page.querySelector("input[type=file]"));
  input.addEventListener("change", () => {
    if (input.files?.length) take(input.files);
    input.value = ""; // the same file may be chosen again once it is corrected
  });
  // A file that misses the frame must not replace the page.
  for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
  page.addEventListener("dragover", () => zone.classList.add("classeur__depot--survol"));
  page.addEventListener("dragleave", () => zone.classList.remove("classeur__depot--survol"));
  page.addEventListener("drop", (event) => {
    zone.classList.remove("classeur__depot--survol");
    if (event.dataTransfer?.files.length) take(event.dataTransfer.files);
  });
  page.addEventListener("click", ({ target }) => {
    const action = /** @type {HTMLElement} */ (target).closest("button")?.dataset.action ?? "";
    if (action === "arreter") stop("La lecture est arrêtée. Vous pouvez déposer un autre fichier.");
    if (!(action in TAKEN_AWAY)) return;
    asked = action;
    reader?.postMessage({ donner: action });
  });
}

/** @param {FileList} files */
function take(files) {
  [file] = files;
  defaults = {};
  if (files.length > 1) return refuse("Déposez un seul fichier à la fois.");
  read();
}

/** Read the file, once more if other values are given for its empty cells. */
async function read() {
  if (!page || !file) return;
  find(".classeur__resultat").hidden = true;
  find(".classeur__refus").hidden = true;
  if (file.size > Number(page.dataset.tailleMax)) return refuse(page.dataset.tropGrand ?? "");
  /** @type {ArrayBuffer} */
  let contenu;
  try {
    contenu = await file.arrayBuffer();
  } catch {
    return refuse("le navigateur ne peut pas ouvrir ce fichier. Est-ce un dossier, ou est-il ouvert ailleurs ?");
  }
  show("telechargement", 0);
  reader ??= start();
  reader.postMessage({ nom: file.name, contenu, jour: today(), defauts: defaults }, [contenu]);
}

function start() {
  const worker = new Worker(new URL("./classeur-lecteur.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }) => {
    if (data.etape) show(data.etape, data.part);
    else if (data.fichier) give(TAKEN_AWAY[asked], new Blob([data.fichier]));
    else if (data.panne) broken(data.panne, data.detail);
    else showResult(data.lu);
  });
  worker.addEventListener("error", ({ message }) => broken("outil", message));
  return worker;
}

/** @param {string} step @param {number} done of a hundred */
function show(step, done) {
  clearTimeout(timer);
  if (step !== "telechargement")
    timer = window.setTimeout(() => (step === "lecture" ? stop(TOO_LONG) : broken("outil", "too long")), SECONDS_MAX * 1000);
  const state = find(".classeur__etat");
  state.hidden = false;
  find(".classeur__etat p").textContent = STEPS[step];
  /** @type {HTMLProgressElement} */ (find(".classeur__etat progress")).value = done;
}

/** @param {any} read */
function showResult(read) {
  hideProgress();
  if (read.refus) return refuse(read.refus);
  const result = find(".classeur__resultat");
  result.replaceChildren(...showReading(read, file?.name ?? "", page?.dataset.depot ?? "", defaults));
  result.hidden = false;
  result.querySelector("h2")?.focus();
}

/** @param {string} what @param {string} detail */
function broken(what, detail) {
  console.error(detail);
  stop(
    what === "lecture"
      ? "la lecture s'est arrêtée : il est abîmé, ou contient trop de données pour une liste de modules. Enregistrez-le en CSV, puis déposez-le de nouveau."
      : "L'outil de lecture n'a pas pu être chargé : vérifiez la connexion et réessayez, ou prenez un navigateur récent.",
  );
}

/** End the reader, whatever it is doing, and say why. @param {string} words */
function stop(words) {
  reader?.terminate();
  reader = undefined;
  refuse(words);
}

/** @param {string} words */
function refuse(words) {
  hideProgress();
  const box = find(".classeur__refus");
  const text = french(words);
  const name = file?.name ?? "";
  box.textContent = `${name && /^\p{Ll}/u.test(text) ? `«\u00a0${name}\u00a0»\u00a0: ` : ""}${text}`;
  box.hidden = false;
  box.focus();
}

function hideProgress() {
  clearTimeout(timer);
  find(".classeur__etat").hidden = true;
}
