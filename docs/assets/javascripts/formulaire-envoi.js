// How a record that is ready may be sent: nothing leaves the browser before its author does so.

import { element } from "./outils.js";
import { french } from "./textes.js";

// GitHub refuses an address of more than 8,192 characters.
const ADDRESS_MAX = 8000;

/**
 * A record that is ready: its file's text and place; `corrects` is the id of the published one, empty for a new one.
 * @typedef {{title: string, text: string, path: string, region: string, corrects: string}} Ready
 * @typedef {{href: string, label: string, words: string}} Way
 */

/**
 * Show how the record may be sent to its repository; `folders` are the regions that have records there.
 * @param {HTMLElement} links
 * @param {HTMLElement} words
 * @param {Ready} record
 * @param {string} repository
 * @param {string[]} folders
 */
export function showWays(links, words, record, repository, folders) {
  if (!repository) {
    links.replaceChildren();
    words.textContent =
      "Cette copie du site ne connaît pas l’adresse de son dépôt\u00a0: téléchargez le fichier et envoyez-le à l’organisme qui la publie.";
    return;
  }
  const message = byMessage(record, repository);
  const file = byFile(record, repository, folders);
  links.replaceChildren(button(message, true), " ", button(file, false));
  words.textContent = french([message.words, file.words].join(" "));
}

/** @param {Way} way @param {boolean} isFirst */
function button({ href, label }, isFirst) {
  return element(
    "a",
    { class: `md-button${isFirst ? " md-button--primary" : ""}`, href, target: "_blank", rel: "noopener" },
    label,
    element("span", { class: "cache" }, " (nouvel onglet)"),
  );
}

/**
 * The issue form, filled in; the text is left to paste where it would make the address too long.
 * @param {Ready} record
 * @param {string} repository
 * @returns {Way}
 */
function byMessage(record, repository) {
  const label = "Envoyer par un message";
  const words = "Le message ouvre une page du dépôt déjà remplie : il suffit d'un compte, nous faisons le reste.";
  /** @type {Record<string, string>} */
  const fields = { template: "fiche.yml", title: `Fiche : ${record.title}` };
  if (record.corrects) fields.identifiant = record.corrects;
  const whole = address(repository, "issues/new", { ...fields, fiche: record.text });
  if (whole.length <= ADDRESS_MAX) return { href: whole, label, words };
  return {
    href: address(repository, "issues/new", fields),
    label,
    words: `La fiche est trop longue pour remplir la page d'avance : copiez le texte, puis collez-le dans le message.`,
  };
}

/**
 * The page of the forge that makes the file, or where it can be put.
 * @param {Ready} record
 * @param {string} repository
 * @param {string[]} folders
 * @returns {Way}
 */
function byFile(record, repository, folders) {
  const words = "Le fichier est pour qui connaît Git.";
  if (record.corrects)
    return {
      href: `${repository}/edit/main/${record.path}`,
      label: "Modifier le fichier",
      words: `${words} Copiez le texte, puis collez-le à la place de l'ancien.`,
    };
  const whole = address(repository, "new/main", { filename: record.path, value: record.text });
  if (whole.length <= ADDRESS_MAX) return { href: whole, label: "Créer le fichier", words };
  const folder = folders.includes(record.region);
  return {
    href: folder
      ? `${repository}/upload/main/catalogue/modules/${record.region}`
      : address(repository, "new/main", { filename: record.path }),
    label: folder ? "Déposer le fichier" : "Créer le fichier",
    words: `${words} ${folder ? "Téléchargez-le, puis déposez-le" : "Copiez le texte, puis collez-le"} dans la page qui s'ouvre.`,
  };
}

/** @param {string} repository @param {string} place @param {Record<string, string>} parameters */
function address(repository, place, parameters) {
  const query = Object.entries(parameters).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return `${repository}/${place}?${query.join("&")}`;
}
