"""Rules on addresses of the Web."""
