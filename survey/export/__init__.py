"""Makes export files from submissions.

First the columns are planned, then the rows are made as plain values, then the file is written. A finished workbook
is read and counted again before anybody can download it.
"""
