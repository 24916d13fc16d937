"""Links, readings, reviewers, releases."""
