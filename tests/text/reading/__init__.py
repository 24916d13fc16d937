"""What people write, read for every door."""
