// The card of a module among search results: the same facts and classes as the cards that the build writes.

import { element } from "./outils.js";
import { compareButton } from "./selection.js";
import { kindLabel, plural } from "./textes.js";

/** Look of a card by how full its record is. */
const LOOKS = /** @type {Record<string, string>} */ ({
  "intitulé seul connu": " carte-module--mince",
  "fiche détaillée": " carte-module--pleine",
});

/**
 * @param {import("./moteur.js").Page} page
 * @param {(facet: string) => string[]} valuesOf the module's values for a facet
 * @param {(facet: string, value: string) => string} labelOf
 */
export function card(page, valuesOf, labelOf) {
  const link = element("a", { href: page.url }, page.meta.title);
  return element(
    "li",
    { class: `carte-module${LOOKS[page.meta.niveau ?? ""] ?? ""}` },
    element("h2", { class: "carte-module__titre" }, link),
    marked(element("p", {}, page.meta.resume), page, "resume"),
    ...(page.meta.complete
      ? [
          marked(
            element("p", { class: "carte-module__complete" }, `Complète\u00a0: ${page.meta.complete}`),
            page,
            "certifications",
          ),
        ]
      : []),
    element("ul", { class: "carte-module__faits" }, ...facts(page, valuesOf, labelOf)),
    compareButton(page.url.split("/").at(-2) ?? "", page.meta.title),
  );
}

/** @type {(...from: Parameters<typeof card>) => HTMLElement[]} */
function facts(page, valuesOf, labelOf) {
  const known = (/** @type {string} */ facet) => valuesOf(facet).filter((value) => value !== "non-precise");
  return [
    ...known("region").map((value) => fact(labelOf("region", value), "region")),
    ...["secteur", "transition"].flatMap((name) => {
      const items = known(name).map((value) => fact(labelOf(name, value), value, `${name}--${value}`));
      return items.map((item, i) => (i === items.length - 1 ? marked(item, page, `${name}s`) : item));
    }),
    ...(page.meta.duree ? [marked(fact(page.meta.duree, "duree"), page, "duree")] : []),
    ...known("annee").map((year) => marked(fact(year, "annee"), page, "annee")),
    ...known("statut").map((value) => marked(fact(labelOf("statut", value), "", `statut statut--${value}`), page, "statut")),
    ...(page.meta.competences
      ? [
          marked(
            fact(plural(Number(page.meta.competences), "compétence décrite", "compétences décrites"), ""),
            page,
            "competences",
          ),
        ]
      : []),
    ...(isDeduced(page, "titre") ? [marked(fact("Titre formulé par le catalogue", ""), page, "titre")] : []),
    ...(page.meta.niveau ? [fact(page.meta.niveau, "", "niveau-de-fiche")] : []),
  ];
}

/** The fact, with its mark where no source states it: a tap explains it. */
function marked(/** @type {HTMLElement} */ item, /** @type {import("./moteur.js").Page} */ page, /** @type {string} */ name) {
  const mark = { type: "button", class: "deduit", popovertarget: "bulle-deduit" };
  if (isDeduced(page, name)) item.append(" ", element("button", mark, "déduit"));
  return item;
}

function isDeduced(/** @type {import("./moteur.js").Page} */ page, /** @type {string} */ name) {
  return page.meta.deduit?.split(" ").includes(name) ?? false;
}

function fact(/** @type {string} */ text, /** @type {string} */ symbol, kind = "") {
  const classes = [kind, symbol && `symbole--${symbol}`].filter(Boolean).join(" ");
  return element("li", classes ? { class: classes } : {}, text);
}

/** The pages of other kinds that answer too. */
export function alsoHere(/** @type {import("./moteur.js").Page[]} */ pages) {
  const items = pages.map((page) =>
    element(
      "li",
      {},
      element("span", { class: "discret" }, kindLabel(page.meta.genre)),
      " ",
      element("a", { href: page.url }, page.meta.title),
    ),
  );
  const heading = element("p", {}, "Aussi dans le catalogue\u00a0:");
  return element("li", { class: "explorateur__autres" }, heading, element("ul", {}, ...items));
}
