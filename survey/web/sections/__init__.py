"""The page of a section: reading what it brings, and drawing it with what is filled in."""
