"""What authors bring and take away: question sets as YAML, Excel template, XLSForm or pasted headings."""
