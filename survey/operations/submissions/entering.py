"""Entering a statement that came by another channel: begun with how it came, typed section by section, handed in.

A statement that comes by mail or on paper is as much a statement as one that comes through the service; left outside,
it would be lost from the collection that is published and counted (Deputy Chancellor of Justice, OKV/1007/10/2024).
What is typed is in a response of its own: no coordinator ever sees the organisation's draft, and no organisation what
is being typed for it. What is entered joins the organisation's own submissions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from survey.export.statements.records import Channel
from survey.operations.answers.attachments import Fetched, Offered, checked_file
from survey.operations.answers.drafts import Draft, open_draft, write
from survey.operations.log import record
from survey.operations.submissions.snapshots import contact_answers, public_answers
from survey.operations.submissions.submitting import (
    NOTHING_TO_STATE,
    STATEMENT,
    AlreadySubmitted,
    NotReady,
    append_numbered,
    as_checked,
    digests_of,
    take_snapshot,
    valid_details,
)
from survey.questions.asking.progress import LACKING, Finding, all_findings, language_given
from survey.questions.details import GROUP, LANGUAGE, OFFICIAL_NAME
from survey.questions.file_kinds import clean_file_name
from survey.questions.freeze import read_frozen
from survey.questions.kinds.attachment import Attachment, files_of
from survey.questions.question import Answers, Given
from survey.store.base import NotFound
from survey.store.personal_links import Access
from survey.store.responses.answers import NEVER_ANSWERED, Write, given_answers, lock_response
from survey.store.responses.attachments import add_file, delete_files, file_content
from survey.store.responses.entered import (
    copy_files,
    drop_entered,
    entered_statement,
    file_id,
    original_of,
    own_response,
    participant_for,
    response_for_entering,
)
from survey.store.responses.submissions import latest_of_each, submission_by_nonce
from survey.store.tables import (
    AttachmentRow,
    CoordinatorRow,
    EnteredStatementRow,
    InvitationRow,
    ParticipantRow,
    ResponseRow,
    SubmissionRow,
)

AS_IT_CAME: Final = LACKING | {
    "option_missing",
    "reason_missing",
    "specification_missing",
    "provision_missing",
    "too_few_options",
    "too_long",
    "number_too_small",
    "number_too_large",
}
"""Problems with which a statement can be entered: on paper nobody was told of these rules. What cannot be kept as an
answer of its kind at all, such as a day that is none, must be typed otherwise.
"""

ORIGINAL: Final = Attachment.model_validate({"key": "original", "kind": "attachment", "label": {"fi": "–", "sv": "–"}})
"""Which file a statement can have come as: what can be attached to an answer."""


class AlreadyBegun(Exception):
    """Somebody is entering a statement for this organisation already."""


class NotInTime(Exception):
    """The time of arrival is in the future, or after the statement was begun to be entered."""


@dataclass(frozen=True)
class Entering:
    """A statement that is being entered: the access to its answers, how it came, and the organisation's own response.

    The participant of `access` is the coordinator.
    """

    access: Access
    statement: EnteredStatementRow
    own: ResponseRow


@dataclass(frozen=True)
class Arrival:
    """How and when a statement came, and its language, which is one of the respondent's details."""

    channel: Channel
    at: datetime
    language: str


def begin_entering(  # noqa: PLR0913  # for whom, how and when it came, who and when
    session: Session,
    invitation: InvitationRow,
    arrival: Arrival,
    *,
    earlier: SubmissionRow | None,
    by: CoordinatorRow,
    now: datetime,
) -> Entering:
    """Begin to enter a statement.

    What is typed begins with what was entered as `earlier`, which is to be corrected, or else with what the invitation
    knows of the organisation. Raises AlreadyBegun, and NotInTime if it arrived after `now`.
    """
    if arrival.at > now:
        raise NotInTime
    own = own_response(session, invitation.id)
    lock_response(session, own.id)
    if entered_statement(session, invitation.consultation_id, invitation.id):
        raise AlreadyBegun
    response = response_for_entering(session, invitation.id)
    participant = participant_for(session, invitation.id, by.id, now=now)
    access = _access(invitation, response, participant)
    statement = EnteredStatementRow(
        response_id=response.id, channel=arrival.channel, arrived_at=arrival.at, begun_at=now, coordinator_id=by.id
    )
    session.add(statement)
    session.flush()
    answers = _first_answers(access, earlier) | {LANGUAGE: Given({"option": arrival.language})}
    files = {file.sha256 for given in answers.values() for file in files_of(given.value)}
    copy_files(session, files, source=own.id, target=response.id)
    _write(open_draft(session, access), answers, now=now)
    if earlier:
        _take_original_of(session, statement, earlier, own.id)
    _record(session, "entering begun", invitation, by, now)
    return Entering(access, statement, own)


def find_entering(
    session: Session, invitation: InvitationRow, *, by: CoordinatorRow, saves: bool, now: datetime
) -> Entering:
    """Return the statement that is being entered for this organisation, as this coordinator goes on with it; `saves`:
    whether anything is to be saved in her name. Raises NotFound if none is being entered.
    """
    own = own_response(session, invitation.id)
    if saves:  # else a colleague could enter the statement after it was found, and what is saved would not be in it
        lock_response(session, own.id)
    found = entered_statement(session, invitation.consultation_id, invitation.id)
    if found is None:
        raise NotFound("entered statement")
    statement, response = found
    participant = participant_for(session, invitation.id, by.id, now=now, saves=saves)
    return Entering(_access(invitation, response, participant), statement, own)


def change_arrival(session: Session, entering: Entering, arrival: Arrival, *, now: datetime) -> None:
    """Correct how and when the statement came, and in which language it is. Raises NotInTime if it came later than it
    was begun to be entered.
    """
    if arrival.at > entering.statement.begun_at:
        raise NotInTime
    draft = open_draft(session, entering.access)
    entering.statement.channel, entering.statement.arrived_at = arrival.channel, arrival.at
    _write(draft, {LANGUAGE: Given({"option": arrival.language})}, now=now)
    session.flush()


def keep_original(session: Session, entering: Entering, offered: Offered, *, now: datetime) -> None:
    """Keep the file as which the statement came, in the place of an earlier one. Raises FileRefused."""
    access = entering.access
    lock_response(session, access.response.id)
    file = checked_file(ORIGINAL, clean_file_name(offered.name).name, offered.content, [])
    add_file(session, access.response.id, file, by=access.participant.id, now=now)
    _point_to(session, entering, file_id(session, access.response.id, file.sha256))


def remove_original(session: Session, entering: Entering) -> None:
    """Remove the file as which the statement came."""
    lock_response(session, entering.access.response.id)
    _point_to(session, entering, None)


def stop_entering(session: Session, entering: Entering, *, by: CoordinatorRow, now: datetime) -> None:
    """Enter the statement no longer: all that was typed is deleted. `entering` must have been found to save."""
    drop_entered(session, entering.statement, entering.access.response)
    _record(session, "entered statement removed", entering.access.invitation, by, now)


def in_the_way(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with which a statement cannot be entered: all but those of AS_IT_CAME."""
    return [each for each in findings if each.problem.code not in AS_IT_CAME]


def would_count(statement: EnteredStatementRow, own: SubmissionRow | None) -> bool:
    """Return whether the statement will count when it is entered, beside the latest that the organisation has submitted
    itself: if it did not arrive before that one, as `counting_id` has it.
    """
    return own is None or own.submitted_at <= statement.arrived_at


def original_being_entered(session: Session, entering: Entering) -> Fetched:
    """Return the file as which the statement came that is being entered. Raises NotFound."""
    return _fetched(session, entering.statement.original)


def original_file(session: Session, submission: SubmissionRow) -> Fetched:
    """Return the file as which a statement came that was entered. Raises NotFound."""
    return _fetched(session, original_of(session, submission))


def _fetched(session: Session, file: AttachmentRow | None) -> Fetched:
    if file is None:
        raise NotFound("original")
    return Fetched(file.name, *file_content(session, file.response_id, file.sha256))


def made_before(session: Session, invitation: InvitationRow, nonce: str) -> SubmissionRow | None:
    """Return the submission that this page has made already, by a double click; None if it has made none."""
    return submission_by_nonce(session, own_response(session, invitation.id).id, nonce)


def enter_statement(  # noqa: PLR0913  # which statement, what was checked, who and when
    session: Session, entering: Entering, *, nonce: str, checked: str, nothing: bool, by: CoordinatorRow, now: datetime
) -> SubmissionRow:
    """Append the statement, as it is typed now, to the organisation's submissions; `nothing`: that it has nothing to
    state, with the respondent's details alone. Which submission counts is said by `counting_id`. `entering` must have
    been found to save.

    `checked`: the fingerprint of what the coordinator has read. Raises AnswersChanged; NotReady if something is in the
    way or a choice between two texts is open; AlreadySubmitted if the one that was entered last is the same in all.
    """
    access, statement, own = entering.access, entering.statement, entering.own
    lock_response(session, access.response.id)
    stored_answers, waiting = as_checked(session, access, checked)
    question_set = read_frozen(access.consultation.question_set)
    answers: Answers = given_answers(stored_answers)
    if nothing:
        answers = valid_details(question_set, answers)
    elif (stopping := in_the_way(all_findings(question_set, answers))) or waiting:
        raise NotReady(stopping)
    kind = NOTHING_TO_STATE if nothing else STATEMENT
    taken = take_snapshot(access.consultation, own.id, question_set, answers, kind=kind, now=now)
    original = statement.original.sha256 if statement.original else None
    files = {*taken.files, *([original] if original else [])}
    copy_files(session, files, source=access.response.id, target=own.id)
    submission = SubmissionRow(
        kind=kind,
        language=language_given(answers, access.organisation.language),
        submitted_at=statement.arrived_at,
        channel=statement.channel,
        entered_at=now,
        original_id=file_id(session, own.id, original) if original else None,
        participant_id=access.participant.id,
        nonce=nonce,
    )
    latest = latest_of_each(session, own.id).entered
    if latest and digests_of(latest.snapshot) == digests_of(taken.row) and _came(latest) == _came(submission):
        raise AlreadySubmitted(latest)
    made = append_numbered(session, submission, taken, also_files=[original] if original else [])
    drop_entered(session, statement, access.response)
    _record(session, f"{kind.replace('_', ' ')} entered", access.invitation, by, now)
    return made


def _came(submission: SubmissionRow) -> tuple[str | None, datetime, int | None]:
    return submission.channel, submission.submitted_at, submission.original_id


def _access(invitation: InvitationRow, response: ResponseRow, participant: ParticipantRow) -> Access:
    return Access(response, invitation, invitation.organisation, invitation.consultation, participant)


def _first_answers(access: Access, earlier: SubmissionRow | None) -> dict[str, Given]:
    if earlier:
        return public_answers(earlier.snapshot) | contact_answers(earlier.snapshot)
    organisation = access.organisation
    name = organisation.name.get(organisation.language) or next(iter(organisation.name.values()))
    return {OFFICIAL_NAME: Given({"text": name}), GROUP: Given({"option": organisation.group})}


def _write(draft: Draft, answers: Answers, *, now: datetime) -> None:
    writes = []
    for address, given in answers.items():
        stored = draft.stored_answers.get(address, NEVER_ANSWERED)
        if given != stored.given:
            writes.append(Write(address, given.value, given.state, stored))
    write(draft, writes, now=now)


def _take_original_of(session: Session, statement: EnteredStatementRow, earlier: SubmissionRow, own_id: int) -> None:
    original = original_of(session, earlier)
    if original:
        copy_files(session, {original.sha256}, source=own_id, target=statement.response_id)
        statement.original_id = file_id(session, statement.response_id, original.sha256)
        session.flush()


def _point_to(session: Session, entering: Entering, original_id: int | None) -> None:
    """Keep this file as the original, and delete the one before, unless an answer lists it."""
    before = entering.statement.original
    entering.statement.original_id = original_id
    session.flush()
    session.expire(entering.statement, ["original"])
    if before and before.id != original_id:
        draft = open_draft(session, entering.access)
        listed = {file.sha256 for given in draft.given.values() for file in files_of(given.value)}
        delete_files(session, entering.access.response.id, {before.sha256} - listed)


def _record(session: Session, what: str, invitation: InvitationRow, by: CoordinatorRow, now: datetime) -> None:
    record(
        session,
        what,
        now=now,
        consultation_id=invitation.consultation_id,
        invitation_id=invitation.id,
        coordinator_id=by.id,
    )
