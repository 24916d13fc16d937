"""Lists harvested at their source."""
