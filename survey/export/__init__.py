"""Files made from submissions: columns, then rows of plain values, then a workbook counted before anybody gets it."""
