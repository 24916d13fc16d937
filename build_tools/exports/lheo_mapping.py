"""What each element of LHEO 2.3 holds of our records: read by the exporter and by the page of correspondence.

Lines follow the order of the standard's schema, which is binding. Lengths are the schema's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar
from xml.sax.saxutils import escape, quoteattr

from build_tools.exports.published import Published
from build_tools.git.history import Dates
from build_tools.model import Certification, Module
from build_tools.model.certification import Registration
from build_tools.model.module import Duration, Implementation, Prerequisite
from build_tools.model.wording import duration_text
from build_tools.text.typography import number

UNKNOWN = "Non renseigné"
EXTRAS = "extras"
NO_ACTIVITY_NUMBER = "99999999999"
NO_SIRET = "00000000000000"
NO_DATE = "00000000"
NO_POSTCODE = "00000"
# « Public plan investissement compétences », Formacode V14: the audience of the Pactes that the modules come from.
PACTES_AUDIENCE = "81031"
URL_MAX = 400

_BODY = "organisme-formation-responsable"
_PARTS_OF_OFFRE_INFO = {"AF": "action", "SE": "session"}

_TITLE, _NAME, _TEXT = 255, 250, 3000
_UNBOUNDED = 10_000

SubjectT = TypeVar("SubjectT")


@dataclass(frozen=True)
class Line(Generic[SubjectT]):
    """One element of the standard: its path inside `formation`, our fields, what is written, in French.

    `values` gives the texts, each cut at `limit` characters between words; where there is none and the standard
    requires the element, `placeholder` is written and the extras say that it is unknown. With `markup` the values are
    the elements inside it, already XML.
    """

    path: str
    fields: str
    words: str
    values: Callable[[SubjectT], Iterable[str]]
    limit: int = _UNBOUNDED
    placeholder: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    markup: bool = False

    @cached_property
    def parents(self) -> tuple[str, ...]:
        """The elements around it, outermost first."""
        return tuple(self.path.split("/")[:-1])

    @cached_property
    def never_known(self) -> bool:
        """Whether the standard requires what the catalogue does not keep: the placeholder stands in every formation."""
        return bool(self.placeholder) and self.values is _never

    @cached_property
    def tags(self) -> tuple[str, str]:
        """What opens and what closes the element."""
        leaf = self.path.rsplit("/", 1)[-1]
        return f"<{leaf}{xml_attributes(self.attributes)}>", f"</{leaf}>\n"

    @property
    def shown_path(self) -> str:
        """The path with its telling attribute: `extras/extra[info=transition]`."""
        told = [f"[{key}={value}]" for key, value in self.attributes.items()]
        return self.path + "".join(told)


@dataclass(frozen=True)
class Offer:
    """A module to describe; with `implementation`, the real offer that carries it (`rank` counts from 1)."""

    published: Published
    module: Module
    rank: int = 0
    implementation: Implementation | None = None

    @property
    def number(self) -> str:
        """The number of the formation: the module's id, followed by its rank for an offer."""
        return f"{self.module.id}-{self.rank}" if self.implementation else self.module.id

    @property
    def page(self) -> str:
        """The absolute address of the module's page, or nothing."""
        site = self.published.addresses.site
        return f"{site}/modules/{self.module.id}/" if site else ""

    @property
    def dates(self) -> Dates | None:
        """When the record was published and changed."""
        return dates_of_record(self.published, "modules", self.module.id)

    @property
    def part_numbers(self) -> Mapping[str, str]:
        """The numbers of what the formation holds: those of Offre Info for an offer that it knows, else our own."""
        known = self.implementation.offre_info or "" if self.implementation else ""
        return {
            **part_numbers(self.number),
            **({_PARTS_OF_OFFRE_INFO[known[3:5]]: known} if known[3:5] in _PARTS_OF_OFFRE_INFO else {}),
        }

    def label(self, vocabulary: str, term: str) -> str:
        """The label of a term."""
        return self.published.catalogue.vocabularies.label(vocabulary, term)

    def certification(self, certification: str) -> str:
        """« RNCP37715 TP Assistant de vie aux familles », or the title alone."""
        catalogue = self.published.catalogue
        record = catalogue.certifications.get(certification)
        last = current_registration(record) if record else None
        label = catalogue.label_of_certification.get(certification, certification)
        return f"{last.code} {label}" if last else label


@dataclass(frozen=True)
class Course:
    """The certified course that modules complete, whoever offers it."""

    published: Published
    certification: Certification
    modules: tuple[Module, ...]

    @property
    def number(self) -> str:
        """The number of the formation."""
        return f"parcours-{self.certification.id}"

    @property
    def label(self) -> str:
        """« TP Assistant de vie aux familles »."""
        return self.published.catalogue.label_of_certification[self.certification.id]

    @property
    def dates(self) -> Dates | None:
        """When the record was published and changed."""
        return dates_of_record(self.published, "certifications", self.certification.id)

    @property
    def part_numbers(self) -> Mapping[str, str]:
        """The numbers of what the formation holds."""
        return part_numbers(self.number)

    def code(self, register: str) -> tuple[str, ...]:
        """The code of the last known registration, if it is in this register (RNCP or RS)."""
        last = current_registration(self.certification)
        return (last.code,) if last and last.code.startswith(register) else ()


def part_numbers(number: str) -> Mapping[str, str]:
    """Element → its number: readers name actions and sessions by it (Anotea, data·inclusion)."""
    parts = {"action": "action", "session": "session", _BODY: "organisme", "organisme-formateur": "formateur"}
    return {element: f"{number}-{part}" for element, part in parts.items()}


def dates_of_record(published: Published, collection: str, name: str) -> Dates | None:
    """When a record was published and changed, if Git knows."""
    file = published.catalogue.files.get((collection, name))
    return published.dates.get(file) if file else None


def xml_attributes(attributes: Mapping[str, str]) -> str:
    """` numero="x" info="y"`."""
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def current_registration(certification: Certification) -> Registration | None:
    """The last known registration: records list them from the oldest to the newest."""
    return certification.enregistrements[-1] if certification.enregistrements else None


# What is read from a module ------------------------------------------------------------------------------------------


def _always(value: str) -> Callable[[object], Iterable[str]]:
    return lambda _: (value,)


def _never(_: object) -> Iterable[str]:
    return ()


def _results(offer: Offer) -> Iterable[str]:
    own = [offer.module.evaluation] if offer.module.evaluation else []
    completed = list(dict.fromkeys(c.certification for c in offer.module.certifications))
    labels = " ; ".join(offer.certification(certification) for certification in completed)
    completes = f" Il complète : {labels}." if labels else ""
    return ["\n".join([*own, f"Le module seul ne délivre pas de certification.{completes}"])]


def _contents(offer: Offer) -> Iterable[str]:
    skills = [f"- {skill.intitule}" for skill in offer.module.competences]
    return ["\n".join(skills)] if skills else ()


def _audience_codes(offer: Offer) -> Iterable[str]:
    audiences = offer.published.catalogue.vocabularies["publics"]
    codes = [getattr(audiences.get(public), "code", None) for public in offer.module.publics]
    return list(dict.fromkeys([PACTES_AUDIENCE, *(code for code in codes if code)]))[:10]


def _audiences(offer: Offer) -> Iterable[str]:
    labels = [offer.label("publics", public) for public in offer.module.publics]
    parts = [", ".join(labels), offer.module.publics_precisions or ""]
    text = ". ".join(part for part in parts if part)
    return [text] if text else ()


def _alternation(offer: Offer) -> Iterable[str]:
    length = offer.module.duree
    return [f"{number(length.entreprise)} heures en entreprise"] if length and length.entreprise else ()


def _teaching_mode(offer: Offer) -> Iterable[str]:
    """One code; several modes together are what LHEO calls mixed."""
    modes = offer.published.catalogue.vocabularies["modalites"]
    codes = {code for mode in offer.module.modalites if (code := getattr(modes.get(mode), "lheo", None))}
    return ["1"] if len(codes) > 1 else codes


def _conditions(offer: Offer) -> Iterable[str]:
    conditions = [text for prerequisite in offer.module.prerequis if (text := _condition(offer, prerequisite))]
    return ["\n".join(conditions)] if conditions else ()


def _condition(offer: Offer, prerequisite: Prerequisite) -> str:
    modules = offer.published.catalogue.modules
    required = modules.get(prerequisite.module or "")
    parts = [f"Avoir suivi le module « {required.titre} »" if required else "", prerequisite.condition or ""]
    return " : ".join(part for part in parts if part)


def _page(offer: Offer) -> Iterable[str]:
    return [offer.page] if 0 < len(offer.page) <= URL_MAX else ()


def _offer_page(offer: Offer) -> Iterable[str]:
    address = offer.implementation.adresse if offer.implementation else None
    return [address] if address and len(address) <= URL_MAX else ()


def _region(offer: Offer) -> Iterable[str]:
    """Where a session would be; an offer of a module that another region took up may be in either."""
    return () if offer.implementation and offer.module.reprises else _created_by(offer)


def _municipality(offer: Offer) -> Iterable[str]:
    place = offer.implementation.lieu_insee if offer.implementation else None
    return [place] if place else ()


def _siret(offer: Offer) -> Iterable[str]:
    siret = offer.implementation.siret if offer.implementation else None
    return [siret] if siret else ()


def _organisation(offer: Offer) -> Iterable[str]:
    return [offer.implementation.organisme] if offer.implementation else ()


def _hours(centre: bool, total: bool, offer: Offer) -> Iterable[str]:
    """The hours in the centre, or the whole, where the record gives exactly one length."""
    length = offer.module.duree
    if not length or not length.heures or (centre and not length.entreprise):
        return ()
    return _whole_hours(length.heures + (length.entreprise or 0 if total else 0))


def _company_hours(offer: Offer) -> Iterable[str]:
    length = offer.module.duree
    return _whole_hours(length.entreprise) if length and length.entreprise else ()


def _whole_hours(hours: float) -> Iterable[str]:
    """LHEO counts in whole hours: half an hour is said in words only (`duree-indicative`)."""
    return [str(int(hours))] if float(hours).is_integer() else ()


def _length(offer: Offer) -> Iterable[str]:
    length: Duration | None = offer.module.duree
    return [duration_text(length)] if length else ()


def _means(offer: Offer) -> Iterable[str]:
    return ["; ".join(offer.module.modalites_pedagogiques)] if offer.module.modalites_pedagogiques else ()


def _prerequisite_modules(offer: Offer) -> Iterable[str]:
    return [prerequisite.module for prerequisite in offer.module.prerequis if prerequisite.module]


def _uncovered(offer: Offer) -> Iterable[str]:
    for skill in offer.module.competences:
        if skill.ecart:
            yield f"{skill.intitule} ({offer.label('ecarts', skill.ecart).lower()})"


def _official_skills(offer: Offer) -> Iterable[str]:
    codes = dict.fromkeys(code for skill in offer.module.competences for code in skill.rome)
    return [f"{code} {offer.label('competences_rome', code)}" for code in codes]


def _official_knowledge(offer: Offer) -> Iterable[str]:
    return [f"{code} {offer.label('competences_rome', code)}" for code in offer.module.savoirs]


def _blocks(offer: Offer) -> Iterable[str]:
    return [completed.bloc for completed in offer.module.certifications if completed.bloc]


def _completed(offer: Offer) -> Iterable[str]:
    return dict.fromkeys(offer.certification(completed.certification) for completed in offer.module.certifications)


def _demarche(offer: Offer) -> Iterable[str]:
    demarche = offer.published.catalogue.demarches.get(offer.module.demarche or "")
    return [demarche.titre] if demarche else ()


def _created_by(offer: Offer) -> Iterable[str]:
    regions = offer.published.catalogue.vocabularies.regions
    return [regions[offer.module.region].code_insee] if offer.module.region in regions else ()


def _taken_up_by(offer: Offer) -> Iterable[str]:
    regions = offer.published.catalogue.vocabularies.regions
    return [regions[region].code_insee for region in offer.module.reprises if region in regions]


def _terms(vocabulary: str, read: Callable[[Module], Iterable[str | None]]) -> Callable[[Offer], Iterable[str]]:
    return lambda offer: [offer.label(vocabulary, term) for term in read(offer.module) if term]


def _offre_info(offer: Offer) -> Iterable[str]:
    found = offer.implementation.offre_info if offer.implementation else None
    return [found] if found else ()


def _sources(offer: Offer) -> Iterable[str]:
    for source in offer.module.sources:
        page = f", p. {source.page}" if source.page else ""
        document = offer.published.catalogue.vocabularies.document_of(source)
        where = "" if document.id else f", {document.adresse}"
        yield f"{document.libelle}{page}{where}"


def _sub_module(module: Module) -> str:
    kind = {"obligatoire": "1", "facultatif": "2"}.get(module.caractere or "", "0")
    return f"<reference-module>{escape(module.id)}</reference-module><type-module>{kind}</type-module>"


def _extra(info: str, fields: str, words: str, values: Callable[[SubjectT], Iterable[str]]) -> Line[SubjectT]:
    return Line(f"{EXTRAS}/extra", fields, words, values, attributes={"info": info})


_ADDRESS = "action/session/adresse-inscription/adresse"
_PLACE = "action/lieu-de-formation/coordonnees/adresse"
_BODY_ADDRESS = f"{_BODY}/coordonnees-organisme/coordonnees/adresse"
_NOT_KEPT = "Le catalogue ne tient pas cette information"
_NO_PERSON = "Ni nom ni téléphone : le catalogue ne publie pas de données personnelles"
_IMPOSED = f"{_NOT_KEPT} ; la norme impose une valeur"


# What nobody knows of a course without a session, whatever the formation.
_SESSION: tuple[Line[Any], ...] = (
    Line("action/session/periode/debut", "", _IMPOSED, _never, placeholder=NO_DATE),
    Line("action/session/periode/fin", "", _IMPOSED, _never, placeholder=NO_DATE),
    Line(f"{_ADDRESS}/ligne", "", _IMPOSED, _never, placeholder=UNKNOWN),
    Line(f"{_ADDRESS}/codepostal", "", _IMPOSED, _never, placeholder=NO_POSTCODE),
    Line(f"{_ADDRESS}/ville", "", _IMPOSED, _never, placeholder=UNKNOWN),
)
_PLACE_LINES: tuple[Line[Any], ...] = (
    Line(f"{_PLACE}/ligne", "", _IMPOSED, _never, placeholder=UNKNOWN),
    Line(f"{_PLACE}/codepostal", "", _IMPOSED, _never, placeholder=NO_POSTCODE),
    Line(f"{_PLACE}/ville", "", _IMPOSED, _never, placeholder=UNKNOWN),
)
_BODY_CONTACT: tuple[Line[Any], ...] = (
    Line(f"{_BODY_ADDRESS}/ligne", "", _IMPOSED, _never, placeholder=UNKNOWN),
    Line(f"{_BODY_ADDRESS}/codepostal", "", _IMPOSED, _never, placeholder=NO_POSTCODE),
    Line(f"{_BODY_ADDRESS}/ville", "", _IMPOSED, _never, placeholder=UNKNOWN),
    Line(f"{_BODY}/contact-organisme/coordonnees/ligne", "", _NO_PERSON, _never, placeholder=UNKNOWN),
)

MODULE: tuple[Line[Offer], ...] = (
    Line(
        "domaine-formation",
        "metiers",
        "code-ROME : codes du ROME 4.0, cinq au plus ; ni NSF ni Formacode : le catalogue n’en tient pas",
        lambda o: ["".join(f"<code-ROME>{escape(code)}</code-ROME>" for code in o.module.metiers[:5])],
        markup=True,
    ),
    Line("intitule-formation", "titre", "Tel quel", lambda o: [o.module.titre], _TITLE),
    Line("objectif-formation", "resume", "Tel quel", lambda o: [o.module.resume], _TEXT),
    Line(
        "resultats-attendus",
        "evaluation, certifications",
        "L’évaluation, puis la mention que le module seul ne délivre pas de certification et ce qu’il complète",
        _results,
        _TEXT,
    ),
    Line("contenu-formation", "competences", "Une compétence par ligne", _contents, _TEXT, UNKNOWN),
    Line("certifiante", "", "0 : un module ne certifie pas", _always("0")),
    Line(
        "contact-formation/coordonnees/ligne",
        "",
        _NO_PERSON,
        _never,
        placeholder=UNKNOWN,
    ),
    Line("contact-formation/coordonnees/web/urlweb", "id", "La page du module, quand le site est publié", _page),
    Line("parcours-de-formation", "", "3 : modularisé", _always("3")),
    Line("code-niveau-entree", "", "0 : non communiqué", _always("0")),
    Line("objectif-general-formation", "", "2 : perfectionnement, élargissement des compétences", _always("2")),
    Line("url-formation/urlweb", "id", "La page du module, quand le site est publié", _page),
    Line("action/rythme-formation", "", _IMPOSED, _never, placeholder=UNKNOWN),
    Line(
        "action/code-public-vise",
        "publics",
        "81031 (public plan investissement compétences), puis le Formacode des publics qui en ont un ; dix au plus",
        _audience_codes,
        attributes={"ref": "V14"},
    ),
    Line("action/info-public-vise", "publics, publics_precisions", "En clair, 250 caractères", _audiences, _NAME),
    Line("action/niveau-entree-obligatoire", "", _IMPOSED, _never, placeholder="0"),
    Line("action/modalites-alternance", "duree.entreprise", "Les heures en entreprise", _alternation, _TEXT, UNKNOWN),
    Line(
        "action/modalites-enseignement",
        "modalites",
        "0 présentiel, 1 mixte (ou plusieurs modalités), 2 à distance",
        _teaching_mode,
        placeholder="0",
    ),
    Line("action/conditions-specifiques", "prerequis", "Modules et conditions, en clair", _conditions, _TEXT, UNKNOWN),
    Line("action/prise-en-charge-frais-possible", "", _IMPOSED, _never, placeholder="0"),
    *_PLACE_LINES,
    Line(f"{_PLACE}/code-INSEE-commune", "mises_en_oeuvre.lieu_insee", "Tel quel (fichier des offres)", _municipality),
    Line(f"{_PLACE}/region", "region", "La région créatrice, si le module n’a pas été repris par une autre", _region),
    Line("action/modalites-entrees-sorties", "", _IMPOSED, _never, placeholder="0"),
    Line(
        "action/url-action/urlweb",
        "mises_en_oeuvre.adresse",
        f"La page de l’offre, si elle tient en {URL_MAX} caractères (fichier des offres)",
        _offer_page,
    ),
    *_SESSION,
    Line("action/modalites-pedagogiques", "modalites_pedagogiques", "À la suite, 200 caractères", _means, 200),
    Line("action/duree-indicative", "duree", "En clair : « de 7 à 280 h »", _length, 150),
    Line(
        "action/nombre-heures-centre",
        "duree.heures",
        "Quand la source distingue centre et entreprise",
        lambda o: _hours(True, False, o),
    ),
    Line("action/nombre-heures-entreprise", "duree.entreprise", "Telles quelles", _company_hours),
    Line(
        "action/nombre-heures-total",
        "duree",
        "La somme, quand la durée n’est ni une fourchette ni un choix",
        lambda o: _hours(False, True, o),
    ),
    Line(
        "action/organisme-formateur/SIRET-formateur/SIRET",
        "mises_en_oeuvre.siret",
        "Celui de l’offre, ou des zéros (fichier des offres)",
        lambda o: [o.implementation.siret or NO_SIRET] if o.implementation else [],
    ),
    Line(
        "action/organisme-formateur/raison-sociale-formateur",
        "mises_en_oeuvre.organisme",
        "Celui de l’offre (fichier des offres)",
        _organisation,
        _NAME,
    ),
    Line(f"{_BODY}/numero-activite", "", f"{_NOT_KEPT} ; jamais inventée", _never, placeholder=NO_ACTIVITY_NUMBER),
    Line(
        f"{_BODY}/SIRET-organisme-formation/SIRET",
        "mises_en_oeuvre.siret",
        "Celui de l’offre ; des zéros dans le fichier des descriptions : jamais inventé",
        _siret,
        placeholder=NO_SIRET,
    ),
    Line(f"{_BODY}/nom-organisme", "mises_en_oeuvre.organisme", "Celui de l’offre", _organisation, _NAME, UNKNOWN),
    Line(f"{_BODY}/raison-sociale", "mises_en_oeuvre.organisme", "Celui de l’offre", _organisation, _NAME, UNKNOWN),
    *_BODY_CONTACT,
    Line("identifiant-module", "id", "L’identifiant permanent du module", lambda o: [o.module.id]),
    Line("modules-prerequis/reference-module", "prerequis.module", "Identifiant du module", _prerequisite_modules),
    _extra("transition", "transitions", "Libellé", _terms("transitions", lambda m: m.transitions)),
    _extra("secteur", "secteurs", "Libellé", _terms("secteurs", lambda m: m.secteurs)),
    _extra("theme", "themes", "Libellé", _terms("themes", lambda m: m.themes)),
    _extra("nature", "nature", "Libellé", _terms("natures", lambda m: [m.nature])),
    _extra("statut", "statut", "Libellé", _terms("statuts", lambda m: [m.statut])),
    _extra("caractere", "caractere", "Libellé", _terms("caracteres", lambda m: [m.caractere])),
    _extra("region-creatrice", "region", "Code officiel géographique", _created_by),
    _extra("region-repreneuse", "reprises", "Code officiel géographique", _taken_up_by),
    _extra("annee", "annee", "Première année", lambda o: [str(o.module.annee)] if o.module.annee else []),
    _extra("demarche", "demarche", "Titre de la démarche régionale", _demarche),
    _extra("certification-completee", "certifications", "Code (s’il est prouvé) et titre", _completed),
    _extra("bloc-complete", "certifications.bloc", "Code du bloc", _blocks),
    _extra("competence-non-couverte", "competences.ecart", "Compétence et écart au référentiel", _uncovered),
    _extra("competence-rome", "competences.rome", "Code OGR et libellé du ROME", _official_skills),
    _extra("savoir-rome", "savoirs", "Code OGR et libellé du ROME", _official_knowledge),
    _extra(
        "besoin",
        "besoin.constat",
        "Ce qui manquait aux entreprises",
        lambda o: [o.module.besoin.constat] if o.module.besoin and o.module.besoin.constat else [],
    ),
    _extra("metier-cite", "metiers_cites", "Les mots de la source", lambda o: o.module.metiers_cites),
    _extra("offre-info", "mises_en_oeuvre.offre_info", "Identifiant dans Offre Info", _offre_info),
    _extra("source", "sources", "Document et page", _sources),
    _extra("deduit", "deduit", "Les champs qu’aucune source n’énonce", lambda o: o.module.deduit),
)

COURSE: tuple[Line[Course], ...] = (
    Line("domaine-formation", "", "Vide : les certifications du catalogue n’ont ni ROME ni NSF", _always("")),
    Line("intitule-formation", "intitule, type", "Le titre et son type", lambda c: [c.label], _TITLE),
    Line("objectif-formation", "intitule", "Préparer la certification", lambda c: [f"Préparer : {c.label}"], _TEXT),
    Line("resultats-attendus", "intitule", "Obtenir la certification", lambda c: [f"Obtenir : {c.label}"], _TEXT),
    Line(
        "contenu-formation",
        "",
        "Renvoi au référentiel",
        _always("Celui du référentiel de la certification, complété par les sous-modules."),
    ),
    Line("certifiante", "", "1 : la certification vient du parcours", _always("1")),
    Line("contact-formation/coordonnees/ligne", "", _IMPOSED, _never, placeholder=UNKNOWN),
    Line("parcours-de-formation", "", "3 : modularisé", _always("3")),
    Line("code-niveau-entree", "", "0 : non communiqué", _always("0")),
    Line("objectif-general-formation", "", "6 : certification", _always("6")),
    Line(
        "certification/code-RNCP",
        "enregistrements.code",
        "Le dernier code connu, s’il est au RNCP ; rien si aucun n’est prouvé",
        lambda c: c.code("RNCP"),
    ),
    Line(
        "certification/code-RS",
        "enregistrements.code",
        "Le dernier code connu, s’il est au répertoire spécifique",
        lambda c: c.code("RS"),
    ),
    Line(
        "code-niveau-sortie",
        "niveau",
        "11 à 18 pour les niveaux 1 à 8",
        lambda c: [str(10 + c.certification.niveau)] if c.certification.niveau else [],
    ),
    Line("action/rythme-formation", "", _IMPOSED, _never, placeholder=UNKNOWN),
    Line("action/code-public-vise", "", "81031", _always(PACTES_AUDIENCE), attributes={"ref": "V14"}),
    Line("action/niveau-entree-obligatoire", "", _IMPOSED, _never, placeholder="0"),
    Line("action/modalites-alternance", "", _IMPOSED, _never, placeholder=UNKNOWN),
    Line("action/modalites-enseignement", "", _IMPOSED, _never, placeholder="0"),
    Line("action/conditions-specifiques", "", _IMPOSED, _never, placeholder=UNKNOWN),
    Line("action/prise-en-charge-frais-possible", "", _IMPOSED, _never, placeholder="0"),
    *_PLACE_LINES,
    Line("action/modalites-entrees-sorties", "", _IMPOSED, _never, placeholder="0"),
    *_SESSION,
    Line(f"{_BODY}/numero-activite", "", _IMPOSED, _never, placeholder=NO_ACTIVITY_NUMBER),
    Line(f"{_BODY}/SIRET-organisme-formation/SIRET", "", "Jamais inventé", _never, placeholder=NO_SIRET),
    Line(f"{_BODY}/nom-organisme", "", _IMPOSED, _never, placeholder=UNKNOWN),
    Line(f"{_BODY}/raison-sociale", "", _IMPOSED, _never, placeholder=UNKNOWN),
    *_BODY_CONTACT,
    Line(
        "sous-modules/sous-module",
        "certifications, caractere",
        "reference-module : l’identifiant de chaque module qui complète la certification ; "
        "type-module : 1 obligatoire, 2 facultatif, 0 inconnu",
        lambda c: map(_sub_module, c.modules),
        markup=True,
    ),
    _extra(
        "certificateur",
        "certificateur.nom",
        "Tel que la source le nomme",
        lambda c: [c.certification.certificateur.nom] if c.certification.certificateur else [],
    ),
    _extra(
        "code-anterieur",
        "enregistrements.code",
        "Les codes d’avant le dernier",
        lambda c: [registration.code for registration in c.certification.enregistrements[:-1]],
    ),
    _extra(
        "code-absent",
        "motif",
        "Pourquoi aucun code n’est donné",
        lambda c: [c.certification.motif] if c.certification.motif and not c.certification.enregistrements else [],
    ),
)
