"""What one respondent is asked: the sections that their answers make visible, and how far the response is."""
