// What the rules on texts find, told as the checker tells it. Patterns, sets and limits are the checker's own: they come
// with the form's data (build_tools/checking/rules/in_javascript.py). A test gives both sides the same texts.

/** @typedef {import("./formulaire-schema.js").Finding} Finding */
/** @typedef {import("./formulaire-schema.js").Where} Where */
/** @typedef {(key: string, values?: Record<string, unknown>) => void} Report */
/**
 * @typedef {object} TextRules
 * @property {Record<string, string>} motifs
 * @property {Record<string, string[]>} ensembles
 * @property {Record<string, any>} limites
 * @property {string} prenoms « |Adrien|Agnès|… »
 */
/** @typedef {{text: string, field: string, patterns: Record<string, RegExp>, rules: TextRules, report: Report}} Checked */

/** @type {WeakMap<TextRules, Record<string, RegExp>>} */
const compiled = new WeakMap();

/** The patterns, compiled once. @param {TextRules} rules @returns {Record<string, RegExp>} */
export function patternsOf(rules) {
  let patterns = compiled.get(rules);
  if (!patterns) {
    patterns = Object.fromEntries(Object.entries(rules.motifs).map(([name, source]) => [name, new RegExp(source, "u")]));
    compiled.set(rules, patterns);
  }
  return patterns;
}

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
  checkLetters(checked);
  if (/^https?:\/\//.test(text)) checkAddress(checked);
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
function checkLetters({ text, patterns, rules, report }) {
  const hidden = patterns.invisible.exec(text);
  if (hidden) report("texte-invisible", { code: codePoint(hidden[0]), found: before(text, hidden.index, rules) });
  const apart = text !== text.normalize("NFC") && patterns.decompose.exec(text);
  if (apart) report("texte-invisible/decompose", { found: apart[0] });
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
  const placeholder = patterns.a_completer.exec(text);
  if (placeholder || patterns.rien.test(text.toLowerCase()))
    report("texte-vide", { found: placeholder ? placeholder[0] : text });
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
function checkPersonalData({ text, patterns, rules, report }) {
  if (patterns.courriel.test(text)) report("donnee-courriel");
  if (patterns.telephone.test(text)) report("donnee-telephone");
  if (all(patterns.nir, text).some(([, number, key]) => isSocialNumber(number, key, patterns.separateur))) report("donnee-nir");
  const isFirstName = (/** @type {string} */ word) => rules.prenoms.includes(`|${word}|`);
  const introduced = all(patterns.presente, text).some(([, first]) => isFirstName(first));
  const capitals = all(patterns.en_capitales, text).some(
    ([, place, first]) => isFirstName(first) && !patterns.lieu.test(place ?? ""),
  );
  if (patterns.civilite.test(text) || introduced || capitals) report("donnee-personne");
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
  return text.normalize("NFKC").replace(/(?![0-9])\p{Nd}/gu, (digit) => {
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
