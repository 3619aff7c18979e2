"""Joint statements: one response that several organisations are behind."""
