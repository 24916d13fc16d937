// How a record may be sent: by a message, as a file of the repository, or by its text.

import { ADDRESS_MAX, messagePage, pageOfDepot } from "./envoi.js";
import { copied, linkInNewTab } from "./outils.js";
import { french } from "./textes.js";

/**
 * @typedef {{depot: string, dossiers: string[], titre: string, texte: string, chemin: string, region: string, publiee?: string}} Sent
 * what is sent; `titre` is the message's, `dossiers` are the regions that have a folder, `publiee` the id of the record that is corrected
 */

/** @param {Element} links @param {Element} words @param {Sent} sent */
export function showWays(links, words, sent) {
  if (!sent.depot) {
    links.replaceChildren();
    words.textContent =
      "Cette copie du site ne connaît pas l’adresse de son dépôt\u00a0: téléchargez le fichier et envoyez-le à l’organisme qui la publie.";
    return;
  }
  const message = byMessage(sent);
  const file = byFile(sent);
  links.replaceChildren(way(message.href, "Envoyer par un message", true), " ", way(file.href, file.label, false));
  words.textContent = french([message.words, file.words].join(" "));
}

/** @param {string} href @param {string} label @param {boolean} isFirst */
function way(href, label, isFirst) {
  return linkInNewTab(href, label, { class: `md-button${isFirst ? " md-button--primary" : ""}` });
}

/** @param {Sent} sent */
function byMessage({ depot, titre, texte, publiee }) {
  const { href, fits } = messagePage(depot, titre, texte, publiee);
  return {
    href,
    words: fits
      ? "Le message ouvre une page du dépôt déjà remplie : il suffit d'un compte, nous faisons le reste."
      : "La fiche est trop longue pour remplir la page d'avance : copiez le texte, puis collez-le dans le message.",
  };
}

/** The page of the forge that makes the file, or where it can be put. @param {Sent} sent */
function byFile({ depot, dossiers, texte, chemin, region, publiee }) {
  const words = "Le fichier est pour qui connaît Git.";
  if (publiee)
    return {
      href: `${depot}/edit/main/${chemin}`,
      label: "Modifier le fichier",
      words: `${words} Copiez le texte, puis collez-le à la place de l'ancien.`,
    };
  const whole = pageOfDepot(depot, "new/main", { filename: chemin, value: texte });
  if (whole.length <= ADDRESS_MAX) return { href: whole, label: "Créer le fichier", words };
  const folder = dossiers.includes(region);
  return {
    href: folder
      ? `${depot}/upload/main/${chemin.slice(0, chemin.lastIndexOf("/"))}`
      : pageOfDepot(depot, "new/main", { filename: chemin }),
    label: folder ? "Déposer le fichier" : "Créer le fichier",
    words: `${words} ${folder ? "Téléchargez-le, puis déposez-le" : "Copiez le texte, puis collez-le"} dans la page qui s'ouvre.`,
  };
}

/** Copy the text, or select it where the browser refuses. @param {HTMLTextAreaElement} shown @param {HTMLElement} status */
export async function copyText(shown, status) {
  if (await copied(shown.value)) {
    status.textContent = "Texte copié.";
    return;
  }
  /** @type {HTMLDetailsElement} */ (shown.closest("details")).open = true;
  shown.select();
  status.textContent = "Le navigateur refuse la copie\u00a0: le texte est sélectionné, copiez-le.";
}
