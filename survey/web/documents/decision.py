"""What the review asks about the decision in the respondent's details."""

from collections.abc import Callable
from datetime import datetime

from survey.languages import in_helsinki
from survey.questions.asking.addresses import addressed
from survey.questions.asking.decision import DecisionDoubt, decision_doubts, told_decision
from survey.questions.details import DECISION_BODY, DECISION_DATE, DETAILS_KEY, details_section
from survey.questions.question import Answers
from survey.web.language import _
from survey.web.questions.names import field_name


def decision_to_check(answers: Answers, now: datetime, *, address_of: Callable[..., str]) -> list[tuple[str, str]]:
    """Return each doubt as (URL of the field to look at, message). `address_of` is that of `summary_of`."""
    page = address_of(DETAILS_KEY, from_review=True)
    return [
        (f"{page}#{_field(found.address)}", _words(found.doubt))
        for found in decision_doubts(answers, in_helsinki(now).date())
    ]


def decision_lacking(answers: Answers, now: datetime, *, address: str) -> list[tuple[str, str]]:
    """Return what a decision that is to be confirmed lacks, likewise. `address`: that of the details, from where saving
    leads back to confirming.
    """
    told, today = told_decision(answers), in_helsinki(now).date()
    lacking = []
    if not told.body:
        lacking.append((DECISION_BODY, _("Add who decided on the statement.")))
    if told.decided_on is None:
        lacking.append((DECISION_DATE, _("Add the date of the decision.")))
    elif told.decided_on > today:
        lacking.append((DECISION_DATE, _words(DecisionDoubt.IN_FUTURE)))
    return [(f"{address}#{_field(at)}", message) for at, message in lacking]


def _field(address: str) -> str:
    question = dict(addressed(details_section()))[address]
    return field_name(question, question.used_parts[0])


def _words(doubt: DecisionDoubt) -> str:
    match doubt:
        case DecisionDoubt.IN_FUTURE:
            return _("The date of the decision is in the future. Check the date.")
        case DecisionDoubt.WITHOUT_BODY:
            return _("The decision has no decision-making body. Add who decided.")
        case DecisionDoubt.WITHOUT_DATE:
            return _("The decision has no date. Add the date of the decision.")
