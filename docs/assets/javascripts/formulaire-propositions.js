// A term that a list lacks: a person proposes it once they have seen what is near.
//
// It travels as a line of `precisions`, « À classer (thèmes) : … », which all doors read alike
// (build_tools/checking/rules/coherence/proposed_terms.py); what is proposed is shown below its question.

import { addRow, answer, chosen, fieldAt, read, setChosen } from "./formulaire-champs.js";
import { nearOnes } from "./formulaire-termes-proches.js";
import { around, element, find } from "./outils.js";
import { french } from "./textes.js";

const PROPOSED = /^À classer \(([^()]+)\)\s*:\s*(\S.*)$/is;
// What the checker says of a text in the place of an identifier.
const UNLISTED = /^(?:schema-forme|schema-terme|reference-)/;
const REMARKS = "precisions";
// How the terms of a list are called where one is proposed.
/** @type {Record<string, string>} */
const NAMES = {
  certifications: "Son code RNCP ou RS, ou son intitulé",
  demarche: "Son nom, tel que la source l'écrit",
};

/** @typedef {import("./formulaire-regles.js").Problem} Problem */

/**
 * The ways to propose terms; `lists` says, by key, how a line names the list that lacks one.
 * @param {HTMLElement} form
 * @param {Record<string, string>} lists
 * @param {() => void} addSearches what makes the inputs of new rows search
 * @param {Pick<ReturnType<typeof import("./formulaire-termes.js").makeTerms>, "termsOf" | "meantBy">} listed
 */
export function makeProposals(form, lists, addSearches, { termsOf, meantBy }) {
  for (const key of Object.keys(lists)) {
    const field = fieldAt(form, [key]);
    if (field) addPanel(field);
  }
  form.addEventListener("focusout", ({ target }) => takeOver(/** @type {Element} */ (target)));
  form.addEventListener("input", ({ target }) => {
    const field = fieldOf(/** @type {Element} */ (target));
    if (field && /** @type {Element} */ (target).matches(".proposition__terme")) showNear(field);
  });
  return { open, propose, take, withdraw, show, withProposalHints };

  /** The question of a list that may lack a term. @param {Element} inside */
  function fieldOf(inside) {
    for (const field of around(inside, "[data-cle]")) if (panelOf(field)) return field;
    return null;
  }

  /** What was typed in a search and names nothing is offered as a proposal. @param {Element} target */
  function takeOver(target) {
    const input = /** @type {HTMLInputElement} */ (target);
    if (!input.matches("[data-recherche]") || !input.value.trim() || input.dataset.valeur) return;
    const field = fieldOf(input);
    if (!field) return;
    openPanel(field);
    termInput(field).value = input.value.trim();
    showNear(field);
  }

  /** @param {HTMLElement} field */
  function open(field) {
    openPanel(field);
    termInput(field).focus();
  }

  /** What is near, as buttons that choose it. @param {HTMLElement} field */
  function showNear(field) {
    const terms = termsOf(field.dataset.cle ?? "");
    const labels = terms.map(([, label]) => label);
    const written = termInput(field).value;
    const known = meantBy(field.dataset.cle ?? "", written);
    const near = known ? [known.label] : nearOnes(written, labels);
    const buttons = near.map((label) => {
      const [id] = terms[labels.indexOf(label)];
      return element("button", { type: "button", class: "md-button", "data-action": "prendre", "data-valeur": id }, label);
    });
    const box = find(".proposition__proches", field);
    if (box.dataset.pour === near.join("|")) return;
    box.dataset.pour = near.join("|");
    box.replaceChildren(...(near.length ? [element("p", {}, french("Est-ce l'un de ceux-ci ?")), ...buttons] : []));
  }

  /** Choose a term of the list instead. @param {HTMLElement} field @param {string} id */
  function take(field, id) {
    const sort = field.dataset.sorte;
    if (sort === "cases") tick(field, id);
    else if (sort === "lignes") setChosen(/** @type {HTMLElement} */ (fieldAt(emptyRow(field), ["certification"])), [id]);
    else if (sort === "recherches") setChosen(field, [...new Set([...chosen(field), id])]);
    else answer(field, id);
    clear(field);
  }

  /** Carry the term to the reviewer; one of the list, by whatever name, is chosen. @param {HTMLElement} field */
  function propose(field) {
    const written = termInput(field).value.replace(/\s+/g, " ").trim();
    if (!written) return termInput(field).focus();
    const known = meantBy(field.dataset.cle ?? "", written);
    if (known) return take(field, known.id);
    const line = `À classer (${lists[field.dataset.cle ?? ""]}) : ${written}`;
    setRemarks([...remarks().filter((one) => one !== line), line]);
    clear(field);
  }

  /** @param {HTMLElement} field @param {string} written */
  function withdraw(field, written) {
    setRemarks(
      remarks().filter((line) => !(proposedIn(line)?.key === field.dataset.cle && proposedIn(line)?.written === written)),
    );
  }

  /** What is proposed, below each question. */
  function show() {
    const proposed = remarks().flatMap((line) => proposedIn(line) ?? []);
    for (const key of Object.keys(lists)) {
      const field = fieldAt(form, [key]);
      const box = field?.querySelector(".proposition__faites");
      if (!field || !box) continue;
      const mine = proposed.filter((one) => one.key === key).map(({ written }) => written);
      field.toggleAttribute("data-propose", mine.length > 0);
      if ([...box.children].map((item) => /** @type {HTMLElement} */ (item).dataset.valeur).join("|") === mine.join("|"))
        continue;
      box.replaceChildren(...mine.map(proposedItem));
    }
  }

  /**
   * A term that was typed and names nothing is no wrong identifier, which nobody here knows of: it may be proposed.
   * @param {Problem[]} problems
   */
  function withProposalHints(problems) {
    return problems.map((problem) => {
      const field = UNLISTED.test(problem.rule) ? fieldAt(form, problem.where) : undefined;
      const input = field?.querySelector("[data-recherche]");
      if (!field || !input || !(String(problem.where[0]) in lists)) return problem;
      const value = /** @type {HTMLInputElement} */ (input).value.trim();
      return {
        ...problem,
        message: `« ${value} » n'est pas dans la liste.`,
        hint: "Choisissez un terme proche, ou proposez-le.",
      };
    });
  }

  /** The key and the term that a line proposes. @param {string} line */
  function proposedIn(line) {
    const [, list = "", written = ""] = line.trim().match(PROPOSED) ?? [];
    const key = Object.keys(lists).find((one) => lists[one].toLowerCase() === list.trim().toLowerCase());
    return key ? { key, written: written.trim() } : undefined;
  }

  function remarks() {
    return /** @type {string[]} */ (read(form)[REMARKS] ?? []);
  }

  /** @param {string[]} lines */
  function setRemarks(lines) {
    const field = fieldAt(form, [REMARKS]);
    if (field) answer(field, lines);
  }

  /** The first row that names nothing yet, or a new one. @param {HTMLElement} field */
  function emptyRow(field) {
    const rows = [...field.querySelectorAll(".lignes > [data-groupe]")];
    const free = rows.find((row) => !(/** @type {HTMLInputElement} */ (row.querySelector("[data-recherche]")).dataset.valeur));
    const row = free ?? addRow(field);
    addSearches();
    return row;
  }

  /** What was typed in the field's searches and names nothing goes, with the panel. @param {HTMLElement} field */
  function clear(field) {
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll("[data-recherche]")))
      if (!input.dataset.valeur) input.value = "";
    termInput(field).value = "";
    showNear(field);
    const panel = panelOf(field);
    if (panel) panel.hidden = true;
    const button = find("[data-action=ouvrir]", field);
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }
}

/** @param {HTMLElement} field @param {string} id */
function tick(field, id) {
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll("input[type=checkbox]"))) {
    if (box.value === id) box.checked = true;
    if (box.hasAttribute("data-aucun")) box.checked = false;
  }
}

/** @param {Element} field @returns {HTMLElement | null} */
function panelOf(field) {
  const own = [...field.querySelectorAll(".proposition__panneau")].find((panel) => panel.closest("[data-cle]") === field);
  return /** @type {HTMLElement | null} */ (own ?? null);
}

/** @param {HTMLElement} field */
function openPanel(field) {
  const panel = panelOf(field);
  if (panel) panel.hidden = false;
  field.querySelector("[data-action=ouvrir]")?.setAttribute("aria-expanded", "true");
}

/** @param {HTMLElement} field */
function termInput(field) {
  return /** @type {HTMLInputElement} */ (field.querySelector(".proposition__terme"));
}

/** @param {HTMLElement} field */
function addPanel(field) {
  const key = field.dataset.cle ?? "";
  const id = `proposer-${key}`;
  const label = element("label", { for: id }, french(NAMES[key] ?? "Le terme de la source"));
  const input = element("input", { id, type: "text", class: "proposition__terme", autocomplete: "off" });
  const near = element("div", { class: "proposition__proches", role: "status" });
  const send = element("button", { type: "button", class: "md-button", "data-action": "proposer" }, "Proposer ce terme");
  const words = element(
    "p",
    { class: "champ__aide" },
    french(
      key === "certifications"
        ? "Sa fiche est créée avec la vôtre ; une personne la relit."
        : "La fiche le propose ; la personne qui relit l'ajoute à la liste.",
    ),
  );
  const open = element(
    "button",
    {
      type: "button",
      class: "proposition__ouvrir",
      "data-action": "ouvrir",
      "aria-expanded": "false",
      "aria-controls": `${id}-panneau`,
    },
    french("Pas dans la liste ?"),
  );
  const panel = element(
    "div",
    { id: `${id}-panneau`, class: "proposition__panneau", hidden: "" },
    label,
    input,
    near,
    send,
    words,
  );
  const box = element("div", { class: "proposition" }, element("ul", { class: "proposition__faites" }), open, panel);
  const message = [...field.querySelectorAll(".champ__message")].find((line) => line.closest("[data-cle]") === field);
  message?.before(box);
}

/** @param {string} written */
function proposedItem(written) {
  const attributes = { type: "button", "data-action": "retracter", "data-valeur": written, "aria-label": `Retirer ${written}` };
  return element(
    "li",
    { "data-valeur": written },
    element("span", {}, "Proposé\u00a0: ", written),
    element("button", attributes, "×"),
  );
}
