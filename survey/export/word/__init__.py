"""Documents as Word files: blocks of plain values, and the only package that knows the markup of Word."""
