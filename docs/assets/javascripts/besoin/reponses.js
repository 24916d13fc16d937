// The answers to a need, in whole numbers. The same as build_tools/analysis/matching/match.py.

import { remembering } from "../outils.js";
import { makeCutter } from "./bruit.js";
import { isOneErrorAway, makeWords } from "./mots.js";

/**
 * @typedef {{word: string, field: string, theme?: string}} Reason
 * @typedef {{id: string, titre: string, region: string, score: number, level: string, why: Reason[], skills: string[]}} Match
 * @typedef {{need: string, kind: string, level: string | null, noise?: string, matches: Match[], uncovered: string[]}} Answer
 * @typedef {{credit: number, field: string, label: string, isPhrase: boolean}} Found
 * @typedef {{field: string, label: string, modules: number[], names: string[][]}} Naming
 * @typedef {import("./mots.js").Word} Word
 * @typedef {{words: Word[], weights: Map<string, number>, found: Map<string, Map<number, Found>>, namesUntreated: boolean, whole: number}} Reading
 * @typedef {{module: number, rank: number, share: number, level: string, having: [Word, Found][], reading: Reading}} Candidate
 */

/**
 * The index of words that the build wrote.
 * @typedef {ReturnType<typeof makeIndex>} Index
 * @param {any} data as build_tools/site/needs.py writes it
 */
export function makeIndex(data) {
  const measure = data.mesure;
  const cut = makeCutter(data.bruit);
  const lexicon = makeWords(data.lexique);
  /** Rarest stem of a way of naming → the naming, and its stems. @type {Map<string, [Naming, string[]][]>} */
  const byStem = new Map();
  /** @type {Found[]} */
  const byField = data.champs.map((/** @type {string} */ field) => makeFound(field));
  /** What each reason counts, which no file of answers holds. @type {WeakMap<Reason, number>} */
  const pointsByReason = new WeakMap();
  const nameStems = new Set();
  for (const [field, label, steps, names] of /** @type {[string, string, number[], string[][]][]} */ (data.noms)) {
    const naming = { field, label, modules: positions(steps), names };
    for (const name of names) {
      const own = byStem.get(name[0]);
      if (own) own.push([naming, name]);
      else byStem.set(name[0], [[naming, name]]);
      for (const stem of name) nameStems.add(stem);
    }
  }
  /** @type {Set<string> | undefined} */
  let officialStems;
  /** The modules that have a word of the records. @type {(stem: string) => Map<number, Found>} */
  const modulesBy = remembering((stem) => {
    const [, steps, fields] = data.mots[stem];
    return new Map(positions(steps).map((module, i) => [module, byField[fields[i]]]));
  });
  /** The records' stems that begin with a letter, sorted. @type {(letter: string) => string[]} */
  const stemsBy = remembering((letter) =>
    [...new Set([...Object.keys(data.mots), ...nameStems])].filter((stem) => stem[0] === letter).sort(),
  );
  /** @type {(text: string) => Set<string>} */
  const stemsOf = remembering((text) => new Set(lexicon.ofNeed(text, isKnown).map(({ stem }) => stem)));
  return { words: lexicon, answer, isAnswer, isAnswered, levelPlace, fieldLabel, pointsOf, noiseLabel };

  /**
   * The modules that answer a need best.
   * @param {string} need
   * @returns {Answer}
   */
  function answer(need) {
    const { clauses, noise } = cut(need);
    if (!clauses.length) return { need, kind: "noise", level: null, noise, matches: [], uncovered: [] };
    const readings = readingsOf(clauses);
    /** @type {Map<number, Candidate>} */
    const best = new Map();
    for (const [i, reading] of readings.entries()) {
      for (const module of leadersOf(reading)) {
        const found = candidateOf(reading, module, i ? measure.valeurDeProposition : 100);
        const before = best.get(module);
        if (found.share >= measure.regarder && (!before || found.rank > before.rank)) best.set(module, found);
      }
    }
    const matches = [...best.values()]
      .sort(
        (one, other) => levelPlace(one.level) - levelPlace(other.level) || other.rank - one.rank || one.module - other.module,
      )
      .slice(0, measure.reponses)
      .map(matchOf);
    const covered = new Set(matches.filter(isAnswer).flatMap(({ why }) => why.map(({ word }) => word)));
    const uncovered = readings[0].words.map(({ text }) => text).filter((text) => !covered.has(text));
    return { need, kind: "need", level: matches[0]?.level ?? measure.niveaux.at(-1), matches, uncovered };
  }

  /** Whether a module is more than something to look at. @param {Match} match */
  function isAnswer({ level }) {
    return levelPlace(level) < 2;
  }

  /** Whether a module answers the need, if only in part. @param {Answer} answer */
  function isAnswered({ matches }) {
    return matches.some(isAnswer);
  }

  /** The place of a level among all, the best first. @param {string} level @returns {number} */
  function levelPlace(level) {
    return measure.niveaux.indexOf(level);
  }

  /** A field as visitors read it. @param {string} field @returns {string} */
  function fieldLabel(field) {
    return data.libelles[field];
  }

  /** What a reason counts in its answer. @param {Reason} reason @returns {number} */
  function pointsOf(reason) {
    return pointsByReason.get(reason) ?? 0;
  }

  /** A kind of noise as visitors read it. @param {string} kind @returns {string} */
  function noiseLabel(kind) {
    return data.bruit.libelles[kind];
  }

  /** @param {string} stem */
  function isKnown(stem) {
    return Object.hasOwn(data.mots, stem) || nameStems.has(stem);
  }

  /** What a word counts. @param {string} stem @returns {number} */
  function weightOf(stem) {
    const { mots, poids, poidsMaximum } = data;
    if (Object.hasOwn(mots, stem)) return mots[stem][0];
    return Object.hasOwn(poids, stem) ? poids[stem] : poidsMaximum;
  }

  /** @param {string} field @param {string} label @param {boolean} isPhrase @param {number} more @returns {Found} */
  function makeFound(field, label = "", isPhrase = false, more = 0) {
    const { credits, montres } = measure;
    const credit = credits[field] + more;
    return { credit, field: montres[field] ?? field, label, isPhrase };
  }

  /** The need as a whole, then each of several clauses that has its share of the words. @param {string[]} clauses */
  function readingsOf(clauses) {
    const whole = readingOf(clauses.join("\n"));
    const own = clauses.length > 1 ? clauses.map(readingOf) : [];
    const least = measure.partDeProposition * whole.whole;
    return [whole, ...own.filter((one) => 100 * one.whole >= least && one.words.length > 1)];
  }

  /** @param {string} text @returns {Reading} */
  function readingOf(text) {
    const { sansModule, lourd, nomsEcrits, motDeNom } = measure;
    const words = wordsOf(text);
    const found = new Map(words.map(({ stem }) => [stem, new Map(Object.hasOwn(data.mots, stem) ? modulesBy(stem) : [])]));
    const weights = new Map(words.map(({ stem, isSetting }) => [stem, Math.floor(weightOf(stem) / (isSetting ? 2 : 1))]));
    const named = namedBy(new Set([...found.keys(), ...lexicon.offerStemsOf(text)]));
    for (const [{ field }, name] of named) if (nomsEcrits.includes(field) && name.length > 1) raise(weights, name, motDeNom);
    const whole = sumOf(weights.values());
    for (const [naming, name] of named) addNaming(found, naming, name, isTelling(weights, whole, name));
    let namesUntreated = false;
    for (const [{ field }, name] of named) {
      if (field !== sansModule || isNamedOtherwise(named, name)) continue;
      namesUntreated = true;
      for (const stem of name.filter((one) => weights.has(one))) {
        found.set(stem, new Map());
        weights.set(stem, lourd);
      }
    }
    return { words, weights, found, namesUntreated, whole: sumOf(weights.values()) };
  }

  /** The telling words of a reading, typing errors corrected. @param {string} text @returns {Word[]} */
  function wordsOf(text) {
    /** @type {Map<string, Word>} */
    const found = new Map();
    for (const word of lexicon.ofNeed(text, isKnown)) {
      const stem = meant(word.stem);
      if (!found.has(stem)) found.set(stem, { ...word, stem });
    }
    return [...found.values()];
  }

  /** The stem itself if anybody knows it, or else one of the records': of the same verb, or a typing error away. @param {string} stem */
  function meant(stem) {
    if (stem.length < data.typoMinimum || isKnown(stem) || isOfficial(stem)) return stem;
    for (const ending of data.finsDeVerbe) {
      const root = stem.slice(0, -ending.length);
      if (stem.endsWith(ending) && isKnown(root)) return root;
    }
    return stemsBy(stem[0]).find((near) => isOneErrorAway(stem, near)) ?? stem;
  }

  /** @param {string} stem */
  function isOfficial(stem) {
    officialStems ??= new Set([...data.connus, ...Object.keys(data.poids)]);
    return officialStems.has(stem);
  }

  /** What the need names: each naming that has a way of which the need has all words. @param {Set<string>} stems */
  function namedBy(stems) {
    return [...stems]
      .sort()
      .flatMap((stem) => byStem.get(stem) ?? [])
      .filter(([, name]) => name.every((stem) => stems.has(stem)));
  }

  /**
   * Whether a name of several words is a reason: by what they weigh, or as nearly all that the need says.
   * @param {Map<string, number>} weights
   * @param {number} whole
   * @param {string[]} name
   */
  function isTelling(weights, whole, name) {
    const own = sumOf(name.map((stem) => weights.get(stem) ?? 0));
    return name.length > 1 && (own >= measure.parlant || 100 * own >= measure.partDeNom * whole);
  }

  /**
   * What is named counts in the modules that it leads to, unless they say it more plainly.
   * @param {Map<string, Map<number, Found>>} found
   * @param {Naming} naming
   * @param {string[]} name
   * @param {boolean} tells
   */
  function addNaming(found, { field, label, modules }, name, tells) {
    if (!modules.length) return;
    const one = makeFound(field, label, tells, name.length > 1 ? measure.plusieursMots : 0);
    for (const stem of name) {
      const own = found.get(stem);
      if (!own) continue;
      for (const module of modules) if ((own.get(module)?.credit ?? -1) < one.credit) own.set(module, one);
    }
  }

  /** The modules with most points: more than are shown. @param {Reading} reading */
  function leadersOf({ words, weights, found }) {
    /** @type {Map<number, number>} */
    const points = new Map();
    for (const { stem } of words) {
      const weight = weights.get(stem) ?? 0;
      for (const [module, { credit }] of found.get(stem) ?? []) points.set(module, (points.get(module) ?? 0) + weight * credit);
    }
    const most = measure.candidats;
    const sorted = [...points.values()].sort((one, other) => other - one);
    const least = sorted[Math.min(most, sorted.length) - 1] ?? 0;
    const leaders = [...points].filter(([, own]) => own >= least).map(([module]) => module);
    return leaders.sort((one, other) => one - other).slice(0, 2 * most);
  }

  /**
   * @param {Reading} reading
   * @param {number} module
   * @param {number} worth
   * @returns {Candidate}
   */
  function candidateOf(reading, module, worth) {
    const { court, titre, resteMaximum } = measure;
    /** @type {[Word, Found][]} */
    const having = [];
    let [points, titled, own] = [0, 0, 0];
    for (const word of reading.words) {
      const one = reading.found.get(word.stem)?.get(module);
      if (!one) continue;
      having.push([word, one]);
      const weight = reading.weights.get(word.stem) ?? 0;
      points += weight * one.credit;
      own += weight;
      if (one.field === "titre") titled += weight;
    }
    const share = Math.floor(points / Math.max(Math.min(reading.whole, own + resteMaximum), 1));
    const short = Math.floor(Math.max(0, court[0] - data.freins[module]) / court[1]);
    const title = Math.floor((titre * titled) / Math.max(data.modules[module][5], 1));
    const level = levelOf(reading, share, having, worth);
    return { module, rank: (share + short + title) * worth, share, level, having, reading };
  }

  /**
   * A share in words: only a telling word in what says the module's subject, or two words, make an answer.
   * @param {Reading} reading
   * @param {number} share
   * @param {[Word, Found][]} having
   * @param {number} worth
   * @returns {string}
   */
  function levelOf(reading, share, having, worth) {
    const { jamais, parlant, forts, raisons, partie, seul, tete, repond, repondProposition, niveaux } = measure;
    const telling = having.filter(
      ([{ stem, isSetting }, { field, isPhrase }]) => !isSetting && field !== jamais && (weightOf(stem) >= parlant || isPhrase),
    );
    const head = reading.words.find(({ stem }) => lexicon.isSubject(stem))?.stem;
    const alone = having.some(([{ stem }]) => stem === head) ? tete : seul;
    const whole = telling.length >= raisons ? partie : alone;
    const least = worth < 100 || reading.namesUntreated ? repondProposition : whole;
    const isStrong = telling.some(([, { field }]) => forts.includes(field));
    const isClause = worth < 100 && telling.length < raisons;
    if ((!isStrong || share < least || isClause) && !isSaid(share, having, worth)) return niveaux[2];
    return niveaux[share >= repond && worth === 100 ? 0 : 1];
  }

  /**
   * Whether a module says nearly all that the need says, in words that tell little one by one.
   * @param {number} share
   * @param {[Word, Found][]} having
   * @param {number} worth
   */
  function isSaid(share, having, worth) {
    const { dit, forts, raisons } = measure;
    const said = having.filter(([{ isSetting }, { field }]) => forts.includes(field) && !isSetting);
    const tells = said.some(([{ stem }]) => lexicon.isSubject(stem));
    return share >= dit && worth === 100 && said.length >= raisons && tells;
  }

  /** @param {Candidate} candidate @returns {Match} */
  function matchOf({ module, share, level, having, reading }) {
    /** @type {[string, string, string, string[], string[]]} */
    const [id, titre, region, skills, official] = data.modules[module];
    const why = having.map(([word, found]) => {
      const reason = reasonFor(official, word, found);
      pointsByReason.set(reason, (reading.weights.get(word.stem) ?? 0) * found.credit);
      return reason;
    });
    const stems = reading.words.map(({ stem }) => stem);
    const shared = skills.filter((skill) => stems.some((stem) => stemsOf(skill).has(stem)));
    return { id, titre, region, score: share, level, why, skills: shared.slice(0, measure.competences) };
  }

  /** An official skill is named, as a theme is. @param {string[]} official @param {Word} word @param {Found} found */
  function reasonFor(official, { text, stem }, { field, label }) {
    const named = field === "rome" ? official.find((one) => stemsOf(one).has(stem)) : "";
    const theme = named || label;
    return theme ? { word: text, field, theme } : { word: text, field };
  }
}

/**
 * Whether the same words, or more, name something that modules treat.
 * @param {[Naming, string[]][]} named
 * @param {string[]} name
 */
function isNamedOtherwise(named, name) {
  return named.some(([{ modules }, other]) => modules.length && name.every((stem) => other.includes(stem)));
}

/**
 * Words of a name that a person wrote down say at least so much.
 * @param {Map<string, number>} weights
 * @param {string[]} name
 * @param {number} least
 */
function raise(weights, name, least) {
  for (const stem of name) if (weights.has(stem)) weights.set(stem, Math.max(weights.get(stem) ?? 0, least));
}

/** @param {Iterable<number>} numbers */
function sumOf(numbers) {
  return [...numbers].reduce((sum, one) => sum + one, 0);
}

/** @param {number[]} steps @returns {number[]} */
function positions(steps) {
  let last = 0;
  return steps.map((step) => (last += step));
}
