"""Question sets in the formats of authors, reading and writing: YAML, Excel template, XLSForm, pasted headings."""
