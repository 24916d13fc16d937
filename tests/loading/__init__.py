"""From folders and files to plain data."""
