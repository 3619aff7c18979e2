"""The sheet of joint statements: which organisations are behind another one's statement, and their dissenting parts."""

from survey.export.committee_workbook.contents import GROUP, RECEIVED, RESPONDENT, ColumnMaker, Contents
from survey.export.statements.records import DISSENT, JointStatement, confirmed_how
from survey.export.xlsx.sheets import Code, Sheet
from survey.languages import gettext, language_name_in, text_in
from survey.languages import mark as _
from survey.questions.details import group_name

JOINT = _("Joint statements")


def joint_sheet(contents: Contents) -> Sheet[JointStatement] | None:
    """One row for each organisation that is behind the statement of another; None where there is none."""
    language, joint = contents.language, contents.consultation.joint
    if not joint:
        return None
    own_groups = contents.consultation.question_set.own_groups
    column = ColumnMaker[JointStatement](language)

    def counted(each: JointStatement) -> str:
        own = each.party.submitted_itself
        return gettext(language, _("by its own statement") if own else _("with the joint statement"))

    def dissent_language(each: JointStatement) -> str | None:
        code = each.party.dissent_language
        return language_name_in(language, code).lower() if code else None

    columns = (
        column(RESPONDENT, 31, lambda each: text_in(each.party.organisation, language)),
        column(GROUP, 20, lambda each: group_name(each.party.group, own_groups, language)),
        column(_("Submitted by"), 31, lambda each: text_in(each.leads, language)),
        column(_("Reference"), 18, lambda each: Code(each.reference)),
        column(RECEIVED, 16, lambda each: each.received_at),
        column(_("Behind it since"), 16, lambda each: each.party.at),
        column(_("How it is known"), 26, lambda each: confirmed_how(each.party, language)),
        column(_("Counted"), 20, counted),
        column(DISSENT, 60, lambda each: each.party.dissent or None),
        column(_("Language of the dissenting part"), 16, dissent_language),
    )
    return Sheet(gettext(language, JOINT), columns, joint, printed=len(columns), frozen=1)
