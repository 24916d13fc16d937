"""Rules on fields and values."""
