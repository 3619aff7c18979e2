"""What is wrong with a list of organisations, for a page: one error of the field, and the faults in words."""

from survey.operations.register.row_files import RowsRefused
from survey.web.language import _, ngettext, page_language
from survey.web.replies import Errors

MOST_FAULTS = 50
"""How many faults a page lists; it says how many more there are."""


def fault_errors(field: str, refused: RowsRefused) -> Errors:
    """One error of the field, however many faults its rows have: they stand in a list of their own."""
    number = len(refused.faults)
    words = ngettext(
        "%(num)s fault was found. Nothing was sent.", "%(num)s faults were found. Nothing was sent.", number
    )
    return [(field, words)]


def faults_told(refused: RowsRefused) -> list[str]:
    """Return the faults in words, at most MOST_FAULTS, and how many more there are."""
    told = [fault.words(page_language()) for fault in refused.faults[:MOST_FAULTS]]
    left = len(refused.faults) - len(told)
    return told + ([_("And %(number)s more.", number=left)] if left else [])
