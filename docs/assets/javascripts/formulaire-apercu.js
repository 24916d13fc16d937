// The preview of a module's page: what the page will say, without its links.

import { element } from "./outils.js";
import { french, lengthText, number } from "./textes.js";

/**
 * @typedef {(source: string, id: string) => string} Labels
 * @typedef {[field: string, label: string, several: string, source: string]} Fact as build_tools/model/shown.py lists them
 */

/**
 * The parts of the page that the record fills.
 * @param {any} record
 * @param {Labels} labels
 * @param {Fact[]} shown
 */
export function preview(record, labels, shown) {
  const deduced = new Set(record.deduit ?? []);
  return [
    element("h3", { class: "apercu__titre" }, french(record.titre ?? "Sans titre"), ...mark("titre", deduced)),
    element("p", { class: "chapeau" }, french(record.resume ?? ""), ...mark("resume", deduced)),
    facts(record, labels, deduced, shown),
    ...section("Ce que l'on y apprend", skills(record, labels, deduced)),
    ...section("Ce que le module complète", completed(record, labels, deduced)),
    ...section("Pourquoi ce module", need(record, labels, deduced)),
    ...section("Combien de personnes, avec quel résultat", [...listOf(results(record, labels)), ...mark("resultats", deduced)]),
    ...section("Transmissions aux certificateurs", listOf((record.transmissions ?? []).map(transmission))),
    ...section("Où le suivre", listOf((record.mises_en_oeuvre ?? []).map((/** @type {any} */ offer) => offer.organisme ?? ""))),
    ...section("D'où viennent ces informations", provenance(record, labels)),
  ];
}

/** The mark of a field, or of the group that it belongs to. @param {string} name @param {Set<string>} deduced */
function mark(name, deduced) {
  return deduced.has(name) || deduced.has(name.split(".")[0] ?? "")
    ? [" ", element("span", { class: "deduit" }, "déduit")]
    : [];
}

/** @param {string} title @param {(string | Node)[]} content */
function section(title, content) {
  return content.length ? [element("section", {}, element("h4", {}, french(title)), ...content)] : [];
}

/** @param {(string | Node)[]} items */
function listOf(items) {
  const written = items.filter(Boolean);
  return written.length
    ? [element("ul", {}, ...written.map((item) => element("li", {}, typeof item === "string" ? french(item) : item)))]
    : [];
}

/** @param {string | undefined} text @param {string} before @param {(string | Node)[]} after */
function paragraph(text, before = "", after = []) {
  const head = before ? [element("strong", {}, french(before)), " "] : [];
  return text ? [element("p", {}, ...head, french(text), ...after)] : [];
}

/** @param {any} record @param {Labels} labels @param {Set<string>} deduced @param {Fact[]} shown */
function facts(record, labels, deduced, shown) {
  const rows = shown.flatMap(([field, label, several, source]) => {
    const values = field === "duree" ? [durationText(record.duree)].filter(Boolean) : [record[field] ?? []].flat();
    const written = values.map((value) => (source ? labels(source, value) : String(value))).join(", ");
    const more = field === "publics" ? record.publics_precisions : "";
    const title = several && values.length > 1 ? several : label;
    return written || more ? [{ field, title, value: [written, more].filter(Boolean).join(". ") }] : [];
  });
  return element(
    "dl",
    { class: "paires" },
    ...rows.map(({ field, title, value }) =>
      element("div", {}, element("dt", {}, title), element("dd", {}, french(value), ...mark(field, deduced))),
    ),
  );
}

/** A length as the page says it; what is no number yet is asked. @param {any} length */
export function durationText(length) {
  return length ? lengthText(length, (hours) => (typeof hours === "number" ? number(hours) : "?")) : "";
}

/**
 * Each module to follow before, its condition, or both, as the page says them.
 * @param {any} record @param {Labels} labels
 * @returns {string[]}
 */
export function prerequisites(record, labels) {
  return (record.prerequis ?? []).map((/** @type {any} */ one) =>
    [one.module && labels("modules", one.module), one.condition].filter(Boolean).join(" : "),
  );
}

/** @param {any} record @param {Labels} labels @param {Set<string>} deduced */
function skills(record, labels, deduced) {
  const lines = (record.competences ?? []).map((/** @type {any} */ skill) => {
    const kind = skill.ecart && element("span", { class: "ecart" }, labels("ecarts", skill.ecart));
    const gap = kind ? [" ", kind, ...mark("competences.ecart", deduced)] : [];
    const proof = skill.preuve ? [element("span", { class: "discret bloc" }, french(skill.preuve))] : [];
    return element("span", {}, french(skill.intitule ?? ""), ...gap, ...proof);
  });
  const means = record.modalites_pedagogiques ?? [];
  return [
    ...listOf(lines),
    ...(lines.length ? mark("competences", deduced) : []),
    ...paragraph(prerequisites(record, labels).join(" ; "), "Prérequis :", mark("prerequis", deduced)),
    ...paragraph(means.join(", "), "Moyens pédagogiques :", mark("modalites_pedagogiques", deduced)),
    ...paragraph(record.evaluation, "Évaluation :", mark("evaluation", deduced)),
  ];
}

/** @param {any} record @param {Labels} labels @param {Set<string>} deduced */
function completed(record, labels, deduced) {
  const lines = (record.certifications ?? []).map((/** @type {any} */ one) => {
    const block = one.bloc ? [" — bloc ", element("code", {}, one.bloc)] : [];
    const cited = one.cite ? [element("span", { class: "discret bloc" }, french(`Cité dans la source : « ${one.cite} »`))] : [];
    return element("span", {}, one.certification ? labels("certifications", one.certification) : "", ...block, ...cited);
  });
  const occupations = (record.metiers ?? []).map((/** @type {string} */ code) => labels("metiers", code));
  return [
    ...listOf(lines),
    ...(lines.length ? mark("certifications", deduced) : []),
    ...paragraph((record.metiers_cites ?? []).join(", "), "Métiers cités :", mark("metiers_cites", deduced)),
    ...paragraph(occupations.join(", "), "Métiers :", mark("metiers", deduced)),
  ];
}

/** @param {any} record @param {Labels} labels @param {Set<string>} deduced */
function need(record, labels, deduced) {
  const found = (record.besoin?.recueil ?? []).map((/** @type {string} */ id) => labels("recueils", id));
  return [
    ...paragraph(record.besoin?.constat, "", mark("besoin.constat", deduced)),
    ...paragraph(found.join(", "), "Besoin repéré avec :", mark("besoin.recueil", deduced)),
    ...paragraph(record.demarche && labels("demarches", record.demarche), "Démarche :", mark("demarche", deduced)),
  ];
}

/** @param {any} record @param {Labels} labels */
function results(record, labels) {
  return (record.resultats ?? []).map((/** @type {any} */ one) => {
    const what = one.indicateur ? labels("indicateurs", one.indicateur) : "";
    const more = [one.precision, one.periode].filter(Boolean).join(", ");
    return `${what} : ${one.valeur ?? ""} ${one.unite ?? ""}${more ? ` (${more})` : ""}`;
  });
}

/** @param {any} sent */
function transmission(sent) {
  const parts = [`${sent.le ?? ""} : ${sent.destinataire ?? ""}`, sent.objet, sent.reponse, sent.decision, sent.le_decision];
  return parts.filter(Boolean).join(". ");
}

/** @param {any} record @param {Labels} labels */
function provenance(record, labels) {
  const sources = (record.sources ?? []).map((/** @type {any} */ source) => {
    const quoted = source.extrait ? [", ", element("q", { class: "extrait" }, french(source.extrait))] : [];
    const page = source.page ? `, page\u00a0${source.page}` : "";
    const listed = source.document ? french(labels("documents", source.document)) : "";
    const described = [source.titre, source.editeur, source.date].filter(Boolean).map((text) => french(String(text)));
    return element("span", {}, (listed || described.join(", ")) + page, ...quoted);
  });
  return [...listOf(sources), ...listOf(record.precisions ?? []), ...paragraph(record.verifie_le, "Relue le")];
}
