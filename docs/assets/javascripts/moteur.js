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
const RANKING = { pageLength: 0.1, metaWeights: { title: 4, resume: 0.2, lieu: 0.2, genre: 0, duree: 0, version: 0 } };
/**
 * @typedef {{valeurs: string[], fiches: number[][]}} FacetColumn
 * @typedef {{parties: number, pages: string[], cartes: {par_fichier: number, fichiers: string[]}, titres: string[], regions: import("./regions-dites.js").Regions, facettes: Record<string, FacetColumn>, a_part: string[], ordres: Record<string, (number|string|null)[]>}} Table
 * @typedef {{url: string, meta: Record<string, string>}} Page
 * @typedef {import("./mots-cherches.js").Hit} Hit
 * @typedef {import("./mots-cherches.js").Found} Found
 * @typedef {{spelt: import("./mots-cherches.js").Spelt, found: Found, read: import("./regions-dites.js").Reading}} Answer
 *   `read`: the regions that the words name; `found` leaves it to others to keep to these
 */

import { Finder, nameOf, plain, wordsOf } from "./mots-cherches.js";
import { ROOT, element, once } from "./outils.js";
import { regionsIn } from "./regions-dites.js";

/** Everything that a page needs to search; `open` makes it. */
export class Engine {
  /** @type {Map<string, Promise<Page[]>>} */
  #cards = new Map();

  /** @param {Table} table */
  constructor(table) {
    this.table = table;
  }

  /** All modules, in the order of titles. */
  get rows() {
    return this.table.pages.map((_, row) => row);
  }

  /**
   * What answers a visitor's words, or all modules where there is none.
   * @param {string} text
   * @returns {Promise<Answer>}
   */
  async answer(text) {
    const read = regionsIn(text, this.table.regions);
    if (text.trim())
      return { ...(await (await finder(this.table)).answer(text, read.regions.length ? read.rest : null)), read };
    const found = { rows: this.rows, whole: this.table.pages.length, apart: [], others: [] };
    return { spelt: { words: [], replaced: [], unknown: [] }, found, read };
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
   * The page that a module's row stands for.
   * @param {number} row
   * @returns {Promise<Page>}
   */
  async page(row) {
    const { par_fichier: together, fichiers: files } = this.table.cartes;
    return (await this.#cardsIn(files[Math.floor(row / together)]))[row % together];
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

  /** @param {string} file */
  #cardsIn(file) {
    const known = this.#cards.get(file) ?? readCards(file);
    this.#cards.set(file, known);
    known.catch(() => this.#cards.delete(file)); // the next attempt may succeed
    return known;
  }
}

function compare(/** @type {any} */ a, /** @type {any} */ b, /** @type {number} */ direction) {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -direction : direction;
}

/** @type {Promise<Engine> | undefined} */
let opening;
/** @type {Promise<Finder> | undefined} */
let finding;

/** The words of job names, fetched once for a word that the index has not (see build_tools/site/job_words.py). */
export const jobWords = once(() => readTable("metiers"));

/** The engine, fetched once. */
export function open() {
  opening ??= readTable("facettes")
    .then(completed)
    .then((table) => new Engine(table))
    .catch((error) => {
      opening = undefined; // the next attempt may succeed
      throw error;
    });
  return opening;
}

/** The table with the facets that a large catalogue has apart: empty unless the address asks for one. @param {Table} table */
async function completed(table) {
  const asked = new URLSearchParams(location.search);
  const apart = table.a_part.some((name) => asked.has(name)) ? await readTable("faits") : {};
  for (const name of table.a_part) table.facettes[name] = apart[name] ?? { valeurs: [], fiches: table.pages.map(() => []) };
  return table;
}

/** What words need, fetched once. @param {Table | Promise<Table>} table */
function finder(table) {
  finding ??= loadFinder(table).catch((error) => {
    finding = undefined;
    throw error;
  });
  return finding;
}

/** Fetch what words need, ahead of them. */
export function prepare() {
  finder(open().then((engine) => engine.table)).catch(() => {}); // whoever asks later is told
}

/** @param {Table | Promise<Table>} coming @returns {Promise<Finder>} */
async function loadFinder(coming) {
  const reading = readTable("mots");
  reading.catch(() => {}); // told below, should another fail first
  fetchAhead("pagefind/wasm.fr.pagefind");
  const pagefind = await import(new URL("pagefind/pagefind.js", ROOT).href);
  await pagefind.options({
    baseUrl: ROOT.pathname,
    noWorker: true, // the worker is a second copy of the script, and a search takes a few milliseconds
    ranking: RANKING,
  });
  // The words of the address are fetched beside the tables, not after them.
  const asked = wordsOf(new URLSearchParams(location.search).get("q") ?? "");
  pagefind.preload(asked.join(" ")).catch(() => {});
  const names = namesRead();
  for (let i = 1; i < asked.length; i++) names(nameOf(asked[i - 1], asked[i])).catch(() => {});
  const [lexicon, table] = await Promise.all([reading, coming]);
  // A large catalogue's index has several parts (see `part_address` in build_tools/site/search.py).
  for (let part = 1; part < table.parties; part++) {
    await pagefind.mergeIndex(new URL(folderOf(part), ROOT).href, { baseUrl: ROOT.pathname, ranking: RANKING });
  }
  return new Finder({ pagefind, lexicon, names, jobs: jobWords }, table);
}

/** Gives the table where a name of two words is, fetched once (see `table_of` in build_tools/site/search_names.py). */
function namesRead() {
  /** @type {Map<number, () => Promise<import("./mots-cherches.js").Names>>} */
  const tables = new Map();
  return (/** @type {string} */ name) => {
    const number = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % NAME_TABLES;
    const read = tables.get(number) ?? once(() => readTable(`expressions/${number}`));
    tables.set(number, read);
    return read();
  };
}

/** Have the browser fetch a file that another script will ask for. @param {string} path */
function fetchAhead(path) {
  const href = new URL(path, ROOT).href;
  document.head.append(element("link", { rel: "preload", as: "fetch", crossorigin: "", href }));
}

/** The folder of a part of the index. @param {number} part */
function folderOf(part) {
  return part ? `pagefind/${part}/` : "pagefind/";
}

/**
 * The cards of a few modules, their addresses completed.
 * @param {string} file
 * @returns {Promise<Page[]>}
 */
async function readCards(file) {
  /** @type {Page[]} */
  const cards = await unpacked(await fetch(new URL(`pagefind/cartes/${file}.bin`, ROOT))).json();
  return cards.map(({ url, meta }) => ({ url: ROOT.pathname + url.slice(1), meta }));
}

/**
 * One of the tables beside the explorer page.
 * @param {string} name
 */
export async function readTable(name) {
  return unpacked(await fetch(new URL(`recherche/${name}.bin`, ROOT))).json();
}

/** A compressed file, unpacked. @param {Response} answer */
function unpacked(answer) {
  if (!answer.ok || !answer.body) throw new Error(`${answer.url}: ${answer.status}`);
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip")));
}
