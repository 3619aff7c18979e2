"""Writing a response from the store as a Word document: its statement, its draft, or the blank questions."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from survey.export.documents.blank_questions import Blank, questions_document
from survey.export.documents.statement import DetailsPlace, Request, Submitted, draft_document, statement_document
from survey.export.statements.records import Confirmed, Party
from survey.export.word.document import Document
from survey.export.word.writer import write_word
from survey.languages import format_date, format_time, gettext
from survey.operations.submissions.snapshots import contact_answers, has_contact, public_answers, question_set_of
from survey.operations.submissions.submitting import NOTHING_TO_STATE, has_unsent_changes
from survey.questions.asking.displayed import displayed_sections
from survey.questions.asking.progress import language_given
from survey.questions.freeze import read_frozen
from survey.questions.question_set import QuestionSet
from survey.store.personal_links import Access
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.joint import Behind, behind_each
from survey.store.responses.submissions import latest_of_each
from survey.store.tables import ConsultationRow, OrganisationRow, SubmissionRow


def write_statement(  # noqa: PLR0913  # whose statement, which one, and how it is written
    session: Session,
    target: Path,
    consultation: ConsultationRow,
    organisation: OrganisationRow,
    submission: SubmissionRow,
    *,
    latest: int,
    language: str,
    now: datetime,
) -> None:
    """Write a submitted statement, without personal data. `latest`: the number of the organisation's submission that
    counts; 0 if none does.
    """
    write_word(
        target,
        statement_of(session, consultation, organisation, submission, latest=latest, language=language, now=now),
    )


def statement_of(  # noqa: PLR0913  # as above
    session: Session,
    consultation: ConsultationRow,
    organisation: OrganisationRow,
    submission: SubmissionRow,
    *,
    latest: int,
    language: str,
    now: datetime,
    with_contact: bool = False,
    details: DetailsPlace = DetailsPlace.FIRST,
) -> Document:
    """Return a submitted statement as a document. It contains personal data only if `with_contact` is true. `details`:
    where the respondent's are.
    """
    question_set = question_set_of(session, consultation, submission.snapshot)
    answers = public_answers(submission.snapshot)
    if with_contact:
        answers |= contact_answers(submission.snapshot)
    submitted = submitted_of(session, submission, latest=latest, with_contact=with_contact)
    return statement_document(
        request_of(consultation, organisation, question_set),
        submitted,
        displayed_sections(question_set, answers, language=language, with_contact=with_contact),
        answer_language=submission.language,
        language=language,
        made_at=now,
        details=details,
    )


def submitted_of(session: Session, submission: SubmissionRow, *, latest: int, with_contact: bool = False) -> Submitted:
    """Return how a statement was submitted, and what has become of it since. `latest` is as in `write_statement`."""
    withdrawal = submission.withdrawal
    return Submitted(
        submission.submitted_at,
        submission.reference,
        submission.number,
        nothing_to_state=submission.kind == NOTHING_TO_STATE,
        digest=submission.snapshot.public_digest,
        replaced_by=latest if latest != submission.number else 0,
        channel=submission.channel,
        entered_at=submission.entered_at,
        decision=submission.decision,
        expected=submission.decision_expected,
        confirmed=confirmed_of(submission),
        withdrawn_at=withdrawal.at if withdrawal else None,
        withdrawn_because=withdrawal.reason if withdrawal else "",
        is_withdrawn=not latest,
        parties=parties_behind(session, submission),
        lacks_contact=with_contact and not has_contact(submission.snapshot.contact_part),
    )


def parties_behind(session: Session, submission: SubmissionRow) -> tuple[Party, ...]:
    """Return the other organisations that are behind a submission."""
    return tuple(map(party_of, behind_each(session, [submission.id]).get(submission.id, ())))


def party_of(each: Behind) -> Party:
    """Return an organisation behind a statement as pages and files show it."""
    return Party(each.name, each.group, each.at, each.how, each.dissent, each.dissent_language, each.submitted_itself)


def confirmed_of(submission: SubmissionRow) -> Confirmed | None:
    """Return the decision with which a submission was confirmed afterwards; None if it was not."""
    made = submission.confirmation
    if made is None:
        return None
    return Confirmed(made.at, made.body, made.decided_on, made.paragraph, made.extract.name if made.extract else "")


def write_draft(session: Session, target: Path, access: Access, *, language: str, now: datetime) -> None:
    """Write the draft as it is now, without personal data. Works also after the deadline."""
    write_word(target, draft_of(session, access, language=language, now=now))


def draft_of(
    session: Session,
    access: Access,
    *,
    language: str,
    now: datetime,
    details: DetailsPlace = DetailsPlace.FIRST,
) -> Document:
    """Return the draft as it is now as a document, without personal data. `details`: where the respondent's are."""
    question_set = read_frozen(access.consultation.question_set)
    answers = given_answers(stored_answers_of(session, access.response.id))
    submission = latest_of_each(session, access.response.id).own
    unsent = submission is not None and has_unsent_changes(access, question_set, answers, submission)
    return draft_document(
        request_of(access.consultation, access.organisation, question_set),
        displayed_sections(question_set, answers, language=language),
        status=draft_status(access, language, submitted=submission is not None, unsent=unsent),
        deadline=access.deadline,
        answer_language=language_given(answers, access.organisation.language),
        language=language,
        made_at=now,
        details=details,
    )


def write_questions(target: Path, access: Access, *, language: str, now: datetime) -> None:
    """Write the questions without answers."""
    write_word(target, questions_of(access, language=language, now=now))


def questions_of(access: Access, *, language: str, now: datetime, with_details: bool = True) -> Document:
    """Return the questions without answers as a document; last the respondent's details, unless they are left out."""
    consultation = access.consultation
    question_set = read_frozen(consultation.question_set)
    blank = Blank(question_set, consultation.contact_name, consultation.contact_email, access.deadline)
    request = request_of(consultation, access.organisation, question_set)
    return questions_document(request, blank, language=language, made_at=now, with_details=with_details)


def draft_status(access: Access, language: str, *, submitted: bool, unsent: bool) -> str:
    """Return sentences in `language`: whether the draft differs from what was submitted, and when it was
    last changed.
    """
    if not submitted:
        status = gettext(language, "This draft has not been submitted.")
    elif unsent:
        status = gettext(language, "This draft has been changed since the statement was submitted.")
    else:
        status = gettext(language, "This draft has not been changed since the statement was submitted.")
    changed = access.response.changed_at
    if not changed:
        return status
    at = gettext(language, "Last changed %(date)s at %(time)s.", date=format_date(changed), time=format_time(changed))
    return f"{status} {at}"


def document_name(consultation: ConsultationRow, words: str, ending: str = "docx") -> str:
    """Return a file name, in ASCII, from the consultation's key and the words for the content."""
    return f"{consultation.key}-{words}.{ending}"


def request_of(consultation: ConsultationRow, organisation: OrganisationRow, question_set: QuestionSet) -> Request:
    """Return the request as documents of this organisation have it."""
    return Request(question_set.title, consultation.issuer, consultation.diary_number, organisation.name)
