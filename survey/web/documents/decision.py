"""What the review asks about the decision in the respondent's details."""

from collections.abc import Callable
from datetime import datetime

from survey.languages import in_helsinki
from survey.questions.asking.addresses import addressed
from survey.questions.asking.decision import DecisionDoubt, decision_doubts
from survey.questions.details import DETAILS_KEY, details_section
from survey.questions.question import Answers
from survey.web.language import _
from survey.web.questions.names import field_name


def decision_to_check(answers: Answers, now: datetime, *, address_of: Callable[..., str]) -> list[tuple[str, str]]:
    """Return each doubt as (URL of the field to look at, message). `address_of` is that of `summary_of`."""
    questions, page = dict(addressed(details_section())), address_of(DETAILS_KEY, from_review=True)
    return [
        (
            f"{page}#{field_name(questions[found.address], questions[found.address].used_parts[0])}",
            _words(found.doubt),
        )
        for found in decision_doubts(answers, in_helsinki(now).date())
    ]


def _words(doubt: DecisionDoubt) -> str:
    match doubt:
        case DecisionDoubt.IN_FUTURE:
            return _("The date of the decision is in the future. Check the date.")
        case DecisionDoubt.WITHOUT_BODY:
            return _("The decision has no decision-making body. Add who decided.")
        case DecisionDoubt.WITHOUT_DATE:
            return _("The decision has no date. Add the date of the decision.")
