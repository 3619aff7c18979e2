"""Taking a consultation's statements out of the store and into a workbook, as a stream."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from survey.export.committee import export_workbook
from survey.export.progress import Progress, untold
from survey.export.respondents import official_order
from survey.export.round import (
    EarlierStatement,
    Edition,
    Respondent,
    Round,
    Statement,
    Statements,
    SubmittedAnswer,
    TextRevision,
)
from survey.languages import gettext, in_helsinki
from survey.operations.desk import status_of
from survey.operations.statements import answers_in
from survey.operations.submissions import NOTHING_TO_STATE
from survey.questions.details import DETAILS_KEY
from survey.questions.freeze import thaw
from survey.store.consultations import Invited, invited
from survey.store.submissions import AT_A_TIME, contact_parts, submitted_answers, superseded_submissions
from survey.store.submissions import SubmittedAnswer as StoredAnswer
from survey.store.tables import ConsultationRow
from survey.store.text_revisions import text_revisions


def export_consultation(
    session: Session, consultation: ConsultationRow, target: Path, edition: Edition, progress: Progress | None = None
) -> str:
    """Write the workbook of the latest submissions to `target`; a digest of its contents.

    The file is there only when it is whole: export_workbook reopens and counts it. Memory does not grow with the
    statements, whose answers are read a hundred statements at a time.
    """
    gathered_now = gathered(session, consultation, edition, progress)
    return export_workbook(
        target, *gathered_now, edition, progress, earlier=partial(earlier_statements, session, consultation, edition)
    )


def earlier_statements(session: Session, consultation: ConsultationRow, edition: Edition) -> Iterator[EarlierStatement]:
    """What has been replaced, by organisation in official order: answers are read a hundred statements at a time."""
    rows = invited(session, consultation.id)
    asked = _respondents(session, rows, internal=False)
    in_order = partial(official_order, language=edition.language)
    rows.sort(key=lambda each: (in_order(asked[each.invitation.id]), each.organisation.id))
    names = {each.response.id: each.organisation.name for each in rows}
    superseded = superseded_submissions(session, names)
    while batch := {each.id: each for each in islice(superseded, AT_A_TIME)}:
        for submission_id, answers in submitted_answers(session, batch):
            found = batch[submission_id]
            yield EarlierStatement(
                organisation=names[found.response_id],
                number=found.number,
                reference=found.reference,
                received_at=found.submitted_at,
                nothing_to_state=found.kind == NOTHING_TO_STATE,
                answers={address: _exported(answer) for address, answer in answers.items()},
            )


def gathered(
    session: Session, consultation: ConsultationRow, edition: Edition, progress: Progress | None = None
) -> tuple[Round, list[Respondent], Statements]:
    """What every export is made of: the round, all who were asked, and the latest statements as a stream.

    The statements step `progress` on.
    """
    rows = {each.invitation.id: each for each in invited(session, consultation.id)}
    asked = _respondents(session, list(rows.values()), internal=edition.internal)
    in_order = partial(official_order, language=edition.language)
    respondents = dict(sorted(asked.items(), key=lambda pair: (in_order(pair[1]), rows[pair[0]].organisation.id)))

    by_submission = {each.id: number for number in respondents if (each := rows[number].submission)}
    progress = progress or untold()
    progress.expect(len(by_submission))

    def statements() -> Iterator[Statement]:
        for submission_id, answers in submitted_answers(session, by_submission):
            respondent = respondents[by_submission[submission_id]]
            yield Statement(respondent, {key: _exported(a) for key, a in answers.items() if not _is_detail(key)})
            progress.step()

    return _round(session, consultation), list(respondents.values()), statements


def export_name(consultation: ConsultationRow, edition: Edition, ending: str = "xlsx") -> str:
    """A file name that tells the consultation, the content and the day, in ASCII."""
    words = gettext(edition.language, "statements (in a file name)")
    if edition.full:
        words += "-" + gettext(edition.language, "full (in a file name)")
    if edition.internal:
        words += "-" + gettext(edition.language, "internal (in a file name)")
    return f"{consultation.key}-{words}-{in_helsinki(edition.exported_at):%Y-%m-%d}.{ending}"


def _round(session: Session, consultation: ConsultationRow) -> Round:
    question_set = thaw(consultation.question_set)
    return Round(
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
    )


def _respondents(session: Session, rows: list[Invited], *, internal: bool) -> dict[int, Respondent]:
    """Every invited organisation by invitation, with the details that its statement gives."""
    details = dict(_submitted_details(session, rows))
    handed_in = [each.submission.id for each in rows if each.submission]
    contact = dict(contact_parts(session, handed_in)) if internal else {}
    return {
        each.invitation.id: Respondent(
            organisation=each.organisation.name,
            group=each.organisation.group,
            language=each.submission.language if each.submission else each.organisation.language,
            status=status_of(each),
            sent_at=each.invitation.sent_at,
            opened_at=each.invitation.opened_at,
            received_at=each.submission.submitted_at if each.submission else None,
            reference=each.submission.reference if each.submission else "",
            own_deadline=each.invitation.own_deadline,
            details={key: a.given for key, a in details.get(each.invitation.id, {}).items()},
            contact=answers_in(contact[each.submission.id]) if each.submission and internal else {},
        )
        for each in rows
    }


def _submitted_details(session: Session, rows: list[Invited]) -> Iterator[tuple[int, Mapping[str, StoredAnswer]]]:
    by_submission = {each.submission.id: each.invitation.id for each in rows if each.submission}
    for submission_id, answers in submitted_answers(session, by_submission, below=f"{DETAILS_KEY}/"):
        yield by_submission[submission_id], answers


def _is_detail(address: str) -> bool:
    return address.startswith(f"{DETAILS_KEY}/")


def row_id(answer: StoredAnswer) -> str:
    """What names an answer's row in every file of this service."""
    return f"{answer.id}-{answer.digest[:8]}"


def _exported(answer: StoredAnswer) -> SubmittedAnswer:
    return SubmittedAnswer(answer.given, row_id(answer), answer.digest)
