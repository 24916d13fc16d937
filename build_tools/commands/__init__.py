"""The commands of `catalogue`, one module each, in the order of the help.

A module reads its arguments, calls the rooms and prints what they say. It imports the rooms when it runs, so that
`catalogue --help` and the short commands start at once.
"""

from build_tools.commands import (
    align,
    build,
    check,
    codeowners,
    compare,
    consolider,
    doctor,
    due,
    export,
    fmt,
    from_issue,
    github,
    grille,
    harvest,
    import_,
    ledger,
    links,
    match,
    new,
    promote_source,
    refresh,
    report,
    rule,
    schema,
    serve,
    template,
)
from build_tools.commands.parser import Parser

COMMANDS = (
    check,
    rule,
    fmt,
    new,
    promote_source,
    build,
    serve,
    export,
    match,
    compare,
    schema,
    refresh,
    align,
    report,
    links,
    due,
    codeowners,
    ledger,
    doctor,
    github,
    harvest,
    from_issue,
    template,
    import_,
    grille,
    consolider,
)


def command_parser() -> Parser:
    """The parser of the command, with all its commands."""
    parser = Parser(
        prog="catalogue", description="Vérifie le catalogue des modules additionnels et construit son site."
    )
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE", required=True, parser_class=Parser)
    for command in COMMANDS:
        command.add(commands)
    return parser
