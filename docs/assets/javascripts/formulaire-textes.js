// What the rules on texts find, told as the checker tells it: see build_tools/checking/rules/writing.py,
// personal_data.py and links.py, whose expressions these are. Python's `\w` is `[\p{L}\p{N}_]` here.

/** @typedef {import("./formulaire-schema.js").Finding} Finding */
/** @typedef {import("./formulaire-schema.js").Where} Where */
/** @typedef {(key: string, values?: Record<string, unknown>) => void} Report */

const QUOTED_FIELDS = new Set(["extrait", "cite", "metiers_cites"]);
const TITLES = new Set(["titre", "intitule", "resume"]);
const EXCERPT_MAX_WORDS = 12;

// What no file may hold (build_tools/loading/yaml_reader.py).
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
const MARKUP = /<\/?[A-Za-z][^<>]*>|<!--|&(?:#?[\p{L}\p{N}_]{2,8});|\]\(|\*\*|__|`[^`]+`|(?:^|\n)#{1,6} /u;
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ue000-\uf8ff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;
const COMBINING = /[\p{L}\p{N}_][\u0300-\u036f]+[\p{L}\p{N}_]*/u;
const BADLY_DECODED = /[\p{L}\p{N}_]{0,20}(?:Ã[^A-Z\s]|Ã\u00a0|â€|Å“|Â[«»°]|ï¿½|\ufffd).?[\p{L}\p{N}_]*/u;
const FORMULA = /^[=+\-@\t\r＝＋－＠]./su;
const SHOUT = /[!?](?:[ \u00a0\u202f]*[!?])+/;
const SPACES = /[ \u00a0\u202f]{2,}/;
const QUOTATION = /«([^«»]*)»|“([^“”]*)”|"([^"]*)"/g;
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_'’.,-]*/gu;
const PLACEHOLDER =
  /[Ll]orem ipsum|(?<![\p{L}\p{N}_])(?:TODO|FIXME|XXX+)(?![\p{L}\p{N}_])|[[(]\s*[àÀ] (?:compléter|définir|préciser|renseigner)\s*[\])]/u;
const TO_DO = "[aà] (?:compl[eé]ter|confirmer|d[eé]finir|d[eé]terminer|pr[eé]ciser|remplir|renseigner)";
const UNKNOWN = "inconnue?s?|non (?:communiqu|d[eé]fini|pr[eé]cis|renseign|sp[eé]cifi)(?:[eé]e?)?s?|pas d.information";
const NOTHING = "n[ ./-]?[acdr]|n[eé]ant|rien|sans objet|tb[ad]|test|todo|lorem|vide|xx+";
const SIGN = "[^\\p{L}\\p{N}_%€°]";
const EMPTY = new RegExp(`^(?:${SIGN}+|${SIGN}{0,5}(?:${TO_DO}|${UNKNOWN}|${NOTHING})${SIGN}{0,5})$`, "u");

const GAP = "[ .\\-/\\u00a0\\u202f]?";
const EMAIL =
  /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]{1,64}\s?(?:@|[[(](?:at|arobase|@)[\])])\s?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/iu;
const COUNTRY = `(?:\\+|00)(?:33|590|594|596|262|508|681|687|689)${GAP}(?:\\(0\\)${GAP})?[1-9]`;
const PHONE = new RegExp(
  `(?<![\\p{L}\\p{N}_/.,\\-])(?:${COUNTRY}|0[1-9])(?:${GAP}\\d\\d){4}(?![\\p{L}\\p{N}_]|${GAP}\\d)`,
  "u",
);
const NIR = new RegExp(
  `(?<![\\p{L}\\p{N}_])([12]${GAP}\\d\\d${GAP}(?:0[1-9]|1[0-2]|[2-4]\\d|[5-9]\\d)${GAP}(?:\\d\\d|2[AB])${GAP}\\d{3}${GAP}\\d{3})` +
    `${GAP}(\\d\\d)(?![\\p{L}\\p{N}_])`,
  "gu",
);
const UPPER = "A-ZÀ-ÖØ-Þ";
const CIVILITY = new RegExp(
  `(?<![\\p{L}\\p{N}_.])(?:M\\.|MM\\.|Mr\\.?|Mmes?|Mlles?|Monsieur|Madame|Mademoiselle)[ \\u00a0\\u202f]` +
    `(?:[${UPPER}]\\.[ \\u00a0-]?)?[${UPPER}][\\p{L}\\p{N}_'’\\-]+`,
  "u",
);
const ROLE = new RegExp(
  "(?<![\\p{L}\\p{N}_])(?:contacts?|interlocut(?:eur|rice)s?|référente?s?|responsables?|format(?:eur|rice)s?|intervenante?s?|" +
    "auteure?s?|autrices?|direct(?:eur|rice)s?|coordinat(?:eur|rice)s?|coordonnat(?:eur|rice)s?|chargée?s? de mission|" +
    "conseill(?:er|ère)s?|présidente?s?|animée?s? par|assurée?s? par|propos recueillis par|rédigée?s? par|selon)",
  "giu",
);
const FIRST_THEN_LAST = `([${UPPER}][\\p{L}\\p{N}_]{1,20})(?:-[${UPPER}][\\p{L}\\p{N}_]{1,20})?[ \\u00a0]`;
const NAME_AFTER_ROLE = new RegExp(`^[ \\u00a0]*(?:[:,(–—\\-][ \\u00a0]*)?${FIRST_THEN_LAST}[${UPPER}][\\p{L}\\p{N}_]`, "u");
const IN_CAPITALS = new RegExp(
  `(?:(?<![\\p{L}\\p{N}_])([\\p{L}\\p{N}_]{1,20})[ \\u00a0])?(?<![\\p{L}\\p{N}_\\-])${FIRST_THEN_LAST}[${UPPER}][${UPPER}'’\\-]{2,}(?![\\p{L}\\p{N}_])`,
  "gu",
);
const NAMED_AFTER =
  /^(?:avenue|boulevard|campus|centre|cfa|collège|école|espace|fondation|hôpital|impasse|institut|lycée|maison|place|prix|quai|rue|salle|site|théâtre|université)$/i;

const HOST =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?\.)+(?=[^.]*\p{L})[\p{L}\p{N}][\p{L}\p{N}_-]{0,61}[\p{L}\p{N}]$/u;
const FORBIDDEN = /[\\"<>^`{|}\0-\x20\x7f-\xa0]|%(?![0-9A-Fa-f]{2})|%0[0-9A-Fa-f]|%1[0-9A-Fa-f]|%7[Ff]/;
const PRIVATE_END = /\.(?:example|home\.arpa|internal|intra|intranet|invalid|lan|local|localdomain|localhost|onion|test)$/;
const TRACKING = /[?&#](utm_[\p{L}\p{N}_]+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|xtor|at_medium|at_campaign)=/u;

/**
 * The findings on one text.
 * @param {string} text
 * @param {Where} where
 * @param {string} firstNames « |Adrien|Agnès|… »
 * @returns {Finding[]}
 */
export function checkText(text, where, firstNames) {
  /** @type {Finding[]} */
  const findings = [];
  const field = String(where.findLast((step) => typeof step === "string") ?? "");
  /** @type {Report} */
  const report = (key, values = {}) => void findings.push({ where, key, values: { name: where, ...values } });
  const control = CONTROL.exec(text);
  if (control) report("yaml-syntaxe/invisible", { code: codePoint(control[0]) });
  checkLetters(text, report);
  if (/^https?:\/\//.test(text)) checkAddress(text, report);
  else {
    checkWriting(text, field, report);
    checkPersonalData(text, firstNames, report);
  }
  return findings;
}

/**
 * How many words a text has, as the checker counts them.
 * @param {string} text
 */
export function countWords(text) {
  return (text.match(WORD) ?? []).length;
}

/** @param {string} text @param {Report} report */
function checkLetters(text, report) {
  const hidden = INVISIBLE.exec(text);
  if (hidden) report("texte-invisible", { code: codePoint(hidden[0]), found: before(text, hidden.index) });
  const apart = text !== text.normalize("NFC") && COMBINING.exec(text);
  if (apart) report("texte-invisible/decompose", { found: apart[0] });
}

/** @param {string} text @param {string} field @param {Report} report */
function checkWriting(text, field, report) {
  const markup = MARKUP.exec(text);
  if (markup) report("texte-balisage", { found: markup[0].trim() });
  const wrong = BADLY_DECODED.exec(text);
  if (wrong) report("texte-mal-decode", { found: wrong[0] });
  if (FORMULA.test(text)) report("texte-formule", { found: text[0] });
  if (TITLES.has(field) && isInCapitals(text)) report("texte-majuscules");
  checkSpaces(text, report);
  if (!QUOTED_FIELDS.has(field)) checkOwnWords(text, report);
  const placeholder = PLACEHOLDER.exec(text);
  if (placeholder || EMPTY.test(text.toLowerCase())) report("texte-vide", { found: placeholder ? placeholder[0] : text });
}

/** What is not said of words that a source said. @param {string} text @param {Report} report */
function checkOwnWords(text, report) {
  const shout = SHOUT.exec(text);
  if (shout) report("texte-cri", { found: shout[0] });
  for (const [quotation] of text.matchAll(QUOTATION)) {
    const words = countWords(quotation);
    if (words > EXCERPT_MAX_WORDS) report("texte-recopie", { words, most: EXCERPT_MAX_WORDS });
  }
}

/** @param {string} text @param {Report} report */
function checkSpaces(text, report) {
  const inner = text.trim();
  if (inner !== text) report("texte-espaces/debut-ou-fin");
  const double = SPACES.exec(inner);
  if (double) report("texte-espaces/double", { found: before(inner, double.index) });
}

/** @param {string} text */
function isInCapitals(text) {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const upper = text === text.toUpperCase() && text !== text.toLowerCase();
  return upper && (letters >= 10 || /\p{L}{8}/u.test(text));
}

/** What is found is never repeated. @param {string} text @param {string} firstNames @param {Report} report */
function checkPersonalData(text, firstNames, report) {
  if (EMAIL.test(text)) report("donnee-courriel");
  if (PHONE.test(text)) report("donnee-telephone");
  for (const [, number, key] of text.matchAll(NIR)) if (isSocialNumber(number, key)) report("donnee-nir");
  const isFirstName = (/** @type {string} */ word) => firstNames.includes(`|${word}|`);
  const introduced = [...text.matchAll(ROLE)].some(({ index, 0: role }) => {
    const name = NAME_AFTER_ROLE.exec(text.slice(index + role.length));
    return name && isFirstName(name[1]);
  });
  const capitals = [...text.matchAll(IN_CAPITALS)].some(
    ([, place, first]) => isFirstName(first) && !NAMED_AFTER.test(place ?? ""),
  );
  if (CIVILITY.test(text) || introduced || capitals) report("donnee-personne");
}

/** @param {string} number @param {string} key */
function isSocialNumber(number, key) {
  const digits = number
    .replace(/[ .\-/\u00a0\u202f]/g, "")
    .replace("2A", "19")
    .replace("2B", "18");
  return 97n - (BigInt(digits) % 97n) === BigInt(key);
}

/** @param {string} text @param {Report} report */
function checkAddress(text, report) {
  // The browser's URL would mend what is wrong: the parts are read as they stand.
  const [, scheme, authority] = /^(https?):\/\/([^/?#]*)/.exec(text) ?? ["", "", ""];
  const [, host, port] = /^(?:.*@)?(\[[0-9a-f:.]*\]|.*?)(?::(\d*))?$/is.exec(authority) ?? ["", "", ""];
  const name = host
    .toLowerCase()
    .replace(/\.+$/, "")
    .replace(/^\[(.*)\]$/, "$1");
  const tracking = TRACKING.exec(text);
  if (Number(port) > 65_535) report("lien-forme", { value: text });
  else if (authority.includes("@")) report("lien-forme/identifiants");
  else if (isPrivate(name)) report("lien-prive", { host: name });
  else if (scheme !== "https" || !HOST.test(name) || FORBIDDEN.test(text)) report("lien-forme", { value: text });
  else if (tracking) report("lien-suivi", { found: tracking[1] });
}

/** @param {string} host */
function isPrivate(host) {
  if (!host.includes(".") || PRIVATE_END.test(`.${host}`)) return host !== "";
  return /^(?:0[xX][0-9a-fA-F]*|\d+)$/.test(host.slice(host.lastIndexOf(".") + 1));
}

/** The last characters before a place, to find it again. @param {string} text @param {number} index */
function before(text, index) {
  return text.slice(Math.max(0, index - 20), index).trim();
}

/** @param {string} character */
function codePoint(character) {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}
