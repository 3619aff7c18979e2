"""Writes the Excel template for people who write neither YAML nor XLSForm: one row for each question, with lists."""

from collections.abc import Sequence
from pathlib import Path

from survey.authoring.ready_scales import steps_in
from survey.authoring.template.example import EXAMPLE
from survey.authoring.template.instructions import ABOUT_COLUMNS, READY_MATRIX_STEPS, READY_STEPS, STEPS
from survey.authoring.template.words import (
    EXAMPLE_SHEET,
    FLAGS,
    HEADINGS,
    INSTRUCTION_SHEET,
    MATRIX,
    NAME_HEADINGS,
    NAME_SHEET,
    NO,
    QUESTION_SHEET,
    READY_MATRICES,
    READY_SCALES,
    REASONS,
    YES,
    headings_in,
    kinds_in,
)
from survey.authoring.worksheets import AboutBook, WrittenColumn, WrittenSheet, write_sheets
from survey.languages import LOCALES, gettext
from survey.languages import mark as _
from survey.questions.kinds import KINDS

TITLE, LISTS_SHEET = _("Template for a question set"), _("Lists")
_WIDTHS = {
    "section": 20,
    "kind": 28,
    "label": 36,
    "options": 26,
    "reason": 13,
    "required": 13,
    "public": 13,
    "short": 20,
    "help": 28,
}
_NAME_WIDTHS = {"title": 44, "introduction": 54}
_NEEDED = ("kind", "label", "title")


def write_template(target: Path, language: str) -> None:
    """Write the empty template in `language`, with its instructions and an example, over what is there."""
    write_sheets(target, template_sheets(language), about_template(language))


def about_template(language: str) -> AboutBook:
    """What the file of a template says of itself."""
    return AboutBook(gettext(language, TITLE), LOCALES[language], gettext(language, LISTS_SHEET))


def template_name(language: str) -> str:
    """The name of the template's file. It has only letters that every system can store."""
    return {"fi": "kysymyslomake.xlsx", "sv": "frageformular.xlsx"}[language]


def name_of_filled(key: str, language: str) -> str:
    """The name of the file with the question set of this key in the template."""
    return f"{key}-{template_name(language)}"


def template_sheets(language: str) -> list[WrittenSheet]:
    """The sheets in order: name, questions, instructions, example."""
    return [
        WrittenSheet(gettext(language, NAME_SHEET), _name_columns(language), []),
        WrittenSheet(gettext(language, QUESTION_SHEET), _columns(language), []),
        _instructions(language),
        WrittenSheet(gettext(language, EXAMPLE_SHEET), _columns(language), _example(language)),
    ]


def _columns(language: str) -> tuple[WrittenColumn, ...]:
    allowed = {
        "kind": tuple(kinds_in(language).values()),
        "reason": tuple(gettext(language, words) for words in REASONS.values()),
        "required": tuple(gettext(language, words) for words in FLAGS.values()),
        "public": tuple(gettext(language, words) for words in FLAGS.values()),
    }
    return tuple(
        WrittenColumn(heading, _WIDTHS[_part(column)], allowed.get(column, ()), needed=_part(column) in _NEEDED)
        for column, heading in headings_in(language, HEADINGS).items()
    )


def _name_columns(language: str) -> tuple[WrittenColumn, ...]:
    return tuple(
        WrittenColumn(heading, _NAME_WIDTHS[_part(column)], needed=_part(column) in _NEEDED)
        for column, heading in headings_in(language, NAME_HEADINGS).items()
    )


def _part(column: str) -> str:
    """The name of a column without its language: label for label-fi."""
    return column.partition("-")[0]


def _instructions(language: str) -> WrittenSheet:
    headings, kinds = headings_in(language, HEADINGS), kinds_in(language)
    named: list[Sequence[str]] = [(str(number), gettext(language, step)) for number, step in enumerate(STEPS, start=1)]
    named.append(())
    told = set[str]()
    for column, heading in headings.items():
        about = _part(column)
        if about not in told:
            told.add(about)
            other = headings.get(f"{about}-{'sv' if language == 'fi' else 'fi'}")
            named.append((f"{heading} / {other}" if other else heading, gettext(language, ABOUT_COLUMNS[about])))
    named.append(())
    for kind, words in kinds.items():
        named.append((words, _about_kind(kind, language)))
    columns = (
        WrittenColumn(gettext(language, _("Subject")), 34),
        WrittenColumn(gettext(language, _("What to do")), 100),
    )
    return WrittenSheet(gettext(language, INSTRUCTION_SHEET), columns, named)


def _about_kind(kind: str, language: str) -> str:
    if kind in READY_SCALES:
        return gettext(language, READY_STEPS, steps=" · ".join(steps_in(kind, language)))
    if kind in READY_MATRICES:
        steps = " · ".join(steps_in(kind.removeprefix(MATRIX), language))
        return gettext(language, READY_MATRIX_STEPS, steps=steps)
    return gettext(language, KINDS[kind].about)


def _example(language: str) -> list[list[str]]:
    kinds, columns = kinds_in(language), list(headings_in(language, HEADINGS))
    words = {"kind": kinds, "reason": {name: gettext(language, each) for name, each in REASONS.items()},
             "required": {"yes": gettext(language, YES), "no": gettext(language, NO)}}  # fmt: skip
    return [
        [
            words[column].get(row[column], "") if column in words and column in row else row.get(column, "")
            for column in columns
        ]
        for row in EXAMPLE
    ]
