"""Records by way of a GitHub issue: the forms, what their authors write in them, what we answer."""
