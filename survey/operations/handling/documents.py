"""What goes out of the service to be decided on: as Word files and as plain text."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from survey.export.documents.board_item import Item, board_item_document
from survey.export.documents.handling_steps import comparison_document, step_document
from survey.export.documents.statement import DetailsPlace
from survey.export.plain_text import write_plain_text
from survey.export.word.document import Document
from survey.export.word.writer import write_word
from survey.operations.handling.versions import Comparison, facts_of_step
from survey.operations.submissions.documents import draft_of, questions_of, request_of, statement_of
from survey.operations.submissions.snapshots import public_answers
from survey.questions.asking.displayed import displayed_sections
from survey.questions.asking.progress import language_given
from survey.questions.consultation import Consultation
from survey.questions.details import CASE_NUMBER
from survey.questions.freeze import read_frozen
from survey.store.base import NotFound
from survey.store.personal_links import Access
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.submissions import submissions_of
from survey.store.tables import HandlingStepRow, SubmissionRow


class Paper(StrEnum):
    """What an organisation takes along."""

    ITEM = "item"
    """What a board's item needs."""
    DRAFT = "draft"
    QUESTIONS = "questions"
    STATEMENT = "statement"


class FileForm(StrEnum):
    """In which form."""

    WORD = "docx"
    TEXT = "txt"


def papers_of(access: Access, submissions: Sequence[SubmissionRow]) -> list[Paper]:
    """Return the papers that there are: no draft after its time, and no statement before one was submitted."""
    of_draft = [] if access.has_no_draft else [Paper.ITEM, Paper.DRAFT]
    return [*of_draft, Paper.QUESTIONS, *([Paper.STATEMENT] if submissions else [])]


def paper_document(  # noqa: PLR0913  # whose paper, which one, and how it is written
    session: Session, access: Access, paper: Paper, details: DetailsPlace, *, language: str, now: datetime
) -> Document:
    """Return one of the papers. A board's item has no respondent's details; those of the blank questions come last.

    Raises NotFound for one that there is not.
    """
    submissions = submissions_of(session, access.response.id)
    if paper not in papers_of(access, submissions):
        raise NotFound(paper)
    match paper:
        case Paper.ITEM:
            return _item(session, access, language=language, now=now)
        case Paper.DRAFT:
            return draft_of(session, access, language=language, now=now, details=details)
        case Paper.QUESTIONS:
            with_details = details is not DetailsPlace.LEFT_OUT
            return questions_of(access, language=language, now=now, with_details=with_details)
        case Paper.STATEMENT:
            return statement_of(
                session,
                access.consultation,
                access.organisation,
                submissions[0],
                latest=submissions[0].number,
                language=language,
                now=now,
                details=details,
            )


def write_as(form: FileForm, target: Path, document: Document) -> None:
    """Write a document in this form."""
    match form:
        case FileForm.WORD:
            write_word(target, document)
        case FileForm.TEXT:
            write_plain_text(target, document)


def _item(session: Session, access: Access, *, language: str, now: datetime) -> Document:
    question_set = read_frozen(access.consultation.question_set)
    answers = given_answers(stored_answers_of(session, access.response.id))
    case_number = answers[CASE_NUMBER].value.get("text", "") if CASE_NUMBER in answers else ""
    return board_item_document(
        request_of(access.consultation, access.organisation, question_set),
        Item(access.deadline, case_number, question_set.consultation or Consultation()),
        displayed_sections(question_set, answers, language=language),
        answer_language=language_given(answers, access.organisation.language),
        language=language,
        made_at=now,
    )


def document_of_step(access: Access, row: HandlingStepRow, *, language: str, now: datetime) -> Document:
    """Return the statement as it was at a step."""
    question_set = read_frozen(access.consultation.question_set)
    answers = public_answers(row.snapshot)
    return step_document(
        request_of(access.consultation, access.organisation, question_set),
        facts_of_step(row),
        displayed_sections(question_set, answers, language=language),
        answer_language=language_given(answers, access.organisation.language),
        language=language,
        made_at=now,
    )


def document_of_comparison(access: Access, comparison: Comparison, *, language: str, now: datetime) -> Document:
    """Return how two texts differ."""
    question_set = read_frozen(access.consultation.question_set)
    return comparison_document(
        request_of(access.consultation, access.organisation, question_set),
        comparison.earlier.name,
        comparison.later.name,
        comparison.sections,
        answer_language=comparison.answer_language,
        language=language,
        made_at=now,
    )
