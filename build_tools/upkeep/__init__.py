"""Maintenance of a published catalogue: links that still answer, records read again, reviewers, releases."""
