// The modules nearest to words that the search does not find: the search asks as « J'ai un besoin » does.

import { ROOT } from "../outils.js";

/** @typedef {import("./reponses.js").Match} Match */

/** @type {Promise<import("./reponses.js").Index> | undefined} */
let opening;

/**
 * The modules that answer the words as a need, best first.
 * @param {string} text
 * @returns {Promise<Match[]>}
 */
export async function nearestTo(text) {
  opening ??= load();
  const index = await opening.catch((error) => {
    opening = undefined; // the next attempt may succeed
    throw error;
  });
  return index.answer(text).matches;
}

async function load() {
  const [{ Index }, answer] = await Promise.all([import("./reponses.js"), fetch(new URL("besoin/index.bin", ROOT))]);
  if (!answer.ok || !answer.body) throw new Error(`index: ${answer.status}`);
  return new Index(await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json());
}
