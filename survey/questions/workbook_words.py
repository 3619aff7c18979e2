"""What can be wrong with a question set in a workbook, beside what can be wrong with any set: the words by code."""

from collections.abc import Mapping


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


OF_WORKBOOKS: Mapping[str, tuple[str, str]] = {
    "not-a-workbook": (
        _("The file cannot be read as an Excel workbook: %(reason)s."),
        _("Save it in Excel or LibreOffice as an Excel workbook (.xlsx)."),
    ),
}
"""What is wrong and what to do, by code. Every code is in forms/README.md and has a test."""
