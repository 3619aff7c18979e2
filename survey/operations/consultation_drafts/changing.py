"""Changing what is told of a consultation that is being prepared, and who prepares it: nothing goes unseen."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from survey.languages import TranslatableError
from survey.languages import mark as _
from survey.operations.consultation_drafts.checklist import LONGEST_REASON
from survey.operations.consultation_drafts.recipients import WORDS
from survey.operations.consultations.members import WHO_MAY_CHANGE
from survey.operations.log import record
from survey.questions.text import clean_text, shortened
from survey.store.consultation_drafts import delete_trials, members_of
from survey.store.tables import ConsultationDraftRow, CoordinatorRow, DraftMemberRow


class DraftChanged(Exception):
    """A colleague has saved since the page was opened. `theirs` has what now stands in each field that differs."""

    def __init__(self, theirs: Mapping[str, str]) -> None:
        super().__init__(", ".join(theirs))
        self.theirs = theirs


class LastMember(TranslatableError):
    """Nobody would be left to prepare the consultation."""


def save_about(  # noqa: PLR0913  # what is saved, what the page had shown, who and when
    session: Session,
    draft: ConsultationDraftRow,
    typed: Mapping[str, str],
    *,
    shown: int,
    by: CoordinatorRow,
    now: datetime,
) -> bool:
    """Store what was typed of the consultation, also what cannot be read yet. Returns whether anything has changed.

    `shown`: the version of the draft that the page had shown. Raises DraftChanged, and stores nothing, if a colleague
    has saved since then and any field differs.
    """
    differing = {name: draft.about.get(name, "") for name, text in typed.items() if draft.about.get(name, "") != text}
    if not differing:
        return False
    if shown != draft.version:
        raise DraftChanged(differing)
    own = {name: text for name, text in draft.about.items() if name.startswith(WORDS)}
    draft.about = own | {name: text for name, text in typed.items() if text}
    draft.version += 1
    record(session, "consultation draft changed", now=now, coordinator_id=by.id)
    session.flush()
    return True


def save_reasons(
    session: Session, draft: ConsultationDraftRow, typed: Mapping[str, str], shown: Mapping[str, str] | None = None
) -> None:
    """Store the reasons for opening in spite of warnings, by the code of each. Those that are not typed stay, and so do
    those that were not changed from what the page had `shown`: a colleague may have written them meanwhile.
    """
    typed = {code: text for code, text in typed.items() if text != (shown or {}).get(code)}
    cleaned = {code: shortened(clean_text(text).text.strip(), LONGEST_REASON) for code, text in typed.items()}
    draft.reasons = {code: text for code, text in (draft.reasons | cleaned).items() if text}
    session.flush()


def can_prepare(account: CoordinatorRow) -> bool:
    """Return whether an account can still prepare a consultation: it is open, and no reader's."""
    return account.closed_at is None and account.role in WHO_MAY_CHANGE


def add_member(
    session: Session, draft: ConsultationDraftRow, coordinator: CoordinatorRow, *, by: CoordinatorRow, now: datetime
) -> None:
    """Let a coordinator take part in preparing the consultation. Nothing happens for one who does already."""
    if coordinator.id not in {each.id for each in members_of(session, draft.id)}:
        session.add(DraftMemberRow(draft_id=draft.id, coordinator_id=coordinator.id))
        record(session, "draft member added", now=now, coordinator_id=by.id)
        session.flush()


def remove_member(
    session: Session, draft: ConsultationDraftRow, coordinator_id: int, *, by: CoordinatorRow, now: datetime
) -> None:
    """Let a coordinator take part no more. Raises LastMember if nobody would be left who can prepare it."""
    members = members_of(session, draft.id)
    if coordinator_id not in {each.id for each in members}:
        return
    if not any(can_prepare(each) for each in members if each.id != coordinator_id):
        raise LastMember(_("Nobody else prepares this consultation. Add a colleague first."))
    session.delete(session.get_one(DraftMemberRow, (draft.id, coordinator_id)))
    delete_trials(session, draft.id, coordinator_id)
    record(session, "draft member removed", now=now, coordinator_id=by.id)
    session.flush()
