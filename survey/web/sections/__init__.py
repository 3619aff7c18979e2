"""The page of a section: reading what it sends, drawing it with what is filled in, its messages."""
