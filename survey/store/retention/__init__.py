"""How long data is kept after a consultation has ended: periods, what is there, and deleting it."""
