"""Export files for programs and for archiving: CSV, a workbook with one plain table, JSON, a zip archive."""
