"""Reading a question set: syntax, shape, blocks and scales, and what must hold between its parts."""
