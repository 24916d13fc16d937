"""What helps people to write records."""
