"""What stands of an organisation in the cells of every sheet: its name, its group, its details."""

from survey.export.round import Respondent
from survey.export.sheets import Cell
from survey.languages import text_in
from survey.questions.details import (
    DECISION_BODY,
    DECISION_DATE,
    DECISION_PARAGRAPH,
    DETAILS_KEY,
    details_section,
    group_labels,
)
from survey.questions.question import Answers, CellValue


def who(respondent: Respondent, language: str) -> tuple[str, str]:
    """The organisation's name and its group."""
    return text_in(respondent.organisation, language), group_name(respondent.stated_group, language)


def group_name(group: str, language: str) -> str:
    """A group in words; one that is not official goes by its own."""
    return text_in(group_labels().get(group, {}), language) or group


def decision(details: Answers, language: str) -> tuple[Cell, ...]:
    """Who decided on the statement, when, and under which paragraph of the minutes."""
    return tuple(detail(details, address, language) for address in (DECISION_BODY, DECISION_DATE, DECISION_PARAGRAPH))


def detail(details: Answers, address: str, language: str) -> CellValue | None:
    """One of the details; nothing where it was not given."""
    given = details.get(address)
    question = details_section().question(address.removeprefix(f"{DETAILS_KEY}/"))
    return question.cells(given.value, given.state, language).get(question.used_parts[0]) if given else None
