"""What a record is, and the schemas made from it."""
