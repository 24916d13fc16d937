"""Rules on fields and values, by JSON Schema."""
