"""Question sets written elsewhere than in YAML, and YAML written for authors: worksheets, XLSForm."""
