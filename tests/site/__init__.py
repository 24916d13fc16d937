"""Tests of the site: its parts, then the real site as it is built."""
