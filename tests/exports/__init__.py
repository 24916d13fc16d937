"""Published formats."""
