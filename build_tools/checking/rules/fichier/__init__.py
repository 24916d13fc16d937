"""Rules on files, their places and their names for ever."""
