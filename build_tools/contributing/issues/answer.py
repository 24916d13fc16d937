"""What we answer to the author of an issue: a comment in French, in Markdown that says nothing but our own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.checking.rulebook import in_short
from build_tools.contributing.issues.proposal import Proposal
from build_tools.contributing.issues.remarks import Remark
from build_tools.contributing.markdown import COMMENT_MAX, markdown_code, markdown_text
from build_tools.text.typography import french

_REMARKS_MAX = 40
MARKER = "<!-- catalogue-from-issue -->"
_EDIT = (
    "Modifiez votre message (les trois points en haut à droite, puis « Edit ») : il est vérifié de nouveau dès que "
    "vous l'enregistrez, et cette réponse est remplacée."
)


def answer_text(proposal: Proposal, folder: Path) -> str:
    """The comment: thanks, what to correct or to look at, and the record as it was understood, so that it is kept."""
    errors = [remark for remark in proposal.remarks if remark.severity == "error"]
    warnings = [remark for remark in proposal.remarks if remark.severity == "warning"]
    lines = [MARKER, "", *_opening(proposal, errors), *_list(errors, proposal)]
    if warnings:
        lines += ["", _plain("À regarder, sans que cela bloque :"), "", *_list(warnings, proposal)]
    whole = "\n".join([*lines, *_record(proposal, folder)])
    if len(whole) > COMMENT_MAX:
        whole = "\n".join(
            [*lines, "", _plain("La fiche est trop longue pour être recopiée ici ; votre message la garde.")]
        )
    return whole[:COMMENT_MAX] + "\n"


def _opening(proposal: Proposal, errors: Sequence[Remark]) -> Iterator[str]:
    yield _plain("Merci pour votre proposition !")
    yield ""
    if proposal.accepted and proposal.replaces:
        yield _plain("La fiche corrigée est complète. Une personne va la relire avant qu'elle remplace l'ancienne.")
    elif proposal.accepted:
        yield _plain("La fiche est complète. Une personne va la relire avant qu'elle entre dans le catalogue.")
    else:
        points = "un point est à revoir" if len(errors) == 1 else f"{len(errors)} points sont à revoir"
        yield _plain(f"Pour que la fiche puisse entrer dans le catalogue, {points}. {_EDIT}")
        yield ""


def _list(remarks: Sequence[Remark], proposal: Proposal) -> Iterator[str]:
    for remark in remarks[:_REMARKS_MAX]:
        quote = in_short(remark.quote)
        is_quoted = quote and not proposal.personal and quote not in remark.message
        quoted = f" ({markdown_code(quote)})" if is_quoted else ""
        hint = f" → {_plain(remark.hint)}" if remark.hint else ""
        yield f"- **{_plain(remark.label)}**{quoted} : {_plain(remark.message)}{hint}"
    if len(remarks) > _REMARKS_MAX:
        yield _plain(f"- et {len(remarks) - _REMARKS_MAX} autres du même genre.")


def _record(proposal: Proposal, folder: Path) -> Iterator[str]:
    yield ""
    if proposal.personal:
        yield _plain(
            "Nous ne recopions pas la fiche ici : elle contient ce qui ne doit pas être public. Retirez-le aussi de "
            "votre message."
        )
    elif proposal.text:
        place = proposal.path.relative_to(folder.parent).as_posix() if proposal.path else ""
        yield from _folded("La fiche telle que nous l'avons comprise" + (f" : {place}" if place else ""), proposal.text)
        for path, text in proposal.records.items():
            yield ""
            place = path.relative_to(folder.parent).as_posix()
            yield from _folded(f"La fiche de certification qui l'accompagne : {place}", text)


def _folded(title: str, text: str) -> Iterator[str]:
    """A record that a click shows, in a fence that its text cannot close."""
    fence = "```"
    while fence in text:
        fence += "`"
    yield from ("<details>", f"<summary>{french(title)}</summary>", "")
    yield from (f"{fence}yaml", text.rstrip("\n"), fence, "", "</details>")


def _plain(text: str) -> str:
    return markdown_text(french(text))
