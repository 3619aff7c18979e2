"""Faults: what can be wrong with a question set, the place of each in its file, and the messages."""
