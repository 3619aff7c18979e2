"""The pages on which a coordinator enters a statement that came by another channel."""
