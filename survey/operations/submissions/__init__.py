"""Submitting a statement, and reading what was submitted."""
