// The number of results as a sentence that one may quote: its day, what it counts, how much of it is deduced.

import { copied, element } from "./outils.js";
import { countOf, isCounted } from "./recherche-facettes.js";
import { plural } from "./textes.js";

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-citer]"));
const place = /** @type {HTMLElement | null} */ (document.querySelector(".explorateur__citation"));
button?.addEventListener("click", cite);

async function cite() {
  const text = citation();
  const message = (await copied(text)) ? "Citation copiée." : "Le navigateur refuse la copie\u00a0: sélectionnez le texte.";
  place?.replaceChildren(element("p", {}, text), element("p", { class: "discret", role: "status" }, message));
}

function citation() {
  const count = number(document.getElementById("nombre")?.textContent);
  const words = (new URLSearchParams(location.search).get("q") ?? "").trim();
  const filters = [...document.querySelectorAll(".explorateur__puce")].map((chip) => chip.textContent ?? "");
  const sought = [...(words ? [`«\u00a0${words}\u00a0»`] : []), ...filters].join(", ");
  const day = button?.dataset.jour ?? "";
  const sentence = `Au ${day}, le catalogue recense ${plural(count, "module")}${sought ? ` (recherche\u00a0: ${sought})` : ""}.`;
  const source = `Catalogue des modules additionnels, données du ${day}, Licence Ouverte 2.0.`;
  return [sentence, ofWhichDeduced(count), source, location.href].filter(Boolean).join(" ");
}

/** The value « aucun » of that facet says how many records hold nothing of the kind; a large catalogue has it apart. */
function ofWhichDeduced(/** @type {number} */ count) {
  if (!isCounted("deduit")) return "";
  const marked = count - Math.min(count, countOf("deduit", "non-precise"));
  return `${plural(marked, "fiche")} ${marked > 1 ? "contiennent" : "contient"} au moins un fait déduit ou classé par le catalogue.`;
}

function number(/** @type {string | null | undefined} */ text) {
  return Number((text ?? "").replace(/[^\d]/g, ""));
}
