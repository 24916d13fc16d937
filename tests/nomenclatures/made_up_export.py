"""A made-up export of France compétences, in the form of the official XML V4.1."""

from html import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def fiche(code, title="Assistant d'exemple", blocks=(), *, before=(), after=(), **facts):
    """A FICHE: `blocks` are (code, title, text of skills); facts are `niveau`, `debut`, `echeance`, `actif`, `plus`."""
    said = {"niveau": "3", "debut": "01/09/2023", "echeance": "31/08/2028", "actif": "Oui", "plus": ""} | facts
    return (
        f"<FICHE><NUMERO_FICHE>{code}</NUMERO_FICHE>"
        f"<NOUVELLES_CERTIFICATIONS>{_codes('NOUVELLE', after)}</NOUVELLES_CERTIFICATIONS>"
        f"<ANCIENNES_CERTIFICATIONS>{_codes('ANCIENNE', before)}</ANCIENNES_CERTIFICATIONS>"
        f"<INTITULE>{escape(title)}</INTITULE>"
        f"<NOMENCLATURE_EUROPE><NIVEAU>NIV{said['niveau']}</NIVEAU></NOMENCLATURE_EUROPE>"
        "<CODES_NSF><NSF><CODE>330t</CODE></NSF></CODES_NSF>"
        "<FORMACODES><FORMACODE><CODE>44028</CODE></FORMACODE></FORMACODES>"
        "<CERTIFICATEURS><CERTIFICATEUR><SIRET_CERTIFICATEUR>11000007200014</SIRET_CERTIFICATEUR>"
        "<NOM_CERTIFICATEUR>MINISTERE DU TRAVAIL</NOM_CERTIFICATEUR></CERTIFICATEUR></CERTIFICATEURS>"
        "<CODES_ROME><ROME><CODE>K1304</CODE></ROME></CODES_ROME>"
        f"<BLOCS_COMPETENCES>{''.join(map(_block, blocks))}</BLOCS_COMPETENCES>"
        f"<DATE_EFFET>{said['debut']}</DATE_EFFET>"
        f"<DATE_FIN_ENREGISTREMENT>{said['echeance']}</DATE_FIN_ENREGISTREMENT>"
        f"<ACTIF>{said['actif']}</ACTIF>{said['plus']}</FICHE>"
    )


def export(*fiches):
    """The bytes of a whole export."""
    return f"{HEAD}<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>{''.join(fiches)}</FICHES>".encode()


def _codes(kind, codes):
    name = f"{kind}_CERTIFICATION"
    return "".join(f"<{name}><ID_FICHE_{name}>{code}</ID_FICHE_{name}></{name}>" for code in codes)


def _block(block):
    code, title, skills = block
    return (
        f"<BLOC_COMPETENCES><CODE>{code}</CODE><LIBELLE>{escape(title)}</LIBELLE>"
        f"<LISTE_COMPETENCES>{escape(skills)}</LISTE_COMPETENCES></BLOC_COMPETENCES>"
    )
