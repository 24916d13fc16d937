// What the check of the answers says: beside each question, and in one list with the way to each.

import { fieldAt, focusable, read } from "./formulaire-champs.js";
import { around, element, find } from "./outils.js";
import { french, plural } from "./textes.js";

/** @typedef {import("./formulaire-regles.js").Problem} Problem */

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} box where the list goes
 * @param {(where: import("./formulaire-schema.js").Where) => string} titleOf
 */
export function makeReview(form, box, titleOf) {
  return { showAtFields, listProblems };

  /**
   * Beside each answer, what is wrong with it.
   * @param {Problem[]} problems
   * @param {(problem: Problem, field: HTMLElement) => boolean} isShown
   */
  function showAtFields(problems, isShown) {
    /** @type {Map<HTMLElement, Problem[]>} */
    const byField = new Map();
    for (const problem of problems) {
      const field = fieldAt(form, problem.where);
      if (field && isShown(problem, field)) byField.set(field, [...(byField.get(field) ?? []), problem]);
    }
    for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-cle]"))) {
      const own = byField.get(field) ?? [];
      const wrong = own.some(({ severity }) => severity === "error");
      field.classList.toggle("champ--erreur", wrong);
      field.classList.toggle("champ--avis", own.length > 0 && !wrong);
      for (const control of ownControls(field)) control.setAttribute("aria-invalid", String(wrong));
      const line = [...field.querySelectorAll(".champ__message")].find((one) => one.closest("[data-cle]") === field);
      const words = [...new Set(own.map(sentence))].join(" ");
      if (line && line.textContent !== words) line.textContent = words;
    }
  }

  /** @param {Problem[]} problems @param {boolean} untouched @param {boolean} asPublished */
  function listProblems(problems, untouched, asPublished) {
    if (untouched)
      return box.replaceChildren(element("p", {}, french("Répondez aux questions obligatoires : le fichier apparaîtra ici.")));
    const ordered = inOrder(problems);
    const errors = ordered.filter(({ severity }) => severity === "error");
    const missing = errors.filter(isMissing);
    const wrong = errors.filter((problem) => !isMissing(problem));
    const warnings = ordered.filter(({ severity }) => severity !== "error");
    const lines = [];
    if (!errors.length) {
      const verdict = asPublished ? "Rien n’est changé : la fiche est telle qu’elle est publiée." : "La fiche est prête.";
      lines.push(element("p", { class: "formulaire__accord" }, element("strong", {}, french(verdict))));
    }
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
    box.replaceChildren(...lines);
  }

  /** Problems in the order of the questions. @param {Problem[]} problems */
  function inOrder(problems) {
    const fields = [...form.querySelectorAll("[data-cle]")];
    const rank = new Map(problems.map((problem) => [problem, fields.indexOf(fieldAt(form, problem.where) ?? form)]));
    return [...problems].sort((one, other) => (rank.get(one) ?? 0) - (rank.get(other) ?? 0));
  }

  /** @param {Problem[]} problems */
  function listed(problems) {
    return element(
      "ul",
      {},
      ...problems.map((problem) => element("li", {}, placeLink(problem), `\u00a0: ${sentence(problem)}`)),
    );
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

  /** @param {import("./formulaire-schema.js").Where} where */
  function goTo(where) {
    const field = fieldAt(form, where);
    if (!field) return;
    for (const folded of around(field, "details")) /** @type {HTMLDetailsElement} */ (folded).open = true;
    field.scrollIntoView({ block: "center" });
    focusable(field).focus();
  }
}

/** A question without its answer. @param {Problem} problem */
export function isMissing({ rule, where }) {
  return rule === "schema-cle-manquante" && where.length === 1;
}

/** What a problem says; a missing answer needs no other help than that of its field. @param {Problem} problem */
function sentence({ rule, message, hint }) {
  return french(rule === "schema-cle-manquante" ? message : `${message} ${hint}`.trim());
}

/** The inputs of a field that is answered with them alone. @param {HTMLElement} field */
function ownControls(field) {
  return [
    ...field.querySelectorAll("input[data-valeur], textarea[data-valeur], select[data-valeur], input[data-recherche]"),
  ].filter((control) => control.closest("[data-cle]") === field);
}

/** @param {Node[]} items */
function separated(items) {
  return items.flatMap((item, i) => (i ? [", ", item] : [item]));
}

/** What the chosen terms mean. @param {HTMLFormElement} form */
export function showTerms(form) {
  for (const select of form.querySelectorAll("select")) {
    const line = /** @type {HTMLElement | null} */ (select.nextElementSibling);
    const description = select.selectedOptions[0]?.dataset.description ?? "";
    if (line) [line.textContent, line.hidden] = [description, !description];
  }
}

/** How many questions of a folded part have an answer. @param {HTMLFormElement} form */
export function showCounts(form) {
  for (const folded of form.querySelectorAll("details.formulaire__partie")) {
    const answered = Object.keys(read(form)).filter((key) => folded.contains(fieldAt(form, [key]) ?? null)).length;
    const count = find("summary .compte", folded);
    count.hidden = !answered;
    count.textContent = plural(answered, "réponse");
  }
}
