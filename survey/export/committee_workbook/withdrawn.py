"""The sheet of withdrawn statements: which ones their organisations have taken back, when and why. No sheet has their
answers.
"""

from survey.export.committee_workbook.contents import GROUP, RECEIVED, RESPONDENT, ColumnMaker, Contents
from survey.export.statements.records import WithdrawnStatement
from survey.export.xlsx.sheets import Code, Sheet
from survey.languages import gettext, text_in
from survey.languages import mark as _
from survey.questions.details import group_name

WITHDRAWN = _("Withdrawn statements")


def withdrawn_sheet(contents: Contents) -> Sheet[WithdrawnStatement] | None:
    """One row for each statement that was withdrawn; None where none was."""
    language, withdrawn = contents.language, contents.consultation.withdrawn
    if not withdrawn:
        return None
    own_groups = contents.consultation.question_set.own_groups
    column = ColumnMaker[WithdrawnStatement](language)
    columns = (
        column(RESPONDENT, 31, lambda each: text_in(each.organisation, language)),
        column(GROUP, 20, lambda each: group_name(each.group, own_groups, language)),
        column(_("Version"), 9, lambda each: each.number),
        column(_("Reference"), 18, lambda each: Code(each.reference)),
        column(RECEIVED, 16, lambda each: each.received_at),
        column(_("Withdrawn"), 16, lambda each: each.withdrawn_at),
        column(_("Reason for withdrawing"), 50, lambda each: each.reason),
    )
    return Sheet(gettext(language, WITHDRAWN), columns, withdrawn, printed=len(columns), frozen=1)
