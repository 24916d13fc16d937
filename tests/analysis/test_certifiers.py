"""Certifying bodies, under their name of today, with what they own."""

from __future__ import annotations

from dataclasses import replace

from build_tools.analysis.certifiers import certifier_id, certifying_bodies
from build_tools.model import Certification


def test_the_real_bodies_own_every_certification_whose_body_is_known(real_catalogue):
    bodies = certifying_bodies(real_catalogue)
    assert {"ministere-de-la-mer", "ministere-du-travail", "union-sport-et-cycle"} <= set(bodies)
    assert list(bodies) == sorted(bodies)
    owned = {c.id for body in bodies.values() for c in body.certifications}
    assert owned == {c.id for c in real_catalogue.certifications.values() if c.certificateur}


def test_a_body_that_changed_its_name_has_one_page_under_its_name_of_today(real_catalogue):
    plain = real_catalogue.certifications["tp-tailleur-de-pierre"].model_dump(exclude_unset=True)
    renamed = Certification.model_validate(
        {**plain, "certificateur": {"nom": "Ministère de l'Emploi", "nom_actuel": "Ministère du Travail"}}
    )
    catalogue = replace(real_catalogue, certifications={**real_catalogue.certifications, renamed.id: renamed})
    assert certifier_id(renamed) == "ministere-du-travail"
    assert renamed in certifying_bodies(catalogue)["ministere-du-travail"].certifications


def test_a_certification_without_a_known_body_belongs_to_nobody(real_catalogue):
    assert certifier_id(real_catalogue.certifications["clea-numerique"]) == ""


def test_a_body_whose_name_has_no_latin_letter_has_an_address_all_the_same(real_catalogue):
    plain = real_catalogue.certifications["tp-tailleur-de-pierre"].model_dump(exclude_unset=True)
    foreign = Certification.model_validate({**plain, "certificateur": {"nom": "日本語"}})
    catalogue = replace(real_catalogue, certifications={**real_catalogue.certifications, foreign.id: foreign})
    assert certifying_bodies(catalogue)["organisme-tp-tailleur-de-pierre"].certifications == (foreign,)
