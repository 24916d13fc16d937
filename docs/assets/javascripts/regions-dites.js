// The regions that a visitor names among the words of a search: « cybersécurité en Bretagne ».

import { plain } from "./mots-cherches.js";

/**
 * @typedef {{noms: Record<string, string[]>, libelles: Record<string, string>}} Regions each name with the regions that it
 *   names, the label of each region (see build_tools/site/search_regions.py)
 * @typedef {{regions: string[], rest: string, literal: string}} Reading the regions that a text names, the text without
 *   their names, and the text with these between guillemets, which are then words like others
 */

const WORD = /[\p{L}\p{N}]+/gu;
const QUOTED = /"[^"]*"|«[^»]*»|“[^”]*”/gu;
// What leads to a name, and means nothing without it: « dans la région ».
const LEADING = new Set("a au aux d dans de des du en l la le les region regions sur".split(" "));
const WORDS_AT_MOST = 5;

/**
 * Reads the regions in a text.
 * @param {string} text
 * @param {Regions} known
 * @returns {Reading}
 */
export function regionsIn(text, { noms }) {
  const hidden = text.replace(QUOTED, (quoted) => " ".repeat(quoted.length));
  const words = [...hidden.matchAll(WORD)].map(({ 0: written, index }) => ({ written, index, folded: plain(written) }));
  const regions = new Set();
  let [rest, literal, read] = ["", "", 0];
  for (let i = 0; i < words.length; i++) {
    const name = longestName(words.slice(i, i + WORDS_AT_MOST), noms);
    if (!name) continue;
    for (const region of noms[name.text]) regions.add(region);
    let first = i;
    while (first && LEADING.has(words[first - 1].folded)) first--;
    const last = words[i + name.length - 1];
    const end = last.index + last.written.length;
    rest += text.slice(read, Math.max(words[first].index, read));
    literal += `${text.slice(read, words[i].index)}"${text.slice(words[i].index, end)}"`;
    read = end;
    i += name.length - 1;
  }
  const tidy = (/** @type {string} */ left) => (left + text.slice(read)).replace(/\s+/g, " ").trim();
  return { regions: [...regions], rest: tidy(rest), literal: tidy(literal) };
}

/**
 * The search that names its regions by choices, and not among its words.
 * @param {import("./recherche-facettes.js").State} state
 * @param {Reading} read
 */
export function withRegions(state, { regions, rest }) {
  if (!regions.length) return state;
  const chosen = new Set([...(state.facets.get("region") ?? []), ...regions]);
  return { ...state, q: rest, facets: new Map([...state.facets, ["region", chosen]]) };
}

/**
 * The longest name with which words begin, as the index writes them or as they are written.
 * @param {{written: string, folded: string}[]} words
 * @param {Record<string, string[]>} names
 */
function longestName(words, names) {
  for (let length = words.length; length > 0; length--) {
    const some = words.slice(0, length);
    const forms = [
      some.map(({ folded }) => folded.replace(/[sx]$/, "")).join(" "),
      some.map(({ written }) => written).join(" "),
    ];
    const text = forms.find((form) => Object.hasOwn(names, form));
    if (text) return { text, length };
  }
  return undefined;
}
