"""Many records of which few are in memory."""

import pytest

from survey.export.statements.spooled_list import SpooledList
from tests.export.rounds import respondent


@pytest.mark.parametrize("in_memory", [0, 1, 10])
def test_records_come_back_in_their_order_and_by_their_position_wherever_they_are(in_memory: int) -> None:
    records = [respondent(f"Kunta {number}", details={}) for number in range(5)]
    spooled = SpooledList(records, in_memory)

    assert list(spooled) == records
    assert [spooled[position] for position in (4, 0, 2)] == [records[4], records[0], records[2]]
    spooled.append(records[0])
    assert (len(spooled), spooled[5], spooled[4]) == (6, records[0], records[4])


def test_no_more_than_so_many_are_kept_in_memory() -> None:
    records = [respondent(f"Kunta {number}") for number in range(5)]
    spooled = SpooledList(records, 2)

    assert [kept is own for kept, own in zip(spooled, records, strict=True)] == [True, True, False, False, False]
