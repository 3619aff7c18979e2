"""What is asked of one respondent: the sections as their answers make them, and how far these have come."""
