"""Rules on personal data."""
