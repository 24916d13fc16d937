// The preview of a module's page: what the page will say, without its links.

import { element } from "./outils.js";
import { french, number } from "./textes.js";

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
    element("p", { class: "chapeau" }, french(record.resume ?? "")),
    facts(record, labels, deduced, shown),
    ...section("Ce que l'on y apprend", skills(record, labels)),
    ...section("Ce que le module complète", completed(record, labels)),
    ...section("Pourquoi ce module", need(record, labels)),
    ...section("Combien de personnes, avec quel résultat", listOf(results(record, labels))),
    ...section("Transmissions aux certificateurs", listOf((record.transmissions ?? []).map(transmission))),
    ...section("Où le suivre", listOf((record.mises_en_oeuvre ?? []).map((/** @type {any} */ offer) => offer.organisme ?? ""))),
    ...section("D'où viennent ces informations", provenance(record, labels)),
  ];
}

/** @param {string} name @param {Set<string>} deduced */
function mark(name, deduced) {
  return deduced.has(name) ? [" ", element("span", { class: "deduit" }, "déduit")] : [];
}

/** @param {string} title @param {Node[]} content */
function section(title, content) {
  return content.length ? [element("section", {}, element("h4", {}, french(title)), ...content)] : [];
}

/** @param {(string | Node)[]} items */
function listOf(items) {
  const said = items.filter(Boolean);
  return said.length
    ? [element("ul", {}, ...said.map((item) => element("li", {}, typeof item === "string" ? french(item) : item)))]
    : [];
}

/** @param {string | undefined} text @param {string} before */
function paragraph(text, before = "") {
  return text ? [element("p", {}, ...(before ? [element("strong", {}, french(before)), " "] : []), french(text))] : [];
}

/** @param {any} record @param {Labels} labels @param {Set<string>} deduced @param {Fact[]} shown */
function facts(record, labels, deduced, shown) {
  const rows = shown.flatMap(([field, label, several, source]) => {
    const values = field === "duree" ? [durationText(record.duree)].filter(Boolean) : [record[field] ?? []].flat();
    const said = values.map((value) => (source ? labels(source, value) : String(value))).join(", ");
    const more = field === "publics" ? record.publics_precisions : "";
    const title = several && values.length > 1 ? several : label;
    return said || more ? [{ field, title, value: [said, more].filter(Boolean).join(". ") }] : [];
  });
  return element(
    "dl",
    { class: "paires" },
    ...rows.map(({ field, title, value }) =>
      element("div", {}, element("dt", {}, title), element("dd", {}, french(value), ...mark(field, deduced))),
    ),
  );
}

/**
 * « 14 h », « de 7 à 280 h », « 70 ou 140 h », with the hours in a company apart (build_tools/model/wording.py).
 * @param {any} length
 */
export function durationText(length) {
  if (!length) return "";
  const hours = (/** @type {unknown} */ value) => (typeof value === "number" ? number(value) : "?");
  const centre = length.heures
    ? hours(length.heures)
    : length.choix
      ? length.choix.map(hours).join(" ou ")
      : `de ${hours(length.min)} à ${hours(length.max)}`;
  return `${centre} h${length.entreprise ? ` en centre, ${hours(length.entreprise)} h en entreprise` : ""}`;
}

/** @param {any} record @param {Labels} labels */
function skills(record, labels) {
  const lines = (record.competences ?? []).map((/** @type {any} */ skill) => {
    const gap = skill.ecart ? [" ", element("span", { class: "ecart" }, labels("ecarts", skill.ecart))] : [];
    const proof = skill.preuve ? [element("span", { class: "discret bloc" }, french(skill.preuve))] : [];
    return element("span", {}, french(skill.intitule ?? ""), ...gap, ...proof);
  });
  const before = (record.prerequis ?? []).map((/** @type {any} */ one) =>
    one.module ? labels("modules", one.module) : (one.condition ?? ""),
  );
  return [
    ...listOf(lines),
    ...paragraph(before.join(" ; "), "Prérequis :"),
    ...paragraph((record.modalites_pedagogiques ?? []).join(", "), "Moyens pédagogiques :"),
    ...paragraph(record.evaluation, "Évaluation :"),
  ];
}

/** @param {any} record @param {Labels} labels */
function completed(record, labels) {
  const lines = (record.certifications ?? []).map((/** @type {any} */ one) => {
    const block = one.bloc ? [" — bloc ", element("code", {}, one.bloc)] : [];
    const cited = one.cite ? [element("span", { class: "discret bloc" }, french(`Cité dans la source : « ${one.cite} »`))] : [];
    return element("span", {}, one.certification ? labels("certifications", one.certification) : "", ...block, ...cited);
  });
  const occupations = (record.metiers ?? []).map((/** @type {string} */ code) => labels("metiers", code));
  return [
    ...listOf(lines),
    ...paragraph((record.metiers_cites ?? []).join(", "), "Métiers cités :"),
    ...paragraph(occupations.join(", "), "Métiers :"),
  ];
}

/** @param {any} record @param {Labels} labels */
function need(record, labels) {
  const found = (record.besoin?.recueil ?? []).map((/** @type {string} */ id) => labels("recueils", id));
  return [
    ...paragraph(record.besoin?.constat),
    ...paragraph(found.join(", "), "Besoin repéré avec :"),
    ...paragraph(record.demarche && labels("demarches", record.demarche), "Démarche :"),
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
