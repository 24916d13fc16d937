"""Measures on the catalogue that pages, exports and commands share: pure functions, no HTML."""
