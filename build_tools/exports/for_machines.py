"""What maps and language models take as it is: regions as GeoJSON, all records as one Markdown text, `llms.txt`…

A region is a point at its main town, with its official code: outlines are IGN's, joined by that code. Sources:
RFC 7946 (GeoJSON), llmstxt.org, RFC 9309 (robots.txt), OpenSearch 1.1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from build_tools.analysis.gaps import gap_state
from build_tools.exports.catalogue_markdown import MARKDOWN, markdown_text
from build_tools.exports.data_package import LICENCE, TITLE
from build_tools.exports.distributions import DISTRIBUTIONS
from build_tools.exports.lheo import OFFERS
from build_tools.exports.published import File, Published
from build_tools.exports.schema_org import ABOUT
from build_tools.model.kinds import KINDS
from build_tools.text.typography import french
from build_tools.writing import json_line

OPEN_SEARCH = "opensearch.xml"
GEOJSON, LLMS, ROBOTS = "data/regions.geojson", "llms.txt", "robots.txt"
_POINT = "Le chef-lieu de la région, en degrés (WGS 84)."
# What each number of a region counts.
_COUNTS: Mapping[str, str] = {
    "modules": "Modules que la région a créés.",
    "modules_repris": "Modules créés ailleurs, qu'elle a repris.",
    "modules_deployes": "Parmi les modules qu'elle a créés, ceux au statut « déployé », déduits compris.",
    "modules_deployes_selon_une_source": "Parmi eux, ceux dont une source énonce le statut.",
    "demarches": "Démarches de la région.",
    "ecarts": "Écarts constatés dans la région.",
    "ecarts_sans_module": "Parmi eux, ceux auxquels aucun module ne répond.",
}
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


def files_for_machines(published: Published) -> Iterator[File]:
    """`data/regions.geojson`, `data/catalogue.md`, `llms.txt`, `robots.txt` and, at an address, `opensearch.xml`."""
    yield File(GEOJSON, _geojson(published).encode(), len(published.catalogue.vocabularies.regions))
    yield File(MARKDOWN, markdown_text(published).encode(), sum(len(published.catalogue.records(k)) for k in KINDS))
    yield File(LLMS, _llms(published).encode())
    yield File(ROBOTS, _robots(published).encode())
    if published.addresses.site:  # browsers want whole addresses there
        yield File(OPEN_SEARCH, _open_search(published.addresses.site).encode())


def _geojson(published: Published) -> str:
    catalogue = published.catalogue
    features = []
    for region in catalogue.vocabularies.regions.values():
        created = catalogue.by_region.get(region.id, ())
        gaps = [gap for gap in catalogue.ecarts.values() if gap.region == region.id]
        counts = {
            "modules": len(created),
            "modules_repris": len(catalogue.by_taken_up_region.get(region.id, ())),
            "modules_deployes": sum(module.statut == "deploye" for module in created),
            "modules_deployes_selon_une_source": sum(
                module.statut == "deploye" and "statut" not in module.deduit for module in created
            ),
            "demarches": sum(d.region == region.id for d in catalogue.demarches.values()),
            "ecarts": len(gaps),
            "ecarts_sans_module": sum(gap_state(catalogue, gap) == "sans-module" for gap in gaps),
        }
        names = {"id": region.id, "nom": region.libelle, "code_insee": region.code_insee, "iso_3166_2": region.iso}
        town = _TOWNS.get(region.code_insee)
        geometry = {"type": "Point", "coordinates": list(town)} if town else None
        feature = {"type": "Feature", "id": region.code_insee, "geometry": geometry, "properties": {**names, **counts}}
        features.append(json_line(feature))
    lines = ",\n".join(features)
    about: dict[str, object] = {"titre": TITLE, "date": published.generated_at, "licence": "etalab-2.0"}
    about |= {"point": french(_POINT), "champs": {name: french(text) for name, text in _COUNTS.items()}}
    head = json.dumps(about, ensure_ascii=False)
    return f'{{"type":"FeatureCollection","catalogue":{head},"features":[\n{lines}\n]}}\n'


def _llms(published: Published) -> str:
    root = published.addresses.root(LLMS)
    kinds = ", ".join(kind.several.lower() for kind in KINDS.values())
    files = [(MARKDOWN, "Tout le catalogue en un texte", f"Toutes les fiches, une partie par sorte : {kinds}.")]
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
