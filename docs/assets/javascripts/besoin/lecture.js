// From what a visitor pastes or uploads to need lines. The same as build_tools/analysis/matching/reading.py.

import { fold, rawWords } from "./mots.js";

/**
 * @typedef {{octets: number, besoins: number, longueur: number, motsLus: number, etrangers: number,
 *   etrangersSurDix: number, messages: Record<string, string>,
 *   langues: [string, string[]][]}} Rules
 */

const CONTROL = /[\x00-\x08\x0e-\x1f\x7f]/;
const LINE = /[\n\r\x0b\x0c\x85\u2028\u2029]+/;
const SPACES = /[ \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]+/g;
const BULLET = /^(?:[-–—−•·∙▪■►▶➤✓✔*+o] |[•·∙▪■►▶➤✓✔]|\(?[0-9]{1,3}[.)°] |[a-zA-Z]\) )+ */;
const SENTENCE = /(?<=[.!?;]) +(?=[A-ZÀ-ÖØ-ÞŒ])| *; +/;

/** What was given cannot be read as needs; the message is for the visitor. */
export class UnreadableNeeds extends Error {}

/**
 * Reads needs by the rules of the index.
 * @typedef {ReturnType<typeof makeReader>} Reader
 * @param {Rules} rules
 * @param {import("./mots.js").Words} words
 */
export function makeReader(rules, words) {
  /** @type {[string, Set<string>][]} */
  const languages = rules.langues.map(([label, list]) => [label, new Set(list)]);
  return { textOf, needsOf };

  /**
   * The text of a file in UTF-8 or Windows-1252.
   * @param {ArrayBuffer} content
   */
  function textOf(content) {
    if (content.byteLength > rules.octets) throw refusal("trop-gros");
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(content);
    } catch {
      text = new TextDecoder("windows-1252").decode(content);
    }
    if (text.startsWith("%PDF")) throw refusal("binaire");
    return text;
  }

  /**
   * The needs of a text: its lines without bullets, long ones cut into sentences, each once.
   * @param {string} given
   * @returns {string[]}
   */
  function needsOf(given) {
    if (new TextEncoder().encode(given).length > rules.octets) throw refusal("trop-gros");
    if (CONTROL.test(given)) throw refusal("binaire");
    const text = given.normalize("NFC");
    const lines = text.split(LINE);
    if (!lines.join("").replace(SPACES, "")) throw refusal("vide");
    refuseOtherLanguages(text);
    const needs = [...new Set(lines.flatMap(needsOfLine).filter(tells))];
    if (!needs.length) throw refusal("sans-mots");
    if (needs.length > rules.besoins) throw refusal("trop-de-lignes");
    return needs;
  }

  /** @param {string} line */
  function needsOfLine(line) {
    const plain = line
      .replace(SPACES, " ")
      .replace(/^ +| +$/g, "")
      .replace(BULLET, "");
    return plain.split(SENTENCE).map((part) =>
      [...part]
        .slice(0, rules.longueur)
        .join("")
        .replace(/^[ ;]+|[ ;]+$/g, ""),
    );
  }

  /** @param {string} need */
  function tells(need) {
    return rawWords(need).some((word) => word.split("-").some((part) => words.tells(fold(part))));
  }

  /** @param {string} text */
  function refuseOtherLanguages(text) {
    const read = rawWords(text)
      .slice(0, rules.motsLus)
      .filter((word) => /\p{L}/u.test(word))
      .map(fold);
    if (read.length && !read.some((word) => /[a-z]/.test(word))) throw refusal("autre-alphabet");
    let [label, list, most] = ["", new Set(), -1];
    for (const [name, foreign] of languages) {
      const count = read.filter((word) => foreign.has(word)).length;
      if (count > most) [label, list, most] = [name, foreign, count];
    }
    const ours = read.filter((word) => words.isStopWord(word) && !list.has(word)).length;
    if (most >= rules.etrangers && 10 * most >= rules.etrangersSurDix * read.length && most > 2 * ours) {
      throw refusal("autre-langue", label);
    }
  }

  /** @param {string} reason @param {string} language */
  function refusal(reason, language = "") {
    return new UnreadableNeeds(rules.messages[reason].replace("{langue}", language));
  }
}
