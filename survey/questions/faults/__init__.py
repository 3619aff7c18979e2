"""What can be wrong with a question set, where it stands, and the words for it."""
