// The words that several scripts show.

/** @type {Record<string, string>} */
const KINDS = {
  certificateur: "Certificateur",
  certification: "Certification",
  demarche: "Démarche",
  metier: "Métier",
  page: "Page d’aide",
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
 * French typography for words that are written with plain spaces (`french` of build_tools/typography.py).
 * @param {string} text
 */
export function french(text) {
  return text
    .replace(/ ([;!?])/g, "\u202f$1")
    .replace(/ :(?=\s|$)/g, "\u00a0:")
    .replace(/« /g, "«\u00a0")
    .replace(/ »/g, "\u00a0»")
    .replace(/(?<=[\p{L}\p{N}_])'(?=[\p{L}\p{N}_])/gu, "’");
}
