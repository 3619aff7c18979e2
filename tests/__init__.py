"""Tests of the product; `python -m tests` checks and runs everything."""

import os

os.environ["OPENPYXL_LXML"] = "False"  # python-docx brings lxml, and openpyxl would write with it when imported first
