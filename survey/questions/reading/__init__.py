"""Reading a question set: YAML syntax, shape, blocks and scales, and the rules between its parts."""
