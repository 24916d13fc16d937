"""Two years of the life of a copy of the project: what becomes of its records, and of its tests."""
