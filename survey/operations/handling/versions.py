"""The texts that can be read and compared: what each handling step keeps, and the draft as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey.export.documents.handling_steps import StepFacts, step_name, who_and_when
from survey.languages import gettext, in_helsinki
from survey.operations.handling.counting import Step
from survey.operations.submissions.snapshots import public_answers
from survey.questions.asking.progress import language_given
from survey.questions.comparing.answers import ComparedSection, compared_sections
from survey.questions.freeze import read_frozen
from survey.questions.question import Answers
from survey.store.base import NotFound
from survey.store.personal_links import Access
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.handling import step_numbered
from survey.store.tables import HandlingStepRow

DRAFT = "draft"
"""Stands for the draft as it is now, where a step has its number."""


@dataclass(frozen=True)
class Version:
    """One text: what names it in an address, its name for people, and its public answers."""

    key: str
    name: str
    answers: Answers


@dataclass(frozen=True)
class Comparison:
    """Two texts and how they differ, section by section."""

    earlier: Version
    later: Version
    sections: Sequence[ComparedSection]
    answer_language: str


def name_of_step(row: HandlingStepRow, language: str) -> str:
    """Return the name of a step in words of `language`."""
    day = row.met_on or in_helsinki(row.at).date()
    return step_name(row.kind, row.body, day, row.paragraph, language)


def decided_words(row: HandlingStepRow) -> str:
    """Return who decided and when, without the word that it is a decision."""
    return who_and_when(row.body, row.met_on or in_helsinki(row.at).date(), row.paragraph)


def facts_of_step(row: HandlingStepRow) -> StepFacts:
    """Return what a step says of itself in documents."""
    day = row.met_on or in_helsinki(row.at).date()
    return StepFacts(row.kind, row.body, day, row.paragraph, row.presenter, row.wording)


def draft_name(language: str) -> str:
    """Return the name of the draft among texts to compare."""
    return gettext(language, "The draft as it is now")


def compared(
    session: Session, access: Access, rows: Sequence[HandlingStepRow], keys: tuple[str, str], *, language: str
) -> Comparison:
    """Compare two texts of a response, each named by the number of its step or by DRAFT. Raises NotFound.

    The texts of the questions are those of today, whatever has been corrected in them since.
    """
    earlier, later = (_version(session, access, rows, key, language) for key in keys)
    question_set = read_frozen(access.consultation.question_set)
    return Comparison(
        earlier,
        later,
        compared_sections(question_set, earlier.answers, later.answers, language=language),
        language_given(later.answers, access.organisation.language),
    )


def _version(session: Session, access: Access, rows: Sequence[HandlingStepRow], key: str, language: str) -> Version:
    if key == DRAFT and not access.has_no_draft:
        answers = given_answers(stored_answers_of(session, access.response.id))
        return Version(DRAFT, draft_name(language), answers)
    if not key.isdecimal():
        raise NotFound("text to compare")
    row = step_numbered(rows, int(key))
    return Version(key, name_of_step(row, language), public_answers(row.snapshot))


def usual_pair(steps: Sequence[Step], *, with_draft: bool) -> tuple[str, str]:
    """Return what people compare first: the last step with the draft; without a draft the last two steps."""
    numbers = [str(step.row.number) for step in steps]
    pair = [*numbers, DRAFT] if with_draft else numbers
    return pair[-2], pair[-1]


def differs_from_draft(session: Session, access: Access, row: HandlingStepRow) -> bool:
    """Return whether a question of the draft has another answer than at this step."""
    question_set = read_frozen(access.consultation.question_set)
    draft = given_answers(stored_answers_of(session, access.response.id))
    sections = compared_sections(
        question_set, public_answers(row.snapshot), draft, language=access.organisation.language
    )
    return any(section.changed for section in sections)
