"""Tools that check the national catalogue of modules additionnels and build its site."""

__version__ = "0.1.0"
