"""Tests of the template and of the import of spreadsheets."""
