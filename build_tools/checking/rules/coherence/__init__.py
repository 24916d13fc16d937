"""Rules on facts that must agree."""
