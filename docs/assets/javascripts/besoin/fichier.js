// The fiches of any file that France compétences publishes: XML, CSV, or the zip of either.

import { isZip, membersOf, textOf } from "./archive.js";
import { UnreadableFiche, fichesOf, fichesOfTables } from "./fiche.js";

const XML_AT_MOST = 50_000_000;
const CSV_AT_MOST = 150_000_000;

/**
 * @param {File} file
 * @returns {Promise<import("./fiche.js").Read>}
 */
export async function fichesOfFile(file) {
  if (!file.size) throw new UnreadableFiche("Ce fichier est vide.");
  if (file.size > 1 && (await isZip(file))) return fichesOfZip(file);
  if (file.size > XML_AT_MOST)
    throw new UnreadableFiche("Ce fichier est trop gros pour le navigateur\u00a0: la commande le lit.");
  const text = await file.text();
  if (!file.name.toLowerCase().endsWith(".csv")) return fichesOf(text);
  const rows = rowsOf(text, file.name);
  if (rows.length && !("Bloc_Competences_Libelle" in rows[0]))
    throw new UnreadableFiche("Ce CSV ne donne aucun bloc\u00a0: déposez l’archive zip entière, ou son fichier des blocs.");
  return fichesOfTables([], rows);
}

/** @param {File} file */
async function fichesOfZip(file) {
  const members = await membersOf(file);
  const pages = members.filter(({ name }) => name.toLowerCase().endsWith(".xml"));
  if (pages.length > 1) throw new UnreadableFiche("L’archive contient plusieurs fichiers XML\u00a0: déposez-les un par un.");
  if (pages.length) return fichesOf(await textOf(file, pages[0], XML_AT_MOST));
  const [standard, blocks] = ["standard", "blocs_de_comp"].map((part) =>
    members.find(({ name }) => name.toLowerCase().includes(part) && name.toLowerCase().endsWith(".csv")),
  );
  if (!standard || !blocks)
    throw new UnreadableFiche(
      "L’archive ne contient ni XML ni les fichiers CSV «\u00a0Standard\u00a0» et «\u00a0Blocs de compétences\u00a0».",
    );
  const read = async (/** @type {import("./archive.js").Member} */ member) =>
    rowsOf(await textOf(file, member, CSV_AT_MOST), member.name);
  return fichesOfTables(await read(standard), await read(blocks));
}

/**
 * The rows of a CSV with semicolons, by the names of its columns. A row that lacks cells was cut.
 * @param {string} text
 * @param {string} name
 * @returns {Record<string, string>[]}
 */
function rowsOf(text, name) {
  const [columns = [], ...rows] = cellsOf(text.replace(/^\ufeff/, ""));
  if (!columns.includes("Numero_Fiche"))
    throw new UnreadableFiche(`«\u00a0${name}\u00a0» n’a pas de colonne «\u00a0Numero_Fiche\u00a0».`);
  return rows.map((cells, i) => {
    if (cells.length < columns.length)
      throw new UnreadableFiche(
        `La fiche ${i + 1} de «\u00a0${name}\u00a0» est coupée\u00a0: téléchargez de nouveau le fichier.`,
      );
    return Object.fromEntries(columns.map((column, at) => [column, cells[at]]));
  });
}

/** @param {string} text */
function cellsOf(text) {
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r\n|\n|\r|$)/y;
  while (cell.lastIndex < text.length) {
    const read = cell.exec(text);
    if (!read) throw new UnreadableFiche("Ce n’est pas un CSV lisible, ou il est coupé.");
    row.push(read[1]?.replaceAll('""', '"') ?? read[2]);
    if (read[3] === ";") continue;
    if (row.length > 1 || row[0]) rows.push(row);
    row = [];
  }
  return rows;
}
