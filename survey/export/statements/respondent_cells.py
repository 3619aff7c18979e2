"""The texts about an organisation that every sheet shows: its name, its group, its details."""

from survey.export.statements.records import Respondent
from survey.languages import text_in
from survey.questions.details import DETAILS_KEY, details_section, group_name
from survey.questions.question import Answers, CellValue


def name_of(respondent: Respondent, language: str) -> str:
    """The organisation's name."""
    return text_in(respondent.organisation, language)


def group_of(respondent: Respondent, language: str) -> str:
    """The organisation's group in words."""
    return group_name(respondent.group_in_statement, respondent.own_groups, language)


def detail(details: Answers, address: str, language: str) -> CellValue | None:
    """One of the details; nothing where it was not given."""
    given = details.get(address)
    question = details_section().question(address.removeprefix(f"{DETAILS_KEY}/"))
    return question.cells(given.value, given.state, language).get(question.used_parts[0]) if given else None
