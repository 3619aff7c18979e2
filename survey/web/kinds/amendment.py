"""A proposal to change the wording of a provision: the authority's wording, which the respondent changes, and the
reason.
"""

from dataclasses import dataclass

from wtforms import Field, StringField, TextAreaField

from survey.questions.kinds.amendment import Amendment
from survey.questions.question import Given
from survey.web.kinds.kind_page import KindPage, Parts
from survey.web.language import _
from survey.web.questions.views import KindView
from survey.web.words.texts import Words, words


@dataclass(frozen=True)
class AmendmentView(KindView):
    """The provision and its proposed wording, each None if the set does not contain it; and whether a reason is asked
    for.
    """

    provision: Words | None
    proposed: Words | None
    reason: str


def _fields(question: Amendment) -> dict[str, Field]:
    return {part: TextAreaField() if part in question.texts else StringField() for part in question.used_parts}


def _view(question: Amendment, parts: Parts, given: Given | None) -> AmendmentView:
    return AmendmentView(
        words(question.provision) if question.provision else None,
        words(question.proposed) if question.proposed else None,
        question.reason,
    )


PAGE = KindPage(
    _fields,
    _view,
    {
        "provision_missing": lambda problem: _("Write which provision your proposal concerns."),
        "wording_missing": lambda problem: _("Write your own wording, or empty the other fields of the proposal."),
        "wording_emptied": lambda problem: _(
            "The wording is empty. If you propose that the provision be deleted, write: Deleted. "
            "If you propose no change, write the proposed wording back."
        ),
        "proposal_reason_missing": lambda problem: _("Write the reason for your proposal."),
    },
)
