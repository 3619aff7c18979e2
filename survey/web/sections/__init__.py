"""The page of a section: reading what it brings, drawing it with what is filled in, its messages."""
