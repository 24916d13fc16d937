"""The benchmark: what it measures and what it says of it."""
