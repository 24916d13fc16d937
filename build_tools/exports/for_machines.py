"""What maps and language models take as it is: regions as GeoJSON, all records as one Markdown text, `llms.txt`…

A region is a point at its main town, with its official code: outlines are IGN's, joined by that code. Texts of records
are escaped, so that none of them is read as markup. Sources: RFC 7946 (GeoJSON), CommonMark 0.31 (section 2.4,
backslash escapes), llmstxt.org, RFC 9309 (robots.txt), OpenSearch 1.1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from build_tools.exports.citation import citation_text
from build_tools.exports.data_package import LICENCE, TITLE
from build_tools.exports.distributions import DISTRIBUTIONS
from build_tools.exports.lheo import OFFERS
from build_tools.exports.published import File, Published
from build_tools.exports.schema_org import ABOUT
from build_tools.model import Module, Vocabularies
from build_tools.model.base import Source, is_deduced
from build_tools.model.shown import facts_of
from build_tools.model.wording import field_label
from build_tools.text.typography import french, long_date

OPEN_SEARCH = "opensearch.xml"
GEOJSON, MARKDOWN, LLMS, ROBOTS = "data/regions.geojson", "data/catalogue.md", "llms.txt", "robots.txt"
# INSEE code of a region → longitude and latitude of its main town, in degrees (WGS 84).
_TOWNS: Mapping[str, tuple[float, float]] = {
    "01": (-61.729, 15.996),
    "02": (-61.074, 14.604),
    "03": (-52.326, 4.937),
    "04": (55.448, -20.879),
    "06": (45.228, -12.781),
    "11": (2.352, 48.857),
    "24": (1.909, 47.903),
    "27": (5.042, 47.322),
    "28": (1.099, 49.443),
    "32": (3.057, 50.629),
    "44": (7.752, 48.573),
    "52": (-1.554, 47.218),
    "53": (-1.678, 48.117),
    "75": (-0.579, 44.838),
    "76": (1.444, 43.605),
    "84": (4.836, 45.764),
    "93": (5.37, 43.297),
    "94": (8.739, 41.919),
}
_MARKUP = re.compile(r"[\\`*_{}\[\]()<>#+!|~&$-]")


def files_for_machines(published: Published) -> Iterator[File]:
    """`data/regions.geojson`, `data/catalogue.md`, `llms.txt`, `robots.txt` and, at an address, `opensearch.xml`."""
    yield File(GEOJSON, _geojson(published).encode(), len(published.catalogue.vocabularies.regions))
    yield File(MARKDOWN, _markdown(published).encode(), len(published.catalogue.modules))
    yield File(LLMS, _llms(published).encode())
    yield File(ROBOTS, _robots(published).encode())
    if published.addresses.site:  # browsers want whole addresses there
        yield File(OPEN_SEARCH, _open_search(published.addresses.site).encode())


def _geojson(published: Published) -> str:
    catalogue = published.catalogue
    features = []
    for region in catalogue.vocabularies.regions.values():
        created = catalogue.by_region.get(region.id, ())
        counts = {
            "modules": len(created),
            "modules_repris": len(catalogue.by_taken_up_region.get(region.id, ())),
            "modules_deployes": sum(module.statut == "deploye" for module in created),
            "modules_deployes_selon_une_source": sum(
                module.statut == "deploye" and "statut" not in module.deduit for module in created
            ),
            "demarches": sum(d.region == region.id for d in catalogue.demarches.values()),
        }
        names = {"id": region.id, "nom": region.libelle, "code_insee": region.code_insee, "iso_3166_2": region.iso}
        town = _TOWNS.get(region.code_insee)
        geometry = {"type": "Point", "coordinates": list(town)} if town else None
        feature = {"type": "Feature", "id": region.code_insee, "geometry": geometry, "properties": {**names, **counts}}
        features.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    lines = ",\n".join(features)
    head = json.dumps({"titre": TITLE, "date": published.generated_at, "licence": "etalab-2.0"}, ensure_ascii=False)
    return f'{{"type":"FeatureCollection","catalogue":{head},"features":[\n{lines}\n]}}\n'


def _markdown(published: Published) -> str:
    found = [f"# {TITLE}", citation_text(published), french(ABOUT)]
    for module in published.catalogue.modules.values():
        facts = "\n".join(
            f"- {_before_colon(label)} {plain(text)}{_mark(module, name)}"
            for label, text, name in _facts(published, module)
            if text
        )
        found += [f"## {plain(module.titre)}", plain(module.resume), facts]
    return "\n\n".join(found) + "\n"


def _mark(module: Module, name: str) -> str:
    return " (déduit)" if name and is_deduced(name, module.deduit) else ""


def _facts(published: Published, module: Module) -> Iterator[tuple[str, str, str]]:
    """Label, text, and the field that `deduit` would name."""
    catalogue, words = published.catalogue, published.catalogue.vocabularies
    yield "Identifiant", module.id, ""
    yield "Région", words.label("regions", module.region), ""
    for said in facts_of(module, words):
        if said.fact.field != "region":
            yield said.label, _listed(label for label, _ in said.values), said.fact.field
    yield "Précisions sur les publics", module.publics_precisions or "", "publics_precisions"
    completed = dict.fromkeys(item.certification for item in module.certifications)
    names = _listed(catalogue.label_of_certification[name] for name in completed)
    yield "Complète, sans la délivrer", names, "certifications"
    yield "Métiers", _listed(f"{code} {words.label('metiers', code)}" for code in module.metiers), "metiers"
    yield "Métiers cités", _listed(module.metiers_cites), "metiers_cites"
    yield "Compétences", _listed(skill.intitule for skill in module.competences), "competences"
    gaps = dict.fromkeys(skill.ecart for skill in module.competences if skill.ecart)
    yield "Écart au référentiel", _listed(words.label("ecarts", gap) for gap in gaps), "competences.ecart"
    yield "Besoin", (module.besoin.constat or "") if module.besoin else "", "besoin.constat"
    yield "Démarche", catalogue.demarches[module.demarche].titre if module.demarche else "", "demarche"
    yield "Déduit, aucune source ne l'énonce", _listed(field_label(module, name) for name in module.deduit), ""
    yield "Précisions", " ".join(module.precisions), ""
    yield "Sources", _listed(dict.fromkeys(_cited(words, source) for source in module.sources)), ""
    yield "Relue le", long_date(module.verifie_le), ""
    site = published.addresses.site
    yield "Page", f"{site}/modules/{module.id}/" if site else f"modules/{module.id}/", ""


def _cited(words: Vocabularies, source: Source) -> str:
    document = words.document_of(source)
    page = f", p. {source.page}" if source.page else ""
    return f"{document.libelle}{page}" if document.id else f"{document.libelle}{page} ({document.adresse})"


@cache
def _before_colon(label: str) -> str:
    return french(f"{label} :")


def _listed(texts: Iterable[str]) -> str:
    return " ; ".join(texts)


def plain(text: str) -> str:
    """A text on one line that Markdown reads as it is."""
    return _MARKUP.sub(_escaped, " ".join(text.splitlines()))


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def _llms(published: Published) -> str:
    root = f"{published.addresses.site}/" if published.addresses.site else ""
    files = [(MARKDOWN, "Tous les modules", "Toutes les fiches en un seul texte.")]
    left_out = {"data/elm.jsonld"}
    if not any(module.mises_en_oeuvre for module in published.catalogue.modules.values()):
        left_out.add(OFFERS)  # which is not written then
    files += [(d.path, d.title, d.what) for d in DISTRIBUTIONS if d.path not in left_out]
    lines = "\n".join(french(f"- [{title}]({root}{path}) : {what}") for path, title, what in files)
    rules = french(
        f"Données du {published.day}, {LICENCE['title']} : citez la source et la date. Le champ « deduit » d'une fiche "
        "nomme ce qu'aucune source n'énonce : ne le présentez pas comme un fait établi."
    )
    return f"# {TITLE}\n\n> {french(ABOUT)}\n\n{rules}\n\n## Données\n\n{lines}\n"


def _robots(published: Published) -> str:
    """Everything is open; the map of the site is named where the site has an address."""
    site = published.addresses.site
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {site}/sitemap.xml\n" if site else "")


def _open_search(site: str) -> str:
    """How a browser searches the catalogue from its own bar."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        "<ShortName>Modules</ShortName>",
        f"<LongName>{TITLE}</LongName>",
        "<Description>Rechercher un module additionnel</Description>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Image width="16" height="16" type="image/svg+xml">{escape(site)}/assets/images/favicon.svg</Image>',
        f'<Url type="text/html" template={quoteattr(f"{site}/recherche/?q={{searchTerms}}")}/>',
        f'<Url type="application/opensearchdescription+xml" rel="self" template={quoteattr(f"{site}/{OPEN_SEARCH}")}/>',
        "</OpenSearchDescription>",
    ]
    return "\n".join(lines) + "\n"
