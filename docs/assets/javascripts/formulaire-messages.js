// What is told at each question: its problems, what a chosen term means, how many answers a folded part has.

import { fieldAt, read } from "./formulaire-champs.js";
import { sentence } from "./formulaire-bilan.js";
import { plural } from "./textes.js";

/** @typedef {import("./formulaire-regles.js").Problem} Problem */

/**
 * Tell each problem below its question.
 * @param {HTMLElement} form
 * @param {Problem[]} problems
 * @param {(problem: Problem, field: HTMLElement) => boolean} isTold
 */
export function showMessages(form, problems, isTold) {
  /** @type {Map<HTMLElement, Problem[]>} */
  const byField = new Map();
  for (const problem of problems) {
    const field = fieldAt(form, problem.where);
    if (field && isTold(problem, field)) byField.set(field, [...(byField.get(field) ?? []), problem]);
  }
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-cle]"))) {
    const told = byField.get(field) ?? [];
    const wrong = told.some(({ severity }) => severity === "error");
    field.classList.toggle("champ--erreur", wrong);
    field.classList.toggle("champ--avis", told.length > 0 && !wrong);
    for (const control of ownControls(field)) control.setAttribute("aria-invalid", String(wrong));
    const line = [...field.querySelectorAll(".champ__message")].find((one) => one.closest("[data-cle]") === field);
    const words = [...new Set(told.map(sentence))].join(" ");
    if (line && line.textContent !== words) line.textContent = words;
  }
}

/** The inputs of a field that is answered with them alone. @param {HTMLElement} field */
function ownControls(field) {
  return [
    ...field.querySelectorAll("input[data-valeur], textarea[data-valeur], select[data-valeur], input[data-recherche]"),
  ].filter((control) => control.closest("[data-cle]") === field);
}

/** How many questions of a folded part have an answer. @param {HTMLElement} form */
export function showCounts(form) {
  for (const folded of form.querySelectorAll("details.formulaire__partie")) {
    const answered = Object.keys(read(form)).filter((key) => folded.contains(fieldAt(form, [key]) ?? null)).length;
    const count = /** @type {HTMLElement} */ (folded.querySelector("summary .compte"));
    count.hidden = !answered;
    count.textContent = plural(answered, "réponse");
  }
}

/** What the chosen term means. @param {HTMLElement} form */
export function showTerms(form) {
  for (const select of form.querySelectorAll("select")) {
    const line = /** @type {HTMLElement | null} */ (select.nextElementSibling);
    const description = select.selectedOptions[0]?.dataset.description ?? "";
    if (line) [line.textContent, line.hidden] = [description, !description];
  }
}
