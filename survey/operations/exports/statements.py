"""Reading a consultation's statements from the store for exports, as streams."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.orm import Session

from survey.export.committee_workbook.respondents import official_place
from survey.export.progress import Progress, without_progress
from survey.export.statements.records import (
    Confirmed,
    ConsultationRecord,
    EarlierStatement,
    Edition,
    JointStatement,
    Respondent,
    Statement,
    Statements,
    SubmittedAnswer,
    TextRevision,
    WithdrawnStatement,
)
from survey.languages import text_in
from survey.operations.consultations.following import status
from survey.operations.exports.invitation_order import InvitationOrder, by_group_and_name
from survey.operations.submissions.documents import party_of
from survey.operations.submissions.snapshots import answers_in
from survey.operations.submissions.submitting import NOTHING_TO_STATE, answer_digest
from survey.questions.details import DECISION_BODY, DECISION_DATE, DECISION_PARAGRAPH, DETAILS_KEY
from survey.questions.freeze import read_frozen
from survey.questions.own_groups import OwnGroups
from survey.questions.question import Answers, Given
from survey.store.consultations import InvitedRecord
from survey.store.responses.joint import behind_each, joint_statements_in, joint_with
from survey.store.responses.submissions import (
    AT_A_TIME,
    contact_parts,
    submitted_answers,
    superseded_submissions,
    withdrawn_in,
)
from survey.store.responses.submissions import SubmittedAnswer as StoredAnswer
from survey.store.retention.periods import CONTACT, begun_at
from survey.store.tables import ConsultationRow
from survey.store.text_revisions import text_revisions


def earlier_statements(session: Session, order: InvitationOrder, edition: Edition) -> Iterator[EarlierStatement]:
    """Yield the superseded statements, in this order of organisations; answers are read a hundred statements
    at a time. Answers that are not published are among them only in an internal edition.
    """
    for batch in order.invited_records():
        names = {each.submission_id: each.name for each in batch if each.submission_id}
        superseded = superseded_submissions(session, names)
        while some := {each.id: each for each in islice(superseded, AT_A_TIME)}:
            unpublished = _unpublished_parts(session, list(some), edition)
            for submission_id, answers in submitted_answers(session, some):
                found = some[submission_id]
                yield EarlierStatement(
                    organisation=names[found.replaced_by],
                    number=found.number,
                    reference=found.reference,
                    received_at=found.submitted_at,
                    channel=found.channel,
                    decision=found.decision,
                    nothing_to_state=found.kind == NOTHING_TO_STATE,
                    answers=_with_row_ids(found.reference, answers)
                    | _unpublished_answers(found.reference, unpublished.get(submission_id, {})),
                )


def read_statements(
    session: Session, consultation: ConsultationRow, edition: Edition, progress: Progress | None = None
) -> tuple[ConsultationRecord, "Respondents", Statements]:
    """Return what every export is made from: the consultation, all invited organisations, and the latest statements.

    Organisations and statements are sorted by group in official order and then by name. Both are streams that can be
    iterated several times. `progress` advances by one unit for each statement.
    """
    order = by_group_and_name(session, consultation, edition.language)
    own_groups = read_frozen(consultation.question_set).own_groups
    progress = progress or without_progress()
    progress.expect(order.submitted)

    def statements() -> Iterator[Statement]:
        for batch in order.invited_records():
            answers = dict(submitted_answers(session, _submission_ids(batch)))
            unpublished = _unpublished_parts(session, _submission_ids(batch), edition)
            for each, respondent in zip(
                batch, _respondents(session, batch, answers, unpublished, own_groups), strict=True
            ):
                if each.submission_id:
                    submitted = _without_details(_with_row_ids(respondent.reference, answers[each.submission_id]))
                    hidden = _unpublished_answers(respondent.reference, unpublished.get(each.submission_id, {}))
                    yield Statement(respondent, submitted | hidden)
                    progress.step()

    respondents = Respondents(session, order, edition, own_groups)
    return _consultation_record(session, consultation, edition), respondents, statements


@dataclass(frozen=True)
class Respondents:
    """All invited organisations. Every iteration reads them from the database again."""

    session: Session
    order: InvitationOrder
    edition: Edition
    own_groups: OwnGroups

    def __iter__(self) -> Iterator[Respondent]:
        for batch in self.order.invited_records():
            details = dict(submitted_answers(self.session, _submission_ids(batch), below=f"{DETAILS_KEY}/"))
            unpublished = _unpublished_parts(self.session, _submission_ids(batch), self.edition)
            yield from _respondents(self.session, batch, details, unpublished, self.own_groups)


def _consultation_record(session: Session, consultation: ConsultationRow, edition: Edition) -> ConsultationRecord:
    """The consultation. What is not published has no place in any table of an edition that is not internal."""
    whole = read_frozen(consultation.question_set)
    question_set = whole if edition.internal else whole.published()
    return ConsultationRecord(
        key=consultation.key,
        title=question_set.title,
        issuer=consultation.issuer,
        diary_number=consultation.diary_number,
        opened_at=consultation.opened_at,
        deadline=consultation.deadline,
        question_set=question_set,
        structure_digest=consultation.structure_digest,
        text_digest=consultation.text_digest,
        text_revisions=tuple(
            TextRevision(revision.number, revision.text_digest, revision.at)
            for revision in text_revisions(session, consultation.id)
        ),
        contact_deleted_at=begun_at(session, consultation.id, CONTACT) if edition.internal else None,
        withdrawn=_withdrawn(session, consultation, whole.own_groups, edition.language),
        joint=_joint(session, consultation),
    )


def _joint(session: Session, consultation: ConsultationRow) -> tuple[JointStatement, ...]:
    return tuple(
        JointStatement(leads, reference, received_at, party_of(each))
        for leads, reference, received_at, each in joint_statements_in(session, consultation.id)
    )


def _withdrawn(
    session: Session, consultation: ConsultationRow, own_groups: OwnGroups, language: str
) -> tuple[WithdrawnStatement, ...]:
    found = withdrawn_in(session, consultation.id)
    in_order = sorted(found, key=lambda each: official_place(each.group, text_in(each.name, language), own_groups))
    return tuple(
        WithdrawnStatement(
            each.name, each.group, each.number, each.reference, each.submitted_at, each.withdrawn_at, each.reason
        )
        for each in in_order
    )


def _respondents(
    session: Session,
    batch: Sequence[InvitedRecord],
    answers: Mapping[int, Mapping[str, StoredAnswer]],
    unpublished: Mapping[int, Answers],
    own_groups: OwnGroups,
) -> Iterator[Respondent]:
    """Yield some of the invited organisations, with the respondent's details that are among the answers of their
    statements.
    """
    parties = behind_each(session, _submission_ids(batch))
    jointly = joint_with(session, [each.invitation_id for each in batch if not each.submission_id])
    for each in batch:
        given = answers[each.submission_id] if each.submission_id else {}
        joint = jointly.get(each.invitation_id)
        yield Respondent(
            organisation=each.name,
            group=each.group,
            language=each.written_in or each.language,
            status=status(each.kind, each.opened_at, has_withdrawn=each.has_withdrawn, is_joint=joint is not None),
            sent_at=each.sent_at,
            opened_at=each.opened_at,
            received_at=each.submitted_at,
            reference=each.reference or "",
            public_digest=each.public_digest or "",
            channel=each.channel,
            entered_at=each.entered_at,
            asked=each.asked,
            own_groups=own_groups,
            joined=each.joined_at is not None,
            own_deadline=each.own_deadline,
            decision=each.decision,
            expected=each.expected,
            confirmed=_confirmed(each),
            late_from=each.late_from,
            parties=tuple(map(party_of, parties.get(each.submission_id or 0, ()))),
            joint_with=joint.name if joint else None,
            details={address: answer.given for address, answer in given.items() if _is_detail(address)}
            | _confirmed_details(each),
            contact=_only_details(unpublished.get(each.submission_id, {})) if each.submission_id else {},
        )


def _confirmed(each: InvitedRecord) -> Confirmed | None:
    if each.confirmed_at is None or each.decided_on is None:
        return None
    return Confirmed(each.confirmed_at, each.body or "", each.decided_on, each.paragraph or "", each.extract or "")


def _confirmed_details(each: InvitedRecord) -> dict[str, Given]:
    """The decision with which a statement was confirmed, in the place of what its details told before."""
    if each.decided_on is None:
        return {}
    told = {DECISION_BODY: {"text": each.body or ""}, DECISION_DATE: {"date": each.decided_on.isoformat()}}
    if each.paragraph:
        told[DECISION_PARAGRAPH] = {"text": each.paragraph}
    return {address: Given(value) for address, value in told.items()}


def _submission_ids(batch: Sequence[InvitedRecord]) -> list[int]:
    return [each.submission_id for each in batch if each.submission_id]


def _unpublished_parts(session: Session, submission_ids: Sequence[int], edition: Edition) -> dict[int, Answers]:
    """What is never published of each submission, contact details among it; nothing unless the edition is internal."""
    if not edition.internal:
        return {}
    return {submission_id: answers_in(part) for submission_id, part in contact_parts(session, submission_ids)}


def _unpublished_answers(reference: str, unpublished: Answers) -> dict[str, SubmittedAnswer]:
    """Return the unpublished answers of one statement to questions of the set. Their rows are counted by themselves, so
    that the codes of published answers are the same in internal files and in others.
    """
    own = ((address, given) for address, given in unpublished.items() if not _is_detail(address))
    return {
        address: SubmittedAnswer(given, row_id(reference, position, published=False), answer_digest(address, given))
        for position, (address, given) in enumerate(own, start=1)
    }


def _only_details(answers: Answers) -> dict[str, Given]:
    return {address: given for address, given in answers.items() if _is_detail(address)}


def _is_detail(address: str) -> bool:
    return address.startswith(f"{DETAILS_KEY}/")


def row_id(reference: str, position: int, *, published: bool = True) -> str:
    """Return the text that identifies an answer's row in all files: its statement's reference, and its position there.

    `position` counts all answers of the statement from 1 in the order of `submitted_answers`; unpublished
    ones are counted by themselves. Both are the same where
    the consultation has been imported; ids of the database are not.
    """
    return f"{reference}-{'' if published else 'i'}{position}"


def _with_row_ids(reference: str, answers: Mapping[str, StoredAnswer]) -> dict[str, SubmittedAnswer]:
    """Return all answers of one statement, as exports need them."""
    return {
        address: SubmittedAnswer(answer.given, row_id(reference, position), answer.digest)
        for position, (address, answer) in enumerate(answers.items(), start=1)
    }


def _without_details(answers: Mapping[str, SubmittedAnswer]) -> dict[str, SubmittedAnswer]:
    return {address: answer for address, answer in answers.items() if not _is_detail(address)}
