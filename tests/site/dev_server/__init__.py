"""Tests of the site that follows its records."""
