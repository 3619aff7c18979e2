"""What cannot be so in the decision of the respondent's details, or is only half told."""

from datetime import date

import pytest

from survey.questions.asking.decision import decision_doubts
from survey.questions.details import DECISION_BODY, DECISION_DATE, DECISION_PARAGRAPH
from survey.questions.question import Given, State

TODAY = date(2026, 11, 24)
BODY, PARAGRAPH = {DECISION_BODY: Given({"text": "Hallitus"})}, {DECISION_PARAGRAPH: Given({"text": "§ 214"})}


def day(text: str, state: State = State.ANSWERED) -> dict[str, Given]:
    return {DECISION_DATE: Given({"date": text}, state)}


@pytest.mark.parametrize(
    ("answers", "doubts"),
    [
        ({}, []),
        ({**BODY, **day("2026-11-24"), **PARAGRAPH}, []),
        ({**BODY, **day("2026-11-24")}, []),
        ({**BODY, **day("2026-11-25")}, [("in_future", DECISION_DATE)]),
        ({**BODY, **day("30.2.2026", State.MALFORMED)}, []),
        (day("2026-11-24"), [("without_body", DECISION_BODY)]),
        (BODY, [("without_date", DECISION_DATE)]),
        (PARAGRAPH, [("without_body", DECISION_BODY), ("without_date", DECISION_DATE)]),
        (day("2027-01-01"), [("in_future", DECISION_DATE), ("without_body", DECISION_BODY)]),
    ],
)
def test_a_decision_that_cannot_be_so_is_doubted(answers: dict[str, Given], doubts: list[tuple[str, str]]) -> None:
    assert [(str(found.doubt), found.address) for found in decision_doubts(answers, TODAY)] == doubts
