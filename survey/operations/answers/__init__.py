"""Changing the working answers of a response."""
