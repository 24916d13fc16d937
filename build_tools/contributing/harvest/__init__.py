"""Lists that others publish, read at their source and compared with what was read before: proposals, never orders."""
