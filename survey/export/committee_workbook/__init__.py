"""The workbook for the committee: a module for each sheet, and what the sheets have in common."""
