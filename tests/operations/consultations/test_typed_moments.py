"""Times of day as people write them."""

from datetime import time

import pytest

from survey.operations.consultations.typed_moments import day_fault, read_clock, read_moment


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


@pytest.mark.parametrize("day", ["1.1.0001", "31.12.9999", "1.1.2100"])
def test_a_day_of_another_century_is_a_slip(day: str) -> None:
    assert read_moment(day, "12.00") is None
    assert (fault := day_fault(day)) and fault.words("fi") == "Kirjoita tämän vuosisadan päivä."
