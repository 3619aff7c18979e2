"""Making files of what was submitted, and making a consultation again of such a file."""
