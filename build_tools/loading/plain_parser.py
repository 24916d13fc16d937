"""PyYAML's parser in Python alone, with the composer only: for a Python that runs in a browser, without libyaml."""

from __future__ import annotations

from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner


class PlainParser(Reader, Scanner, Parser, Composer):
    """What `yaml.cyaml.CParser` gives: a text's tree of nodes with their marks."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
