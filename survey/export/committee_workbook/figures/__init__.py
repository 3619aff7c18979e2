"""Sheets of numbers: distributions, charts of them, and single values for pivot tables."""
