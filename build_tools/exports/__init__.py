"""One module per published format; each is a pure function of the catalogue."""
