"""Taking a consultation's statements out of the store and into a workbook, as a stream."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from survey.export.committee import export_workbook
from survey.export.round import Respondent, Round, Statement, SubmittedAnswer
from survey.languages import gettext, in_helsinki
from survey.operations.desk import in_official_order, status_of
from survey.questions.details import DETAILS_KEY
from survey.questions.freeze import thaw
from survey.store.consultations import Invited, invited
from survey.store.submissions import SubmittedAnswer as StoredAnswer
from survey.store.submissions import submitted_answers
from survey.store.tables import ConsultationRow


def export_consultation(
    session: Session, consultation: ConsultationRow, target: Path, *, language: str, now: datetime
) -> None:
    """Write the workbook of the latest submissions to `target`, in `language`.

    The file is there only when it is whole: export_workbook reopens and counts it. Memory does not grow with the
    statements; their answers are read a hundred statements at a time, once for each sheet that shows them.
    """
    rows = in_official_order(invited(session, consultation.id), language)
    respondents = _respondents(session, rows)

    def statements() -> Iterator[Statement]:
        by_submission = {each.submission.id: each for each in rows if each.submission}
        for submission_id, answers in submitted_answers(session, by_submission):
            respondent = respondents[by_submission[submission_id].invitation.id]
            yield Statement(respondent, {key: _exported(a) for key, a in answers.items() if not _is_detail(key)})

    export_workbook(
        target, _round(consultation), list(respondents.values()), statements, language=language, exported_at=now
    )


def workbook_name(consultation: ConsultationRow, *, language: str, now: datetime) -> str:
    """A file name that tells the consultation, the content and the day, in ASCII."""
    words = gettext(language, "statements (in a file name)")
    return f"{consultation.key}-{words}-{in_helsinki(now):%Y-%m-%d}.xlsx"


def _round(consultation: ConsultationRow) -> Round:
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
    )


def _respondents(session: Session, rows: list[Invited]) -> dict[int, Respondent]:
    """Every invited organisation by invitation, with the public details that its statement gives."""
    details = dict(_submitted_details(session, rows))
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
        )
        for each in rows
    }


def _submitted_details(session: Session, rows: list[Invited]) -> Iterator[tuple[int, Mapping[str, StoredAnswer]]]:
    by_submission = {each.submission.id: each.invitation.id for each in rows if each.submission}
    for submission_id, answers in submitted_answers(session, by_submission):
        yield by_submission[submission_id], {key: a for key, a in answers.items() if _is_detail(key)}


def _is_detail(address: str) -> bool:
    return address.startswith(f"{DETAILS_KEY}/")


def _exported(answer: StoredAnswer) -> SubmittedAnswer:
    return SubmittedAnswer(answer.given, f"{answer.id}-{answer.digest[:8]}", answer.digest)
