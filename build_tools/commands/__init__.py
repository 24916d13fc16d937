"""The commands of `catalogue`, one module each, in the order of the help.

A module reads its arguments, calls the rooms and prints what they say. It is imported when it is asked for, and the
rooms when it runs, so that `catalogue --help` and the short commands start at once.
"""

from importlib import import_module

from build_tools.commands.parser import Parser

COMMANDS = (
    "check",
    "rule",
    "fmt",
    "new",
    "promote-source",
    "build",
    "serve",
    "export",
    "match",
    "compare",
    "schema",
    "refresh",
    "align",
    "report",
    "links",
    "due",
    "codeowners",
    "ledger",
    "doctor",
    "github",
    "harvest",
    "from-issue",
    "template",
    "import",
    "grille",
    "consolider",
)


def command_parser(command: str = "") -> Parser:
    """The parser of `catalogue`, with this command, or with all of them where it names none."""
    parser = Parser(
        prog="catalogue", description="Vérifie le catalogue des modules additionnels et construit son site."
    )
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE", required=True, parser_class=Parser)
    for name in (command,) if command in COMMANDS else COMMANDS:
        module = "import_" if name == "import" else name.replace("-", "_")
        import_module(f"build_tools.commands.{module}").add(commands)
    return parser
