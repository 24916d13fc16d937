"""Tests of what helps people to write records."""
