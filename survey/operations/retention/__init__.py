"""How long data is kept after a consultation has ended, what is due, and deleting it."""
