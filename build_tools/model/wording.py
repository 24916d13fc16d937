"""How the values of a record are said in French."""

from __future__ import annotations

from build_tools.model.module import Duration
from build_tools.text.typography import number


def duration_text(length: Duration) -> str:
    """« 14 h », « de 7 à 280 h », « 70 ou 140 h », with the hours in a company apart."""
    if length.heures:
        centre = number(length.heures)
    elif length.min:
        centre = f"de {number(length.min)} à {number(length.max or 0)}"
    else:
        centre = " ou ".join(number(hours) for hours in length.choix)
    company = f" en centre, {number(length.entreprise)} h en entreprise" if length.entreprise else ""
    return f"{centre} h{company}"
