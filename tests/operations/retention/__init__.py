"""How long data is kept: periods, what is due, deleting."""
