"""Sheets of plain values as an Excel workbook: the only package that knows openpyxl.

Every text is written as text, whatever it looks like, and every finished file is reopened and counted before it is
handed out. The traps named in these modules were met with openpyxl 3.1.5.
"""

import os

os.environ["OPENPYXL_LXML"] = "False"  # where lxml is installed, openpyxl would silently change to another writer

import openpyxl  # after the line above

if openpyxl.LXML:
    raise RuntimeError("openpyxl was imported with lxml before survey.export.xlsx.")
