"""The texts of the template's instructions: the steps, each column, each kind of answer."""

from collections.abc import Mapping

from survey.languages import mark as _

STEPS = (
    _("Write the name of the question set on the first sheet and the questions on the second. A row is a question."),
    _("Write the section on its first row; the cells below it may be empty. A section is a page of its own."),
    _(
        "Finnish and Swedish stand side by side. You can begin with one language. "
        "The other is needed before the consultation opens."
    ),
    _(
        "Save the file and bring it to the service. It lists what is to be mended, "
        "and shows every text in both languages."
    ),
    _(
        "What this template cannot say is written as YAML or as an XLSForm: questions that depend on earlier answers, "
        "proposed wordings, attachments, parts that repeat."
    ),
)
"""The steps for filling in the template, in order."""

ABOUT_COLUMNS: Mapping[str, str] = {
    "section": _("The heading of the page. Empty: the same section as on the row above."),
    "kind": _("How the question is answered. Choose from the list; each kind is explained below."),
    "label": _("What is asked. A heading alone is enough. Write no numbers: the pages number the questions."),
    "options": _(
        "For kinds with options: each on a line of its own (Alt+Enter) or with a semicolon between, in the same order "
        "in both languages. An option that ends in “, what?” opens a line to write on."
    ),
    "reason": _("For kinds with options: whether a reason for the choice is asked for."),
    "required": _("Yes: the statement cannot be handed in without this answer. A draft can be saved without it."),
    "public": _(
        "No: the answer is in no published file, as with contact details. Empty: it is published like the statement."
    ),
    "short": _(
        "At most 60 characters, for the columns of tables. It is needed where the question is longer. "
        "If you leave it out, one is made of the beginning of the question."
    ),
    "help": _("One or two sentences below the question. May be empty."),
}
"""The text for each column, by the column's name without its language."""

ABOUT_FURTHER = _(
    "This file was made of a question set. The codes keep questions and their answers together: leave them as they "
    "are, and leave them empty for what is new. The further data is what the template has no other column for, such as "
    "conditions, limits, parts that repeat, proposed wordings and attachments: leave it as it is. That is changed in "
    "an XLSForm or in YAML."
)
"""What a template that was written from a set says of its further columns."""

READY_STEPS = _("One of the steps, which are there already: %(steps)s.")
READY_MATRIX_STEPS = _("The points stand among the options. Each is judged by one of these steps: %(steps)s.")
