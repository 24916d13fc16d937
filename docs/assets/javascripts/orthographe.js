// Spelling: the word of the index that a visitor meant.

// Endings that change a word without changing its subject: « soudeuse » and « soudeur », « plombier » and « plomberie ».
const ENDING =
  /(?:ations?|itions?|ateurs?|atrices?|teurs?|trices?|eurs?|euses?|eries?|ages?|ements?|ments?|iers?|ieres?|ifs?|ives?|ivites?|ites?|aux|ale?s?|elle?s?|ante?s?|ente?s?|eaux?|er|ez|ees?|es?|s|x)$/;
const ROOT_LEAST = 4;
const PART_LEAST = 4;

/**
 * The word itself, or the beginning of a word, when the index has it; else its root when the index has another word of
 * that root; else, told to the visitor, the two words that it joins or the word nearest in its letters; else nothing.
 * @param {string} word small letters without accents
 * @param {string[]} lexicon sorted
 * @returns {{known: string[], told: boolean}}
 */
export function meant(word, lexicon) {
  if (lexicon[place(word, lexicon)]?.startsWith(word)) return { known: [word], told: false };
  if (/[^a-z]/.test(word)) return { known: [], told: false };
  const start = root(word);
  if (isRoot(start, lexicon)) return { known: [start], told: false };
  const parts = apart(word, lexicon);
  const near = parts ? undefined : nearest(word, lexicon);
  return { known: parts ?? (near ? [near] : []), told: true };
}

/** The letters that a word and another of its family begin with at least. */
const KIN_LEAST = 7;

/**
 * Whether a sound word was taken for another: « artiste » for « autiste », « secrétaire » for « secret aire ». One of its
 * family may stand for it, « agriculture » for « agriculteur », and a job that it ends with, « télé vendeur ».
 * @param {string} word
 * @param {string[]} known what was read in its place
 * @param {Record<string, string>} jobs the words of job names, with the families of those for who does the job
 */
export function isMistaken(word, known, jobs) {
  if (![word, word.replace(/[sx]$/, "")].some((form) => Object.hasOwn(jobs, form))) return false;
  const last = known[known.length - 1] ?? "";
  if (known.length > 1) return !jobs[last];
  return !last.startsWith(word.slice(0, KIN_LEAST));
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

/** Whether the index has a word with this root. @param {string} start @param {string[]} lexicon */
function isRoot(start, lexicon) {
  for (let i = place(start, lexicon); lexicon[i]?.startsWith(start); i++) if (root(lexicon[i]) === start) return true;
  return false;
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
