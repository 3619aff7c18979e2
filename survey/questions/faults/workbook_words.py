"""Messages by code for faults that only a workbook can have, in addition to those of every set."""

from collections.abc import Mapping

from survey.languages import mark as _

OF_WORKBOOKS: Mapping[str, tuple[str, str]] = {
    "not-a-workbook": (
        _("The file cannot be read as an Excel workbook: %(reason)s."),
        _(
            "It must be an Excel workbook (.xlsx) without a password, of at most 5 MB. Remove pictures, other sheets "
            "and cells far from the questions, and save it anew."
        ),
    ),
    "no-survey-sheet": (
        _("The workbook has no sheet “survey”; it has: %(value)s."),
        _("Name the sheet with the questions “survey”, or use the template."),
    ),
    "sheet-not-said": (
        _("The sheet “%(value)s” has things that a question set cannot have."),
        _("Remove the sheet, and ask without it."),
    ),
    "sheet-not-read": (
        _("The sheet “%(value)s” is not read."),
        _("Nothing needs to be done if it holds only notes of your own."),
    ),
    "column-not-read": (
        _("The column “%(column)s” is not read."),
        _("Correct the header if it should be, or leave it if it holds only notes of your own."),
    ),
    "column-misspelled": (
        _("The column “%(column)s” is not known, and what stands in it would be lost."),
        _("Correct the header; if the column holds notes of your own, give it another header."),
    ),
    "column-without-header": (
        _("A column without a header is not read."),
        _("Write a header in the first row, or remove what stands in the column."),
    ),
    "column-twice": (
        _("The column “%(column)s” says the same as the column “%(first)s”."),
        _("Keep one of them."),
    ),
    "column-not-said": (
        _(
            "“%(value)s” in the column “%(column)s” cannot be said in a question set, "
            "and without it the question would be another."
        ),
        _("Empty the cell, and ask in another way."),
    ),
    "unknown-language": (
        _("Nobody knows which language “%(value)s” is."),
        _("Write its code after its name: Suomi (fi), Svenska (sv)."),
    ),
    "language-contradicts": (
        _("“%(value)s” can be read in two ways: %(first)s or %(second)s."),
        _("Write the name and the code of one language."),
    ),
    "language-assumed": (
        _("The texts have no language, and are taken to be in “%(language)s”."),
        _(
            "Write the language into the header, such as label::Suomi (fi), "
            "or into “default_language” on the sheet settings."
        ),
    ),
    "cell-not-valid": (
        _("“%(value)s” cannot stand in the column “%(column)s”."),
        _("Write one of: %(expected)s."),
    ),
    "cell-missing": (
        _("“%(column)s” is missing on this row."),
        _("Write it."),
    ),
    "cell-not-used": (
        _("“%(value)s” in the column “%(column)s” is not used."),
        _("Nothing needs to be done: what is asked stays the same."),
    ),
    "row-not-read": (
        _("The row is not read: it has no type."),
        _("Write the type, or remove the row."),
    ),
    "row-left-out": (
        _("The row is left out: “disabled” says “%(value)s”."),
        _("Nothing needs to be done; empty the cell if the row should be used."),
    ),
    "group-left-out": (
        _("“disabled” leaves out the beginning of the group “%(name)s”, and not the rows in it."),
        _("Leave out every row from the beginning of the group to its end, or none of them."),
    ),
    "name-changed": (
        _("The name “%(name)s” becomes the key “%(key)s”."),
        _("Nothing needs to be done, unless you want another key: a–z, 0–9 and _, a letter first."),
    ),
    "name-of-two": (
        _("The condition names “%(name)s”, and two questions have that name: it can mean either."),
        _("Give each question a name of its own, and write the one that is meant."),
    ),
    "type-not-said": (
        _("A question set has no questions of the type “%(value)s”."),
        _("Use text, integer, decimal, date, select_one, select_multiple, note or file."),
    ),
    "type-not-used": (
        _("Rows of the type “%(value)s” are not used: nobody is asked anything there."),
        _("Nothing needs to be done."),
    ),
    "unknown-list": (
        _("There is no list “%(value)s” on the sheet choices."),
        _("Correct the name, or write the list."),
    ),
    "list-not-used": (
        _("The list “%(value)s” is not used."),
        _("Nothing needs to be done, unless a question should have it."),
    ),
    "expression-not-said": (
        _("“%(value)s” in the column “%(column)s” cannot be said in a question set."),
        _(
            "Write it more simply (a condition compares an answer with an option, a limit with a number), "
            "or empty the cell."
        ),
    ),
    "alone-or-among-others": (
        _(
            "“%(value)s” can be read in two ways, as several options can be chosen at “%(question)s”: "
            "that “%(option)s” is chosen, or that nothing else is."
        ),
        _("Write selected(${%(question)s}, '%(option)s') if others may be chosen too: the other cannot be said."),
    ),
    "reference-in-text": (
        _("The text shows another answer, “%(value)s”, which a question set cannot do."),
        _("Write the text without it."),
    ),
    "two-values": (
        _("“%(column)s” says something else than “%(key)s” on the same row."),
        _("Keep one of them."),
    ),
    "group-not-closed": (
        _("The group “%(name)s” that begins here has no end."),
        _("Add a row “end_group” or “end_repeat”."),
    ),
    "nothing-to-close": (
        _("Nothing is open here that could end."),
        _("Remove the row, or add the row that begins the group."),
    ),
    "closes-another": (
        _("“%(value)s” ends something else than what began on row %(line)s."),
        _("End groups with end_group and repeats with end_repeat."),
    ),
    "too-deep": (
        _("There are too many groups within one another."),
        _("Use fewer levels."),
    ),
    "group-empty": (
        _("The group “%(name)s” has nothing in it, and is left out."),
        _("Nothing needs to be done."),
    ),
    "heading-not-shown": (
        _("The heading “%(value)s” inside a repeat is not shown."),
        _("Nothing needs to be done if the questions are clear without it."),
    ),
    "repeat-in-repeat": (
        _("A repeat stands inside another one."),
        _("Ask without the inner one."),
    ),
    "matrix-rows": (
        _("The rows of a matrix are select_one questions that all have the same list."),
        _("Give every row the same list, or remove “matrix” from x_kind."),
    ),
    "short-made": (
        _("The label is long, so tables show: “%(value)s”."),
        _("Write a better short label into the column x_short, with the language: x_short::Suomi (fi)."),
    ),
    "title-of-file": (
        _("The form has no title, so the file's name is used: “%(value)s”."),
        _("Write “form_title” on the sheet settings."),
    ),
    "title-in-one-language": (
        _("The title “%(value)s” is the same in every language."),
        _("Write it in each language: x_title::Suomi (fi), x_title::Svenska (sv)."),
    ),
    "cell-error": (
        _("The cell holds the error “%(value)s”."),
        _("Write the text into the cell, or mend its formula."),
    ),
    "formula-not-calculated": (
        _("The cell has a formula without a result: “%(value)s”."),
        _("Open the file in Excel or LibreOffice and save it there, or write the text into the cell."),
    ),
    "shown-as-typed": (
        _("“%(value)s” is shown as it is typed."),
        _("Remove marks that are not meant to be seen, such as <b>, ** and #."),
    ),
    "cell-too-small": (
        _("The text is too long for a cell of Excel."),
        _("Use at most 32,767 characters and 253 line breaks, or keep the set in YAML."),
    ),
}
"""What is wrong and what to do, by code. Every code is in forms/README.md and has a test."""
