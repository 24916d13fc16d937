// What one does with a page beside reading it: copy its link, print it, share it, copy its citation.

import { element } from "./outils.js";

for (const place of document.querySelectorAll("[data-partage]")) furnish(/** @type {HTMLElement} */ (place));

function furnish(/** @type {HTMLElement} */ place) {
  const status = element("p", { role: "status", class: "partage__dit" });
  const address = document.querySelector('link[rel="canonical"]')?.getAttribute("href") ?? location.href.split("#")[0];
  place.prepend(
    element(
      "span",
      { class: "avec-script partage__gestes" },
      button("Copier le lien", () => copy(address, "Lien copié.", status)),
      button("Imprimer", () => print()),
      ...(typeof navigator.share === "function" ? [button("Partager", () => share(address))] : []),
    ),
  );
  place.append(status);
  for (const cited of place.querySelectorAll(".citer p")) {
    const text = cited.textContent?.trim() ?? "";
    const whole = text.includes("http") ? text : `${text} ${address}`;
    cited.textContent = whole;
    const said = { title: place.dataset.titre ?? document.title, day: place.dataset.jour ?? "", address };
    cited.after(
      button("Copier la citation", () => copy(whole, "Citation copiée.", status)),
      " ",
      button("Copier en BibTeX", () => copy(bibtex(said), "Notice BibTeX copiée.", status)),
      " ",
      button("Copier en CSL-JSON", () => copy(cslJson(said), "Notice CSL-JSON copiée.", status)),
    );
  }
}

// The page as an entry for a reference manager, under the same maker and licence as the data (see exports/citation.py).
const MAKER = "Contributeurs du Catalogue des modules additionnels";

/** @typedef {{title: string, day: string, address: string}} Cited « day »: of the data */

/** @param {Cited} cited */
function keyOf({ address }) {
  return new URL(address).pathname.split("/").filter(Boolean).slice(-2).join("-");
}

/** @param {Cited} cited */
function cslJson({ title, day, address }) {
  const item = {
    id: keyOf({ title, day, address }),
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
  return `@misc{${keyOf({ title, day, address })},\n${lines.join(",\n")}\n}\n`;
}

function button(/** @type {string} */ label, /** @type {() => unknown} */ act) {
  const made = element("button", { type: "button", class: "partage__geste" }, label);
  made.addEventListener("click", act);
  return made;
}

async function copy(/** @type {string} */ text, /** @type {string} */ done, /** @type {HTMLElement} */ status) {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = done;
  } catch {
    status.textContent = "Le navigateur refuse la copie\u00a0: sélectionnez le texte, ou l’adresse dans sa barre.";
  }
}

async function share(/** @type {string} */ address) {
  try {
    await navigator.share({ title: document.title, url: address });
  } catch {
    // The visitor closed the list of applications.
  }
}
