"""The first sheet: counts by group and check figures."""

from survey.export.collected import Tally
from survey.export.round import Status
from survey.export.summary import Counted, count_by_group, summary_rows
from survey.languages import gettext
from tests.export.rounds import EXPORTED, a_round, respondent


def test_each_organisation_is_counted_once_in_its_group() -> None:
    asked = [respondent(status=status, group="parish") for status in Status] + [respondent(group="ministry")]

    assert count_by_group(asked) == {
        "ministry": Counted(asked=1, answered=1),
        "parish": Counted(asked=4, answered=1, nothing_to_state=1, not_answered=2),
    }


def test_groups_come_in_official_order_and_unknown_ones_last() -> None:
    groups = ["zzz", "parish", "municipality", "court", "aaa"]

    counts = count_by_group([respondent(group=group) for group in groups])

    assert list(counts) == ["municipality", "court", "parish", "aaa", "zzz"]


def test_the_summary_ends_with_the_check_figures() -> None:
    this_round = a_round()
    rows = list(summary_rows(this_round, [respondent()], Tally(1, 2, 345), language="sv", exported_at=EXPORTED))

    assert rows[0].cells == ("Bedömningspromemoria",)
    assert [row.cells[1] for row in rows[-5:]] == [1, 2, 345, this_round.structure_digest, this_round.text_digest]


def test_the_total_is_the_sum_of_the_groups() -> None:
    asked = [respondent(group="parish"), respondent(group="court", status=Status.DRAFT)]
    rows = summary_rows(a_round(), asked, Tally(), language="fi", exported_at=EXPORTED)

    totals = [row.cells for row in rows if row.cells and row.cells[0] == gettext("fi", "Total")]

    assert totals == [(gettext("fi", "Total"), 2, 1, 0, 1)]


def test_the_summary_tells_the_period_and_when_it_was_exported() -> None:
    this_round = a_round()
    rows = list(summary_rows(this_round, [], Tally(), language="fi", exported_at=EXPORTED))

    told = [row.cells[1] for row in rows if len(row.cells) == 2]
    assert told[:5] == ["Ministeriö", "VN/1/2026", this_round.opened_at, this_round.deadline, EXPORTED]
