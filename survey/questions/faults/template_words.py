"""Messages by code for faults that only a filled-in Excel template can have, in addition to those of every set."""

from collections.abc import Mapping

from survey.languages import mark as _

OF_TEMPLATES: Mapping[str, tuple[str, str]] = {
    "empty-cell": (_("The cell “%(where)s” is empty."), _("Fill it in.")),
    "not-in-list": (
        _("“%(value)s” is not in the list of the column “%(where)s”."),
        _("Choose from the list in the cell; the sheet of instructions explains it."),
    ),
    "kind-not-in-template": (
        _("The template has no kind of answer “%(value)s”."),
        _(
            "Choose another kind from the list, or write the questions as an XLSForm or as YAML: there are "
            "attachments, proposed wordings, parts that repeat and tables with steps of one's own."
        ),
    ),
    "unknown-heading": (
        _("The column “%(value)s” is not one of the template's: what stands in it is not used."),
        _("Correct its heading, or leave it as a note to yourself."),
    ),
    "not-for-kind": (
        _("“%(where)s” does not belong to the kind of answer “%(kind)s”."),
        _("Empty the cell, or choose another kind of answer."),
    ),
    "options-differ": (
        _("There are %(first)s options in one language and %(second)s in the other."),
        _("Write the same options in both, each on a line of its own and in the same order."),
    ),
    "codes-differ": (
        _("There are %(first)s options and %(second)s codes."),
        _("Write a code for each option, or empty the cell: then the codes are made of the words."),
    ),
    "further-data-unreadable": (
        _("The further data in this cell cannot be read."),
        _("Bring back what stood there, or empty the cell: then what it said is left out."),
    ),
    "empty-section": (
        _("The section “%(title)s” has no questions."),
        _("Write its questions on the rows below it, or remove its row."),
    ),
    "short-name-made": (
        _("The question is long, so a short name was made of its beginning: “%(short)s”."),
        _("Write a better one if you wish: it heads the columns of tables."),
    ),
}
"""Every code is in forms/README.md and has a test."""
