// The terms of a list that may mean what a person typed: `near_ones` of build_tools/checking/suggestions.py.

import { fold, wordsOf } from "./formulaire-yaml.js";

const SHOWN = 3;
const NEAR_ENOUGH = 0.6;
const COMMON_WORDS = 0.5;
const LITTLE = wordsOf("a au aux avec d dans de des du en et l la le les ou par pour sur un une");

/**
 * The labels that may mean the same, the nearest first: common words count before spelling.
 * @param {string} value
 * @param {string[]} labels
 */
export function nearOnes(value, labels) {
  const words = telling(value);
  /** @type {{common: number, alike: number, label: string}[]} */
  const found = [];
  for (const label of new Set(labels)) {
    const own = telling(label);
    const common = [...words].filter((word) => own.has(word)).length / Math.max(Math.min(words.size, own.size), 1);
    const alike = ratio(fold(value), fold(label));
    if (common >= COMMON_WORDS || alike >= NEAR_ENOUGH) found.push({ common, alike, label });
  }
  found.sort(
    (one, other) =>
      other.common - one.common || other.alike - one.alike || (one.label < other.label ? -1 : Number(one.label > other.label)),
  );
  return found.slice(0, SHOWN).map(({ label }) => label);
}

/** The words that mean something. @param {string} text */
function telling(text) {
  return new Set([...wordsOf(text)].filter((word) => !LITTLE.has(word)));
}

/** How alike two texts are, from 0 to 1: `difflib.SequenceMatcher.ratio`. @param {string} one @param {string} other */
function ratio(one, other) {
  if (!one.length && !other.length) return 1;
  let matching = 0;
  const parts = [[0, one.length, 0, other.length]];
  for (let part = parts.pop(); part; part = parts.pop()) {
    const [from, to, start, end] = part;
    const [i, j, size] = longest(one, other, from, to, start, end);
    if (!size) continue;
    matching += size;
    parts.push([from, i, start, j], [i + size, to, j + size, end]);
  }
  return (2 * matching) / (one.length + other.length);
}

/**
 * The longest run that both have between these places, the earliest of several.
 * @param {string} one @param {string} other @param {number} from @param {number} to @param {number} start @param {number} end
 */
function longest(one, other, from, to, start, end) {
  let [bestI, bestJ, bestSize] = [from, start, 0];
  /** @type {Map<number, number>} */
  let lengths = new Map();
  for (let i = from; i < to; i++) {
    /** @type {Map<number, number>} */
    const now = new Map();
    for (let j = other.indexOf(one[i], start); j !== -1 && j < end; j = other.indexOf(one[i], j + 1)) {
      const size = (lengths.get(j - 1) ?? 0) + 1;
      now.set(j, size);
      if (size > bestSize) [bestI, bestJ, bestSize] = [i - size + 1, j - size + 1, size];
    }
    lengths = now;
  }
  return [bestI, bestJ, bestSize];
}
