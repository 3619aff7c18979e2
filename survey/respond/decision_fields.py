"""Whether the organisation has decided on the statement that it submits: the choices of the page, and reading them."""

from datetime import datetime

from flask import request

from survey.export.statements.records import Decision
from survey.languages import format_date, in_helsinki
from survey.operations.consultations.typed_moments import day_fault
from survey.operations.submissions.submitting import DecisionSaid
from survey.questions.kinds.date import read_day
from survey.questions.text import clean_text
from survey.store.personal_links import Access
from survey.web.language import _, page_language
from survey.web.replies import Errors

DECISION, EXPECTED = "decision", "decision-expected"
"""The names of the fields."""

LONGEST_TYPED = 100

Choices = list[tuple[str, str, str]]


def decision_choices(access: Access, now: datetime) -> Choices:
    """Return what can be said, each as value, words, and a sentence about it; none is chosen beforehand. After the
    closing a statement comes only in the place of one whose decision was pending, so it is not pending itself.
    """
    pending = _("The body that decides meets later. You can confirm the decision, or submit the decided statement.")
    choices = [
        (Decision.DECIDED.value, _("The organisation has decided on the statement"), ""),
        (
            Decision.NOT_NEEDED.value,
            _("No decision is needed"),
            _("For example, an official gives the statement in the course of duty."),
        ),
    ]
    if access.only_decides(now):
        return choices
    return [*choices, (Decision.PENDING.value, _("The decision is pending"), pending)]


def typed_said() -> dict[str, str]:
    """Return what the page has sent in these fields."""
    return {name: clean_text(request.form.get(name, "")).text[:LONGEST_TYPED] for name in (DECISION, EXPECTED)}


def read_said(access: Access, now: datetime) -> tuple[DecisionSaid | None, Errors]:
    """Return what the page says of the decision; None, and what is wrong, if that is not clear."""
    typed = typed_said()
    chosen, expected = typed[DECISION], typed[EXPECTED].strip()
    if chosen not in {value for value, _words, _about in decision_choices(access, now)}:
        return None, [(DECISION, _("Choose whether the organisation has decided on the statement."))]
    if chosen != Decision.PENDING:
        if expected:
            message = _("Choose that the decision is pending, or leave this day empty.")
            return None, [(EXPECTED, message)]
        return DecisionSaid(Decision(chosen)), []
    if fault := _fault_of(expected, now):
        return None, [(EXPECTED, fault)]
    return DecisionSaid(Decision.PENDING, read_day(expected)), []


def _fault_of(expected: str, now: datetime) -> str:
    """Return what is wrong with the day on which the decision is expected; empty if nothing is, or it is not told."""
    if not expected:
        return ""
    if fault := day_fault(expected):
        return fault.words(page_language())
    day, today = read_day(expected), in_helsinki(now).date()
    if day is not None and day >= today:
        return ""
    return _("The day has passed. Write %(date)s or a later day, or leave this empty.", date=format_date(today))
