"""The real catalogue, held against the inventory and the sources."""
