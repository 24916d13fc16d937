// The modules nearest to words that the search does not find: the search asks as « J'ai un besoin » does.

import { fetchData, once } from "../outils.js";

/** @typedef {import("./reponses.js").Match} Match */

const open = once(async () => {
  const [{ makeIndex }, data] = await Promise.all([import("./reponses.js"), fetchData("besoin/index.bin")]);
  return makeIndex(data);
});

/**
 * The modules that answer the words as a need, best first.
 * @param {string} text
 * @returns {Promise<Match[]>}
 */
export async function nearestTo(text) {
  return (await open()).answer(text).matches;
}
