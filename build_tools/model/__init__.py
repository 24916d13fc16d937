"""What a record is: the one definition from which schemas, forms, guides and pages are made."""

from build_tools.model.catalogue import Catalogue, Vocabularies, certification_label
from build_tools.model.certification import Certification
from build_tools.model.demarche import Demarche
from build_tools.model.ecart import Ecart
from build_tools.model.module import Module
from build_tools.model.referentiel import Referentiel
from build_tools.model.vocabulary import VOCABULARIES, Term, VocabularyFile, vocabulary_file

__all__ = [
    "VOCABULARIES",
    "Catalogue",
    "Certification",
    "Demarche",
    "Ecart",
    "Module",
    "Referentiel",
    "Term",
    "Vocabularies",
    "VocabularyFile",
    "certification_label",
    "vocabulary_file",
]
