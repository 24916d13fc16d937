// The answers to a need, in whole numbers. The same as build_tools/analysis/matching/match.py.

import { Noise } from "./bruit.js";
import { Words, isOneErrorAway } from "./mots.js";

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

/** The index of words that the build wrote. */
export class Index {
  #data;
  #measure;
  #noise;
  /** @type {Map<string, Map<number, Found>>} */
  #direct = new Map();
  /** @type {Naming[]} */
  #namings;
  /** Rarest stem of a way of naming → the naming, and its stems. @type {Map<string, [Naming, string[]][]>} */
  #byStem = new Map();
  /** @type {Found[]} */
  #byField;
  /** @type {Map<string, Set<string>>} */
  #stems = new Map();
  /** What each reason counts, which no file of answers holds. @type {WeakMap<Reason, number>} */
  #points = new WeakMap();

  /** @param {any} data as build_tools/site/needs.py writes it */
  constructor(data) {
    this.#data = data;
    this.#measure = data.mesure;
    this.#noise = new Noise(data.bruit);
    this.words = new Words(data.lexique);
    this.#byField = data.champs.map((/** @type {string} */ field) => this.#found(field));
    /** @type {[string, string, number[], string[][]][]} */
    const named = data.noms;
    this.#namings = named.map(([field, label, steps, names]) => ({ field, label, modules: positions(steps), names }));
    for (const naming of this.#namings) {
      for (const name of naming.names) {
        const own = this.#byStem.get(name[0]);
        if (own) own.push([naming, name]);
        else this.#byStem.set(name[0], [[naming, name]]);
      }
    }
    this.#nameStems = new Set(named.flatMap(([, , , names]) => names.flat()));
  }

  #nameStems;
  /** @type {Set<string> | undefined} */
  #official;
  /** @type {Map<string, string[]> | undefined} */
  #byLetter;

  /**
   * The modules that answer a need best.
   * @param {string} need
   * @returns {Answer}
   */
  answer(need) {
    const measure = this.#measure;
    const { clauses, noise } = this.#noise.cut(need);
    if (!clauses.length) return { need, kind: "noise", level: null, noise, matches: [], uncovered: [] };
    const readings = this.#readings(clauses);
    /** @type {Map<number, Candidate>} */
    const best = new Map();
    for (const [i, reading] of readings.entries()) {
      for (const module of this.#leaders(reading)) {
        const found = this.#candidate(reading, module, i ? measure.valeurDeProposition : 100);
        const before = best.get(module);
        if (found.share >= measure.regarder && (!before || found.rank > before.rank)) best.set(module, found);
      }
    }
    const matches = [...best.values()]
      .sort(
        (one, other) =>
          this.levelPlace(one.level) - this.levelPlace(other.level) || other.rank - one.rank || one.module - other.module,
      )
      .slice(0, measure.reponses)
      .map((found) => this.#match(found));
    const covered = new Set(matches.filter(this.isAnswer).flatMap(({ why }) => why.map(({ word }) => word)));
    const uncovered = readings[0].words.map(({ text }) => text).filter((text) => !covered.has(text));
    return { need, kind: "need", level: matches[0]?.level ?? measure.niveaux.at(-1), matches, uncovered };
  }

  /** Whether a module is more than something to look at. @param {Match} match */
  isAnswer = ({ level }) => this.levelPlace(level) < 2;

  /** Whether a module answers the need, if only in part. @param {Answer} answer */
  isAnswered = ({ matches }) => matches.some(this.isAnswer);

  /** The place of a level among all, the best first. @param {string} level @returns {number} */
  levelPlace(level) {
    return this.#measure.niveaux.indexOf(level);
  }

  /** A field as visitors read it. @param {string} field @returns {string} */
  fieldLabel(field) {
    return this.#data.libelles[field];
  }

  /** What a reason counts in its answer. @param {Reason} reason @returns {number} */
  pointsOf(reason) {
    return this.#points.get(reason) ?? 0;
  }

  /** A kind of noise as visitors read it. @param {string} kind @returns {string} */
  noiseLabel(kind) {
    return this.#data.bruit.libelles[kind];
  }

  /** @param {string} stem */
  #isKnown = (stem) => Object.hasOwn(this.#data.mots, stem) || this.#nameStems.has(stem);

  /** What a word counts. @param {string} stem @returns {number} */
  #weight(stem) {
    const { mots, poids, poidsMaximum } = this.#data;
    if (Object.hasOwn(mots, stem)) return mots[stem][0];
    return Object.hasOwn(poids, stem) ? poids[stem] : poidsMaximum;
  }

  /** @param {string} field @param {string} label @param {boolean} isPhrase @param {number} more @returns {Found} */
  #found(field, label = "", isPhrase = false, more = 0) {
    const { credits, montres } = this.#measure;
    const credit = credits[field] + more;
    return { credit, field: montres[field] ?? field, label, isPhrase };
  }

  /** The modules that have a word themselves, unpacked when it is first asked for. @param {string} stem */
  #having(stem) {
    if (!Object.hasOwn(this.#data.mots, stem)) return new Map();
    let found = this.#direct.get(stem);
    if (!found) {
      const [, steps, fields] = this.#data.mots[stem];
      found = new Map(positions(steps).map((module, i) => [module, this.#byField[fields[i]]]));
      this.#direct.set(stem, found);
    }
    return new Map(found);
  }

  /** The need as a whole, then each of several clauses that has its share of the words. @param {string[]} clauses */
  #readings(clauses) {
    const whole = this.#reading(clauses.join("\n"));
    const own = clauses.length > 1 ? clauses.map((clause) => this.#reading(clause)) : [];
    const least = this.#measure.partDeProposition * whole.whole;
    return [whole, ...own.filter((one) => 100 * one.whole >= least && one.words.length > 1)];
  }

  /** @param {string} text @returns {Reading} */
  #reading(text) {
    const { sansModule, lourd, nomsEcrits, motDeNom } = this.#measure;
    const words = this.#wordsOf(text);
    const found = new Map(words.map(({ stem }) => [stem, this.#having(stem)]));
    const weights = new Map(words.map(({ stem, isSetting }) => [stem, Math.floor(this.#weight(stem) / (isSetting ? 2 : 1))]));
    const named = this.#named(new Set([...found.keys(), ...this.words.offerStemsOf(text)]));
    for (const [{ field }, name] of named) if (nomsEcrits.includes(field) && name.length > 1) raise(weights, name, motDeNom);
    const whole = sumOf(weights.values());
    for (const [naming, name] of named) this.#name(found, naming, name, this.#tells(weights, whole, name));
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

  /** The telling words of a reading, typing errors mended. @param {string} text @returns {Word[]} */
  #wordsOf(text) {
    /** @type {Map<string, Word>} */
    const found = new Map();
    for (const word of this.words.ofNeed(text, this.#isKnown)) {
      const stem = this.#meant(word.stem);
      if (!found.has(stem)) found.set(stem, { ...word, stem });
    }
    return [...found.values()];
  }

  /** The stem itself if anybody knows it, or else one of the records': of the same verb, or a typing error away. @param {string} stem */
  #meant(stem) {
    if (stem.length < this.#data.typoMinimum || this.#isKnown(stem) || this.#isOfficial(stem)) return stem;
    for (const ending of this.#data.finsDeVerbe) {
      const root = stem.slice(0, -ending.length);
      if (stem.endsWith(ending) && this.#isKnown(root)) return root;
    }
    return this.#stemsBy(stem[0]).find((near) => isOneErrorAway(stem, near)) ?? stem;
  }

  /** @param {string} stem */
  #isOfficial(stem) {
    this.#official ??= new Set([...this.#data.connus, ...Object.keys(this.#data.poids)]);
    return this.#official.has(stem);
  }

  /** The records' stems by their first letter, sorted. @param {string} letter @returns {string[]} */
  #stemsBy(letter) {
    if (!this.#byLetter) {
      this.#byLetter = new Map();
      for (const stem of [...new Set([...Object.keys(this.#data.mots), ...this.#nameStems])].sort()) {
        const own = this.#byLetter.get(stem[0]);
        if (own) own.push(stem);
        else this.#byLetter.set(stem[0], [stem]);
      }
    }
    return this.#byLetter.get(letter) ?? [];
  }

  /** What the need names: each naming that has a way of which the need has all words. @param {Set<string>} stems */
  #named(stems) {
    return [...stems]
      .sort()
      .flatMap((stem) => this.#byStem.get(stem) ?? [])
      .filter(([, name]) => name.every((stem) => stems.has(stem)));
  }

  /**
   * Whether a name of several words is a reason: by what they weigh, or as nearly all that the need says.
   * @param {Map<string, number>} weights
   * @param {number} whole
   * @param {string[]} name
   */
  #tells(weights, whole, name) {
    const own = sumOf(name.map((stem) => weights.get(stem) ?? 0));
    return name.length > 1 && (own >= this.#measure.parlant || 100 * own >= this.#measure.partDeNom * whole);
  }

  /**
   * What is named counts in the modules that it leads to, unless they say it more plainly.
   * @param {Map<string, Map<number, Found>>} found
   * @param {Naming} naming
   * @param {string[]} name
   * @param {boolean} tells
   */
  #name(found, { field, label, modules }, name, tells) {
    if (!modules.length) return;
    const one = this.#found(field, label, tells, name.length > 1 ? this.#measure.plusieursMots : 0);
    for (const stem of name) {
      const own = found.get(stem);
      if (!own) continue;
      for (const module of modules) if ((own.get(module)?.credit ?? -1) < one.credit) own.set(module, one);
    }
  }

  /** The modules with most points: more than are shown. @param {Reading} reading */
  #leaders({ words, weights, found }) {
    /** @type {Map<number, number>} */
    const points = new Map();
    for (const { stem } of words) {
      const weight = weights.get(stem) ?? 0;
      for (const [module, { credit }] of found.get(stem) ?? []) points.set(module, (points.get(module) ?? 0) + weight * credit);
    }
    const most = this.#measure.candidats;
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
  #candidate(reading, module, worth) {
    const { court, titre, resteMaximum } = this.#measure;
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
    const short = Math.floor(Math.max(0, court[0] - this.#data.freins[module]) / court[1]);
    const title = Math.floor((titre * titled) / Math.max(this.#data.modules[module][5], 1));
    const level = this.#level(reading, share, having, worth);
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
  #level(reading, share, having, worth) {
    const { jamais, parlant, forts, raisons, partie, seul, tete, repond, repondProposition, niveaux } = this.#measure;
    const telling = having.filter(
      ([{ stem, isSetting }, { field, isPhrase }]) =>
        !isSetting && field !== jamais && (this.#weight(stem) >= parlant || isPhrase),
    );
    const head = reading.words.find(({ stem }) => this.words.isSubject(stem))?.stem;
    const alone = having.some(([{ stem }]) => stem === head) ? tete : seul;
    const whole = telling.length >= raisons ? partie : alone;
    const least = worth < 100 || reading.namesUntreated ? repondProposition : whole;
    const isStrong = telling.some(([, { field }]) => forts.includes(field));
    const isClause = worth < 100 && telling.length < raisons;
    if ((!isStrong || share < least || isClause) && !this.#isSaid(share, having, worth)) return niveaux[2];
    return niveaux[share >= repond && worth === 100 ? 0 : 1];
  }

  /**
   * Whether a module says nearly all that the need says, in words that tell little one by one.
   * @param {number} share
   * @param {[Word, Found][]} having
   * @param {number} worth
   */
  #isSaid(share, having, worth) {
    const { dit, forts, raisons } = this.#measure;
    const said = having.filter(([{ isSetting }, { field }]) => forts.includes(field) && !isSetting);
    const tells = said.some(([{ stem }]) => this.words.isSubject(stem));
    return share >= dit && worth === 100 && said.length >= raisons && tells;
  }

  /** @param {Candidate} candidate @returns {Match} */
  #match({ module, share, level, having, reading }) {
    /** @type {[string, string, string, string[], string[]]} */
    const [id, titre, region, skills, official] = this.#data.modules[module];
    const why = having.map(([word, found]) => {
      const reason = this.#reason(official, word, found);
      this.#points.set(reason, (reading.weights.get(word.stem) ?? 0) * found.credit);
      return reason;
    });
    const stems = reading.words.map(({ stem }) => stem);
    const shared = skills.filter((skill) => stems.some((stem) => this.#stemsOf(skill).has(stem)));
    return { id, titre, region, score: share, level, why, skills: shared.slice(0, this.#measure.competences) };
  }

  /** An official skill is named, as a theme is. @param {string[]} official @param {Word} word @param {Found} found */
  #reason(official, { text, stem }, { field, label }) {
    const named = field === "rome" ? official.find((one) => this.#stemsOf(one).has(stem)) : "";
    const theme = named || label;
    return theme ? { word: text, field, theme } : { word: text, field };
  }

  /** @param {string} text */
  #stemsOf(text) {
    let found = this.#stems.get(text);
    if (!found) {
      found = new Set(this.words.ofNeed(text, this.#isKnown).map(({ stem }) => stem));
      this.#stems.set(text, found);
    }
    return found;
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
