"""Correcting the texts of an open consultation, and finding out what other changes of its question set would break."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.consultations.opening import opening_from
from survey.operations.log import record
from survey.questions.comparing.changes import Change, Effect, changes
from survey.questions.comparing.fitting import Fitting
from survey.questions.comparing.matching import Match, with_keys_of
from survey.questions.freeze import freeze, read_frozen
from survey.questions.question_set import QuestionSet
from survey.store.responses.answer_counts import drafted, submitted
from survey.store.tables import ConsultationRow, TextRevisionRow
from survey.store.text_revisions import append_text_revision


class CorrectionRefused(Exception):
    """The texts were not corrected. Nothing was changed."""


class ConsultationClosed(CorrectionRefused):
    """The deadline has passed. After it no text may change, because the answers were given to the texts as
    they were.
    """


class NothingToCorrect(CorrectionRefused):
    """The file has the same texts as the consultation."""


class MoreThanTexts(CorrectionRefused):
    """The file differs in more than its texts. `changes`: the differences that are not texts."""

    def __init__(self, found: Sequence[Change]) -> None:
        super().__init__(", ".join(change.code for change in found))
        self.changes = list(found)


@dataclass(frozen=True)
class Consequence:
    """A change of the set, and how many answers in drafts and in the latest submissions it would break."""

    change: Change
    drafts: int = 0
    submissions: int = 0


def as_correction(
    before: QuestionSet, question_set: QuestionSet, *, keys_are_made: bool
) -> tuple[QuestionSet, Sequence[Match]]:
    """Return a changed set in the way that it corrects the set `before`, and what was taken for the same.

    Where its keys were made from words, it gets the keys of the earlier set. Where it says nothing of the consultation,
    because that was typed on pages, it keeps what is told now.
    """
    matches: Sequence[Match] = ()
    if keys_are_made:
        matched = with_keys_of(before, question_set)
        question_set, matches = matched.question_set, matched.matches
    if question_set.consultation is None and before.consultation is not None:
        question_set = question_set.model_copy(update={"consultation": before.consultation})
    return question_set, matches


def correct_texts(
    session: Session, consultation: ConsultationRow, question_set: QuestionSet, *, now: datetime, by: int | None = None
) -> TextRevisionRow:
    """Use the texts of `question_set` from `now` on. `by`: the coordinator who does it on a page.

    Earlier submissions keep the digest of the texts that were read. The groups of the installation stay as they are.

    Returns the new revision of the texts. Raises ConsultationClosed, NothingToCorrect or MoreThanTexts.
    """
    if now >= consultation.closing:
        raise ConsultationClosed
    question_set = question_set.with_own_groups(read_frozen(consultation.question_set).own_groups)
    frozen = freeze(question_set)
    found = changes(read_frozen(consultation.question_set), question_set)
    if frozen.structure_digest != consultation.structure_digest:
        raise MoreThanTexts([change for change in found if change.effect is not Effect.TEXT])
    if frozen.text_digest == consultation.text_digest:
        raise NothingToCorrect
    _correct_what_is_shown(consultation, read_frozen(consultation.question_set), question_set)
    consultation.question_set, consultation.text_digest = frozen.json, frozen.text_digest
    record(session, "texts corrected", now=now, consultation_id=consultation.id, coordinator_id=by)
    return append_text_revision(session, consultation, frozen, now=now)


def _correct_what_is_shown(consultation: ConsultationRow, before: QuestionSet, after: QuestionSet) -> None:
    """Correct the issuer, the diary number, the contact and who may answer, unless other values than the set's were
    given at the opening.
    """
    old = opening_from(before, deadline=consultation.deadline)
    new = opening_from(after, deadline=consultation.deadline)
    if consultation.issuer == old.issuer and new.issuer:
        consultation.issuer = dict(new.issuer)
    if consultation.diary_number == old.diary_number and new.diary_number:
        consultation.diary_number = new.diary_number
    if consultation.who_may_answer == old.who_may_answer:
        consultation.who_may_answer = new.who_may_answer
    if (consultation.contact_name, consultation.contact_email) == (old.contact_name, old.contact_email):
        consultation.contact_name = new.contact_name or old.contact_name
        consultation.contact_email = new.contact_email or old.contact_email


def consequences(session: Session, consultation: ConsultationRow, question_set: QuestionSet) -> list[Consequence]:
    """Return the differences between the consultation and `question_set`; with counts for those that would break
    answers.
    """
    before = read_frozen(consultation.question_set)
    found = changes(before, question_set)
    fitting = Fitting(before, question_set, found)
    drafts, submissions = (
        sum(map(fitting.broken, read(session, consultation.id, fitting.addresses, fitting.groups)), Counter[Change]())
        for read in (drafted, submitted)
    )
    return [Consequence(change, drafts[change], submissions[change]) for change in found]
