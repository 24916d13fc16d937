"""From folders and files to plain data with exact positions."""
