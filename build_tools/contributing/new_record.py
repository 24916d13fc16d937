"""A new record asked for in a terminal: the few questions that a record needs, and a file that shows the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from build_tools.contributing.choices import Choices, read_choices
from build_tools.contributing.issues.fields import MODULE, Question, questions
from build_tools.contributing.issues.proposal import Proposal, propose
from build_tools.contributing.issues.remarks import Remark
from build_tools.contributing.new_certifications import Official
from build_tools.contributing.record_text import record_text
from build_tools.contributing.sources import is_address
from build_tools.loading.catalogue import Loaded
from build_tools.loading.yaml_reader import Data, read
from build_tools.model.json_schema import Schema, build_schema, resolve
from build_tools.model.kinds import KIND_OF_SCHEMA
from build_tools.text.addresses import address_key
from build_tools.text.folding import fold
from build_tools.text.typography import shorten

NEEDED = (
    "titre",
    "region",
    "resume",
    "nature",
    "secteurs",
    "transitions",
    "sources.document",
    "sources.titre",
    "sources.editeur",
    "sources.page",
    "sources.extrait",
)
TO_FILL = "À compléter"
_HEAD = (
    "Ce que la source dit de plus : retirez « # » et l'espace qui suit, changez la valeur, puis lancez "
    "« catalogue fmt »."
)
_LABEL_MAX = 90


def needed_questions(kind: str = MODULE) -> tuple[Question, ...]:
    """The questions without which there is no record, and those that make its source easy to find; a gap has five."""
    if kind != MODULE:
        return questions(kind)
    by_key = {question.key: question for question in questions()}
    return tuple(by_key[key] for key in NEEDED)


@dataclass(frozen=True)
class Conversation:
    """Asks what is missing until the record is good. `ask` gives a line that was typed, `say` shows one."""

    loaded: Loaded
    today: date
    ask: Callable[[str], str]
    say: Callable[[str], None]
    kind: str = MODULE
    official: Official = field(default_factory=dict)
    # Called with all answers after each of them, so that an interruption loses none.
    keep: Callable[[Mapping[str, str]], None] = lambda _: None

    def proposal(self, given: Mapping[str, str]) -> Proposal:
        """The proposal once nothing that can be asked keeps it out. Raises EOFError where nothing more is typed."""
        choices = read_choices(self.loaded)
        answers = dict(given)
        pending: Sequence[Question] = [
            question for question in needed_questions(self.kind) if question.key not in answers
        ]
        while True:
            for question in pending:
                if _is_to_ask(question, answers, choices):
                    answers[question.key] = self._answer(question, choices.get(question.vocabulary))
                    self.keep(answers)
            made = propose(answers, self.loaded, self.today, self.kind, self.official)
            wrong = {remark.label for remark in made.remarks if remark.severity == "error"}
            pending = [question for question in needed_questions(self.kind) if question.label in wrong]
            if not pending:
                return made
            for remark in made.remarks:
                self.say(remark_line(remark))

    def _answer(self, question: Question, choices: Choices | None) -> str:
        needed = "" if question.required else " (facultatif)"
        self.say(f"\n{question.label}{needed} : {question.help}")
        names = list(choices.labels) if choices else []
        for number, name in enumerate(names, 1):
            self.say(f"  {number}. {shorten(choices.labels[name], _LABEL_MAX) if choices else name}")
        while not (written := self.ask("> ").strip()) and question.required:
            self.say("La réponse manque.")
        several = question.kind in ("ticks", "menu")
        parts = written.replace(";", ",").split(",") if several else [written]
        return ", ".join(_chosen(part.strip(), names) for part in parts)


def _is_to_ask(question: Question, answers: Mapping[str, str], choices: Mapping[str, Choices]) -> bool:
    """A document of the list has its title and its publisher; a page whose address was pasted has none yet."""
    document = answers.get("sources.document", "")
    known = choices["documents"].addresses if "documents" in choices else {}
    is_new = is_address(document) and address_key(document) not in known
    return is_new or question.key not in ("sources.titre", "sources.editeur")


def remark_line(remark: Remark) -> str:
    """A remark on one line."""
    return f"{remark.label} : {remark.message}" + (f" → {remark.hint}" if remark.hint else "")


def with_hints(text: str, loaded: Loaded, today: date, kind: str = MODULE) -> str:
    """The record's text, and below it every other key that it may have, as comments to uncomment."""
    terms = {name: list(found.labels) for name, found in read_choices(loaded).items()}
    schema = build_schema(kind, terms)
    references = {name: ids[0] for name, ids in terms.items() if ids}
    present = read(text.encode()).keys()
    examples = _Examples(schema, references, today)
    hints = [
        line
        for key, part in schema["properties"].items()
        if key not in present
        for line in (
            f"{part['title']} : {part['description']}",
            *examples.lines(key, part, KIND_OF_SCHEMA[kind].folder),
        )
    ]
    return text + "".join(f"# {line}\n" for line in (_HEAD, *hints))


@dataclass(frozen=True)
class _Examples:
    """Values that have the right form. `references` gives one id for each vocabulary or collection."""

    schema: Schema
    references: Mapping[str, str]
    today: date

    def lines(self, key: str, part: Schema, collection: str) -> Iterator[str]:
        yield from record_text({key: self._value(part)}, collection).splitlines()[1:]

    def _value(self, part: Schema) -> Data:
        whole = {**resolve(part, self.schema), **part}
        if "examples" in whole:
            return whole["examples"][0]
        if "enum" in whole:
            return whole["enum"][0]
        if whole.get("type") == "array":
            return [self._value(whole["items"])]
        if "properties" in whole:
            keys = whole.get("required") or [next(iter(whole["properties"]))]
            return {key: self._value(whole["properties"][key]) for key in keys}
        if whole.get("format") == "date":
            return self.today.isoformat()
        return self.references.get(whole.get("x-reference", ""), fold(TO_FILL) if "pattern" in whole else TO_FILL)


def _chosen(written: str, names: Sequence[str]) -> str:
    """The id of a choice given by its number; else the words as they are."""
    if written.isascii() and written.isdigit() and 1 <= int(written[:4]) <= len(names):
        return names[int(written) - 1]
    return written
