"""Référentiels and certifications for the tests of coverage."""

from build_tools.model import Certification, Referentiel

SOURCES = [{"document": "export-rncp-2021-01"}]


def referentiel(code, *blocks, **facts):
    """A référentiel: each block is (title, skills…)."""
    said = [
        {"code": f"{code}BC{i:02}", "intitule": title, **({"competences": list(skills)} if skills else {})}
        for i, (title, *skills) in enumerate(blocks, start=1)
    ]
    data = {"id": code.lower().replace("rncp", "rncp-"), "code": code, "sources": SOURCES, "verifie_le": "2026-11-21"}
    return Referentiel.model_validate({**data, **({"blocs": said} if said else {}), **facts})


def certification(name, *registrations, **facts):
    """A certification: each registration is a code, or a mapping with its dates."""
    entries = [{"code": r} if isinstance(r, str) else r for r in registrations]
    return Certification.model_validate(
        {
            "id": name,
            "intitule": "Assistant d'exemple",
            "type": "titre-professionnel",
            "enregistrements": [{**entry, "sources": SOURCES} for entry in entries],
            "sources": SOURCES,
            "verifie_le": "2026-11-21",
            **facts,
        }
    )
