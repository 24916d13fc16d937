"""What Git knows of the catalogue: one wrapper."""
