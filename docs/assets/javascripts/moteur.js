// The search engine of the site: Pagefind finds words, one table gives the facets and the orders.
//
// The table and the list of all modules are in the same order, that of titles: a module is a row number.

/** The longest query that is searched; a longer one is cut, and the visitor is told. */
export const QUERY_MAX = 200;

/** With fewer modules that hold all the words, those that hold some of them follow. */
const ENOUGH = 5;
// Records differ in length by how well they are documented, which says nothing of what they are about.
const RANKING = { pageLength: 0.1, metaWeights: { title: 4, resume: 0.2, lieu: 0.2, genre: 0, duree: 0, version: 0 } };
/** What a longer word counts beside the word itself. */
const LONGER = 0.3;

/**
 * @typedef {{valeurs: string[], fiches: number[][]}} FacetColumn
 * @typedef {{parties: number, facettes: Record<string, FacetColumn>, ordres: Record<string, (number|string|null)[]>}} Table
 * @typedef {{url: string, meta: Record<string, string>}} Page
 * @typedef {{id: string, score: number, data: () => Promise<Page>}} Hit
 * @typedef {{hit: Hit, score: number, held: number}} Sum
 * @typedef {{rows: number[], whole: number, others: Hit[]}} Found `whole`: how many of the first rows hold all the words
 * @typedef {{words: string[], replaced: [string, string][], unknown: string[]}} Spelt
 * @typedef {{search: (text: string | null, options?: object) => Promise<{results: Hit[]}>, preload: (text: string) => Promise<unknown>}} Pagefind
 */

import { has, meant } from "./orthographe.js";
import { ROOT } from "./outils.js";

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

/** Everything that a page needs to search; `open` makes it. */
export class Engine {
  #pagefind;
  /** @type {Map<string, number>} */
  #rowOf;
  /** @type {string[]} */
  #lexicon;

  /**
   * @param {Pagefind} pagefind
   * @param {Table} table
   * @param {Hit[]} modules all modules, in the order of titles
   * @param {string[]} lexicon every word of the index, sorted
   */
  constructor(pagefind, table, modules, lexicon) {
    this.#lexicon = lexicon;
    this.#pagefind = pagefind;
    this.#rowOf = new Map(modules.map((hit, row) => [hit.id, row]));
    this.table = table;
    this.modules = modules;
  }

  /**
   * What answers a visitor's words, and how they were read.
   * @param {string} text
   * @returns {Promise<{spelt: Spelt, found: Found}>}
   */
  async answer(text) {
    const asked = wordsOf(text);
    const spelt = this.#spell(asked);
    const everything = !asked.length && !text.trim();
    return { spelt, found: everything ? this.#all() : await this.#search(spelt.words) };
  }

  /** @returns {Found} */
  #all() {
    return { rows: this.modules.map((_, row) => row), whole: this.modules.length, others: [] };
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
    return [...held, ...others.filter(({ score }) => score > 0)];
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
   */
  page(row) {
    return this.modules[row].data();
  }
}

/** @type {Promise<Engine> | undefined} */
let opening;

/** The engine, fetched once. */
export function open() {
  opening ??= load().catch((error) => {
    opening = undefined; // the next attempt may succeed
    throw error;
  });
  return opening;
}

async function load() {
  const [pagefind, table, lexicon] = await Promise.all([
    import(new URL("pagefind/pagefind.js", ROOT).href),
    readTable("facettes"),
    readTable("mots"),
  ]);
  await pagefind.options({
    baseUrl: ROOT.pathname,
    noWorker: true, // the worker is a second copy of the script, and a search takes a few milliseconds
    ranking: RANKING,
  });
  // A large catalogue's index has several parts (see `part_address` in build_tools/site/search.py).
  for (let part = 1; part < table.parties; part++) {
    await pagefind.mergeIndex(new URL(`pagefind/${part}/`, ROOT).href, { baseUrl: ROOT.pathname, ranking: RANKING });
  }
  // The words of the address are fetched beside the list of all, not after it.
  const asked = wordsOf(new URLSearchParams(location.search).get("q") ?? "");
  if (asked.length) pagefind.preload(asked.join(" ")).catch(() => {});
  // Asked for everything, Pagefind fetches its whole index: this word stands in every module.
  const all = await pagefind.search("toutmodule0", { sort: { titre: "asc" } });
  return new Engine(pagefind, table, all.results, lexicon);
}

/**
 * One of the tables beside the explorer page.
 * @param {string} name
 */
export async function readTable(name) {
  const answer = await fetch(new URL(`recherche/${name}.bin`, ROOT));
  if (!answer.ok || !answer.body) throw new Error(`${name}: ${answer.status}`);
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
}
