"""Rules on the quality of texts."""
