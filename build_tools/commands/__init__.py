"""The commands of `catalogue`, one module each, in the order of the help.

A module reads its arguments, calls the rooms and prints what they say. It imports the rooms when it runs, so that
`catalogue --help` and the short commands start at once.
"""

from build_tools.commands import (
    build,
    check,
    codeowners,
    due,
    export,
    fmt,
    from_issue,
    github,
    import_,
    ledger,
    links,
    match,
    new,
    refresh,
    report,
    schema,
    serve,
    template,
)

COMMANDS = (
    check,
    fmt,
    new,
    build,
    serve,
    export,
    match,
    schema,
    refresh,
    report,
    links,
    due,
    codeowners,
    ledger,
    github,
    from_issue,
    template,
    import_,
)
