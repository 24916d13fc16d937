"""Rules on the catalogue as a whole."""
