// The regions that a visitor names among the words of a search, by themselves or by a place of theirs: « cybersécurité
// en Bretagne », « soudeur 59 », « vélo à Tours », « près de Metz », « 31000 ».

import { plain } from "./mots.js";

/**
 * @typedef {{noms: Record<string, string[]>, libelles: Record<string, string>}} Regions each name with the regions that it
 *   names, the label of each region (see build_tools/site/search_regions.py)
 * @typedef {{regions: string[], asWritten: string[], rest: string, literal: string}} Reading the regions that a text names, as
 *   it names them, the text without their names, and the text with these between guillemets, which are then words like
 *   others
 */

const WORD = /[\p{L}\p{N}]+/gu;
const QUOTED = /"[^"]*"|«[^»]*»|“[^”]*”/gu;
// What leads to a name, and means nothing without it: « dans la région ».
const LEADING = new Set("a au aux d dans de des du en l la le les region regions sur vers".split(" "));
// So do these with « de » or right before it: « près de Metz », « département 31 », while « aide aux proches à Metz » is about them.
const NEAR = new Set(
  "agglo agglomeration alentours autour banlieue commune cote departement dept dpt environs metropole pres proche proximite ville".split(
    " ",
  ),
);
const OF = new Set("d de du des l la le".split(" "));
const AROUND = /^,?\s*et\s+(?:(?:ses|les|aux)\s+)?(?:alentours|environs)(?![\p{L}\p{N}])/iu;
// A town that is also a word has its name after « à » (see search_regions.py), to which « près de » leads as well.
const AT = { written: "à", folded: "a" };
const BEFORE_PLACE = /^(?:(?:à|a|d[eu]|dans l[ea])\s+|(?:dans l|d)[’']\s*)/iu;
const WORDS_AT_MOST = 5;
// A number before these is no department, nor is one after those: « 35 heures », « moins de 26 ans », « IDCC 44 ».
const UNITS = new Set(
  "an ans annee annees bit bits centimetres cm degres e euro euros h heure heures jour jours kg km m metres min minutes mois mm module modules personnes places pour semaine semaines tonnes v".split(
    " ",
  ),
);
// Postal codes that no registration's number looks like, but for one in ten: these are asked for with their « RNCP ».
const POSTAL_CODE = /^(?:\d{4}0|(?:75|69|13)0\d\d)$/;
const BEFORE_NUMBER = new Set(
  "age apres article avant bac bloc caces code covid guide idcc moins niveau plus rncp rs top version windows word".split(" "),
);

/**
 * Reads the regions in a text.
 * @param {string} text
 * @param {Regions} known
 * @param {(word: string) => boolean} [isIndexed] whether a number is one that records hold: then it is no postal code
 * @returns {Reading}
 */
export function regionsIn(text, { noms }, isIndexed = () => true) {
  const hidden = text.replace(QUOTED, (quoted) => " ".repeat(quoted.length));
  const words = [...hidden.matchAll(WORD)].map(({ 0: written, index }) => ({ written, index, folded: plain(written) }));
  const regions = new Set();
  const asWritten = [];
  let [rest, literal, read] = ["", "", 0];
  for (let i = 0; i < words.length; i++) {
    const name = nameAt(words, i, noms) ?? postalCode(words[i].folded, noms, isIndexed);
    if (!name || (/^\d/.test(name.text) && !isDepartment(words, i, hidden))) continue;
    for (const region of noms[name.text]) regions.add(region);
    let first = i;
    while (first && leads(words, first, i)) first--;
    const last = words[i + name.length - 1];
    const end = last.index + last.written.length;
    rest += text.slice(read, Math.max(words[first].index, read));
    asWritten.push(text.slice(words[i].index, end).replace(BEFORE_PLACE, ""));
    literal += `${text.slice(read, words[i].index)}"${text.slice(words[i].index, end)}"`;
    read = end + (AROUND.exec(hidden.slice(end))?.[0].length ?? 0);
    i += name.length - 1;
  }
  const tidy = (/** @type {string} */ left) => (left + text.slice(read)).replace(/\s+/g, " ").trim();
  return { regions: [...regions], asWritten, rest: tidy(rest), literal: tidy(literal) };
}

/**
 * The search that names its regions by choices, and not among its words.
 * @template {{q: string, facets: Map<string, Set<string>>}} T
 * @param {T} state
 * @param {Reading} read
 * @returns {T}
 */
export function withRegions(state, { regions, rest }) {
  if (!regions.length) return state;
  const chosen = new Set([...(state.facets.get("region") ?? []), ...regions]);
  return { ...state, q: rest, facets: new Map([...state.facets, ["region", chosen]]) };
}

/**
 * Whether the word before `first` only leads to the name at `i`.
 * @param {{folded: string}[]} words
 * @param {number} first
 * @param {number} i
 */
function leads(words, first, i) {
  const before = words[first - 1].folded;
  return LEADING.has(before) || (NEAR.has(before) && (first === i || OF.has(words[first].folded)));
}

/**
 * The name of a region that begins at a word; « de Tours » after « près » is read like « à Tours ».
 * @param {{written: string, folded: string}[]} words
 * @param {number} i
 * @param {Record<string, string[]>} names
 */
function nameAt(words, i, names) {
  const isNear = NEAR.has(words[i - 1]?.folded) && OF.has(words[i].folded);
  const some = words.slice(i, i + WORDS_AT_MOST);
  return longestName(some, names) ?? (isNear ? longestName([AT, ...some.slice(1)], names) : undefined);
}

/**
 * The department of a postal code, as a name of one word.
 * @param {string} code
 * @param {Record<string, string[]>} names
 * @param {(word: string) => boolean} isIndexed
 */
function postalCode(code, names, isIndexed) {
  if (!POSTAL_CODE.test(code) || isIndexed(code)) return undefined;
  const text = code.startsWith("20") ? "2a" : code.slice(0, code.startsWith("97") ? 3 : 2);
  return Object.hasOwn(names, text) ? { text, length: 1 } : undefined;
}

/**
 * Whether the number at a place of a text is that of a department: it is written apart, at an end, and counts nothing.
 * @param {{written: string, folded: string, index: number}[]} words
 * @param {number} i
 * @param {string} text
 */
function isDepartment(words, i, text) {
  const [before, after] = [words[i - 1]?.folded ?? "", words[i + 1]?.folded ?? ""];
  const end = words[i].index + words[i].written.length;
  const isApart = !/[^\s(,;]/u.test(text[words[i].index - 1] ?? " ") && !/[^\s),;.?!]/u.test(text[end] ?? " ");
  const previous = LEADING.has(before) ? (words[i - 2]?.folded ?? "") : before;
  const isAtEnd = i === 0 || i === words.length - 1 || LEADING.has(before);
  return isApart && isAtEnd && !UNITS.has(after) && !BEFORE_NUMBER.has(before) && !BEFORE_NUMBER.has(previous);
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
