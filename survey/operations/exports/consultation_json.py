"""Writing a complete consultation from the store into one JSON file, for keeping.

The file contains every submission, also superseded ones, and never a draft. `importing.py` reads it back.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from survey.export.data_files.consultation_json import (
    PUBLICATIONS,
    Head,
    WrittenAnswer,
    WrittenAttachment,
    WrittenConfirmation,
    WrittenConsultation,
    WrittenEntry,
    WrittenGiven,
    WrittenMaterial,
    WrittenOrganisation,
    WrittenParty,
    WrittenRevision,
    WrittenSubmission,
    WrittenWithdrawal,
    write_consultation,
)
from survey.export.progress import Progress, without_progress
from survey.export.statements.records import Decision, Edition
from survey.export.whole_file import whole_file
from survey.operations.exports.invitation_order import by_invitation
from survey.operations.exports.statements import row_id
from survey.operations.submissions.snapshots import answers_in, has_contact
from survey.questions.kinds.attachment import files_of
from survey.store.consultations import Invited
from survey.store.responses.joint import Behind, behind_each
from survey.store.responses.submission_records import (
    SubmissionFile,
    SubmissionRecord,
    submission_files,
    submission_records,
)
from survey.store.responses.submissions import SubmittedAnswer, submitted_answers
from survey.store.tables import ConsultationRow
from survey.store.tables.consultations import ANYBODY
from survey.store.text_revisions import text_revisions


def write_consultation_file(
    session: Session, consultation: ConsultationRow, target: Path, edition: Edition, progress: Progress | None = None
) -> None:
    """Write every submission and the questions as JSON. Contact details are included only in an internal edition."""
    head = head_of(session, consultation, edition)
    organisations = organisations_of(session, consultation, edition, progress)
    with whole_file(target) as opened:
        write_consultation(opened, head, organisations)


def head_of(session: Session, consultation: ConsultationRow, edition: Edition) -> Head:
    """Return the first part of the file, which comes before the organisations."""
    return Head(
        exported_at=edition.exported_at,
        exported_by=edition.by,
        contact_details=edition.internal,
        consultation=WrittenConsultation(
            key=consultation.key,
            issuer=consultation.issuer,
            diary_number=consultation.diary_number,
            contact_name=consultation.contact_name,
            contact_email=consultation.contact_email,
            opened_at=consultation.opened_at,
            deadline=consultation.deadline,
            closes_at=consultation.closes_at,
            decisions_until=consultation.decisions_until,
            publication=next((each for each in PUBLICATIONS if each == consultation.publication), None),
            who_may_answer="anybody" if consultation.who_may_answer == ANYBODY else "invited",
            reasons=consultation.reasons,
            materials=tuple(
                WrittenMaterial(
                    title=each["title"],
                    urls=each["urls"],
                    files={language: file["name"] for language, file in each["files"].items()},
                )
                for each in consultation.materials
            ),
            structure_digest=consultation.structure_digest,
            text_digest=consultation.text_digest,
            text_revisions=tuple(
                WrittenRevision(
                    number=each.number,
                    at=each.at,
                    text_digest=each.text_digest,
                    question_set=json.loads(each.question_set),
                )
                for each in text_revisions(session, consultation.id)
            ),
        ),
    )


def organisations_of(
    session: Session, consultation: ConsultationRow, edition: Edition, progress: Progress | None = None
) -> Iterator[WrittenOrganisation]:
    """Yield every invited organisation in the order of invitation, with all its submissions.

    `progress` advances by one unit for each organisation.
    """
    order = by_invitation(session, consultation)
    progress = progress or without_progress()
    progress.expect(len(order))
    for some in order.batches():
        responses = [each.response.id for each in some]
        submissions, files = submission_records(session, responses), submission_files(session, responses)
        answers = dict(submitted_answers(session, [each.id for of in submissions.values() for each in of]))
        parties = behind_each(session, [each.id for of in submissions.values() for each in of])
        for each in some:
            found = submissions.get(each.response.id, [])
            attached = _attached(found, answers, files.get(each.response.id, []), internal=edition.internal)
            yield _organisation(each, found, answers, attached, parties, internal=edition.internal)
            progress.step()


def _attached(
    submissions: Sequence[SubmissionRecord],
    answers: dict[int, dict[str, SubmittedAnswer]],
    files: Sequence[SubmissionFile],
    *,
    internal: bool,
) -> list[SubmissionFile]:
    """The files of an organisation. The letter as which a statement came is among them only in an internal file: it has
    signatures and contact details that no answer has.
    """
    given = [each.given for made in submissions for each in answers[made.id].values()]
    listed = {file.sha256 for each in given for file in files_of(each.value)}
    originals = {made.original for made in submissions} - listed
    return [file for file in files if internal or file.sha256 not in originals]


def _organisation(  # noqa: PLR0913  # what it has submitted
    each: Invited,
    submissions: Sequence[SubmissionRecord],
    answers: dict[int, dict[str, SubmittedAnswer]],
    files: Sequence[SubmissionFile],
    parties: Mapping[int, Sequence[Behind]],
    *,
    internal: bool,
) -> WrittenOrganisation:
    return WrittenOrganisation(
        name=each.organisation.name,
        group=each.organisation.group,
        language=each.organisation.language,
        email=each.organisation.email if internal else None,
        sent_at=each.invitation.sent_at,
        opened_at=each.invitation.opened_at,
        own_deadline=each.invitation.own_deadline,
        asked=each.invitation.asked,
        joined_at=each.invitation.joined_at,
        submissions=tuple(
            _submission(made, answers[made.id], parties.get(made.id, ()), internal=internal) for made in submissions
        ),
        attachments=tuple(
            WrittenAttachment(sha256=file.sha256, size=file.size, name=file.name, media_type=file.media_type)
            for file in files
        ),
    )


def _entry(made: SubmissionRecord, *, internal: bool) -> WrittenEntry | None:
    if made.channel is None or made.entered_at is None:
        return None
    original = made.original if internal else None
    return WrittenEntry(channel=made.channel, entered_at=made.entered_at, original=original)


def _confirmation(made: SubmissionRecord) -> WrittenConfirmation | None:
    if made.confirmed_at is None or made.decided_on is None:
        return None
    return WrittenConfirmation(
        at=made.confirmed_at,
        body=made.body or "",
        decided_on=made.decided_on,
        paragraph=made.paragraph or "",
        extract=made.extract,
    )


def _withdrawal(made: SubmissionRecord) -> WrittenWithdrawal | None:
    return WrittenWithdrawal(at=made.withdrawn_at, reason=made.withdrawn_because or "") if made.withdrawn_at else None


def _party(each: Behind) -> WrittenParty:
    return WrittenParty(
        organisation=each.name,
        at=each.at,
        how="entered" if each.how == "entered" else "own_link",
        dissent=each.dissent,
        dissent_language=each.dissent_language,
    )


def _submission(
    made: SubmissionRecord, answers: dict[str, SubmittedAnswer], parties: Sequence[Behind], *, internal: bool
) -> WrittenSubmission:
    return WrittenSubmission(
        number=made.number,
        reference=made.reference,
        kind=made.kind,
        language=made.language,
        submitted_at=made.submitted_at,
        entered=_entry(made, internal=internal),
        decision=Decision(made.decision).value if made.decision else None,
        decision_expected=made.decision_expected,
        decides=made.decides,
        confirmed=_confirmation(made),
        withdrawn=_withdrawal(made),
        parties=tuple(map(_party, parties)),
        structure_digest=made.structure_digest,
        text_digest=made.text_digest,
        public_digest=made.public_digest,
        contact_digest=made.contact_digest,
        secret_digest=made.secret_digest,
        answers=tuple(
            WrittenAnswer(
                address=address,
                state=each.given.state.value,
                value=dict(each.given.value),
                digest=each.digest,
                row=row_id(made.reference, position),
            )
            for position, (address, each) in enumerate(answers.items(), start=1)
        ),
        contact=tuple(
            WrittenGiven(address=address, state=given.state.value, value=dict(given.value))
            for address, given in answers_in(made.contact_part).items()
        )
        if internal and has_contact(made.contact_part)
        else None,
    )
