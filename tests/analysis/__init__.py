"""Tests of the measures that pages, exports and commands share."""
