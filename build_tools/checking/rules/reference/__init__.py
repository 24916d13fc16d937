"""Rules on what one record says of another."""
