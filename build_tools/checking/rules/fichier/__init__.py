"""Rules on files, their places and their permanent names."""
