"""Documents as Word files: their plain shape, and the only place that knows the markup of Word."""
