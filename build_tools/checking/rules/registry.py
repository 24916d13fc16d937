"""Every code that a problem may carry: permanent once published, one line each.

A code's manual page, in French, is `checking/manual/<code>.md`; what its problems say is in `build_tools/messages.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.checking.problem import Severity

_MANUAL = Path(__file__).parent.parent / "manual"
_PAGE = "contribuer/regles/"


@dataclass(frozen=True)
class RuleInfo:
    """What is known of a rule beside its function: code, one-line French title, family, severity."""

    code: str
    title: str
    family: str
    severity: Severity = "error"

    @property
    def address(self) -> str:
        """Where the site explains the rule, relative to the site's root."""
        return f"{_PAGE}#{self.code}"

    @property
    def manual(self) -> str:
        """The manual page, in Markdown. Read on demand: a check never needs it."""
        return (_MANUAL / f"{self.code}.md").read_text(encoding="utf-8")


# Family → its title, in the order of the page « Règles ».
FAMILIES: Mapping[str, str] = {
    "fichier": "Le fichier et sa place",
    "yaml": "L'écriture du fichier (YAML)",
    "schema": "Les champs et leurs valeurs",
    "reference": "Les renvois d'une fiche à l'autre",
    "coherence": "La cohérence des faits",
    "texte": "La qualité des textes",
    "donnee": "Les données personnelles",
    "lien": "Les adresses du Web",
    "catalogue": "Le catalogue dans son ensemble",
}

_WARNING: Severity = "warning"

RULES_BY_CODE: Mapping[str, RuleInfo] = {
    rule.code: rule
    for rule in (
        RuleInfo("fichier-extension", "Un fichier du catalogue finit par « .yml »", "fichier"),
        RuleInfo("fichier-illisible", "Le fichier peut être lu", "fichier"),
        RuleInfo("fichier-lien", "Un lien symbolique n'est pas un fichier du catalogue", "fichier"),
        RuleInfo("fichier-place", "Chaque fichier a sa place dans le catalogue", "fichier"),
        RuleInfo("fichier-special", "Le catalogue ne contient que des fichiers ordinaires", "fichier"),
        RuleInfo("identifiant-forme", "Le nom du fichier sert d'identifiant permanent", "fichier"),
        RuleInfo("identifiant-prefixe", "L'identifiant d'un module commence par le préfixe de sa région", "fichier"),
        RuleInfo("identifiant-unique", "Un identifiant ne sert qu'une fois", "fichier"),
        RuleInfo("identifiant-disparu", "Un identifiant publié ne disparaît pas sans trace", "fichier"),
        RuleInfo("region-dossier", "Une fiche est dans le dossier de sa région", "fichier"),
        RuleInfo("vocabulaire-absent", "Aucun vocabulaire ne manque", "fichier"),
        RuleInfo("yaml-alias", "Ni ancre ni alias (« & », « * »)", "yaml"),
        RuleInfo("yaml-cle", "Une clé est un simple mot", "yaml"),
        RuleInfo("yaml-doublon", "Une clé n'est écrite qu'une fois", "yaml"),
        RuleInfo("yaml-encodage", "Le fichier est en UTF-8", "yaml"),
        RuleInfo("yaml-etiquette", "Pas d'étiquette (« ! »)", "yaml"),
        RuleInfo("yaml-profondeur", "Pas plus de trente niveaux d'imbrication", "yaml"),
        RuleInfo("yaml-racine", "Le fichier contient des lignes « clé: valeur »", "yaml"),
        RuleInfo("yaml-syntaxe", "Le fichier est du YAML valide", "yaml"),
        RuleInfo("yaml-taille", "Le fichier ne dépasse pas 256 Kio", "yaml"),
        RuleInfo("yaml-vide", "Le fichier n'est pas vide", "yaml"),
        RuleInfo("modele", "La valeur convient à la définition du catalogue", "schema"),
        RuleInfo("schema-cle-inconnue", "Chaque clé existe", "schema"),
        RuleInfo("schema-cle-manquante", "Les clés obligatoires sont là", "schema"),
        RuleInfo("schema-date", "Une date s'écrit année-mois-jour", "schema"),
        RuleInfo("schema-duree", "La durée se donne d'une seule façon", "schema"),
        RuleInfo("schema-forme", "Codes et adresses ont leur forme exacte", "schema"),
        RuleInfo("schema-liste", "Une liste a le bon nombre d'éléments, sans répétition", "schema"),
        RuleInfo("schema-longueur", "Un texte n'est ni trop court ni trop long", "schema"),
        RuleInfo("schema-terme", "Le terme est dans son vocabulaire", "schema"),
        RuleInfo("schema-type", "La valeur est du type attendu", "schema"),
        RuleInfo("schema-valeur", "Un nombre reste dans ses bornes", "schema"),
        RuleInfo("schema-vide", "Un groupe n'est pas vide", "schema"),
        RuleInfo("reference-certifications", "La certification citée a sa fiche", "reference"),
        RuleInfo("reference-demarches", "La démarche citée a sa fiche", "reference"),
        RuleInfo("reference-metiers", "Le code de métier est dans le ROME 4.0", "reference"),
        RuleInfo("reference-modules", "Le module cité a sa fiche", "reference"),
        RuleInfo("prerequis-boucle", "Un module n'est pas son propre prérequis", "reference"),
        RuleInfo("retrait-coherence", "Ce qui est retiré ou remplacé n'est plus dans le catalogue", "reference"),
        RuleInfo("reprise-region", "Une région ne reprend pas son propre module", "reference"),
        RuleInfo("annee-programme", "L'année est entre 2017 et aujourd'hui", "coherence"),
        RuleInfo("certification-code", "Une certification donne ses codes ou dit pourquoi", "coherence"),
        RuleInfo("date-ordre", "Deux dates se suivent dans le bon ordre", "coherence"),
        RuleInfo("date-possible", "Une date est possible", "coherence"),
        RuleInfo("deduit-present", "« deduit » nomme des champs présents", "coherence"),
        RuleInfo("duree-entreprise", "Les heures en entreprise ne dépassent pas les autres", "coherence", _WARNING),
        RuleInfo("duree-ordre", "Le minimum ne dépasse pas le maximum", "coherence"),
        RuleInfo("integration-code", "Une intégration cite un code et un bloc de la certification", "coherence"),
        RuleInfo("statut-integre", "Un module intégré au référentiel dit où", "coherence"),
        RuleInfo("statut-resultats", "Un module en projet n'a pas encore de résultats", "coherence"),
        RuleInfo("suivi-certification", "Un suivi porte sur une certification que le module complète", "coherence"),
        RuleInfo("transmission-idcc", "L'IDCC dit à quelle CPNE le module est transmis", "coherence", _WARNING),
        RuleInfo("transmission-suite", "La date d'une suite accompagne cette suite", "coherence"),
        RuleInfo("extrait-longueur", "Un extrait a douze mots au plus", "texte"),
        RuleInfo("texte-balisage", "Ni HTML ni Markdown", "texte"),
        RuleInfo("texte-cri", "Un seul point d'exclamation suffit", "texte", _WARNING),
        RuleInfo("texte-espaces", "Pas d'espace en trop", "texte", _WARNING),
        RuleInfo("texte-formule", "Un texte ne commence pas comme une formule de tableur", "texte"),
        RuleInfo("texte-invisible", "Pas de caractère invisible", "texte"),
        RuleInfo("texte-majuscules", "Un titre n'est pas tout en majuscules", "texte", _WARNING),
        RuleInfo("texte-mal-decode", "Les accents sont lisibles", "texte"),
        RuleInfo("texte-recopie", "Pas de phrase recopiée hors de l'extrait", "texte"),
        RuleInfo("texte-vide", "Un texte dit quelque chose", "texte"),
        RuleInfo("donnee-courriel", "Pas d'adresse électronique", "donnee"),
        RuleInfo("donnee-nir", "Pas de numéro de sécurité sociale", "donnee"),
        RuleInfo("donnee-personne", "Pas de nom de personne", "donnee"),
        RuleInfo("donnee-telephone", "Pas de numéro de téléphone", "donnee"),
        RuleInfo("lien-forme", "Une adresse du Web est bien formée", "lien"),
        RuleInfo("lien-prive", "Une adresse est publique", "lien"),
        RuleInfo("lien-suivi", "Une adresse ne contient pas de marque de suivi", "lien", _WARNING),
        RuleInfo("doublon-proche", "Deux fiches ne décrivent pas le même module", "catalogue", _WARNING),
        RuleInfo("derogation-inutile", "Une dérogation sert encore", "catalogue"),
        RuleInfo("relecture-ancienne", "Une fiche est relue tous les deux ans", "catalogue", _WARNING),
    )
}
