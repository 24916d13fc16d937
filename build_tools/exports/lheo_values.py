"""What the lines of LHEO read of a module: each function gives the texts of one element."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from build_tools.exports.domain_codes import deduced_domains, domain_codes
from build_tools.exports.lheo_subjects import Course, Offer
from build_tools.model import Catalogue, Module
from build_tools.model.base import Source, is_deduced
from build_tools.model.module import Duration, certification_ids
from build_tools.model.wording import duration_text, prerequisite_text
from build_tools.text.typography import number

# « Public plan investissement compétences », Formacode V14: the audience of the Pactes that the modules come from.
PACTES_AUDIENCE = "81031"
URL_MAX = 400
# The fields of a module that a course says: that it belongs there, and how.
_LINKING = ("certifications", "caractere")
_DEDUCED_DOMAIN = (
    '<extras info="domaine"><extra info="domaine-deduit">code-FORMACODE et code-NSF : ceux de la certification '
    "complétée, d’après France compétences</extra></extras>"
)


def always(value: str) -> Callable[[object], Iterable[str]]:
    """The same text in every formation."""
    return lambda _: (value,)


def domain(offer: Offer) -> Iterable[str]:
    """The module's occupations, after the domains of what it completes, which are deduced and say so; as XML."""
    catalogue = offer.published.catalogue
    certifications = [completed.certification for completed in offer.module.certifications]
    official = _official_domain(catalogue, certifications)
    rome = _elements("code-ROME", offer.module.metiers[:5])
    return [official + rome + (_DEDUCED_DOMAIN if official else "")]


def domain_of_course(course: Course) -> Iterable[str]:
    """The domains and the occupations of the certification's official record, as XML."""
    catalogue = course.published.catalogue
    occupations = catalogue.vocabularies["metiers"]
    rome = [code for code in domain_codes(catalogue, [course.certification.id], "rome") if code in occupations]
    return [_official_domain(catalogue, [course.certification.id]) + _elements("code-ROME", rome[:5])]


def _official_domain(catalogue: Catalogue, certifications: Sequence[str]) -> str:
    """The standard takes five Formacodes, and three NSF codes of three figures, without the letter of a function."""
    nsf = dict.fromkeys(code[:3] for code in domain_codes(catalogue, certifications, "nsf"))
    formacodes = domain_codes(catalogue, certifications, "formacodes")
    return _elements("code-FORMACODE", formacodes[:5]) + _elements("code-NSF", list(nsf)[:3])


def _elements(name: str, codes: Iterable[str]) -> str:
    return "".join(f"<{name}>{escape(code)}</{name}>" for code in codes)


def results(offer: Offer) -> Iterable[str]:
    """The assessment, then what the module completes."""
    own = [offer.module.evaluation] if offer.module.evaluation else []
    labels = " ; ".join(map(offer.certification, certification_ids(offer.module.certifications)))
    completes = f" Il complète : {labels}." if labels else ""
    return ["\n".join([*own, f"Le module seul ne délivre pas de certification.{completes}"])]


def contents(offer: Offer) -> Iterable[str]:
    """One skill on each line."""
    skills = [f"- {skill.intitule}" for skill in offer.module.competences]
    return ["\n".join(skills)] if skills else ()


def audience_codes(offer: Offer) -> Iterable[str]:
    """That of the Pactes, then those of the module's audiences."""
    audiences = offer.published.catalogue.vocabularies["publics"]
    codes = [getattr(audiences.get(public), "code", None) for public in offer.module.publics]
    return list(dict.fromkeys([PACTES_AUDIENCE, *(code for code in codes if code)]))[:10]


def audiences(offer: Offer) -> Iterable[str]:
    """The audiences in words."""
    labels = [offer.label("publics", public) for public in offer.module.publics]
    parts = [", ".join(labels), offer.module.publics_precisions or ""]
    text = ". ".join(part for part in parts if part)
    return [text] if text else ()


def alternation(offer: Offer) -> Iterable[str]:
    """The hours in a company."""
    hours = offer.module.duree.entreprise if offer.module.duree else None
    return [f"{number(hours)} {'heure' if hours < 2 else 'heures'} en entreprise"] if hours else ()


def teaching_mode(offer: Offer) -> Iterable[str]:
    """One code; several modes together are what LHEO calls mixed."""
    modes = offer.published.catalogue.vocabularies["modalites"]
    codes = {code for mode in offer.module.modalites if (code := getattr(modes.get(mode), "lheo", None))}
    return ["1"] if len(codes) > 1 else codes


def conditions(offer: Offer) -> Iterable[str]:
    """One condition on each line."""
    modules = offer.published.catalogue.modules
    conditions = [text for asked in offer.module.prerequis if (text := prerequisite_text(asked, modules))]
    return ["\n".join(conditions)] if conditions else ()


def page(offer: Offer) -> Iterable[str]:
    """The module's page, where it is short enough."""
    return [offer.page] if 0 < len(offer.page) <= URL_MAX else ()


def of_offer(name: str) -> Callable[[Offer], Iterable[str]]:
    """What the recorded offer says in this field, if there is an offer and it says it."""
    return lambda offer: filter(None, [getattr(offer.implementation, name, None)])


def offer_page(offer: Offer) -> Iterable[str]:
    """The offer's own page, where it is short enough."""
    return [address for address in of_offer("adresse")(offer) if len(address) <= URL_MAX]


def region(offer: Offer) -> Iterable[str]:
    """Where a session would be; an offer of a module that another region took up may be in either."""
    return () if offer.implementation and offer.module.reprises else created_by(offer)


def hours(centre: bool, total: bool, offer: Offer) -> Iterable[str]:
    """The hours in the centre, or the whole, where the record gives exactly one length."""
    length = offer.module.duree
    if not length or not length.heures or (centre and not length.entreprise):
        return ()
    return _whole_hours(length.heures + (length.entreprise or 0 if total else 0))


def company_hours(offer: Offer) -> Iterable[str]:
    """The hours in a company, where they are whole."""
    length = offer.module.duree
    return _whole_hours(length.entreprise) if length and length.entreprise else ()


def _whole_hours(hours: float) -> Iterable[str]:
    """LHEO counts in whole hours: half an hour is in the text only (`duree-indicative`)."""
    return [str(int(hours))] if float(hours).is_integer() else ()


def length(offer: Offer) -> Iterable[str]:
    """The length in words."""
    length: Duration | None = offer.module.duree
    return [duration_text(length)] if length else ()


def means(offer: Offer) -> Iterable[str]:
    """How it is taught."""
    return ["; ".join(offer.module.modalites_pedagogiques)] if offer.module.modalites_pedagogiques else ()


def prerequisite_modules(offer: Offer) -> Iterable[str]:
    """The modules to follow before."""
    return [prerequisite.module for prerequisite in offer.module.prerequis if prerequisite.module]


def uncovered(offer: Offer) -> Iterable[str]:
    """The skills that the standard does not cover, and how far."""
    for skill in offer.module.competences:
        if skill.ecart:
            yield f"{skill.intitule} ({offer.label('ecarts', skill.ecart).lower()})"


def official_skills(offer: Offer) -> Iterable[str]:
    """The skills of the ROME, with their codes."""
    codes = dict.fromkeys(code for skill in offer.module.competences for code in skill.rome)
    return [f"{code} {offer.label('competences_rome', code)}" for code in codes]


def official_knowledge(offer: Offer) -> Iterable[str]:
    """The knowledge of the ROME, with its codes."""
    return [f"{code} {offer.label('competences_rome', code)}" for code in offer.module.savoirs]


def blocks(offer: Offer) -> Iterable[str]:
    """The blocks that it completes."""
    return [completed.bloc for completed in offer.module.certifications if completed.bloc]


def completed(offer: Offer) -> Iterable[str]:
    """The certifications that it completes."""
    return dict.fromkeys(map(offer.certification, certification_ids(offer.module.certifications)))


def demarche(offer: Offer) -> Iterable[str]:
    """The initiative that it comes from."""
    demarche = offer.published.catalogue.demarches.get(offer.module.demarche or "")
    return [demarche.titre] if demarche else ()


def created_by(offer: Offer) -> Iterable[str]:
    """The region that made it."""
    regions = offer.published.catalogue.vocabularies.regions
    return [regions[offer.module.region].code_insee] if offer.module.region in regions else ()


def taken_up_by(offer: Offer) -> Iterable[str]:
    """The regions that took it up."""
    regions = offer.published.catalogue.vocabularies.regions
    return [regions[region].code_insee for region in offer.module.reprises if region in regions]


def terms(vocabulary: str, read: Callable[[Module], Iterable[str | None]]) -> Callable[[Offer], Iterable[str]]:
    """The labels of the terms that a module names."""
    return lambda offer: [offer.label(vocabulary, term) for term in read(offer.module) if term]


def sources(offer: Offer) -> Iterable[str]:
    """The documents that say it, with their pages; a page once, however many of its passages the record quotes."""
    return dict.fromkeys(_cited(offer, source) for source in offer.module.sources)


def _cited(offer: Offer, source: Source) -> str:
    page = f", p. {source.page}" if source.page else ""
    document = offer.published.catalogue.vocabularies.document_of(source)
    where = "" if document.id else f", {document.adresse}"
    return f"{document.libelle}{page}{where}"


def sub_module(module: Module) -> str:
    """A module of a course, as XML."""
    kind = {"obligatoire": "1", "facultatif": "2"}.get(module.caractere or "", "0")
    return f"<reference-module>{escape(module.id)}</reference-module><type-module>{kind}</type-module>"


def deduced_of_course(course: Course) -> Iterable[str]:
    """What no source states of the certification, of the domains that its record gives, of its links to modules."""
    yield from course.certification.deduit
    yield from deduced_domains(course.published.catalogue, course.certification.id)
    for module in course.modules:
        yield from (f"{module.id}.{field}" for field in _LINKING if is_deduced(field, module.deduit))
