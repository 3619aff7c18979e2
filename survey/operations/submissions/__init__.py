"""Handing in a statement, and reading what was handed in."""
