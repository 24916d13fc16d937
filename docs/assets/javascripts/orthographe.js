// Spelling: the word of the index that a visitor meant.

import { PLURAL_OF_AL } from "./mots.js";

// Endings that change a word without changing its subject: « soudeuse » and « soudeur », « plombier » and « plomberie ».
const ENDING =
  /(?:ations?|itions?|ateurs?|atrices?|teurs?|trices?|eurs?|euses?|eries?|ages?|ements?|ments?|iers?|ieres?|ifs?|ives?|ivites?|ites?|aux|ale?s?|elle?s?|ante?s?|ente?s?|eaux?|er|ez|ees?|es?|s|x)$/;
const ROOT_LEAST = 4;
// What is left of these by fewer letters begins too many words: « animaux » and « animation », « postal » and « posture ».
const IN_AL = /a(?:l|les?|ux)$/;
const SHARED_LEAST = 5;
const PART_LEAST = 4;

// How the endings of who does a job, or of what a thing is like, agree: each with that of the other gender.
const GENDERS = [
  ["euse", "eur"],
  ["trice", "teur"],
  ["iere", "ier"],
  ["enne", "en"],
  ["onne", "on"],
  ["elle", "el"],
  ["ive", "if"],
  ["ale", "al"],
  ["e", ""],
];
const FORM_LEAST = 5;

/**
 * @typedef {{familles: Record<string, string>, de_tout_metier: string[]}} Jobs the words of job names, with the families of
 *   those for who does the job; the words that begin the names of so many jobs that alone they name none
 */

// A root of fewer letters may be that of another subject, which the visitor is told: « selle » for « sellier ».
const PLAIN_ROOT_LEAST = 6;

/**
 * The word itself, or the beginning of a word, when the index has it; else its other number or gender; else its root when
 * the index has another word of that root; else, as a correction that the visitor is shown, the two words that it joins, the
 * word that sounds like it, or the one nearest in its letters; else nothing.
 * @param {string} word small letters without accents
 * @param {string[]} lexicon sorted
 * @returns {{known: string[], isCorrection: boolean, shown?: string}} `shown`: the word that stands for a root
 */
export function meant(word, lexicon) {
  const begun = [word, word.replace(PLURAL_OF_AL, "al")].find((one) => lexicon[place(one, lexicon)]?.startsWith(one));
  if (begun) return { known: [begun], isCorrection: false };
  if (/[^a-z]/.test(word)) return { known: [], isCorrection: false };
  const form = forms(word).find((one) => has(one, lexicon));
  if (form) return { known: [form], isCorrection: false };
  const start = root(word);
  const isShared = start.length >= SHARED_LEAST || !IN_AL.test(word);
  const kin = isShared ? withRoot(start, lexicon) : undefined;
  if (kin) return { known: [start], isCorrection: start.length < PLAIN_ROOT_LEAST, shown: kin };
  const parts = apart(word, lexicon);
  const near = parts ? undefined : (soundingLike(word, lexicon) ?? nearest(word, lexicon));
  return { known: parts ?? (near ? [near] : []), isCorrection: true };
}

/** A word in its other number and gender: « assistante » for « assistants ». @param {string} word */
function forms(word) {
  const singular = word.replace(/(?<=.{4})[sx]$/, "");
  const both = GENDERS.flatMap(([feminine, masculine]) => [
    ...(singular.endsWith(feminine) ? [singular.slice(0, -feminine.length) + masculine] : []),
    ...(singular.endsWith(masculine) ? [singular.slice(0, singular.length - masculine.length) + feminine] : []),
  ]);
  return [singular, ...both.filter((one) => one.length >= FORM_LEAST)].flatMap((one) => [one, `${one}s`]);
}

/** The letters that a word and another of its family begin with at least. */
const KIN_LEAST = 7;

// The verb or its deed, and who does it: « ramonage », « ramoneur »; a « chantier » is none.
const DEED = /(?:age|ement|tion|ure)s?$|(?:(?<![btr]i)e|i)r$/;
const OF_A_VERB = /(?:eu(?:r|se)|trice|age|ement|tion|ure)s?$/;

/**
 * Whether a sound word was taken for another: « artiste » for « autiste », « secrétaire » for « secret aire », « selle » for
 * « sellier ». One of its family may stand for it, « agriculture » for « agriculteur », what it does, « ramonage » for
 * « ramoneur », and a job that it ends with, « télé vendeur ».
 * @param {string} word
 * @param {{known: string[], shown?: string}} read what was read in its place
 * @param {Jobs} jobs
 */
export function isMistaken(word, { known, shown }, { familles: jobs }) {
  if (!isOfJobs(word, jobs)) return false;
  if (shown && OF_A_VERB.test(word)) return !DEED.test(shown);
  const last = known[known.length - 1] ?? "";
  if (known.length > 1) return !jobs[last];
  return !last.startsWith(word.slice(0, KIN_LEAST));
}

/**
 * Whether a word names nothing without the next one, with which it begins the name of a job: « assistants maternels ».
 * @param {string} word
 * @param {string} next
 * @param {Jobs} jobs
 */
export function isOfAnyJob(word, next, { familles: jobs, de_tout_metier: any }) {
  return [word, singularOf(word)].some((form) => any.includes(form)) && isOfJobs(next, jobs);
}

/** Whether a word is one of job names. @param {string} word @param {Record<string, string>} jobs */
function isOfJobs(word, jobs) {
  return [word, singularOf(word)].some((form) => Object.hasOwn(jobs, form));
}

/** @param {string} word */
function singularOf(word) {
  return word.replace(/[sx]$/, "");
}

/**
 * Two words of the index that were written as one, « poidslourd », with a space between them.
 * @param {string} word
 * @param {string[]} lexicon
 * @returns {string[] | undefined}
 */
function apart(word, lexicon) {
  for (let i = PART_LEAST; i <= word.length - PART_LEAST; i++) {
    const parts = [word.slice(0, i), word.slice(i)];
    if (parts.every((part) => has(part, lexicon))) return parts;
  }
  return undefined;
}

/**
 * Whether the index has this very word.
 * @param {string} word
 * @param {string[]} lexicon
 */
export function has(word, lexicon) {
  return lexicon[place(word, lexicon)] === word;
}

/** Where a word stands or would stand. @param {string} word @param {string[]} lexicon */
function place(word, lexicon) {
  let low = 0;
  let high = lexicon.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lexicon[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a word has in common with those of its family. @param {string} word */
export function root(word) {
  const cut = word.replace(ENDING, "").replace(/[aeiouy]+$/, "");
  return cut.length < ROOT_LEAST ? word : cut;
}

/** A word of the index with this root, a deed rather than another. @param {string} start @param {string[]} lexicon */
export function withRoot(start, lexicon) {
  const found = [];
  for (let i = place(start, lexicon); lexicon[i]?.startsWith(start); i++)
    if (root(lexicon[i]) === start) found.push(lexicon[i]);
  return found.find((one) => DEED.test(one)) ?? found[0];
}

/**
 * The word that differs by one letter, or two in a long word. The first letter is seldom mistyped, and in a short word
 * another letter makes another word (« femme », « ferme »): there a letter may only be missing, added or swapped.
 * @param {string} word
 * @param {string[]} lexicon
 */
function nearest(word, lexicon) {
  if (word.length < 4) return undefined;
  const short = word.length < 6;
  let least = word.length < 9 ? 2 : 3;
  let best;
  for (let i = place(word[0], lexicon); lexicon[i]?.startsWith(word[0]); i++) {
    const candidate = lexicon[i];
    if (candidate.length < 4 || /\d/.test(candidate) || Math.abs(candidate.length - word.length) >= least) continue;
    if (short && candidate.length === word.length && sorted(candidate) !== sorted(word)) continue;
    const far = distance(word, candidate, least);
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}

/** The word that sounds the same: « photovoltaïque » for « fotovoltaïc ». @param {string} word @param {string[]} lexicon */
function soundingLike(word, lexicon) {
  if (word.length < FORM_LEAST) return undefined;
  const sound = soundOf(word);
  return lexicon.find((one) => one.length >= FORM_LEAST && soundOf(one) === sound);
}

/** A word as it is heard, near enough. @param {string} word */
function soundOf(word) {
  return word
    .replace(/^h/, "")
    .replace(/ph/g, "f")
    .replace(/qu|c(?![ehiy])|q/g, "k")
    .replace(/y/g, "i")
    .replace(/(.)\1+/g, "$1")
    .replace(/(?<=[^e])(?:es?|[stx])$/, "");
}

/** @param {string} word */
function sorted(word) {
  return [...word].sort().join("");
}

/**
 * How many letters to add, remove, change or swap (optimal string alignment); stops counting at `enough`.
 * @param {string} a
 * @param {string} b
 * @param {number} enough
 */
export function distance(a, b, enough = Infinity) {
  let [before, last] = [/** @type {number[]} */ ([]), Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) >= enough) return enough;
    [before, last] = [last, row];
  }
  return last[b.length];
}
