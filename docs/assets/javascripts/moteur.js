// The search engine of the site: Pagefind finds words, one table gives the facets and the orders.
//
// The table is in the order of titles: a module is a row number. It names the file of each row's card, so that a list
// without words waits neither for Pagefind's engine nor for its index.

/** Results that are shown before the others are there. */
export const FIRST = 6;

/** The orders that a visitor may choose: 1 from the least, -1 from the greatest. */
export const ORDERS = { titre: 1, duree: 1, annee: -1, maj: -1 };

/** The order of a list without words, where nothing is more relevant: the fullest records first. */
export const FULLEST = "reperes";

/** Over how many files the names of two words are dealt out. */
const NAME_TABLES = 64;
// Records differ in length by how well they are documented, which says nothing of what they are about.
const RANKING = { pageLength: 0.1, metaWeights: { title: 4, resume: 0.2, lieu: 0.2, genre: 0, duree: 0 } };
/**
 * @typedef {{valeurs: string[], fiches: number[][]}} FacetColumn
 * @typedef {{modules: number, pages: string[], cartes: {par_fichier: number, fichiers: string[]}, titres: string[], regions: import("./regions-dites.js").Regions, facettes: Record<string, FacetColumn>, a_part: string[], ordres: Record<string, (number|string|null)[]>}} Table
 * @typedef {{url: string, meta: Record<string, string>}} Page
 * @typedef {import("./mots-cherches.js").Hit} Hit
 * @typedef {import("./mots-cherches.js").Found} Found
 * @typedef {{spelt: import("./mots-cherches.js").Spelt, found: Found, read: import("./regions-dites.js").Reading}} Answer
 *   `read`: the regions that the words name; `found` leaves it to others to keep to these
 */

import { nameOf, plain, wordsOf } from "./mots.js";
import { ROOT, element, fetchData, once } from "./outils.js";

/** Everything that a page needs to search; `open` makes it. */
export class Engine {
  /** @param {Table} table */
  constructor(table) {
    this.table = table;
  }

  /** All modules, in the order of titles. */
  get rows() {
    return [...Array(this.table.modules).keys()];
  }

  /**
   * What answers a visitor's words, or all modules where there is none.
   * @param {string} text
   * @returns {Promise<Answer>}
   */
  async answer(text) {
    if (text.trim()) return (await finder()).answer(text);
    const found = { rows: this.rows, whole: this.table.modules, apart: [], absent: [], others: [] };
    return {
      spelt: { words: [], replaced: [], unknown: [] },
      found,
      read: { regions: [], asWritten: [], rest: "", literal: "" },
    };
  }

  /** The rows of an answer in the regions that its words name; in any region where these have none. @param {Answer} answer */
  narrowed({ spelt, found, read }) {
    const own = this.inRegions(found.rows, read.regions);
    return read.regions.length && (own.length || !spelt.words.length) ? own : found.rows;
  }

  /** @param {number[]} rows @param {string[]} regions */
  inRegions(rows, regions) {
    return rows.filter((row) => this.valuesOf("region", row).some((region) => regions.includes(region)));
  }

  /**
   * Modules whose titles hold all the words, or words that begin like them: what can be shown before the index is there.
   * @param {string} text
   */
  byTitle(text) {
    const asked = wordsOf(text);
    const held = this.table.titres.map((title) => plain(title).split(/[^\p{L}\p{N}]+/u));
    return this.rows.filter((row) => held[row] && asked.every((word) => held[row].some((one) => one.startsWith(word))));
  }

  /**
   * Rows in one of the orders; as they are where it is unknown. What a record does not say comes last in any of them.
   * @param {number[]} rows
   * @param {string} by
   */
  inOrder(rows, by) {
    if (by === "titre") return [...rows].sort((a, b) => a - b); // rows are in the order of titles
    /** @type {Record<string, number>} */
    const directions = { ...ORDERS, [FULLEST]: -1 };
    const direction = directions[by];
    if (!direction) return rows;
    const keys = this.table.ordres[by];
    return [...rows].sort((a, b) => compare(keys[a], keys[b], direction) || a - b);
  }

  /**
   * The values of a module for a facet.
   * @param {string} facet
   * @param {number} row
   */
  valuesOf(facet, row) {
    const { valeurs, fiches } = this.table.facettes[facet];
    return fiches[row].map((position) => valeurs[position]);
  }

  /**
   * Tells whether a row has, for each facet but `except`, one of the chosen values.
   * @param {{facets: Map<string, Set<string>>}} state
   * @param {string} [except]
   */
  keeper({ facets }, except) {
    const active = [...facets]
      .filter(([name]) => name !== except)
      .map(([name, values]) => {
        const { valeurs, fiches } = this.table.facettes[name];
        return { fiches, wanted: new Set([...values].map((value) => valeurs.indexOf(value))) };
      });
    return (/** @type {number} */ row) =>
      active.every(({ fiches, wanted }) => fiches[row].some((position) => wanted.has(position)));
  }

  /**
   * The page that a module's row stands for.
   * @param {number} row
   * @returns {Promise<Page>}
   */
  async page(row) {
    const { par_fichier: together, fichiers: files } = this.table.cartes;
    return (await cardsIn(files[Math.floor(row / together)]))[row % together];
  }

  /** The pages of several rows. @param {number[]} rows */
  pages(rows) {
    return Promise.all(rows.map((row) => this.page(row)));
  }

  /**
   * The first pages that are no module.
   * @param {Found} found
   * @param {number} most
   * @returns {Promise<Page[]>}
   */
  others(found, most) {
    return Promise.all(found.others.slice(0, most).map((hit) => hit.data()));
  }
}

function compare(/** @type {any} */ a, /** @type {any} */ b, /** @type {number} */ direction) {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -direction : direction;
}

/** The words of job names, fetched once for a word that the index has not (see build_tools/site/job_words.py). */
export const jobWords = once(() => readTable("metiers"));

/** The engine, fetched once. */
export const open = once(async () => new Engine(await completed(await readTable("facettes"))));

/** The table with the facets that a large catalogue has apart: empty unless the address asks for one. @param {Table} table */
async function completed(table) {
  const asked = new URLSearchParams(location.search);
  const apart = table.a_part.some((name) => asked.has(name)) ? await readTable("faits") : {};
  for (const name of table.a_part)
    table.facettes[name] = apart[name] ?? { valeurs: [], fiches: Array.from({ length: table.modules }, () => []) };
  return table;
}

/** Fetch what words need, ahead of them. */
export function prepare() {
  finder().catch(() => {}); // the next call reports it
}

/** What words need, fetched once. */
const finder = once(async () => {
  const coming = open();
  const reading = readTable("mots");
  const making = import("./mots-cherches.js");
  for (const one of [reading, making]) one.catch(() => {}); // reported below, should another fail first
  // Pagefind asks for it later.
  const href = new URL("pagefind/wasm.fr.pagefind", ROOT).href;
  document.head.append(element("link", { rel: "preload", as: "fetch", crossorigin: "", href }));
  const pagefind = await import(new URL("pagefind/pagefind.js", ROOT).href);
  await pagefind.options({
    baseUrl: ROOT.pathname,
    noWorker: true, // the worker is a second copy of the script, and a search takes a few milliseconds
    ranking: RANKING,
  });
  // The words of the address are fetched together with the tables, not after them.
  const asked = wordsOf(new URLSearchParams(location.search).get("q") ?? "");
  pagefind.preload(asked.join(" ")).catch(() => {});
  for (let i = 1; i < asked.length; i++) namesWith(nameOf(asked[i - 1], asked[i])).catch(() => {});
  const [lexicon, { table }] = await Promise.all([reading, coming]);
  // A large catalogue's index has several parts (see `part_address` in build_tools/site/search.py).
  for (let part = 1; part < table.pages.length; part++) {
    await pagefind.mergeIndex(new URL(`pagefind/${part}/`, ROOT).href, { baseUrl: ROOT.pathname, ranking: RANKING });
  }
  const { makeFinder } = await making;
  return makeFinder({ pagefind, lexicon, names: namesWith, jobs: jobWords }, table);
});

/** The table where a name of two words is (see `table_of` in build_tools/site/search_names.py). @param {string} name */
function namesWith(name) {
  return namesIn([...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % NAME_TABLES);
}

/** @type {(number: number) => Promise<import("./mots-cherches.js").Names>} */
const namesIn = once((number) => readTable(`expressions/${number}`));

/** The cards of a few modules, their addresses completed. @type {(file: string) => Promise<Page[]>} */
const cardsIn = once(async (file) => {
  /** @type {Page[]} */
  const cards = await fetchData(`pagefind/cartes/${file}.bin`);
  return cards.map(({ url, meta }) => ({ url: ROOT.pathname + url.slice(1), meta }));
});

/**
 * One of the tables beside the explorer page.
 * @param {string} name
 */
export function readTable(name) {
  return fetchData(`recherche/${name}.bin`);
}
