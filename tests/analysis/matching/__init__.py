"""Needs and the modules that answer them."""
