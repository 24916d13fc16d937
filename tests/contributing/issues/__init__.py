"""The issue forms, and what becomes of an issue."""
