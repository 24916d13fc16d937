// The words of a query: which ones are sought, written as the index writes them.

/** The longest query that is searched; a longer one is cut, and a notice says so. */
export const QUERY_MAX = 200;

/** « sociaux », neither « bateaux » nor « tuyaux ». */
export const PLURAL_OF_AL = /(?<![euy])aux$/;

// Words of any sentence, then those of any question to this catalogue: they say nothing of what is sought.
const OF_SENTENCES = setOf(
  "ai as au aux avec car ce ces cet cette chez comme comment dans de des du elle elles en entre est et eux gens il ils je " +
    "la le les leur leurs lui ma mais me mes moi mon ne ni nos notre nous on ont ou par pas plus pour pres qu quand que quel " +
    "quelle quelles quels qui quoi sa sais sans sauf se ses si son sont suis sur ta te tes toi ton tous tout toute toutes " +
    "tres tu un une vers vos votre vous",
);
const OF_QUESTIONS = setOf(
  "additionnel additionnels apprendre avoir besoin chercher cherche cours devenir existe faire forme former formation " +
    "formations habite metier metiers mieux module modules occuper parler pouvoir recherche rechercher stage trouver travail " +
    "travailler veux voudrais vouloir",
);

// What kind of certification is meant: any of that kind has these words, be it a baker's or a nurse's.
const OF_CERTIFICATIONS = setOf(
  "bac bep brevet bts cap certificat certificats certification certifications cqp diplome diplomes licence titre titres",
);
const AFTER_THESE = setOf("etat pro professionnel professionnels professionnelle");

const ELISION = /(?<![\p{L}\p{N}])[cdjlmnst]['’](?=\p{L})/gu;
/** « permis B »: a letter that is a word, and no elision (see `_letters` in build_tools/site/search_document.py). */
const LONE_LETTER = /(?<![\w-])(?:[befghikopqruvwxz]|[cdjlmnst](?! [aeiouyh]))(?![\w-])/g;

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
export function readWords(text) {
  const read = plain(text.slice(0, QUERY_MAX)).replace(ELISION, " ");
  const words = read.match(/[\p{L}\p{N}]+(?:[-+#.][\p{L}\p{N}]+)*/gu) ?? [];
  const letters = /** @type {string[]} */ (read.match(LONE_LETTER) ?? []);
  const telling = words.filter(
    (word) => letters.includes(word) || (word.length > 1 && !word.split("-").every((part) => OF_SENTENCES.has(part))),
  );
  const sought = telling.filter((word, i) => !OF_QUESTIONS.has(word) && !isKind(telling, i));
  return { words, telling, sought };
}

/** Whether a word only says the kind of a certification: « titre professionnel ». @param {string[]} words @param {number} i @returns {boolean} */
function isKind(words, i) {
  return OF_CERTIFICATIONS.has(words[i]) || (i > 0 && AFTER_THESE.has(words[i]) && isKind(words, i - 1));
}

/** How the index writes a name of two words (see `key` in build_tools/site/search_names.py). */
export function nameOf(/** @type {string} */ first, /** @type {string} */ second) {
  return `${singular(first)}0${singular(second)}`;
}

/** « social » for « sociaux », « bateau » for « bateaux ». */
function singular(/** @type {string} */ word) {
  return word.replace(PLURAL_OF_AL, "al").replace(/[sx]$/, "");
}
