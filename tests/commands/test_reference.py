"""The page of the commands is what the commands say of themselves."""

from build_tools.commands import COMMANDS, command_parser
from build_tools.commands.reference import PAGE, reference
from tests.conftest import ROOT


def test_the_committed_page_is_current() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == reference(command_parser())


def test_every_command_and_every_option_is_there() -> None:
    page = reference(command_parser())
    assert page.count("## catalogue ") >= len(COMMANDS)
    for told in ("## catalogue check", "## catalogue refresh rncp", "| `--base REF` |", "| `CHEMIN…` |"):
        assert told in page


def test_nothing_of_the_help_is_left_unsaid() -> None:
    assert "|  |" not in reference(command_parser())
