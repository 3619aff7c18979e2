"""The groups of respondents that a consultation knows: the built-in ones, and those of the installation that it offers.

They are in its question set with their names, as they were at the opening; later changes in the register do not rewrite
them. A group that an organisation has which is invited later is added to them.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.log import record
from survey.operations.register.groups import groups_in
from survey.questions.details import group_labels
from survey.questions.freeze import freeze, read_frozen
from survey.questions.question_set import QuestionSet
from survey.store.consultations import lock_consultation
from survey.store.tables import ConsultationRow
from survey.store.text_revisions import append_text_revision


def with_groups_in_use(session: Session, question_set: QuestionSet) -> QuestionSet:
    """The set with the groups that the installation offers now, as a consultation that opens asks it."""
    return question_set.with_own_groups(groups_in(session).own_in_use)


def take_in_groups(
    session: Session, consultation: ConsultationRow, groups: Collection[str], *, now: datetime
) -> frozenset[str]:
    """Let the consultation know these groups, each with the name that it has in the register now. Returns those that
    the register does not know either; nothing is changed if there are any.

    The set gets another revision: its structure is the same, and whoever has answered has not seen the new group.
    """
    if not _unknown(consultation, groups):
        return frozenset()
    session.flush()
    lock_consultation(session, consultation)
    missing, question_set = _unknown(consultation, groups), read_frozen(consultation.question_set)
    found = tuple(each for each in groups_in(session).own if each.key in missing)
    if nowhere := missing - {each.key for each in found}:
        return nowhere
    if found:
        frozen = freeze(question_set.with_own_groups((*question_set.own_groups, *found)))
        consultation.question_set, consultation.text_digest = frozen.json, frozen.text_digest
        record(session, "group offered in consultation", now=now, consultation_id=consultation.id)
        append_text_revision(session, consultation, frozen, now=now)
    return frozenset()


def _unknown(consultation: ConsultationRow, groups: Collection[str]) -> frozenset[str]:
    return frozenset(groups) - group_labels(read_frozen(consultation.question_set).own_groups).keys()
