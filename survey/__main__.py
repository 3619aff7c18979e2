"""The start of `python -m survey`."""

from survey.cli import main

main()
