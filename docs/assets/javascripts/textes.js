// The words that several scripts show.

/** @type {Record<string, string>} */
const KINDS = {
  certificateur: "Certificateur",
  certification: "Certification",
  competence: "Compétence du ROME",
  demarche: "Démarche",
  ecart: "Écart constaté",
  metier: "Métier",
  page: "Page d’aide",
  referentiel: "Référentiel officiel",
  region: "Région",
  secteur: "Secteur",
  theme: "Thème",
  transition: "Transition",
};

/**
 * The kind of a page, as a visitor reads it.
 * @param {string} kind
 */
export function kindLabel(kind) {
  return KINDS[kind] ?? "Page";
}

/**
 * « 1 module », « 96 modules ».
 * @param {number} count
 * @param {string} singular
 * @param {string} several
 */
export function plural(count, singular, several = `${singular}s`) {
  return `${count.toLocaleString("fr-FR")}\u00a0${count < 2 ? singular : several}`;
}

/**
 * « 49 000 000 », « 2,5 »: groups of three with narrow no-break spaces, a decimal comma (`number` of
 * build_tools/text/typography.py).
 * @param {number} value
 */
export function number(value) {
  const [whole, decimals] = String(value).split(".");
  return whole.replace(/\B(?=(?:[0-9]{3})+$)/g, "\u202f") + (decimals ? `,${decimals}` : "");
}

/**
 * « 14 h », « de 7 à 280 h », « 70 ou 140 h », with the hours in a company apart (build_tools/model/wording.py).
 * @param {any} length
 * @param {(hours: unknown) => string} written how a number of hours is written
 */
export function lengthText({ heures, min, max, choix, entreprise }, written) {
  const several = choix ? choix.map(written).join(" ou ") : `de ${written(min)} à ${written(max)}`;
  const company = entreprise ? ` en centre, ${written(entreprise)} h en entreprise` : "";
  return `${heures ? written(heures) : several} h${company}`;
}

/**
 * French typography for words that are written with plain spaces (`french` of build_tools/text/typography.py; a test
 * gives both the same texts).
 * @param {string} text
 */
export function french(text) {
  return text
    .replace(/ ([;!?])/g, "\u202f$1")
    .replaceAll(" : ", "\u00a0: ")
    .replaceAll("« ", "«\u00a0")
    .replaceAll(" »", "\u00a0»")
    .replaceAll("n° ", "n°\u00a0")
    .replace(/(?<=[\p{L}\p{N}_])'(?=[\p{L}\p{N}_])/gu, "’")
    .replace(/ :(?=\s|$)/g, "\u00a0:")
    .replace(/(?<![\p{L}\p{N}_])p\. (?=\p{Nd})/gu, "p.\u00a0")
    .replace(/(\p{Nd}) (%|€|(?:h|heures?|ans?|mois)(?![\p{L}\p{N}_]))/gu, "$1\u00a0$2");
}
