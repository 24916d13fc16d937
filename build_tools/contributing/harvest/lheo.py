"""Modules in an LHEO feed of a Carif-Oref, as rows of a table; neither contacts nor persons are read.

A module is a formation with an `identifiant-module`, one that another refers to in its `sous-modules`, or one that
certifies nothing and says that it is a « module additionnel » or « complémentaire ».
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

from build_tools.contributing.harvest.fetching import HarvestError

_NAMESPACE = re.compile(r"\{(?:https?://[^}]*lheo[^}]*/)?([0-9.]*)[^}]*\}")
_MODULE = re.compile(r"\bmodules? (?:additionnels?|compl[ée]mentaires?)\b", re.IGNORECASE)
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_VERSION = "2.3"
_MODES = {"0": "en-presentiel", "1": "mixte", "2": "a-distance"}
SUMMARY_MAX = 600

Row = dict[str, Any]


def read_lheo(content: bytes) -> tuple[list[Row], list[str]]:
    """The rows of the feed's modules, and what is to be said of the feed. Raises HarvestError."""
    root = parsed_xml(content, "un flux LHEO")
    found = _NAMESPACE.match(root.tag)
    if not root.tag.endswith("lheo"):
        raise HarvestError("le fichier n'est pas un flux LHEO")
    version = found[1] if found else ""
    notices = [] if version == _VERSION else [f"flux LHEO {version or 'sans version'} : lu comme du {_VERSION}"]
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    formations = list(root.iter("formation"))
    completed = _completed_by(formations)
    rows = [_row(item, completed) for item in formations if _is_module(item, completed)]
    if not rows:
        notices.append("aucun module additionnel n'a été reconnu dans le flux")
    return rows, notices


def parsed_xml(content: bytes, kind: str) -> ET.Element:
    """The root of an XML file that needs no declaration. Raises HarvestError."""
    ascii_only = content.replace(b"\0", b"")  # what UTF-16 and UTF-32 put between the letters
    if any(word in ascii_only for word in _FORBIDDEN):  # they can fill a memory
        raise HarvestError(f"le fichier contient une déclaration (DOCTYPE, ENTITY), ce qui n'est pas admis dans {kind}")
    try:
        return ET.fromstring(content)  # noqa: S314  # without a declaration there is nothing to expand
    except (ET.ParseError, ValueError, LookupError):
        raise HarvestError("le fichier n'est pas du XML correct") from None


def mentions_module(text: str) -> bool:
    """Whether a text says that it speaks of an additional module."""
    return _MODULE.search(text) is not None


def _completed_by(formations: list[ET.Element]) -> Mapping[str, list[str]]:
    """Number of a module → codes of the certifications of the formations that refer to it."""
    found: dict[str, list[str]] = {}
    for formation in formations:
        codes = [text for name in ("code-RNCP", "code-RS") for text in _texts(formation, f"certification/{name}")]
        for number in _texts(formation, "sous-modules/sous-module/reference-module"):
            found.setdefault(number, []).extend(codes)
    return found


def _is_module(formation: ET.Element, completed: Mapping[str, list[str]]) -> bool:
    if formation.get("numero", "") in completed or formation.find("identifiant-module") is not None:
        return True
    text = " ".join(_texts(formation, "intitule-formation") + _texts(formation, "objectif-formation"))
    return formation.findtext("certifiante") == "0" and mentions_module(text)


def _row(formation: ET.Element, completed: Mapping[str, list[str]]) -> Row:
    number = formation.get("numero") or _first(formation, "identifiant-module")
    summary = " ".join(_first(formation, "objectif-formation").split())
    hours = _first(formation, "action/nombre-heures-centre") or _first(formation, "action/nombre-heures-total")
    row = {
        "numero": number,
        "titre": _first(formation, "intitule-formation"),
        "resume": summary[:SUMMARY_MAX],
        "certifications_certification": list(dict.fromkeys(completed.get(number, []))),
        "metiers": _texts(formation, "domaine-formation/code-ROME")[:5],
        "duree_heures": hours if hours.strip("0") else "",
        "modalites": [_MODES[m] for m in _texts(formation, "action/modalites-enseignement") if m in _MODES][:1],
        **_implementations(formation),
    }
    return {key: value for key, value in row.items() if value not in ("", [])}


def _implementations(formation: ET.Element) -> Row:
    """Who offers it and where, each body and place once: names, numbers, the public page; never who answers there."""
    address = _first(formation, "url-formation/urlweb")
    page = address if address.startswith("https://") else ""
    main = _body(formation.find("organisme-formation-responsable"), "nom-organisme", "SIRET-organisme-formation/SIRET")
    found = []
    for action in formation.iterfind("action"):
        trainer = _body(action.find("organisme-formateur"), "raison-sociale-formateur", "SIRET-formateur/SIRET")
        places = _texts(action, "lieu-de-formation/coordonnees/adresse/code-INSEE-commune")
        place = next((code for code in places if code.strip("0")), "")
        found.append((*(trainer if trainer[0] else main), place))
    offers = [offer for offer in dict.fromkeys(found or [(*main, "")]) if offer[0]]
    if not offers:
        return {}
    bodies, numbers, places = (list(part) for part in zip(*offers, strict=True))
    return {
        "mises_en_oeuvre_organisme": bodies,
        "mises_en_oeuvre_siret": numbers if any(numbers) else [],
        "mises_en_oeuvre_lieu_insee": places if any(places) else [],
        "mises_en_oeuvre_adresse": [page] * len(bodies) if page else [],
    }


def _body(element: ET.Element | None, name: str, number: str) -> tuple[str, str]:
    """The name and the SIRET of a body; zeros stand for none."""
    if element is None:
        return "", ""
    siret = _first(element, number)
    return _first(element, name), siret if siret.strip("0") else ""


def _texts(element: ET.Element, path: str) -> list[str]:
    texts = ((found.text or "").strip() for found in element.iterfind(path))
    return [text for text in texts if text not in ("", "-")]


def _first(element: ET.Element, path: str) -> str:
    return next(iter(_texts(element, path)), "")
