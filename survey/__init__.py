"""Kuulolla: public consultations, from a question set to the statements in a workbook."""
