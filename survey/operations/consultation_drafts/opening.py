"""Opening a consultation that has been prepared: at once, or by itself at its time."""

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from survey.languages import TranslatableError
from survey.languages import mark as _
from survey.operations.accounts.roles import COORDINATOR
from survey.operations.consultation_drafts.about import About, read_about, told_languages, with_about
from survey.operations.consultation_drafts.changing import can_prepare
from survey.operations.consultation_drafts.checklist import Finding, can_open, check_draft, warnings
from survey.operations.consultation_drafts.materials import materials_to_keep
from survey.operations.consultation_drafts.recipients import addressee_of
from survey.operations.consultations.inviting import invite_by_mail
from survey.operations.consultations.members import take_in
from survey.operations.consultations.opening import (
    Opening,
    add_invitations,
    free_key,
    open_consultation,
)
from survey.operations.log import record
from survey.operations.question_sets.drafts import authored_in
from survey.questions.freeze import freeze
from survey.questions.own_groups import OwnGroups
from survey.store.consultation_drafts import delete_trials, draft_to_open, due_drafts, materials_of, members_of
from survey.store.database import Database
from survey.store.tables import ConsultationDraftRow, ConsultationRow, CoordinatorRow
from survey.store.tables.consultations import INVITED

_log = logging.getLogger(__name__)


class NotReady(Exception):
    """Something stops the opening: an error, or a warning without a reason. `findings` has all that was found."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = tuple(findings)


class DraftIsWaiting(TranslatableError):
    """The draft waits for opening by itself, or has opened: it cannot be changed now. The message says which."""


def must_be_changeable(draft: ConsultationDraftRow) -> None:
    """Raise DraftIsWaiting unless the draft may be changed now."""
    if draft.consultation_id is not None:
        raise DraftIsWaiting(_("The consultation has opened meanwhile. Nothing was changed."))
    if draft.opens_at is not None and not draft.not_opened:
        raise DraftIsWaiting(
            _("The consultation waits for opening by itself. Take that back first, then it can be changed.")
        )


def open_or_plan(
    session: Session, draft: ConsultationDraftRow, *, by: CoordinatorRow, by_mail: bool, now: datetime
) -> ConsultationRow | None:
    """Open the consultation now; or, if its opening time is to come, let it wait for that, and return None.

    Raises NotReady, and DraftIsWaiting where it waits or has opened already.
    """
    must_be_changeable(draft)
    about = read_about(draft.about, told_languages(authored_in(draft).question_set))
    _check(session, draft, now)
    draft.not_opened = ""
    if about.opening is None:
        draft.opens_at = draft.opens_by = None
        return _open(session, draft, about, by=by, by_mail=by_mail, now=now)
    draft.opens_at, draft.opens_by = about.opening, by.id
    record(session, "opening planned", now=now, coordinator_id=by.id)
    session.flush()
    return None


def take_plan_back(session: Session, draft: ConsultationDraftRow, *, by: CoordinatorRow, now: datetime) -> None:
    """Let the draft not open by itself, so that it can be changed. Nothing happens where it does not wait."""
    if draft.consultation_id is None and draft.opens_at is not None:
        draft.opens_at = draft.opens_by = None
        draft.not_opened = ""
        record(session, "planned opening taken back", now=now, coordinator_id=by.id)


def open_due_drafts(database: Database, now: datetime, *, by_mail: bool) -> int:
    """Open every draft whose opening time has come, also where nothing ran at that time. Returns how many opened.

    Each is opened in a transaction of its own; processes that do this at once open it once. One that cannot be opened
    any more, because its deadline has passed meanwhile, is marked so, and its page says why.
    """
    with database.reading() as session:  # who has nothing to do takes no write lock
        due = due_drafts(session, now)
    opened = 0
    for draft_id in due:
        with database.writing() as session:
            opened += _open_due(session, draft_to_open(session, draft_id), by_mail=by_mail, now=now)
    return opened


def _open_due(session: Session, draft: ConsultationDraftRow, *, by_mail: bool, now: datetime) -> bool:
    """Open a draft that waits for it. Returns False if another process has done it, or it could not be opened."""
    if draft.consultation_id is not None or draft.opens_at is None or draft.opens_by is None or draft.not_opened:
        return False
    by = session.get_one(CoordinatorRow, draft.opens_by)
    about = read_about(draft.about, told_languages(authored_in(draft).question_set))
    errors = [each for each in _findings(session, draft, now) if each.is_error and each.code != "opening-passed"]
    somebody = any(can_prepare(each) for each in members_of(session, draft.id))
    if somebody and not errors and about.deadline and about.deadline > now:
        _open(session, draft, about, by=by, by_mail=by_mail, now=now)
        return True
    draft.not_opened = errors[0].code if errors else "deadline-passed" if somebody else "nobody"
    record(session, "planned opening failed", now=now, coordinator_id=by.id)
    _log.warning("Draft %s could not be opened at its time: %s", draft.id, draft.not_opened)
    return False


def _findings(session: Session, draft: ConsultationDraftRow, now: datetime) -> list[Finding]:
    return check_draft(draft, authored_in(draft), materials_of(session, draft.id), now)


def _check(session: Session, draft: ConsultationDraftRow, now: datetime) -> None:
    findings = _findings(session, draft, now)
    if not can_open(findings, draft.reasons):
        raise NotReady(findings)


def _open(  # noqa: PLR0913  # what is opened, by whom, with what
    session: Session, draft: ConsultationDraftRow, about: About, *, by: CoordinatorRow, by_mail: bool, now: datetime
) -> ConsultationRow:
    question_set = authored_in(draft).question_set
    if question_set is None or about.deadline is None:
        raise NotReady(_findings(session, draft, now))
    wanted = {finding.code for finding in warnings(_findings(session, draft, now))}
    opening = Opening(
        key=free_key(session, question_set.key),
        issuer=about.issuer,
        diary_number=about.diary_number,
        contact_name=about.contacts[0]["name"],
        contact_email=about.contacts[0]["email"],
        deadline=about.deadline,
        who_may_answer=about.who_may_answer,
    )
    consultation = open_consultation(session, with_about(question_set, about), opening, now=now)
    consultation.closes_at = about.closing
    consultation.decisions_until = about.decisions
    consultation.publication = about.publication
    consultation.reasons = {code: words for code, words in draft.reasons.items() if code in wanted}
    consultation.materials = materials_to_keep(materials_of(session, draft.id))
    draft.consultation_id = consultation.id
    delete_trials(session, draft.id)
    _take_in_members(session, consultation, draft, by=by, now=now)
    ask_recipients(session, consultation, draft, by=by, by_mail=by_mail, now=now)
    record(session, "question set opened", now=now, coordinator_id=by.id, consultation_id=consultation.id)
    session.flush()
    return consultation


def _take_in_members(
    session: Session, consultation: ConsultationRow, draft: ConsultationDraftRow, *, by: CoordinatorRow, now: datetime
) -> None:
    """Let those who have prepared the consultation take part in it, but for accounts that may change nothing now."""
    for account in members_of(session, draft.id):
        if can_prepare(account):
            take_in(session, consultation, account, role=COORDINATOR, by=by, now=now)


def ask_recipients(  # noqa: PLR0913  # whom to what, by whom and when
    session: Session,
    consultation: ConsultationRow,
    draft: ConsultationDraftRow,
    *,
    by: CoordinatorRow,
    by_mail: bool,
    now: datetime,
) -> None:
    """Invite the draft's recipients, by mail where mail is sent, and forget them there: the invitations have them."""
    addressees = [addressee_of(each) for each in draft.recipients]
    words = {
        language: draft.about[f"words-{language}"] for language in ("fi", "sv") if draft.about.get(f"words-{language}")
    }
    if by_mail and addressees:
        invite_by_mail(session, consultation, addressees, words=words, by=by, now=now)
    elif addressees:
        add_invitations(session, consultation, addressees, now=now, by=by.id)
    draft.recipients = []


def as_consultation(draft: ConsultationDraftRow, now: datetime, *, own_groups: OwnGroups) -> ConsultationRow | None:
    """Return the consultation that the draft would become, for looking at it. It is in no session and never stored.
    `own_groups`: those of the installation that it would offer.

    What is not told yet is a dash, and a time that is not typed is now. None if the question set cannot be used.
    """
    question_set = authored_in(draft).question_set
    if question_set is None:
        return None
    about = read_about(draft.about, told_languages(question_set))
    frozen = freeze(with_about(question_set, about).with_own_groups(own_groups))
    contact = about.contacts[0] if about.contacts else {}
    return ConsultationRow(
        key=question_set.key,
        issuer=dict(about.issuer) or dict.fromkeys(question_set.languages, "–"),
        diary_number=about.diary_number or "–",
        contact_name=contact.get("name") or "–",
        contact_email=contact.get("email") or "–",
        opened_at=about.opening or now,
        deadline=about.deadline or now,
        closes_at=about.closing,
        decisions_until=about.decisions,
        publication=about.publication or None,
        who_may_answer=about.who_may_answer or INVITED,
        materials=[],
        reasons={},
        question_set=frozen.json,
        structure_digest=frozen.structure_digest,
        text_digest=frozen.text_digest,
    )
