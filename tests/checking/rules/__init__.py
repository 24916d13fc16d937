"""Tests of single rules and of what they share."""
