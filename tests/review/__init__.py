"""What a proposed change does to the catalogue, for who reviews it."""
