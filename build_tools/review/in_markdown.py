"""What a proposed change does to the catalogue, in French Markdown: a job's summary, a comment.

Everything that a record says is escaped, long lists are cut with their count, so that the whole fits in a comment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from build_tools.checking.problem import Problem
from build_tools.checking.reports.as_text import SEVERITIES
from build_tools.contributing.markdown import html_text, markdown_code, markdown_text
from build_tools.exports.changes import Nature
from build_tools.model.completeness import POINTS
from build_tools.review.changes import DUPLICATE, Completeness, Pages, RecordChange, Review, VocabularyChange
from build_tools.review.other_proposals import Overlap
from build_tools.review.outside import OutsideFile, OutsideKind, outside_by_path
from build_tools.text.typography import french, plural, shorten

# By it the comment finds itself again.
MARKER = "<!-- catalogue-rapport -->"

# The sum of the parts stays below what a comment may hold.
_DETAILS_MAX = 30_000
_LISTED_MAX = 30
_PHRASE_MAX = 2_000

_NATURES: dict[Nature, str] = {"nouveau": "Nouvelle fiche", "modifie": "Fiche modifiée", "retire": "Fiche retirée"}
_OUTSIDE: dict[OutsideKind, tuple[str, str]] = {
    "workflow": ("workflow", "workflows"),
    "link": ("lien vers un autre fichier", "liens vers d'autres fichiers"),
    "submodule": ("sous-module", "sous-modules"),
    "mode": ("fichier rendu exécutable", "fichiers rendus exécutables"),
    "template": ("modèle de page", "modèles de pages"),
    "script": ("script ou dessin du site", "scripts ou dessins du site"),
    "page": ("page ou fichier du site", "pages ou fichiers du site"),
    "code": ("fichier de code", "fichiers de code"),
    "setting": ("réglage", "réglages"),
    "other": ("autre fichier", "autres fichiers"),
}


def as_markdown(review: Review) -> str:
    """The report: what changes, what is wrong, what looks alike, what is touched, how complete it gets."""
    problems = [problem for problem in review.problems if problem.rule != DUPLICATE]
    duplicates = [problem for problem in review.problems if problem.rule == DUPLICATE]
    sections = {
        "## Ce que change cette proposition": [_summary(review)],
        "### Hors du catalogue": _outside(review.outside),
        "### À corriger ou à regarder": _problems(problems),
        "### Fiches qui se ressemblent": _duplicates(duplicates),
        "### Fiche par fiche": _records(review.records),
        "### Vocabulaires": _vocabularies(review.vocabularies),
        "### Pages et flux touchés": _touched(review),
        "### Complétude du catalogue": _completeness(review),
    }
    bodies = {heading: "\n".join(lines).rstrip("\n") for heading, lines in sections.items()}
    written = [f"{heading}\n\n{body}" for heading, body in bodies.items() if body]
    return "\n\n".join([MARKER, *written]) + "\n"


def _summary(review: Review) -> str:
    counts = Counter(record.nature for record in review.records)
    changes = [_counted(counts[nature], nature) for nature in _NATURES if counts[nature]]
    if review.vocabularies:
        changes.append(plural(len(review.vocabularies), "vocabulaire modifié", "vocabulaires modifiés"))
    sentences = (_to_be_read(review), f"{', '.join(changes) or 'Rien dans le catalogue'}.", _verdict(review))
    return french(" ".join(filter(None, sentences)))


def _to_be_read(review: Review) -> str:
    """What somebody must read besides what the rules say; empty if there is nothing."""
    parts = []
    if review.pages and review.pages.gone:
        parts.append(f"Adresses publiées qui disparaissent : {len(review.pages.gone)}.")
    if review.outside:
        parts.append(f"Hors du catalogue, à relire ligne à ligne : {counted(review.outside)}.")
    return f"**{' '.join(parts)}**" if parts else ""


def counted(files: Iterable[OutsideFile]) -> str:
    """« 1 workflow, 2 fichiers de code »; empty if there is none."""
    kinds = Counter(file.kind for file in files)
    return ", ".join(plural(kinds[kind], *words) for kind, words in _OUTSIDE.items() if kinds[kind])


def with_outside_files(report: str, paths: Iterable[str]) -> str:
    """A report made by the proposal's own code, after what GitHub itself says of the files outside the catalogue.

    The report begins with our marker.
    """
    counts = counted(outside_by_path(paths))
    if not counts:
        return report
    first = french(
        f"**D'après GitHub, cette proposition touche, hors du catalogue : {counts}. À relire ligne à ligne. "
        "Le rapport qui suit est calculé par le code de la proposition.**"
    )
    return _with_first(first, report)


def with_overlaps(report: str, found: Sequence[Overlap]) -> str:
    """A report behind the other open proposals for the same records, if there are any. It begins with our marker."""
    if not found:
        return report
    lines = [
        "### Proposée aussi ailleurs",
        "",
        "D'autres demandes de fusion ouvertes portent sur la même fiche :",
        "",
    ]
    lines += [
        f"- {_text(shorten(overlap.ours.shown, 160))} : demande de fusion n° {overlap.number}, "
        f"{_text(shorten(overlap.theirs.shown, 160))} ({markdown_code(str(overlap.theirs.path))})"
        for overlap in found[:_LISTED_MAX]
    ]
    lines += _and_more(len(found) - _LISTED_MAX)
    lines += [
        "",
        "Gardez-en une, et portez-y ce que l'autre dit de plus : la seconde ne pourrait plus être fusionnée.",
    ]
    return _with_first("\n".join(map(french, lines)), report)


def _with_first(section: str, report: str) -> str:
    """The report, this section before all others."""
    return f"{MARKER}\n\n{section}\n\n{report.removeprefix(MARKER).lstrip()}"


def _outside(files: Sequence[OutsideFile]) -> Iterator[str]:
    if not files:
        return
    yield french("Aucune règle ne juge ces fichiers : une personne les relit.")
    yield ""
    for kind, (one, several) in _OUTSIDE.items():
        paths = [str(file.path) for file in files if file.kind == kind]
        if paths:
            shown = ", ".join(markdown_code(shorten(path, 200)) for path in paths[:_LISTED_MAX])
            label = (one if len(paths) == 1 else several).capitalize()
            yield french(f"- {label} ({len(paths)}) : ") + shown + _more(len(paths))


def _counted(number: int, nature: Nature) -> str:
    one = _NATURES[nature].lower()
    return plural(number, one, " ".join(f"{word}s" for word in one.split()))


def _verdict(review: Review) -> str:
    warnings = len(review.problems) - review.errors
    if review.errors:
        and_warnings = f" et {plural(warnings, 'avertissement')}" if warnings else ""
        new = f"**À corriger : {plural(review.errors, 'erreur')}{and_warnings}.**"
    elif warnings:
        new = f"Aucune erreur ; à regarder : {plural(warnings, 'avertissement')}."
    else:
        new = _none_new(review)
    solved = f" {plural(review.solved, 'problème résolu', 'problèmes résolus')}." if review.solved else ""
    left = f" {plural(review.remaining, 'problème')} déjà là avant." if review.remaining else ""
    return new + solved + left


def _none_new(review: Review) -> str:
    """« Aucun problème nouveau » would pass for a verdict on the whole, so it is said of the catalogue alone only."""
    return "Rien à corriger dans le catalogue." if _to_be_read(review) else "**Aucun problème nouveau.**"


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    alike: dict[tuple[str, str, str, str], list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: problem.severity != "error"):
        alike.setdefault((problem.severity, problem.rule, problem.message, problem.hint), []).append(problem)
    if len(alike) > _LISTED_MAX:
        yield from _by_rule(problems)
    for same in list(alike.values())[:_LISTED_MAX]:
        problem, more = same[0], len(same) - 1
        place = markdown_code(problem.place)
        place += french(f" et {plural(more, 'autre endroit', 'autres endroits')}," if more else "")
        severity = SEVERITIES[problem.severity]
        yield f"- {place} {severity} {markdown_code(problem.rule)} : {_text(problem.message)} {_text(problem.hint)}"
    yield from _and_more(len(alike) - _LISTED_MAX)


def _by_rule(problems: Sequence[Problem]) -> Iterator[str]:
    """How many problems each rule sees, errors first: hundreds of lines would hide the few that matter."""
    counts = Counter((problem.severity != "error", problem.severity, problem.rule) for problem in problems)
    for (_, severity, rule), number in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][2])):
        yield f"- {markdown_code(rule)} : {plural(number, SEVERITIES[severity])}"
    yield ""


def _duplicates(problems: Sequence[Problem]) -> Iterator[str]:
    if not problems:
        return
    for problem in problems[:_LISTED_MAX]:
        yield f"- {markdown_code(PurePath(problem.path).name)} : {_text(problem.message)}"
    yield from _and_more(len(problems) - _LISTED_MAX)
    yield ""
    yield _text(problems[0].hint)


def _records(records: Sequence[RecordChange]) -> Iterator[str]:
    if len(records) > _LISTED_MAX:
        yield from _by_folder(records)
    room = _DETAILS_MAX
    detailed = 0
    for record in records:
        block = list(_record(record))
        room -= sum(map(len, block))
        if room < 0:
            break
        yield from block
        detailed += 1
    if rest := records[detailed:]:
        yield french(
            f"Le détail de {plural(len(rest), 'autre fiche', 'autres fiches')} est trop long pour ce rapport :"
        )
        yield ""
        for record in rest[:_LISTED_MAX]:
            yield f"- {_NATURES[record.nature]} : {markdown_code(str(record.path))}"
        yield from _and_more(len(rest) - _LISTED_MAX)


def _by_folder(records: Sequence[RecordChange]) -> Iterator[str]:
    """How many records of each kind and region, where they are too many to be read one by one."""
    counts = Counter((str(record.path.parent), record.nature) for record in records)
    for (folder, nature), number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"- {markdown_code(folder)} : {_counted(number, nature)}"
    yield ""


def _record(record: RecordChange) -> Iterator[str]:
    heading = french(f"{_NATURES[record.nature]} : {shorten(record.title, 160)} ({_filled(record)})")
    yield f"<details><summary>{html_text(heading)}</summary>"
    yield ""
    yield markdown_code(str(record.path))
    yield ""
    if not record.shown:
        yield french("Le contenu n'est pas recopié ici : une règle y voit une donnée personnelle.")
    elif record.changes:
        yield "| Champ | Changement |"
        yield "|---|---|"
        for change in record.changes:
            yield f"| {_text(change.libelle)} | {_text(shorten(change.phrase, _PHRASE_MAX))} |"
    elif record.nature == "modifie":
        yield french("Le fichier ne peut pas être lu : voir les erreurs.")
    yield ""
    yield "</details>"
    yield ""


def _filled(record: RecordChange) -> str:
    possible = record.fields_possible
    if record.nature == "modifie" and record.before != record.after:
        return f"{record.after} champs facultatifs sur {possible}, {record.before} avant"
    return f"{record.after or record.before} champs facultatifs sur {possible}"


def _vocabularies(changes: Sequence[VocabularyChange]) -> Iterator[str]:
    for change in changes:
        pairs = (("ajout de", change.added), ("retrait de", change.removed), ("précision de", change.changed))
        parts = [f"{word} {_quoted(labels)}" for word, labels in pairs if labels]
        yield f"- {markdown_code(change.name)} : {french(' ; '.join(parts)) or 'modifié'}"


def _quoted(labels: Sequence[str]) -> str:
    shown = [f"« {markdown_text(shorten(label, 120))} »" for label in labels[:10]]
    return ", ".join(shown) + (f" et {len(labels) - 10} autres" if len(labels) > 10 else "")


def _touched(review: Review) -> Iterator[str]:
    if review.pages is None or review.feeds is None:
        yield french("La liste viendra quand le catalogue n'aura plus d'erreur.")
    else:
        yield from _pages(review.pages)
        feeds = [markdown_text(title.split(french(" : "), 1)[-1]) for title in review.feeds]
        yield french(f"- Flux : {', '.join(feeds[:_LISTED_MAX]) or 'aucun'}{_more(len(feeds))}")


def _pages(pages: Pages) -> Iterator[str]:
    named = (("Nouvelles pages", pages.new), ("Pages modifiées", pages.changed), ("Pages retirées", pages.gone))
    for label, addresses in named:
        if addresses:
            shown = ", ".join(map(markdown_code, addresses[:_LISTED_MAX]))
            yield french(f"- {label} ({len(addresses)}) : {shown}{_more(len(addresses))}")
    if not any(addresses for _, addresses in named):
        yield "- Pages : aucune"


def _completeness(review: Review) -> Iterator[str]:
    if review.completeness is None:
        return
    before, after = review.completeness
    yield "| | Avant | Après |"
    yield "|---|---|---|"
    yield f"| Modules | {before.modules} | {after.modules} |"
    yield f"| Champs facultatifs remplis | {_share(before)} | {_share(after)} |"
    yield f"| Repères donnés par module, sur {len(POINTS)} | {_points(before)} | {_points(after)} |"


def _share(completeness: Completeness) -> str:
    return f"{100 * completeness.share:.1f} %".replace(".", ",").replace(" ", "\u00a0")


def _points(completeness: Completeness) -> str:
    return f"{completeness.points:.1f}".replace(".", ",")


def _text(text: str) -> str:
    return markdown_text(french(text))


def _more(count: int) -> str:
    return f" et {plural(count - _LISTED_MAX, 'autre')}" if count > _LISTED_MAX else ""


def _and_more(count: int) -> Iterator[str]:
    if count > 0:
        yield f"- et {plural(count, 'autre')}"
