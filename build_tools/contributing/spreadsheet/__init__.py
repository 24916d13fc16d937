"""Modules in spreadsheets: a template to fill, and files of any origin read back into records."""
