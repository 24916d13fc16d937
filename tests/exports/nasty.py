"""A catalogue with a module that fills every field with texts that formats choke on."""

from __future__ import annotations

from dataclasses import replace

from build_tools.model import Catalogue, Ecart, Module

NASTY = (
    '=HYPERLINK("https://exemple.fr";"cliquez")',
    '+33 1, puis « a;b » "entre guillemets"',
    "-1+1\nsur deux lignes\r\net trois",
    "@SOMME(A1:A9)\ttabulée | barrée",
    "</script><script>window.pirate=1</script> ]]> <!-- &amp; &lt; {{ 7*191 }}",
    "https://exemple.fr/ et https://exemple.fr/?a=1&b=2",
    "émoji 🧑‍🏭, 𝒜, sigma ς, ligne\u2028 et paragraphe\u2029, \u200fdroite à gauche",
    "_x000D_ 00123 1e5 TRUE 2026-01-01",
    "' OR 1=1; DROP TABLE modules; --",
    "\\n \\u0041 \\\\ %s %n ${HOME} `id`",
)
SOURCE = {"document": "guide-8", "page": 31, "extrait": NASTY[4]}


def nasty_catalogue(real: Catalogue) -> Catalogue:
    """The real catalogue with one more module, whose every field is filled."""
    certification = next(iter(real.certifications))
    module = Module.model_validate(
        {
            "id": "bre-vilain",
            "titre": NASTY[0],
            "resume": " ".join(NASTY[:3]),
            "region": "bretagne",
            "reprises": ["normandie", "bretagne"],
            "demarche": next(iter(real.demarches)),
            "secteurs": ["industrie", "btp"],
            "transitions": ["numerique"],
            "themes": list(real.vocabularies.themes)[:2],
            "nature": next(iter(real.vocabularies["natures"])),
            "statut": next(iter(real.vocabularies["statuts"])),
            "annee": 2021,
            "caractere": next(iter(real.vocabularies["caracteres"])),
            "certifications": [{"certification": certification, "bloc": "RNCP4821BC04", "cite": NASTY[1]}],
            "metiers": ["G1602"],
            "metiers_cites": list(NASTY),
            "competences": [
                {
                    "intitule": text,
                    "ecart": next(iter(real.vocabularies["ecarts"])),
                    "preuve": text,
                    "rome": list(real.vocabularies["competences_rome"])[:2],
                }
                for text in NASTY
            ],
            "savoirs": list(real.vocabularies["competences_rome"])[2:4],
            "duree": {"choix": [70, 140], "entreprise": 35},
            "publics": list(real.vocabularies["publics"])[:2],
            "publics_precisions": NASTY[2],
            "modalites": list(real.vocabularies["modalites"]),
            "modalites_pedagogiques": list(NASTY),
            "besoin": {"constat": NASTY[8], "recueil": list(real.vocabularies["recueils"])[:2]},
            "prerequis": [{"module": next(iter(real.modules))}, {"condition": NASTY[0]}],
            "evaluation": NASTY[7],
            "transmissions": [
                {"destinataire": NASTY[9], "type": "cpne", "idcc": 1557, "le": "2026-01-01", "reponse": NASTY[6]}
            ],
            "integrations": [
                {
                    "certification": next(iter(real.certifications)),
                    "code": "RNCP1",
                    "sources": [{"document": "guide-8"}],
                }
            ],
            "mises_en_oeuvre": [
                {"organisme": NASTY[0], "siret": "00012345678901", "adresse": "https://exemple.fr/?a=1&b=2"}
            ],
            "resultats": [
                {"indicateur": "stagiaires-formes", "valeur": 24},
                {"indicateur": "stagiaires-formes", "valeur": 0.1, "precision": NASTY[5]},
            ],
            "confiance": "haute",
            "remplace": ["bre-ancien"],
            "origine": {"collecte": "bretagne", "cle": NASTY[0]},
            "sources": [SOURCE, {"document": "guide-8"}],
            "deduit": ["statut", "besoin.constat"],
            "precisions": list(NASTY),
            "verifie_le": "2026-11-21",
        }
    )
    assert module.model_fields_set == set(Module.model_fields), "every field is filled"
    gap = Ecart.model_validate(
        {
            "id": "bre-manque",
            "competence": NASTY[0],
            "constat": NASTY[8],
            "region": "bretagne",
            "demarche": next(iter(real.demarches)),
            "certifications": [{"certification": certification, "bloc": "RNCP4821BC04", "cite": NASTY[1]}],
            "metiers_cites": list(NASTY),
            "secteurs": ["industrie", "btp"],
            "ecart": next(iter(real.vocabularies["ecarts"])),
            "recueil": list(real.vocabularies["recueils"])[:2],
            "centres": 6,
            "entreprises": 12,
            "constate": "2021-03",
            "modules": [module.id, next(iter(real.modules))],
            "sources": [SOURCE, {"document": "guide-8"}],
            "deduit": ["ecart", "centres"],
            "precisions": list(NASTY),
            "verifie_le": "2026-11-21",
        }
    )
    assert gap.model_fields_set == set(Ecart.model_fields), "every field is filled"
    return replace(
        real,
        modules=dict(sorted({**real.modules, module.id: module}.items())),
        ecarts=dict(sorted({**real.ecarts, gap.id: gap}.items())),
        places={
            **real.places,
            ("modules", module.id): "modules/bretagne/bre-vilain.yml",
            ("ecarts", gap.id): "ecarts/bretagne/bre-manque.yml",
        },
    )
