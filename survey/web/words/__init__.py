"""Texts, messages and states in the words of a page."""
