// The card of a module among search results: the same facts and classes as the cards that the build writes.

import { element } from "./outils.js";
import { compareButton } from "./selection.js";

/**
 * @param {import("./moteur.js").Page} page
 * @param {(facet: string) => string[]} valuesOf the module's values for a facet
 * @param {(facet: string, value: string) => string} labelOf
 */
export function card(page, valuesOf, labelOf) {
  const link = element("a", { href: page.url }, page.meta.title);
  return element(
    "li",
    { class: "carte-module" },
    element("h2", { class: "carte-module__titre" }, link),
    element("p", { class: "carte-module__resume" }, page.meta.resume),
    element("ul", { class: "carte-module__faits" }, ...facts(page, valuesOf, labelOf)),
    compareButton(page.url.split("/").at(-2) ?? "", page.meta.title),
  );
}

/** @type {(...from: Parameters<typeof card>) => HTMLElement[]} */
function facts(page, valuesOf, labelOf) {
  const known = (/** @type {string} */ facet) => valuesOf(facet).filter((value) => value !== "non-precise");
  return [
    ...known("region").map((value) => fact(labelOf("region", value), "region")),
    ...["secteur", "transition"].flatMap((name) =>
      known(name).map((value) => fact(labelOf(name, value), value, `${name}--${value}`)),
    ),
    ...(page.meta.duree ? [fact(page.meta.duree, "duree")] : []),
    ...known("annee").map((year) => marked(fact(year, "annee"), page, "annee")),
    ...known("statut").map((value) => marked(fact(labelOf("statut", value), "", `statut statut--${value}`), page, "statut")),
    ...(page.meta.niveau ? [fact(page.meta.niveau, "", "niveau-de-fiche")] : []),
  ];
}

/** The fact, with its mark where no source states it. */
function marked(/** @type {HTMLElement} */ item, /** @type {import("./moteur.js").Page} */ page, /** @type {string} */ name) {
  if (page.meta.deduit?.split(" ").includes(name)) item.append(" ", element("i", { class: "deduit" }, "déduit"));
  return item;
}

function fact(/** @type {string} */ text, /** @type {string} */ symbol, kind = "") {
  const picture = symbol ? [element("span", { class: `symbole symbole--${symbol}`, "aria-hidden": "true" })] : [];
  return element("li", { class: kind }, ...picture, text);
}
