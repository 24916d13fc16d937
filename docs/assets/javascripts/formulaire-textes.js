// What the rules on texts find, in the checker's words. Patterns, sets and limits are the checker's own: they come
// with the form's data (build_tools/checking/rules/in_javascript.py). A test gives both sides the same texts.

import { remembering } from "./outils.js";

/** @typedef {import("./formulaire-schema.js").Finding} Finding */
/** @typedef {import("./formulaire-schema.js").Where} Where */
/** @typedef {(key: string, values?: Record<string, unknown>) => void} Report */
/** @typedef {{motif: string, cle: string, nom: string}} Sign signs that a text may not hold */
/**
 * @typedef {object} TextRules
 * @property {Record<string, string>} motifs
 * @property {{caches: Sign[], autres: Sign[], fin_de_ligne: string}} signes
 * @property {Record<string, string[]>} ensembles
 * @property {Record<string, any>} limites
 * @property {string[]} prenoms
 */
/** @typedef {{text: string, field: string, patterns: Record<string, RegExp>, rules: TextRules, report: Report}} Checked */

const ADDRESS = /^https?:\/\//;

/** The patterns, compiled once. @type {(rules: TextRules) => Record<string, RegExp>} */
export const patternsOf = remembering(({ motifs }) =>
  Object.fromEntries(Object.entries(motifs).map(([name, source]) => [name, new RegExp(source, "u")])),
);

/** @type {(rules: TextRules) => Set<string>} */
const firstNamesOf = remembering(({ prenoms }) => new Set(prenoms));

/** Every place where a pattern matches. @param {RegExp} pattern @param {string} text */
function all(pattern, text) {
  return [...text.matchAll(new RegExp(pattern, "gu"))];
}

/**
 * The findings on one text.
 * @param {string} text
 * @param {Where} where
 * @param {TextRules} rules
 * @returns {Finding[]}
 */
export function checkText(text, where, rules) {
  /** @type {Finding[]} */
  const findings = [];
  const field = String(where.findLast((step) => typeof step === "string") ?? "");
  /** @type {Report} */
  const report = (key, values = {}) => void findings.push({ where, key, values: { name: where, ...values } });
  const checked = { text, field, patterns: patternsOf(rules), rules, report };
  const control = checked.patterns.controle.exec(text);
  if (control) report("yaml-syntaxe/invisible", { code: codePoint(control[0]) });
  checkSigns(checked);
  if (ADDRESS.test(text)) checkAddress(checked);
  else {
    checkWriting(checked);
    checkPersonalData(checked);
  }
  return findings;
}

/**
 * How many words a text has, as the checker counts them.
 * @param {string} text
 * @param {TextRules} rules
 */
export function countWords(text, rules) {
  return all(patternsOf(rules).mot, text).length;
}

/** @param {Checked} checked */
function checkSigns(checked) {
  const { text, field, patterns, rules, report } = checked;
  const hidden = patterns.invisible.exec(text);
  if (hidden) reportSign(checked, text, hidden, rules.signes.caches);
  const whole = text.normalize("NFC");
  if (whole !== text) report("texte-invisible/decompose", { found: apart(text, whole, patterns.decompose) });
  const isAddress = ADDRESS.test(text);
  const kept = isAddress ? whole : withoutForeignWords(whole, patterns).replace(/^[\t\r\n ]+|[\t\r\n ]+$/g, "");
  const odd = (isAddress ? patterns.non_admis_adresse : patterns.non_admis).exec(kept);
  // « ∅ » alone stands for nothing, which `texte-vide` reports.
  if (odd && !patterns.rien.test(text.toLowerCase())) reportSign(checked, kept, odd, rules.signes.autres);
  const inner = text.trim();
  if (!isAddress && rules.ensembles.une_ligne.includes(field) && inner.includes("\n"))
    report("texte-signe/ligne", {
      sign: rules.signes.fin_de_ligne,
      code: "000A",
      found: before(inner, inner.indexOf("\n"), rules),
    });
}

/** The text without whole words of other scripts between guillemets, and Greek letters alone. @param {string} text @param {Record<string, RegExp>} patterns */
function withoutForeignWords(text, patterns) {
  const foreign = new RegExp(patterns.mot_etranger, "gu");
  const without = text.replace(new RegExp(patterns.citation, "gu"), (quotation) => quotation.replace(foreign, " "));
  return without.replace(new RegExp(patterns.grec_seul, "gu"), " ");
}

/** @param {Checked} checked @param {string} text @param {RegExpExecArray} found @param {Sign[]} signs */
function reportSign({ patterns, rules, report }, text, found, signs) {
  const { cle, nom } = /** @type {Sign} */ (signs.find(({ motif }) => !motif || new RegExp(motif, "u").test(found[0])));
  const isWhole = cle === "texte-signe/ecriture" && isInForeignWord(text, found.index, patterns);
  report(isWhole ? "texte-signe/guillemets" : cle, {
    sign: nom,
    code: codePoint(found[0]),
    found: before(text, found.index, rules),
    plain: found[0].normalize("NFKC"),
  });
}

/** @param {string} text @param {number} index @param {Record<string, RegExp>} patterns */
function isInForeignWord(text, index, patterns) {
  return all(patterns.mot_etranger, text).some((word) => word.index <= index && index < word.index + word[0].length);
}

/** The word with an accent apart from its letter, or the first sign that has another form. @param {string} text @param {string} whole @param {RegExp} word */
function apart(text, whole, word) {
  const found = word.exec(text);
  const signs = [...text];
  const others = [...whole];
  const first = signs.find((sign, i) => i < others.length && sign !== others[i]);
  return found ? found[0] : (first ?? signs.slice(others.length).join(""));
}

/** @param {Checked} checked */
function checkWriting(checked) {
  const { text, field, patterns, rules, report } = checked;
  const markup = patterns.balisage.exec(text);
  if (markup) report("texte-balisage", { found: markup[0].trim() });
  const wrong = patterns.mal_decode.exec(text);
  if (wrong) report("texte-mal-decode", { found: wrong[0] });
  const formula = patterns.formule.exec(text);
  const after = !formula && patterns.formule_apres.exec(text);
  if (formula) report("texte-formule", { found: formula[1] });
  if (after) report("texte-formule/apres", { found: after[1] });
  if (rules.ensembles.titres.includes(field) && isInCapitals(checked)) report("texte-majuscules");
  checkSpaces(checked);
  if (!rules.ensembles.cites.includes(field)) checkOwnWords(checked);
  const isQuoted = rules.ensembles.cites.includes(field);
  const left = patterns.bouche_trou.exec(text) ?? (isQuoted ? null : patterns.reste_a_faire.exec(text.toLowerCase()));
  if (patterns.rien.test(text.toLowerCase())) report("texte-vide", { found: text });
  else if (left) report("texte-vide/reste", { found: left[0].trim() });
  const nothing = rules.ensembles.ecrits.includes(field) && fillerKind(checked);
  if (nothing) report(`texte-vide/${nothing}`, { found: text });
}

/** What a text typed to fill a field is made of, if it is one. @param {Checked} checked @returns {string} */
function fillerKind({ text, field, patterns, rules }) {
  const lower = text.toLowerCase();
  const { reponses, noms } = rules.ensembles;
  if (patterns.chiffres.test(lower)) return "chiffres";
  if (!reponses.includes(field) && patterns.oui.test(lower)) return "oui";
  if (noms.includes(field) && patterns.date.test(lower)) return "date";
  if (patterns.lettre_repetee.test(lower) || patterns.meme_mot.test(lower)) return "repete";
  const words = all(patterns.lettres, text).map(([word]) => word);
  return words.length && words.every((word) => isMashed(word, patterns, rules)) ? "clavier" : "";
}

/** A word that follows the keys of a keyboard or the alphabet, or has only consonants; an acronym is left alone. @param {string} word @param {Record<string, RegExp>} patterns @param {TextRules} rules */
function isMashed(word, patterns, { ensembles, limites }) {
  const lower = word.toLowerCase();
  const isAcronym = [...word].slice(1).join("") !== [...lower].slice(1).join("");
  if (!isAcronym && (patterns.sans_voyelle.test(lower) || patterns.alphabet.test(lower))) return true;
  const runs = all(patterns.suite_de_touches, lower).map(([run]) => run);
  const follows = runs.join("") === lower && runs.every((run) => run.length >= ensembles.touches[0].length);
  return follows && (lower.length >= limites.touches || ensembles.touches.includes(lower));
}

/** What is not said of words that a source said. @param {Checked} checked */
function checkOwnWords({ text, patterns, rules, report }) {
  const shout = patterns.cri.exec(text);
  if (shout) report("texte-cri", { found: shout[0] });
  for (const [quotation] of all(patterns.citation, text)) {
    const words = countWords(quotation, rules);
    if (words > rules.limites.extrait) report("texte-recopie", { words, most: rules.limites.extrait });
  }
}

/** @param {Checked} checked */
function checkSpaces({ text, patterns, rules, report }) {
  const inner = text.trim();
  if (inner !== text) report("texte-espaces/debut-ou-fin");
  const double = patterns.espaces.exec(inner);
  if (double) report("texte-espaces/double", { found: before(inner, double.index, rules) });
}

/** Python's `isupper`: no letter in lower or title case, and one in upper case. @param {Checked} checked */
function isInCapitals({ text, patterns }) {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const upper = /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
  return upper && (letters >= 10 || patterns.mot_long.test(text));
}

/** What is found is never repeated. @param {Checked} checked */
function checkPersonalData({ text: given, patterns, rules, report }) {
  // Letters and figures of other widths, styles and scripts, made plain.
  const text = given.replace(new RegExp(patterns.a_simplifier, "gu"), (signs) => asciiDigits(signs.normalize("NFKC")));
  if (patterns.courriel.test(text)) report("donnee-courriel");
  if (patterns.telephone.test(text)) report("donnee-telephone");
  if (all(patterns.nir, text).some(([, number, key]) => isSocialNumber(number, key, patterns.separateur))) report("donnee-nir");
  if (namesSomeone(text, patterns, rules)) report("donnee-personne");
}

/** @param {string} text @param {Record<string, RegExp>} patterns @param {TextRules} rules */
function namesSomeone(text, patterns, rules) {
  const firstNames = firstNamesOf(rules);
  // A first name, but one that belongs to the word before: « lycée Jean Moulin ».
  const hasFirstName = (/** @type {RegExp} */ pattern, /** @type {RegExp} */ butAfter) =>
    all(pattern, text).some(([, before, first]) => firstNames.has(first) && !butAfter.test(before ?? ""));
  return (
    patterns.civilite.test(text) ||
    all(patterns.titre, text).some(([, before]) => !patterns.lieu.test(before ?? "")) ||
    hasFirstName(patterns.titre_en_entier, patterns.lieu) ||
    Object.keys(patterns).some((name) => name.startsWith("prenom_") && hasFirstName(patterns[name], patterns.porte_un_nom))
  );
}

/** @param {string} number @param {string} key @param {RegExp} gap */
function isSocialNumber(number, key, gap) {
  const digits = asciiDigits(number.replace(new RegExp(gap, "gu"), ""))
    .replace("2A", "19")
    .replace("2B", "18");
  return 97n - (BigInt(digits) % 97n) === BigInt(asciiDigits(key));
}

/** Figures of any script as 0 to 9: each script has its ten figures in a row. @param {string} text */
function asciiDigits(text) {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
    return String(value);
  });
}

/** Whether the site exists is left to the checker, which has the public suffix list. @param {Checked} checked */
function checkAddress(checked) {
  const { text, patterns, report } = checked;
  const wrong = wrongForm(checked);
  if (wrong) {
    report(...wrong);
    return;
  }
  const somebody = patterns.personne_adresse.exec(text);
  const key = patterns.cle_adresse.exec(text);
  const tracking = patterns.suivi.exec(text);
  if (patterns.courriel_adresse.test(text)) report("lien-donnees/courriel");
  else if (somebody) report("lien-donnees", { found: somebody[1] });
  if (key) report("lien-donnees/cle", { found: key[1] });
  if (tracking) report("lien-suivi", { found: tracking[1] });
}

/** Why nobody can open the address. @param {Checked} checked @returns {[string, Record<string, unknown>?] | undefined} */
function wrongForm({ text, patterns, rules }) {
  // The browser's URL would mend what is wrong: the parts are read as they stand.
  const parts = patterns.adresse.exec(text);
  const port = Number(parts?.[4] || rules.limites.port_min);
  if (!parts || port < rules.limites.port_min || port > rules.limites.port) return ["lien-forme", { value: text }];
  const [, scheme, credentials, given] = parts;
  const host = given.toLowerCase().replace(/\.+$/, "");
  if (credentials !== undefined) return ["lien-forme/identifiants"];
  if (isPrivate(host, patterns, rules)) return ["lien-prive", { host: host.replace(/^[[\]]+|[[\]]+$/g, "") }];
  if (endsWithOneOf(host, rules.ensembles.fins_exemple)) return ["lien-prive/exemple", { host }];
  if (scheme !== "https" || !patterns.hote.test(host) || patterns.interdit.test(text)) return ["lien-forme", { value: text }];
  return undefined;
}

/** @param {string} host @param {Record<string, RegExp>} patterns @param {TextRules} rules */
function isPrivate(host, patterns, rules) {
  if (!host.includes(".") || host.startsWith("[")) return host !== "";
  if (endsWithOneOf(host, rules.ensembles.fins_privees)) return true;
  return patterns.nombre.test(host.slice(host.lastIndexOf(".") + 1));
}

/** @param {string} host @param {string[]} ends */
function endsWithOneOf(host, ends) {
  return ends.some((end) => `.${host}`.endsWith(end));
}

/** The last characters before a place, to find it again. @param {string} text @param {number} index @param {TextRules} rules */
function before(text, index, rules) {
  return [...text.slice(0, index)].slice(-rules.limites.contexte).join("").trim();
}

/** @param {string} character */
function codePoint(character) {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}
