"""Times of day as people write them."""

from datetime import time

import pytest

from survey.coordinate.consultations.deadline_fields import read_clock
from survey.coordinate.consultations.opening import issuer_languages, known
from survey.questions.load import load_text
from tests.rounds import ONE_QUESTION


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("16.00", time(16)),
        ("16:15", time(16, 15)),
        ("9", time(9)),
        ("09.05", time(9, 5)),
        ("0.00", time(0)),
        ("24.00", None),
        ("16.5", None),
        ("16.60", None),
        ("", None),
        ("klo 16", None),
        ("１６.00", None),
        ("-1.00", None),
        ("16.00.00", None),
    ],
)
def test_a_time_of_day_is_read_or_refused(text: str, clock: time | None) -> None:
    assert read_clock(text) == clock


def test_who_asks_is_said_in_both_national_languages_and_in_every_other_one_of_the_set() -> None:
    written = ONE_QUESTION.replace("[fi, sv]", "[fi, se]").replace("sv:", "se:")
    assert issuer_languages(load_text(written).question_set) == ["fi", "sv", "se"]


def test_what_the_set_tells_of_its_consultation_is_filled_in_already() -> None:
    told = """
consultation:
  issuer: {fi: Ministeriö, sv: Ministeriet}
  diary_number: VN/1/2026
  contacts: [{name: Maija, email: maija@example.fi}]
"""
    assert known(load_text(ONE_QUESTION + told).question_set) == {
        "opening-issuer-fi": "Ministeriö",
        "opening-issuer-sv": "Ministeriet",
        "opening-diary_number": "VN/1/2026",
        "opening-deadline_time": "16.00",
        "opening-contact_name": "Maija",
        "opening-contact_email": "maija@example.fi",
    }
    assert known(load_text(ONE_QUESTION).question_set)["opening-deadline_time"] == "16.00"
