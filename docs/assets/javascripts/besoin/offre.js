// All answers to an offer together. The same as build_tools/analysis/matching/offer.py and report.py.

/**
 * @typedef {import("./reponses.js").Answer} Answer
 * @typedef {import("./reponses.js").Index} Index
 * @typedef {import("./reponses.js").Match} Match
 * @typedef {import("./reponses.js").Reason} Reason
 * @typedef {{id: string, titre: string, region: string, level: string, reason: Reason, needs: string[]}} OfferModule
 */

/**
 * The modules that answer, if only in part: the best level first, then those that answer most lines.
 * @param {Answer[]} answers
 * @param {Index} index
 * @returns {OfferModule[]}
 */
export function modulesOf(answers, index) {
  /** @type {Map<string, {need: string, match: Match}[]>} */
  const found = new Map();
  for (const { need, matches } of answers) {
    for (const match of matches.filter(index.isAnswer)) {
      found.set(match.id, [...(found.get(match.id) ?? []), { need, match }]);
    }
  }
  return [...found.values()]
    .map((pairs) => ofPairs(pairs, index))
    .sort((one, other) => index.levelPlace(one.level) - index.levelPlace(other.level) || other.needs.length - one.needs.length);
}

/**
 * @param {{need: string, match: Match}[]} pairs
 * @param {Index} index
 * @returns {OfferModule}
 */
function ofPairs(pairs, index) {
  const [best] = pairs
    .map(({ match }) => match)
    .sort((one, other) => index.levelPlace(one.level) - index.levelPlace(other.level) || other.score - one.score);
  const [reason] = [...best.why].sort((one, other) => index.pointsOf(other) - index.pointsOf(one));
  return {
    id: best.id,
    titre: best.titre,
    region: best.region,
    level: best.level,
    reason,
    needs: pairs.map(({ need }) => need),
  };
}

/**
 * The file that the command writes too: the modules of the whole, then each line.
 * @param {Answer[]} answers
 * @param {Index} index
 */
export function asJson(answers, index) {
  /** @param {unknown[]} entries */
  const lines = (entries) => (entries.length ? `\n${entries.map((one) => JSON.stringify(one)).join(",\n")}\n` : "");
  return `{"modules":[${lines(modulesOf(answers, index))}],\n"needs":[${lines(answers)}]}\n`;
}
