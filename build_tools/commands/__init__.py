"""The commands of `catalogue`, one module each, in the order of the help.

A module reads its arguments, calls the rooms and prints what they say. It imports the rooms when it runs, so that
`catalogue --help` and the short commands start at once.
"""

from build_tools.commands import build, check, export, fmt, match, refresh, schema, serve

COMMANDS = (check, fmt, build, serve, export, match, schema, refresh)
