// The search engine of the site: Pagefind finds words, one table gives the facets and the orders.
//
// The table is in the order of titles: a module is a row number. It names the file of each row's card, so that a list
// without words waits neither for Pagefind's engine nor for its index.

/** The longest query that is searched; a longer one is cut, and the visitor is told. */
export const QUERY_MAX = 200;

/** Results that are shown before the others are there. */
export const FIRST = 6;

/** The orders that a visitor may choose: 1 from the least, -1 from the greatest. */
export const ORDERS = { titre: 1, duree: 1, annee: -1, maj: -1 };

/** The order of a list without words, where nothing is more relevant: the fullest records first. */
export const FULLEST = "reperes";

/** With fewer modules that hold all the words, those that hold some of them follow. */
const ENOUGH = 5;
// Records differ in length by how well they are documented, which says nothing of what they are about.
const RANKING = { pageLength: 0.1, metaWeights: { title: 4, resume: 0.2, lieu: 0.2, genre: 0, duree: 0, version: 0 } };
/** What a longer word counts beside the word itself. */
const LONGER = 0.3;
/** What a word of the same family counts beside the word itself, and how long a family's root is at least. */
const KIN = 0.2;
const KIN_LEAST = 5;

/**
 * @typedef {{valeurs: string[], fiches: number[][]}} FacetColumn
 * @typedef {{parties: number, pages: string[], cartes: {par_fichier: number, fichiers: string[]}, titres: string[], facettes: Record<string, FacetColumn>, a_part: string[], ordres: Record<string, (number|string|null)[]>}} Table
 * @typedef {{url: string, meta: Record<string, string>}} Page
 * @typedef {{id: string, score: number, data: () => Promise<Page>}} Hit
 * @typedef {{hit: Hit, score: number, held: number}} Sum
 * @typedef {{rows: number[], whole: number, others: Hit[]}} Found `whole`: how many of the first rows hold all the words
 * @typedef {{words: string[], replaced: [string, string][], unknown: string[]}} Spelt
 * @typedef {{search: (text: string) => Promise<{results: Hit[]}>, preload: (text: string) => Promise<unknown>}} Pagefind
 * @typedef {{pagefind: Pagefind, lexicon: string[]}} Words « lexicon »: every word of the index, sorted
 */

import { has, meant, root } from "./orthographe.js";
import { ROOT, element } from "./outils.js";

// Words of any sentence, then those of any question to this catalogue: they say nothing of what is sought.
const OF_SENTENCES = setOf(
  "ai as au aux avec car ce ces cet cette chez comme comment dans de des du elle elles en entre est et eux gens il ils je " +
    "la le les leur leurs lui ma mais me mes moi mon ne ni nos notre nous on ont ou par pas plus pour qu quand que quel " +
    "quelle quelles quels qui quoi sa sais sans sauf se ses si son sont suis sur ta te tes toi ton tous tout toute toutes " +
    "tres tu un une vers vos votre vous",
);
const OF_QUESTIONS = setOf(
  "additionnel additionnels apprendre avoir besoin chercher cherche cours devenir existe faire forme former formation " +
    "formations metier metiers mieux module modules occuper parler pouvoir recherche rechercher stage trouver travail " +
    "travailler veux voudrais vouloir",
);

/** @param {string} words */
function setOf(words) {
  return new Set(words.split(" ").map(plain));
}

/**
 * Text as the index writes it (see `searchable` in build_tools/site/search.py).
 * @param {string} text
 */
export function plain(text) {
  return text
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1") // S.S.T.
    .replace(/(?<=[a-z][aiou])s\b/g, "");
}

/**
 * The words that are searched, written as the index writes them, without those that any query could hold, unless there
 * is nothing else.
 * @param {string} text
 * @returns {string[]}
 */
export function wordsOf(text) {
  const words = plain(text.slice(0, QUERY_MAX)).match(/[\p{L}\p{N}]+(?:[-+#.][\p{L}\p{N}]+)*/gu) ?? [];
  const telling = words.filter((word) => word.length > 1 && !word.split("-").every((part) => OF_SENTENCES.has(part)));
  const sought = telling.filter((word) => !OF_QUESTIONS.has(word));
  return [sought, telling, words].find((some) => some.length) ?? [];
}

/** Finds what holds words. */
class Finder {
  #pagefind;
  #lexicon;
  #rowOf;

  /**
   * @param {Words} words
   * @param {Table} table
   */
  constructor({ pagefind, lexicon }, table) {
    this.#pagefind = pagefind;
    this.#lexicon = lexicon;
    this.#rowOf = new Map(table.pages.map((id, row) => [id, row]));
  }

  /**
   * What answers a visitor's words, and how they were read.
   * @param {string} text
   * @returns {Promise<{spelt: Spelt, found: Found}>}
   */
  async answer(text) {
    const spelt = this.#spell(wordsOf(text));
    return { spelt, found: await this.#search(spelt.words) };
  }

  /**
   * The words as the index has them, those that were replaced, and those that nothing holds.
   *
   * For a word that it does not know Pagefind takes the longest beginning that it knows, whatever that is.
   * @param {string[]} words
   */
  #spell(words) {
    /** @type {Spelt} */
    const spelt = { words: [], replaced: [], unknown: [] };
    for (const word of words.flatMap((one) => this.#parts(one))) {
      const { known, told } = meant(word, this.#lexicon);
      spelt.words.push(...known);
      if (!known.length) spelt.unknown.push(word);
      else if (told) spelt.replaced.push([word, known.join(" ")]);
    }
    spelt.words = [...new Set(spelt.words)];
    return spelt;
  }

  /** « e-commerce » in one word as the index also has it, or else its parts. @param {string} word */
  #parts(word) {
    const joined = word.replace(/[-+#.]/g, "");
    return joined === word || has(joined, this.#lexicon) ? [joined] : wordsOf(word.replace(/[-+#.]/g, " "));
  }

  /**
   * Modules (as row numbers) and other pages for these words, most relevant first.
   *
   * Each word is asked apart: Pagefind alone answers either with what holds all the words or with nothing, and one
   * record that happens to hold them all hides those that are about one of them.
   * @param {string[]} words
   * @returns {Promise<Found>}
   */
  async #search(words) {
    await this.#pagefind.preload(words.join(" "));
    const columns = [];
    for (const word of words) columns.push(new Map((await this.#hits(word)).map((hit) => [hit.id, hit])));
    for (let i = 1; i < words.length; i++) {
      for (const hit of await this.#hitsOfBoth(words[i - 1], words[i])) {
        for (const column of [columns[i - 1], columns[i]])
          if ((column.get(hit.id)?.score ?? -Infinity) <= hit.score) column.set(hit.id, hit);
      }
    }
    /** @type {Map<string, Sum>} */
    const sums = new Map();
    for (const hit of columns.flatMap((column) => [...column.values()])) {
      const sum = sums.get(hit.id) ?? { hit, score: 0, held: 0 };
      sums.set(hit.id, { hit, score: sum.score + hit.score, held: sum.held + 1 });
    }
    const weight = (/** @type {Sum} */ { score, held }) => score * (held / words.length) ** 2;
    const ranked = [...sums.values()].sort((a, b) => weight(b) - weight(a));
    const modules = ranked.filter(({ hit }) => this.#rowOf.has(hit.id));
    const whole = modules.filter(({ held }) => held === words.length);
    const partly = whole.length < ENOUGH ? modules.filter(({ held }) => held < words.length) : [];
    const rest = partly.filter((sum) => 2 * weight(sum) >= weight(partly[0]));
    return {
      rows: [...whole, ...rest].map(({ hit }) => /** @type {number} */ (this.#rowOf.get(hit.id))),
      whole: whole.length,
      others: ranked.filter(({ hit }) => !this.#rowOf.has(hit.id)).map(({ hit }) => hit),
    };
  }

  /**
   * What holds two neighbours as one word: « cyber sécurité », « soft skills ». Each of them has half of the score.
   * @param {string} first
   * @param {string} second
   */
  async #hitsOfBoth(first, second) {
    const both = [first + second, first + second.replace(/s$/, "")].find((one) => has(one, this.#lexicon));
    if (!both) return [];
    return (await this.#hits(both)).map(({ id, score, data }) => ({ id, data, score: score / 2 }));
  }

  /**
   * What holds a word, or one that begins like it, as for a word that is not yet typed to its end. For a word that the
   * index has, the longer ones count less, and not at all for a code or an abbreviation: the stemmer cuts « gérer » to
   * « ger », which begins « gérontologie ».
   * @param {string} word
   */
  async #hits(word) {
    const { results } = await this.#pagefind.search(word);
    if (!has(word, this.#lexicon)) return results;
    // A short word is indexed with a digit (see `_marked` in build_tools/site/search.py).
    const isShort = /^[a-z]{2,4}$/.test(word);
    const whole = (await this.#pagefind.search(isShort ? `${word}0` : `"${word}"`)).results;
    const ids = new Set(whole.map(({ id }) => id));
    const longer = word.length < 4 || /\d/.test(word) ? 0 : LONGER;
    const others = results.filter(({ id }) => !ids.has(id)).map(({ id, score, data }) => ({ id, data, score: longer * score }));
    const held = isShort ? whole : results.filter(({ id }) => ids.has(id));
    return [
      ...held,
      ...others.filter(({ score }) => score > 0),
      ...(await this.#kin(word, new Set(results.map(({ id }) => id)))),
    ];
  }

  /**
   * What holds another word of the family and not the word itself: « plomberie » for « plombier ».
   * @param {string} word
   * @param {Set<string>} held
   */
  async #kin(word, held) {
    const start = root(word);
    if (held.size >= ENOUGH || start === word || start.length < KIN_LEAST) return [];
    const { results } = await this.#pagefind.search(start);
    return results.filter(({ id }) => !held.has(id)).map(({ id, score, data }) => ({ id, data, score: KIN * score }));
  }
}

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
   * @returns {Promise<{spelt: Spelt, found: Found}>}
   */
  async answer(text) {
    if (text.trim()) return (await finder(this.table)).answer(text);
    const found = { rows: this.rows, whole: this.table.pages.length, others: [] };
    return { spelt: { words: [], replaced: [], unknown: [] }, found };
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
  const [lexicon, table] = await Promise.all([reading, coming]);
  // A large catalogue's index has several parts (see `part_address` in build_tools/site/search.py).
  for (let part = 1; part < table.parties; part++) {
    await pagefind.mergeIndex(new URL(folderOf(part), ROOT).href, { baseUrl: ROOT.pathname, ranking: RANKING });
  }
  return new Finder({ pagefind, lexicon }, table);
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
