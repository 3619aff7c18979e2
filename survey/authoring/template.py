"""The Excel template for people who write neither YAML nor XLSForm: one row a question, with lists to choose from."""

from collections.abc import Sequence
from pathlib import Path

from survey.authoring.ready_scales import steps_in
from survey.authoring.template_example import EXAMPLE, EXAMPLE_NAME
from survey.authoring.template_words import (
    EXAMPLE_SHEET,
    FLAGS,
    HEADINGS,
    INSTRUCTION_SHEET,
    NAME_HEADINGS,
    NAME_SHEET,
    NO,
    QUESTION_SHEET,
    READY_SCALES,
    REASONS,
    YES,
    headings_in,
    kinds_in,
)
from survey.authoring.worksheets import WrittenColumn, WrittenSheet, write_sheets
from survey.languages import gettext


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


_WIDTHS = {"section": 20, "kind": 25, "label": 42, "options": 26, "reason": 13, "required": 11, "short": 20, "help": 30}
_NAME_WIDTHS = {"title": 48, "introduction": 60}

STEPS = (
    _("Write the name of the question set on the first sheet, and the questions on the second: one row is one question."),
    _("Write the section on the first row of each section; on the rows below it the cell may be empty. A section is a page."),
    _("Finnish and Swedish stand side by side. You can begin with one; the other is needed before the consultation opens."),
    _("Save the file and bring it to the service: it lists whatever is to be mended, and shows everything in both languages."),
    _("What this template cannot say (questions that depend on answers, tables, proposed wordings, attachments, parts that repeat) is written as YAML or as an XLSForm."),
)
"""How to go about it, in order."""

ABOUT_COLUMNS = {
    "section": _("The heading of the page. Empty: the same section as on the row above."),
    "kind": _("How the question is answered: choose from the list. The kinds are explained below."),
    "label": _("What is asked. A heading alone is enough. Pages number the questions: write no numbers."),
    "options": _("For the kinds with options, each on a line of its own (Alt+Enter), or with a semicolon between. The same order in both languages. “Other, what?” as the last word opens a line to write on."),
    "reason": _("For the kinds with options: whether a reason is asked for."),
    "required": _("Yes: the statement cannot be handed in without this answer. A draft can be saved without it."),
    "short": _("At most 60 characters, for the columns of tables. Needed only where the question is longer; otherwise one is made."),
    "help": _("One or two sentences below the question. May be empty."),
}

ABOUT_KINDS = {
    "long_text": _("Free text, as long as the respondent likes. The most usual kind: end with one that asks what else there is to say."),
    "text": _("A line of text, such as the name of a provision."),
    "choice": _("One of the options. Let the last one be “No position”."),
    "choices": _("Any number of the options. “None of these” cannot be chosen with others."),
    "scale": _("Steps in their order, written among the options. A last one “No position” is shown apart."),
    "number": _("A number."),
    "date": _("A day."),
    "email": _("One e-mail address."),
    "phone": _("One telephone number."),
    "url": _("One web address."),
    "business_id": _("The identifier of an organisation, with its check digit."),
}
READY_STEPS = _("The options are there already: %(steps)s.")


def write_template(target: Path, language: str) -> None:
    """Write the empty template in `language`, with its instructions and an example, over what is there."""
    write_sheets(target, template_sheets(language))


def template_name(language: str) -> str:
    """The name of its file: only letters that every system keeps."""
    return {"fi": "kysymyslomake.xlsx", "sv": "frageformular.xlsx"}[language]


def template_sheets(language: str) -> list[WrittenSheet]:
    """The sheets: the name, the questions, the instructions, the example."""
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
    }
    return tuple(
        WrittenColumn(heading, _WIDTHS[column.partition("-")[0]], allowed.get(column, ()))
        for column, heading in headings_in(language, HEADINGS).items()
    )


def _name_columns(language: str) -> tuple[WrittenColumn, ...]:
    return tuple(
        WrittenColumn(heading, _NAME_WIDTHS[column.partition("-")[0]])
        for column, heading in headings_in(language, NAME_HEADINGS).items()
    )


def _instructions(language: str) -> WrittenSheet:
    headings, kinds = headings_in(language, HEADINGS), kinds_in(language)
    named: list[Sequence[str]] = [(str(number), gettext(language, step)) for number, step in enumerate(STEPS, start=1)]
    named.append(())
    told = set[str]()
    for column, heading in headings.items():
        about = column.partition("-")[0]
        if about not in told:
            told.add(about)
            other = headings.get(f"{about}-{'sv' if language == 'fi' else 'fi'}")
            named.append((f"{heading} / {other}" if other else heading, gettext(language, ABOUT_COLUMNS[about])))
    named.append(())
    for kind, words in kinds.items():
        named.append((words, _about_kind(kind, language)))
    columns = (WrittenColumn(gettext(language, _("Subject")), 34), WrittenColumn(gettext(language, _("What to do")), 100))
    return WrittenSheet(gettext(language, INSTRUCTION_SHEET), columns, named)


def _about_kind(kind: str, language: str) -> str:
    if kind in READY_SCALES:
        return gettext(language, READY_STEPS, steps=" · ".join(steps_in(kind, language)))
    return gettext(language, ABOUT_KINDS[kind])


def _example(language: str) -> list[list[str]]:
    kinds, columns = kinds_in(language), list(headings_in(language, HEADINGS))
    words = {"kind": kinds, "reason": {name: gettext(language, each) for name, each in REASONS.items()},
             "required": {"yes": gettext(language, YES), "no": gettext(language, NO)}}  # fmt: skip
    return [
        [words[column].get(row[column], "") if column in words and column in row else row.get(column, "") for column in columns]
        for row in EXAMPLE
    ]
