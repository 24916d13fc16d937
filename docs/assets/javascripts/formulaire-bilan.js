// What is still to be answered or looked at, below the form: each point leads to its question.

import { element } from "./outils.js";
import { french, plural } from "./textes.js";

/** @typedef {import("./formulaire-regles.js").Problem} Problem */
/** @typedef {import("./formulaire-schema.js").Where} Where */

/** A question without its answer. @param {Problem} problem */
export function isMissing({ rule, where }) {
  return rule === "schema-cle-manquante" && where.length === 1;
}

/**
 * What a problem says; a missing answer needs no other help than that of its field.
 * @param {Problem} problem
 */
export function sentence({ rule, message, hint }) {
  return french(rule === "schema-cle-manquante" ? message : `${message} ${hint}`.trim());
}

/** What is said before any question is answered. */
export function nothingYet() {
  return [element("p", {}, french("Répondez aux questions obligatoires : le fichier apparaîtra ici."))];
}

/**
 * What is missing, what is wrong, what is worth a look.
 * @param {Problem[]} ordered in the order of the questions
 * @param {(where: Where) => string} titleOf
 * @param {(where: Where) => void} goTo
 */
export function balance(ordered, titleOf, goTo) {
  const errors = ordered.filter(({ severity }) => severity === "error");
  const missing = errors.filter(isMissing);
  const wrong = errors.filter((problem) => !isMissing(problem));
  const warnings = ordered.filter(({ severity }) => severity !== "error");
  const lines = [];
  if (!errors.length) lines.push(element("p", { class: "formulaire__accord" }, element("strong", {}, "La fiche est prête.")));
  if (missing.length)
    lines.push(element("p", {}, element("strong", {}, french("Il manque : ")), ...separated(missing.map(placeLink)), "."));
  if (wrong.length)
    lines.push(
      element(
        "p",
        { class: "formulaire__refus" },
        element("strong", {}, french(`${plural(wrong.length, "point")} à revoir :`)),
      ),
      listed(wrong),
    );
  if (warnings.length) lines.push(element("p", {}, french("À regarder, sans que cela bloque :")), listed(warnings));
  return lines;

  /** @param {Problem[]} problems */
  function listed(problems) {
    const items = problems.map((problem) => element("li", {}, placeLink(problem), `\u00a0: ${sentence(problem)}`));
    return element("ul", {}, ...items);
  }

  /** A link to the question. @param {Problem} problem */
  function placeLink({ where }) {
    const link = element("a", { href: "#" }, titleOf(where));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(where);
    });
    return link;
  }
}

/** @param {Node[]} items */
function separated(items) {
  return items.flatMap((item, i) => (i ? [", ", item] : [item]));
}
