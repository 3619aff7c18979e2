"""Writes sheets of plain values as an Excel workbook: the only package that knows openpyxl.

Every text is written as text, also when it looks like a formula or a number. Every finished file is reopened and
counted before anybody can download it. The traps that these modules name were found with openpyxl 3.1.5.
"""

import os

os.environ["OPENPYXL_LXML"] = "False"  # with lxml installed, openpyxl would use another writer without a warning

import openpyxl  # must come after the line above, because openpyxl reads the variable when it is imported

if openpyxl.LXML:
    raise RuntimeError("openpyxl was imported with lxml before survey.export.xlsx.")
