// What was read of a spreadsheet, for a person: what becomes of each row, each column and each cell, then the records.

import { messagePage } from "./envoi.js";
import { download } from "./emporter.js";
import { button, copied, element, linkInNewTab, ROOT } from "./outils.js";
import { french, plural } from "./textes.js";

/**
 * As `shown` of build_tools/contributing/spreadsheet/in_page.py gives it; rows and columns count from 0.
 * @typedef {{feuille: string, ligne: number, rang: number, cellule: string, colonne: string, grave: boolean,
 *   regle: string, message: string, conseil: string}} Problem
 * @typedef {{rang: number, lettres: string, titre: string, unite: string, ecrit: string, lu: string, remplies: number,
 *   notes: string[]}} Column
 * @typedef {{titre: string, aide: string, choix: string[]}} Absent a column that the sheet lacks
 * @typedef {{ligne: number, etat: string, cellules: string[]}} Row
 * @typedef {{nom: string, entete: string[], colonnes: Column[], suites: [number, string][], lignes: Row[], suite: number}} Sheet
 * @typedef {{feuille: string, ligne: number, titre: string, nom: string, chemin: string, texte: string,
 *   envoi: string, avec: {nom: string, texte: string}[], nouvelle: boolean, changements: string[]}} RecordMade
 * @typedef {{rapport: string, remarques: string[], absentes: Absent[], problemes: Problem[], feuilles: Sheet[], fiches: RecordMade[]}} Reading
 */

/**
 * @param {Reading} read
 * @param {string} name the file's
 * @param {string} depot the repository's address, empty where it is not known
 * @param {Record<string, string>} defaults the values that were given for empty cells, by the title of their column
 * @returns {Node[]}
 */
export function showReading(read, name, depot, defaults) {
  return [
    element("h2", { tabindex: "-1" }, `Ce qui est lu de «\u00a0${name}\u00a0»`),
    element("p", { class: "classeur__bilan" }, totals(read)),
    ...missing(read.absentes, defaults),
    ...problems(read.problemes, read.feuilles.length > 1),
    ...records(read, depot),
    ...read.feuilles.flatMap((sheet) => cells(sheet, read.problemes)),
    ...read.feuilles.flatMap(columns),
    ...remarks(read.remarques),
    element("p", {}, report(read.rapport)),
  ];
}

/** @param {Reading} read */
function totals({ fiches, feuilles, problemes }) {
  const fresh = fiches.filter(({ nouvelle }) => nouvelle).length;
  const states = feuilles.flatMap(({ lignes }) => lignes.map(({ etat }) => etat));
  const refused = states.filter((state) => state === "refusée").length;
  const same = states.filter((state) => state === "sans changement").length;
  const warnings = problemes.filter(({ grave }) => !grave).length;
  const parts = [
    fresh && plural(fresh, "nouvelle fiche", "nouvelles fiches"),
    fiches.length - fresh && plural(fiches.length - fresh, "mise à jour", "mises à jour"),
    same && `${plural(same, "ligne")} sans changement`,
    refused && plural(refused, "ligne refusée", "lignes refusées"),
    warnings && plural(warnings, "point à regarder", "points à regarder"),
  ].filter(Boolean);
  return `${parts.join(", ") || "Aucune ligne à lire"}.`;
}

/** Columns that the sheet has not: one answer may do for all rows. @param {Absent[]} absent @param {Record<string, string>} given */
function missing(absent, given) {
  const before = Object.keys(given).map((titre) => ({ titre, aide: "", choix: [] }));
  const asked = [...before, ...absent.filter(({ titre }) => !(titre in given))];
  if (!asked.length) return [];
  const words =
    "Elles sont obligatoires. La même réponse vaut pour toutes les lignes ? Donnez-la ici ; sinon, ajoutez la colonne.";
  return [
    element("h3", {}, "Les colonnes qui manquent"),
    element(
      "form",
      { class: "classeur__defauts" },
      element("p", {}, french(words)),
      ...asked.map((one) => oneForAll(one, given[one.titre] ?? "")),
      element("p", {}, element("button", { class: "md-button" }, "Relire avec ces réponses")),
    ),
  ];
}

/** @param {Absent} asked @param {string} value */
function oneForAll({ titre, aide, choix }, value) {
  const options = ["", ...choix].map((choice) => element("option", {}, choice));
  const control = choix.length
    ? element("select", { name: titre }, ...options)
    : element("input", { type: "text", name: titre, value, autocomplete: "off" });
  const help = aide ? [element("span", { class: "discret" }, ` ${aide}`)] : [];
  return element("label", {}, titre, ...help, control);
}

/** @param {Problem[]} found @param {boolean} several whether the file has several sheets */
function problems(found, several) {
  if (!found.length) return [];
  const items = found.map((problem) => {
    const place = `${several ? `${problem.feuille}, ` : ""}${problem.cellule}`;
    const link = element("a", { href: `#${anchor(problem.feuille, problem.ligne, problem.rang)}` }, place);
    const rule = problem.regle
      ? [" ", element("a", { class: "discret", href: new URL(`contribuer/regles/#${problem.regle}`, ROOT).href }, "La règle")]
      : [];
    return element(
      "li",
      { class: problem.grave ? "classeur__erreur" : "classeur__avis" },
      link,
      ` (${problem.colonne})\u00a0: ${problem.message} ${problem.conseil}`.trimEnd(),
      ...rule,
    );
  });
  return [
    element("h3", {}, "À revoir dans votre tableau"),
    element("ul", { class: "classeur__problemes" }, ...items),
    element(
      "p",
      {},
      element("button", { type: "button", class: "md-button", "data-action": "annote" }, "Télécharger le tableur annoté"),
      element("span", { class: "discret" }, french(" Vos cases à revoir y sont en rouge : corrigez-les, puis déposez-le ici.")),
    ),
  ];
}

/** @param {Reading} read @param {string} depot */
function records({ fiches }, depot) {
  if (!fiches.length) return [];
  const words = depot
    ? "Chaque fiche s'envoie par un message : la page du dépôt s'ouvre déjà remplie, il suffit d'un compte."
    : "Cette copie du site ne connaît pas l'adresse de son dépôt : téléchargez les fiches et envoyez-les à l'organisme qui la publie.";
  const count = new Set(fiches.flatMap(({ nom, avec }) => [nom, ...avec.map((one) => `certification ${one.nom}`)])).size;
  const all = element(
    "p",
    {},
    element(
      "button",
      { type: "button", class: `md-button${depot ? "" : " md-button--primary"}`, "data-action": "fiches" },
      count > 1 ? `Télécharger les ${count} fiches (.zip)` : "Télécharger la fiche (.zip)",
    ),
  );
  return [
    element("h3", {}, "Les fiches prêtes"),
    element("p", {}, french(words)),
    element("ul", { class: "classeur__fiches" }, ...fiches.map((one) => element("li", {}, ...record(one, depot)))),
    all,
  ];
}

/** @param {RecordMade} made @param {string} depot @returns {(Node | string)[]} */
function record(made, depot) {
  const kind = made.nouvelle ? "nouvelle fiche" : "mise à jour";
  const file = oneFile("Télécharger", `Télécharger la fiche «\u00a0${made.titre}\u00a0»`, made);
  const more = made.avec.map((one) =>
    oneFile("Télécharger celle de la certification", `Télécharger la fiche de la certification ${one.nom}`, one),
  );
  const changes = made.changements.map((change) => element("li", {}, change));
  return [
    element("p", {}, element("strong", {}, made.titre), ` (ligne ${made.ligne + 1}, ${kind})`),
    ...(changes.length ? [element("ul", { class: "discret" }, ...changes)] : []),
    element(
      "p",
      { class: "classeur__boutons" },
      ...(depot ? [message(made, depot), " "] : []),
      file,
      ...more.flatMap((one) => [" ", one]),
    ),
    element(
      "details",
      {},
      element("summary", {}, "Voir le texte de la fiche"),
      element("pre", { tabindex: "0" }, element("code", {}, made.texte)),
    ),
  ];
}

/** @param {string} label @param {string} name in full @param {{nom: string, texte: string}} record */
function oneFile(label, name, { nom, texte }) {
  const attributes = { class: "md-button", "aria-label": name };
  return button(label, () => download(`${nom}.yml`, "text/yaml", texte), attributes);
}

/** @param {RecordMade} made @param {string} depot */
function message(made, depot) {
  const { href, fits } = messagePage(depot, `Fiche : ${made.titre}`, made.envoi, made.nouvelle ? "" : made.nom);
  const label = fits ? "Envoyer par un message" : "Copier le texte, puis ouvrir le message à remplir";
  const link = linkInNewTab(href, label, { class: "md-button md-button--primary" }, `${made.titre}, `);
  if (!fits) link.addEventListener("click", () => copied(made.envoi));
  return link;
}

/** @param {Sheet} sheet @param {Problem[]} found */
function cells(sheet, found) {
  if (!sheet.lignes.length) return [];
  const own = new Map(found.filter(({ feuille }) => feuille === sheet.nom).map((one) => [`${one.ligne} ${one.rang}`, one]));
  const read = new Map([
    ...sheet.colonnes.map((column) => /** @type {[number, string]} */ ([column.rang, column.titre])),
    ...sheet.suites,
  ]);
  const wide = Math.max(sheet.entete.length, ...sheet.lignes.map(({ cellules }) => cellules.length));
  const ranks = [...Array(wide).keys()].filter(
    (rank) => sheet.entete[rank] || sheet.lignes.some(({ cellules }) => cellules[rank]) || own.size === 0,
  );
  const heads = ranks.map((rank) => {
    const title = read.get(rank);
    const line = title ? element("span", {}, `→ ${title}`) : element("span", { class: "classeur__non-lue" }, "non lue");
    return element("th", { scope: "col" }, sheet.entete[rank] || "sans en-tête", line);
  });
  const rows = sheet.lignes.map((row) =>
    element(
      "tr",
      { class: row.etat === "refusée" ? "classeur__ligne--refusee" : "" },
      element("th", { scope: "row" }, `${row.ligne + 1}`, element("span", {}, row.etat)),
      ...ranks.map((rank) => cell(sheet.nom, row, rank, own.get(`${row.ligne} ${rank}`))),
    ),
  );
  const rest = sheet.suite
    ? [element("p", { class: "discret" }, `${plural(sheet.suite, "ligne")} de plus, lues de même, ne sont pas montrées ici.`)]
    : [];
  const label = `Cases de la feuille «\u00a0${sheet.nom}\u00a0»`;
  return [
    element("h3", {}, label),
    element(
      "div",
      { class: "classeur__cases", tabindex: "0", role: "region", "aria-label": label },
      table([element("th", { scope: "col" }, "Ligne"), ...heads], rows),
    ),
    ...rest,
  ];
}

/** @param {string} sheet @param {Row} row @param {number} rank @param {Problem | undefined} problem */
function cell(sheet, row, rank, problem) {
  const text = row.cellules[rank] ?? "";
  if (!problem) return element("td", {}, element("span", {}, text));
  const kind = problem.grave ? "erreur" : "avis";
  return element(
    "td",
    { id: anchor(sheet, row.ligne, rank), class: `classeur__case--${kind}`, tabindex: "-1" },
    element("span", {}, text || "(vide)"),
    element("em", {}, problem.message),
  );
}

/** @param {Sheet} sheet */
function columns(sheet) {
  const lines = sheet.colonnes.map((column) => {
    const example = column.remplies
      ? `${column.ecrit}${column.lu === column.ecrit ? "" : ` → ${column.lu === "?" ? "pas compris" : column.lu}`}`
      : "vide";
    const notes = column.notes.map((note) => element("li", {}, note));
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, `${sheet.entete[column.rang] || column.lettres}`),
      element("td", {}, `${column.titre}${column.unite ? `, ${column.unite}` : ""}`),
      element("td", {}, example, ...(notes.length ? [element("ul", { class: "discret" }, ...notes)] : [])),
    );
  });
  const heads = ["Votre colonne", "Lue comme", "Par exemple"].map((head) => element("th", { scope: "col" }, head));
  return [
    element("h3", {}, `Comment chaque colonne de «\u00a0${sheet.nom}\u00a0» est lue`),
    element("div", { class: "classeur__colonnes" }, table(heads, lines)),
  ];
}

/** @param {Node[]} heads @param {Node[]} rows */
function table(heads, rows) {
  const head = element("thead", {}, element("tr", {}, ...heads));
  return element("table", { class: "classeur__table" }, head, element("tbody", {}, ...rows));
}

/** @param {string[]} notices */
function remarks(notices) {
  if (!notices.length) return [];
  return [element("h3", {}, "Remarques sur le fichier"), element("ul", {}, ...notices.map((one) => element("li", {}, one)))];
}

/** What the command says of the same file. @param {string} text */
function report(text) {
  const give = () => download("compte-rendu.txt", "text/plain", `${text}\n`);
  return button("Télécharger ce compte rendu", give, { class: "md-button" });
}

/** @param {string} sheet @param {number} row @param {number} rank */
function anchor(sheet, row, rank) {
  return `case-${encodeURIComponent(sheet)}-${row}-${rank}`;
}
