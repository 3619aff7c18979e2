"""Making files from what was submitted, and importing a consultation from such a file."""
