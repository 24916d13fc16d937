// What holds the words of a query, and how they are spelt: fetched when there are words.

import { nameOf, readWords, wordsOf } from "./mots.js";
import { has, isMistaken, isOfAnyJob, meant, root, withRoot } from "./orthographe.js";
import { regionsIn } from "./regions-dites.js";

/** With fewer modules that hold all the words, those that hold some of them follow. */
const ENOUGH = 5;
/** What one of these must weigh compared with the first of them, and where a word is unknown, so that none holds more. */
const PART_LEAST = 1 / 2;
const PART_LEAST_OF_UNKNOWN = 1 / 3;
/** What a longer word counts compared with the word itself. */
const LONGER = 0.3;
/** What a word of the same family counts compared with the word itself, and how long a family's root is at least. */
const KIN = 0.2;
const KIN_LEAST = 5;
/** What a number is called, and means nothing without it. */
const CODES = new Set(["rncp", "rs", "rome", "code", "numero", "idcc", "formacode", "nsf"]);
/** « familial » is another word than « familles », where « plombier » and « plomberie » are one trade. */
const ADJECTIVE = /(?:a(?:l|les?|ux)|el(?:le)?s?|i(?:f|ve)s?)$/;

/**
 * @typedef {import("./moteur.js").Page} Page
 * @typedef {import("./moteur.js").Table} Table
 * @typedef {{id: string, score: number, longer?: boolean, data: () => Promise<Page>}} Hit `longer`: it holds a word that
 *   only begins like what is sought
 * @typedef {Map<string, Hit>} Column what holds one of the words, by id
 * @typedef {{hit: Hit, total: number, held: number, sound: number, weight: number}} Sum how many of the words a page holds,
 *   and how many of them are not only the beginning of another; « weight » is what it is ranked by
 * @typedef {{rows: number[], whole: number, apart: number[], absent: string[], others: Hit[]}} Found `whole`: how many of
 *   the first rows hold all the words; `apart`: what was left out since it has the words of a name, but apart from each
 *   other; `absent`: the words of names that no module has both words of
 * @typedef {{words: string[], replaced: [string, string][], unknown: string[]}} Spelt
 * @typedef {{search: (text: string) => Promise<{results: Hit[]}>, preload: (text: string) => Promise<unknown>}} Pagefind
 * @typedef {{pagefind: Pagefind, lexicon: string[], names: (name: string) => Promise<Names>,
 *   jobs: () => Promise<import("./orthographe.js").Jobs>}} Words « lexicon »: every word of the index, sorted; « jobs »: the
 *   words of job names (see job_words.py)
 * @typedef {Record<string, number[]>} Names names of two words with the rows, as steps, of the modules that only seem to
 *   hold them (see search_names.py)
 */

/** @type {import("./orthographe.js").Jobs} */
const NO_JOBS = { familles: {}, de_tout_metier: [] };

/**
 * Whether a word says nothing without the next ones: « assistant maternel », « code ROME Z9999 ».
 * @param {string} word
 * @param {string[]} next
 * @param {boolean[]} isKnown
 * @param {import("./orthographe.js").Jobs} jobs
 */
function isOfNext(word, next, isKnown, jobs) {
  // « TP ASMS » is a title that no record has; before known words, TP may be « travaux publics ».
  if (isKnown[0] === false && (word === "tp" || isOfAnyJob(word, next[0], jobs))) return true;
  const number = next.findIndex((one) => !CODES.has(one));
  return CODES.has(word) && /\d/.test(next[number] ?? "") && !isKnown[number];
}

/** Whatever holds one of the words, each once, most relevant first. @param {Column[]} columns */
function rank(columns) {
  /** @type {Map<string, Sum>} */
  const sums = new Map();
  for (const hit of columns.flatMap((column) => [...column.values()])) {
    const sum = sums.get(hit.id) ?? { hit, total: 0, held: 0, sound: 0, weight: 0 };
    sum.total += hit.score;
    sum.held += 1;
    sum.sound += hit.longer && columns.length > 1 ? 0 : 1;
    sum.weight = sum.total * (sum.held / columns.length) ** 2;
    sums.set(hit.id, sum);
  }
  return [...sums.values()].sort((a, b) => b.weight - a.weight);
}

/**
 * Finds what holds words.
 * @param {Words} words
 * @param {Table} table
 */
export function makeFinder({ pagefind, lexicon, names, jobs }, { modules, pages, regions }) {
  // A module's page is named by its part of the index, then by its row.
  const rowOf = new Map(Array.from({ length: modules }, (_, row) => [`${pages[row % pages.length]}${row}`, row]));
  return { answer };

  /**
   * What answers a visitor's words, and how they were read. Other pages hold the names of regions as words.
   * @param {string} text
   * @returns {Promise<import("./moteur.js").Answer>}
   */
  async function answer(text) {
    const read = regionsIn(text, regions, (word) => has(word, lexicon));
    const hasNames = !/[,;]/.test(text);
    const whole = await spell(wordsOf(text));
    if (!read.regions.length) return { read, spelt: whole, found: await foundFor(whole, hasNames) };
    const spelt = await spell(readWords(read.rest).sought);
    const rows = [...rowOf.values()];
    const found = spelt.words.length
      ? await foundFor(spelt, hasNames)
      : { rows: spelt.unknown.length ? [] : rows, whole: rows.length, apart: [], absent: [] };
    // The page of a region is worth showing, though it has the name of the region only.
    return { read, spelt, found: { ...found, others: (await searchFor(whole.words, hasNames)).others } };
  }

  /** Where a word is unknown, nothing holds all of them. @param {Spelt} spelt @param {boolean} hasNames */
  async function foundFor({ words, unknown }, hasNames) {
    return searchFor(words, hasNames, unknown.length, (words.length + unknown.length) / 2);
  }

  /**
   * The words as the index has them, those that were replaced, and those that nothing holds.
   *
   * For a word that it does not know Pagefind takes the longest beginning that it knows, whatever that is.
   * @param {string[]} words
   */
  async function spell(words) {
    /** @type {Spelt} */
    const spelt = { words: [], replaced: [], unknown: [] };
    const typed = words.flatMap((one) => partsOf(one));
    const readings = [];
    for (const [i, word] of typed.entries())
      readings.push(word.length === 1 && i > 0 ? readLetter(word, typed[i - 1]) : await readingOf(word));
    const isKnown = readings.map(({ known }) => known.length > 0);
    const ofJobs = isKnown.every(Boolean) ? NO_JOBS : await jobs().catch(() => NO_JOBS);
    for (const [i, { known, isCorrection, shown }] of readings.entries()) {
      if (!known.length) spelt.unknown.push(typed[i]);
      else if (isOfNext(typed[i], typed.slice(i + 1), isKnown.slice(i + 1), ofJobs)) continue;
      else if (isCorrection) spelt.replaced.push([typed[i], shown ?? known.join(" ")]);
      spelt.words.push(...known);
    }
    spelt.words = [...new Set(spelt.words)];
    return spelt;
  }

  /**
   * A letter says something with the word before it only.
   * @param {string} letter
   * @param {string} before
   * @returns {ReturnType<typeof meant>}
   */
  function readLetter(letter, before) {
    const name = `0${letter}${before.replace(/[sx]$/, "")}`;
    return { known: has(name, lexicon) ? [name] : [], isCorrection: false };
  }

  /** What the index has for a word. @param {string} word @returns {Promise<ReturnType<typeof meant>>} */
  async function readingOf(word) {
    const read = meant(word, lexicon);
    const isSound = read.isCorrection && read.known.length && isMistaken(word, read, await jobs().catch(() => NO_JOBS));
    return isSound ? { known: [], isCorrection: true } : read;
  }

  /** « e-commerce » in one word as the index also has it, or else its parts. @param {string} word */
  function partsOf(word) {
    const joined = word.replace(/[-+#.]/g, "");
    if (joined === word) return [word];
    const singular = word.replace(/(?<=[a-z]{2})[sx](?=[-+#.])/g, "").replace(/[-+#.]/g, "");
    const known = [singular, singular.replace(/s$/, ""), joined].find((one) => has(one, lexicon));
    return known ? [known] : wordsOf(word.replace(/[-+#.]/g, " "));
  }

  /**
   * Modules (as row numbers) and other pages for these words, most relevant first.
   *
   * Each word is asked apart: Pagefind alone answers either with what holds all the words or with nothing, and one
   * record that happens to hold them all hides those that are about one of them.
   * @param {string[]} words
   * @param {boolean} hasNames whether neighbours may be a name: not when they are written with a comma
   * @param {number} unknown how many words the visitor asked for besides, which nothing holds
   * @param {number} few the number of words that are too few for another page: « Les commandes » prepares none
   * @returns {Promise<Found>}
   */
  async function searchFor(words, hasNames, unknown = 0, few = 0) {
    const areAll = unknown === 0;
    await pagefind.preload(words.join(" "));
    /** @type {Column[]} */
    const columns = [];
    for (const [i, word] of words.entries())
      columns.push(new Map((await hitsOf(word, i === words.length - 1)).map((hit) => [hit.id, hit])));
    const { apart, scattered, absent } = await joinNames(words, columns, hasNames);
    const ranked = rank(columns);
    const modules = ranked.filter(({ hit }) => rowOf.has(hit.id));
    const holdsAll = (/** @type {Sum} */ { hit, held }) => areAll && held === words.length && !scattered.has(hit.id);
    const whole = modules.filter((sum) => holdsAll(sum) && sum.sound === words.length);
    const begun = modules.filter((sum) => holdsAll(sum) && sum.sound < words.length);
    const partly = modules.filter((sum) => !holdsAll(sum));
    const least = (areAll ? PART_LEAST : PART_LEAST_OF_UNKNOWN) * (partly[0]?.weight ?? 0);
    const rest = whole.length + begun.length < ENOUGH ? partly.filter(({ weight }) => weight >= least) : [];
    const rows = [...whole, ...begun, ...rest].map(({ hit }) => rowOf.get(hit.id) ?? 0);
    return {
      rows,
      whole: whole.length,
      apart: [...apart].map((id) => rowOf.get(id) ?? 0).filter((row) => !rows.includes(row)),
      absent,
      others: ranked.filter(({ hit, held }) => !rowOf.has(hit.id) && held > few).map(({ hit }) => hit),
    };
  }

  /**
   * Neighbours that are one word, or a name of two: what holds it counts for both words, and what has its words apart
   * from each other leaves their columns.
   * @param {string[]} words
   * @param {Column[]} columns
   * @param {boolean} hasNames
   */
  async function joinNames(words, columns, hasNames) {
    const [apart, scattered] = [/** @type {Set<string>} */ (new Set()), /** @type {Set<string>} */ (new Set())];
    const absent = [];
    for (let i = 1; i < words.length; i++) {
      const joined = await hitsOfBoth(words[i - 1], words[i]);
      for (const hit of joined) {
        for (const column of [columns[i - 1], columns[i]])
          if ((column.get(hit.id)?.score ?? -Infinity) <= hit.score) column.set(hit.id, hit);
      }
      const seeming = hasNames ? await seemingHolders(nameOf(words[i - 1], words[i])) : null;
      for (const { id } of joined) seeming?.delete(rowOf.get(id) ?? -1);
      if (!seeming) continue;
      const isJob = isOfAnyJob(words[i - 1], words[i], await jobs().catch(() => NO_JOBS));
      const found = keepTogether(seeming, columns[i - 1], columns[i], isJob);
      if (found.absent) absent.push(words[i - 1], words[i]);
      for (const id of found.apart) apart.add(id);
      for (const id of found.scattered) scattered.add(id);
    }
    return { apart, scattered, absent };
  }

  /** The rows that only seem to hold a name of two words; null if they are none. @param {string} name */
  async function seemingHolders(name) {
    const table = await names(name);
    if (!Object.hasOwn(table, name)) return null;
    let row = 0;
    return new Set(table[name].map((step) => (row += step)));
  }

  /**
   * One word of a name says nothing of it: where some module holds the name, the others are no answer to its words;
   * where none does, those that have both of them hold a part of what is asked, unless it is a job: who assists a family
   * is no « assistant familial ». Returns these, and those left out, and whether no module has both.
   * @param {Set<number>} seeming
   * @param {Column} left what holds the first word
   * @param {Column} right what holds the second
   * @param {boolean} isJob
   */
  function keepTogether(seeming, left, right, isJob) {
    const modules = [...new Set([...left.keys(), ...right.keys()])].filter((id) => rowOf.has(id));
    const having = modules.filter((id) => left.has(id) && right.has(id));
    const isWord = (/** @type {string} */ id) => !left.get(id)?.longer && !right.get(id)?.longer;
    const holds = (/** @type {string} */ id) => !seeming.has(rowOf.get(id) ?? -1) && (!isJob || isWord(id));
    const holding = new Set(having.filter(holds));
    const absent = modules.length > 0 && (isJob || !having.some(isWord));
    for (const id of holding.size || absent ? modules : []) {
      if (!holding.has(id)) for (const column of [left, right]) column.delete(id);
    }
    if (holding.size) return { scattered: [], apart: having.filter((id) => !holding.has(id)), absent: false };
    return { scattered: having, apart: [], absent };
  }

  /**
   * What holds two neighbours as one word, « cyber sécurité », « soft skills », or as a name that an everyday word is a
   * part of, « mot de passe ». Each of them has half of the score.
   * @param {string} first
   * @param {string} second
   */
  async function hitsOfBoth(first, second) {
    const [one, other] = [first.replace(/s$/, ""), second.replace(/s$/, "")];
    const ways = [first + second, first + other, one + other, `1${nameOf(first, second)}`];
    const both = ways.find((way) => has(way, lexicon));
    if (!both) return [];
    return (await hitsOf(both)).map(({ id, score, data }) => ({ id, data, score: score / 2 }));
  }

  /**
   * What holds a word, or one that begins like it, as for a word that is not yet typed to its end. For a word that the
   * index has, the longer ones count less, and not at all for a code or an abbreviation: the stemmer cuts « gérer » to
   * « ger », which begins « gérontologie ».
   * @param {string} word
   * @param {boolean} isLast whether it may not be typed to its end
   * @returns {Promise<Hit[]>}
   */
  async function hitsOf(word, isLast = false) {
    const { results } = await pagefind.search(word);
    if (!has(word, lexicon)) {
      const isBegun = !isLast && !withRoot(word, lexicon);
      return results.map(({ id, score, data }) => ({ id, score, data, longer: isBegun }));
    }
    // A short word is indexed with a digit (see `_marked` in build_tools/site/search_document.py).
    const isShort = /^[a-z]{2,4}$/.test(word);
    const whole = (await pagefind.search(isShort ? `${word}0` : `"${word}"`)).results;
    const ids = new Set(whole.map(({ id }) => id));
    const longer = word.length < 4 || /\d/.test(word) ? 0 : LONGER;
    const others = results
      .filter(({ id }) => !ids.has(id))
      .map(({ id, score, data }) => ({ id, data, score: longer * score, longer: true }));
    const held = isShort ? whole : results.filter(({ id }) => ids.has(id));
    return [...held, ...others.filter(({ score }) => score > 0), ...(await kinOf(word, new Set(results.map(({ id }) => id))))];
  }

  /**
   * What holds another word of the family and not the word itself: « plomberie » for « plombier ».
   * @param {string} word
   * @param {Set<string>} held
   */
  async function kinOf(word, held) {
    const start = root(word);
    if (held.size >= ENOUGH || start === word || start.length < KIN_LEAST) return [];
    const { results } = await pagefind.search(start);
    const isOther = ADJECTIVE.test(word);
    return results
      .filter(({ id }) => !held.has(id))
      .map(({ id, score, data }) => ({ id, data, score: KIN * score, longer: isOther }));
  }
}
