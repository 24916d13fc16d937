// The words of a query: which ones are sought, how they are spelt, what holds them.

import { has, isMistaken, meant, root } from "./orthographe.js";

/** The longest query that is searched; a longer one is cut, and the visitor is told. */
export const QUERY_MAX = 200;

/** With fewer modules that hold all the words, those that hold some of them follow. */
const ENOUGH = 5;
/** What a longer word counts beside the word itself. */
const LONGER = 0.3;
/** What a word of the same family counts beside the word itself, and how long a family's root is at least. */
const KIN = 0.2;
const KIN_LEAST = 5;

/**
 * @typedef {import("./moteur.js").Page} Page
 * @typedef {import("./moteur.js").Table} Table
 * @typedef {{id: string, score: number, data: () => Promise<Page>}} Hit
 * @typedef {{hit: Hit, total: number, held: number}} Sum
 * @typedef {{rows: number[], whole: number, apart: number[], others: Hit[]}} Found `whole`: how many of the first rows hold
 *   all the words; `apart`: what was left out since it has the words of a name, but apart from each other
 * @typedef {{words: string[], replaced: [string, string][], unknown: string[]}} Spelt
 * @typedef {{search: (text: string) => Promise<{results: Hit[]}>, preload: (text: string) => Promise<unknown>}} Pagefind
 * @typedef {{pagefind: Pagefind, lexicon: string[], names: (name: string) => Promise<Names>,
 *   jobs: () => Promise<Record<string, string>>}} Words « lexicon »: every word of the index, sorted; « jobs »: the words of
 *   job names (see job_words.py)
 * @typedef {Record<string, number[]>} Names names of two words with the rows, as steps, of the modules that only seem to
 *   hold them (see search_names.py)
 */

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
 * Text as the index writes it (see `searchable` in build_tools/site/search_document.py).
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
  const { sought, telling, words } = readWords(text);
  return [sought, telling, words].find((some) => some.length) ?? [];
}

/** All words of a text, the telling ones, and those that not any query could hold. @param {string} text */
function readWords(text) {
  const words = plain(text.slice(0, QUERY_MAX)).match(/[\p{L}\p{N}]+(?:[-+#.][\p{L}\p{N}]+)*/gu) ?? [];
  const telling = words.filter((word) => word.length > 1 && !word.split("-").every((part) => OF_SENTENCES.has(part)));
  return { words, telling, sought: telling.filter((word) => !OF_QUESTIONS.has(word)) };
}

/** How the index writes a name of two words (see `key` in build_tools/site/search_names.py). */
export function nameOf(/** @type {string} */ first, /** @type {string} */ second) {
  return `${first.replace(/[sx]$/, "")}0${second.replace(/[sx]$/, "")}`;
}

/** Finds what holds words. */
export class Finder {
  #pagefind;
  #lexicon;
  #names;
  #jobs;
  #rowOf;

  /**
   * @param {Words} words
   * @param {Table} table
   */
  constructor({ pagefind, lexicon, names, jobs }, table) {
    this.#pagefind = pagefind;
    this.#lexicon = lexicon;
    this.#names = names;
    this.#jobs = jobs;
    this.#rowOf = new Map(table.pages.map((id, row) => [id, row]));
  }

  /**
   * What answers a visitor's words, and how they were read.
   * @param {string} text
   * @param {string | null} rest the text without the regions that it names, which other pages hold as words; null if
   *   there are none
   * @returns {Promise<{spelt: Spelt, found: Found}>}
   */
  async answer(text, rest) {
    const hasNames = !/[,;]/.test(text);
    const whole = await this.#spell(wordsOf(text));
    if (rest === null) return { spelt: whole, found: await this.#search(whole.words, hasNames) };
    const spelt = await this.#spell(readWords(rest).sought);
    const rows = [...this.#rowOf.values()];
    const found = spelt.words.length
      ? await this.#search(spelt.words, hasNames)
      : { rows: spelt.unknown.length ? [] : rows, whole: rows.length, apart: [] };
    return { spelt, found: { ...found, others: (await this.#search(whole.words, hasNames)).others } };
  }

  /**
   * The words as the index has them, those that were replaced, and those that nothing holds.
   *
   * For a word that it does not know Pagefind takes the longest beginning that it knows, whatever that is.
   * @param {string[]} words
   */
  async #spell(words) {
    /** @type {Spelt} */
    const spelt = { words: [], replaced: [], unknown: [] };
    for (const word of words.flatMap((one) => this.#parts(one))) {
      const read = meant(word, this.#lexicon);
      const isSound = read.told && read.known.length && isMistaken(word, read.known, await this.#jobs().catch(() => ({})));
      const { known, told } = isSound ? { known: [], told: true } : read;
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
    if (joined === word) return [word];
    const singular = word.replace(/(?<=[a-z]{2})[sx](?=[-+#.])/g, "").replace(/[-+#.]/g, "");
    const known = [singular, singular.replace(/s$/, ""), joined].find((one) => has(one, this.#lexicon));
    return known ? [known] : wordsOf(word.replace(/[-+#.]/g, " "));
  }

  /**
   * Modules (as row numbers) and other pages for these words, most relevant first.
   *
   * Each word is asked apart: Pagefind alone answers either with what holds all the words or with nothing, and one
   * record that happens to hold them all hides those that are about one of them.
   * @param {string[]} words
   * @param {boolean} hasNames whether neighbours may be a name: not when they are written with a comma
   * @returns {Promise<Found>}
   */
  async #search(words, hasNames) {
    await this.#pagefind.preload(words.join(" "));
    const columns = [];
    for (const word of words) columns.push(new Map((await this.#hits(word)).map((hit) => [hit.id, hit])));
    const [apart, scattered] = [/** @type {Set<string>} */ (new Set()), /** @type {Set<string>} */ (new Set())];
    for (let i = 1; i < words.length; i++) {
      const joined = await this.#hitsOfBoth(words[i - 1], words[i]);
      for (const hit of joined) {
        for (const column of [columns[i - 1], columns[i]])
          if ((column.get(hit.id)?.score ?? -Infinity) <= hit.score) column.set(hit.id, hit);
      }
      const seeming = hasNames ? await this.#seeming(nameOf(words[i - 1], words[i])) : null;
      for (const { id } of joined) seeming?.delete(this.#rowOf.get(id) ?? -1);
      if (!seeming) continue;
      const found = this.#keepTogether(seeming, columns[i - 1], columns[i]);
      for (const id of found.apart) apart.add(id);
      for (const id of found.scattered) scattered.add(id);
    }
    /** @type {Map<string, Sum>} */
    const sums = new Map();
    for (const hit of columns.flatMap((column) => [...column.values()])) {
      const sum = sums.get(hit.id) ?? { hit, total: 0, held: 0 };
      sums.set(hit.id, { hit, total: sum.total + hit.score, held: sum.held + 1 });
    }
    const weight = (/** @type {Sum} */ { total, held }) => total * (held / words.length) ** 2;
    const ranked = [...sums.values()].sort((a, b) => weight(b) - weight(a));
    const modules = ranked.filter(({ hit }) => this.#rowOf.has(hit.id));
    const isWhole = (/** @type {Sum} */ { hit, held }) => held === words.length && !scattered.has(hit.id);
    const whole = modules.filter(isWhole);
    const partly = whole.length < ENOUGH ? modules.filter((sum) => !isWhole(sum)) : [];
    const rest = partly.filter((sum) => 2 * weight(sum) >= weight(partly[0]));
    const rows = [...whole, ...rest].map(({ hit }) => this.#rowOf.get(hit.id) ?? 0);
    return {
      rows,
      whole: whole.length,
      apart: [...apart].map((id) => this.#rowOf.get(id) ?? 0).filter((row) => !rows.includes(row)),
      others: ranked.filter(({ hit }) => !this.#rowOf.has(hit.id)).map(({ hit }) => hit),
    };
  }

  /** The rows that only seem to hold a name of two words; null if they are none. @param {string} name */
  async #seeming(name) {
    const names = await this.#names(name);
    if (!Object.hasOwn(names, name)) return null;
    let row = 0;
    return new Set(names[name].map((step) => (row += step)));
  }

  /**
   * One word of a name says nothing of it: where some module holds the name, the others are no answer to its words;
   * where none does, those that have both of them hold a part of what is asked. Returns these, and those left out.
   * @param {Set<number>} seeming
   * @param {Map<string, Hit>} left what holds the first word
   * @param {Map<string, Hit>} right what holds the second
   */
  #keepTogether(seeming, left, right) {
    const modules = [...new Set([...left.keys(), ...right.keys()])].filter((id) => this.#rowOf.has(id));
    const having = modules.filter((id) => left.has(id) && right.has(id));
    const holding = new Set(having.filter((id) => !seeming.has(this.#rowOf.get(id) ?? -1)));
    for (const id of holding.size ? modules : []) {
      if (!holding.has(id)) for (const column of [left, right]) column.delete(id);
    }
    if (holding.size) return { scattered: [], apart: having.filter((id) => !holding.has(id)) };
    return { scattered: having, apart: [] };
  }

  /**
   * What holds two neighbours as one word, « cyber sécurité », « soft skills », or as a name that an everyday word is a
   * part of, « mot de passe ». Each of them has half of the score.
   * @param {string} first
   * @param {string} second
   */
  async #hitsOfBoth(first, second) {
    const [one, other] = [first.replace(/s$/, ""), second.replace(/s$/, "")];
    const ways = [first + second, first + other, one + other, `1${nameOf(first, second)}`];
    const both = ways.find((way) => has(way, this.#lexicon));
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
    // A short word is indexed with a digit (see `_marked` in build_tools/site/search_document.py).
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
