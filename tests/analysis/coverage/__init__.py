"""Tests of `build_tools.analysis.coverage`."""
