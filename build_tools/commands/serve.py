"""catalogue serve: the site, which follows each change."""

from __future__ import annotations

import argparse
import gc

from build_tools.commands.parser import Commands, add_catalogue, catalogue_folder, whole_number


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    serve = commands.add_parser("serve", help="montre le site, qui suit chaque changement")
    add_catalogue(serve)
    serve.add_argument("--port", type=whole_number(0, 65535), default=8000, metavar="N", help="port (8000)")
    serve.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.site.serve import serve

    gc.enable()  # unlike other commands it lives for hours
    return serve(catalogue_folder(options), options.port)
