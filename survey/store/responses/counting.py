"""Which of an organisation's submissions counts: the rule in one place, for every query."""

from sqlalchemy import ColumnElement, ScalarSelect, Subquery, case, exists, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from survey.store.tables import SubmissionRow


def counting_id(response_id: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """Return a subquery: the id of the submission that counts of this response; NULL if there is none.

    Of those that the organisation has submitted the latest, and of those that were entered for it the latest: who
    enters again corrects. If there are both, the one that arrived later.
    """
    each = aliased(SubmissionRow)
    return (
        select(each.id)
        .where(each.response_id == response_id, ~is_replaced(each))
        .order_by(each.submitted_at.desc(), each.id.desc())
        .limit(1)
        .correlate(response_id.class_)
        .scalar_subquery()
    )


def is_replaced(each: type[SubmissionRow]) -> ColumnElement[bool]:
    """Return whether a later submission of the same sort is there: submitted by the organisation, or entered for it."""
    later = aliased(SubmissionRow)
    return exists().where(
        later.response_id == each.response_id,
        later.channel.is_(None) == each.channel.is_(None),
        later.id > each.id,
    )


def counting_first() -> ColumnElement[int]:
    """Return what sorts the submissions of a response: the one that counts before the others."""
    return case((SubmissionRow.id == counting_id(SubmissionRow.response_id), 0), else_=1)


def counting_submission_ids() -> Subquery:
    """Return a subquery of each response's submission that counts."""
    return (
        select(SubmissionRow.response_id, SubmissionRow.id.label("submission_id"))
        .where(SubmissionRow.id == counting_id(SubmissionRow.response_id))
        .subquery()
    )
