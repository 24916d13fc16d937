// What a visitor does with a page besides reading it: copy its link, print it, share it, copy its citation.

import { button, copied, element } from "./outils.js";

const ADDRESS = document.querySelector('link[rel="canonical"]')?.getAttribute("href") ?? location.href.split("#")[0];

for (const place of document.querySelectorAll("[data-partage]")) addActions(/** @type {HTMLElement} */ (place));
for (const figure of document.querySelectorAll(".citer--figure")) addCitationOfFigure(/** @type {HTMLElement} */ (figure));

function addActions(/** @type {HTMLElement} */ place) {
  const status = statusLine();
  place.append(
    element(
      "span",
      { class: "avec-script partage__gestes" },
      actionButton("Copier le lien", () => copy(ADDRESS, "Lien copié.", status)),
      actionButton("Imprimer", () => print()),
      ...(typeof navigator.share === "function" ? [actionButton("Partager", () => share(ADDRESS))] : []),
    ),
    status,
  ); // last, so that what the page has already does not move
  for (const cited of place.querySelectorAll(".citer p")) {
    const entry = { title: place.dataset.titre ?? document.title, day: place.dataset.jour ?? "", address: ADDRESS };
    const copyText = completed(cited, ADDRESS, status);
    cited.after(
      copyText,
      " ",
      actionButton("Copier en BibTeX", () => copy(bibtex(entry), "Notice BibTeX copiée.", status)),
      " ",
      actionButton("Copier en CSL-JSON", () => copy(cslJson(entry), "Notice CSL-JSON copiée.", status)),
    );
  }
}

/** A figure inside the page: its citation leads to it. */
function addCitationOfFigure(/** @type {HTMLElement} */ figure) {
  const status = statusLine();
  const cited = /** @type {Element} */ (figure.querySelector("p"));
  cited.after(completed(cited, ADDRESS + figure.dataset.ancre, status), " ", status);
}

/** Put the address at the end of a citation that has none; the button that copies it. */
function completed(/** @type {Element} */ cited, /** @type {string} */ address, /** @type {HTMLElement} */ status) {
  const text = cited.textContent?.trim() ?? "";
  const whole = /https?:/.test(text) ? text : `${text} ${address}`;
  cited.textContent = whole;
  return actionButton("Copier la citation", () => copy(whole, "Citation copiée.", status));
}

function statusLine() {
  return element("span", { role: "status", class: "partage__dit" });
}

// The page as an entry for a reference manager, under the same maker and licence as the data (see exports/citation.py).
const MAKER = "Contributeurs du Catalogue des modules additionnels";

/** @typedef {{title: string, day: string, address: string}} Cited « day »: of the data */

/** @param {string} address */
function keyOf(address) {
  return new URL(address).pathname.split("/").filter(Boolean).slice(-2).join("-");
}

/** @param {Cited} cited */
function cslJson({ title, day, address }) {
  const item = {
    id: keyOf(address),
    type: "webpage",
    title,
    "container-title": "Catalogue des modules additionnels",
    author: [{ literal: MAKER }],
    issued: { "date-parts": [day.split("-").map(Number)] },
    version: day,
    license: "etalab-2.0",
    language: "fr",
    URL: address,
  };
  return `${JSON.stringify([item], null, 1)}\n`;
}

/** @param {Cited} cited */
function bibtex({ title, day, address }) {
  const [year, month] = day.split("-");
  const fields = {
    author: `{${MAKER}}`,
    title: `{${title.replace(/[{}\\]/g, " ")}}`,
    year,
    month: String(Number(month)),
    version: day,
    note: "Licence Ouverte 2.0 (etalab-2.0)",
    url: address,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${keyOf(address)},\n${lines.join(",\n")}\n}\n`;
}

function actionButton(/** @type {string} */ label, /** @type {() => unknown} */ act) {
  return button(label, act, { class: "partage__geste" });
}

async function copy(/** @type {string} */ text, /** @type {string} */ done, /** @type {HTMLElement} */ status) {
  const refused = "Le navigateur refuse la copie\u00a0: sélectionnez le texte, ou l’adresse dans sa barre.";
  status.textContent = (await copied(text)) ? done : refused;
}

async function share(/** @type {string} */ address) {
  try {
    await navigator.share({ title: document.title, url: address });
  } catch {
    // The visitor closed the list of applications.
  }
}
