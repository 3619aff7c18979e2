"""Preparing a consultation before it opens: what is told of it, recipients, materials, checking and opening it."""
