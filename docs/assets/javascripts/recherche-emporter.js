// The results of a search as a file, made in the browser from the table of all modules.

import { asCsv, asJson, download } from "./emporter.js";
import { readTable } from "./moteur.js";
import { ROOT } from "./outils.js";

/**
 * @param {string | undefined} how « csv » or « json »
 * @param {number[]} results rows of the table
 */
export async function giveFile(how, results) {
  const { colonnes, fiches } = await readTable("selection");
  // The last column is the page, relative to the site's root.
  const rows = results.map((row) => [...fiches[row].slice(0, -1), new URL(fiches[row].at(-1), ROOT).href]);
  if (how === "csv") download("modules-additionnels.csv", "text/csv;charset=utf-8", asCsv(colonnes, rows));
  else download("modules-additionnels.json", "application/json", asJson(colonnes, rows));
}
