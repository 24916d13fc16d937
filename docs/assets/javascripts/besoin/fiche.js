// Official fiches (XML V4.1 of France compétences, or its CSV tables) read here: their blocks and skills as sentences.
// The same as build_tools/text/items.py and build_tools/nomenclatures/rncp_details.py.

/**
 * @typedef {{code: string, title: string, sentences: [string, string, string][], detailed: boolean}} Fiche
 * @typedef {{code: string, title: string, skills: string[]}} Block
 * @typedef {{fiches: Fiche[], doubled: string[]}} Read what a file holds, and the codes that it gives several times
 */

const CODE = /^(?:RNCP|RS)[0-9]{1,6}$/;
const TITLE_MAX = 255;

const LIST_TAG = /<\s*li\b[^<>]*>/gi;
const LINE_TAG = /<\s*(?:\/\s*)?(?:br|p|div|li|ul|ol|tr|h[1-6])\b[^<>]*>/gi;
const TAG = /<\/?[A-Za-z!][^<>]*>/g;
const NOT_READ = [
  [/<script\b/i, /<\/script\s*>/i],
  [/<style\b/i, /<\/style\s*>/i],
  [/<!--/, /-->/],
];
const WIDE = /\s{9,}/g;
const BULLET = /\s*[•‣⁃·∙\u2500-\u27bf\u2b00-\u2bff\ue000-\uf8ff\u{1f300}-\u{1faff}]\ufe0f?\s*/gu;
const SIGNS = "-–—*+>#§¤¬~_\\u2190-\\u21ff";
const AT_START = new RegExp(`^(?:[${SIGNS}]|->|=>|o(?=\\s))\\s*`);
const NUMBER =
  "(?:\\d{1,2}(?:\\.\\d{1,2})*\\s?[.):\\-–°º]|\\d{1,2}(?:\\.\\d{1,2})+\\s|[a-z]\\)|\\((?:\\d{1,2}|[a-z])\\)|(?:[A-Z]{1,3}\\.?\\d{1,2}\\.?)+(?:\\.\\d{1,2})*\\s?[.):\\-–]?\\s)";
const NEW_ITEM = new RegExp(`^(?:[${SIGNS}]\\s|o\\s|->|=>|${NUMBER}|[A-ZÀ-ÖØ-Þ«"(])`);
const GAP = /([ \t\u00a0\u202f\u2009]*\n\s*|[ \t\u00a0\u202f\u2009]{2,})/;
const VERB = /^(?:s'|se )?[a-zà-öø-ÿ]{2,}(?:er|ir|re)(?![\p{L}\p{N}_])/u;
const ALONE = new RegExp(`^(?:[${SIGNS}]\\s?)?(?:${NUMBER})?$`);
const DASHES_IN_LINE = /(?:^|(?<=\s))[-–—*] (?=[A-ZÀ-ÖØ-Þ])/g;
const ENDS = ".;:!?";
const HIDDEN = /[\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu;
const CONTROL = /\p{Cc}/gu;
const MARKS = /\*\*|__|`/g;

/** What was given is no official fiche; the message is for the visitor. */
export class UnreadableFiche extends Error {}

/**
 * The fiches of an export, those without any text left out.
 * @param {string} xml
 */
export function fichesOf(xml) {
  const read = new DOMParser().parseFromString(xml, "application/xml");
  if (read.querySelector("parsererror")) throw new UnreadableFiche("Ce n’est pas un XML bien formé, ou il est coupé.");
  const fiches = [...read.querySelectorAll("FICHE")].map(fiche);
  return told(
    fiches,
    fiches.map(({ code }) => code),
  );
}

/**
 * The fiches of the CSV export: titles of blocks, since it holds no skill.
 * @param {Record<string, string>[]} standard
 * @param {Record<string, string>[]} blocks
 */
export function fichesOfTables(standard, blocks) {
  const titles = new Map(standard.map((row) => [row.Numero_Fiche?.trim(), row.Intitule ?? ""]));
  /** @type {Map<string, Block[]>} */
  const found = new Map();
  for (const row of blocks) {
    const code = row.Numero_Fiche?.trim() ?? "";
    const own = found.get(code) ?? [];
    own.push({ code: row.Bloc_Competences_Code?.trim() ?? "", title: row.Bloc_Competences_Libelle ?? "", skills: [] });
    found.set(code, own);
  }
  return told(
    [...found].map(([code, own]) => made(code, titles.get(code) ?? code, own, [])),
    standard.map((row) => row.Numero_Fiche?.trim()),
  );
}

/**
 * Those that a comparison can use; of several of one code, none is.
 * @param {Fiche[]} fiches
 * @param {string[]} codes
 * @returns {Read}
 */
function told(fiches, codes) {
  const once = new Set();
  const doubled = new Set(codes.filter((code) => code && (once.has(code) || !once.add(code))));
  const found = fiches.filter(({ code, sentences }) => code && sentences.length && !doubled.has(code));
  if (!found.length && doubled.size)
    throw new UnreadableFiche(`Ce fichier donne plusieurs fiches ${[...doubled][0]}\u00a0: on ne sait laquelle comparer.`);
  if (!found.length) throw new UnreadableFiche("Ce fichier ne contient aucune fiche du RNCP ou du RS avec un texte.");
  return { fiches: found, doubled: [...doubled] };
}

/** @param {Element} record @returns {Fiche} */
function fiche(record) {
  const code = textOf(record, "NUMERO_FICHE").trim();
  const blocks = [...record.querySelectorAll("BLOCS_COMPETENCES > BLOC_COMPETENCES")].map((block) => ({
    code: textOf(block, "CODE").trim(),
    title: textOf(block, "LIBELLE"),
    skills: itemsOf(textOf(block, "LISTE_COMPETENCES")),
  }));
  return made(code, textOf(record, "INTITULE"), blocks, itemsOf(textOf(record, "CAPACITES_ATTESTEES")));
}

/**
 * A fiche; what it says outside blocks counts where it has none.
 * @param {string} code
 * @param {string} title
 * @param {Block[]} blocks
 * @param {string[]} whole
 * @returns {Fiche}
 */
function made(code, title, blocks, whole) {
  const kept = oneOfEach(blocks.map((block) => known(block, code)).filter((block) => block.title));
  const outside = kept.length ? [] : [...new Set(whole.map(plain).filter(Boolean))];
  const of = (/** @type {Block} */ block) => [block.title, ...block.skills].map((text) => [block.code, block.title, text]);
  const sentences = [...kept.flatMap(of), ...outside.map((text) => ["", "", text])];
  return {
    code: CODE.test(code) ? code : "",
    title: plain(title),
    sentences: /** @type {[string, string, string][]} */ (sentences),
    detailed: outside.length > 0 || kept.some(({ skills }) => skills.length),
  };
}

/** A block in the signs that are compared; its code if it is one of this fiche. @param {Block} block @param {string} code */
function known({ code: own, title, skills }, code) {
  const said = plain(title) || own;
  return {
    code: /BC[0-9]{1,3}$/.test(own) && own.startsWith(`${code}BC`) ? own : "",
    title: said.length > TITLE_MAX ? shortened(said) : said,
    skills: [...new Set(skills.map(plain).filter(Boolean))],
  };
}

/** At most `TITLE_MAX` signs, cut between words (`shorten` of build_tools/text/typography.py). @param {string} text */
function shortened(text) {
  const room = text.slice(0, TITLE_MAX - 1);
  const cut = /\s/.test(text[TITLE_MAX - 1]) || !room.includes(" ") ? room : room.slice(0, room.lastIndexOf(" "));
  return `${cut.trimEnd()}…`;
}

/** Blocks of the same code as one, in the order of their codes. @param {Block[]} blocks */
function oneOfEach(blocks) {
  /** @type {Map<string, Block>} */
  const found = new Map();
  for (const { code, title, skills } of blocks) {
    const key = code || title;
    const before = found.get(key);
    found.set(key, before ? { ...before, skills: [...new Set([...before.skills, ...skills])] } : { code, title, skills });
  }
  const order = (/** @type {Block} */ { code }) => code || "~";
  return [...found.values()].sort((one, other) => (order(one) < order(other) ? -1 : order(one) > order(other) ? 1 : 0));
}

/** @param {Element} parent @param {string} name */
function textOf(parent, name) {
  return [...parent.children].find((child) => child.tagName === name)?.textContent ?? "";
}

/** A text on one line. @param {string} text */
function plain(text) {
  return withoutHtml(text)
    .normalize("NFC")
    .replace(MARKS, "")
    .replace(HIDDEN, "")
    .replace(CONTROL, " ")
    .trim()
    .split(/\s+/)
    .join(" ");
}

/** @param {string} text */
function withoutHtml(text) {
  let read = unescaped(unescaped(text));
  for (const [begins, ends] of NOT_READ) read = cutOut(read, begins, ends);
  return read
    .replace(WIDE, (gap) => (gap.includes("\n") ? "\n" : "    "))
    .replace(/\r\n?/g, "\n")
    .replace(LIST_TAG, "\n- ")
    .replace(LINE_TAG, "\n")
    .replace(TAG, " ");
}

/** @param {string} text @param {RegExp} begins @param {RegExp} ends */
function cutOut(text, begins, ends) {
  const kept = [];
  let rest = text;
  for (;;) {
    const start = rest.search(begins);
    const end = start < 0 ? null : ends.exec(rest.slice(start));
    if (!end) return [...kept, rest].join(" ");
    kept.push(rest.slice(0, start));
    rest = rest.slice(start + end.index + end[0].length);
  }
}

/** Entities as signs; a text area runs nothing of what it is given. @param {string} text */
function unescaped(text) {
  if (!text.includes("&")) return text;
  const area = document.createElement("textarea");
  area.innerHTML = text.replaceAll("<", "&lt;");
  return area.value;
}

/**
 * The items of a text, each once, in order: whole sentences, without bullets.
 * @param {string} text
 * @returns {string[]}
 */
export function itemsOf(text) {
  let cut = withoutHtml(text).replace(BULLET, "\n- ");
  if ((cut.match(DASHES_IN_LINE) ?? []).length > 1) cut = cut.replace(DASHES_IN_LINE, "\n- ");
  const found = joined(cut.split(GAP)).map(tidy);
  return [...new Set(found)].filter((item) => (item.match(/\p{L}/gu) ?? []).length > 1);
}

/** @param {string[]} pieces */
function joined(pieces) {
  /** @type {string[][]} */
  const items = [];
  let gap = "";
  pieces.forEach((piece, i) => {
    const own = piece.trim();
    if (i % 2) gap += piece;
    else if (own) {
      const before = items.at(-1);
      if (!before || beginsAnItem(own, before, gap.includes("\n"))) items.push([own]);
      else before.push(own);
      gap = "";
    }
  });
  return items.map((item) => item.join(" "));
}

/** @param {string} piece @param {string[]} before @param {boolean} newLine */
function beginsAnItem(piece, before, newLine) {
  const last = before.at(-1) ?? "";
  if (before.length === 1 && (ALONE.test(last) || ALONE.test(`${last} `))) return false;
  return ENDS.includes(last.at(-1) ?? " ") || NEW_ITEM.test(`${piece} `) || (newLine && VERB.test(piece));
}

/** @param {string} item */
function tidy(item) {
  let read = item.trim().split(/\s+/).join(" ");
  for (let shorter = read.replace(AT_START, ""); shorter !== read; shorter = read.replace(AT_START, "")) read = shorter;
  return read.replace(/[ ;,]+$/, "").trim();
}
