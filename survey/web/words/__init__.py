"""Texts, messages and states in the page's language."""
