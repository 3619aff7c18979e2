"""One question of a response by the address of its answer, for the pages that are about one answer."""

from collections.abc import Mapping
from typing import NamedTuple

from survey.operations.answers.section_pages import page_section
from survey.questions.asking.addresses import addressed, all_sections
from survey.questions.question import Question
from survey.questions.question_set import Section
from survey.store.base import NotFound
from survey.store.responses.answers import StoredAnswer, given_answers
from survey.web.questions.names import field_name
from survey.web.sections.conflicts import question_label
from survey.web.sections.filling import Filling
from survey.web.words.texts import Words


class OneQuestion(NamedTuple):
    """A question with the section in which it is asked, its label, and where its field is filled in."""

    section: Section
    question: Question
    label: Words
    field: str


def one_question(filling: Filling, address: str, stored_answers: Mapping[str, StoredAnswer]) -> OneQuestion:
    """Return the question whose answer is at this address, also in an entry that was removed. Raises NotFound."""
    answers = given_answers(stored_answers)
    for section in all_sections(filling.question_set):
        for found, question in addressed(page_section(section, answers)):
            if found == address and question.used_parts:
                label = question_label(section, question, answers)
                field = f"{filling.address_of(section.key)}#{field_name(question, question.used_parts[0])}"
                return OneQuestion(section, question, label, field)
    raise NotFound(address)
